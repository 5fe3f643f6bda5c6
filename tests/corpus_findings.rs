//! What the rules find in real policies: the count of each code over the corpus, kept in `tests/corpus-findings.txt`. A
//! change of behaviour changes that file; `RAMLIGHT_WRITE=1` writes it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use ramlight::catalog::Catalog;
use ramlight::diagnostic::Severity;
use ramlight::lint;
use ramlight::pattern::Bindings;
use ramlight::policy::{PolicyKind, PolicyText};

#[test]
fn counts_over_the_corpus() {
    let Some(corpus) = corpus::corpus() else { return };
    let catalog = Catalog::api_gateway();
    let mut documents = 0;
    let mut refused = 0;
    let mut counts: BTreeMap<(&str, &str, &str), [usize; 2]> = BTreeMap::new();
    for entry in corpus {
        let text = entry["text"].as_str().unwrap();
        if serde_json::from_str::<serde_json::Value>(text).is_err() {
            continue;
        }
        documents += 1;
        let kind = match entry["kind"].as_str().unwrap() {
            "system" | "malformed" => Some(PolicyKind::Identity),
            kind => PolicyKind::named(kind),
        };
        let policy = PolicyText::of_kind(text, kind);
        let findings = lint::findings(&policy, &catalog, &Bindings::default());
        refused += usize::from(findings.iter().any(|one| one.message.severity == Severity::Error));
        let mut seen = Vec::new();
        for one in &findings {
            let message = one.message;
            if std::env::var("RAMLIGHT_SHOW").is_ok_and(|code| code == message.code) {
                let start = one.span.start as usize;
                println!(
                    "{} | {}",
                    one.text(ramlight::diagnostic::Locale::English),
                    text[start..].lines().next().unwrap()
                );
            }
            let count = counts
                .entry((message.code, message.name, message.severity.name()))
                .or_default();
            count[0] += 1;
            if !seen.contains(&message.code) {
                seen.push(message.code);
                count[1] += 1;
            }
        }
    }
    let mut found = String::new();
    writeln!(
        found,
        "documents that are JSON: {documents}; of them refused: {refused}"
    )
    .unwrap();
    writeln!(found, "code    findings  documents  severity          name").unwrap();
    for ((code, name, severity), [all, documents]) in counts {
        writeln!(found, "{code}  {all:>8}  {documents:>9}  {severity:<16}  {name}").unwrap();
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus-findings.txt");
    if std::env::var_os("RAMLIGHT_WRITE").is_some() {
        std::fs::write(&kept, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&kept).unwrap_or_default();
    assert!(found == expected, "the counts changed; they are\n{found}");
}

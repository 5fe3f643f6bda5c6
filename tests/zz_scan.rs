#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]
use ramlight::diagnostic::*;
use ramlight::pattern::Bindings;
use ramlight::policy::*;
fn show(name: &str, kind: Option<PolicyKind>, text: &str) {
    let p = PolicyText::of_kind(text, kind);
    for d in p.diagnostics(&Bindings::default()) {
        println!(
            "{name}\t{}\t{}\t{}\t{}\t{:?}",
            p.policy().kind.name(),
            d.message.severity.name(),
            d.message.name,
            d.text(Locale::English),
            d.span.of(text).chars().take(60).collect::<String>()
        );
    }
}
#[test]
fn examples() {
    for line in std::fs::read_to_string("../shared/ram/examples/index.tsv")
        .unwrap()
        .lines()
        .skip(1)
    {
        let f: Vec<&str> = line.split('\t').collect();
        let text = std::fs::read_to_string(format!("../shared/ram/examples/{}", f[0])).unwrap();
        let kind = PolicyKind::named(f[1]);
        let auto = PolicyText::of_kind(&text, None).policy().kind.name();
        println!("## {} {} auto={}", f[0], f[1], auto);
        let kind = kind.or(Some(PolicyKind::Identity));
        show(f[0], kind, &text);
    }
}
#[test]
fn corpus() {
    for line in std::fs::read_to_string("../shared/corpus/policies.jsonl")
        .unwrap()
        .lines()
    {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = v["text"].as_str().unwrap();
        let p = PolicyText::of_kind(text, None);
        println!(
            "## {}|{}|auto={}",
            v["file"].as_str().unwrap(),
            v["kind"].as_str().unwrap(),
            p.policy().kind.name()
        );
        show(v["file"].as_str().unwrap(), None, text);
    }
}

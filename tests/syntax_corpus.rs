#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]
//! Real documents go through parse, clean-up and format. Skipped where the corpus is not beside the repository.

use std::path::Path;

use ramlight::diagnostic::{FixKind, Severity};
use ramlight::syntax::{Tree, clean_up, format};

fn corpus() -> Vec<(String, String)> {
    let Ok(rows) = std::fs::read_to_string(Path::new("../shared/corpus/policies.jsonl")) else {
        eprintln!("skipped: there is no ../shared/corpus");
        return Vec::new();
    };
    let rows = rows
        .lines()
        .map(|row| serde_json::from_str::<serde_json::Value>(row).unwrap());
    rows.map(|row| {
        (
            row["file"].as_str().unwrap().to_owned(),
            row["text"].as_str().unwrap().to_owned(),
        )
    })
    .collect()
}

#[test]
fn left() {
    for (file, text) in corpus() {
        if serde_json::from_str::<serde_json::Value>(&text).is_ok() {
            continue;
        }
        let cleaned = clean_up(&text, |_| Vec::new()).map_or(text.clone(), |c| c.text);
        if serde_json::from_str::<serde_json::Value>(&cleaned).is_ok() {
            continue;
        }
        println!("=== {file}");
        for p in Tree::parse(&cleaned).problems() {
            println!("  {} {}: {:?}", p.message.code, p.message.name, p.span.of(&cleaned));
        }
        if std::env::var("SHOW").is_ok() {
            println!("{cleaned}");
        }
    }
}

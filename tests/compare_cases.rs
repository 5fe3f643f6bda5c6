//! Runs the readable cases of `tests/cases/compare`; their format is in `tests/cases/README.md`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/replay.rs"]
mod replay;

use std::fs;
use std::path::Path;

use ramlight::catalog::Catalog;
use ramlight::compare::{Comparison, Difference, Relation, compare};
use ramlight::pattern::Budget;
use ramlight::policy::{PolicyKind, PolicyText};

const STEPS: u64 = 5_000_000;

#[derive(Default)]
struct Case {
    name: String,
    policies: [Option<PolicyText>; 2],
    steps: Option<u64>,
    relation: Option<String>,
    gained: Option<Vec<String>>,
    lost: Option<Vec<String>>,
    on: Option<String>,
    by: Option<String>,
    with: Option<String>,
}

fn read(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                name: format!("{}: {title}", path.file_stem().unwrap().display()),
                ..Case::default()
            });
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(block) = line.strip_prefix("```json ") {
            let (name, kind) = block.split_once(' ').unwrap_or((block, "identity"));
            let statements: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let document = format!(r#"{{"Version": "1", "Statement": {}}}"#, statements.join("\n"));
            let kind = PolicyKind::named(kind).unwrap_or_else(|| panic!("{}: {kind}", case.name));
            let at = ["a", "b"].iter().position(|of| *of == name).unwrap();
            case.policies[at] = Some(PolicyText::of_kind(&document, Some(kind)));
        }
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        let list = || match value {
            "-" => Vec::new(),
            list => list.split(", ").map(str::to_owned).collect(),
        };
        match key {
            "steps" => case.steps = value.parse().ok(),
            "relation" => case.relation = Some(value.to_owned()),
            "gained" => case.gained = Some(list()),
            "lost" => case.lost = Some(list()),
            "on" => case.on = Some(value.to_owned()),
            "by" => case.by = Some(value.to_owned()),
            "with" => case.with = Some(value.to_owned()),
            _ => {}
        }
    }
    cases
}

fn actions(differences: &[Difference]) -> Vec<String> {
    differences.iter().map(|difference| difference.action.clone()).collect()
}

/// Every request that shows a difference, put to `decide`.
fn replay(case: &Case, more: &PolicyText, less: &PolicyText, differences: &[Difference]) {
    for difference in differences {
        let decided = [more, less].map(|policy| replay::grants(policy, &difference.witness));
        assert_eq!(decided, [Some(true), Some(false)], "{}: {difference:?}", case.name);
    }
}

fn other_way(relation: Relation) -> Relation {
    match relation {
        Relation::Wider => Relation::Narrower,
        Relation::Narrower => Relation::Wider,
        same => same,
    }
}

fn hold(case: &Case, catalog: &Catalog) {
    let [Some(a), Some(b)] = &case.policies else {
        panic!("{}: two policies", case.name);
    };
    let compared = |a: &PolicyText, b: &PolicyText| -> Comparison {
        let mut budget = Budget::new(case.steps.unwrap_or(STEPS));
        compare(a.policy(), b.policy(), catalog, &mut budget)
    };
    let found = compared(a, b);
    assert_eq!(
        Some(found.relation.name()),
        case.relation.as_deref(),
        "{}: {found:?}",
        case.name
    );
    for (expected, differences) in [(&case.gained, &found.gained), (&case.lost, &found.lost)] {
        if let Some(expected) = expected {
            assert_eq!(actions(differences), *expected, "{}: {found:?}", case.name);
        }
    }
    replay(case, b, a, &found.gained);
    replay(case, a, b, &found.lost);
    if let Some(first) = found.gained.first().or(found.lost.first()) {
        let witness = &first.witness;
        if let Some(on) = &case.on {
            assert_eq!(witness.resource, *on, "{}", case.name);
        }
        if let Some(by) = &case.by {
            assert_eq!(witness.principal.as_deref().unwrap_or(""), by, "{}", case.name);
        }
        if let Some(with) = &case.with {
            let told = |(key, values): &(String, Vec<String>)| format!("{key}={}", values.join("|"));
            let told: Vec<String> = witness.context.iter().map(told).collect();
            assert_eq!(told.join(", "), *with, "{}", case.name);
        }
    }
    let back = compared(b, a);
    assert_eq!(back.relation, other_way(found.relation), "{}", case.name);
    assert_eq!(
        (&back.lost, &back.gained),
        (&found.gained, &found.lost),
        "{}",
        case.name
    );
}

#[test]
fn every_case() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/compare");
    let catalog = Catalog::api_gateway();
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut failures = Vec::new();
    let mut count = 0;
    for case in files.iter().flat_map(|file| read(file)) {
        count += 1;
        let held = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| hold(&case, &catalog)));
        if held.is_err() {
            failures.push(case.name);
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(count > 30, "{count} cases");
}

//! Runs the readable cases of `tests/cases/coverage`; their format is in `tests/cases/README.md`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/draft.rs"]
mod draft;
mod judge;

use draft::Draft;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use judge::calls::Patterns;
use judge::verdict::Verdict;
use judge::wildcard::fits;

const OUTCOMES: [&str; 8] = [
    "allowed",
    "partial",
    "conditional",
    "partial-conditional",
    "denied",
    "not-granted",
    "undecided",
    "unknown",
];
const LEVELS: [&str; 4] = ["none", "partial", "full", "undecided"];

#[derive(Clone, Default)]
struct Case {
    heading: String,
    line: usize,
    policy: Option<String>,
    catalogue: Option<String>,
    bindings: Vec<(String, String)>,
    /// Line number and text.
    expect: Vec<(usize, String)>,
}

/// The cases of a file; what stands before the first heading is a pattern for all of them.
fn read(text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut case = Case::default();
    let mut common = None;
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            let common: &Case = common.get_or_insert_with(|| case.clone());
            let next = Case {
                heading: heading.into(),
                line: at + 1,
                ..common.clone()
            };
            let before = std::mem::replace(&mut case, next);
            cases.extend(Some(before).filter(|c| c.line > 0));
        } else if let Some(bindings) = line.strip_prefix("Bindings: ") {
            let pairs = bindings.split(", ").map(|b| b.split_once('=').expect("name=value"));
            case.bindings = pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        } else if let Some(kind) = line.strip_prefix("```").filter(|k| !k.is_empty()) {
            let block: Vec<(usize, String)> = lines
                .by_ref()
                .take_while(|(_, line)| *line != "```")
                .map(|(at, line)| (at + 1, line.to_owned()))
                .collect();
            let text = || {
                block
                    .iter()
                    .map(|(_, line)| line.as_str())
                    .collect::<Vec<_>>()
                    .join("\n")
            };
            match kind {
                "json policy" | "text policy" => case.policy = Some(text()),
                "json catalogue" => case.catalogue = Some(text()),
                "expect" => case.expect = block,
                _ => panic!("line {}: a block of kind `{kind}`", at + 1),
            }
        }
    }
    cases.extend(Some(case).filter(|c| c.line > 0));
    cases
}

/// What one side says of a policy.
struct Answers {
    /// By the operation's name, without the service.
    verdicts: BTreeMap<String, Verdict>,
    statements: usize,
}

fn judge_says(case: &Case, catalogue: &str) -> Option<Answers> {
    let statements = judge::policy::statements(case.policy.as_ref()?)?;
    let patterns = Patterns::of(&statements);
    let bindings: Vec<(&str, &str)> = case.bindings.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let operations = judge::catalogue::operations(catalogue, &bindings);
    let verdict = |o: &judge::catalogue::Operation| {
        let name = o.action.split_once(':').unwrap().1.to_owned();
        (name, judge::verdict::judge(&statements, &patterns, o))
    };
    Some(Answers {
        verdicts: operations.iter().map(verdict).collect(),
        statements: statements.len(),
    })
}

fn engine_says(case: &Case, catalogue: &str) -> Answers {
    let catalogue = judge::engine::catalogue(catalogue);
    let mut draft = Draft::new(std::rc::Rc::clone(&catalogue));
    let bindings: Vec<(&str, &str)> = case.bindings.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    draft.bind(judge::engine::bindings(&bindings));
    draft.update(case.policy.as_deref().unwrap_or_default());
    let verdict =
        |(id, o): (usize, &ramlight::catalog::Operation)| (o.name.clone(), judge::engine::verdict(&draft, id));
    Answers {
        verdicts: catalogue.operations.iter().enumerate().map(verdict).collect(),
        statements: draft.coverages().len(),
    }
}

/// Every difference between a case's expectation and the answers.
fn differences(case: &Case, answers: &Answers) -> Vec<String> {
    let mut differences = Vec::new();
    let lines: Vec<(usize, &str, &str)> = case
        .expect
        .iter()
        .map(|(at, line)| {
            let (subject, items) = line
                .split_once(':')
                .unwrap_or_else(|| panic!("line {at}: no colon in `{line}`"));
            (*at, subject.trim(), items.trim())
        })
        .collect();
    let named = |name: &str| {
        lines
            .iter()
            .any(|(_, subject, _)| *subject != "*" && subject.split(", ").any(|pattern| fits(pattern, name)))
    };
    for (at, subject, items) in &lines {
        if *subject == "statements" {
            if *items != answers.statements.to_string() {
                differences.push(format!(
                    "line {at}: {} statements, expected {items}",
                    answers.statements
                ));
            }
            continue;
        }
        if let Some(count) = subject.strip_suffix(" operations") {
            let found: Vec<_> = answers
                .verdicts
                .iter()
                .filter(|(_, v)| v.outcome == *items)
                .map(|(n, _)| n)
                .collect();
            if count != found.len().to_string() {
                differences.push(format!(
                    "line {at}: {} operations are {items}, expected {count}",
                    found.len()
                ));
            }
            continue;
        }
        for pattern in subject.split(", ") {
            let met: Vec<_> = answers
                .verdicts
                .iter()
                .filter(|(name, _)| {
                    if pattern == "*" {
                        !named(name)
                    } else {
                        fits(pattern, name)
                    }
                })
                .collect();
            assert!(!met.is_empty(), "line {at}: `{pattern}` meets no operation");
            for (name, verdict) in met {
                for item in items.split(", ") {
                    if let Some(found) = difference(item, verdict) {
                        differences.push(format!("line {at}: {name}: expected `{item}`, found {found}"));
                    }
                }
            }
        }
    }
    differences
}

/// What was found instead of an item, if it was not met.
fn difference(item: &str, verdict: &Verdict) -> Option<String> {
    let words: Vec<&str> = item.split(' ').collect();
    let level = |level: &str| assert!(LEVELS.contains(&level), "`{level}` is no level, in `{item}`");
    let statement = |n: &str| n.parse::<usize>().expect("the number of a statement") - 1;
    let (met, found) = match words[..] {
        ["must", expected] => {
            level(expected);
            (verdict.must == expected, format!("must {}", verdict.must))
        }
        ["may", expected] => {
            level(expected);
            (verdict.may == expected, format!("may {}", verdict.may))
        }
        ["never", outcome] => {
            assert!(OUTCOMES.contains(&outcome), "`{outcome}` is no outcome");
            (verdict.outcome != outcome, verdict.outcome.to_owned())
        }
        ["statement", n, "contributes"] => (verdict.contributes[statement(n)], "that it does not".into()),
        ["statement", n, "does", "not", "contribute"] => (!verdict.contributes[statement(n)], "that it does".into()),
        ["statement", n, expected] => {
            level(expected);
            let found = verdict.levels[statement(n)];
            (found == expected, format!("statement {n} {found}"))
        }
        [outcome] => {
            assert!(OUTCOMES.contains(&outcome), "`{outcome}` is no outcome");
            (verdict.outcome == outcome, verdict.outcome.to_owned())
        }
        _ => panic!("cannot read `{item}`"),
    };
    (!met).then_some(found)
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/coverage");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    files
}

#[test]
fn cases() {
    let default = include_str!("../src/catalog/data/apigateway.json");
    let (mut checks, mut failures) = (0, Vec::new());
    for path in files() {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let cases = read(&std::fs::read_to_string(&path).unwrap());
        println!("{file}: {} cases", cases.len());
        for case in cases {
            checks += 1;
            let at = format!("{file}:{} {}", case.line, case.heading);
            assert!(
                case.policy.is_some() && !case.expect.is_empty(),
                "{at}: no policy or nothing expected"
            );
            let catalogue = case.catalogue.as_deref().unwrap_or(default);
            let mut sides = vec![("the engine", engine_says(&case, catalogue))];
            sides.extend(judge_says(&case, catalogue).map(|a| ("the judge", a)));
            for (side, answers) in sides {
                let differences = differences(&case, &answers);
                if !differences.is_empty() {
                    let more = differences.len().saturating_sub(4);
                    let shown = differences
                        .iter()
                        .take(4)
                        .map(|d| format!("\n    {d}"))
                        .collect::<String>();
                    failures.push(format!(
                        "{at}\n  {side}{shown}{}",
                        if more > 0 { "\n    …" } else { "" }
                    ));
                }
            }
        }
    }
    println!("{checks} cases");
    assert!(
        failures.is_empty(),
        "{} cases differ\n{}",
        failures.len(),
        failures.join("\n")
    );
}

//! The engine's levels and outcomes against the judge's.
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
use std::collections::{BTreeSet, HashSet};

use judge::calls::Patterns;
use judge::random::{Random, repetitions};
use judge::values::{Part, representatives};
use judge::wildcard::fits;
use serde_json::Value;

/// Every text over `alphabet` of at most `most` characters.
fn all_texts(alphabet: &str, most: usize) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut last = texts.clone();
    for _ in 0..most {
        last = last
            .iter()
            .flat_map(|t| alphabet.chars().map(move |c| format!("{t}{c}")))
            .collect();
        texts.extend(last.iter().cloned());
    }
    texts
}

/// The judge is judged: plain enumeration of short texts finds no combination of matches that it has not found.
#[test]
fn the_judge_misses_no_combination_of_matches() {
    let mut random = Random::from_environment(1);
    let texts = all_texts("abc", 7);
    for _ in 0..150 {
        let patterns: Vec<String> = (0..=random.below(4)).map(|_| random.text("ab*?", 4)).collect();
        let patterns: BTreeSet<&str> = patterns.iter().map(String::as_str).collect();
        let signature = |text: &String| patterns.iter().map(|p| fits(p, text)).collect::<Vec<bool>>();
        let found: HashSet<Vec<bool>> = representatives(&[Part::Variable(&[':', '/'])], &patterns, fits, |_| true)
            .iter()
            .map(signature)
            .collect();
        for text in texts.iter().filter(|t| !t.is_empty()) {
            assert!(found.contains(&signature(text)), "{patterns:?} on {text}");
        }
    }
}

/// Where the engine and the judge differ on one policy; empty if nowhere.
fn differences(catalogue: &str, policy: &str, bindings: &[(&str, &str)]) -> Vec<String> {
    let statements = judge::policy::statements(policy).unwrap_or_else(|| panic!("not for the judge: {policy}"));
    let patterns = Patterns::of(&statements);
    let catalog = judge::engine::catalogue(catalogue);
    let mut draft = Draft::new(std::rc::Rc::clone(&catalog));
    draft.bind(judge::engine::bindings(bindings));
    draft.update(policy);
    let mut differences = Vec::new();
    for operation in judge::catalogue::operations(catalogue, bindings) {
        let id = catalog.operation(&operation.action).unwrap() as usize;
        let expected = judge::verdict::judge(&statements, &patterns, &operation);
        let found = judge::engine::verdict(&draft, id);
        for (s, statement) in statements.iter().enumerate() {
            if draft.coverages()[s].named.contains(id) != judge::verdict::action_matches(statement, &operation.action) {
                differences.push(format!("{}: statement {} names it or not", operation.action, s + 1));
            }
        }
        if found != expected {
            differences.push(format!(
                "{}\n  judge  {expected:?}\n  engine {found:?}",
                operation.action
            ));
        }
    }
    differences
}

/// Some of the variables of the random templates, bound.
fn some_bindings(random: &mut Random) -> Vec<(&'static str, &'static str)> {
    let all = [
        ("r", "a"),
        ("r", "ab"),
        ("n", "b"),
        ("x", "a"),
        ("X", "ba"),
        ("y", "b"),
        ("Y", "a"),
        ("p", "a"),
    ];
    if random.chance(75) {
        Vec::new()
    } else {
        vec![*random.pick(&all[..5]), *random.pick(&all[5..])]
    }
}

/// Leaves out what a difference does not need: statements, then patterns.
fn shrunk(catalogue: &str, policy: &str, bindings: &[(&str, &str)]) -> String {
    let mut policy: Value = serde_json::from_str(policy).unwrap();
    let differs = |policy: &Value| !differences(catalogue, &policy.to_string(), bindings).is_empty();
    let mut smaller = true;
    while smaller {
        smaller = false;
        let mut tries = Vec::new();
        for s in 0..policy["Statement"].as_array().unwrap().len() {
            let mut without = policy.clone();
            without["Statement"].as_array_mut().unwrap().remove(s);
            tries.push(without);
            for element in ["Action", "NotAction", "Resource", "NotResource"] {
                for p in 0..policy["Statement"][s][element].as_array().map_or(0, Vec::len) {
                    let mut without = policy.clone();
                    without["Statement"][s][element].as_array_mut().unwrap().remove(p);
                    tries.push(without);
                }
            }
        }
        if let Some(found) = tries.into_iter().find(|t| differs(t)) {
            policy = found;
            smaller = true;
        }
    }
    policy.to_string()
}

#[test]
fn the_engine_agrees_with_the_judge_on_small_policies() {
    let mut random = Random::from_environment(20_250_101);
    let mut failures = Vec::new();
    for pair in 0..repetitions(10_000) {
        let catalogue = judge::generate::catalogue(&mut random);
        let policy = judge::generate::policy(&mut random);
        let bindings = some_bindings(&mut random);
        if !differences(&catalogue, &policy, &bindings).is_empty() {
            let policy = shrunk(&catalogue, &policy, &bindings);
            let differences = differences(&catalogue, &policy, &bindings).join("\n");
            failures.push(format!(
                "pair {pair}\n{catalogue}\n{policy}\n{bindings:?}\n{differences}"
            ));
            if failures.len() == 10 {
                break;
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The same for policies as people write them: longer patterns, more of them, the embedded catalogue. The engine may
/// call an operation undecided here (`coverage_properties.rs` counts that), never decide it otherwise than the judge.
#[test]
fn the_engine_agrees_with_the_judge_on_realistic_policies() {
    let mut random = Random::from_environment(8);
    let catalogue = include_str!("../src/catalog/data/apigateway.json");
    let mut undecided = 0;
    for _ in 0..repetitions(60) {
        let policy = judge::generate::realistic(&mut random);
        let all = differences(catalogue, &policy, &[]);
        let wrong: Vec<_> = all.iter().filter(|d| !d.contains("outcome: \"undecided\"")).collect();
        undecided += all.len() - wrong.len();
        assert!(wrong.is_empty(), "{policy}\n{wrong:?}");
    }
    println!("{undecided} operations undecided");
}

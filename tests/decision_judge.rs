//! `decide` against the judge of decisions (`tests/judge/decision/`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/authorization.rs"]
mod authorization;
mod judge;

use std::collections::BTreeMap;

use authorization::Engine;
use judge::decision::decide::Judge;
use judge::decision::{generate, shrink};
use judge::random::{Random, repetitions};
use serde_json::Value;

/// So many open questions of one request the engine holds against each other; with more it may say too much.
const EXACT: usize = ramlight::evaluate::QUESTIONS;

/// More open questions than this the judge does not go through.
const MOST: usize = 17;

/// Where engine and judge differ on a request.
fn difference(judge: &Judge, engine: &Engine, request: &Value) -> Option<String> {
    let expected = judge.decide(request);
    let found = engine.decide(request)?;
    let fine = if expected.unknown > EXACT {
        found.possible.is_superset(&expected.possible)
    } else {
        // Two attachments of one statement with an error are one question here and two to the engine, which may then name
        // a key too many.
        let keys = found.keys == expected.keys || expected.faulty && found.keys.is_superset(&expected.keys);
        found.possible == expected.possible && keys
    };
    let told = |possible, keys| format!("{possible:?} {keys:?}");
    (!fine).then(|| {
        format!(
            "judge  {}\nengine {}",
            told(&expected.possible, &expected.keys),
            told(&found.possible, &found.keys)
        )
    })
}

/// The difference on the only request of a scenario; none if it has lost what a request needs.
fn difference_of(scenario: &Value) -> Option<String> {
    if scenario["requests"][0]["resources"] == Value::Array(Vec::new()) {
        return None;
    }
    difference(
        &Judge::new(scenario),
        &Engine::new(scenario)?,
        scenario["requests"].get(0)?,
    )
}

/// A scenario with the one request on which engine and judge differ, shrunk.
fn failure(mut scenario: Value, request: Value) -> String {
    scenario["requests"] = vec![request].into();
    let scenario = shrink::shrunk(&scenario, |smaller| difference_of(smaller).is_some());
    let difference = difference_of(&scenario).unwrap_or_else(|| "only after other requests".into());
    format!("{scenario}\n{difference}")
}

#[test]
fn the_engine_decides_as_the_judge_does() {
    let mut random = Random::from_environment(2_026);
    let pairs = repetitions(200_000);
    let (mut done, mut failures, mut answers) = (0, Vec::new(), BTreeMap::new());
    while done < pairs && failures.len() < 10 {
        let scenario = generate::scenario(&mut random, 20);
        let (judge, engine) = (Judge::new(&scenario), Engine::new(&scenario).unwrap());
        let mut differs = None;
        for request in scenario["requests"].as_array().unwrap() {
            if judge.unknown(request) > MOST {
                continue;
            }
            done += 1;
            *answers.entry(judge.decide(request).possible).or_insert(0) += 1;
            if difference(&judge, &engine, request).is_some() {
                differs = Some(request.clone());
                break;
            }
        }
        if let Some(request) = differs {
            failures.push(failure(scenario.clone(), request));
        }
    }
    println!("{done} pairs: {answers:?}");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    // Random scenarios that all end alike would show nothing.
    assert!(
        answers.len() == 7 && answers.values().all(|count| count * 1_000 > done),
        "{answers:?}"
    );
}

/// The same with more questions than are held against each other.
#[test]
fn the_engine_never_says_too_little_of_many_questions() {
    let mut random = Random::from_environment(12);
    let (mut beyond, mut exact) = (0, 0);
    for _ in 0..repetitions(200) {
        let scenario = generate::crowded(&mut random);
        let (judge, engine) = (Judge::new(&scenario), Engine::new(&scenario).unwrap());
        let request = &scenario["requests"][0];
        if !(EXACT + 1..=MOST).contains(&judge.unknown(request)) {
            continue;
        }
        let (expected, found) = (judge.decide(request), engine.decide(request).unwrap());
        beyond += 1;
        exact += usize::from(found.possible == expected.possible);
        assert!(
            found.possible.is_superset(&expected.possible),
            "{}",
            failure(scenario.clone(), request.clone())
        );
    }
    println!("{beyond} requests with more than {EXACT} questions, {exact} of them exact");
    assert!(beyond > 10);
}

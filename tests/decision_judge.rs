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
        found.possible == expected.possible
    };
    (!fine).then(|| format!("judge  {:?}\nengine {:?}", expected.possible, found.possible))
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

#[test]
fn the_engine_decides_as_the_judge_does() {
    let mut random = Random::from_environment(2_026);
    let pairs = repetitions(200_000);
    let (mut done, mut failures, mut answers) = (0, Vec::new(), BTreeMap::new());
    while done < pairs && failures.len() < 10 {
        let mut scenario = generate::scenario(&mut random, 20);
        let judge = Judge::new(&scenario);
        let engine = Engine::new(&scenario).unwrap();
        let mut differs = None;
        for request in scenario["requests"].as_array().unwrap() {
            let unknown = judge.unknown(request);
            if unknown > MOST {
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
            scenario["requests"] = vec![request].into();
            let scenario = shrink::shrunk(&scenario, |smaller| difference_of(smaller).is_some());
            let difference = difference_of(&scenario).unwrap_or_else(|| "only after other requests".into());
            failures.push(format!("{scenario}\n{difference}"));
        }
    }
    println!("{done} pairs: {answers:?}");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

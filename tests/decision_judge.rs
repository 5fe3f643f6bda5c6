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

/// Scenarios with what the judge says of their requests, for the package's own reading of them
/// (`tests/package/judged.test.mjs`): `target/judged-scenarios.jsonl`.
#[test]
fn judged_scenarios_are_written_for_the_package() {
    let mut random = Random::from_environment(5);
    let mut lines = String::new();
    for _ in 0..150 {
        let mut scenario = generate::scenario(&mut random, 20);
        let sound = |request: &Value| {
            let texts = request["resources"].as_array().cloned();
            let texts = texts.unwrap_or_else(|| vec![request["resources"].clone()]);
            // The package reads neither what is no ARN nor, as the judge does, the names of roles in their case.
            texts.iter().all(|text| {
                let text = text.as_str().unwrap();
                let is_arn = text.starts_with("acs:") && text.split(':').count() >= 5;
                // It takes the policy of a bucket for one by the resource, the judge by the action.
                let is_of_oss = text.starts_with("acs:oss:");
                let is_action_of_oss = request["action"].as_str().unwrap().to_lowercase().starts_with("oss:");
                let is_one_kind = request.get("resourcePolicy").is_none() || is_of_oss == is_action_of_oss;
                (text == "*" || is_arn) && is_one_kind && !text.ends_with(":role/Deployer")
            })
        };
        let requests = scenario["requests"].as_array_mut().unwrap();
        requests.retain(sound);
        for request in requests {
            if let Some(unknown) = request.get_mut("unknown").and_then(Value::as_array_mut) {
                unknown.sort_by_key(|key| key.to_string());
                unknown.dedup();
            }
        }
        let judge = Judge::new(&scenario);
        let possible: Vec<Vec<&str>> = scenario["requests"]
            .as_array()
            .unwrap()
            .iter()
            .map(|request| judge.decide(request).possible.iter().map(|d| d.name()).collect())
            .collect();
        lines += &format!(
            "{}\n",
            serde_json::json!({ "scenario": scenario, "possible": possible })
        );
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("judged-scenarios.jsonl"), lines).unwrap();
}

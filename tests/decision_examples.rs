//! Every documented request with its documented answer: `../shared/ram/examples/cases.jsonl`, by the judge and the engine.
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

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use authorization::Engine;
use judge::decision::decide::{Decision, Judge};
use judge::wildcard::fields;
use serde_json::{Value, json};

fn examples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/ram/examples");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: the examples are not beside the repository");
    None
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The kind of each example, from the second column of the index.
fn kinds(folder: &Path) -> BTreeMap<String, String> {
    let index = read(folder, "index.tsv");
    let row = |line: &str| {
        let mut columns = line.split('\t').map(str::to_owned);
        (columns.next().unwrap(), columns.next().unwrap())
    };
    index.lines().skip(1).map(row).collect()
}

/// A case as scenarios of one request each: one if all the resources of the call have the same context, else one for
/// each resource, since the context of a scenario is that of the call.
fn scenarios(folder: &Path, kinds: &BTreeMap<String, String>, case: &Value) -> Vec<Value> {
    let requests = case["requests"].as_array().unwrap();
    let same = requests.iter().all(|r| r["context"] == requests[0]["context"]);
    let calls: Vec<Vec<&Value>> = if same {
        vec![requests.iter().collect()]
    } else {
        requests.iter().map(|r| vec![r]).collect()
    };
    calls.iter().map(|call| scenario(folder, kinds, case, call)).collect()
}

fn scenario(folder: &Path, kinds: &BTreeMap<String, String>, case: &Value, call: &[&Value]) -> Value {
    let resources: Vec<&str> = call.iter().map(|r| r["resource"].as_str().unwrap()).collect();
    let account = fields(resources[0]).map_or("123", |f| f[2]);
    let mut request = json!({
        "principal": "user/somebody", "action": call[0]["action"], "resources": resources, "context": call[0]["context"],
    });
    let mut scenario = json!({
        "format": "ramlight-scenario/1", "account": account, "policies": {}, "roles": {},
        "users": { "somebody": { "policies": [] } },
    });
    for name in case["policies"].as_array().unwrap() {
        let (name, text) = (name.as_str().unwrap(), read(folder, name.as_str().unwrap()));
        scenario["policies"][name] = text.as_str().into();
        match kinds[name].as_str() {
            "identity" | "system" | "slr" => {
                let attached = scenario["users"]["somebody"]["policies"].as_array_mut().unwrap();
                attached.push(name.into());
            }
            // What a control policy lets pass, the user may do.
            "control" => {
                scenario["control"] = json!([[name]]);
                scenario["policies"]["FullAccess"] =
                    json!({ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] });
                scenario["users"]["somebody"]["policies"] = json!(["FullAccess"]);
            }
            // The caller whom the policy names.
            "trust" => {
                let role = fields(resources[0]).unwrap()[3].strip_prefix("role/").unwrap();
                scenario["roles"][role] = json!({ "trust": name });
                let policy: Value = serde_json::from_str(&text).unwrap();
                request["principal"] = policy["Statement"][0]["Principal"]["Federated"][0].clone();
            }
            "resource" | "bucket" => request["resourcePolicy"] = name.into(),
            other => panic!("{name}: {other}"),
        }
    }
    scenario["requests"] = json!([request]);
    scenario
}

/// Several resources in one call: any Explicit Deny, else any Implicit Deny, else Allow.
fn together(answers: &[BTreeSet<Decision>]) -> String {
    let one = |answer: &BTreeSet<Decision>| match answer.len() {
        1 => *answer.first().unwrap(),
        _ => panic!("undecided: {answer:?}"),
    };
    let all: BTreeSet<Decision> = answers.iter().map(one).collect();
    all.last().unwrap().name().to_owned()
}

/// Runs the cases; what is expected and was not answered.
fn differences(answer: impl Fn(&Value) -> BTreeSet<Decision>) -> Vec<String> {
    let Some(folder) = examples() else {
        return Vec::new();
    };
    let kinds = kinds(&folder);
    let (mut count, mut differences) = (0, Vec::new());
    for line in read(&folder, "cases.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let answers: Vec<_> = scenarios(&folder, &kinds, &case).iter().map(&answer).collect();
        let found = together(&answers);
        count += 1;
        if case["expected"] != found.as_str() {
            differences.push(format!("{found}: {line}"));
        }
    }
    println!("{count} cases, {} answered otherwise", differences.len());
    assert!(count >= 100, "only {count} cases");
    differences
}

#[test]
fn the_judge_answers_as_documented() {
    let all = differences(|scenario| Judge::new(scenario).decide(&scenario["requests"][0]).possible);
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn the_engine_answers_as_documented() {
    let all = differences(|scenario| {
        let engine = Engine::new(scenario).unwrap();
        engine.decide(&scenario["requests"][0]).unwrap().possible
    });
    assert!(all.is_empty(), "{}", all.join("\n"));
}

//! Runs the readable cases of `tests/cases/decide`, by the engine and by the judge; their format is in `tests/cases/README.md`.
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
#[path = "support/decision_rows.rs"]
mod decision_rows;
mod judge;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::Path;

use authorization::Engine;
use decision_rows::{Ask, Decisions, decision, row};
use judge::decision::decide::Judge;
use judge::decision::values::instant;
use serde_json::{Map, Value, json};

/// The requests of a scenario block.
fn scenario(place: &str, block: &str, shared: &Map<String, Value>) -> Vec<Ask> {
    let mut scenario: Value = serde_json::from_str(block).unwrap_or_else(|e| panic!("{place}: {e}"));
    let members = scenario.as_object_mut().unwrap();
    let Some(Value::Array(requests)) = members.remove("requests") else {
        panic!("{place}: no requests");
    };
    members.entry("account").or_insert(json!("123"));
    let policies = members.entry("policies").or_insert(json!({})).as_object_mut().unwrap();
    for (name, policy) in shared {
        let before = policies.insert(name.clone(), policy.clone());
        assert!(before.is_none(), "{place}: {name} is one of the file's policies");
    }
    let asks = requests.into_iter().enumerate().map(|(at, mut request)| {
        let members = request.as_object_mut().unwrap();
        let place = match members.remove("name") {
            Some(name) => format!("{place}, {}", name.as_str().unwrap()),
            None => format!("{place}, request {}", at + 1),
        };
        let expect = members
            .remove("expect")
            .unwrap_or_else(|| panic!("{place}: no `expect`"));
        let possible = members.remove("possible");
        let keys = members.remove("hangsOn").map(|keys| {
            let keys = keys.as_array().unwrap().iter();
            keys.map(|key| key.as_str().unwrap().to_owned()).collect()
        });
        let expected: Decisions = match (expect.as_str().unwrap(), possible) {
            ("Undecided", Some(Value::Array(names))) if names.len() > 1 => {
                names.iter().map(|name| decision(name.as_str().unwrap())).collect()
            }
            ("Undecided", _) => panic!("{place}: which decisions are possible?"),
            (name, _) => [decision(name)].into(),
        };
        let known = [
            "principal",
            "session",
            "action",
            "resources",
            "resourceGroup",
            "resourcePolicy",
            "context",
            "unknown",
            "absent",
        ];
        assert!(
            members.keys().all(|key| known.contains(&key.as_str())),
            "{place}: {members:?}"
        );
        Ask {
            place,
            scenario: scenario.clone(),
            request,
            expected,
            keys,
            condition: None,
        }
    });
    asks.collect()
}

/// The questions of a file.
fn read(name: &str, text: &str) -> Vec<Ask> {
    let mut asks: Vec<Ask> = Vec::new();
    let mut shared = Map::new();
    let mut heading = None;
    let mut header: Option<Vec<&str>> = None;
    let mut asked = 0;
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let place = format!("{name}:{}: {}", at + 1, heading.unwrap_or_default());
        if let Some(cells) = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")) {
            let cells: Vec<&str> = cells.split(" | ").map(|cell| cell.trim().trim_matches('`')).collect();
            match &header {
                None => header = Some(cells),
                Some(header) => asks.extend(row(&place, header, &cells)),
            }
            continue;
        }
        assert!(line.starts_with("|---") == line.starts_with('|'), "{place}: {line}");
        if line.is_empty() {
            header = None;
        } else if let Some(text) = line.strip_prefix("## ") {
            assert!(heading.is_none() || asks.len() > asked, "{place} asks nothing");
            asked = asks.len();
            heading = Some(text);
        } else if let Some(kind) = line.strip_prefix("```") {
            let block: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != "```")
                .collect();
            let block = block.join("\n");
            match kind {
                "json scenario" if heading.is_some() => asks.extend(scenario(&place, &block, &shared)),
                "json policies" if heading.is_none() => {
                    shared = serde_json::from_str(&block).unwrap_or_else(|e| panic!("{place}: {e}"));
                }
                _ => panic!("{place}: a block `{kind}`"),
            }
        }
    }
    assert!(asks.len() > asked, "{name}: the last heading asks nothing");
    asks
}

fn all() -> Vec<Ask> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/decide");
    let mut files: Vec<_> = (std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        read(name, &std::fs::read_to_string(path).unwrap())
    };
    files.iter().flat_map(read).collect()
}

/// Holds somebody's answers, decisions and the keys they hang on, to the cases. What is decided hangs on none.
fn compare(who: &str, answer: impl Fn(&Ask) -> (Decisions, BTreeSet<String>)) {
    let asks = all();
    let told = |decisions: &Decisions, keys: &BTreeSet<String>| {
        let decisions: Vec<&str> = decisions.iter().map(|decision| decision.name()).collect();
        format!("{} {keys:?}", decisions.join(" or "))
    };
    let wrong = asks.iter().filter_map(|ask| {
        let (decisions, keys) = answer(ask);
        let expected = match &ask.keys {
            Some(told) => told.clone(),
            None if ask.expected.len() == 1 => BTreeSet::new(),
            None => keys.clone(),
        };
        let agrees = decisions == ask.expected && keys == expected;
        (!agrees).then(|| {
            let [expected, said] = [told(&ask.expected, &expected), told(&decisions, &keys)];
            format!("{}\n    expected {expected}, {who} says {said}", ask.place)
        })
    });
    let wrong: Vec<String> = wrong.collect();
    println!("{} questions", asks.len());
    assert!(
        wrong.is_empty(),
        "{} of {} differ:\n{}",
        wrong.len(),
        asks.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_engine_decides_every_case() {
    compare("the engine", |ask| {
        let engine = Engine::new(&ask.scenario).unwrap();
        let said = engine.decide(&ask.request);
        let said = said.unwrap_or_else(|| panic!("{}: the engine cannot read {}", ask.place, ask.request));
        (said.possible, said.keys)
    });
}

#[test]
fn the_judge_decides_every_case() {
    compare("the judge", |ask| {
        let said = Judge::new(&ask.scenario).decide(&ask.request);
        (said.possible, said.keys)
    });
}

/// The documented operators (`ram/language.md` §3.1).
const OPERATORS: [&str; 21] = [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "IpAddress",
    "NotIpAddress",
];

fn is_of_type(operator: &str, value: &str) -> bool {
    match operator {
        _ if operator.starts_with("Numeric") => value.parse::<f64>().is_ok(),
        _ if operator.starts_with("Date") => instant(value).is_some(),
        "Bool" => matches!(value, "true" | "false"),
        "IpAddress" | "NotIpAddress" => value.parse::<IpAddr>().is_ok(),
        _ => true,
    }
}

/// The ways in which a row asks of its only operator.
fn ways(operator: &str, keys: &Map<String, Value>, request: &Value) -> Vec<&'static str> {
    let context = request["context"].as_object();
    let sent: Vec<&Value> = keys.keys().filter_map(|key| context?.get(key)).collect();
    let text = |value: &Value| value.as_str().is_none_or(|text| is_of_type(operator, text));
    let mut ways: Vec<&'static str> = Vec::new();
    if !request["unknown"].is_null() {
        ways.push("unknown");
    } else if sent.is_empty() {
        ways.push("absent");
    } else if sent
        .iter()
        .any(|values| !values.as_array().map_or(text(values), |list| list.iter().all(text)))
    {
        ways.push("of a wrong type");
    } else {
        let several = |values: &Value| values.as_array().is_some_and(|list| list.len() > 1);
        if sent.iter().any(|values| several(values)) {
            ways.push("several request values");
        }
        if keys.values().any(several) {
            ways.push("several values");
        }
        if keys.len() > 1 {
            ways.push("several keys");
        }
        if ways.is_empty() {
            ways.push("one value");
        }
    }
    ways
}

#[test]
fn every_operator_is_asked_in_every_way() {
    let mut asked = BTreeSet::new();
    for ask in all() {
        let Some((Value::Object(condition), met)) = &ask.condition else {
            continue;
        };
        if let (1, Some((operator, Value::Object(keys)))) = (condition.len(), condition.iter().next()) {
            asked.extend(
                ways(operator, keys, &ask.request)
                    .into_iter()
                    .map(|way| format!("{operator}, {way}: {met}")),
            );
        }
    }
    let wanted = OPERATORS.iter().flat_map(|operator| {
        let is_negated = operator.contains("Not");
        let without = if is_negated { "yes" } else { "no" };
        let mut wanted = vec![
            ("one value", "yes"),
            ("one value", "no"),
            ("absent", without),
            ("unknown", "unknown"),
            ("several keys", "yes"),
            ("several keys", "no"),
        ];
        if !operator.starts_with("String") {
            wanted.extend([("of a wrong type", without), ("one value", "error")]);
        }
        // Several Boolean values are an error.
        if *operator != "Bool" {
            wanted.extend([("several values", "yes"), ("several values", "no")]);
        }
        wanted.push(("several request values", if is_negated { "no" } else { "yes" }));
        wanted
            .into_iter()
            .map(move |(way, met)| format!("{operator}, {way}: {met}"))
    });
    let missing: Vec<String> = wanted.filter(|way| !asked.contains(way)).collect();
    assert!(missing.is_empty(), "not asked:\n{}", missing.join("\n"));
}

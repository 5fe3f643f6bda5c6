//! Leaves out of a scenario what a disagreement does not need.

use serde_json::Value;

/// What a scenario cannot do without, or what would change the sense of what is left.
const KEPT: [&str; 10] = [
    "format",
    "account",
    "policies",
    "requests",
    "action",
    "resources",
    "Version",
    "Statement",
    "Effect",
    "Principal",
];

/// The smallest scenario that greedy leaving out finds and that still fails.
pub fn shrunk(scenario: &Value, fails: impl Fn(&Value) -> bool) -> Value {
    let mut best = opened(scenario);
    if !fails(&best) {
        best = scenario.clone();
    }
    loop {
        let mut paths = Vec::new();
        gather(&best, &mut Vec::new(), &mut paths);
        let smaller = paths.iter().find_map(|path| {
            let mut without = best.clone();
            remove(&mut without, path);
            fails(&without).then_some(without)
        });
        match smaller {
            Some(smaller) => best = smaller,
            None => return best,
        }
    }
}

/// Policies given as texts, as JSON.
fn opened(scenario: &Value) -> Value {
    let mut opened = scenario.clone();
    for policy in opened["policies"].as_object_mut().into_iter().flatten() {
        if let Some(parsed) = policy.1.as_str().and_then(|text| serde_json::from_str(text).ok()) {
            *policy.1 = parsed;
        }
    }
    opened
}

fn gather(value: &Value, path: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    let parts: Vec<(String, &Value)> = match value {
        Value::Object(object) => object.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(i, value)| (i.to_string(), value))
            .collect(),
        _ => return,
    };
    for (key, part) in parts {
        // To OSS an empty list of principals is everybody.
        if key == "Principal" {
            continue;
        }
        path.push(key);
        if !KEPT.contains(&path[path.len() - 1].as_str()) {
            paths.push(path.clone());
        }
        gather(part, path, paths);
        path.pop();
    }
}

fn remove(value: &mut Value, path: &[String]) {
    let (last, way) = path.split_last().expect("a path");
    let mut at = value;
    for step in way {
        at = match at {
            Value::Array(list) => &mut list[step.parse::<usize>().expect("an index")],
            other => &mut other[step.as_str()],
        };
    }
    match at {
        Value::Array(list) => drop(list.remove(last.parse().expect("an index"))),
        Value::Object(object) => drop(object.remove(last)),
        _ => {}
    }
}

//! The tables of `tests/cases/decide`: each row becomes requests, and the decisions that must come out.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::judge::decision::decide::Decision;

pub type Decisions = BTreeSet<Decision>;

/// One request and the decisions that must come out as possible.
pub struct Ask {
    pub place: String,
    pub scenario: Value,
    pub request: Value,
    pub expected: Decisions,
    /// The unknown keys that it hangs on, where the case tells them.
    pub keys: Option<BTreeSet<String>>,
    /// Of a row with a condition: the condition, and what the last column says.
    pub condition: Option<(Value, String)>,
}

pub fn decision(name: &str) -> Decision {
    [Decision::Allow, Decision::ImplicitDeny, Decision::ExplicitDeny]
        .into_iter()
        .find(|decision| decision.name() == name)
        .unwrap_or_else(|| panic!("`{name}` is no decision"))
}

/// What the last column of a table says of a statement: as an Allow alone, and as a Deny beside an Allow of everything.
fn roles(met: &str) -> [Decisions; 2] {
    use Decision::{Allow, ExplicitDeny, ImplicitDeny};
    match met {
        "yes" => [[Allow].into(), [ExplicitDeny].into()],
        "no" => [[ImplicitDeny].into(), [Allow].into()],
        "unknown" => [[Allow, ImplicitDeny].into(), [Allow, ExplicitDeny].into()],
        "error" => [[ImplicitDeny].into(), [Allow, ExplicitDeny].into()],
        _ => panic!("`{met}` is neither yes, no, unknown nor error"),
    }
}

/// An identity policy with a statement in each of its roles; `elements` are those besides the effect, as JSON.
fn in_both_roles(place: &str, elements: &str, request: &Value, met: &str) -> Vec<Ask> {
    let everything = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
    let statements = [
        format!(r#"{{"Effect": "Allow", {elements}}}"#),
        format!(r#"{everything}, {{"Effect": "Deny", {elements}}}"#),
    ];
    let asks = statements.iter().zip(roles(met)).map(|(statements, expected)| {
        // As text, since equal keys count.
        let text = format!(r#"{{"Version": "1", "Statement": [{statements}]}}"#);
        let mut request = request.clone();
        request["principal"] = json!("user/alice");
        Ask {
            place: format!("{place}, {elements}"),
            scenario: json!({ "account": "123", "policies": { "P": text }, "users": { "alice": { "policies": ["P"] } } }),
            request,
            expected,
            keys: None,
            condition: None,
        }
    });
    asks.collect()
}

fn condition_row(place: &str, condition: &str, request: &str, met: &str) -> Vec<Ask> {
    let read: Value = serde_json::from_str(condition).unwrap_or_else(|e| panic!("{place}: {condition}: {e}"));
    let keys: Vec<&String> = (read.as_object().unwrap().values())
        .filter_map(Value::as_object)
        .flat_map(Map::keys)
        .collect();
    let mut asked = json!({ "action": "ecs:StartInstance", "resources": "*" });
    match request {
        "absent" => {}
        "unknown" => asked["unknown"] = json!(keys),
        members if members.starts_with('{') => {
            asked["context"] = serde_json::from_str(members).unwrap_or_else(|e| panic!("{place}: {members}: {e}"));
        }
        values => {
            let values: Value = serde_json::from_str(&format!("[{values}]")).unwrap_or_else(|e| panic!("{place}: {e}"));
            asked["context"] = json!({ keys[0]: values });
        }
    }
    let elements = format!(r#""Action": "*", "Resource": "*", "Condition": {condition}"#);
    let mut asks = in_both_roles(place, &elements, &asked, met);
    for ask in &mut asks {
        ask.keys = (met == "unknown").then(|| keys.iter().map(|key| (*key).clone()).collect());
        ask.condition = Some((read.clone(), met.to_owned()));
    }
    asks
}

/// An action or a resource; where it has no error, its complement must answer the other way round.
fn pattern_row(place: &str, element: &str, pattern: &str, request: &str, met: &str) -> Vec<Ask> {
    let asked = match element {
        "Action" => json!({ "action": request, "resources": "*" }),
        _ => json!({ "action": "ecs:StartInstance", "resources": request }),
    };
    let other = if element == "Action" { "Resource" } else { "Action" };
    let elements = |element: &str| format!(r#""{element}": {pattern}, "{other}": "*""#);
    let mut asks = in_both_roles(place, &elements(element), &asked, met);
    let otherwise = match met {
        "yes" => "no",
        "no" => "yes",
        _ => return asks,
    };
    asks.extend(in_both_roles(
        place,
        &elements(&format!("Not{element}")),
        &asked,
        otherwise,
    ));
    asks
}

/// A principal in the policy of a resource, asked by a caller without identity policies.
fn principal_row(place: &str, resource: &str, principal: &str, caller: &str, met: &str) -> Vec<Ask> {
    let (action, pattern, resource) = match resource {
        "key" => ("kms:Decrypt", "acs:kms:*:*:key/*", "acs:kms:cn-hangzhou:555:key/k-1"),
        "bucket" => ("oss:GetObject", "acs:oss:*:*:b/*", "acs:oss:oss-cn-hangzhou:555:b/o"),
        _ => panic!("{place}: a principal of `{resource}`"),
    };
    let elements = format!(r#""Action": "{action}", "Resource": "{pattern}", "Principal": {principal}"#);
    let [allow, _] = roles(met);
    let denied = if met == "yes" {
        Decision::ExplicitDeny
    } else {
        Decision::ImplicitDeny
    };
    let asks = [("Allow", allow), ("Deny", [denied].into())].map(|(effect, expected)| {
        let text = format!(r#"{{"Version": "1", "Statement": [{{"Effect": "{effect}", {elements}}}]}}"#);
        let mut request = json!({ "action": action, "resources": resource, "resourcePolicy": "P" });
        if caller != "nobody" {
            request["principal"] = json!(caller);
        }
        Ask {
            place: format!("{place}, {effect} {principal} asked by {caller}"),
            scenario: json!({ "account": "555", "policies": { "P": text } }),
            request,
            expected,
            keys: None,
            condition: None,
        }
    });
    asks.into()
}

/// What each stage does about a request of a role: session, account, resource group, the resource's policy. Without a
/// cell for the control policies the request is to assume a role.
fn stages_row(place: &str, cells: &[&str; 4], control: Option<&str>, decisions: &str) -> Ask {
    let (action, pattern, resource) = match control {
        Some(_) => ("oss:GetObject", "acs:oss:*:*:b/*", "acs:oss:oss-cn-hangzhou:123:b/o"),
        None => ("sts:AssumeRole", "*", "acs:ram:*:123:role/target"),
    };
    let mut policies = Map::new();
    let mut unknown = Vec::new();
    // The policy of one stage; its name, `None` where there is none.
    let mut policy = |stage: &str, does: &str| -> Option<String> {
        let (effect, action) = match does.trim_end_matches('?') {
            "–" => return None,
            "nothing" => ("Allow", "ecs:StopInstance"),
            effect @ ("Allow" | "Deny") => (effect, action),
            _ => panic!("{place}: a stage that does `{does}`"),
        };
        let mut statement = json!({ "Effect": effect, "Action": action });
        if stage != "trust" {
            statement["Resource"] = json!(pattern);
        }
        match stage {
            "trust" => statement["Principal"] = json!({ "RAM": "acs:ram::123:root" }),
            "bucket" => statement["Principal"] = json!(["*"]),
            _ => {}
        }
        if does.ends_with('?') {
            let key = format!("acs:RequestTag/{stage}");
            statement["Condition"] = json!({ "StringEquals": { key.as_str(): "yes" } });
            unknown.push(key);
        }
        policies.insert(stage.to_owned(), json!({ "Version": "1", "Statement": [statement] }));
        Some(stage.to_owned())
    };
    let [session, account, group, on_resource] = cells;
    let list = |name: Option<String>| json!(Vec::from_iter(name));
    let caller = json!({
        "policies": list(policy("account", account)),
        "resourceGroups": { "rg-1": list(policy("group", group)) },
    });
    let mut request =
        json!({ "principal": "role/caller", "resourceGroup": "rg-1", "action": action, "resources": resource });
    if let Some(session) = policy("session", session) {
        request["session"] = json!(session);
    }
    let mut scenario = json!({ "account": "123", "roles": { "caller": caller, "target": {} } });
    match (
        control,
        policy(if control.is_some() { "bucket" } else { "trust" }, on_resource),
    ) {
        (Some(_), Some(bucket)) => request["resourcePolicy"] = json!(bucket),
        (None, Some(trust)) => scenario["roles"]["target"]["trust"] = json!(trust),
        (_, None) => {}
    }
    let levels = control.unwrap_or("–").split(", ").enumerate();
    let levels: Vec<Value> = levels
        .filter(|(_, does)| *does != "–")
        .map(|(level, does)| list(policy(&format!("level-{level}"), does)))
        .collect();
    if !levels.is_empty() {
        scenario["control"] = json!(levels);
    }
    scenario["policies"] = Value::Object(policies);
    request["unknown"] = json!(unknown);
    Ask {
        place: format!(
            "{place}, {} {} → {decisions}",
            control.unwrap_or_default(),
            cells.join(" ")
        ),
        scenario,
        request,
        expected: decisions.split(" or ").map(decision).collect(),
        keys: None,
        condition: None,
    }
}

/// The questions of a row, by the columns of its table.
pub fn row(place: &str, header: &[&str], cells: &[&str]) -> Vec<Ask> {
    match (header, cells) {
        (["operator", "key and values", "request", "met"], [operator, members, request, met]) => {
            condition_row(place, &format!(r#"{{"{operator}": {{{members}}}}}"#), request, met)
        }
        (["condition", "request", "met"], [condition, request, met]) => condition_row(place, condition, request, met),
        ([element @ ("Action" | "Resource"), "request", "matches"], [pattern, request, met]) => {
            pattern_row(place, element, pattern, request, met)
        }
        (
            ["control", "session", "account", "resource group", "bucket", "decision"],
            [control, session, account, group, bucket, decision],
        ) => vec![stages_row(
            place,
            &[*session, account, group, bucket],
            Some(control),
            decision,
        )],
        (["account", "resource group", "trust", "decision"], [account, group, trust, decision]) => {
            vec![stages_row(place, &["–", account, group, trust], None, decision)]
        }
        ([of, "caller", "matches"], [principal, caller, met]) => {
            let resource = of
                .strip_prefix("Principal of a ")
                .unwrap_or_else(|| panic!("{place}: `{of}`"));
            principal_row(place, resource, principal, caller, met)
        }
        _ => panic!("{place}: no row of the columns {header:?}"),
    }
}

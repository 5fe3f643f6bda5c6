//! A policy document as the judge reads it. Documents with a faulty statement are not its business.

use serde_json::Value;

#[derive(Clone, Debug)]
pub struct Statement {
    pub allow: bool,
    pub actions: Vec<String>,
    pub not_action: bool,
    pub resources: Vec<String>,
    pub not_resource: bool,
    pub conditional: bool,
}

/// The statements; `None` if the document is not JSON or a statement is not one the judge reads.
pub fn statements(text: &str) -> Option<Vec<Statement>> {
    let document: Value = serde_json::from_str(text).ok()?;
    // What stands elsewhere in the document can be a statement that fell out of its list.
    let elsewhere = document.as_object()?.iter().filter(|(key, _)| *key != "Statement");
    if elsewhere
        .into_iter()
        .any(|(_, value)| value.is_object() || value.is_array())
    {
        return None;
    }
    match document.get("Statement")? {
        Value::Array(list) => list.iter().map(statement).collect(),
        // language.md §9.6: an error of the document; the statement keeps its meaning.
        object @ Value::Object(_) => Some(vec![statement(object)?]),
        _ => None,
    }
}

fn statement(value: &Value) -> Option<Statement> {
    let object = value.as_object()?;
    if object.keys().any(|k| {
        ![
            "Effect",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition",
            "Sid",
        ]
        .contains(&k.as_str())
    }) {
        return None;
    }
    let allow = match object.get("Effect")?.as_str()? {
        "Allow" => true,
        "Deny" => false,
        _ => return None,
    };
    let (actions, not_action) = one_of(object.get("Action"), object.get("NotAction"))?;
    let (resources, not_resource) = one_of(object.get("Resource"), object.get("NotResource"))?;
    let action_reads = |a: &String| a == "*" || a.split_once(':').is_some_and(|(c, n)| !c.is_empty() && !n.is_empty());
    let resource_reads = |r: &String| r == "*" || super::wildcard::fields(r).is_some();
    if !actions.iter().all(action_reads) || !resources.iter().all(resource_reads) {
        return None;
    }
    // §9.6: an empty Condition, or an empty operator object in it, is no condition.
    let conditional = match object.get("Condition") {
        None => false,
        Some(condition) => {
            let operators = condition.as_object()?;
            if !operators.iter().all(|(name, keys)| operator_reads(name, keys)) {
                return None;
            }
            operators
                .values()
                .any(|keys| keys.as_object().is_some_and(|k| !k.is_empty()))
        }
    };
    Some(Statement {
        allow,
        actions,
        not_action,
        resources,
        not_resource,
        conditional,
    })
}

/// Whether it is an operator that RAM takes, with keys and values of the ordinary form (§3.1, §9.1).
fn operator_reads(name: &str, keys: &Value) -> bool {
    let known = [
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringNotLike",
        "Bool",
        "IpAddress",
        "NotIpAddress",
        "ForAnyValue:StringEquals",
        "ForAllValues:StringEquals",
    ];
    let one_value = |v: &Value| v.is_string() || v.as_array().is_some_and(|v| v.len() == 1 && v[0].is_string());
    known.contains(&name)
        && keys.as_object().is_some_and(|keys| {
            keys.values()
                .all(|v| one_value(v) || name != "Bool" && texts(v).is_some())
        })
}

fn one_of(plain: Option<&Value>, negated: Option<&Value>) -> Option<(Vec<String>, bool)> {
    match (plain, negated) {
        (Some(value), None) => Some((texts(value)?, false)),
        (None, Some(value)) => Some((texts(value)?, true)),
        _ => None,
    }
}

fn texts(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(many) => many.iter().map(|v| v.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

//! Conditions (§3, §9.5–9.11).

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::wildcard::fits;
use super::values::{Decimal, Network, decimal, instant, network};

/// One key of one operator.
#[derive(Clone, Debug)]
pub enum Condition {
    /// It can be read.
    Sound(Sound),
    /// Unknown operator, or values that are not of its type.
    Faulty,
}

#[derive(Clone, Debug)]
pub struct Sound {
    pub question: Question,
    /// The operator says "not".
    pub negated: bool,
}

/// What a condition asks, without a negation. Two conditions that ask the same are answered alike; how often, in which
/// order and how their values are written is nothing that they ask.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    pub comparison: &'static str,
    /// `ForAllValues:` of an operator that is not negated.
    pub all: bool,
    pub key: String,
    pub values: BTreeSet<Wanted>,
}

/// A value of a policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    Text(String),
    Number(Decimal),
    Moment(i128),
    Addresses(Network),
}

/// What is known of the keys of a request.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub given: BTreeMap<String, Vec<String>>,
    pub unknown: BTreeSet<String>,
    /// Every key that is neither given nor `absent`.
    pub unknown_others: bool,
    pub absent: BTreeSet<String>,
}

impl Context {
    pub fn is_unknown(&self, key: &str) -> bool {
        self.unknown.contains(key) || self.unknown_others && !self.given.contains_key(key) && !self.absent.contains(key)
    }
}

/// Operator, the comparison behind it, whether it is negated.
const OPERATORS: [(&str, &str, bool); 22] = [
    ("StringEquals", "StringEquals", false),
    ("StringNotEquals", "StringEquals", true),
    ("StringEqualsIgnoreCase", "StringEqualsIgnoreCase", false),
    ("StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase", true),
    ("StringLike", "StringLike", false),
    ("StringNotLike", "StringLike", true),
    ("NumericEquals", "NumericEquals", false),
    ("NumericNotEquals", "NumericEquals", true),
    ("NumericLessThan", "NumericLessThan", false),
    ("NumericLessThanEquals", "NumericLessThanEquals", false),
    ("NumericGreaterThan", "NumericGreaterThan", false),
    ("NumericGreaterThanEquals", "NumericGreaterThanEquals", false),
    ("DateEquals", "DateEquals", false),
    ("DateNotEquals", "DateEquals", true),
    ("DateLessThan", "DateLessThan", false),
    ("DateLessThanEquals", "DateLessThanEquals", false),
    ("DateGreaterThan", "DateGreaterThan", false),
    ("DateGreaterThanEquals", "DateGreaterThanEquals", false),
    ("Bool", "Bool", false),
    ("IpAddress", "IpAddress", false),
    ("NotIpAddress", "IpAddress", true),
    ("IpAddressIncludeBorder", "IpAddress", false),
];

/// The conditions of a `Condition` element; `None` if it is not an object of objects.
pub fn conditions(element: &Value) -> Option<Vec<Condition>> {
    let mut conditions = Vec::new();
    for (operator, keys) in element.as_object()? {
        for (key, values) in keys.as_object()? {
            conditions.push(condition(operator, key, values));
        }
    }
    Some(conditions)
}

/// One key of one operator.
pub fn condition(operator: &str, key: &str, values: &Value) -> Condition {
    // §9.9: `ForAnyValue:` is the same as no prefix.
    let (all, name) = match operator.split_once(':') {
        Some(("ForAllValues", name)) => (true, name),
        Some(("ForAnyValue", name)) => (false, name),
        _ => (false, operator),
    };
    let Some(&(_, comparison, negated)) = OPERATORS.iter().find(|(o, ..)| *o == name) else {
        return Condition::Faulty;
    };
    // §9.4: trimmed it would be another key.
    if key.contains(char::is_whitespace) {
        return Condition::Faulty;
    }
    let Some(values) = texts(values) else {
        return Condition::Faulty;
    };
    if comparison == "Bool" && values.len() > 1 {
        return Condition::Faulty;
    }
    let Some(wanted) = values.iter().map(|v| wanted(comparison, v)).collect::<Option<Vec<_>>>() else {
        return Condition::Faulty;
    };
    Condition::Sound(Sound {
        question: Question {
            comparison,
            // "Every value of the request meets none of these" is what the negated operator says without a prefix.
            all: all && !negated,
            key: key.to_owned(),
            values: wanted.into_iter().flatten().collect(),
        },
        negated,
    })
}

/// A bare value or a list; a bare number or boolean counts as its text (§9.8).
fn texts(values: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(bool) => Some(bool.to_string()),
        _ => None,
    };
    match values {
        Value::Array(list) => list.iter().map(text).collect(),
        one => Some(vec![text(one)?]),
    }
}

/// A value of a policy; `None` if it is not of the type that is compared.
fn wanted(comparison: &str, value: &str) -> Option<Vec<Wanted>> {
    Some(vec![match comparison {
        "Bool" if value != "true" && value != "false" => return None,
        "StringEqualsIgnoreCase" => Wanted::Text(value.to_ascii_lowercase()),
        "IpAddress" if value == "*" => {
            return Some(vec![
                Wanted::Addresses(network("0.0.0.0/0")?),
                Wanted::Addresses(network("::/0")?),
            ]);
        }
        "IpAddress" => Wanted::Addresses(network(value)?),
        _ if comparison.starts_with("Numeric") => Wanted::Number(decimal(value)?),
        _ if comparison.starts_with("Date") => Wanted::Moment(instant(value)?),
        _ => Wanted::Text(value.to_owned()),
    }])
}

/// Whether one value of the request meets one value of the policy. One that is not of its type meets none.
fn meets(comparison: &str, wanted: &Wanted, given: &str) -> bool {
    let order = match wanted {
        Wanted::Text(wanted) => {
            return match comparison {
                "StringLike" => fits(wanted, given),
                "StringEqualsIgnoreCase" => *wanted == given.to_ascii_lowercase(),
                _ => wanted == given,
            };
        }
        Wanted::Addresses(network) => return given.parse().is_ok_and(|address| network.holds(address)),
        Wanted::Number(wanted) => decimal(given).map(|given| given.compare(wanted)),
        Wanted::Moment(wanted) => instant(given).map(|given| given.cmp(wanted)),
    };
    let Some(order) = order else {
        return false;
    };
    match comparison.trim_start_matches("Numeric").trim_start_matches("Date") {
        "Equals" => order == Ordering::Equal,
        "LessThan" => order == Ordering::Less,
        "LessThanEquals" => order != Ordering::Greater,
        "GreaterThan" => order == Ordering::Greater,
        "GreaterThanEquals" => order != Ordering::Less,
        other => panic!("{other}"),
    }
}

impl Question {
    /// The answer; `None` if it hangs on an unknown key.
    pub fn answer(&self, context: &Context) -> Option<bool> {
        if self.values.is_empty() {
            return Some(false); // §9.8: never met
        }
        if context.is_unknown(&self.key) {
            return None;
        }
        let given = context.given.get(&self.key).map_or(&[][..], Vec::as_slice);
        let met = |given: &String| self.values.iter().any(|wanted| meets(self.comparison, wanted, given));
        Some(if self.all {
            given.iter().all(met)
        } else {
            given.iter().any(met)
        })
    }
}

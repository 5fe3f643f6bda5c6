use std::rc::Rc;

use super::condition::Condition;
use super::document::Policy;
use crate::condition::{Comparison, Operator};
use crate::text::Span;

/// A condition key that a policy mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionKey {
    /// The key as written, `acs:SourceIp`.
    pub key: Rc<str>,
    /// What its operators compare; `None` where they differ.
    pub values_are: Option<ValueType>,
    /// The values it is compared with, each once, in the order of the text.
    pub values: Vec<Rc<str>>,
    /// Where it stands first, quotes included, in bytes.
    pub span: Span,
}

/// What kind of value a condition operator compares (`ram/language.md` §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Text.
    String,
    /// A decimal number.
    Number,
    /// A point in time.
    Date,
    /// `true` or `false`.
    Bool,
    /// An address or a network.
    Ip,
}

impl ValueType {
    /// Its name in interfaces: `string`, `number`, `date`, `bool`, `ip`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Date => "date",
            Self::Bool => "bool",
            Self::Ip => "ip",
        }
    }

    /// What an operator compares; one that is none says nothing but that there is text.
    fn of(condition: &Condition) -> Self {
        match Operator::parse(&condition.operator).map(|operator| operator.comparison) {
            Err(_) | Ok(Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike) => {
                Self::String
            }
            Ok(Comparison::Bool) => Self::Bool,
            Ok(Comparison::IpAddress) => Self::Ip,
            Ok(
                Comparison::NumericEquals
                | Comparison::NumericLessThan
                | Comparison::NumericLessThanEquals
                | Comparison::NumericGreaterThan
                | Comparison::NumericGreaterThanEquals,
            ) => Self::Number,
            Ok(
                Comparison::DateEquals
                | Comparison::DateLessThan
                | Comparison::DateLessThanEquals
                | Comparison::DateGreaterThan
                | Comparison::DateGreaterThanEquals,
            ) => Self::Date,
        }
    }
}

impl Policy {
    /// The condition keys that the statements mention, in the order in which they come up first.
    #[must_use]
    pub fn condition_keys(&self) -> Vec<ConditionKey> {
        let mut keys: Vec<ConditionKey> = Vec::new();
        for placed in &self.statements {
            for condition in &placed.statement.conditions {
                let values_are = ValueType::of(condition);
                let known = keys.iter_mut().find(|known| known.key == condition.key);
                let values = condition.values.iter().map(|(_, value)| value);
                match known {
                    None => keys.push(ConditionKey {
                        key: Rc::clone(&condition.key),
                        values_are: Some(values_are),
                        values: values.fold(Vec::new(), with_new),
                        span: condition.key_span.shifted(placed.span.start),
                    }),
                    Some(known) => {
                        known.values_are = known.values_are.filter(|before| *before == values_are);
                        known.values = values.fold(std::mem::take(&mut known.values), with_new);
                    }
                }
            }
        }
        keys
    }
}

fn with_new(mut values: Vec<Rc<str>>, value: &Rc<str>) -> Vec<Rc<str>> {
    if !values.contains(value) {
        values.push(Rc::clone(value));
    }
    values
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;
    use crate::policy::PolicyText;

    #[test]
    fn each_key_once_with_all_it_is_compared_with() {
        let text = r#"{"Version": "1", "Statement": [
            {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {
                "IpAddress": {"acs:SourceIp": ["10.0.0.0/8", "192.0.2.7"]},
                "StringLike": {"acs:SourceVpc": "vpc-*"}}},
            {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {
                "NotIpAddress": {"acs:SourceIp": ["192.0.2.7", "203.0.113.0/24"]},
                "NumericLessThan": {"acs:SourceVpc": "7"}, "Equal": {"acs:Odd": "x"}}}]}"#;
        let policy = PolicyText::new(text);
        let keys = policy.policy().condition_keys();
        let told: Vec<_> = keys
            .iter()
            .map(|key| (&*key.key, key.values_are, key.values.join(" ")))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "acs:SourceIp",
                    Some(ValueType::Ip),
                    "10.0.0.0/8 192.0.2.7 203.0.113.0/24".to_owned()
                ),
                ("acs:SourceVpc", None, "vpc-* 7".to_owned()),
                ("acs:Odd", Some(ValueType::String), "x".to_owned()),
            ]
        );
        assert_eq!(keys[0].span.of(text), r#""acs:SourceIp""#);
        assert_eq!(keys[0].span.start as usize, text.find(r#""acs:SourceIp""#).unwrap_or(0));
    }
}

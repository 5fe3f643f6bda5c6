use std::rc::Rc;

use super::context::Known;
use super::operator::{Comparison, Operator, SetPrefix};
use super::truth::Truth;

/// One key of a condition under one operator, ready to be held against requests.
///
/// ```
/// use ramlight::condition::{Known, Operator, Test, Truth};
/// let test = Test::new(Operator::parse("StringEquals").unwrap(), &["Production".into()]);
/// assert_eq!(test.truth(&Known::Values(vec!["Production".into()])), Truth::True);
/// assert_eq!(test.truth(&Known::Absent), Truth::False);
/// assert_eq!(test.truth(&Known::Unknown), Truth::Unknown);
/// ```
#[derive(Clone, Debug)]
pub struct Test {
    operator: Operator,
    expected: Vec<Rc<str>>,
}

impl Test {
    /// The test of an operator against a policy's values.
    #[must_use]
    pub fn new(operator: Operator, expected: &[Rc<str>]) -> Self {
        Self {
            operator,
            expected: expected.to_vec(),
        }
    }

    /// Whether the condition is met by what is known of its key (`ram/language.md` §9.5, §9.9).
    #[must_use]
    pub fn truth(&self, known: &Known) -> Truth {
        let values = match known {
            Known::Unknown => return Truth::Unknown,
            Known::Absent => &[][..],
            Known::Values(values) => values,
        };
        let met = |value: &str| {
            self.expected
                .iter()
                .any(|expected| compare(self.operator.comparison, expected, value))
        };
        let is_met = match (self.operator.prefix, self.operator.is_negated) {
            (SetPrefix::Any, false) => values.iter().any(|value| met(value)),
            (SetPrefix::Any, true) => !values.iter().any(|value| met(value)),
            (SetPrefix::All, is_negated) => values.iter().all(|value| met(value) != is_negated),
        };
        is_met.into()
    }
}

fn compare(comparison: Comparison, expected: &str, value: &str) -> bool {
    match comparison {
        Comparison::StringEqualsIgnoreCase => expected.eq_ignore_ascii_case(value),
        _ => expected == value,
    }
}

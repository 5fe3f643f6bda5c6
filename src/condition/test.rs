use std::rc::Rc;

use super::context::Known;
use super::expected::{Expected, Form};
use super::number::Number;
use super::operator::{Comparison, Operator, SetPrefix};
use super::truth::Truth;

/// One key of a condition under one operator, ready to be held against requests: its values are read once.
///
/// ```
/// use ramlight::condition::{Known, Operator, Test, Truth};
/// let test = Test::new(Operator::parse("StringEquals").unwrap(), &["Production".into()]);
/// assert_eq!(test.truth(&Known::Values(vec!["Production".into()])), Truth::True);
/// assert_eq!(test.truth(&Known::Absent), Truth::False);
/// assert_eq!(test.truth(&Known::Unknown), Truth::Unknown);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Test {
    question: Question,
    is_negated: bool,
}

/// What a [`Test`] asks of its key, whether it wants yes or no for an answer. Two tests of the same key with equal
/// questions always answer alike, or, where just one of them is negated, always differ.
///
/// The order of the values and the way they are written (`1.10`, `192.0.2.7/24`, `+08:00`) make no other question.
///
/// ```
/// use ramlight::condition::{Operator, Test};
/// let test = |operator, values: [&str; 2]| Test::new(Operator::parse(operator).unwrap(), &values.map(|value| value.into()));
/// let inside = test("IpAddress", ["192.0.2.0/24", "10.0.0.0/8"]);
/// let outside = test("NotIpAddress", ["10.0.0.0/8", "192.0.2.7/24"]);
/// assert_eq!(inside.question(), outside.question());
/// assert_ne!(inside.is_negated(), outside.is_negated());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    comparison: Comparison,
    /// `All`: whether every value of the request meets some value of the policy; else whether any does.
    prefix: SetPrefix,
    expected: Expected,
}

impl Test {
    /// The test of an operator against a policy's values. A value for which [`Comparison::check`] has an error matches
    /// nothing.
    ///
    /// `ForAllValues:` before a negated operator asks that each value of the request meets no value of the policy, which
    /// is what the operator alone asks: it is the same test.
    #[must_use]
    pub fn new(operator: Operator, expected: &[Rc<str>]) -> Self {
        let prefix = if operator.is_negated {
            SetPrefix::Any
        } else {
            operator.prefix
        };
        Self {
            question: Question {
                comparison: operator.comparison,
                prefix,
                expected: Expected::new(operator.comparison, expected),
            },
            is_negated: operator.is_negated,
        }
    }

    /// What is asked, whichever answer is wanted.
    #[must_use]
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Whether `no` is the answer that is wanted.
    #[must_use]
    pub fn is_negated(&self) -> bool {
        self.is_negated
    }

    /// Whether the condition is met by what is known of its key (`ram/language.md` §9.5, §9.9).
    ///
    /// A request's value that is not of the operator's type meets nothing, so a positive operator is false of it and a
    /// negated one true. An empty list of the policy is never met, under `ForAllValues:` neither (§9.8).
    #[must_use]
    pub fn truth(&self, known: &Known) -> Truth {
        match known {
            Known::Unknown if !self.question.expected.is_empty() => Truth::Unknown,
            Known::Unknown | Known::Absent => self.truth_of(&mut std::iter::empty()),
            Known::Values(values) => self.truth_of(&mut values.iter().map(String::as_str)),
        }
    }

    /// Whether the condition is met by the values of its key; by none where the request does not carry it.
    #[must_use]
    pub fn truth_of(&self, values: &mut dyn Iterator<Item = &str>) -> Truth {
        (self.question.is_answered_yes(values) != self.is_negated).into()
    }
}

impl Question {
    /// How a value of the request is held against a value of the policy.
    #[must_use]
    pub fn comparison(&self) -> Comparison {
        self.comparison
    }

    /// Whether every value of the request must meet some value of the policy, or any.
    #[must_use]
    pub fn prefix(&self) -> SetPrefix {
        self.prefix
    }

    /// Whether there is no value to compare with: the question is answered no then, whatever the request says.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expected.is_empty()
    }

    /// Whether one value of a request meets any value of the policy.
    #[must_use]
    pub fn is_met_by(&self, value: &str) -> bool {
        self.expected.is_met_by(self.comparison, value)
    }

    /// The texts that meet it, where the comparison is one of texts; `None` where it is one of numbers, dates or
    /// addresses.
    #[must_use]
    pub fn forms(&self) -> Option<Vec<Form<'_>>> {
        self.expected.forms()
    }

    /// The numbers that are compared with; `None` where none are.
    #[must_use]
    pub fn numbers(&self) -> Option<Vec<Number<'_>>> {
        let Expected::Numbers(numbers) = &self.expected else {
            return None;
        };
        Some(numbers.iter().map(|number| number.parts()).collect())
    }

    pub(super) fn expected(&self) -> &Expected {
        &self.expected
    }

    fn is_answered_yes(&self, mut values: &mut dyn Iterator<Item = &str>) -> bool {
        let met = |value: &str| self.expected.is_met_by(self.comparison, value);
        match self.prefix {
            SetPrefix::Any => Iterator::any(&mut values, met),
            SetPrefix::All => !self.expected.is_empty() && Iterator::all(&mut values, met),
        }
    }
}

use std::cmp::Ordering;
use std::rc::Rc;

use super::address::{self, Network};
use super::date::Instant;
use super::number::Decimal;
use super::operator::Comparison;
use crate::pattern::Wildcard;

/// Why a text can't be compared with: it is not of the operator's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueError {
    /// Not a decimal number.
    Number,
    /// Not a date.
    Date,
    /// A date without `Z` or an offset, so no point in time.
    Zone,
    /// Not exactly `true` or `false`.
    Bool,
    /// Neither an address nor a CIDR block, nor `*`.
    Address,
    /// A sample address the digits of which a document has masked.
    Masked,
}

/// The policy's values, ready to be compared with; in order and each once, so equal sets are equal values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Expected {
    /// `StringEquals` and `Bool`.
    Texts(Vec<Rc<str>>),
    /// In lower case.
    Folded(Vec<Rc<str>>),
    Patterns(Vec<Wildcard>),
    Numbers(Vec<Decimal<Box<str>>>),
    Dates(Vec<Instant>),
    Networks(Vec<Network>),
}

/// A set of texts that meet a value of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form<'a> {
    /// This text alone.
    Exact(&'a str),
    /// This text, which is in lower case, in any case of its ASCII letters.
    Folded(&'a str),
    /// The texts that match.
    Like(&'a Wildcard),
}

impl Comparison {
    /// Whether a policy can compare with `text`: it is of the operator's type (`ram/language.md` §9.10, §9.11).
    ///
    /// ```
    /// use ramlight::condition::{Comparison, ValueError};
    /// assert_eq!(Comparison::IpAddress.check("192.0.2.0/24"), Ok(()));
    /// assert_eq!(Comparison::DateEquals.check("2026-01-05T10:00:00"), Err(ValueError::Zone));
    /// ```
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn check(self, text: &str) -> Result<(), ValueError> {
        match self {
            Self::StringEquals | Self::StringEqualsIgnoreCase | Self::StringLike => Ok(()),
            Self::Bool => matches!(text, "true" | "false").then_some(()).ok_or(ValueError::Bool),
            Self::IpAddress if text == "*" || Network::parse(text).is_some() => Ok(()),
            Self::IpAddress if address::is_masked(text) => Err(ValueError::Masked),
            Self::IpAddress => Err(ValueError::Address),
            numeric if numeric.is_numeric() => Decimal::parse(text).map(|_| ()).ok_or(ValueError::Number),
            _ if Instant::parse(text).is_some() => Ok(()),
            _ if Instant::lacks_zone(text) => Err(ValueError::Zone),
            _ => Err(ValueError::Date),
        }
    }

    /// Whether the comparison holds where the request's value stands so to the policy's.
    fn holds_for(self, order: Ordering) -> bool {
        match self {
            Self::NumericLessThan | Self::DateLessThan => order.is_lt(),
            Self::NumericLessThanEquals | Self::DateLessThanEquals => order.is_le(),
            Self::NumericGreaterThan | Self::DateGreaterThan => order.is_gt(),
            Self::NumericGreaterThanEquals | Self::DateGreaterThanEquals => order.is_ge(),
            _ => order.is_eq(),
        }
    }
}

impl Expected {
    /// Makes a policy's values ready; one that is not of the operator's type is left out.
    pub fn new(comparison: Comparison, values: &[Rc<str>]) -> Self {
        let mut expected = match comparison {
            Comparison::StringEquals | Comparison::Bool => Self::Texts(Vec::new()),
            Comparison::StringEqualsIgnoreCase => Self::Folded(Vec::new()),
            Comparison::StringLike => Self::Patterns(Vec::new()),
            Comparison::IpAddress => Self::Networks(Vec::new()),
            numeric if numeric.is_numeric() => Self::Numbers(Vec::new()),
            _ => Self::Dates(Vec::new()),
        };
        for value in values.iter().filter(|value| comparison.check(value).is_ok()) {
            expected.add(value);
        }
        expected
    }

    fn add(&mut self, value: &Rc<str>) {
        match self {
            Self::Texts(texts) => insert(texts, Some(Rc::clone(value))),
            Self::Folded(texts) => insert(texts, Some(value.to_ascii_lowercase().into())),
            Self::Patterns(patterns) => insert(patterns, Some(Wildcard::new(value))),
            Self::Numbers(numbers) => insert(numbers, Decimal::parse(value).map(|number| number.owned())),
            Self::Dates(dates) => insert(dates, Instant::parse(value)),
            Self::Networks(networks) if **value == *"*" => {
                for network in address::EVERY {
                    insert(networks, Some(network));
                }
            }
            Self::Networks(networks) => insert(networks, Network::parse(value)),
        }
    }

    /// Whether there is nothing to compare with.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Texts(values) | Self::Folded(values) => values.is_empty(),
            Self::Patterns(values) => values.is_empty(),
            Self::Numbers(values) => values.is_empty(),
            Self::Dates(values) => values.is_empty(),
            Self::Networks(values) => values.is_empty(),
        }
    }

    /// The texts that meet these values, where texts are compared.
    pub fn forms(&self) -> Option<Vec<Form<'_>>> {
        match self {
            Self::Texts(texts) => Some(texts.iter().map(|text| Form::Exact(text)).collect()),
            Self::Folded(texts) => Some(texts.iter().map(|text| Form::Folded(text)).collect()),
            Self::Patterns(patterns) => Some(patterns.iter().map(Form::Like).collect()),
            Self::Numbers(_) | Self::Dates(_) | Self::Networks(_) => None,
        }
    }

    /// Whether a request's value meets any of these. One that is not of the operator's type meets none.
    pub fn is_met_by(&self, comparison: Comparison, value: &str) -> bool {
        match self {
            Self::Texts(texts) => texts.binary_search_by(|text| (**text).cmp(value)).is_ok(),
            Self::Folded(texts) => texts.iter().any(|text| text.eq_ignore_ascii_case(value)),
            Self::Patterns(patterns) => patterns.iter().any(|pattern| pattern.matches(value)),
            Self::Numbers(numbers) => Decimal::parse(value).is_some_and(|value| {
                let holds = |number| comparison.holds_for(value.compare(number));
                numbers.iter().any(holds)
            }),
            Self::Dates(dates) => Instant::parse(value)
                .is_some_and(|value| dates.iter().any(|date| comparison.holds_for(value.cmp(date)))),
            Self::Networks(networks) => {
                address::address(value).is_some_and(|address| networks.iter().any(|network| network.contains(address)))
            }
        }
    }
}

/// Adds a value in its place, unless it is there. Lists are short, and the code of a sort is not.
#[inline(never)]
fn insert<T: Ord>(values: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value
        && let Err(place) = values.binary_search(&value)
    {
        values.insert(place, value);
    }
}

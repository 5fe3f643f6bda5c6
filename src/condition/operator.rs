/// How a request's value is held against a policy's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// The same text.
    StringEquals,
    /// The same text but for the case of ASCII letters.
    StringEqualsIgnoreCase,
    /// `*` and `?` in the policy's value are wildcards.
    StringLike,
    /// Decimal numbers that are equal.
    NumericEquals,
    /// The request's number is less.
    NumericLessThan,
    /// The request's number is less or equal.
    NumericLessThanEquals,
    /// The request's number is greater.
    NumericGreaterThan,
    /// The request's number is greater or equal.
    NumericGreaterThanEquals,
    /// The same point in time.
    DateEquals,
    /// The request's point in time is earlier.
    DateLessThan,
    /// The request's point in time is earlier or the same.
    DateLessThanEquals,
    /// The request's point in time is later.
    DateGreaterThan,
    /// The request's point in time is later or the same.
    DateGreaterThanEquals,
    /// `true` or `false`.
    Bool,
    /// The request's address lies in the policy's network, or is its address.
    IpAddress,
}

/// How several values of a request's key are held against a condition (`ram/language.md` §9.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetPrefix {
    /// None, or `ForAnyValue:`, which means the same.
    Any,
    /// `ForAllValues:`
    All,
}

/// A condition operator.
///
/// ```
/// use ramlight::condition::{Comparison, Operator};
/// let operator = Operator::parse("ForAllValues:StringNotLike").unwrap();
/// assert_eq!((operator.comparison, operator.is_negated), (Comparison::StringLike, true));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operator {
    /// What stands before the name.
    pub prefix: SetPrefix,
    /// What is compared, in its positive form.
    pub comparison: Comparison,
    /// Whether the answer of the comparison is turned round. A missing key meets a negated operator and no other
    /// (`ram/language.md` §9.5).
    pub is_negated: bool,
}

/// Why a text is no operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperatorError {
    /// `Null` or `…IfExists`, which RAM refuses by name (`ram/language.md` §3.1).
    Refused,
    /// No operator that is documented.
    Unknown,
}

/// The documented operators (`ram/language.md` §3.1); `IpAddressIncludeBorder` is OSS's.
static OPERATORS: [(&str, Comparison, bool); 22] = [
    ("StringEquals", Comparison::StringEquals, false),
    ("StringNotEquals", Comparison::StringEquals, true),
    ("StringEqualsIgnoreCase", Comparison::StringEqualsIgnoreCase, false),
    ("StringNotEqualsIgnoreCase", Comparison::StringEqualsIgnoreCase, true),
    ("StringLike", Comparison::StringLike, false),
    ("StringNotLike", Comparison::StringLike, true),
    ("NumericEquals", Comparison::NumericEquals, false),
    ("NumericNotEquals", Comparison::NumericEquals, true),
    ("NumericLessThan", Comparison::NumericLessThan, false),
    ("NumericLessThanEquals", Comparison::NumericLessThanEquals, false),
    ("NumericGreaterThan", Comparison::NumericGreaterThan, false),
    ("NumericGreaterThanEquals", Comparison::NumericGreaterThanEquals, false),
    ("DateEquals", Comparison::DateEquals, false),
    ("DateNotEquals", Comparison::DateEquals, true),
    ("DateLessThan", Comparison::DateLessThan, false),
    ("DateLessThanEquals", Comparison::DateLessThanEquals, false),
    ("DateGreaterThan", Comparison::DateGreaterThan, false),
    ("DateGreaterThanEquals", Comparison::DateGreaterThanEquals, false),
    ("Bool", Comparison::Bool, false),
    ("IpAddress", Comparison::IpAddress, false),
    ("NotIpAddress", Comparison::IpAddress, true),
    ("IpAddressIncludeBorder", Comparison::IpAddress, false),
];

/// What may stand before an operator, and a colon after it.
static PREFIXES: [&str; 2] = ["ForAllValues", "ForAnyValue"];

impl Operator {
    /// Reads an operator as a policy writes it, set prefix included; operators are case-sensitive (`ram/language.md` §1.2).
    ///
    /// # Errors
    /// Where it is none that RAM documents.
    pub fn parse(text: &str) -> Result<Self, OperatorError> {
        let (prefix, name) = match text.split_once(':') {
            Some(("ForAllValues", name)) => (SetPrefix::All, name),
            Some(("ForAnyValue", name)) => (SetPrefix::Any, name),
            _ => (SetPrefix::Any, text),
        };
        match OPERATORS.iter().find(|(known, ..)| *known == name) {
            Some((_, comparison, is_negated)) => Ok(Self {
                prefix,
                comparison: *comparison,
                is_negated: *is_negated,
            }),
            None if name == "Null" || name.ends_with("IfExists") => Err(OperatorError::Refused),
            None => Err(OperatorError::Unknown),
        }
    }

    /// The operator that a text with other case or blanks around it means, set prefix included.
    #[must_use]
    pub fn meant_by(text: &str) -> Option<String> {
        let (prefix, name) = match text.split_once(':') {
            Some((prefix, name)) => (Some(prefix), name),
            None => (None, text),
        };
        let like = |known: &str, text: &str| known.eq_ignore_ascii_case(text.trim());
        let (name, ..) = OPERATORS.iter().find(|(known, ..)| like(known, name))?;
        let Some(prefix) = prefix else {
            return Some((*name).to_owned());
        };
        let prefix = PREFIXES.iter().find(|known| like(known, prefix))?;
        Some([prefix, ":", name].concat())
    }
}

impl Comparison {
    /// Whether numbers are compared.
    pub(super) fn is_numeric(self) -> bool {
        matches!(
            self,
            Self::NumericEquals
                | Self::NumericLessThan
                | Self::NumericLessThanEquals
                | Self::NumericGreaterThan
                | Self::NumericGreaterThanEquals
        )
    }
}

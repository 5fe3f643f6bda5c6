use std::cmp::Ordering;

/// A decimal number, compared exactly: its digits are kept as text, so none is lost (`ram/language.md` §9.11).
///
/// The integer part is without leading zeros and the fraction without trailing ones, so equal numbers are equal values.
/// Zero has no sign.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Decimal<T> {
    is_negative: bool,
    integer: T,
    fraction: T,
}

impl<'a> Decimal<&'a str> {
    /// Reads `-12.50`: digits with at most one point between them and a minus before them. A plus, an exponent, a bare
    /// point and blanks are no part of a decimal number.
    pub fn parse(text: &'a str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (integer, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(integer) || !is_digits(fraction) {
            return None;
        }
        let integer = integer.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let is_zero = integer.is_empty() && fraction.is_empty();
        Some(Self {
            is_negative: unsigned.len() < text.len() && !is_zero,
            integer,
            fraction,
        })
    }

    pub fn owned(&self) -> Decimal<Box<str>> {
        Decimal {
            is_negative: self.is_negative,
            integer: self.integer.into(),
            fraction: self.fraction.into(),
        }
    }

    /// Which of two numbers is greater.
    pub fn compare(&self, other: &Decimal<Box<str>>) -> Ordering {
        // More digits make a greater integer; with as many, and in the fraction, the first that differs decides.
        let magnitude = (self.integer.len().cmp(&other.integer.len()))
            .then_with(|| self.integer.cmp(&*other.integer))
            .then_with(|| self.fraction.cmp(&*other.fraction));
        match (self.is_negative, other.is_negative) {
            (false, false) => magnitude,
            (true, true) => magnitude.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

/// The parts of a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'a> {
    /// Whether it is less than zero.
    pub is_negative: bool,
    /// The digits before the point, without zeros in front: none for zero.
    pub integer: &'a str,
    /// The digits behind the point, without zeros at the end.
    pub fraction: &'a str,
}

impl Decimal<Box<str>> {
    pub fn parts(&self) -> Number<'_> {
        Number {
            is_negative: self.is_negative,
            integer: &self.integer,
            fraction: &self.fraction,
        }
    }

    /// How many digits its fraction has.
    pub fn places(&self) -> usize {
        self.fraction.len()
    }

    /// The shortest text that stands for it.
    pub fn text(&self) -> String {
        let sign = if self.is_negative { "-" } else { "" };
        let integer = if self.integer.is_empty() { "0" } else { &self.integer };
        let point = if self.fraction.is_empty() { "" } else { "." };
        [sign, integer, point, &self.fraction].concat()
    }
}

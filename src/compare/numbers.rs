//! The texts of numbers, as patterns: which digits a number has that is equal to another, greater or less.

use std::cmp::Ordering;

use super::text::{Step, TextSet};
use crate::condition::{Comparison, Question};

/// The texts of the numbers that meet a question; `None` where it compares no numbers.
pub(super) fn set(question: &Question) -> Option<TextSet> {
    use Comparison as C;
    let mut set = TextSet::default();
    for number in question.numbers()? {
        let digits = Digits {
            integer: number.integer.bytes().collect(),
            fraction: number.fraction.bytes().collect(),
        };
        let is_zero = digits.integer.is_empty() && digits.fraction.is_empty();
        let comparison = question.comparison();
        if !matches!(comparison, C::NumericLessThan | C::NumericGreaterThan) {
            let equal = digits.equal();
            match is_zero {
                true => set.0.extend(equal.iter().cloned().chain(negative(&equal))),
                false if number.is_negative => set.0.extend(negative(&equal)),
                false => set.0.extend(equal),
            }
        }
        let greater = matches!(comparison, C::NumericGreaterThan | C::NumericGreaterThanEquals);
        let less = matches!(comparison, C::NumericLessThan | C::NumericLessThanEquals);
        match (greater, less, number.is_negative) {
            (true, _, false) => set.0.extend(digits.greater()),
            // Any number without a sign, and those that are nearer to zero.
            (true, _, true) => set.0.extend(any().into_iter().chain(negative(&digits.less()))),
            (_, true, true) => set.0.extend(negative(&digits.greater())),
            (_, true, false) if is_zero => set.0.extend(negative(&digits.greater())),
            (_, true, false) => set.0.extend(digits.less().into_iter().chain(negative(&any()))),
            _ => {}
        }
    }
    Some(set)
}

type Pattern = Vec<Step>;

fn negative(patterns: &[Pattern]) -> Vec<Pattern> {
    let with_sign = |pattern: &Pattern| [&[Step::Character('-')], &**pattern].concat();
    patterns.iter().map(with_sign).collect()
}

/// Any number without a sign.
fn any() -> Vec<Pattern> {
    with_any_fraction(vec![Step::Digit, Step::Digits])
}

/// An integer part with whatever fraction.
fn with_any_fraction(integer: Pattern) -> Vec<Pattern> {
    let fraction = [Step::Character('.'), Step::Digit, Step::Digits];
    let long = [&*integer, &fraction].concat();
    vec![integer, long]
}

/// The digits of a number: no zeros before, none behind.
struct Digits {
    integer: Vec<u8>,
    fraction: Vec<u8>,
}

fn literal(digits: &[u8]) -> Pattern {
    digits.iter().map(|digit| Step::Character(char::from(*digit))).collect()
}

/// So many of any digits.
fn some(count: usize) -> Pattern {
    vec![Step::Digit; count]
}

impl Digits {
    /// The integer part as it can be written.
    fn start(&self) -> Pattern {
        match self.integer.is_empty() {
            true => vec![Step::Zeros, Step::Character('0')],
            false => [&[Step::Zeros], &*literal(&self.integer)].concat(),
        }
    }

    fn equal(&self) -> Vec<Pattern> {
        let start = self.start();
        let point = [Step::Character('.')];
        match self.fraction.is_empty() {
            true => vec![
                start.clone(),
                [&*start, &point, &[Step::Character('0'), Step::Zeros]].concat(),
            ],
            false => vec![[&*start, &point, &literal(&self.fraction), &[Step::Zeros]].concat()],
        }
    }

    /// The first digit that differs, in the integer part or in the fraction, is greater or less.
    fn differing(&self, order: Ordering) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for other in b'0'..=b'9' {
            for (at, digit) in self.integer.iter().enumerate() {
                if other.cmp(digit) == order {
                    let same = literal(self.integer.get(..at).unwrap_or(&[]));
                    let rest = some(self.integer.len().saturating_sub(at + 1));
                    let integer = [&[Step::Zeros], &*same, &literal(&[other]), &rest].concat();
                    patterns.extend(with_any_fraction(integer));
                }
            }
            for (at, digit) in self.fraction.iter().enumerate() {
                if other.cmp(digit) == order {
                    let same = literal(self.fraction.get(..at).unwrap_or(&[]));
                    let point = [Step::Character('.')];
                    patterns.push([&*self.start(), &point, &same, &literal(&[other]), &[Step::Digits]].concat());
                }
            }
        }
        patterns
    }

    fn greater(&self) -> Vec<Pattern> {
        let mut patterns = self.differing(Ordering::Greater);
        for first in b'1'..=b'9' {
            let first = literal(&[first]);
            // More digits before the point.
            let longer = [&[Step::Zeros], &*first, &some(self.integer.len()), &[Step::Digits]].concat();
            patterns.extend(with_any_fraction(longer));
            // More behind it.
            let same = [&*self.start(), &[Step::Character('.')], &literal(&self.fraction)].concat();
            patterns.push([&*same, &[Step::Zeros], &first, &[Step::Digits]].concat());
        }
        patterns
    }

    fn less(&self) -> Vec<Pattern> {
        let mut patterns = self.differing(Ordering::Less);
        for count in 1..self.integer.len() {
            patterns.extend(with_any_fraction([&[Step::Zeros], &*some(count)].concat()));
        }
        // The same digits, but fewer behind the point.
        if !self.fraction.is_empty() {
            patterns.push(self.start());
        }
        for count in 1..self.fraction.len() {
            let same = literal(self.fraction.get(..count).unwrap_or(&[]));
            patterns.push([&*self.start(), &[Step::Character('.')], &same].concat());
        }
        patterns
    }
}

//! What a run of bare characters is: a number, a literal, or junk.

use super::problems::Problems;
use super::tree::Kind;
use crate::diagnostic::syntax_messages::{BAD_NUMBER, WRONG_CASE};
use crate::diagnostic::{Diagnostic, FixKind};
use crate::text::Span;

/// What `word` is as a value; reports one that only looks like a value.
pub(super) fn classify(word: &str, span: Span, problems: &mut Problems) -> Kind {
    for (literal, kind) in [
        ("true", Kind::Bool(true)),
        ("false", Kind::Bool(false)),
        ("null", Kind::Null),
    ] {
        if word.eq_ignore_ascii_case(literal) {
            if word != literal {
                problems.report(span, &|span| {
                    Diagnostic::new(&WRONG_CASE, span)
                        .with(word)
                        .with(literal)
                        .fixed(FixKind::Certain, span, literal)
                });
            }
            return kind;
        }
    }
    if is_number(word) {
        return Kind::Number;
    }
    if is_number_elsewhere(word) {
        problems.report(span, &|span| Diagnostic::new(&BAD_NUMBER, span).with(word));
        return Kind::Number;
    }
    Kind::Junk
}

/// Whether `word` is a number as JSON defines it.
fn is_number(word: &str) -> bool {
    number_length(word.as_bytes()) == Some(word.len())
}

/// The length of the JSON number that `bytes` begin with.
pub(super) fn number_length(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or(&[]);
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let at = |index: usize| bytes.get(index).copied().unwrap_or(0);
    let mut end = usize::from(at(0) == b'-');
    end += match at(end) {
        b'0' => 1,
        b'1'..=b'9' => digits(end),
        _ => return None,
    };
    if at(end) == b'.' {
        match digits(end + 1) {
            0 => return None,
            count => end += 1 + count,
        }
    }
    if matches!(at(end), b'e' | b'E') {
        let sign = usize::from(matches!(at(end + 1), b'+' | b'-'));
        match digits(end + 1 + sign) {
            0 => return None,
            count => end += 1 + sign + count,
        }
    }
    Some(end)
}

/// Whether `word` is a number in languages that allow `+1`, `01`, `1.`, `.5`, `1e`, `0x1F` or `NaN`.
fn is_number_elsewhere(word: &str) -> bool {
    let unsigned = word.strip_prefix(['+', '-']).unwrap_or(word);
    if matches!(unsigned, "NaN" | "Infinity") {
        return true;
    }
    if let Some(hex) = unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
        return !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, ""));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    whole.len() + fraction.len() > 0 && digits_only(whole) && digits_only(fraction) && digits_only(exponent)
}

//! What stands between two quotes: escapes, and what JSON forbids there.

use std::ops::Range;

use super::problems::Problems;
use super::tree::Escapes;
use crate::diagnostic::syntax_messages::{BACKSLASH, BAD_ESCAPE, CONTROL_CHARACTER, LONE_SURROGATE};
use crate::diagnostic::{Diagnostic, FixKind};
use crate::text::Span;

/// One character of a string and the bytes that it is written with.
pub(super) struct Piece {
    pub(super) source: Range<usize>,
    pub(super) text: char,
}

/// The characters that `inner` means.
pub(super) fn pieces(inner: &str, escapes: Escapes) -> impl Iterator<Item = Piece> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = inner.get(at..)?;
        let first = rest.chars().next()?;
        let (length, text) = match first {
            '\\' => {
                let escape = Escape::read(rest);
                (escape.length, escape.meaning)
            }
            '&' if escapes == Escapes::Html => entity(rest).unwrap_or((1, '&')),
            _ => (first.len_utf8(), first),
        };
        let source = at..at + length;
        at += length;
        Some(Piece { source, text })
    })
}

/// The bytes of `inner` that a byte range of its meaning is written with.
pub(super) fn range_in_source(inner: &str, escapes: Escapes, range: Range<usize>) -> (usize, usize) {
    let mut start = None;
    let mut end = inner.len();
    let mut meant = 0;
    for piece in pieces(inner, escapes) {
        let next = meant + piece.text.len_utf8();
        if start.is_none() && range.start < next {
            start = Some(piece.source.start);
        }
        if meant >= range.end {
            end = piece.source.start;
            break;
        }
        meant = next;
    }
    let start = start.unwrap_or(inner.len());
    (start, end.max(start))
}

/// The length and meaning of the HTML entity that `text` begins with.
pub(super) fn entity(text: &str) -> Option<(usize, char)> {
    const NAMED: [(&str, char); 8] = [
        ("&quot;", '"'),
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&nbsp;", '\u{a0}'),
        ("&apos;", '\''),
        ("&#39;", '\''),
        ("&#34;", '"'),
    ];
    let (name, meaning) = NAMED.iter().find(|(name, _)| text.starts_with(name))?;
    Some((name.len(), *meaning))
}

/// What a backslash begins.
struct Escape {
    length: usize,
    meaning: char,
    fault: Option<Fault>,
}

enum Fault {
    /// A character that Markdown escapes and JSON does not.
    Markdown,
    Unknown,
    LoneSurrogate,
}

impl Escape {
    /// Reads the escape that `text` begins with. One that is unknown means its backslash, and no more.
    fn read(text: &str) -> Self {
        let unknown = Self {
            length: 1,
            meaning: '\\',
            fault: Some(Fault::Unknown),
        };
        let Some(letter) = text.chars().nth(1) else {
            return unknown;
        };
        let meaning = match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return Self::unicode(text).unwrap_or(unknown),
            _ if letter.is_ascii_punctuation() => {
                return Self {
                    length: 2,
                    meaning: letter,
                    fault: Some(Fault::Markdown),
                };
            }
            _ => return unknown,
        };
        Self {
            length: 2,
            meaning,
            fault: None,
        }
    }

    fn unicode(text: &str) -> Option<Self> {
        let first = code_unit(text)?;
        let pair = || {
            let second = code_unit(text.get(6..)?)?;
            char::decode_utf16([first, second]).next()?.ok()
        };
        let (length, meaning) = match char::from_u32(u32::from(first)) {
            Some(meaning) => (6, Some(meaning)),
            None => (12, pair()),
        };
        Some(match meaning {
            Some(meaning) => Self {
                length,
                meaning,
                fault: None,
            },
            None => Self {
                length: 6,
                meaning: char::REPLACEMENT_CHARACTER,
                fault: Some(Fault::LoneSurrogate),
            },
        })
    }
}

/// The four digits of the `\uXXXX` that `text` begins with.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let all_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

/// Reports what JSON forbids in `inner`, which begins at byte `base` of the text.
pub(super) fn check(inner: &str, base: u32, problems: &mut Problems) {
    let mut rest = inner;
    while let Some(found) = rest.find(|char: char| char == '\\' || char < ' ') {
        let tail = rest.get(found..).unwrap_or("");
        let start = base + (inner.len() - tail.len()) as u32;
        let length = if tail.starts_with('\\') {
            check_escape(tail, start, problems)
        } else {
            check_control(tail, start, problems);
            1
        };
        rest = tail.get(length..).unwrap_or("");
    }
}

/// Reports the escape that `text` begins with, if it is none of JSON's; returns its length.
fn check_escape(text: &str, start: u32, problems: &mut Problems) -> usize {
    let escape = Escape::read(text);
    let to_end_of = |length: usize| Span::new(start, start + length as u32);
    match escape.fault {
        None => {}
        Some(Fault::Markdown) => problems.report(to_end_of(escape.length), &|span| {
            Diagnostic::new(&BACKSLASH, span)
                .with(text.get(..2).unwrap_or(""))
                .fixed(FixKind::CleanUp, to_end_of(1), "")
        }),
        Some(Fault::LoneSurrogate) => problems.report(to_end_of(6), &|span| {
            Diagnostic::new(&LONE_SURROGATE, span).with(text.get(..6).unwrap_or(""))
        }),
        Some(Fault::Unknown) => {
            let written = text.chars().take(2).map(char::len_utf8).sum();
            problems.report(to_end_of(written), &|span| {
                Diagnostic::new(&BAD_ESCAPE, span).with(text.get(..written).unwrap_or(""))
            });
        }
    }
    escape.length
}

fn check_control(text: &str, start: u32, problems: &mut Problems) {
    let code = text.bytes().next().unwrap_or(0);
    let escape = match code {
        b'\t' => "\\t".to_owned(),
        8 => "\\b".to_owned(),
        12 => "\\f".to_owned(),
        _ => format!("\\u{code:04x}"),
    };
    problems.report(Span::new(start, start + 1), &|span| {
        Diagnostic::new(&CONTROL_CHARACTER, span)
            .with(&format!("U+{code:04X}"))
            .with(&escape)
            .fixed(FixKind::Certain, span, &escape)
    });
}

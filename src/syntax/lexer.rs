use super::problems::Problems;
use super::tree::{Escapes, Kind, Quotes};
use super::{string, word};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::syntax_messages::UNCLOSED_STRING;
use crate::text::Span;

/// The smallest part of the text that the parser looks at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
    /// How a string is written.
    pub(super) quotes: Quotes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    OpenObject,
    CloseObject,
    OpenArray,
    CloseArray,
    Colon,
    Comma,
    /// A string, number, literal or run of junk.
    Scalar(Kind),
    End,
}

/// What a bare word is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expect {
    /// A key: it ends at a colon, and is junk until the parser sees that colon.
    Key,
    /// A value: a colon may be a part of it.
    Value,
}

/// Cuts the text into tokens. Blanks, comments and other traces are passed over and reported.
///
/// Here is what valid JSON needs; the rest is in `trace.rs`.
pub(super) struct Lexer<'s> {
    pub(super) source: &'s str,
    pub(super) bytes: &'s [u8],
    /// The next byte to read; always at the start of a character.
    pub(super) at: usize,
    pub(super) problems: Problems,
    /// The line numbers of the text, once one was looked for.
    pub(super) numbering: Option<Vec<Span>>,
    /// The end of the last trace that keeps what follows it at the start of its line.
    pub(super) still_line_start: usize,
    /// For each class of odd quotes the end of the line on which none closes.
    pub(super) barren: [usize; 3],
    /// The end of the line last asked for, so that a long line is not searched again for each string in it.
    line_end: usize,
    /// Whether no `*/` is left.
    pub(super) no_comment_ends: bool,
}

impl<'s> Lexer<'s> {
    pub(super) fn new(source: &'s str, problems: Problems) -> Self {
        Self {
            source,
            bytes: source.as_bytes(),
            at: 0,
            problems,
            numbering: None,
            still_line_start: 0,
            barren: [0; 3],
            line_end: 0,
            no_comment_ends: false,
        }
    }

    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    pub(super) fn span(&self, start: usize) -> Span {
        Span::new(start as u32, self.at as u32)
    }

    /// The next token; [`TokenKind::End`] for ever at the end.
    #[inline]
    pub(super) fn next(&mut self, expect: Expect) -> Token {
        loop {
            self.skip_blanks();
            let start = self.at;
            let Some(&byte) = self.bytes.get(start) else {
                return self.token(TokenKind::End, start);
            };
            let punctuation = match byte {
                b'"' => return self.string(),
                b'{' => TokenKind::OpenObject,
                b'}' => TokenKind::CloseObject,
                b'[' => TokenKind::OpenArray,
                b']' => TokenKind::CloseArray,
                b':' => TokenKind::Colon,
                b',' => TokenKind::Comma,
                b'0'..=b'9' | b'-' | b't' | b'f' | b'n' => {
                    if let Some(token) = self.simple_value(byte, expect) {
                        return token;
                    }
                    match self.trace(expect) {
                        Some(token) => return token,
                        None => continue,
                    }
                }
                _ => match self.trace(expect) {
                    Some(token) => return token,
                    None => continue,
                },
            };
            self.at = start + 1;
            return self.token(punctuation, start);
        }
    }

    pub(super) fn token(&self, kind: TokenKind, start: usize) -> Token {
        Token {
            kind,
            span: self.span(start),
            quotes: Quotes::default(),
        }
    }

    /// Where the line ends in which `from` stands, which is at the cursor or after it.
    pub(super) fn line_end(&mut self, from: usize) -> usize {
        if from > self.line_end || self.line_end == 0 {
            let rest = self.bytes.get(from..).unwrap_or(&[]);
            let length = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r');
            self.line_end = from + length.unwrap_or(rest.len());
        }
        self.line_end
    }

    #[inline]
    fn skip_blanks(&mut self) {
        const EIGHT: [u8; 8] = [b' '; 8];
        loop {
            match self.byte(self.at) {
                b' ' => {
                    while self.bytes.get(self.at..self.at + 8) == Some(&EIGHT) {
                        self.at += 8;
                    }
                    while self.byte(self.at) == b' ' {
                        self.at += 1;
                    }
                }
                b'\n' | b'\r' | b'\t' => self.at += 1,
                _ => return,
            }
        }
    }

    /// A literal or number as JSON has it, unless it may be a trace, a key, or part of a longer word.
    fn simple_value(&mut self, first: u8, expect: Expect) -> Option<Token> {
        if expect == Expect::Key {
            return None;
        }
        let rest = self.bytes.get(self.at..)?;
        let (kind, length) = match first {
            b't' if rest.starts_with(b"true") => (Kind::Bool(true), 4),
            b'f' if rest.starts_with(b"false") => (Kind::Bool(false), 5),
            b'n' if rest.starts_with(b"null") => (Kind::Null, 4),
            b'0'..=b'9' if self.is_line_start(self.at) => return None,
            _ => (Kind::Number, word::number_length(rest)?),
        };
        let start = self.at;
        let after = rest.get(length).copied().unwrap_or(b' ');
        if !matches!(after, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t') {
            return None;
        }
        self.at += length;
        Some(self.token(TokenKind::Scalar(kind), start))
    }

    /// A string in double quotes. Without a closing quote on its line it ends there.
    #[inline]
    fn string(&mut self) -> Token {
        let start = self.at;
        let mut at = start + 1;
        let mut escapes = Escapes::None;
        let mut control = false;
        let end = loop {
            let rest = self.bytes.get(at..).unwrap_or(&[]);
            at += plain_length(rest);
            match self.bytes.get(at) {
                Some(b'"') => break Some(at),
                Some(b'\\') => {
                    escapes = Escapes::Json;
                    at += if self.byte(at + 1) < b' ' { 1 } else { 2 };
                }
                None | Some(b'\n' | b'\r') => break None,
                Some(_) => {
                    control = true;
                    at += 1;
                }
            }
        };
        let Some(end) = end else {
            return self.unclosed_string(at.min(self.bytes.len()));
        };
        if control || escapes != Escapes::None {
            string::check(
                self.source.get(start + 1..end).unwrap_or(""),
                start as u32 + 1,
                &mut self.problems,
            );
        }
        self.at = end + 1;
        Token {
            kind: TokenKind::Scalar(Kind::String),
            span: self.span(start),
            quotes: Quotes {
                open: 1,
                close: 1,
                escapes,
            },
        }
    }

    /// The string at the cursor, whose line ends at `line_end` without a double quote.
    fn unclosed_string(&mut self, line_end: usize) -> Token {
        if let Some(token) = self.closed_by_odd_quote(line_end) {
            return token;
        }
        self.string_to_line_end(1, line_end)
    }

    /// The string at the cursor with an opening quote of `open` bytes and none at its end.
    ///
    /// Blanks, commas and brackets at the end of its line are not a part of it, so that what is around the string
    /// keeps its shape.
    pub(super) fn string_to_line_end(&mut self, open: u8, line_end: usize) -> Token {
        let start = self.at;
        let inner_start = start + usize::from(open);
        let line = self.source.get(inner_start..line_end).unwrap_or("");
        let (own_brace, own_bracket) = (line.contains('{'), line.contains('['));
        let inner = line.trim_end_matches(|last: char| match last {
            '}' => !own_brace,
            ']' => !own_bracket,
            _ => last == ',' || last == ' ' || last == '\t',
        });
        string::check(inner, inner_start as u32, &mut self.problems);
        self.at = inner_start + inner.len();
        let span = self.span(start);
        self.problems
            .report(span, &|span| Diagnostic::new(&UNCLOSED_STRING, span));
        let escapes = if inner.contains('\\') {
            Escapes::Json
        } else {
            Escapes::None
        };
        Token {
            kind: TokenKind::Scalar(Kind::String),
            span,
            quotes: Quotes {
                open,
                close: 0,
                escapes,
            },
        }
    }
}

/// How many bytes of a string come before the first quote, backslash or control character; eight are asked at once.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH_BITS: u64 = ONES * 0x80;
    let mut length = 0;
    while let Some(&eight) = bytes.get(length..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(eight);
        let quote = word ^ (ONES * u64::from(b'"'));
        let backslash = word ^ (ONES * u64::from(b'\\'));
        // the top bit of a byte is set where it is zero (or below a blank); the lowest one that is set is exact
        let stops = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * u64::from(b' ')) & !word);
        let stops = stops & HIGH_BITS;
        if stops != 0 {
            return length + stops.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    let rest = bytes.get(length..).unwrap_or(&[]);
    let stop = rest
        .iter()
        .position(|&byte| byte == b'"' || byte == b'\\' || byte < b' ');
    length + stop.unwrap_or(rest.len())
}

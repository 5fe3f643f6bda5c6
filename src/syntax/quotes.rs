//! Strings in quotes that JSON does not know.

use super::lexer::{Lexer, Token, TokenKind};
use super::string;
use super::trace::is_blank;
use super::tree::{Escapes, Kind, Quotes};
use crate::diagnostic::syntax_messages::ODD_QUOTES;
use crate::diagnostic::{Diagnostic, Edit, Fix, FixKind};
use crate::text::{Span, is_one_of};

/// Quotes that can close each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Double,
    Single,
    Backtick,
    /// `&quot;`
    Html,
    /// `\"`, in a document that was itself written as a string.
    Escaped,
}

impl Class {
    pub(super) fn of(quote: char) -> Option<Self> {
        match quote {
            '\'' | '‘' | '’' | '‚' | '‛' | '＇' => Some(Self::Single),
            '`' => Some(Self::Backtick),
            _ => is_double(quote).then_some(Self::Double),
        }
    }

    /// The length of the quote that closes a string of this class, if `text` begins with one.
    fn closing(self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        match self {
            Self::Html => ["&quot;", "&#34;"]
                .iter()
                .find(|quote| text.starts_with(**quote))
                .map(|quote| quote.len()),
            Self::Escaped => text.starts_with("\\\"").then_some(2),
            Self::Backtick => matches!(first, '`' | '\'').then_some(1),
            Self::Double if first == '"' => Some(1),
            _ => (Self::of(first) == Some(self)).then_some(first.len_utf8()),
        }
    }
}

/// A double quote other than JSON's.
pub(super) fn is_double(char: char) -> bool {
    matches!(char, '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

impl Lexer<'_> {
    /// The string at the cursor, whose opening quote has `open` bytes.
    pub(super) fn odd_string(&mut self, class: Class, open: u8) -> Token {
        let start = self.at;
        let inner_start = start + usize::from(open);
        let line_end = self.line_end(inner_start);
        let line = self.source.get(inner_start..line_end).unwrap_or("");
        let Some((length, close)) = self.closing_quote(line, class, inner_start) else {
            self.report_odd_quotes(start, open, 0, line_end);
            return self.string_to_line_end(open, line_end);
        };
        self.odd_string_of(class, open, inner_start + length, close)
    }

    /// The string at the cursor if it begins with a double quote and a curly one closes it.
    pub(super) fn closed_by_odd_quote(&mut self, line_end: usize) -> Option<Token> {
        let inner_start = self.at + 1;
        let line = self.source.get(inner_start..line_end)?;
        let length = line.char_indices().find_map(|(at, char)| {
            let after = line.get(at + char.len_utf8()..)?;
            (is_double(char) && ends_value(after)).then_some(at)
        })?;
        let close = line.get(length..)?.chars().next()?.len_utf8();
        Some(self.odd_string_of(Class::Double, 1, inner_start + length, close))
    }

    fn odd_string_of(&mut self, class: Class, open: u8, inner_end: usize, close: usize) -> Token {
        let start = self.at;
        let inner_start = start + usize::from(open);
        self.report_odd_quotes(start, open, close, inner_end);
        let inner = self.source.get(inner_start..inner_end).unwrap_or("");
        string::check(inner, inner_start as u32, &mut self.problems);
        self.at = inner_end + close;
        let escapes = match class {
            Class::Html if inner.contains(['\\', '&']) => Escapes::Html,
            _ if inner.contains('\\') => Escapes::Json,
            _ => Escapes::None,
        };
        Token {
            kind: TokenKind::Scalar(Kind::String),
            span: self.span(start),
            quotes: Quotes {
                open,
                close: close as u8,
                escapes,
            },
        }
    }

    /// Where on `line`, which begins at `from`, a quote of `class` closes: the first one that a value can end with,
    /// else the first.
    fn closing_quote(&mut self, line: &str, class: Class, from: usize) -> Option<(usize, usize)> {
        let memory = match class {
            Class::Double => 0,
            Class::Single => 1,
            Class::Backtick => 2,
            Class::Html | Class::Escaped => 3,
        };
        let barren = self.barren.get(memory).is_some_and(|&until| from < until);
        let mut first = None;
        let mut escaped = false;
        for (at, char) in line.char_indices() {
            if escaped {
                escaped = false;
                continue;
            }
            let tail = line.get(at..).unwrap_or("");
            if let Some(length) = class.closing(tail) {
                if memory == 3 || barren || ends_value(tail.get(length..).unwrap_or("")) {
                    return Some((at, length));
                }
                first = first.or(Some((at, length)));
            }
            escaped = char == '\\';
        }
        if let Some(until) = self.barren.get_mut(memory) {
            *until = from + line.len();
        }
        first
    }

    fn report_odd_quotes(&mut self, start: usize, open: u8, close: usize, inner_end: usize) {
        let at = |offset: usize| offset as u32;
        let span = Span::new(at(start), at(inner_end + close));
        let inner_start = start + usize::from(open);
        let source = self.source;
        self.problems.report(span, &|span| {
            let piece = |from: usize, to: usize| source.get(from..to).unwrap_or("");
            let (opening, closing) = (piece(start, inner_start), piece(inner_end, inner_end + close));
            let mut edits = Vec::new();
            let mut edit = |from: usize, to: usize, replacement: &str| {
                edits.push(Edit {
                    span: Span::new(at(from), at(to)),
                    replacement: replacement.to_owned(),
                });
            };
            if opening != "\"" {
                edit(start, inner_start, "\"");
            }
            let inner = piece(inner_start, inner_end);
            let entities = opening.starts_with('&');
            let mut escaped = false;
            for (offset, char) in inner.char_indices() {
                let from = inner_start + offset;
                if char == '"' && !escaped {
                    edit(from, from, "\\");
                }
                if let Some((length, meaning)) = string::entity(piece(from, inner_end)).filter(|_| entities) {
                    let meaning = if meaning == '"' {
                        "\\\"".to_owned()
                    } else {
                        meaning.to_string()
                    };
                    edit(from, from + length, &meaning);
                }
                escaped = char == '\\' && !escaped;
            }
            if close > 0 && closing != "\"" {
                edit(inner_end, inner_end + close, "\"");
            }
            Diagnostic {
                fix: Some(Fix {
                    kind: FixKind::CleanUp,
                    edits,
                }),
                ..Diagnostic::new(&ODD_QUOTES, span).with(&format!("{opening}…{closing}"))
            }
        });
    }
}

/// Whether a value can end before `after`, the rest of its line.
fn ends_value(after: &str) -> bool {
    let next = after.trim_start_matches(is_blank).chars().next();
    next.is_none_or(|next| is_one_of(next, ":,]};/#<\\：，］｝；、"))
}

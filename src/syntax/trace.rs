//! What a text brings along from the document it was copied from. Nothing here is met in valid JSON.

use super::lexer::{Expect, Lexer, Token, TokenKind};
use super::numbering;
use super::quotes::{self, Class};
use super::tree::Kind;
use super::word;
use crate::diagnostic::syntax_messages::{
    BACKSLASH, BULLET, CODE_FENCE, COMMENT, FULL_WIDTH, HTML, INVISIBLE, LINE_NUMBER, ODD_BLANK, ODD_COMMA,
};
use crate::diagnostic::{Diagnostic, FixKind, Message};
use crate::text::{Span, find, is_one_of};

/// What stands at the cursor.
enum Found {
    /// A trace that means nothing.
    Passed,
    Token(Token),
}

impl Lexer<'_> {
    /// Reads what is no plain JSON token: passes over a trace, or returns the token that it means, or a bare word.
    pub(super) fn trace(&mut self, expect: Expect) -> Option<Token> {
        match self.find_trace() {
            Some(Found::Passed) => None,
            Some(Found::Token(token)) => Some(token),
            None => Some(self.word(expect)),
        }
    }

    fn find_trace(&mut self) -> Option<Found> {
        let start = self.at;
        let rest = self.source.get(start..)?;
        let first = rest.chars().next()?;
        if let Some(class) = Class::of(first) {
            if rest.starts_with("```") {
                return Some(self.code_fence(rest));
            }
            return Some(Found::Token(self.odd_string(class, first.len_utf8() as u8)));
        }
        match first {
            '0'..='9' => self.line_number(),
            '/' if rest.starts_with("//") => Some(self.line_comment(rest)),
            '/' if rest.starts_with("/*") => Some(self.block_comment(rest)),
            '#' => Some(self.line_comment(rest)),
            '\\' => self.backslash(rest),
            '<' => self.html_tag(rest),
            '&' => self.html_entity(rest),
            ';' => Some(self.meant_token(TokenKind::Comma, ";", ",", &ODD_COMMA)),
            '、' => Some(self.meant_token(TokenKind::Comma, "、", ",", &ODD_COMMA)),
            '；' => Some(self.meant_token(TokenKind::Comma, "；", ",", &ODD_COMMA)),
            '，' => Some(self.meant_token(TokenKind::Comma, "，", ",", &FULL_WIDTH)),
            '：' => Some(self.meant_token(TokenKind::Colon, "：", ":", &FULL_WIDTH)),
            '｛' => Some(self.meant_token(TokenKind::OpenObject, "｛", "{", &FULL_WIDTH)),
            '｝' => Some(self.meant_token(TokenKind::CloseObject, "｝", "}", &FULL_WIDTH)),
            '［' => Some(self.meant_token(TokenKind::OpenArray, "［", "[", &FULL_WIDTH)),
            '］' => Some(self.meant_token(TokenKind::CloseArray, "］", "]", &FULL_WIDTH)),
            _ if is_invisible(first) => Some(self.blanks(rest, is_invisible, |_| "", &INVISIBLE)),
            _ if is_odd_blank(first) => Some(self.blanks(rest, is_odd_blank, plain_blank, &ODD_BLANK)),
            _ if is_bullet(first) => self.bullet(rest, first),
            _ => None,
        }
    }

    /// Moves over `length` bytes and reports them as a trace that is replaced by `replacement`.
    fn pass(&mut self, length: usize, message: &'static Message, replacement: &str) -> Found {
        let start = self.at;
        self.at += length;
        let span = self.span(start);
        let text = span.of(self.source).trim();
        self.problems.report(span, &|span| {
            Diagnostic::new(message, span)
                .with(text)
                .fixed(FixKind::CleanUp, span, replacement)
        });
        Found::Passed
    }

    fn meant_token(&mut self, kind: TokenKind, from: &str, to: &str, message: &'static Message) -> Found {
        let start = self.at;
        self.at += from.len();
        let span = self.span(start);
        self.problems.report(span, &|span| {
            Diagnostic::new(message, span)
                .with(from)
                .with(to)
                .fixed(FixKind::CleanUp, span, to)
        });
        Found::Token(self.token(kind, start))
    }

    /// A run of characters of one class, with the plain blanks between them.
    fn blanks(
        &mut self,
        rest: &str,
        of_class: fn(char) -> bool,
        replacement: fn(char) -> &'static str,
        message: &'static Message,
    ) -> Found {
        let start = self.at;
        let first = rest.chars().next().unwrap_or(' ');
        let run = rest.trim_start_matches(|char| of_class(char) || char == ' ');
        let run = rest.get(..rest.len() - run.len()).unwrap_or("").trim_end_matches(' ');
        self.at += run.len();
        let span = self.span(start);
        self.problems.report(span, &|span| {
            let plain: String = run
                .chars()
                .map(|char| if char == ' ' { " " } else { replacement(char) })
                .collect();
            Diagnostic::new(message, span)
                .with(&format!("U+{:04X}", u32::from(first)))
                .fixed(FixKind::CleanUp, span, &plain)
        });
        Found::Passed
    }

    /// Whether only blanks and traces that stand at the start of a line come before `at` on its line.
    pub(super) fn is_line_start(&self, at: usize) -> bool {
        let before = self.source.get(self.still_line_start..at).unwrap_or("");
        let text = before.trim_end_matches(|char| is_blank(char) || is_invisible(char));
        text.is_empty() || text.ends_with(['\n', '\r'])
    }

    fn line_number(&mut self) -> Option<Found> {
        let start = self.at;
        if !self.is_line_start(start) {
            return None;
        }
        let numbers = self
            .numbering
            .get_or_insert_with(|| numbering::line_numbers(self.source));
        let index = numbers.binary_search_by_key(&(start as u32), |span| span.start).ok()?;
        let end = numbers.get(index)?.end as usize;
        self.still_line_start = end;
        Some(self.pass(end - start, &LINE_NUMBER, ""))
    }

    fn bullet(&mut self, rest: &str, first: char) -> Option<Found> {
        let after = rest.get(first.len_utf8()..)?;
        let text = after.trim_start_matches(is_blank);
        let blanks = after.len() - text.len();
        let next = text.chars().next()?;
        let begins_json = matches!(next, '"' | '{' | '}' | '[' | ']') || Class::of(next).is_some();
        if blanks == 0 || !begins_json || !self.is_line_start(self.at) {
            return None;
        }
        let one_blank = after.chars().next().map_or(0, char::len_utf8);
        let length = first.len_utf8() + one_blank;
        self.still_line_start = self.at + length;
        Some(self.pass(length, &BULLET, ""))
    }

    fn code_fence(&mut self, rest: &str) -> Found {
        let info = rest.trim_start_matches('`');
        let after = info.trim_start_matches(|char: char| char.is_ascii_alphanumeric());
        self.pass(rest.len() - after.len(), &CODE_FENCE, "")
    }

    fn line_comment(&mut self, rest: &str) -> Found {
        let length = line_of(rest).trim_end().len();
        self.comment(length)
    }

    /// A comment up to its `*/`; one without it goes no farther than its line, so that no statement is lost in it.
    fn block_comment(&mut self, rest: &str) -> Found {
        let inner = if self.no_comment_ends {
            None
        } else {
            rest.get(2..).and_then(|inner| find("*/", inner))
        };
        self.no_comment_ends = inner.is_none();
        self.comment(inner.map_or_else(|| line_of(rest).trim_end().len(), |inner| inner + 4))
    }

    /// Passes over a comment; the fix takes the blanks before it too, and its whole line if it stands alone.
    fn comment(&mut self, length: usize) -> Found {
        let start = self.at;
        self.at += length;
        let span = self.span(start);
        let source = self.source;
        self.problems.report(span, &|span| {
            let before = source.get(..start).unwrap_or("");
            let text = before.trim_end_matches([' ', '\t']);
            let rest = source.get(start + length..).unwrap_or("");
            let ends_line = rest.is_empty() || rest.starts_with(['\n', '\r']);
            let own_line = text.strip_suffix("\r\n").or_else(|| text.strip_suffix('\n'));
            let (from, replacement) = match own_line {
                Some(text) if ends_line => (text.len(), ""),
                _ if ends_line => (text.len(), ""),
                _ => (start, " "),
            };
            Diagnostic::new(&COMMENT, span).fixed(FixKind::CleanUp, Span::new(from as u32, span.end), replacement)
        });
        Found::Passed
    }

    /// A backslash of Markdown, or of a document that was itself written as a string.
    fn backslash(&mut self, rest: &str) -> Option<Found> {
        let length = match rest.chars().nth(1) {
            Some('"') => return Some(Found::Token(self.odd_string(Class::Escaped, 2))),
            Some('n' | 'r' | 't') if !rest.get(2..)?.starts_with(|next: char| next.is_ascii_lowercase()) => {
                let blank = if rest.starts_with("\\t") { " " } else { "\n" };
                return Some(self.pass(2, &BACKSLASH, blank));
            }
            Some(next) if next.is_ascii_punctuation() && next != '\\' => 1,
            None | Some('\n' | '\r') => 1,
            _ => return None,
        };
        let span = Span::new(self.at as u32, (self.at + length) as u32);
        let written = rest.trim_end().get(..2).unwrap_or("\\");
        self.at += length;
        self.problems.report(span, &|span| {
            Diagnostic::new(&BACKSLASH, span)
                .with(written)
                .fixed(FixKind::CleanUp, span, "")
        });
        Some(Found::Passed)
    }

    fn html_tag(&mut self, rest: &str) -> Option<Found> {
        let length = tag_length(rest)?;
        let breaks = rest.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br"));
        let after = rest.get(length..)?.trim_start_matches([' ', '\t']);
        let line_goes_on = !after.is_empty() && !after.starts_with(['\n', '\r']);
        Some(self.pass(length, &HTML, if breaks && line_goes_on { "\n" } else { "" }))
    }

    fn html_entity(&mut self, rest: &str) -> Option<Found> {
        if rest.starts_with("&quot;") || rest.starts_with("&#34;") {
            let open = if rest.starts_with("&quot;") { 6 } else { 5 };
            return Some(Found::Token(self.odd_string(Class::Html, open)));
        }
        if rest.starts_with("&nbsp;") {
            return Some(self.pass(6, &HTML, " "));
        }
        let inner = rest.strip_prefix("&lt;")?;
        let end = find("&gt;", inner.get(..16.min(inner.len())).unwrap_or(""))?;
        tag_length(&format!("<{}>", inner.get(..end)?))?;
        Some(self.pass(end + 8, &HTML, ""))
    }

    /// A run of characters up to a blank, bracket, comma or quote.
    fn word(&mut self, expect: Expect) -> Token {
        let start = self.at;
        let rest = self.source.get(start..).unwrap_or("");
        let mut length = 0;
        let mut last = ' ';
        for char in rest.chars() {
            let tail = rest.get(length..).unwrap_or("");
            if length > 0 && ends_word(char, last, tail, expect) {
                break;
            }
            length += char.len_utf8();
            last = char;
        }
        self.at += length;
        let span = self.span(start);
        let kind = match expect {
            Expect::Key => Kind::Junk,
            Expect::Value => word::classify(span.of(self.source), span, &mut self.problems),
        };
        self.token(TokenKind::Scalar(kind), start)
    }
}

/// Whether `char`, after `last` and followed by the rest of `tail`, is not a part of the word before it.
fn ends_word(char: char, last: char, tail: &str, expect: Expect) -> bool {
    match char {
        '{' | '}' | '[' | ']' | ',' | '"' | ';' | ' ' | '\t' | '\n' | '\r' | '\\' => true,
        ':' if expect == Expect::Key => true,
        ':' => {
            let next = tail.chars().nth(1);
            next.is_none_or(|next| next.is_whitespace() || is_one_of(next, "\"'{}[],") || quotes::is_double(next))
        }
        '/' => last != ':' && (tail.starts_with("//") || tail.starts_with("/*")),
        '<' => tag_length(tail).is_some(),
        '&' => tail.starts_with("&quot;") || tail.starts_with("&nbsp;"),
        '，' | '：' | '｛' | '｝' | '［' | '］' | '、' | '；' => true,
        _ => is_odd_blank(char) || is_invisible(char) || quotes::is_double(char),
    }
}

/// The length of the formatting tag that `text` begins with.
fn tag_length(text: &str) -> Option<usize> {
    const NAMES: [&str; 18] = [
        "br", "p", "div", "span", "pre", "code", "b", "i", "em", "strong", "li", "ul", "ol", "td", "tr", "table",
        "font", "a",
    ];
    let inner = text.strip_prefix('<')?;
    let end = inner
        .bytes()
        .take(200)
        .position(|byte| matches!(byte, b'>' | b'<' | b'\n'))?;
    let tag = inner
        .get(..end)
        .filter(|_| inner.get(end..).is_some_and(|rest| rest.starts_with('>')))?;
    let name = tag.strip_prefix('/').unwrap_or(tag).trim_end_matches('/');
    let name = name.split_ascii_whitespace().next()?;
    NAMES
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
        .then_some(end + 2)
}

/// `text` up to the end of its line.
fn line_of(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or("")
}

/// A blank within a line, plain or not.
pub(super) fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t') || (is_odd_blank(char) && plain_blank(char) != "\n")
}

fn is_odd_blank(char: char) -> bool {
    matches!(
        char,
        '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}'
                | '\u{202f}'
                | '\u{205f}'
                | '\u{3000}'
                | '\u{b}'
                | '\u{c}'
                | '\u{85}'
                | '\u{2028}'
                | '\u{2029}'
    )
}

/// What an odd blank becomes; an ideographic one is as wide as two.
fn plain_blank(char: char) -> &'static str {
    match char {
        '\u{3000}' => "  ",
        '\u{85}' | '\u{2028}' | '\u{2029}' => "\n",
        _ => " ",
    }
}

fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

fn is_bullet(char: char) -> bool {
    matches!(
        char,
        '-' | '*' | '+' | '•' | '·' | '–' | '—' | '●' | '▪' | '◦' | '‣' | '○' | '■'
    )
}

//! Where each stretch of a scalar of YAML stands: its value held against what is written.

use super::chunk::{Chunk, Chunks};
use super::place::Form;
use crate::text::Span;

/// The stretches of `value`, which is written at `span` with its quotes. Where the two do not agree, they end early.
pub(super) fn align(value: &str, span: Span, source: &str, form: Form) -> Vec<Chunk> {
    let quoted = matches!(form, Form::Single | Form::Double) && span.end - span.start >= 2;
    let inner = if quoted {
        Span::new(span.start + 1, span.end - 1)
    } else {
        span
    };
    if let Form::Literal(indent) = form {
        return literal(value, inner, source, indent);
    }
    let mut alignment = Alignment {
        value,
        written: inner.of(source),
        at: inner.start,
        chunks: Chunks::default(),
    };
    while !alignment.value.is_empty() && alignment.step(form) {}
    alignment.chunks.finish()
}

/// A block whose lines stand as they are, but for their indentation.
fn literal(value: &str, span: Span, source: &str, indent: usize) -> Vec<Chunk> {
    let mut chunks = Chunks::default();
    let mut written = span.of(source);
    let mut at = span.start;
    // empty lines before the first one with text come before the span
    let text = value.trim_start_matches('\n');
    let empty = value.get(..value.len() - text.len()).unwrap_or("");
    if !empty.is_empty() && !written.starts_with(['\n', '\r']) {
        chunks.push(empty, Span::at(at), false);
    }
    let rest = if written.starts_with(['\n', '\r']) { value } else { text };
    for (number, line) in rest.split_inclusive('\n').enumerate() {
        if number > 0 {
            let blanks = written.bytes().take(indent).take_while(|&byte| byte == b' ').count();
            written = written.get(blanks..).unwrap_or("");
            at += blanks as u32;
        }
        let content = line.trim_end_matches('\n');
        if !written.starts_with(content) {
            break;
        }
        let end = at + content.len() as u32;
        chunks.push(content, Span::new(at, end), true);
        written = written.get(content.len()..).unwrap_or("");
        at = end;
        if content.len() < line.len() {
            let length = line_end(written);
            chunks.push("\n", Span::new(at, at + length as u32), written.starts_with('\n'));
            written = written.get(length..).unwrap_or("");
            at += length as u32;
        }
    }
    chunks.finish()
}

fn line_end(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

struct Alignment<'s> {
    /// What is left of the value, and of what is written, which stands at `at`.
    value: &'s str,
    written: &'s str,
    at: u32,
    chunks: Chunks,
}

impl Alignment<'_> {
    /// Takes the next stretch; `false` where the two do not agree.
    fn step(&mut self, form: Form) -> bool {
        let Some(first) = self.written.chars().next() else {
            return false;
        };
        match first {
            ' ' | '\t' | '\n' | '\r' => return self.white_space(form == Form::Fixed),
            '\\' if form == Form::Double => return self.escape(),
            '\'' if form == Form::Single => {
                return self.written.starts_with("''") && self.value.starts_with('\'') && self.take(1, 2);
            }
            _ => {}
        }
        let same = self.value.starts_with(first);
        same && self.take(first.len_utf8(), first.len_utf8())
    }

    /// Moves on by so many bytes of both.
    fn take(&mut self, value: usize, written: usize) -> bool {
        let (Some((text, value_rest)), Some((source, written_rest))) = (
            self.value.split_at_checked(value),
            self.written.split_at_checked(written),
        ) else {
            return false;
        };
        let end = self.at + source.len() as u32;
        if !text.is_empty() {
            self.chunks.push(text, Span::new(self.at, end), text == source);
        }
        (self.value, self.written, self.at) = (value_rest, written_rest, end);
        true
    }

    /// White space, which is folded where a line ends in it.
    fn white_space(&mut self, folded_block: bool) -> bool {
        let blank = |char: char| matches!(char, ' ' | '\t' | '\n' | '\r');
        let run = self.written.len() - self.written.trim_start_matches(blank).len();
        let space = self.written.get(..run).unwrap_or("");
        let lines = space.replace("\r\n", "\n").matches(['\n', '\r']).count();
        if lines == 0 {
            return self.value.starts_with(space) && self.take(run, run);
        }
        let length = if folded_block {
            self.value.len() - self.value.trim_start_matches(blank).len()
        } else if lines == 1 {
            usize::from(self.value.starts_with(' '))
        } else {
            lines - 1
        };
        self.take(length, run)
    }

    /// A backslash in double quotes.
    fn escape(&mut self) -> bool {
        let mut chars = self.written.chars();
        chars.next();
        let length = match chars.next() {
            Some('x') => 4,
            Some('u') => 6,
            Some('U') => 10,
            Some('\n' | '\r') => {
                let end = 1 + line_end(self.written.get(1..).unwrap_or(""));
                let rest = self.written.get(end..).unwrap_or("");
                let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                return self.take(0, end + blanks);
            }
            Some(other) => 1 + other.len_utf8(),
            None => return false,
        };
        let meaning = self.value.chars().next().map_or(0, char::len_utf8);
        self.take(meaning, length)
    }
}

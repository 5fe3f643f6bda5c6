//! An edit of a policy's text as an edit of the outer file.

use super::escape::short_escape;
use super::place::{Construct, Form, Map};
use crate::text::Span;

/// In a policy that stands as a text.
pub(super) fn in_text(map: &Map, range: Span, insert: &str) -> Option<(Span, String)> {
    let outer = map.precise(range)?;
    let form = map.piece_at(range)?.form;
    Some((outer, written(insert, form)?))
}

/// In a policy that stands as a structure: within one string, or one string for another.
pub(super) fn in_structure(map: &Map, text: &str, range: Span, insert: &str) -> Option<(Span, String)> {
    let string = map.smallest(range)?;
    let form = string.string?;
    let content = Span::new(string.inner.start + 1, string.inner.end.checked_sub(1)?);
    let (range, insert) = if range == string.inner {
        (content, insert.strip_prefix('"')?.strip_suffix('"')?)
    } else {
        (range, insert)
    };
    if !content.contains(range) || insert.contains(|char: char| matches!(char, '"' | '\\') || char < ' ') {
        return None;
    }
    if form == Form::Plain {
        return plain(map, text, content, range, insert);
    }
    let outer = if content.start == content.end {
        inside_quotes(string)?
    } else {
        map.precise(range)?
    };
    let written = match form {
        Form::Hcl | Form::Json | Form::Double | Form::Single => written(insert, form)?,
        Form::Raw | Form::Heredoc | Form::Plain | Form::Literal(_) | Form::Fixed => return None,
    };
    Some((outer, written))
}

/// The place between the quotes of an empty string.
fn inside_quotes(string: Construct) -> Option<Span> {
    (string.outer.end - string.outer.start == 2).then(|| Span::at(string.outer.start + 1))
}

/// A word without quotes, if it stays one.
fn plain(map: &Map, text: &str, content: Span, range: Span, insert: &str) -> Option<(Span, String)> {
    let outer = map.precise(range)?;
    let before = Span::new(content.start, range.start).of(text);
    let after = Span::new(range.end, content.end).of(text);
    let word = [before, insert, after].concat();
    let safe = word.starts_with(|first: char| first.is_ascii_alphabetic())
        && word
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || "_-./:*".contains(char))
        && !word.ends_with(':')
        && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
            .iter()
            .any(|taken| word.eq_ignore_ascii_case(taken));
    safe.then(|| (outer, insert.to_owned()))
}

/// A text as it is written in this form.
fn written(text: &str, form: Form) -> Option<String> {
    match form {
        Form::Raw => Some(text.to_owned()),
        Form::Heredoc => Some(without_templates(text)),
        Form::Hcl => Some(without_templates(&escaped(text)?)),
        Form::Json | Form::Double => escaped(text),
        Form::Single => (!text.contains(['\n', '\r'])).then(|| text.replace('\'', "''")),
        Form::Literal(indent) => Some(text.replace('\n', &format!("\n{}", " ".repeat(indent)))),
        Form::Plain | Form::Fixed => None,
    }
}

/// `${` and `%{` would start a template.
fn without_templates(text: &str) -> String {
    text.replace("${", "$${").replace("%{", "%%{")
}

/// Escapes that JSON, YAML and Terraform have in common.
fn escaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match short_escape(char) {
            Some(escape) => out.push_str(escape),
            None if char < ' ' => return None,
            None => out.push(char),
        }
    }
    Some(out)
}

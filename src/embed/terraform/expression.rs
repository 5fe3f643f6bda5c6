//! Expressions of Terraform as values with places.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, FuncCall, Object, ObjectKey};
use hcl_edit::template::{Element, HeredocTemplate, Template};

use crate::embed::Reason;
use crate::embed::chunk::{Chunk, Chunks, Text};
use crate::embed::place::Form;
use crate::embed::tree::{Id, Node, Values};
use crate::text::Span;

/// Functions that read another file.
const READERS: [&str; 3] = ["file", "templatefile", "filebase64"];

/// What is written where a policy should stand: a text, or what `jsonencode` makes a text of.
pub(super) fn document(expression: &Expression, source: &str) -> Result<(Values, Id), Reason> {
    let mut values = Values::default();
    match expression {
        Expression::Parenthesis(inner) => return document(inner.inner(), source),
        Expression::StringTemplate(template) if template.iter().any(is_directive) => return Err(Reason::Directives),
        Expression::HeredocTemplate(heredoc) if heredoc.template.iter().any(is_directive) => {
            return Err(Reason::Directives);
        }
        Expression::StringTemplate(_) => {
            if let Some(inner) = lone_interpolation(expression) {
                return document(inner, source);
            }
        }
        Expression::FuncCall(call) => {
            if let Some(argument) = json_of(call) {
                let id = value(unwrapped(argument), source, &mut values);
                return Ok((values, id));
            }
            if READERS.contains(&call.name.name.as_str()) {
                return Err(Reason::other_file(span_of(expression).of(source)));
            }
        }
        _ => {}
    }
    let id = value(expression, source, &mut values);
    Ok((values, id))
}

fn is_directive(element: &Element) -> bool {
    matches!(element, Element::Directive(_))
}

/// The argument of `jsonencode`.
pub(super) fn json_of(call: &FuncCall) -> Option<&Expression> {
    let encodes = call.name.name.as_str() == "jsonencode" && !call.name.is_namespaced() && call.args.len() == 1;
    encodes.then(|| call.args.get(0)).flatten()
}

/// The expression of a string that is one interpolation and nothing else.
pub(super) fn lone_interpolation(expression: &Expression) -> Option<&Expression> {
    let mut elements = expression.as_string_template()?.iter();
    match (elements.next(), elements.next()) {
        (Some(Element::Interpolation(interpolation)), None) => Some(&interpolation.expr),
        _ => None,
    }
}

/// What stands in parentheses.
pub(super) fn unwrapped(mut expression: &Expression) -> &Expression {
    while let Expression::Parenthesis(inner) = expression {
        expression = inner.inner();
    }
    expression
}

pub(super) fn span_of(expression: &Expression) -> Span {
    to_span(expression.span())
}

pub(super) fn to_span(range: Option<std::ops::Range<usize>>) -> Span {
    let range = range.unwrap_or(0..0);
    Span::new(range.start as u32, range.end as u32)
}

/// An expression as a value; what is not known here becomes unknown.
pub(super) fn value(expression: &Expression, source: &str, values: &mut Values) -> Id {
    let span = span_of(expression);
    let node = match unwrapped(expression) {
        Expression::Null(_) => Node::Scalar("null".to_owned()),
        Expression::Bool(bool) => Node::Scalar(if *bool.value() { "true" } else { "false" }.to_owned()),
        Expression::Number(_) => number(span.of(source)),
        Expression::String(_) | Expression::StringTemplate(_) | Expression::HeredocTemplate(_) => {
            let inner = unwrapped(expression);
            let id = values.add(span_of(inner), Node::Text(text(inner, source)));
            return id;
        }
        Expression::Array(array) => Node::List(array.iter().map(|item| value(item, source, values)).collect()),
        Expression::Object(object) => Node::Object(members(object, source, values)),
        _ => Node::Unknown,
    };
    values.add(span, node)
}

fn members(object: &Object, source: &str, values: &mut Values) -> Vec<(Id, Id)> {
    let mut members = Vec::new();
    for (key, of) in object.iter() {
        let key = match key {
            ObjectKey::Ident(name) => {
                let span = to_span(name.span());
                values.add(span, Node::Text(word(span, source)))
            }
            ObjectKey::Expression(expression) => match unwrapped(expression) {
                Expression::Number(_) => values.add(span_of(expression), Node::Text(word(span_of(expression), source))),
                _ => value(expression, source, values),
            },
        };
        members.push((key, value(of.expr(), source, values)));
    }
    members
}

/// The name of a member, which stands without quotes.
fn word(span: Span, source: &str) -> Text {
    let mut chunks = Chunks::default();
    chunks.push(span.of(source), span, true);
    finished(chunks, Form::Fixed)
}

fn number(written: &str) -> Node {
    let digits = written.strip_prefix('-').unwrap_or(written);
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    let sound = digits.starts_with(|first: char| first.is_ascii_digit()) && !leading_zero;
    if sound {
        Node::Scalar(written.to_owned())
    } else {
        Node::Unknown
    }
}

/// A string of any form.
fn text(expression: &Expression, source: &str) -> Text {
    let span = span_of(expression);
    let mut chunks = Chunks::default();
    match expression {
        Expression::StringTemplate(template) => {
            for element in template.iter() {
                let span = to_span(element.span());
                match element {
                    Element::Literal(_) => quoted(span, source, &mut chunks),
                    _ => chunks.push_hole(span.of(source), span),
                }
            }
            finished(chunks, Form::Hcl)
        }
        Expression::HeredocTemplate(template) => heredoc(template, source),
        _ => {
            quoted(
                Span::new(span.start + 1, (span.end - 1).max(span.start + 1)),
                source,
                &mut chunks,
            );
            finished(chunks, Form::Hcl)
        }
    }
}

fn finished(chunks: Chunks, form: Form) -> Text {
    let chunks: Vec<Chunk> = chunks.finish();
    Text {
        value: chunks.iter().map(|chunk| chunk.text.as_str()).collect(),
        form,
        chunks: Some(chunks),
    }
}

/// The text between quotes: its escapes resolved.
fn quoted(span: Span, source: &str, chunks: &mut Chunks) {
    let mut rest = span.of(source);
    let mut at = span.start;
    while let Some(first) = rest.chars().next() {
        let plain = rest.find(['\\', '$', '%']).unwrap_or(rest.len());
        let (length, meaning) = match first {
            _ if plain > 0 => (plain, rest.get(..plain).unwrap_or("").to_owned()),
            '\\' => escape(rest),
            _ if rest.starts_with("$${") => (3, "${".to_owned()),
            _ if rest.starts_with("%%{") => (3, "%{".to_owned()),
            _ => (1, first.to_string()),
        };
        let (written, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let end = at + written.len() as u32;
        chunks.push(&meaning, Span::new(at, end), written == meaning);
        (rest, at) = (tail, end);
    }
}

/// The length and the meaning of the escape that `text` begins with.
fn escape(text: &str) -> (usize, String) {
    let letter = text.chars().nth(1).unwrap_or('\\');
    let (length, meaning) = match letter {
        'n' => (2, Some('\n')),
        'r' => (2, Some('\r')),
        't' => (2, Some('\t')),
        'u' | 'U' => {
            let length = if letter == 'u' { 6 } else { 10 };
            let code = text
                .get(2..length)
                .and_then(|digits| u32::from_str_radix(digits, 16).ok());
            (length, code.and_then(char::from_u32))
        }
        _ => (1 + letter.len_utf8(), Some(letter)),
    };
    (length, meaning.unwrap_or(char::REPLACEMENT_CHARACTER).to_string())
}

/// A heredoc: its lines, without the indentation that `<<-` takes away.
fn heredoc(heredoc: &HeredocTemplate, source: &str) -> Text {
    let indent = heredoc.indent().unwrap_or(0);
    let mut chunks = Chunks::default();
    let template: &Template = &heredoc.template;
    let mut at_line_start = true;
    for element in template.iter() {
        let span = to_span(element.span());
        if !matches!(element, Element::Literal(_)) {
            chunks.push_hole(span.of(source), span);
            at_line_start = false;
            continue;
        }
        let mut at = span.start;
        for line in span.of(source).split_inclusive('\n') {
            let blanks = if at_line_start {
                line.bytes()
                    .take(indent)
                    .take_while(|byte| matches!(byte, b' ' | b'\t'))
                    .count()
            } else {
                0
            };
            heredoc_line(line.get(blanks..).unwrap_or(""), at + blanks as u32, &mut chunks);
            at += line.len() as u32;
            at_line_start = line.ends_with('\n');
        }
    }
    finished(chunks, Form::Heredoc)
}

/// A line of a heredoc, where only `$${` and `%%{` are escapes.
fn heredoc_line(line: &str, start: u32, chunks: &mut Chunks) {
    let mut rest = line;
    let mut at = start;
    while !rest.is_empty() {
        let found = [rest.find("$${"), rest.find("%%{")].into_iter().flatten().min();
        let (plain, tail) = rest.split_at(found.unwrap_or(rest.len()));
        let end = at + plain.len() as u32;
        if !plain.is_empty() {
            chunks.push(plain, Span::new(at, end), true);
        }
        if let Some((marker, tail)) = tail.split_at_checked(3) {
            chunks.push(marker.get(1..).unwrap_or(""), Span::new(end, end + 3), false);
            (rest, at) = (tail, end + 3);
        } else {
            return;
        }
    }
}

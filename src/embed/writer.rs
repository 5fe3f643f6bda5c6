//! Writes what stands in an outer file as the JSON text of a policy, with the map of its places.

use super::DOCUMENT_LIMIT;
use super::chunk::{Chunk, ChunkKind, Templates, with_interpolations};
use super::document::Embedded;
use super::escape::short_escape;
use super::looks::{Function, function};
use super::message::Reason;
use super::place::{Construct, Form, Map, Piece};
use super::tree::{Id, Node, Values};
use crate::policy::PolicyKind;
use crate::text::Span;

/// How deep a structure may nest, aliases followed.
const DEPTH_LIMIT: usize = 200;

/// The policy that a value is: a structure, or a text in JSON.
pub(super) fn policy(
    values: &Values,
    id: Id,
    source: &str,
    name: &str,
    kind: Option<PolicyKind>,
) -> Result<Embedded, Reason> {
    let Some(value) = values.resolved(id) else {
        return Err(Reason::NoDocument);
    };
    let mut writer = Writer::new(source, values);
    let structured = match &value.node {
        Node::Unknown => return Err(Reason::unknown(value.span.of(source))),
        Node::Text(text) => {
            writer.document(text.chunks(value.span, source)?, text.form)?;
            false
        }
        Node::Sub(text) => {
            writer.document(
                with_interpolations(text.chunks(value.span, source)?, Templates::Ros),
                text.form,
            )?;
            false
        }
        Node::Object(_) => match function(values, id) {
            Some(Function::Sub(text, span)) => {
                writer.document(
                    with_interpolations(text.chunks(span, source)?, Templates::Ros),
                    text.form,
                )?;
                false
            }
            Some(Function::Other) => return Err(Reason::unknown(value.span.of(source))),
            None => {
                writer.value(id, 0)?;
                true
            }
        },
        Node::List(_) | Node::Scalar(_) | Node::Alias(_) => return Err(Reason::NoDocument),
    };
    Ok(writer.finish(name, kind, value.span, structured))
}

/// The policy that a text is, of which the stretches are known.
pub(super) fn policy_of_chunks(
    chunks: Vec<Chunk>,
    form: Form,
    span: Span,
    source: &str,
    name: &str,
    kind: Option<PolicyKind>,
) -> Result<Embedded, Reason> {
    let values = Values::default();
    let mut writer = Writer::new(source, &values);
    writer.document(chunks, form)?;
    Ok(writer.finish(name, kind, span, false))
}

/// The policy that stands as JSON within JSON: the bytes as they are, but for functions.
pub(super) fn policy_of_json(
    values: &Values,
    id: Id,
    source: &str,
    name: &str,
    kind: Option<PolicyKind>,
) -> Result<Embedded, Reason> {
    if !values
        .get(id)
        .is_some_and(|value| matches!(value.node, Node::Object(_)))
        || function(values, id).is_some()
    {
        return policy(values, id, source, name, kind);
    }
    let whole = values.span(id);
    let mut writer = Writer::new(source, values);
    let mut calls = Vec::new();
    functions_in(values, id, &mut calls);
    let mut at = whole.start;
    for call in calls {
        let span = values.span(call);
        writer.bytes(Span::new(at, span.start))?;
        match function(values, call) {
            Some(Function::Sub(text, text_span)) => {
                let chunks = with_interpolations(text.chunks(text_span, source)?, Templates::Ros);
                writer.string(&chunks, text_span, Form::Fixed, false)?;
            }
            _ => writer.hole(span)?,
        }
        at = span.end;
    }
    writer.bytes(Span::new(at, whole.end))?;
    Ok(writer.finish(name, kind, whole, false))
}

/// The calls of functions within a value, the outermost of nested ones, in the order of the file.
fn functions_in(values: &Values, id: Id, calls: &mut Vec<Id>) {
    if function(values, id).is_some() {
        calls.push(id);
        return;
    }
    for &(_, value) in values.members(id) {
        functions_in(values, value, calls);
    }
    for &item in values.items(id) {
        functions_in(values, item, calls);
    }
}

/// How many members an object may have into which others are merged.
const MERGED_LIMIT: usize = 2_000;

struct Writer<'v> {
    source: &'v str,
    values: &'v Values,
    text: String,
    map: Map,
    holes: Vec<Span>,
}

impl<'v> Writer<'v> {
    fn new(source: &'v str, values: &'v Values) -> Self {
        Self {
            source,
            values,
            text: String::new(),
            map: Map::default(),
            holes: Vec::new(),
        }
    }

    fn finish(mut self, name: &str, kind: Option<PolicyKind>, span: Span, structured: bool) -> Embedded {
        self.map
            .constructs
            .sort_by_key(|construct| (construct.inner.start, u32::MAX - construct.inner.end));
        Embedded {
            name: name.to_owned(),
            span,
            text: self.text,
            kind,
            holes: self.holes,
            map: self.map,
            structured,
        }
    }

    fn at(&self) -> u32 {
        self.text.len() as u32
    }

    /// Adds text that stands at `outer`; whether byte for byte is seen.
    fn piece(&mut self, text: &str, outer: Span, form: Form) -> Result<(), Reason> {
        if self.text.len() + text.len() > DOCUMENT_LIMIT {
            return Err(Reason::TooLong);
        }
        let start = self.at();
        self.text.push_str(text);
        let verbatim = outer.of(self.source) == text;
        let inner = Span::new(start, self.at());
        match self.map.pieces.last_mut() {
            Some(last)
                if verbatim
                    && last.verbatim
                    && last.form == form
                    && last.inner.end == inner.start
                    && last.outer.end == outer.start =>
            {
                last.inner.end = inner.end;
                last.outer.end = outer.end;
            }
            _ if text.is_empty() => {}
            _ => self.map.pieces.push(Piece {
                inner,
                outer,
                verbatim,
                form,
            }),
        }
        Ok(())
    }

    /// Bytes of the outer file as they are.
    fn bytes(&mut self, span: Span) -> Result<(), Reason> {
        self.piece(span.of(self.source), span, Form::Raw)
    }

    /// A string in place of something whose value is not known.
    fn hole(&mut self, span: Span) -> Result<(), Reason> {
        let start = self.at();
        let mut text = String::from("\"");
        escape(span.of(self.source), &mut text);
        text.push('"');
        self.piece(&text, span, Form::Fixed)?;
        self.holes.push(Span::new(start, self.at()));
        Ok(())
    }

    /// A whole document in JSON.
    fn document(&mut self, chunks: Vec<Chunk>, form: Form) -> Result<(), Reason> {
        let mut within = WithinString::default();
        for chunk in chunks {
            if chunk.kind != ChunkKind::Hole {
                within.read(&chunk.text);
                self.piece(&chunk.text, chunk.span, form)?;
                continue;
            }
            let mut text = String::new();
            escape(&chunk.text, &mut text);
            if !within.string {
                text = ["\"", &text, "\""].concat();
            }
            let start = self.at();
            self.piece(&text, chunk.span, form)?;
            self.holes.push(Span::new(start, self.at()));
        }
        Ok(())
    }

    fn value(&mut self, id: Id, depth: usize) -> Result<(), Reason> {
        let Some(value) = self.values.resolved(id) else {
            return Err(Reason::NoDocument);
        };
        if depth > DEPTH_LIMIT {
            return Err(Reason::TooLong);
        }
        let (start, span) = (self.at(), value.span);
        match &value.node {
            Node::Object(members) => match function(self.values, id) {
                Some(Function::Sub(text, text_span)) => {
                    let chunks = with_interpolations(text.chunks(text_span, self.source)?, Templates::Ros);
                    return self.string(&chunks, text_span, text.form, true);
                }
                Some(Function::Other) => return self.hole(span),
                None => {
                    self.piece("{", first_byte(span), Form::Fixed)?;
                    let members = self.with_merged(members)?;
                    for (index, (key, value)) in members.into_iter().enumerate() {
                        if index > 0 {
                            self.gap(",");
                        }
                        self.value(key, depth + 1)?;
                        self.gap(":");
                        self.value(value, depth + 1)?;
                    }
                    self.gap("}");
                }
            },
            Node::List(items) => {
                self.piece("[", first_byte(span), Form::Fixed)?;
                for (index, &item) in items.iter().enumerate() {
                    if index > 0 {
                        self.gap(",");
                    }
                    self.value(item, depth + 1)?;
                }
                self.gap("]");
            }
            Node::Text(text) => return self.string(&text.chunks(span, self.source)?, span, text.form, true),
            Node::Sub(text) => {
                let chunks = with_interpolations(text.chunks(span, self.source)?, Templates::Ros);
                return self.string(&chunks, span, text.form, true);
            }
            Node::Scalar(text) => return self.piece(text, span, Form::Fixed),
            Node::Unknown => return self.hole(span),
            Node::Alias(_) => return Err(Reason::NoDocument),
        }
        self.map.constructs.push(Construct {
            inner: Span::new(start, self.at()),
            outer: span,
            string: None,
        });
        Ok(())
    }

    /// Text of the structure, which has no place of its own.
    fn gap(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A string; with its quotes in the outer file, where it has some.
    fn string(&mut self, chunks: &[Chunk], span: Span, form: Form, editable: bool) -> Result<(), Reason> {
        let start = self.at();
        let quoted = matches!(form, Form::Hcl | Form::Json | Form::Double | Form::Single);
        let (open, close) = if quoted && span.end >= span.start + 2 {
            (Span::new(span.start, span.start + 1), Span::new(span.end - 1, span.end))
        } else {
            (Span::at(span.start), Span::at(span.end))
        };
        self.piece("\"", open, form)?;
        for chunk in chunks {
            let hole_start = self.at();
            self.escaped(chunk, form)?;
            if chunk.kind == ChunkKind::Hole {
                self.holes.push(Span::new(hole_start, self.at()));
            }
        }
        self.piece("\"", close, form)?;
        self.map.constructs.push(Construct {
            inner: Span::new(start, self.at()),
            outer: span,
            string: Some(if editable { form } else { Form::Fixed }),
        });
        Ok(())
    }

    /// A stretch of a string as JSON has it.
    fn escaped(&mut self, chunk: &Chunk, form: Form) -> Result<(), Reason> {
        if chunk.kind != ChunkKind::Run {
            let mut text = String::new();
            escape(&chunk.text, &mut text);
            return self.piece(&text, chunk.span, form);
        }
        let mut rest = chunk.text.as_str();
        let mut at = chunk.span.start;
        while !rest.is_empty() {
            let plain = rest.find(needs_escape).unwrap_or(rest.len());
            let (run, tail) = rest.split_at(plain);
            let end = at + run.len() as u32;
            self.piece(run, Span::new(at, end), form)?;
            let mut chars = tail.chars();
            let Some(special) = chars.next() else { return Ok(()) };
            at = end + special.len_utf8() as u32;
            let mut text = String::new();
            escape(special.encode_utf8(&mut [0; 4]), &mut text);
            self.piece(&text, Span::new(end, at), form)?;
            rest = chars.as_str();
        }
        Ok(())
    }

    /// The members of an object, with those that `<<` of YAML brings in.
    fn with_merged(&self, members: &[(Id, Id)]) -> Result<Vec<(Id, Id)>, Reason> {
        let is_merge = |&&(key, _): &&(Id, Id)| self.values.text(key) == Some("<<");
        let mut all: Vec<(Id, Id)> = members.iter().filter(|member| !is_merge(member)).copied().collect();
        for &(_, from) in members.iter().filter(is_merge) {
            let sources = match self.values.items(from) {
                [] => vec![from],
                items => items.to_vec(),
            };
            for source in sources {
                // each is held against each
                if all.len() + self.values.members(source).len() > MERGED_LIMIT {
                    return Err(Reason::TooLong);
                }
                let more = self.values.members(source).iter().filter(|(key, _)| {
                    let name = self.values.text(*key);
                    !all.iter().any(|(have, _)| self.values.text(*have) == name)
                });
                let more: Vec<(Id, Id)> = more.copied().collect();
                all.extend(more);
            }
        }
        Ok(all)
    }
}

/// Whether a text in JSON is within a string.
#[derive(Default)]
struct WithinString {
    string: bool,
    escaped: bool,
}

impl WithinString {
    fn read(&mut self, text: &str) {
        for byte in text.bytes() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' if self.string => self.escaped = true,
                b'"' => self.string = !self.string,
                _ => {}
            }
        }
    }
}

/// The place of the bracket that opens a structure; of one without a bracket, its start.
fn first_byte(span: Span) -> Span {
    Span::new(span.start, (span.start + 1).min(span.end))
}

fn needs_escape(char: char) -> bool {
    matches!(char, '"' | '\\') || char < ' '
}

/// Adds a text as it stands in a string of JSON.
fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match short_escape(char) {
            Some(escape) => out.push_str(escape),
            None if char < ' ' => {
                let digit = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.push(digit(u32::from(char) >> 4));
                out.push(digit(u32::from(char) & 15));
            }
            None => out.push(char),
        }
    }
}

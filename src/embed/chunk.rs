//! What a string of the outer file means, stretch by stretch.

use super::DOCUMENT_LIMIT;
use super::message::Reason;
use super::place::Form;
use super::yaml_scalar;
use crate::syntax::Tree;
use crate::text::Span;

/// A stretch of a string.
#[derive(Clone, Debug)]
pub(super) struct Chunk {
    /// What it means; of a hole, its source.
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) kind: ChunkKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChunkKind {
    /// It stands there byte for byte.
    Run,
    /// It is written in another way.
    Atom,
    /// Its value is not known.
    Hole,
}

/// A string of the outer file.
#[derive(Clone, Debug)]
pub(super) struct Text {
    /// What it means, holes by their source.
    pub(super) value: String,
    pub(super) form: Form,
    /// Its stretches, where they were worked out with the value.
    pub(super) chunks: Option<Vec<Chunk>>,
}

impl Text {
    /// The stretches of the string, which stands at `span` with its quotes; an error for one that is no policy's.
    pub(super) fn chunks(&self, span: Span, source: &str) -> Result<Vec<Chunk>, Reason> {
        if self.value.len() > DOCUMENT_LIMIT {
            return Err(Reason::TooLong);
        }
        let chunks = match (&self.chunks, self.form) {
            (Some(chunks), _) => return Ok(chunks.clone()),
            (None, Form::Json) => of_json(span, source),
            (None, form) => yaml_scalar::align(&self.value, span, source, form),
        };
        let aligned: String = chunks.iter().map(|chunk| chunk.text.as_str()).collect();
        if aligned == self.value {
            return Ok(chunks);
        }
        // what it means is certain, where each of its stretches stands is not
        let mut whole = Chunks::default();
        whole.push(&self.value, span, false);
        Ok(whole.finish())
    }
}

/// Gathers stretches.
#[derive(Default)]
pub(super) struct Chunks(Vec<Chunk>);

impl Chunks {
    /// Adds `text`, which is written as `span`; `verbatim` if the same bytes stand there.
    pub(super) fn push(&mut self, text: &str, span: Span, verbatim: bool) {
        match self.0.last_mut() {
            Some(last) if verbatim && last.kind == ChunkKind::Run && last.span.end == span.start => {
                last.text.push_str(text);
                last.span.end = span.end;
            }
            _ => self.0.push(Chunk {
                text: text.to_owned(),
                span,
                kind: if verbatim { ChunkKind::Run } else { ChunkKind::Atom },
            }),
        }
    }

    pub(super) fn push_hole(&mut self, text: &str, span: Span) {
        self.0.push(Chunk {
            text: text.to_owned(),
            span,
            kind: ChunkKind::Hole,
        });
    }

    pub(super) fn finish(self) -> Vec<Chunk> {
        self.0
    }
}

fn of_json(span: Span, source: &str) -> Vec<Chunk> {
    let written = span.of(source);
    let tree = Tree::parse(written);
    let mut chunks = Chunks::default();
    let characters = tree.root().into_iter().flat_map(|root| tree.characters(root, written));
    for (char, at) in characters {
        let mut buffer = [0; 4];
        let text: &str = char.encode_utf8(&mut buffer);
        chunks.push(text, at.shifted(span.start), at.of(written) == text);
    }
    chunks.finish()
}

/// Whose `${…}` a string has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Templates {
    /// `$${` and `%%{` mean `${` and `%{`.
    Terraform,
    /// `${!` means `${`.
    Ros,
}

/// Makes holes of the `${…}` in a string.
pub(super) fn with_interpolations(chunks: Vec<Chunk>, templates: Templates) -> Vec<Chunk> {
    let mut units: Vec<(String, Span, bool)> = Vec::new();
    for chunk in chunks {
        let mut at = chunk.span.start;
        if chunk.kind == ChunkKind::Run {
            for char in chunk.text.chars() {
                let end = at + char.len_utf8() as u32;
                units.push((char.to_string(), Span::new(at, end), true));
                at = end;
            }
        } else {
            units.push((chunk.text, chunk.span, false));
        }
    }
    let braces = closing(&units);
    let closing = |open: usize| {
        braces
            .binary_search_by_key(&open, |pair| pair.0)
            .ok()
            .and_then(|at| braces.get(at))
    };
    let is = |at: usize, text: &str| units.get(at).is_some_and(|(unit, ..)| unit == text);
    let mut out = Chunks::default();
    let mut at = 0;
    while let Some((text, span, verbatim)) = units.get(at) {
        let marker = |second: &str, third: &str| is(at + 1, second) && is(at + 2, third);
        let escaped = match templates {
            Templates::Terraform => (is(at, "$") && marker("$", "{")) || (is(at, "%") && marker("%", "{")),
            Templates::Ros => is(at, "$") && marker("{", "!"),
        };
        if escaped {
            let end = units.get(at + 2).map_or(span.end, |unit| unit.1.end);
            out.push(&[text, "{"].concat(), Span::new(span.start, end), false);
            at += 3;
        } else if let Some(&(_, end)) = (is(at, "$") && is(at + 1, "{")).then(|| closing(at + 1)).flatten() {
            let inside = units.get(at..=end).unwrap_or_default();
            let source: String = inside.iter().map(|(text, ..)| text.as_str()).collect();
            let last = inside.last().map_or(span.end, |unit| unit.1.end);
            out.push_hole(&source, Span::new(span.start, last));
            at = end + 1;
        } else {
            out.push(text, *span, *verbatim);
            at += 1;
        }
    }
    out.finish()
}

/// For each opening brace the unit that closes it, in the order of the text.
fn closing(units: &[(String, Span, bool)]) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, (unit, ..)) in units.iter().enumerate() {
        match unit.as_str() {
            "{" => open.push(at),
            "}" => pairs.extend(open.pop().map(|brace| (brace, at))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

//! What a string of the outer file means, stretch by stretch.

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
    /// The stretches of the string, which stands at `span` with its quotes.
    pub(super) fn chunks(&self, span: Span, source: &str) -> Vec<Chunk> {
        let chunks = match (&self.chunks, self.form) {
            (Some(chunks), _) => return chunks.clone(),
            (None, Form::Json) => of_json(span, source),
            (None, form) => yaml_scalar::align(&self.value, span, source, form),
        };
        let aligned: String = chunks.iter().map(|chunk| chunk.text.as_str()).collect();
        if aligned == self.value {
            return chunks;
        }
        // what it means is certain, where each of its stretches stands is not
        let mut whole = Chunks::default();
        whole.push(&self.value, span, false);
        whole.finish()
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

/// Makes holes of the `${…}` in a string; `$${` means `${`.
pub(super) fn with_interpolations(chunks: Vec<Chunk>) -> Vec<Chunk> {
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
    let is = |at: usize, text: &str| units.get(at).is_some_and(|(unit, ..)| unit == text);
    let mut out = Chunks::default();
    let mut at = 0;
    while let Some((text, span, verbatim)) = units.get(at) {
        if is(at, "$") && is(at + 1, "$") && is(at + 2, "{") {
            let end = units.get(at + 2).map_or(span.end, |unit| unit.1.end);
            out.push("${", Span::new(span.start, end), false);
            at += 3;
        } else if let Some(end) = (is(at, "$") && is(at + 1, "{")).then(|| closing(&units, at + 1)).flatten() {
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

/// The unit that closes the brace at `open`.
fn closing(units: &[(String, Span, bool)], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, (unit, ..)) in units.iter().enumerate().skip(open) {
        match unit.as_str() {
            "{" => depth += 1,
            "}" if depth <= 1 => return Some(at),
            "}" => depth -= 1,
            _ => {}
        }
    }
    None
}

//! YAML as values with places.

use granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan, StructureStyle, Tag};
use rustc_hash::FxHashMap;

use super::chunk::Text;
use super::message::Problem;
use super::place::Form;
use super::tree::{Id, Node, Values};
use crate::text::Span;

/// How deep collections may nest.
const NESTING_LIMIT: usize = 100;

/// The values of a YAML stream and the roots of its documents. A document with an error is left out, those around it
/// are not.
pub(super) fn read(source: &str, problems: &mut Vec<Problem>) -> (Values, Vec<Id>) {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: NESTING_LIMIT,
        block_nesting_limit: NESTING_LIMIT,
    };
    let mut parser = Parser::new_from_str_with_options(source, options);
    let mut reader = Reader::default();
    let mut roots = Vec::new();
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::DocumentStart(..), _)) => reader.forget(),
            Ok((Event::DocumentEnd, _)) => roots.extend(reader.root.take()),
            Ok((event, span)) => reader.event(event, span, source),
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0) as u32;
                problems.push(Problem::yaml(Span::at(at), error.to_string()));
                reader.forget();
                if problems.len() >= 20 || !parser.proceed_next_document().unwrap_or(false) {
                    break;
                }
            }
        }
    }
    (reader.values, roots)
}

#[derive(Default)]
struct Reader {
    values: Values,
    open: Vec<Open>,
    /// What each anchor of the document names, once that was read.
    anchors: FxHashMap<usize, Id>,
    root: Option<Id>,
}

/// A collection that is being read.
struct Open {
    start: u32,
    /// The end of what it has so far.
    end: u32,
    flow: bool,
    /// Whether a tag of the file's own says what becomes of it.
    unknown: bool,
    anchor: usize,
    mapping: bool,
    children: Vec<Id>,
}

impl Reader {
    /// Starts a new document.
    fn forget(&mut self) {
        self.open.clear();
        self.anchors.clear();
        self.root = None;
    }

    fn event(&mut self, event: Event<'_>, at: YamlSpan, source: &str) {
        let span = bytes(&at);
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                let tag = tag.map(|tag| tag.into_owned());
                let start = tag_start(&at).unwrap_or(span.start);
                let node = scalar(value.into_owned(), style, tag.as_ref(), at.indent, span, source);
                let span = match node {
                    Node::Unknown => Span::new(start, span.end),
                    _ => span,
                };
                let id = self.values.add(span, node);
                self.name(anchor, id);
                self.add(id);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.start(span, style, anchor, tag.as_deref(), tag_start(&at), false);
            }
            Event::MappingStart(style, anchor, tag) => {
                self.start(span, style, anchor, tag.as_deref(), tag_start(&at), true);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => {
                let of = self.anchors.get(&anchor);
                let node = of.map_or(Node::Unknown, |of| Node::Alias(*of));
                let id = self.values.add(span, node);
                self.add(id);
            }
            _ => {}
        }
    }

    fn start(
        &mut self,
        span: Span,
        style: StructureStyle,
        anchor: usize,
        tag: Option<&Tag>,
        tag_start: Option<u32>,
        mapping: bool,
    ) {
        let unknown = tag.is_some_and(|tag| tag.core_suffix().is_none());
        let start = if unknown { tag_start } else { None };
        self.open.push(Open {
            start: start.unwrap_or(span.start),
            end: span.end,
            flow: style == StructureStyle::Flow,
            unknown,
            anchor,
            mapping,
            children: Vec::new(),
        });
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        let end = if open.flow { span.end } else { open.end };
        let node = match (open.unknown, open.mapping) {
            (true, _) => Node::Unknown,
            (false, false) => Node::List(open.children),
            (false, true) => {
                let pairs = open.children.chunks(2);
                Node::Object(pairs.filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect())
            }
        };
        let id = self.values.add(Span::new(open.start, end.max(open.start)), node);
        self.name(open.anchor, id);
        self.add(id);
    }

    /// Remembers what an anchor names; 0 is no anchor.
    fn name(&mut self, anchor: usize, id: Id) {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
    }

    fn add(&mut self, id: Id) {
        let end = self.values.span(id).end;
        match self.open.last_mut() {
            Some(open) => {
                open.children.push(id);
                open.end = open.end.max(end);
            }
            None => self.root = Some(id),
        }
    }
}

fn bytes(span: &YamlSpan) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    Span::new(range.start as u32, range.end.max(range.start) as u32)
}

fn tag_start(span: &YamlSpan) -> Option<u32> {
    Some(span.tag_start()?.byte_offset()? as u32)
}

/// What a scalar is, by YAML's core schema.
fn scalar(
    value: String,
    style: ScalarStyle,
    tag: Option<&Tag>,
    indent: Option<usize>,
    span: Span,
    source: &str,
) -> Node {
    let form = match style {
        ScalarStyle::SingleQuoted => Form::Single,
        ScalarStyle::DoubleQuoted => Form::Double,
        ScalarStyle::Literal => Form::Literal(indent.unwrap_or(0)),
        ScalarStyle::Folded => Form::Fixed,
        // one that goes on in further lines is no word
        _ if span.of(source).contains(['\n', '\r']) => Form::Fixed,
        _ => Form::Plain,
    };
    let plain = style == ScalarStyle::Plain;
    let text = Text {
        value,
        form,
        chunks: None,
    };
    match tag.map(|tag| (tag.core_suffix(), tag.suffix())) {
        Some((Some("str"), _)) => Node::Text(text),
        Some((None, "Sub")) => Node::Sub(text),
        Some((None, _)) => Node::Unknown,
        Some((Some(_), _)) | None if plain => resolved(text),
        Some(_) | None => Node::Text(text),
    }
}

/// What a word without quotes is: a number, a truth value, nothing or a string.
fn resolved(text: Text) -> Node {
    match text.value.as_str() {
        "" | "~" | "null" | "Null" | "NULL" => Node::Scalar("null".to_owned()),
        "true" | "True" | "TRUE" => Node::Scalar("true".to_owned()),
        "false" | "False" | "FALSE" => Node::Scalar("false".to_owned()),
        word => match number(word) {
            Number::OfJson => Node::Scalar(word.to_owned()),
            // `012`, `0x1F`, `1_000`: readers of YAML differ
            Number::Doubtful => Node::Unknown,
            Number::None => Node::Text(text),
        },
    }
}

enum Number {
    None,
    OfJson,
    Doubtful,
}

fn number(word: &str) -> Number {
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return Number::None;
    }
    let prefixed = ["0x", "0o", "0b"].iter().any(|prefix| unsigned.starts_with(prefix));
    let allowed = if prefixed { "abcdefABCDEFox_" } else { "._eE+-" };
    let digits = unsigned.bytes().any(|byte| byte.is_ascii_digit());
    if !digits
        || !unsigned
            .chars()
            .all(|char| char.is_ascii_digit() || allowed.contains(char))
    {
        return Number::None;
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !prefixed && all_digits(whole) && all_digits(fraction) && all_digits(exponent) {
        let leading = whole.len() > 1 && whole.starts_with('0');
        return if leading || word.starts_with('+') {
            Number::Doubtful
        } else {
            Number::OfJson
        };
    }
    // a date (`2012-10-17`), an address or a version (`1.2.3`) is a word
    let number = prefixed || all_digits(&unsigned.replace(['_', '.'], "")) && unsigned.matches('.').count() <= 1;
    if number { Number::Doubtful } else { Number::None }
}

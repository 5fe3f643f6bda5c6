//! The policy that a data source `alicloud_ram_policy_document` writes, as a value.

use hcl_edit::Span as _;
use hcl_edit::structure::{Attribute, Block, Body};

use super::expression::{span_of, to_span, value};
use crate::embed::chunk::{Chunks, Text};
use crate::embed::place::Form;
use crate::embed::tree::{Id, Node, Values};
use crate::text::Span;

/// The elements of a statement and the attributes that tell them.
const ELEMENTS: [(&str, &str); 3] = [("effect", "Effect"), ("action", "Action"), ("resource", "Resource")];

/// The policy of the data source's `body`, which stands at `span`.
pub(super) fn policy(body: &Body, span: Span, source: &str) -> (Values, Id) {
    let mut writer = Writer {
        source,
        values: Values::default(),
    };
    let version = match body.get_attribute("version") {
        Some(version) => writer.attribute(version, "Version"),
        None => (writer.implied("Version", span), writer.implied("1", span)),
    };
    let mut statements = Vec::new();
    for block in body.blocks() {
        match block.ident.as_str() {
            "statement" => statements.push(writer.statement(block)),
            "dynamic" if block.has_labels(&["statement"]) => {
                statements.push(writer.values.add(to_span(block.span()), Node::Unknown));
            }
            _ => {}
        }
    }
    let name = writer.implied("Statement", span);
    let list = writer.values.add(span, Node::List(statements));
    let root = writer.values.add(span, Node::Object(vec![version, (name, list)]));
    (writer.values, root)
}

/// The conditions of an operator, or all principals.
struct Group {
    /// The operator as it is written.
    written: String,
    name: Option<Id>,
    /// The variable or entity as it is written, the same as a value, and its values.
    members: Vec<(String, Id, Id)>,
}

struct Writer<'s> {
    source: &'s str,
    values: Values,
}

impl Writer<'_> {
    fn statement(&mut self, block: &Block) -> Id {
        let span = to_span(block.span());
        let mut members = Vec::new();
        for (attribute, element) in ELEMENTS {
            match block.body.get_attribute(attribute) {
                Some(attribute) => members.push(self.attribute(attribute, element)),
                None if attribute == "effect" => {
                    members.push((self.implied("Effect", span), self.implied("Allow", span)));
                }
                None => {}
            }
        }
        members.extend(self.grouped(block, "principal", "Principal"));
        members.extend(self.grouped(block, "condition", "Condition"));
        self.values.add(span, Node::Object(members))
    }

    /// An attribute as a member of another name.
    fn attribute(&mut self, attribute: &Attribute, name: &str) -> (Id, Id) {
        let key = self.renamed(name, to_span(attribute.key.span()));
        (key, value(&attribute.value, self.source, &mut self.values))
    }

    /// Blocks `principal` or `condition` as one member, as the provider puts them together.
    fn grouped(&mut self, statement: &Block, ident: &str, name: &str) -> Option<(Id, Id)> {
        let mut groups: Vec<Group> = Vec::new();
        let mut span: Option<Span> = None;
        let mut known = true;
        for block in statement.body.blocks() {
            let dynamic = block.ident.as_str() == "dynamic" && block.has_labels(&[ident]);
            if block.ident.as_str() == ident || dynamic {
                let place = to_span(block.span());
                span = Some(Span::new(span.map_or(place.start, |span| span.start), place.end));
                known &= !dynamic && self.group(block, &mut groups).is_some();
            }
        }
        let span = span?;
        let key = self.renamed(name, Span::new(span.start, span.start + ident.len() as u32));
        let mut members = Vec::new();
        for group in groups {
            let inner = group
                .members
                .into_iter()
                .map(|(_, key, values)| (key, values))
                .collect();
            match group.name {
                Some(name) => members.push((name, self.values.add(span, Node::Object(inner)))),
                None => members.extend(inner),
            }
        }
        let node = if known { Node::Object(members) } else { Node::Unknown };
        Some((key, self.values.add(span, node)))
    }

    /// Adds a block to its group; `None` where it cannot be told what it says.
    fn group(&mut self, block: &Block, groups: &mut Vec<Group>) -> Option<()> {
        let of = |name: &str| block.body.get_attribute(name).map(|attribute| &attribute.value);
        let (name, key, values) = match of("operator") {
            Some(operator) => (Some(operator), of("variable")?, of("values")?),
            None => (None, of("entity")?, of("identifiers")?),
        };
        let written = |expression| span_of(expression).of(self.source).to_owned();
        let (group_written, key_written) = (name.map_or(String::new(), written), written(key));
        let key = value(key, self.source, &mut self.values);
        let values = value(values, self.source, &mut self.values);
        let group = match groups.iter().position(|group| group.written == group_written) {
            Some(at) => groups.get_mut(at)?,
            None => {
                let name = name.map(|name| value(name, self.source, &mut self.values));
                groups.push(Group {
                    written: group_written,
                    name,
                    members: Vec::new(),
                });
                groups.last_mut()?
            }
        };
        match group.members.iter_mut().find(|(written, ..)| *written == key_written) {
            None => group.members.push((key_written, key, values)),
            Some((.., same)) => {
                let both = [self.values.items(*same), self.values.items(values)].concat();
                let span = Span::new(self.values.span(*same).start, self.values.span(values).end);
                if self.values.items(*same).is_empty() || self.values.items(values).is_empty() {
                    return None;
                }
                *same = self.values.add(span, Node::List(both));
            }
        }
        Some(())
    }

    /// A text that something else in the file stands for.
    fn renamed(&mut self, text: &str, span: Span) -> Id {
        let mut chunks = Chunks::default();
        chunks.push(text, span, false);
        let text = Text {
            value: text.to_owned(),
            form: Form::Fixed,
            chunks: Some(chunks.finish()),
        };
        self.values.add(span, Node::Text(text))
    }

    /// A text that is not written: its place is the start of what it belongs to.
    fn implied(&mut self, text: &str, within: Span) -> Id {
        let word_end = within.of(self.source).find(char::is_whitespace).unwrap_or(0);
        self.renamed(text, Span::new(within.start, within.start + word_end as u32))
    }
}

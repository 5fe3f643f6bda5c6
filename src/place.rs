//! What stands at a position of a policy's text: the question of an editor that completes or explains it.

use crate::policy::PolicyText;
use crate::syntax::{Kind, Member, NodeId, Tree};
use crate::text::Span;

/// What stands, or could be typed, at a position of a policy's text, whole or half-typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The index of the statement that the position lies in; `None` outside of the list of statements.
    pub statement: Option<usize>,
    /// The names from the statement, or else the document, down to the position: `Condition`, an operator and a key, say.
    /// A name that the position itself lies in is not among them.
    pub path: Vec<String>,
    /// Whether it is the name of a member; otherwise it is a value.
    pub is_name: bool,
    /// What stands between the quotes, in bytes; empty where there is nothing yet.
    pub span: Span,
    /// What that means.
    pub text: String,
    /// Whether it stands in quotes.
    pub is_quoted: bool,
    /// Where it ends with its closing quote, in bytes; where the span does while there is none, as where the next quote is
    /// that of another string.
    pub end: u32,
    /// Whether it stands in a list of its own.
    pub is_listed: bool,
    /// The other names of the same object, or the other texts of the same list.
    pub beside: Vec<String>,
    /// The patterns of the statement's `Action`.
    pub actions: Vec<String>,
    /// The character that follows, past the closing quote, blanks and brackets that close nothing.
    pub next: Option<char>,
}

impl Place {
    /// What stands at a byte offset. `None` where only punctuation could be typed, as right behind another value, and in a
    /// text that is too long to be analysed.
    #[must_use]
    pub fn at(text: &PolicyText, offset: u32) -> Option<Self> {
        let tree = &*text.tree()?;
        let source = text.text();
        let offset = source.floor_char_boundary(offset as usize) as u32;
        let finder = Finder { tree, source, offset };
        let mut place = Self {
            span: Span::at(offset),
            ..Self::default()
        };
        place.end = offset;
        match tree.values().find(|value| finder.lies_in(*value)) {
            Some(root) => place.end = finder.document(root, &mut place)?,
            None if tree.root().is_some() => return None,
            None => {}
        }
        // a bracket of the other form stands there by mistake
        let stray = if place.is_listed { '}' } else { ']' };
        let is_passed = |next: char| next.is_whitespace() || next == stray;
        place.next = source.get(place.end as usize..)?.chars().find(|next| !is_passed(*next));
        Some(place)
    }
}

struct Finder<'a> {
    tree: &'a Tree,
    source: &'a str,
    offset: u32,
}

// Each gives where what stands at the offset ends, its closing quote included.
impl Finder<'_> {
    fn document(&self, root: NodeId, place: &mut Place) -> Option<u32> {
        let mut from = root;
        if let Some(list) = self.value(root, "Statement") {
            let is_statement = |node| self.tree.kind(node) == Kind::Object && self.lies_in(node);
            if is_statement(list) {
                (place.statement, from) = (Some(0), list);
            }
            for (index, item) in self.tree.items(list).enumerate() {
                if is_statement(item) {
                    (place.statement, from) = (Some(index), item);
                }
            }
        }
        if let Some(actions) = self.value(from, "Action") {
            place.actions = self.texts(&self.members(actions), None);
        }
        self.descend(from, place)
    }

    fn descend(&self, node: NodeId, place: &mut Place) -> Option<u32> {
        let span = self.tree.span(node);
        let bracket = span.of(self.source).chars().next().map_or(0, char::len_utf8);
        let is_object = self.tree.kind(node) == Kind::Object;
        place.is_listed = self.tree.kind(node) == Kind::Array;
        let members = self.members(node);
        let (mut behind, mut separator, mut unanswered) = (span.start + bracket as u32, "", None);
        for member in &members {
            let name = self.tree.span(member.key);
            if self.lies_in(member.key) {
                if !is_object && self.is_container(member.key) {
                    return self.descend(member.key, place);
                }
                place.is_name = is_object;
                place.beside = self.texts(&members, Some(member.key));
                place.text = self.text(member.key);
                place.span = self.inner(member.key);
                place.is_quoted = place.span.start > name.start;
                return Some(if self.opens_another(name.end) {
                    place.span.end
                } else {
                    name.end
                });
            }
            match member.value {
                Some(value) if self.lies_in(value) => {
                    place.path.push(self.text(member.key));
                    return self.descend(value, place);
                }
                Some(value) if self.tree.span(value).end <= self.offset => {
                    (behind, separator, unanswered) = (self.tree.span(value).end, ",", None);
                }
                None if name.end <= self.offset => {
                    (behind, separator, unanswered) = (name.end, ",", Some(member.key));
                }
                // between a name and its value
                Some(_) if name.end <= self.offset => return None,
                _ => break,
            }
        }
        let between = self.source.get(behind as usize..self.offset as usize)?.trim();
        if self.is_misquoted() {
            return None;
        }
        match unanswered {
            Some(name) if is_object && between == ":" => place.path.push(self.text(name)),
            _ if between == separator => {
                place.is_name = is_object;
                place.beside = self.texts(&members, None);
            }
            _ => return None,
        }
        Some(self.offset)
    }

    /// Whether the offset is between the quotes or brackets of a node, or touches one without them. What is not closed goes
    /// on through the blanks behind it.
    fn lies_in(&self, node: NodeId) -> bool {
        let span = self.tree.span(node);
        if !self.is_container(node) {
            return self.inner(node).contains(Span::at(self.offset));
        }
        let is_blank = || {
            let behind = self.source.get(span.end as usize..self.offset as usize);
            behind.is_some_and(|text| text.trim().is_empty())
        };
        span.start < self.offset && (self.offset < span.end || !self.tree.is_closed(node) && is_blank())
    }

    /// Whether the quotes before it in its line are odd: then what is a string there is a guess, which any other quote changes.
    fn is_misquoted(&self) -> bool {
        let before = self.source.as_bytes().get(..self.offset as usize).unwrap_or_default();
        let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let (mut is_odd, mut is_escaped) = (false, false);
        for byte in line {
            is_odd ^= *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
        }
        is_odd
    }

    /// Whether the quote before an offset, with which a string ends, opens one that is behind it: no JSON has a word there.
    fn opens_another(&self, end: u32) -> bool {
        let next = self.source.as_bytes().get(end as usize);
        next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'*')
    }

    fn is_container(&self, node: NodeId) -> bool {
        matches!(self.tree.kind(node), Kind::Object | Kind::Array)
    }

    /// The members of an object; the items of a list, or what is no list, as members without a value.
    fn members(&self, node: NodeId) -> Vec<Member> {
        let alone = |key| Member { key, value: None };
        match self.tree.kind(node) {
            Kind::Object => self.tree.members(node).collect(),
            Kind::Array => self.tree.items(node).map(alone).collect(),
            _ => vec![alone(node)],
        }
    }

    /// The value of a name; of equal ones the last counts.
    fn value(&self, object: NodeId, name: &str) -> Option<NodeId> {
        let mut found = None;
        for member in self.tree.members(object) {
            if self.tree.text(member.key, self.source) == name {
                found = member.value;
            }
        }
        found
    }

    fn inner(&self, node: NodeId) -> Span {
        self.tree.span_within(node, self.source, 0..usize::MAX)
    }

    fn text(&self, node: NodeId) -> String {
        self.tree.text(node, self.source).into_owned()
    }

    /// The names of members, and the items that are neither lists nor objects, without one of them.
    fn texts(&self, members: &[Member], without: Option<NodeId>) -> Vec<String> {
        let mut texts = Vec::new();
        for member in members {
            if Some(member.key) != without && !self.is_container(member.key) {
                texts.push(self.text(member.key));
            }
        }
        texts
    }
}

use std::borrow::Cow;
use std::ops::Range;

use super::{parser, string};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(u32);

/// What a node is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number; its text is the node's span.
    Number,
    /// A string; [`Tree::text`] gives what it means.
    String,
    /// A list; [`Tree::items`] gives its elements.
    Array,
    /// An object; [`Tree::members`] gives its members.
    Object,
    /// Text that is no JSON value, where one was expected.
    #[default]
    Junk,
}

/// One `key: value` of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The key; its kind is `String` (a bare word before a colon too), or `Junk` for text that is no key.
    pub key: NodeId,
    /// The value; `None` while it is not typed yet.
    pub value: Option<NodeId>,
}

/// The JSON value of a text as far as it can be read, and every problem found in it.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(super) root: Option<NodeId>,
    pub(super) nodes: Vec<Node>,
    pub(super) problems: Vec<Diagnostic>,
}

/// The index of no node as a child or sibling: the first entry of the arena is the text as a whole.
pub(super) const NONE: u32 = 0;

/// An entry of the arena. Children are linked first-child/next-sibling; an object's children are its keys.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    pub(super) span: Span,
    /// The next item, or the key of the next member.
    pub(super) next: u32,
    /// The first item or key; of a key, its value.
    pub(super) child: u32,
    pub(super) kind: Kind,
    pub(super) unclosed: bool,
    /// The lengths in bytes of the quotes and whether there are escapes between them.
    pub(super) quotes: Quotes,
}

/// How a string is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quotes {
    /// The length in bytes of the opening quote; 0 for a bare word.
    pub(super) open: u8,
    /// The length in bytes of the closing quote; 0 where there is none.
    pub(super) close: u8,
    /// Whether the text differs from what stands between the quotes.
    pub(super) escapes: Escapes,
}

/// What has to be resolved in a string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Escapes {
    #[default]
    None,
    /// Backslashes.
    Json,
    /// Backslashes and entities, in a string between `&quot;`.
    Html,
}

impl Tree {
    /// Reads `source`. Takes any text; never fails.
    ///
    /// ```
    /// let tree = ramlight::syntax::Tree::parse("[1, 2");
    /// assert_eq!(tree.items(tree.root().unwrap()).count(), 2);
    /// assert_eq!(tree.problems()[0].message.name, "unclosed-bracket");
    /// ```
    #[must_use]
    pub fn parse(source: &str) -> Self {
        parser::parse(source, parser::PROBLEM_LIMIT)
    }

    /// The document: the first list or object of the text, else its first value, if there is any.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// All values at the top level; more than the root only where there is text before or after the document.
    pub fn values(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.children(NONE)
    }

    /// Everything wrong with the text as JSON, in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// What the node is.
    #[must_use]
    pub fn kind(&self, node: NodeId) -> Kind {
        self.node(node).kind
    }

    /// Where the node stands, quotes and brackets included.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Span {
        self.node(node).span
    }

    /// Whether the closing quote or bracket is there.
    #[must_use]
    pub fn is_closed(&self, node: NodeId) -> bool {
        !self.node(node).unclosed
    }

    /// The elements of a list; nothing for any other node.
    pub fn items(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let list = if self.kind(node) == Kind::Array {
            node.0
        } else {
            u32::MAX
        };
        self.children(list)
    }

    /// The members of an object, equal keys included; nothing for any other node.
    pub fn members(&self, node: NodeId) -> impl Iterator<Item = Member> + '_ {
        let object = if self.kind(node) == Kind::Object {
            node.0
        } else {
            u32::MAX
        };
        self.children(object).map(|key| Member {
            key,
            value: id(self.node(key).child),
        })
    }

    /// What a string means, escapes resolved; for any other node its text in `source`.
    ///
    /// `source` is the text that was parsed. A lone surrogate (`\ud800`) is read as U+FFFD, an escape that JSON does
    /// not know as it stands.
    #[must_use]
    pub fn text<'s>(&'s self, node: NodeId, source: &'s str) -> Cow<'s, str> {
        let node = self.node(node);
        if node.kind != Kind::String {
            return Cow::Borrowed(node.span.of(source));
        }
        let inner = node.inner();
        match node.quotes.escapes {
            Escapes::None => Cow::Borrowed(inner.of(source)),
            escapes => Cow::Owned(
                string::pieces(inner.of(source), escapes)
                    .map(|piece| piece.text)
                    .collect(),
            ),
        }
    }

    /// The place in the source of a byte range of [`Tree::text`] of a string node.
    ///
    /// A bound inside a character or an escape covers it whole; one past the end counts as the end.
    #[must_use]
    pub fn span_within(&self, node: NodeId, source: &str, range: Range<usize>) -> Span {
        let node = self.node(node);
        let inner = if node.kind == Kind::String {
            node.inner()
        } else {
            node.span
        };
        let escapes = node.quotes.escapes;
        let text = inner.of(source);
        let (start, end) = if escapes == Escapes::None {
            let floor = text.floor_char_boundary(range.start);
            (floor, text.ceil_char_boundary(range.end.min(text.len())).max(floor))
        } else {
            string::range_in_source(text, escapes, range)
        };
        Span::new(inner.start + start as u32, inner.start + end as u32)
    }

    /// The characters that a string means, each with the place in `source` where it is written; nothing for any other
    /// node.
    pub fn characters<'s>(&self, node: NodeId, source: &'s str) -> impl Iterator<Item = (char, Span)> + 's {
        let node = self.node(node);
        let inner = if node.kind == Kind::String {
            node.inner()
        } else {
            Span::default()
        };
        string::pieces(inner.of(source), node.quotes.escapes).map(move |piece| {
            let place = Span::new(piece.source.start as u32, piece.source.end as u32);
            (piece.text, place.shifted(inner.start))
        })
    }

    pub(super) fn node(&self, node: NodeId) -> Node {
        self.nodes.get(node.0 as usize).copied().unwrap_or_default()
    }

    fn children(&self, parent: u32) -> impl Iterator<Item = NodeId> + '_ {
        let first = self.nodes.get(parent as usize).map_or(NONE, |node| node.child);
        std::iter::successors(id(first), |&child| id(self.node(child).next))
    }
}

impl Node {
    /// What stands between the quotes.
    fn inner(&self) -> Span {
        let start = self.span.start + u32::from(self.quotes.open);
        Span::new(start, (self.span.end - u32::from(self.quotes.close)).max(start))
    }
}

pub(super) fn id(index: u32) -> Option<NodeId> {
    (index != NONE).then_some(NodeId(index))
}

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// A node of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(u32);

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    Junk,
}

/// One `key: value` of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The key; its kind is `String` (or `Junk`, where a bare word stands for it).
    pub key: NodeId,
    /// The value; `None` while it is not typed yet.
    pub value: Option<NodeId>,
}

/// The JSON value of a text as far as it can be read, and every problem found in it.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    root: Option<NodeId>,
    problems: Vec<Diagnostic>,
}

impl Tree {
    /// Reads `source`. Takes any text; never fails.
    #[must_use]
    pub fn parse(source: &str) -> Self {
        todo!()
    }
    /// The outermost value, if there is any.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }
    /// Everything wrong with the text as JSON, in the order of the text.
    #[must_use]
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }
    /// What the node is.
    #[must_use]
    pub fn kind(&self, node: NodeId) -> Kind {
        todo!()
    }
    /// Where the node stands, quotes and brackets included.
    #[must_use]
    pub fn span(&self, node: NodeId) -> Span {
        todo!()
    }
    /// Whether the closing quote or bracket is there.
    #[must_use]
    pub fn is_closed(&self, node: NodeId) -> bool {
        todo!()
    }
    /// The elements of a list; nothing for any other node.
    pub fn items(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::empty()
    }
    /// The members of an object, equal keys included; nothing for any other node.
    pub fn members(&self, node: NodeId) -> impl Iterator<Item = Member> + '_ {
        std::iter::empty()
    }
    /// What a string means, escapes resolved; for any other node its text in `source`.
    #[must_use]
    pub fn text<'s>(&'s self, node: NodeId, source: &'s str) -> Cow<'s, str> {
        todo!()
    }
    /// The place in the source of a byte range of [`Tree::text`] of a string node.
    #[must_use]
    pub fn span_within(&self, node: NodeId, source: &str, range: std::ops::Range<usize>) -> Span {
        todo!()
    }
}

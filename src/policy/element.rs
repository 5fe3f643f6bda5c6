use std::rc::Rc;

use crate::text::Span;

/// Which of the four elements holds a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ElementName {
    /// `Action`
    Action,
    /// `NotAction`
    NotAction,
    /// `Resource`
    Resource,
    /// `NotResource`
    NotResource,
}

impl ElementName {
    /// The name as it stands in a policy.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Action => "Action",
            Self::NotAction => "NotAction",
            Self::Resource => "Resource",
            Self::NotResource => "NotResource",
        }
    }

    /// Whether the element names what is excepted.
    #[must_use]
    pub const fn is_negated(self) -> bool {
        matches!(self, Self::NotAction | Self::NotResource)
    }
}

/// The actions or the resources of a statement; an empty list matches nothing (`ram/language.md` §9.8).
#[derive(Clone, Debug)]
pub struct Element<P> {
    /// Which element it is.
    pub name: ElementName,
    /// The place of its name, quotes included, in bytes from the statement's start.
    pub span: Span,
    /// Its patterns in the order of the text.
    pub patterns: Vec<PatternAt<P>>,
    /// Whether every pattern could be read and the text is whole; if not, what the element means is open.
    pub readable: bool,
}

/// A pattern and its place.
#[derive(Clone, Debug)]
pub struct PatternAt<P> {
    /// The string with its quotes, in bytes from the statement's start.
    pub span: Span,
    /// What the string means.
    pub text: Rc<str>,
    /// The pattern; `None` where the text is none.
    pub pattern: Option<P>,
}

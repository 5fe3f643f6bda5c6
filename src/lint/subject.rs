use crate::catalog::Catalog;
use crate::policy::{Placed, Policy};
use crate::text::Span;

/// What a rule looks at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The policy; statements with an error are in it, and few rules have anything to say of them.
    pub policy: &'a Policy,
    /// Its text.
    pub source: &'a str,
    /// What is known of actions, resources and keys.
    pub catalog: &'a Catalog,
}

impl<'a> Subject<'a> {
    /// The statements without an error, and their places.
    pub fn sound_statements(&self) -> impl Iterator<Item = &'a Placed> {
        self.policy.statements.iter().filter(|placed| !placed.statement.faulty)
    }
}

/// A span of a statement, in the text of its policy.
pub(super) fn in_text(placed: &Placed, span: Span) -> Span {
    span.shifted(placed.span.start)
}

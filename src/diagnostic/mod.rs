//! What can be said of a policy: messages with a stable code, a place, and a way to mend it.
//!
//! Every message of a layer stands in one table of that layer (`syntax_messages.rs`, `policy_messages.rs`), those of
//! `lint` in one for each topic (`catalogue_findings.rs`, say), in English and Chinese. A [`Diagnostic`] points at its row, so the code, severity and wording cannot drift apart.

pub mod catalogue_findings;
pub mod condition_findings;
pub mod kind_findings;
mod message;
pub mod policy_messages;
pub mod redundancy_findings;
pub mod security_findings;
pub mod syntax_messages;

pub use message::{Locale, Message, Severity, Wording, fill};

use crate::text::{Span, order_by_span};

/// All tables, in the order of the codes.
pub static TABLES: &[&[&Message]] = &[
    syntax_messages::ALL,
    policy_messages::ALL,
    security_findings::ALL,
    condition_findings::ALL,
    redundancy_findings::ALL,
    catalogue_findings::ALL,
    kind_findings::ALL,
];

/// One thing to say about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The row of the message table.
    pub message: &'static Message,
    /// The smallest part of the text that it is about.
    pub span: Span,
    /// What `{0}`, `{1}` … of the wording stand for.
    pub arguments: Vec<String>,
    /// The edit that mends it, where one is certain.
    pub fix: Option<Fix>,
    /// The finding that this one follows from: mend that, and this goes as well.
    pub cause: Option<Cause>,
}

/// A finding that others follow from, told by its message and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its message.
    pub message: &'static Message,
    /// Its place.
    pub span: Span,
}

/// A change of the text that mends one diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What kind of promise the fix makes.
    pub kind: FixKind,
    /// The edits, in the order of the text and not overlapping.
    pub edits: Vec<Edit>,
}

/// What a fix promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// Removes a trace of copying from a document; "clean up" takes all of these at once.
    CleanUp,
    /// Mends an error in the one way that can be meant.
    Certain,
    /// Leaves what the policy means as it is. Held against `compare` before it is taken.
    Equal,
    /// Changes what the policy means, so its effect is shown before it is taken.
    Change,
}

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

impl Diagnostic {
    /// A diagnostic without arguments or fix.
    // Here and below: said in many places and never in haste, so the code stands once.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn new(message: &'static Message, span: Span) -> Self {
        Self {
            message,
            span,
            arguments: Vec::new(),
            fix: None,
            cause: None,
        }
    }

    /// The same with one more argument for the wording; text of a user's is cut to 60 characters.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn with(mut self, argument: &str) -> Self {
        self.arguments.push(match argument.char_indices().nth(60) {
            Some((cut, _)) => format!("{}…", argument.get(..cut).unwrap_or("")),
            None => argument.to_owned(),
        });
        self
    }

    /// The same with a fix of one edit.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn fixed(mut self, kind: FixKind, span: Span, replacement: &str) -> Self {
        let edit = Edit {
            span,
            replacement: replacement.to_owned(),
        };
        self.fix = Some(Fix {
            kind,
            edits: vec![edit],
        });
        self
    }

    /// The same with a fix that takes one of a list's items out, the comma beside it included. `items` are the places of
    /// all of them, in their order; an item that stands alone goes itself.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn removing(self, kind: FixKind, items: &[Span], item: usize) -> Self {
        let at = |index: usize| items.get(index).copied();
        let cut = match (at(item), item.checked_sub(1).and_then(at), at(item + 1)) {
            (Some(span), Some(before), _) => Span::new(before.end, span.end),
            (Some(span), None, Some(after)) => Span::new(span.start, after.start),
            (Some(span), None, None) => span,
            (None, ..) => return self,
        };
        self.fixed(kind, cut, "")
    }

    /// The same as what follows from another finding.
    #[must_use]
    pub fn under(mut self, message: &'static Message, span: Span) -> Self {
        self.cause = Some(Cause { message, span });
        self
    }

    /// The same, in a text that begins `by` bytes earlier.
    #[must_use]
    pub fn shifted(mut self, by: u32) -> Self {
        self.span = self.span.shifted(by);
        if let Some(cause) = &mut self.cause {
            cause.span = cause.span.shifted(by);
        }
        for edit in self.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = edit.span.shifted(by);
        }
        self
    }

    /// What is wrong, in words.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        self.message.wording(locale).message(&self.arguments)
    }

    /// What to do about it, in words.
    #[must_use]
    pub fn help(&self, locale: Locale) -> String {
        self.message.wording(locale).help(&self.arguments)
    }
}

/// Diagnostics in the order of the text; of those at the same place the one given first comes first.
#[must_use]
pub fn in_text_order(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let order = order_by_span(diagnostics.iter().map(|diagnostic| diagnostic.span));
    let mut taken: Vec<Option<Diagnostic>> = diagnostics.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| taken.get_mut(at)?.take()).collect()
}

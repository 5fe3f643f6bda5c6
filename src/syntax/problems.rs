use crate::diagnostic::syntax_messages::TOO_MANY;
use crate::diagnostic::{Diagnostic, in_text_order};
use crate::text::Span;

/// The problems found so far, up to a limit.
pub(super) struct Problems {
    list: Vec<Diagnostic>,
    limit: usize,
    /// Where the first problem past the limit stands.
    cut: Option<u32>,
}

impl Problems {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            list: Vec::new(),
            limit,
            cut: None,
        }
    }

    /// Adds what `make` builds for `span`; past the limit nothing is built.
    #[cold]
    #[inline(never)]
    pub(super) fn report(&mut self, span: Span, make: &dyn Fn(Span) -> Diagnostic) {
        if self.list.len() < self.limit {
            self.list.push(make(span));
        } else if self.cut.is_none() {
            self.cut = Some(span.start);
        }
    }

    /// All of them in the order of the text.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        if self.list.len() > 1 {
            self.list = in_text_order(self.list);
        }
        if let Some(cut) = self.cut {
            let last = self.list.last().map_or(0, |problem| problem.span.end);
            let note = Diagnostic::new(&TOO_MANY, Span::at(cut.max(last))).with(&self.limit.to_string());
            self.list.push(note);
        }
        self.list
    }
}

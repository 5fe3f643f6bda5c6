use crate::diagnostic::{Diagnostic, Message};
use crate::text::Span;

/// What is found in one policy, as the rules come upon it.
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Begins with what is known already.
    pub fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics }
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds a finding without a fix. A list of operations, which begins with a backtick, is not cut.
    // Said in many places and never in haste, so the code stands once.
    #[cold]
    #[inline(never)]
    pub fn say(&mut self, message: &'static Message, span: Span, arguments: &[&str]) {
        self.push(finding(message, span, arguments));
    }

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

/// A finding with its arguments; see [`Report::say`].
#[cold]
#[inline(never)]
pub fn finding(message: &'static Message, span: Span, arguments: &[&str]) -> Diagnostic {
    let mut finding = Diagnostic::new(message, span);
    for argument in arguments {
        if argument.starts_with('`') {
            finding.arguments.push((*argument).to_owned());
        } else {
            finding = finding.with(argument);
        }
    }
    finding
}

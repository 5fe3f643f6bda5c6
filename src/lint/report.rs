use crate::diagnostic::policy_messages::{AWS_POLICY, ROS_POLICY};
use crate::diagnostic::{Cause, Diagnostic, Message};
use crate::text::Span;

/// What is found in one policy, as the rules come upon it.
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// How many of them were known at first.
    known: usize,
}

impl Report {
    /// Begins with what is known already.
    pub fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            known: diagnostics.len(),
            diagnostics,
        }
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

    /// What was found; in a document of another language all of it follows from that.
    pub fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        let is_foreign = |one: &&Diagnostic| [&AWS_POLICY, &ROS_POLICY].contains(&one.message);
        let cause = self.diagnostics.iter().find(is_foreign).map(|one| Cause {
            message: one.message,
            span: one.span,
        });
        for one in self.diagnostics.iter_mut().skip(self.known) {
            one.cause = one.cause.or(cause);
        }
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

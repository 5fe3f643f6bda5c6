use crate::diagnostic::Diagnostic;

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

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

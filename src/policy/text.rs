use std::borrow::Cow;

use super::clean_up::fill_placeholders;
use super::document::{Policy, is_too_long};
use super::kind::PolicyKind;
use super::recognise::recognise;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pattern::Bindings;
use crate::syntax::{self, Tree};

/// A policy's text as it is being edited, read anew at each change.
///
/// ```
/// use ramlight::policy::PolicyText;
/// let mut text = PolicyText::new(r#"{"Version": "1", "Statement": []}"#);
/// assert!(text.is_refused()); // a policy has at least one statement
/// text.update(r#"{"Version": "1", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}"#);
/// assert!(!text.is_refused());
/// ```
#[derive(Clone, Debug)]
pub struct PolicyText {
    text: String,
    /// The tree of the text; `None` where it is sound JSON and only a part of it was read.
    tree: Option<Tree>,
    policy: Policy,
    /// What it is read as; `None`: what the document looks like.
    kind: Option<PolicyKind>,
    revision: u32,
}

impl Default for PolicyText {
    /// No text yet, of an identity policy.
    fn default() -> Self {
        Self {
            text: String::new(),
            tree: None,
            policy: Policy::default(),
            kind: Some(PolicyKind::Identity),
            revision: 0,
        }
    }
}

impl PolicyText {
    /// Reads a text as an identity policy; any text will do.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::of_kind(text, PolicyKind::Identity)
    }

    /// Reads a text as a policy of a kind; `None`: of the kind that it looks like, at each update anew.
    #[must_use]
    pub fn of_kind(text: &str, kind: impl Into<Option<PolicyKind>>) -> Self {
        let mut read = Self {
            kind: kind.into(),
            ..Self::default()
        };
        read.update(text);
        read
    }

    /// Reads the text as another kind from now on; `None` as in [`PolicyText::of_kind`].
    pub fn set_kind(&mut self, kind: impl Into<Option<PolicyKind>>) {
        self.kind = kind.into();
        let text = std::mem::take(&mut self.text);
        self.update(&text);
    }

    /// Takes the text as it is now. A sound statement whose text did not change is the same value as before.
    pub fn update(&mut self, text: &str) {
        if self.problems().is_empty() && self.kind.is_some() && self.policy.follow_keystroke(&self.text, text) {
            self.tree = None;
        } else {
            let tree = match is_too_long(text) {
                true => Tree::default(),
                false => Tree::parse(text),
            };
            let kind = self.kind.unwrap_or_else(|| recognise(&tree, text));
            self.policy = Policy::read(&tree, text, kind, &self.policy, &self.text);
            self.tree = Some(tree);
        }
        self.text.clear();
        self.text.push_str(text);
        self.revision = self.revision.wrapping_add(1);
    }

    /// The text as it was given last.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as a policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// A number that changes with each update.
    #[must_use]
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Everything that can be said of the text, in its order; the fix of a placeholder writes what is bound to it.
    #[must_use]
    pub fn diagnostics(&self, bindings: &Bindings) -> Vec<Diagnostic> {
        let mut diagnostics = match &self.tree {
            Some(tree) => self.policy.diagnostics(tree),
            None => self.policy.diagnostics(&Tree::default()),
        };
        fill_placeholders(&mut diagnostics, bindings);
        diagnostics
    }

    /// Whether RAM would refuse the document: something in it is an Error.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        let of_statements = self
            .policy
            .statements
            .iter()
            .flat_map(|placed| &placed.statement.problems);
        let mut all = self.problems().iter().chain(&self.policy.problems).chain(of_statements);
        all.any(|diagnostic| diagnostic.message.severity == Severity::Error)
    }

    /// The document in one canonical form; `None` while its JSON is broken, or where it is too long to be analysed.
    #[must_use]
    pub fn format(&self) -> Option<String> {
        syntax::format(&*self.tree()?, &self.text)
    }

    /// The text as JSON; `None` where it is too long to be analysed.
    #[must_use]
    pub fn tree(&self) -> Option<Cow<'_, Tree>> {
        match &self.tree {
            _ if self.policy.skipped => None,
            Some(tree) => Some(Cow::Borrowed(tree)),
            None => Some(Cow::Owned(Tree::parse(&self.text))),
        }
    }

    /// What is wrong with the text as JSON.
    fn problems(&self) -> &[Diagnostic] {
        self.tree.as_ref().map_or(&[], Tree::problems)
    }
}

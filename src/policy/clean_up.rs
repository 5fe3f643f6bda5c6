use super::document::{Policy, is_too_long};
use super::kind::PolicyKind;
use crate::diagnostic::{Diagnostic, FixKind, policy_messages as messages};
use crate::pattern::Bindings;
use crate::syntax::{self, CleanUp, Tree};

/// The policy without the traces of copying, its own among them: a missing wrapper, blanks in keys, placeholders (which
/// become what is bound to them, or `*`). `None` where there is nothing to clean, or the text is too long to be analysed.
///
/// ```
/// use ramlight::{pattern::Bindings, policy::{PolicyKind, clean_up}};
/// let cleaned = clean_up(r#"{"Version": "1", "Statement": [{"Effect": "Deny", " Action": "*", "Resource": "*"}]}"#,
///     PolicyKind::Identity, &Bindings::default()).unwrap();
/// assert!(cleaned.text.contains(r#""Action""#));
/// ```
#[must_use]
pub fn clean_up(source: &str, kind: PolicyKind, bindings: &Bindings) -> Option<CleanUp> {
    if is_too_long(source) {
        return None;
    }
    syntax::clean_up(source, |text| {
        let tree = Tree::parse(text);
        let policy = Policy::read(&tree, text, kind, &Policy::default(), "");
        let mut diagnostics = policy.diagnostics(&Tree::default());
        fill_placeholders(&mut diagnostics, bindings);
        diagnostics
    })
}

/// Lets the clean-up fix of a placeholder write what is bound to its variable; where nothing is bound it stays `*`.
pub(super) fn fill_placeholders(diagnostics: &mut [Diagnostic], bindings: &Bindings) {
    for diagnostic in diagnostics
        .iter_mut()
        .filter(|diagnostic| diagnostic.message == &messages::PLACEHOLDER)
    {
        let name = diagnostic
            .arguments
            .first()
            .map(|held| held.trim_matches(['$', '{', '}', '#', '<', '>']));
        let bound = name.and_then(|name| bindings.get(name)).map(str::to_owned);
        if let (Some(bound), Some(fix)) = (bound, &mut diagnostic.fix)
            && fix.kind == FixKind::CleanUp
        {
            fix.edits
                .iter_mut()
                .for_each(|edit| edit.replacement.clone_from(&bound));
            if let Some(argument) = diagnostic.arguments.get_mut(1) {
                *argument = bound;
            }
        }
    }
}

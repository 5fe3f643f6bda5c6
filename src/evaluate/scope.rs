//! What a statement names, and so what it can touch at all.

use std::borrow::Cow;

use crate::pattern::ResourcePattern;
use crate::policy::{ActionPattern, Caller, Element, PolicyKind, Principal, PrincipalPattern, Statement};

/// The actions that narrow what a statement touches. Of one with an error that is what can be read: an empty list is
/// about to be filled, and a pattern stands for all that begins with it, because an editor closes quotes before the text
/// in them is whole. `None`: it could touch any action.
#[must_use]
pub fn named_actions(statement: &Statement) -> Option<Cow<'_, Element<ActionPattern>>> {
    let action = statement.action.as_ref()?;
    if !statement.faulty {
        return Some(Cow::Borrowed(action));
    }
    if !action.readable || action.patterns.is_empty() {
        return None;
    }
    let mut reachable = action.clone();
    if !action.name.is_negated() {
        for at in &mut reachable.patterns {
            let text = [&at.text, "*"].concat();
            if let Some(longer) = ActionPattern::parse(&text) {
                at.pattern = Some(longer);
                at.text = text.into();
            }
        }
    }
    Some(Cow::Owned(reachable))
}

/// The resources that narrow what a statement touches, as [`named_actions`]; `None` where it names none.
#[must_use]
pub fn named_resources(statement: &Statement) -> Option<&Element<ResourcePattern>> {
    let resource = statement.resource.as_ref();
    resource.filter(|resource| !statement.faulty || resource.readable && !resource.patterns.is_empty())
}

/// Whom a statement is about, as [`named_actions`]; `None`: everybody.
#[must_use]
pub fn named_principal(statement: &Statement) -> Option<&Principal> {
    let principal = statement.principal.as_ref();
    principal.filter(|principal| !statement.faulty || principal.readable && !principal.entries.is_empty())
}

/// Whether the principal `*` of a statement leaves out the owner of the account (`ram/language.md` §5.2).
pub(super) fn spares_owner(statement: &Statement, kind: PolicyKind) -> bool {
    kind == PolicyKind::Bucket && !statement.faulty && statement.conditions.is_empty()
}

/// Whether a statement with this principal is about the caller; `is_spared`: not if he is named as `*` alone.
pub(super) fn means(principal: Option<&Principal>, caller: &Caller, is_spared: bool) -> bool {
    principal.is_none_or(|principal| match is_spared {
        false => principal.matches(caller),
        true => (principal.entries.iter().filter_map(|entry| entry.pattern.as_ref()))
            .any(|pattern| !matches!(pattern, PrincipalPattern::Everybody) && pattern.matches(caller)),
    })
}

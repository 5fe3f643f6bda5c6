use crate::diagnostic::kind_findings as messages;
use crate::lint::grants::{Grants, WHATEVER};
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::policy::PolicyKind;

/// RAM814: a session policy that takes nothing from the role.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    if subject.policy.kind != PolicyKind::Session {
        return;
    }
    let grants = Grants::new(subject);
    if grants.denies().is_empty()
        && let Some(span) = grants.of(WHATEVER, &[WHATEVER])
    {
        report.say(&messages::SESSION_NOT_NARROWED, span, &[]);
    }
}

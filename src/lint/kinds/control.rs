use crate::diagnostic::kind_findings as messages;
use crate::lint::grants::{Grants, WHATEVER};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::PolicyKind;

/// RAM813: Allows of a control policy that do not add up to everything.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    if subject.policy.kind != PolicyKind::Control {
        return;
    }
    let grants = Grants::new(subject);
    if grants.of(WHATEVER, &[WHATEVER]).is_none()
        && let Some(first) = grants.allows().first()
    {
        let action = first.statement.action.as_ref();
        let span = action.map_or(first.span, |element| in_text(first, element.span));
        report.say(&messages::ALLOW_IN_CONTROL_POLICY, span, &[]);
    }
}

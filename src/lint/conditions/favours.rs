use super::{Asked, asked};
use crate::condition::Comparison;
use crate::diagnostic::condition_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::policy::Effect;

const MFA: &str = "acs:MFAPresent";

/// RAM516: an Allow for calls without MFA or TLS, or a Deny for those with it, where nothing in the policy says something
/// about the others.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for one in asked(subject) {
        let Some(is_safe) = asks_for(&one) else { continue };
        let (effect, meant) = match (one.effect, is_safe) {
            (Some(Effect::Allow), false) => ("Allow", "\"true\""),
            // A Deny of `false` does not stop calls without the key (RAM258).
            (Some(Effect::Deny), true) if *one.condition.key == *MFA => ("Deny", "\"Effect\": \"Allow\""),
            (Some(Effect::Deny), true) => ("Deny", "\"false\""),
            _ => continue,
        };
        // A grant for some calls beside one for the others: both are thought of.
        let is_one_of_two =
            asked(subject).any(|other| other.condition.key == one.condition.key && asks_for(&other) == Some(!is_safe));
        let Some((span, _)) = one.condition.values.first().filter(|_| !is_one_of_two) else {
            continue;
        };
        let diagnostic = one.at(&messages::FAVOURS_THE_LESS_SAFE, *span);
        report.push(diagnostic.with(effect).with(&one.condition.key).with(meant));
    }
}

/// Whether a condition asks for calls with MFA or TLS, or for calls without; nothing if it asks for neither.
fn asks_for(asked: &Asked) -> Option<bool> {
    let is_about_safety = [MFA, "acs:SecureTransport"].contains(&&*asked.condition.key);
    match &*asked.condition.values {
        [(_, value)] if is_about_safety && asked.operator.comparison == Comparison::Bool => Some(**value == *"true"),
        _ => None,
    }
}

use crate::diagnostic::security_findings as messages;
use crate::lint::grants::{Grants, WHATEVER};
use crate::lint::one_service::AsOne;
use crate::lint::proof::{STEPS, is_within};
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::policy::PolicyText;

/// Every operation on whatever has an ARN.
const EVERYTHING: &str =
    r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "acs:*:*:*:*"}]}"#;

/// RAM400, RAM401 and RAM402: everything is granted, everything with exceptions, or everything of RAM, which comes to the
/// same.
pub(super) fn check(subject: &Subject, grants: &mut Grants, report: &mut Report) {
    // pieces may add up to everything under conditions, too
    if let Some(piece) = grants.allows_whatever() {
        let granted = grants.of(WHATEVER, &[WHATEVER]);
        let finding = match (grants_everything(subject), granted) {
            (true, granted) => Some((&messages::ADMINISTRATOR, granted.unwrap_or(piece))),
            (false, Some(granted)) => Some((&messages::EVERYTHING_BUT, granted)),
            (false, None) => None,
        };
        if let Some((message, span)) = finding {
            grants.cause(message, span, &[], report);
        }
    }
    if let Some(span) = grants.whole_service("ram") {
        grants.cause(&messages::FULL_CONTROL_OF_RAM, span, &[], report);
    }
}

fn grants_everything(subject: &Subject) -> bool {
    let everything = PolicyText::new(EVERYTHING);
    let mut readings = std::iter::once(subject.policy).chain(subject.as_one.map(AsOne::policy));
    readings.all(|policy| is_within(&everything.policy().bare_statements(), &policy.bare_statements(), STEPS))
}

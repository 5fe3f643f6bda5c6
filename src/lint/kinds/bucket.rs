use crate::condition::{Test, Truth};
use crate::diagnostic::kind_findings as messages;
use crate::lint::grants::{named, ordinary};
use crate::lint::proof::{STEPS, is_within};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, field, in_text};
use crate::pattern::ResourcePattern;
use crate::policy::{Condition, Effect, Element, PolicyKind, PrincipalAt, PrincipalPattern, Statement};

/// Keys that do not tell who asks, or from where: anybody can make a request that has the right value.
const TELL_NOBODY: [&str; 5] = [
    "acs:SecureTransport",
    "acs:UserAgent",
    "acs:CurrentTime",
    "oss:Prefix",
    "oss:Delimiter",
];

/// Keys that tell where a request comes from.
const TELL_PLACE: [&str; 3] = ["acs:SourceIp", "acs:SourceVpc", "acs:VpcSourceIp"];

/// RAM808 and RAM810–RAM812: what a bucket policy does for everybody, its owner included or not.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    if subject.policy.kind != PolicyKind::Bucket {
        return;
    }
    for placed in subject.whole_statements() {
        let statement = &placed.statement;
        let Some(action) = &statement.action else { continue };
        if let (Some(Effect::Allow), false, Some(at)) = (
            statement.effect,
            action.name.is_negated(),
            action.patterns.iter().find(|at| is_of_account(&at.text)),
        ) {
            report.say(&messages::ACTION_OF_ACCOUNT, in_text(placed, at.span), &[&at.text]);
        }
        if statement.faulty {
            continue;
        }
        let principal = statement.principal.iter().flat_map(|principal| &principal.entries);
        let Some(everybody) = principal.into_iter().find(|entry| is_everybody(entry)) else {
            continue;
        };
        let span = in_text(placed, everybody.span);
        match statement.effect {
            Some(Effect::Allow) if is_public(&statement.conditions) && !is_denied(subject, statement) => {
                report.say(&messages::PUBLIC_BUCKET, span, &[]);
            }
            Some(Effect::Deny) if statement.conditions.is_empty() => {
                report.say(&messages::OWNER_NOT_BOUND, span, &[]);
            }
            Some(Effect::Deny) if locks_out(statement) => {
                report.say(&messages::OWNER_LOCKED_OUT, span, &[]);
            }
            _ => {}
        }
    }
}

/// An operation that is about no bucket.
fn is_of_account(action: &str) -> bool {
    ["oss:ListBuckets", "oss:GetService"]
        .iter()
        .any(|known| action.eq_ignore_ascii_case(known))
}

fn is_everybody(entry: &PrincipalAt) -> bool {
    matches!(entry.pattern, Some(PrincipalPattern::Everybody))
}

/// Whether anybody can meet the conditions.
fn is_public(conditions: &[Condition]) -> bool {
    let context = ordinary();
    conditions
        .iter()
        .all(|condition| TELL_NOBODY.contains(&&*condition.key) || condition.truth(&context) == Truth::True)
}

/// Whether the Denies of the policy leave nothing of an Allow to a request that nothing sets apart.
#[inline(never)]
fn is_denied(subject: &Subject, allow: &Statement) -> bool {
    let context = ordinary();
    let whatever_holds = |statement: &Statement| Statement {
        conditions: Vec::new(),
        ..statement.clone()
    };
    let mut statements = vec![whatever_holds(allow)];
    let denies = (subject.sound_statements()).filter(|placed| placed.statement.effect == Some(Effect::Deny));
    statements.extend(
        denies
            .filter(|deny| deny.statement.truth(&context) != Truth::False)
            .map(|deny| whatever_holds(&deny.statement)),
    );
    let statements: Vec<&Statement> = statements.iter().collect();
    is_within(&statements, &[], STEPS)
}

/// Whether the owner cannot change the policy any more from anywhere but one place.
#[inline(never)]
fn locks_out(statement: &Statement) -> bool {
    let Some(action) = &statement.action else { return false };
    let changes = ["oss:putbucketpolicy", "oss:deletebucketpolicy"];
    let is_place = |condition: &Condition| {
        TELL_PLACE.contains(&&*condition.key) && condition.test.as_ref().is_some_and(Test::is_negated)
    };
    let names_bucket = |element: &Element<ResourcePattern>| {
        !element.name.is_negated()
            && element
                .patterns
                .iter()
                .any(|at| *at.text == *"*" || field(&at.text, 4) == "*" || !field(&at.text, 4).contains('/'))
    };
    changes.into_iter().all(|change| named(action, change).is_some())
        && statement.conditions.iter().all(is_place)
        && statement.resource.as_ref().is_some_and(names_bucket)
}

use crate::condition::{Test, Truth};
use crate::diagnostic::kind_findings as messages;
use crate::lint::grants::ANY;
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::{Caller, Condition, Effect, PolicyKind, PrincipalPattern, Statement};
use crate::text::find;

/// The service whose guide asks for the condition key `acs:SourceArn` (`ram/language.md` §4.1).
const AGENT_IDENTITY: &str = "workload.agentidentity.aliyuncs.com";

/// RAM803–RAM805 and RAM807: what a trust policy asks of those who come from elsewhere.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    if subject.policy.kind != PolicyKind::Trust {
        return;
    }
    for placed in subject.sound_statements() {
        let statement = &placed.statement;
        let Some(principal) = statement
            .principal
            .as_ref()
            .filter(|_| statement.effect == Some(Effect::Allow))
        else {
            continue;
        };
        let (mut saml, mut oidc) = (false, false);
        for entry in &principal.entries {
            let span = in_text(placed, entry.span);
            let mut missing = |keys: &[&str], message| {
                let open: Vec<&str> = keys.iter().copied().filter(|key| !asks_for(statement, key)).collect();
                if !open.is_empty() {
                    report.say(message, span, &[&open.join("`, `")]);
                }
            };
            match &entry.pattern {
                Some(PrincipalPattern::One(Caller::Federated(arn))) if find(":saml-provider/", arn).is_some() => {
                    saml = true;
                    missing(&["saml:recipient"], &messages::FEDERATED_WITHOUT_CONDITION);
                }
                Some(PrincipalPattern::One(Caller::Federated(_))) => {
                    oidc = true;
                    missing(&["oidc:iss", "oidc:aud"], &messages::FEDERATED_WITHOUT_CONDITION);
                    missing(&["oidc:sub"], &messages::ANY_SUBJECT);
                }
                Some(PrincipalPattern::One(Caller::Service(service))) if **service == *AGENT_IDENTITY => {
                    missing(&["acs:SourceArn"], &messages::SERVICE_WITHOUT_SOURCE);
                }
                _ => {}
            }
        }
        for condition in &statement.conditions {
            let is_sent = match condition.key.split_once(':') {
                Some(("saml", _)) => saml,
                Some(("oidc", _)) => oidc,
                _ => true,
            };
            if !is_sent && is_positive(condition) && !principal.entries.is_empty() {
                let span = in_text(placed, condition.key_span);
                report.say(&messages::KEY_OF_NOBODY, span, &[&condition.key]);
            }
        }
    }
}

/// Values that nobody has, in the forms that providers give a subject: in a cluster, and of a repository.
const NOBODYS: [&str; 3] = [ANY, "system:serviceaccount:~:~", "repo:~/~:ref:refs/heads/~"];

/// Whether a statement holds only for certain values of a key: not for one that nobody has.
#[inline(never)]
fn asks_for(statement: &Statement, key: &str) -> bool {
    statement.conditions.iter().any(|condition| {
        let meets = |test: &Test, value| test.truth_of(&mut [value].into_iter()) == Truth::True;
        let refuses = |test: &Test| !NOBODYS.iter().any(|value| meets(test, *value));
        &*condition.key == key && condition.test.as_ref().is_some_and(refuses) && is_positive(condition)
    })
}

fn is_positive(condition: &Condition) -> bool {
    condition.test.as_ref().is_some_and(|test| !test.is_negated())
}

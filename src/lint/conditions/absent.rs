use super::carried::is_always_sent;
use super::{Asked, named};
use crate::diagnostic::condition_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::policy::{Effect, ElementName};

/// RAM510 and RAM511: a negated operator on a key that a call need not carry, which meets it then (`ram/language.md` §3.2).
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for one in named(subject) {
        // Which calls carry the key is asked of the actions.
        let action = one.placed.statement.action.as_ref();
        let message = match one
            .effect
            .filter(|_| one.operator.is_negated && action.is_some_and(|action| action.readable))
        {
            Some(Effect::Allow) => &messages::NEGATED_ALLOW,
            Some(Effect::Deny) => &messages::NEGATED_DENY,
            None => continue,
        };
        if can_be_absent(subject, &one) {
            let diagnostic = one.at(message, one.condition.operator_span);
            report.push(diagnostic.with(&one.condition.key).with(&one.condition.operator));
        }
    }
}

/// Keys of which the absence says as much as a value: no VPC; and the caller, who is always somebody.
const SAY_SOMETHING: [&str; 3] = ["acs:SourceVpc", "acs:PrincipalARN", "acs:PrincipalArn"];

fn can_be_absent(subject: &Subject, one: &Asked) -> bool {
    let key = &*one.condition.key;
    let is_token = ["oidc:", "saml:"].iter().any(|prefix| key.starts_with(prefix));
    let is_always_present = match key.split_once(':') {
        // What is wrong with such a key is said elsewhere.
        None | Some(("aws", _)) => true,
        Some(("acs", _)) => subject
            .catalog
            .condition_key(key)
            .is_none_or(|known| known.is_always_present),
        Some(_) => is_token,
    };
    let action = one.placed.statement.action.as_ref();
    let is_sent = action
        .filter(|action| action.name == ElementName::Action)
        .is_some_and(|action| {
            let patterns = action.patterns.iter().filter_map(|at| at.pattern.as_ref());
            let mut patterns = patterns.peekable();
            patterns.peek().is_some() && patterns.all(|pattern| is_always_sent(key, pattern))
        });
    // "Not from a VPC" is how calls over the Internet are asked for.
    let is_no_vpc = key == "acs:SourceVpc" && one.condition.values.iter().any(|(_, value)| value.starts_with("vpc-*"));
    let is_meant = is_no_vpc || (one.effect == Some(Effect::Deny) && SAY_SOMETHING.contains(&key));
    !is_always_present && !is_sent && !is_meant
}

use super::named;
use crate::diagnostic::condition_findings as messages;
use crate::lint::one_service::are_one;
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::pattern::{NamePattern, ResourcePattern};
use crate::policy::{ActionPattern, Effect, ElementName, Statement};
use crate::text::{Span, find, joined};

/// RAM506 to RAM509: a condition on a key that calls of the statement's actions do not carry (`ram/language.md` §4).
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for one in named(subject) {
        let Some(action) = &one.placed.statement.action else {
            continue;
        };
        let key = &*one.condition.key;
        let is_list = action.name == ElementName::Action;
        let patterns = || action.patterns.iter().filter_map(|at| Some((at, at.pattern.as_ref()?)));
        let owner = owner(key).filter(|_| is_list);
        if let Some(code) = owner.filter(|_| action.readable)
            && patterns().all(|(_, pattern)| is_of_other_service(subject, code, pattern))
        {
            let diagnostic = one.at(&messages::KEY_OF_OTHER_SERVICE, one.condition.key_span);
            report.push(diagnostic.with(key).with(code));
            continue;
        }
        let mut tell = |named: &str, span: Span| {
            let message = match (one.operator.is_negated, one.effect) {
                (true, _) => &messages::KEY_NOT_SENT_NEGATED,
                (false, Some(Effect::Allow)) => &messages::KEY_NOT_SENT_IN_ALLOW,
                (false, Some(Effect::Deny)) => &messages::KEY_NOT_SENT_IN_DENY,
                (false, None) => return,
            };
            let mut arguments = vec![named, key];
            arguments.extend(one.operator.is_negated.then_some(&*one.condition.operator));
            report.say(message, in_text(one.placed, span), &arguments);
        };
        if is_list {
            for (at, pattern) in patterns() {
                if is_never_sent(key, pattern) || owner.is_some_and(|code| is_of_other_service(subject, code, pattern))
                {
                    tell(&at.text, at.span);
                }
            }
        }
        if key.starts_with("acs:ResourceTag/") && !subject.policy.kind.has_principal() {
            let untagged = taken_without_tag(&one.placed.statement);
            if !untagged.is_empty() {
                tell(&joined(&untagged, "`, `"), one.condition.key_span);
            }
        }
    }
}

/// The services without tags that a statement takes along by `*` or `NotAction`, of which nobody may have thought.
fn taken_without_tag(statement: &Statement) -> Vec<String> {
    let (Some(action), Some(resource)) = (&statement.action, &statement.resource) else {
        return Vec::new();
    };
    let is_list = action.name == ElementName::Action;
    let untagged = WITHOUT_RESOURCE_TAG.iter().filter(|(code, part)| {
        let is_named = action.patterns.iter().any(|at| match &at.pattern {
            Some(ActionPattern::Named { service, name }) => {
                let takes_all = !matches!(service, NamePattern::Literal(_)) && matches!(name, NamePattern::All);
                service.matches(code) && (takes_all || !is_list)
            }
            Some(ActionPattern::All) => true,
            // What cannot be read may except the service.
            None => !is_list,
        });
        let is_within = resource.patterns.iter().any(|at| match &at.pattern {
            Some(ResourcePattern::Fields(fields)) => fields.service.matches(code),
            Some(ResourcePattern::All) => true,
            None => false,
        });
        part.is_empty() && is_named == is_list && (is_within || resource.name == ElementName::NotResource)
    });
    untagged.map(|(code, _)| [code, ":*"].concat()).collect()
}

/// Services whose calls do not carry `acs:ResourceTag`, as measured, and what the names of such calls hold, in lower case
/// (`ram/language.md` §4.1).
const WITHOUT_RESOURCE_TAG: [(&str, &str); 5] = [
    ("oss", ""),
    ("rds", ""),
    ("swas-open", ""),
    ("ecs", "keypair"),
    ("ess", "scalingconfiguration"),
];

/// Keys that only these calls of RAM carry, in lower case (`ram/language.md` §4).
const OF_CALLS: [(&str, &[&str]); 2] = [
    ("acs:Service", &["passrole"]),
    (
        "ram:ServiceName",
        &["createservicelinkedrole", "deleteservicelinkedrole"],
    ),
];

/// Whether no call that an action pattern names carries a key.
fn is_never_sent(key: &str, pattern: &ActionPattern) -> bool {
    let ActionPattern::Named { service, name } = pattern else {
        return false;
    };
    if key.starts_with("acs:ResourceTag/") {
        let is_without = |(code, part): &(&str, &str)| match (service, name) {
            (NamePattern::Literal(service), _) if service != code => false,
            (NamePattern::Literal(_), NamePattern::Literal(name)) => find(part, name).is_some(),
            (NamePattern::Literal(_), _) => part.is_empty(),
            _ => false,
        };
        let reads = ["describe", "list"].iter().any(|verb| name.prefix().starts_with(verb));
        return reads || WITHOUT_RESOURCE_TAG.iter().any(is_without);
    }
    let calls = OF_CALLS.iter().find(|(known, _)| *known == key);
    calls.is_some_and(|(_, calls)| !service.matches("ram") || !calls.iter().any(|call| name.matches(call)))
}

/// Whether every call that an action pattern names carries a key.
pub(super) fn is_always_sent(key: &str, pattern: &ActionPattern) -> bool {
    let calls = OF_CALLS.iter().find(|(known, _)| *known == key);
    match pattern {
        ActionPattern::Named {
            service: NamePattern::Literal(code),
            name: NamePattern::Literal(name),
        } => code == "ram" && calls.is_some_and(|(_, calls)| calls.contains(&name.as_str())),
        _ => false,
    }
}

/// The service that a key belongs to; nothing for a global key, for one of the token with which a role is assumed, and
/// for that of a tag: a call of ECS that uses a VPC is held against the tags of the VPC as well.
fn owner(key: &str) -> Option<&str> {
    let (code, _) = key.split_once(':').filter(|(_, name)| !name.contains('/'))?;
    let is_of_calls = !code.is_empty() && !["acs", "aws", "oidc", "saml", "sts"].contains(&&*code.to_ascii_lowercase());
    is_of_calls.then_some(code)
}

/// Whether a pattern names actions of services only that have nothing to do with a RAM code. Some services have several
/// codes that begin alike (`fc` and `fc-open`), and actions of IMS are documented under `ram`.
fn is_of_other_service(subject: &Subject, code: &str, pattern: &ActionPattern) -> bool {
    let ActionPattern::Named {
        service: NamePattern::Literal(named),
        ..
    } = pattern
    else {
        return false;
    };
    let code = &*code.to_ascii_lowercase();
    let are_one = named.starts_with(code) || code.starts_with(named.as_str()) || are_one(subject.catalog, code, named);
    !are_one && ![code, named].iter().all(|one| ["ram", "ims", "sts"].contains(one))
}

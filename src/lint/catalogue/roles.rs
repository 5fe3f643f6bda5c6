use crate::catalog::ServiceLinkedRole;
use crate::condition::{Context, Known, Truth};
use crate::diagnostic::{Diagnostic, catalogue_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::pattern::{NamePattern, ResourcePattern};
use crate::policy::{ActionPattern, Effect, PolicyKind};

/// RAM715: everything of a service is allowed, and not all of its service-linked roles can be created.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    if subject.policy.kind != PolicyKind::Identity {
        return;
    }
    for placed in subject
        .sound_statements()
        .filter(|placed| placed.statement.effect == Some(Effect::Allow))
    {
        let mut resources = placed.statement.resource.iter().flat_map(|element| &element.patterns);
        if !resources.any(|at| at.pattern.as_ref().is_some_and(is_everything)) {
            continue;
        }
        let action = placed
            .statement
            .action
            .as_ref()
            .filter(|action| !action.name.is_negated());
        for at in action.into_iter().flat_map(|action| &action.patterns) {
            let Some(ActionPattern::Named {
                service: NamePattern::Literal(code),
                name: NamePattern::All,
            }) = &at.pattern
            else {
                continue;
            };
            let service = subject.catalog.service(code);
            let roles = || {
                subject
                    .catalog
                    .service_linked_roles
                    .iter()
                    .filter(|role| Some(role.service) == service)
            };
            let missing: Vec<&ServiceLinkedRole> = roles().filter(|role| !can_create(subject, role)).collect();
            if let Some(first) = missing.first() {
                let diagnostic = Diagnostic::new(&messages::ROLE_NOT_CREATABLE, in_text(placed, at.span));
                let diagnostic = diagnostic.with(&at.text).with(&missing.len().to_string());
                report.push(diagnostic.with(&roles().count().to_string()).with(&first.service_name));
                return;
            }
        }
    }
}

/// Whether a resource pattern is every resource, or every one of a service.
fn is_everything(pattern: &ResourcePattern) -> bool {
    match pattern {
        ResourcePattern::All => true,
        ResourcePattern::Fields(fields) => fields.relative_id.matches_all(),
    }
}

/// Whether some Allow may let a service-linked role be created, whatever else is asked for.
fn can_create(subject: &Subject, role: &ServiceLinkedRole) -> bool {
    let mut context = Context::open();
    context.set("ram:ServiceName", Known::Values(vec![role.service_name.clone()]));
    subject.policy.statements.iter().any(|placed| {
        let statement = &placed.statement;
        let is_named = statement.action.as_ref().is_some_and(|action| {
            // what is excepted under another code of RAM may be excepted alone
            let codes: &[&str] = if action.name.is_negated() {
                &["ram"]
            } else {
                &["ram", "ims"]
            };
            let names = action.patterns.iter().any(|at| match &at.pattern {
                Some(ActionPattern::All) => true,
                Some(ActionPattern::Named { service, name }) => {
                    codes.iter().any(|code| service.matches(code)) && name.matches("createservicelinkedrole")
                }
                None => false,
            });
            names != action.name.is_negated()
        });
        statement.effect == Some(Effect::Allow) && is_named && statement.truth(&context) != Truth::False
    })
}

use super::operations::{named, requirement};
use crate::catalog::Operation;
use crate::coverage::can_match;
use crate::diagnostic::{Diagnostic, catalogue_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::pattern::{NamePattern, Template};
use crate::policy::{ActionPattern, Effect, Placed, PolicyKind};

/// RAM714: an operation, written out, that is checked against several resources in one call, of which the whole policy
/// allows some and not the others.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    if subject.policy.kind != PolicyKind::Identity {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for placed in allows(subject) {
        for at in placed.statement.action.iter().flat_map(|action| &action.patterns) {
            let Some(ActionPattern::Named {
                name: NamePattern::Literal(_),
                ..
            }) = &at.pattern
            else {
                continue;
            };
            let operations = at.pattern.as_ref().and_then(|pattern| named(subject.catalog, pattern));
            for operation in operations.into_iter().flatten() {
                if told.contains(&operation.name.as_str()) {
                    continue;
                }
                if let Some((met, missing)) = missing(subject, operation) {
                    told.push(&operation.name);
                    let diagnostic = Diagnostic::new(&messages::GRANTED_IN_PART, in_text(placed, at.span));
                    let diagnostic = diagnostic.with(&at.text).with(&met.to_string());
                    report.push(diagnostic.with(&missing.to_string()));
                }
            }
        }
    }
}

fn allows<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a Placed> {
    (subject.sound_statements()).filter(|placed| {
        let is_listed = placed
            .statement
            .action
            .as_ref()
            .is_some_and(|action| !action.name.is_negated());
        placed.statement.effect == Some(Effect::Allow) && is_listed
    })
}

/// Of an operation no call of which can be granted, a template that the policy allows something of, and one of the same
/// call that it does not.
fn missing<'a>(subject: &Subject<'a>, operation: &Operation) -> Option<(&'a Template, &'a Template)> {
    let mut found = None;
    for alternative in &requirement(subject.catalog, operation)?.alternatives {
        let templates = alternative
            .iter()
            .filter_map(|id| subject.catalog.templates.get(*id as usize));
        let (met, unmet): (Vec<&Template>, Vec<&Template>) =
            templates.partition(|template| is_allowed(subject, operation, template));
        match (met.first(), unmet.first()) {
            (_, None) => return None,
            (Some(met), Some(unmet)) => found = found.or(Some((*met, *unmet))),
            (None, _) => {}
        }
    }
    found
}

/// Whether some Allow of the policy could match an operation, under whatever code, on a template.
fn is_allowed(subject: &Subject, operation: &Operation, template: &Template) -> bool {
    let name = operation.name.to_ascii_lowercase();
    let Some(own) = subject.catalog.services.get(operation.service as usize) else {
        return true;
    };
    subject.policy.statements.iter().any(|placed| {
        let statement = &placed.statement;
        let (Some(Effect::Allow), Some(action), Some(resource)) =
            (statement.effect, &statement.action, &statement.resource)
        else {
            return false;
        };
        let is_named = action.patterns.iter().any(|at| match &at.pattern {
            Some(ActionPattern::All) => true,
            Some(ActionPattern::Named { service, name: named }) => {
                // what is excepted under an alias may be excepted under that alone
                let is_alias = |alias: &String| !action.name.is_negated() && service.matches(alias);
                named.matches(&name) && (service.matches(&own.code) || own.aliases.iter().any(is_alias))
            }
            None => false,
        });
        let mut patterns = resource.patterns.iter().filter_map(|at| at.pattern.as_ref());
        is_named != action.name.is_negated()
            && (resource.name.is_negated() || patterns.any(|pattern| can_match(pattern, template)))
    })
}

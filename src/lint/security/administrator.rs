use super::grants::{Grants, WHATEVER};
use crate::diagnostic::{Diagnostic, security_findings as messages};
use crate::lint::report::Report;
use crate::pattern::{NamePattern, ResourcePattern, Wildcard};
use crate::policy::{ActionPattern, Statement};

/// RAM400, RAM401 and RAM402: everything is granted, everything with exceptions, or everything of RAM, which comes to the
/// same.
pub(super) fn check(grants: &mut Grants, report: &mut Report) {
    if let Some(grant) = grants.of(WHATEVER, &[WHATEVER]) {
        let message = match is_everything(grants) {
            true => &messages::ADMINISTRATOR,
            false => &messages::EVERYTHING_BUT,
        };
        grants.cause(Diagnostic::new(message, grant.span), report);
    }
    if let Some(grant) = grants.whole_service("ram") {
        grants.cause(Diagnostic::new(&messages::FULL_CONTROL_OF_RAM, grant.span), report);
    }
}

fn is_everything(grants: &Grants) -> bool {
    !grants.has_denies()
        && grants
            .allows()
            .iter()
            .any(|placed| allows_everything(&placed.statement))
}

fn allows_everything(statement: &Statement) -> bool {
    let (Some(action), Some(resource)) = (&statement.action, &statement.resource) else {
        return false;
    };
    let all_actions = match action.name.is_negated() {
        true => action.patterns.is_empty(),
        false => action.patterns.iter().any(|at| match &at.pattern {
            Some(ActionPattern::All) => true,
            Some(ActionPattern::Named { service, name }) => {
                matches!((service, name), (NamePattern::All, NamePattern::All))
            }
            None => false,
        }),
    };
    let all_resources = match resource.name.is_negated() {
        true => resource.patterns.is_empty(),
        false => resource.patterns.iter().any(|at| match &at.pattern {
            Some(ResourcePattern::All) => true,
            Some(ResourcePattern::Fields(fields)) => {
                let fields = [&fields.service, &fields.region, &fields.account, &fields.relative_id];
                fields.into_iter().all(Wildcard::matches_all)
            }
            None => false,
        }),
    };
    all_actions && all_resources && statement.conditions.is_empty()
}

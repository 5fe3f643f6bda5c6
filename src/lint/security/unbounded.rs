use crate::diagnostic::security_findings as messages;
use crate::lint::grants::{ANY, Grants, WHATEVER, named};
use crate::lint::report::Report;
use crate::lint::subject::in_text;
use crate::pattern::ResourcePattern;
use crate::policy::{Element, Statement};

/// RAM403 and RAM404: an Allow that says what it leaves out, and so grants whatever there will be.
pub(super) fn check(grants: &Grants, report: &mut Report) {
    for placed in grants.allows() {
        let (Some(action), Some(resource)) = (&placed.statement.action, &placed.statement.resource) else {
            continue;
        };
        let names_any = names_any_resource(&placed.statement);
        if action.name.is_negated() && names_any && named(action, WHATEVER).is_some() && !grants.denies_whatever() {
            let span = in_text(placed, action.span);
            grants.say(&messages::ALLOW_NOT_ACTION, span, &[], report);
        }
        if resource.name.is_negated() && names_any {
            let span = in_text(placed, resource.span);
            grants.say(&messages::ALLOW_NOT_RESOURCE, span, &[], report);
        }
    }
}

/// Whether a statement is about resources of services that it does not name.
fn names_any_resource(statement: &Statement) -> bool {
    statement
        .resource
        .as_ref()
        .is_some_and(|element| matches_any(element) != element.name.is_negated())
}

fn matches_any(element: &Element<ResourcePattern>) -> bool {
    element.patterns.iter().any(|at| match &at.pattern {
        Some(ResourcePattern::All) => true,
        Some(ResourcePattern::Fields(fields)) => fields.service.matches(ANY) && fields.relative_id.matches(ANY),
        None => false,
    })
}

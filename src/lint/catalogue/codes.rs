use crate::catalog::Catalog;
use crate::diagnostic::catalogue_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::pattern::NamePattern;
use crate::policy::ActionPattern;

/// RAM717: a service that documents name by several codes, under one of them alone; each code where it stands first.
/// Whether a pattern of one code matches a call that is checked under another is not documented, so no answer counts on it.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let mut told: Vec<&str> = Vec::new();
    for (placed, at) in subject.actions() {
        let Some(ActionPattern::Named {
            service: NamePattern::Literal(code),
            name,
        }) = &at.pattern
        else {
            continue;
        };
        if told.contains(&code.as_str()) {
            continue;
        }
        let Some(other) = other_code(subject.catalog, code, name) else {
            continue;
        };
        let mut is_beside = false;
        for at in placed.statement.action.iter().flat_map(|element| &element.patterns) {
            is_beside |= match &at.pattern {
                Some(ActionPattern::Named { service, .. }) => service.matches(other),
                _ => true,
            };
        }
        if !is_beside {
            told.push(code);
            let arguments = [&*at.text, code, other];
            report.say(&messages::ONE_OF_SEVERAL_CODES, in_text(placed, at.span), &arguments);
        }
    }
}

/// The other code under which a request for operations that a pattern names may be checked: that of the service that has
/// them, where the pattern has an alias of it; an alias that is a service's own code, where the pattern has the service's. A
/// code that is only the heading of some table (`cloudapi`) is none that `apigateway` is confused with.
fn other_code<'c>(catalog: &'c Catalog, code: &str, name: &NamePattern) -> Option<&'c str> {
    for at in catalog.services_called(code) {
        let service = catalog.services.get(at as usize)?;
        for operation in catalog.operations_of(at) {
            if name.matches(&operation.name.to_ascii_lowercase()) {
                let is_service = |alias: &&String| catalog.services.iter().any(|known| known.code == **alias);
                return match service.code == code {
                    true => service.aliases.iter().find(is_service).map(String::as_str),
                    false => Some(&service.code),
                };
            }
        }
    }
    None
}

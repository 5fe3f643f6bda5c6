use super::operations::named;
use crate::diagnostic::catalogue_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::ActionPattern;

/// RAM717: a service that documents name by several codes, under one of them alone; each code where it stands first.
/// Whether a pattern of one code matches a call that is checked under another is not documented, so no answer counts on it.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let mut told: Vec<&str> = Vec::new();
    for (placed, at) in subject.actions() {
        let (Some(pattern), Some((code, _))) = (&at.pattern, at.text.split_once(':')) else {
            continue;
        };
        let Some(other) = other_code(subject, pattern, code).filter(|_| !told.contains(&code)) else {
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
            report.say(
                &messages::ONE_OF_SEVERAL_CODES,
                in_text(placed, at.span),
                &[&at.text, code, other],
            );
        }
    }
}

/// The other code under which a request for operations that a pattern names may be checked: that of the service that has
/// them, where the pattern has an alias of it; an alias that is the code of another service, where the pattern has the
/// service's own. A code that only heads some table (`cloudapi`) is none that `apigateway` is confused with.
fn other_code<'c>(subject: &Subject<'c>, pattern: &ActionPattern, code: &str) -> Option<&'c str> {
    let catalog = subject.catalog;
    let own = named(catalog, pattern)?.first()?.service;
    let service = catalog.services.get(own as usize)?;
    if !service.code.eq_ignore_ascii_case(code) {
        return Some(&service.code);
    }
    let mut aliases = service.aliases.iter();
    let alias = aliases.find(|alias| catalog.service(alias) != Some(own))?;
    Some(alias)
}

use crate::catalog::Catalog;
use crate::diagnostic::security_findings as messages;
use crate::lint::grants::Grants;
use crate::lint::report::Report;
use crate::lint::subject::in_text;
use crate::pattern::NamePattern;
use crate::policy::ActionPattern;

/// RAM405: every operation of a service, on whatever it has. RAM406: a wildcard within the name of a service.
pub(super) fn check(grants: &mut Grants, catalog: &Catalog, report: &mut Report) {
    let mut found = Vec::new();
    for placed in grants.allows() {
        let Some(element) = placed
            .statement
            .action
            .as_ref()
            .filter(|element| !element.name.is_negated())
        else {
            continue;
        };
        for at in &element.patterns {
            let Some(ActionPattern::Named { service, .. }) = &at.pattern else {
                continue;
            };
            let span = in_text(placed, at.span);
            match service {
                NamePattern::Literal(code) => {
                    if grants.whole_service(code) == Some(span) {
                        found.push((span, at.text.clone(), code.clone()));
                    }
                }
                NamePattern::All => {}
                // `yundun-*`: a family of services, named by what they have in common
                NamePattern::Prefix(prefix) if prefix.ends_with('-') => {}
                service => {
                    let arguments = [&*at.text, &catalog.date, &services(service, catalog)];
                    grants.say(&messages::WILDCARD_IN_SERVICE, span, &arguments, report);
                }
            }
        }
    }
    for (span, text, code) in found {
        grants.cause(&messages::WHOLE_SERVICE, span, &[&text, &code], report);
    }
}

/// How many services are told by name.
const TOLD: usize = 5;

/// How many services of the catalogue a pattern names, and the first few.
fn services(pattern: &NamePattern, catalog: &Catalog) -> String {
    let mut named: Vec<&str> = Vec::new();
    for service in &catalog.services {
        if pattern.matches(&service.code.to_ascii_lowercase()) {
            named.push(&service.code);
        }
    }
    let count = named.len().to_string();
    named.truncate(TOLD);
    match named.is_empty() {
        true => count,
        false => [&count, " (", &named.join(", "), ")"].concat(),
    }
}

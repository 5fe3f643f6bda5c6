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

/// How many services of the catalogue a pattern names, and the first few.
fn services(pattern: &NamePattern, catalog: &Catalog) -> String {
    let codes = catalog.services.iter().map(|service| &service.code);
    let named: Vec<&String> = codes
        .filter(|code| pattern.matches(&code.to_ascii_lowercase()))
        .collect();
    let mut text = named.len().to_string();
    for (at, code) in named.iter().take(5).enumerate() {
        text.push_str(if at == 0 { " (" } else { ", " });
        text.push_str(code);
    }
    if named.len() > 5 {
        text.push_str(", …");
    }
    if !named.is_empty() {
        text.push(')');
    }
    text
}

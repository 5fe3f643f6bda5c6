use super::operations::named;
use crate::diagnostic::{Diagnostic, catalogue_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};

/// RAM700: an action without wildcards of a service that the catalogue lists, which has no such operation. RAM702: one
/// with wildcards that matches none of its operations.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for placed in subject.sound_statements() {
        for at in placed.statement.action.iter().flat_map(|element| &element.patterns) {
            let Some((code, _)) = at.text.split_once(':') else {
                continue;
            };
            let is_named = at
                .pattern
                .as_ref()
                .is_some_and(|pattern| named(subject.catalog, pattern).is_some());
            if is_named || subject.catalog.service(code).is_none() {
                continue;
            }
            let message = match at.text.contains(['*', '?']) {
                true => &messages::NAMES_NO_ACTION,
                false => &messages::UNKNOWN_ACTION,
            };
            let diagnostic = Diagnostic::new(message, in_text(placed, at.span)).with(&at.text);
            report.push(diagnostic.with(&subject.catalog.date));
        }
    }
}

use crate::diagnostic::{Diagnostic, catalogue_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};

/// RAM700: an action without wildcards of a service that the catalogue lists, which has no such operation.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for placed in subject.sound_statements() {
        for action in placed.statement.action.iter().flat_map(|element| &element.patterns) {
            let is_listed = |code: &str| subject.catalog.service(code).is_some();
            let names_service = action.text.split_once(':').is_some_and(|(code, _)| is_listed(code));
            if names_service && !action.text.contains(['*', '?']) && subject.catalog.operation(&action.text).is_none() {
                report.push(
                    Diagnostic::new(&messages::UNKNOWN_ACTION, in_text(placed, action.span))
                        .with(&action.text)
                        .with(&subject.catalog.date),
                );
            }
        }
    }
}

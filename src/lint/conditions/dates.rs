use super::asked;
use crate::condition::{Comparison, Truth};
use crate::diagnostic::condition_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::Subject;

/// RAM515: a time limit that ended before the facts of the catalogue were written. There is no clock here, but that much
/// is certain.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let passed = [&subject.catalog.date, "T00:00:00Z"].concat();
    for one in asked(subject) {
        let is_limit = matches!(
            one.operator.comparison,
            Comparison::DateLessThan | Comparison::DateLessThanEquals
        );
        let still = one
            .condition
            .test
            .as_ref()
            .map(|test| test.truth_of(&mut std::iter::once(&*passed)));
        let is_date = Comparison::DateEquals.check(&passed).is_ok();
        if is_limit && is_date && *one.condition.key == *"acs:CurrentTime" && still == Some(Truth::False) {
            for (span, value) in &one.condition.values {
                report.push(one.at(&messages::TIME_IS_OVER, *span).with(value));
            }
        }
    }
}

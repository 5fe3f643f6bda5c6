use super::asked;
use crate::diagnostic::condition_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::text::find;

/// RAM527: a policy variable as other clouds have them. In a resource it is a placeholder (RAM262).
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for asked in asked(subject) {
        for (span, value) in &asked.condition.values {
            let variable = find("${", value).and_then(|at| value.get(at..));
            let closed = variable.and_then(|rest| rest.get(..=rest.find('}')?));
            if let Some(variable) = closed {
                report.push(asked.at(&messages::VARIABLE, *span).with(variable));
            }
        }
    }
}

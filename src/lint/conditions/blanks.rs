use super::{Asked, asked, quoted};
use crate::diagnostic::{FixKind, condition_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};

/// RAM526: a text to compare with that begins or ends with a blank. Values of other types are errors then.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for asked in asked(subject).filter(Asked::is_of_text) {
        for (span, value) in &asked.condition.values {
            let trimmed = value.trim();
            // A lone blank can be meant: it is what a header or a tag is when somebody left it so.
            if trimmed.len() < value.len() && !trimmed.is_empty() {
                let diagnostic = asked.at(&messages::BLANK_AROUND_VALUE, *span).with(value);
                report.push(match quoted(trimmed) {
                    Some(text) => diagnostic.fixed(FixKind::Change, in_text(asked.placed, *span), &text),
                    None => diagnostic,
                });
            }
        }
    }
}

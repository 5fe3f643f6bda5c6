use super::of_statement;
use crate::diagnostic::condition_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::Subject;

/// RAM504: two keys under one operator that differ in case only. The key of a tag may: it is another tag then.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for placed in subject.whole_statements() {
        for (at, second) in of_statement(placed).enumerate() {
            let key = &*second.condition.key;
            let (name, tag) = name_and_tag(key);
            let first = of_statement(placed).take(at).find(|first| {
                let (other, other_tag) = name_and_tag(&first.condition.key);
                first.condition.operator_span == second.condition.operator_span
                    && tag == other_tag
                    && name != other
                    && name.eq_ignore_ascii_case(other)
            });
            // Both spellings of the caller's ARN are documented: that neither is one of these has to be asked twice.
            let is_caller = second.operator.is_negated && name.eq_ignore_ascii_case("acs:PrincipalArn");
            if let Some(first) = first.filter(|_| !is_caller) {
                let diagnostic = second.at(&messages::KEYS_EQUAL_BUT_FOR_CASE, second.condition.key_span);
                report.push(diagnostic.with(&first.condition.key).with(key));
            }
        }
    }
}

/// A key up to its first slash, and the rest.
fn name_and_tag(key: &str) -> (&str, &str) {
    key.split_at(key.find('/').unwrap_or(key.len()))
}

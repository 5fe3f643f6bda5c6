use std::rc::Rc;

use super::proof::{Proofs, as_allow, redundant};
use crate::condition::{Operator, Test};
use crate::diagnostic::{Diagnostic, FixKind, redundancy_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::{Condition, Statement};
use crate::text::Span;

/// RAM603: a value of a condition that others of its list cover.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let mut proofs = Proofs::new(subject);
    for placed in subject.sound_statements() {
        let has_lists = (placed.statement.conditions.iter()).any(|condition| condition.values.len() > 1);
        if !has_lists || !proofs.matches_something(&placed.statement) {
            continue;
        }
        for (number, condition) in placed.statement.conditions.iter().enumerate() {
            let (Some(test), Ok(operator), 2..) = (
                &condition.test,
                Operator::parse(&condition.operator),
                condition.values.len(),
            ) else {
                continue;
            };
            let with = |items: &[usize]| with_values(&placed.statement, number, operator, items);
            let found = redundant(condition.values.len(), &|_, _| true, &mut |item, others| {
                let (fewer, more) = (with(others), with(&[others, &[item]].concat()));
                match test.is_negated() {
                    true => proofs.is_within(&[&fewer], &[&more]),
                    false => proofs.is_within(&[&more], &[&fewer]),
                }
            });
            let spans: Vec<Span> = condition
                .values
                .iter()
                .map(|(span, _)| in_text(placed, *span))
                .collect();
            let text = |item: usize| condition.values.get(item).map(|(_, text)| &**text);
            for found in found {
                let by: Vec<&str> = found.covered_by.iter().filter_map(|other| text(*other)).collect();
                if let (Some(span), Some(value)) = (spans.get(found.item), text(found.item)) {
                    let diagnostic = Diagnostic::new(&messages::REDUNDANT_VALUE, *span)
                        .with(value)
                        .with(&by.join("`, `"));
                    report.push(diagnostic.removing(FixKind::Equal, &spans, found.item));
                }
            }
        }
    }
}

/// The statement with some of the values of one condition, and no other condition.
#[inline(never)]
fn with_values(statement: &Statement, number: usize, operator: Operator, items: &[usize]) -> Statement {
    let mut statement = as_allow(statement);
    let with = |condition: &Condition| {
        let values: Vec<_> = items
            .iter()
            .filter_map(|item| condition.values.get(*item).cloned())
            .collect();
        let texts: Vec<Rc<str>> = values.iter().map(|(_, text)| Rc::clone(text)).collect();
        Condition {
            values,
            test: Some(Test::new(operator, &texts)),
            ..condition.clone()
        }
    };
    statement.conditions = statement.conditions.get(number).map(with).into_iter().collect();
    statement
}

use super::proof::{Redundant, as_allow, counted, is_within, matches_something, redundant};
use crate::diagnostic::{Diagnostic, FixKind, redundancy_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::policy::{Effect, Statement};

/// RAM600: a statement the meaning of which other statements of the same effect have already.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let statements = &subject.policy.statements;
    let spans: Vec<_> = statements.iter().map(|placed| placed.span).collect();
    for found in redundant_statements(subject) {
        let Some(placed) = statements.get(found.item) else {
            continue;
        };
        let mut diagnostic =
            Diagnostic::new(&messages::REDUNDANT_STATEMENT, placed.span).with(&counted(found.covered_by));
        // what stands outside the list is a statement too
        if statements.iter().all(|placed| !placed.statement.faulty) {
            diagnostic = diagnostic.removing(FixKind::Equal, &spans, found.item);
        }
        report.push(diagnostic);
    }
}

/// The statements that others make redundant; a statement with an error neither is nor makes so.
pub(super) fn redundant_statements(subject: &Subject) -> Vec<Redundant> {
    let statements: Vec<Statement> = subject
        .policy
        .statements
        .iter()
        .map(|placed| as_allow(&placed.statement))
        .collect();
    let counting = |statement: &Statement| {
        statement
            .effect
            .filter(|_| !statement.faulty && matches_something(statement))
    };
    let effects: Vec<Option<Effect>> = (subject.policy.statements.iter())
        .map(|placed| counting(&placed.statement))
        .collect();
    let effect = |index: usize| effects.get(index).copied().flatten();
    redundant(statements.len(), |item, others| {
        let same = others.iter().filter(|other| effect(**other) == effect(item));
        let others: Vec<&Statement> = same.filter_map(|other| statements.get(*other)).collect();
        let item = statements.get(item).filter(|_| effect(item).is_some());
        item.is_some_and(|item| !others.is_empty() && is_within(&[item], &others))
    })
}

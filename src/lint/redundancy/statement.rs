use super::proof::{Proofs, Redundant, as_allow, counted, redundant};
use crate::diagnostic::{Diagnostic, FixKind, redundancy_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::policy::{Effect, Statement};

/// RAM600: a statement the meaning of which other statements of the same effect have already.
pub(super) fn check(subject: &Subject, redundant: &[Redundant], report: &mut Report) {
    let statements = &subject.policy.statements;
    let spans: Vec<_> = statements.iter().map(|placed| placed.span).collect();
    for found in redundant {
        let Some(placed) = statements.get(found.item) else {
            continue;
        };
        let mut diagnostic =
            Diagnostic::new(&messages::REDUNDANT_STATEMENT, placed.span).with(&counted(&found.covered_by));
        // what stands outside the list is a statement too
        if statements.iter().all(|placed| !placed.statement.faulty) {
            diagnostic = diagnostic.removing(FixKind::Equal, &spans, found.item);
        }
        report.push(diagnostic);
    }
}

/// The statements that others make redundant; a statement with an error neither is nor makes so.
pub(super) fn redundant_statements(subject: &Subject) -> Vec<Redundant> {
    let mut proofs = Proofs::new(subject);
    let all = subject.policy.statements.iter().map(|placed| &placed.statement);
    let statements: Vec<Statement> = all.clone().map(|statement| as_allow(statement)).collect();
    let effects: Vec<Option<Effect>> = all
        .map(|statement| {
            let counts = !statement.faulty && proofs.matches_something(statement);
            statement.effect.filter(|_| counts)
        })
        .collect();
    let effect = |index: usize| effects.get(index).copied().flatten();
    let is_same = |one, other| effect(one).is_some() && effect(one) == effect(other);
    redundant(statements.len(), &is_same, &mut |item, others| {
        let same = others.iter().filter(|other| is_same(**other, item));
        let others: Vec<&Statement> = same.filter_map(|other| statements.get(*other)).collect();
        statements
            .get(item)
            .is_some_and(|item| proofs.is_within(&[item], &others))
    })
}

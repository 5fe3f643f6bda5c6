use super::list::List;
use super::proof::{Proofs, counted};
use crate::diagnostic::{Diagnostic, redundancy_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::{Effect, Statement};

/// RAM606: an Allow that the policy's own Denies cancel, whole; RAM607: one of its actions.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let numbered = subject.policy.statements.iter().enumerate();
    let denies: Vec<(usize, &Statement)> = numbered
        .filter(|(_, placed)| placed.statement.effect == Some(Effect::Deny) && !placed.statement.faulty)
        .map(|(index, placed)| (index, &*placed.statement))
        .collect();
    if denies.is_empty() {
        return;
    }
    let mut proofs = Proofs::new(subject);
    let denied: Vec<_> = denies.iter().map(|(_, deny)| List::Actions.of(deny)).collect();
    let allows = (subject.sound_statements()).filter(|placed| placed.statement.effect == Some(Effect::Allow));
    for placed in allows {
        if let Some(by) = denied_by(&mut proofs, &placed.statement, &denies) {
            report.push(Diagnostic::new(&messages::OVERRIDDEN_STATEMENT, placed.span).with(&by));
            continue;
        }
        let Some(actions) = List::Actions.of(&placed.statement).filter(|list| !list.is_negated) else {
            continue;
        };
        for (item, sample) in actions.samples.iter().enumerate() {
            let may_be_denied = denied.iter().any(|list| match list {
                Some(list) if !list.is_negated => list.samples.iter().any(|deny| deny.may_cover(sample)),
                _ => true,
            });
            let alone = || List::Actions.only(Statement::clone(&placed.statement), &[item]);
            if may_be_denied
                && let Some(by) = denied_by(&mut proofs, &alone(), &denies)
                && let Some((span, text)) = actions.texts.get(item)
            {
                let diagnostic = Diagnostic::new(&messages::OVERRIDDEN_ACTION, in_text(placed, *span)).with(text);
                report.push(diagnostic.with(&by));
            }
        }
    }
}

/// The numbers of the Denies that leave nothing of an Allow: of one alone, if one does.
#[inline(never)]
fn denied_by(proofs: &mut Proofs, allow: &Statement, denies: &[(usize, &Statement)]) -> Option<String> {
    let mut nothing_left = |denies: &[(usize, &Statement)]| {
        let mut statements = vec![allow];
        statements.extend(denies.iter().map(|(_, deny)| *deny));
        proofs.is_within(&statements, &[])
    };
    // an Allow that grants nothing anyway is not overridden
    if !nothing_left(denies) || nothing_left(&[]) {
        return None;
    }
    let single = denies
        .iter()
        .find(|deny| nothing_left(&[**deny]))
        .map(|(at, _)| vec![*at]);
    Some(counted(
        &single.unwrap_or_else(|| denies.iter().map(|(at, _)| *at).collect()),
    ))
}

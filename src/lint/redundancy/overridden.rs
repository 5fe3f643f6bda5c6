use super::proof::{Proofs, counted};
use super::sample::Sampled;
use crate::diagnostic::{Diagnostic, redundancy_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::{Effect, Element, Statement};

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
    let mut proofs = Proofs::new();
    let denied: Vec<Sampled> = (denies.iter())
        .filter_map(|(_, deny)| deny.action.as_ref())
        .flat_map(Sampled::all)
        .collect();
    let has_complement =
        (denies.iter()).any(|(_, deny)| deny.action.as_ref().is_none_or(|list| list.name.is_negated()));
    for placed in subject
        .sound_statements()
        .filter(|placed| placed.statement.effect == Some(Effect::Allow))
    {
        if let Some(by) = denied_by(&mut proofs, &placed.statement, &denies) {
            report.push(Diagnostic::new(&messages::OVERRIDDEN_STATEMENT, placed.span).with(&by));
            continue;
        }
        let Some(element) = placed
            .statement
            .action
            .as_ref()
            .filter(|element| !element.name.is_negated())
        else {
            continue;
        };
        for pattern in &element.patterns {
            let sample = Sampled::new(element.name, &pattern.text);
            if !has_complement && !denied.iter().any(|deny| deny.may_cover(&sample)) {
                continue;
            }
            let mut alone = Statement::clone(&placed.statement);
            alone.action = Some(Element {
                patterns: vec![pattern.clone()],
                ..element.clone()
            });
            if let Some(by) = denied_by(&mut proofs, &alone, &denies) {
                let span = in_text(placed, pattern.span);
                let diagnostic = Diagnostic::new(&messages::OVERRIDDEN_ACTION, span).with(&pattern.text);
                report.push(diagnostic.with(&by));
            }
        }
    }
}

/// The numbers of the Denies that leave nothing of an Allow: of one alone, if one does.
fn denied_by(proofs: &mut Proofs, allow: &Statement, denies: &[(usize, &Statement)]) -> Option<String> {
    let mut nothing_left = |denies: &[(usize, &Statement)]| {
        let denies = denies.iter().map(|(_, deny)| *deny);
        proofs.is_within(&std::iter::once(allow).chain(denies).collect::<Vec<_>>(), &[])
    };
    // an Allow that grants nothing anyway is not overridden
    if !nothing_left(denies) || nothing_left(&[]) {
        return None;
    }
    let single = denies.iter().find(|deny| nothing_left(&[**deny]));
    Some(single.map_or_else(|| counted(denies.iter().map(|(at, _)| *at)), |(at, _)| counted([*at])))
}

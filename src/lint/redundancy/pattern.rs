use super::list::{List, Patterns};
use super::proof::{Proofs, Redundant, as_allow, counted, redundant};
use crate::diagnostic::{Diagnostic, FixKind, Message};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::{Placed, Statement};
use crate::text::Span;

/// RAM601, RAM602: a pattern that others of its list cover; RAM604, RAM605: one that another statement covers.
pub(super) fn check(subject: &Subject, redundant: &[Redundant], report: &mut Report) {
    let gone: Vec<usize> = redundant.iter().map(|found| found.item).collect();
    let mut proofs = Proofs::new(subject);
    for (index, placed) in subject.policy.statements.iter().enumerate() {
        let statement = &placed.statement;
        // A list is held against itself whatever is wrong with the rest of its statement.
        if !placed.is_whole() || !statement.faulty && !proofs.matches_something(statement) {
            continue;
        }
        let others = match statement.faulty || gone.contains(&index) {
            true => Vec::new(),
            false => same_effect(subject, index, &gone),
        };
        for list in [List::Actions, List::Resources] {
            if let Some(patterns) = list.of(&placed.statement).filter(|patterns| patterns.texts.len() > 1) {
                let mut checked = Checked {
                    placed,
                    list,
                    patterns: &patterns,
                    report,
                };
                let gone = checked.within_the_list(&mut proofs);
                if !patterns.is_negated && !others.is_empty() {
                    checked.against_others(&mut proofs, &others, &gone);
                }
            }
        }
    }
}

/// The other statements of the same effect without an error and not redundant themselves, with their numbers.
fn same_effect(subject: &Subject, index: usize, gone: &[usize]) -> Vec<(usize, Statement)> {
    let statements = subject.policy.statements.iter().enumerate();
    let effect = (subject.policy.statements.get(index)).and_then(|placed| placed.statement.effect);
    statements
        .filter(|(other, placed)| {
            *other != index && !gone.contains(other) && !placed.statement.faulty && placed.statement.effect == effect
        })
        .map(|(other, placed)| (other, as_allow(&placed.statement)))
        .collect()
}

/// A list that is looked at.
struct Checked<'a> {
    placed: &'a Placed,
    list: List,
    patterns: &'a Patterns,
    report: &'a mut Report,
}

impl Checked<'_> {
    /// Reports what the rest of the list covers, and gives the numbers. Whether the list names what is meant or what is
    /// excepted: a pattern within the others adds nothing.
    fn within_the_list(&mut self, proofs: &mut Proofs) -> Vec<usize> {
        let (list, samples) = (self.list, &self.patterns.samples);
        let alone = list.alone(&self.placed.statement);
        let only = |items: &[usize]| list.only(alone.clone(), items);
        let may_cover = |one: usize, other: usize| {
            let (one, other) = (samples.get(one), samples.get(other));
            one.zip(other).is_some_and(|(one, other)| one.may_cover(other))
        };
        let found = redundant(samples.len(), &may_cover, &mut |item, others| {
            proofs.is_within(&[&only(&[item])], &[&only(others)])
        });
        for found in &found {
            let texts = &self.patterns.texts;
            let by: Vec<&str> = (found.covered_by.iter())
                .filter_map(|other| Some(&*texts.get(*other)?.1))
                .collect();
            let by = by.join("`, `");
            self.say(list.redundant(), found.item, &by);
        }
        found.iter().map(|found| found.item).collect()
    }

    /// Reports what other statements cover, but for what is gone already.
    fn against_others(&mut self, proofs: &mut Proofs, others: &[(usize, Statement)], gone: &[usize]) {
        let lists: Vec<Option<Patterns>> = others.iter().map(|(_, other)| self.list.of(other)).collect();
        for (item, sample) in self.patterns.samples.iter().enumerate() {
            let may_cover = |patterns: &Option<Patterns>| match patterns {
                Some(patterns) if !patterns.is_negated => patterns.samples.iter().any(|other| other.may_cover(sample)),
                _ => true,
            };
            let near: Vec<&(usize, Statement)> = (others.iter().zip(&lists))
                .filter(|(_, list)| may_cover(list))
                .map(|(other, _)| other)
                .collect();
            if near.is_empty() || gone.contains(&item) {
                continue;
            }
            let alone = self.list.only(as_allow(&self.placed.statement), &[item]);
            let single = near.iter().find(|(_, other)| proofs.is_within(&[&alone], &[other]));
            let by = match single {
                Some((at, _)) => vec![*at],
                None => {
                    let all: Vec<&Statement> = others.iter().map(|(_, other)| other).collect();
                    let is_covered = proofs.is_within(&[&alone], &all);
                    near.iter().filter(|_| is_covered).map(|(at, _)| *at).collect()
                }
            };
            if !by.is_empty() {
                self.say(self.list.shadowed(), item, &counted(&by));
            }
        }
    }

    fn say(&mut self, message: &'static Message, item: usize, by: &str) {
        let texts = self.patterns.texts.iter();
        let spans: Vec<Span> = texts.map(|(span, _)| in_text(self.placed, *span)).collect();
        if let (Some(span), Some((_, text))) = (spans.get(item), self.patterns.texts.get(item)) {
            let diagnostic = Diagnostic::new(message, *span).with(text).with(by);
            self.report.push(diagnostic.removing(FixKind::Equal, &spans, item));
        }
    }
}

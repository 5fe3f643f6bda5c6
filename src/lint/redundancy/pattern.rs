use std::rc::Rc;

use super::proof::{Proofs, as_allow, counted, redundant};
use super::sample::Sampled;
use super::statement::redundant_statements;
use crate::diagnostic::{Diagnostic, FixKind, Message, redundancy_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::pattern::ResourcePattern;
use crate::policy::{ActionPattern, Effect, Element, ElementName, Placed, Statement};
use crate::text::Span;

/// RAM601, RAM602: a pattern that others of its list cover; RAM604, RAM605: one that another statement covers.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let gone: Vec<usize> = redundant_statements(subject).iter().map(|found| found.item).collect();
    let mut proofs = Proofs::new();
    for (index, placed) in subject.policy.statements.iter().enumerate() {
        if placed.statement.faulty || !proofs.matches_something(&placed.statement) {
            continue;
        }
        let others = match gone.contains(&index) {
            true => Vec::new(),
            false => same_effect(subject, index, &gone),
        };
        check_list(placed, &mut proofs, report, &others, &Actions);
        check_list(placed, &mut proofs, report, &others, &Resources);
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

/// One of the two lists of patterns of a statement.
trait List {
    type Pattern: Clone;
    const NAME: ElementName;
    const REDUNDANT: &'static Message;
    const SHADOWED: &'static Message;
    fn of<'s>(&self, statement: &'s Statement) -> Option<&'s Element<Self::Pattern>>;
    fn put(&self, statement: &mut Statement, element: Element<Self::Pattern>);
}

struct Actions;
struct Resources;

impl List for Actions {
    type Pattern = ActionPattern;
    const NAME: ElementName = ElementName::Action;
    const REDUNDANT: &'static Message = &messages::REDUNDANT_ACTION;
    const SHADOWED: &'static Message = &messages::SHADOWED_ACTION;
    fn of<'s>(&self, statement: &'s Statement) -> Option<&'s Element<Self::Pattern>> {
        statement.action.as_ref()
    }
    fn put(&self, statement: &mut Statement, element: Element<Self::Pattern>) {
        statement.action = Some(element);
    }
}

impl List for Resources {
    type Pattern = ResourcePattern;
    const NAME: ElementName = ElementName::Resource;
    const REDUNDANT: &'static Message = &messages::REDUNDANT_RESOURCE;
    const SHADOWED: &'static Message = &messages::SHADOWED_RESOURCE;
    fn of<'s>(&self, statement: &'s Statement) -> Option<&'s Element<Self::Pattern>> {
        statement.resource.as_ref()
    }
    fn put(&self, statement: &mut Statement, element: Element<Self::Pattern>) {
        statement.resource = Some(element);
    }
}

/// A statement that allows everything.
fn everything() -> Statement {
    Statement {
        effect: Some(Effect::Allow),
        principal: None,
        action: None,
        resource: None,
        conditions: Vec::new(),
        problems: Vec::new(),
        faulty: false,
    }
}

fn check_list<L: List>(
    placed: &Placed,
    proofs: &mut Proofs,
    report: &mut Report,
    others: &[(usize, Statement)],
    list: &L,
) {
    let Some(element) = list.of(&placed.statement) else {
        return;
    };
    if element.patterns.len() < 2 {
        return;
    }
    let some = |items: &[usize]| Element {
        name: L::NAME,
        patterns: items
            .iter()
            .filter_map(|item| element.patterns.get(*item).cloned())
            .collect(),
        ..element.clone()
    };
    // whether the list names what is meant or what is excepted, a pattern within the others adds nothing
    let alone = |items: &[usize]| {
        let mut statement = everything();
        list.put(&mut statement, some(items));
        statement
    };
    let samples = Sampled::all(element);
    let may_cover = |one: usize, other: usize| {
        let (one, other) = (samples.get(one), samples.get(other));
        one.zip(other).is_some_and(|(one, other)| one.may_cover(other))
    };
    let found = redundant(element.patterns.len(), may_cover, |item, others| {
        proofs.is_within(&[&alone(&[item])], &[&alone(others)])
    });
    let spans: Vec<Span> = (element.patterns.iter())
        .map(|pattern| in_text(placed, pattern.span))
        .collect();
    let text = |item: usize| element.patterns.get(item).map(|pattern| Rc::clone(&pattern.text));
    let mut say = |message, item, by: &str| {
        let (Some(span), Some(text)) = (spans.get(item), text(item)) else {
            return;
        };
        let diagnostic = Diagnostic::new(message, *span).with(&text).with(by);
        report.push(diagnostic.removing(FixKind::Equal, &spans, item));
    };
    for found in &found {
        let by: Vec<Rc<str>> = found.covered_by.iter().filter_map(|other| text(*other)).collect();
        say(L::REDUNDANT, found.item, &by.join("`, `"));
    }
    if element.name.is_negated() {
        return;
    }
    let other_samples: Vec<Option<Vec<Sampled>>> = (others.iter())
        .map(|(_, other)| {
            let element = list.of(other).filter(|element| !element.name.is_negated());
            element.map(Sampled::all)
        })
        .collect();
    for (item, sample) in samples.iter().enumerate() {
        if found.iter().any(|found| found.item == item) {
            continue;
        }
        let may_cover = |samples: &Option<Vec<Sampled>>| {
            (samples.as_ref()).is_none_or(|samples| samples.iter().any(|other| other.may_cover(sample)))
        };
        let near: Vec<&(usize, Statement)> = (others.iter().zip(&other_samples))
            .filter(|(_, samples)| may_cover(samples))
            .map(|(other, _)| other)
            .collect();
        if near.is_empty() {
            continue;
        }
        let mut alone = as_allow(&placed.statement);
        list.put(&mut alone, some(&[item]));
        let single = near.iter().find(|(_, other)| proofs.is_within(&[&alone], &[other]));
        if let Some((at, _)) = single {
            say(L::SHADOWED, item, &counted([*at]));
        } else {
            let all: Vec<&Statement> = others.iter().map(|(_, other)| other).collect();
            if proofs.is_within(&[&alone], &all) {
                say(L::SHADOWED, item, &counted(near.iter().map(|(at, _)| *at)));
            }
        }
    }
}

use std::rc::Rc;

use super::proof::{Redundant, as_allow, counted, is_within, matches_something, redundant};
use super::statement::redundant_statements;
use crate::diagnostic::{Diagnostic, FixKind, Message, redundancy_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::{Element, PatternAt, Placed, Statement};
use crate::text::Span;

/// RAM601, RAM602: a pattern that others of its list cover; RAM604, RAM605: one that another statement covers.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let gone: Vec<usize> = redundant_statements(subject).iter().map(|found| found.item).collect();
    for (index, placed) in subject.policy.statements.iter().enumerate() {
        if placed.statement.faulty || !matches_something(&placed.statement) {
            continue;
        }
        let others = match gone.contains(&index) {
            true => Vec::new(),
            false => same_effect(subject, index, &gone),
        };
        check_list(placed, report, &others, &Actions);
        check_list(placed, report, &others, &Resources);
    }
}

/// The other statements of the same effect without an error and not redundant themselves, with their numbers.
fn same_effect(subject: &Subject, index: usize, gone: &[usize]) -> Vec<(usize, Statement)> {
    let statements = subject.policy.statements.iter().enumerate();
    let effect = subject
        .policy
        .statements
        .get(index)
        .and_then(|placed| placed.statement.effect);
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
    const REDUNDANT: &'static Message;
    const SHADOWED: &'static Message;
    fn of<'s>(&self, statement: &'s Statement) -> Option<&'s Element<Self::Pattern>>;
    fn put(&self, statement: &mut Statement, element: Element<Self::Pattern>);
}

struct Actions;
struct Resources;

impl List for Actions {
    type Pattern = crate::policy::ActionPattern;
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
    type Pattern = crate::pattern::ResourcePattern;
    const REDUNDANT: &'static Message = &messages::REDUNDANT_RESOURCE;
    const SHADOWED: &'static Message = &messages::SHADOWED_RESOURCE;
    fn of<'s>(&self, statement: &'s Statement) -> Option<&'s Element<Self::Pattern>> {
        statement.resource.as_ref()
    }
    fn put(&self, statement: &mut Statement, element: Element<Self::Pattern>) {
        statement.resource = Some(element);
    }
}

fn check_list<L: List>(placed: &Placed, report: &mut Report, others: &[(usize, Statement)], list: &L) {
    let statement = as_allow(&placed.statement);
    let Some(element) = list.of(&statement) else { return };
    if element.patterns.len() < 2 {
        return;
    }
    let with = |items: &[usize]| {
        let patterns = items.iter().filter_map(|item| element.patterns.get(*item).cloned());
        let mut statement = statement.clone();
        let patterns: Vec<PatternAt<L::Pattern>> = patterns.collect();
        list.put(
            &mut statement,
            Element {
                patterns,
                ..element.clone()
            },
        );
        statement
    };
    let found = redundant(element.patterns.len(), |item, others| {
        if element.name.is_negated() {
            is_within(&[&with(others)], &[&with(&[others, &[item]].concat())])
        } else {
            is_within(&[&with(&[item])], &[&with(others)])
        }
    });
    let spans: Vec<Span> = element
        .patterns
        .iter()
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
    for Redundant { item, covered_by } in &found {
        let by: Vec<Rc<str>> = covered_by.iter().filter_map(|other| text(*other)).collect();
        say(L::REDUNDANT, *item, &by.join("`, `"));
    }
    if element.name.is_negated() {
        return;
    }
    for item in 0..element.patterns.len() {
        let alone = with(&[item]);
        let all: Vec<&Statement> = others.iter().map(|(_, other)| other).collect();
        if found.iter().any(|found| found.item == item) || all.is_empty() || !is_within(&[&alone], &all) {
            continue;
        }
        let single = others.iter().find(|(_, other)| is_within(&[&alone], &[other]));
        let by = single.map_or_else(|| counted(others.iter().map(|(at, _)| *at)), |(at, _)| counted([*at]));
        say(L::SHADOWED, item, &by);
    }
}

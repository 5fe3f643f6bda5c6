use std::rc::Rc;

use super::sample::Sampled;
use crate::diagnostic::{Message, redundancy_findings as messages};
use crate::policy::{Effect, Element, ElementName, PatternAt, Statement};
use crate::text::Span;

/// One of the two lists of patterns of a statement.
#[derive(Clone, Copy)]
pub(super) enum List {
    Actions,
    Resources,
}

/// The patterns of a list, whatever they are of.
pub(super) struct Patterns {
    /// Whether it names what is excepted.
    pub is_negated: bool,
    /// Their places from the statement's start, and their texts.
    pub texts: Vec<(Span, Rc<str>)>,
    pub samples: Vec<Sampled>,
}

impl List {
    /// What is said of a pattern that the rest of its list covers.
    pub fn redundant(self) -> &'static Message {
        match self {
            Self::Actions => &messages::REDUNDANT_ACTION,
            Self::Resources => &messages::REDUNDANT_RESOURCE,
        }
    }

    /// What is said of a pattern that another statement covers.
    pub fn shadowed(self) -> &'static Message {
        match self {
            Self::Actions => &messages::SHADOWED_ACTION,
            Self::Resources => &messages::SHADOWED_RESOURCE,
        }
    }

    /// The list of a statement, if it has it and all of it can be read.
    #[inline(never)]
    pub fn of(self, statement: &Statement) -> Option<Patterns> {
        fn texts<P>(element: &Element<P>) -> Option<Vec<(Span, Rc<str>)>> {
            let patterns = element.patterns.iter();
            let texts = patterns.map(|pattern| (pattern.span, Rc::clone(&pattern.text)));
            element.readable.then(|| texts.collect())
        }
        let (name, texts) = match self {
            Self::Actions => (statement.action.as_ref()?.name, texts(statement.action.as_ref()?)?),
            Self::Resources => (statement.resource.as_ref()?.name, texts(statement.resource.as_ref()?)?),
        };
        Some(Patterns {
            is_negated: name.is_negated(),
            samples: texts.iter().map(|(_, text)| Sampled::new(name, text)).collect(),
            texts,
        })
    }

    /// A statement with no more of this list than some of its patterns, as those that it names.
    #[inline(never)]
    pub fn only(self, mut statement: Statement, items: &[usize]) -> Statement {
        fn keep<P: Clone>(element: &mut Element<P>, name: ElementName, items: &[usize]) {
            let kept: Vec<PatternAt<P>> = (items.iter())
                .filter_map(|item| element.patterns.get(*item).cloned())
                .collect();
            element.patterns = kept;
            element.name = name;
        }
        match (self, &mut statement.action, &mut statement.resource) {
            (Self::Actions, Some(element), _) => keep(element, ElementName::Action, items),
            (Self::Resources, _, Some(element)) => keep(element, ElementName::Resource, items),
            _ => {}
        }
        statement
    }

    /// An Allow of whatever this list alone names.
    #[inline(never)]
    pub fn alone(self, statement: &Statement) -> Statement {
        Statement {
            effect: Some(Effect::Allow),
            principal: None,
            action: statement.action.clone().filter(|_| matches!(self, Self::Actions)),
            resource: statement.resource.clone().filter(|_| matches!(self, Self::Resources)),
            conditions: Vec::new(),
            problems: Vec::new(),
            faulty: false,
        }
    }
}

//! A statement as a conjunction of parts.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use super::product::{Pattern, of_action, of_resource};
use crate::condition::Test;
use crate::evaluate::{named_actions, named_principal, named_resources};
use crate::pattern::{NamePattern, ResourcePattern};
use crate::policy::{ActionPattern, Element, Principal, Statement};

/// A statement as a conjunction: it matches where every part of it does.
pub(super) struct Clause<'a> {
    actions: Option<Cow<'a, Element<ActionPattern>>>,
    resources: Option<&'a Element<ResourcePattern>>,
    principal: Option<&'a Principal>,
    /// The keys and what is asked of them.
    pub conditions: Vec<(&'a str, &'a Test)>,
    /// What there is to it.
    pub parts: Vec<Part>,
    /// Clauses, and whether their actions have the action: a kind of action.
    kind: Vec<(&'a Self, bool)>,
    read_actions: OnceCell<Vec<Pattern>>,
    read_resources: OnceCell<Vec<Pattern>>,
    /// The action that was asked last, and the answer.
    asked: RefCell<(String, bool)>,
}

/// A part of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Action,
    Resource,
    Principal,
    /// A condition, by its number.
    Condition(usize),
    /// Whether the actions of another clause have the action, by its number in the kind.
    ActionOf(usize),
}

impl Part {
    pub fn is_action(self) -> bool {
        matches!(self, Self::Action | Self::ActionOf(_))
    }
}

/// A list of patterns, and whether it is what they do not match that is meant.
pub(super) struct List<'a> {
    pub patterns: &'a [Pattern],
    pub is_negated: bool,
}

impl<'a> Clause<'a> {
    /// Of one with an error: what it could touch.
    pub fn new(statement: &'a Statement) -> Self {
        let conditions: Vec<(&str, &Test)> = match statement.faulty {
            true => Vec::new(),
            false => (statement.conditions.iter())
                .filter_map(|condition| Some((&*condition.key, condition.test.as_ref()?)))
                .collect(),
        };
        let actions = named_actions(statement);
        let resources = named_resources(statement);
        let principal = named_principal(statement);
        let mut parts = Vec::with_capacity(3 + conditions.len());
        parts.extend(actions.is_some().then_some(Part::Action));
        parts.extend(resources.is_some().then_some(Part::Resource));
        parts.extend(principal.is_some().then_some(Part::Principal));
        parts.extend((0..conditions.len()).map(Part::Condition));
        Self {
            actions,
            resources,
            principal,
            conditions,
            parts,
            kind: Vec::new(),
            read_actions: OnceCell::new(),
            read_resources: OnceCell::new(),
            asked: RefCell::default(),
        }
    }

    /// One that matches the actions that each of these clauses has or does not have, as is said beside it.
    pub fn of_kind(kind: impl Iterator<Item = (&'a Self, bool)>) -> Self {
        let kind: Vec<(&Self, bool)> = kind.filter(|(clause, _)| clause.actions.is_some()).collect();
        Self {
            actions: None,
            resources: None,
            principal: None,
            conditions: Vec::new(),
            parts: (0..kind.len()).map(Part::ActionOf).collect(),
            kind,
            read_actions: OnceCell::new(),
            read_resources: OnceCell::new(),
            asked: RefCell::default(),
        }
    }

    /// Whether an action is of the kind, if it is one of a kind.
    pub fn is_of_kind(&self, code: &str, name: &str) -> bool {
        self.kind
            .iter()
            .all(|(clause, has)| clause.has_action(code, name) == *has)
    }

    /// The actions that a part is about.
    pub fn actions_of(&self, part: Part) -> Option<List<'_>> {
        let Part::ActionOf(at) = part else {
            return self.actions();
        };
        let (clause, has) = self.kind.get(at)?;
        let list = clause.actions()?;
        Some(List {
            is_negated: list.is_negated == *has,
            ..list
        })
    }

    /// The patterns of its actions as they are written; none where it is about any.
    pub fn written_actions(&self) -> impl Iterator<Item = &str> {
        self.actions
            .as_deref()
            .into_iter()
            .flat_map(|element| &element.patterns)
            .map(|at| &*at.text)
    }

    pub fn principal(&self) -> Option<&'a Principal> {
        self.principal
    }

    /// The actions it is about; `None`: any.
    pub fn actions(&self) -> Option<List<'_>> {
        let element = self.actions.as_deref()?;
        let read = || {
            let patterns = element.patterns.iter();
            patterns
                .filter_map(|at| Some(of_action(at.pattern.as_ref()?, &at.text)))
                .collect()
        };
        Some(List {
            patterns: self.read_actions.get_or_init(read),
            is_negated: element.name.is_negated(),
        })
    }

    /// The resources it is about; `None`: any.
    pub fn resources(&self) -> Option<List<'_>> {
        let element = self.resources?;
        let read = || {
            let patterns = element.patterns.iter().filter_map(|at| at.pattern.as_ref());
            patterns.map(of_resource).collect()
        };
        Some(List {
            patterns: self.read_resources.get_or_init(read),
            is_negated: element.name.is_negated(),
        })
    }

    /// Whether it is about an action, given in lower case. The answer to the action that was asked last is remembered: most
    /// are asked of many requests.
    pub fn has_action(&self, code: &str, name: &str) -> bool {
        let mut asked = self.asked.borrow_mut();
        let (of, answer) = &mut *asked;
        if of.strip_prefix(code).and_then(|rest| rest.strip_prefix(':')) != Some(name) {
            of.clear();
            of.extend([code, ":", name]);
            *answer = self.matches_action(code, name);
        }
        *answer
    }

    fn matches_action(&self, code: &str, name: &str) -> bool {
        let matches = |service: &NamePattern, pattern: &NamePattern| service.matches(code) && pattern.matches(name);
        self.actions.as_deref().is_none_or(|element| {
            let mut patterns = element.patterns.iter().filter_map(|at| at.pattern.as_ref());
            let any = patterns.any(|pattern| match pattern {
                ActionPattern::All => true,
                ActionPattern::Named { service, name } => matches(service, name),
            });
            any != element.name.is_negated()
        })
    }

    /// Whether it is about a resource: its four fields, or none for a lone `*`.
    pub fn has_resource(&self, value: &[String]) -> bool {
        self.resources().is_none_or(|list| {
            list.patterns
                .iter()
                .any(|pattern| super::product::matches(pattern, value))
                != list.is_negated
        })
    }
}

impl<'a> Clause<'a> {
    /// The condition that a part is, if it is one.
    pub fn condition(&self, part: Part) -> Option<(&'a str, &'a Test)> {
        match part {
            Part::Condition(at) => self.conditions.get(at).copied(),
            _ => None,
        }
    }

    /// The key that a part is about.
    pub fn key(&self, part: Part) -> Option<&'a str> {
        self.condition(part).map(|(key, _)| key)
    }
}

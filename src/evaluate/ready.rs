use std::ops::Range;
use std::rc::Rc;

use super::actions::Actions;
use super::attached::{Attached, Parts, Stage};
use super::question::{Atom, OpenCondition};
use super::resource::{ReadyPattern, ResourceText};
use super::scope::{named_actions, named_principal, named_resources, spares_owner};
use crate::condition::Test;
use crate::policy::{Caller, Condition, Effect, PolicyKind, Principal, Statement};

/// Policies made ready to decide many requests; what is written here stands as long as no policy is updated.
#[derive(Default)]
pub(super) struct Ready {
    pub groups: Vec<Group>,
    /// Those of each group side by side, its Denies first.
    pub statements: Vec<ReadyStatement>,
    pub questions: Vec<OpenCondition>,
    /// The keys of all conditions, each once.
    pub keys: Vec<Rc<str>>,
    account: Option<Rc<str>>,
}

/// The policies that one stage looks at together.
pub(super) struct Group {
    pub stage: Stage,
    /// The resource group they are attached in.
    pub resource_group: Option<Rc<str>>,
    /// The policies, by their number in the authorization.
    pub policies: Vec<usize>,
    /// The statements that deny, and those that allow, by their number.
    pub denies: Range<usize>,
    pub allows: Range<usize>,
}

/// A statement made ready.
pub(super) struct ReadyStatement {
    /// Whom it is about; `None`: everybody.
    pub principal: Option<Principal>,
    /// Its principal `*` does not mean the owner of the account.
    pub spares_owner: bool,
    /// The resources it names; `None`: whichever.
    resources: Option<Resources>,
    pub conditions: Vec<ReadyCondition>,
    /// It has an error: whether it holds is open.
    pub open: Option<Atom>,
}

struct Resources {
    is_negated: bool,
    patterns: Vec<ReadyPattern>,
}

/// One condition made ready.
pub(super) struct ReadyCondition {
    /// The number of its key.
    pub key: usize,
    pub test: Test,
    /// The number of what it asks.
    pub question: u32,
}

impl ReadyStatement {
    pub fn matches(&self, resource: &ResourceText) -> bool {
        self.resources.as_ref().is_none_or(|resources| {
            resources.patterns.iter().any(|pattern| pattern.matches(resource)) != resources.is_negated
        })
    }

    /// A policy too long to be analysed could say anything.
    fn of_unread(open: Atom) -> Self {
        Self {
            principal: None,
            spares_owner: false,
            resources: None,
            conditions: Vec::new(),
            open: Some(open),
        }
    }
}

impl Ready {
    /// What each stage looks at; nothing is read yet.
    pub fn plan(parts: &Parts) -> Self {
        Self {
            groups: groups(parts),
            account: parts.account.clone(),
            ..Self::default()
        }
    }

    /// Whether the caller owns the account whose policies these are; where that is not told, the account of the resource.
    pub fn is_owner(&self, caller: &Caller, resource: &ResourceText) -> bool {
        let Caller::Root { account } = caller else {
            return false;
        };
        match (&self.account, resource.fields) {
            (Some(own), _) => own == account,
            (None, Some([_, _, named, _])) => *named == **account,
            (None, None) => false,
        }
    }

    /// Makes ready what the policies say now, and what their actions match.
    pub fn read(&mut self, policies: &[Attached]) -> Actions {
        let mut sources: Vec<Option<Rc<Statement>>> = Vec::new();
        self.statements.clear();
        self.questions.clear();
        self.keys.clear();
        let mut groups = std::mem::take(&mut self.groups);
        for (group, number) in groups.iter_mut().zip(0..) {
            if let Stage::Resource | Stage::AssumeRole = group.stage {
                let kind = (group.policies.first()).and_then(|policy| policies.get(*policy));
                let is_trust = kind.is_some_and(|attached| attached.policy.borrow().policy().kind == PolicyKind::Trust);
                group.stage = if is_trust { Stage::AssumeRole } else { Stage::Resource };
            }
            let lists = self.of_group(group, number, policies);
            let [denies, conditional_denies, allows, conditional_allows] = lists.each_ref().map(Vec::len);
            let first = self.statements.len();
            group.denies = first..first + denies + conditional_denies;
            group.allows = group.denies.end..group.denies.end + allows + conditional_allows;
            for list in lists {
                for (statement, source) in list {
                    self.statements.push(statement);
                    sources.push(source);
                }
            }
        }
        self.groups = groups;
        let mut actions = Actions::new(sources.len());
        for (source, number) in sources.iter().zip(0..) {
            let named = source.as_ref().and_then(|source| named_actions(source));
            actions.add(number, named.as_deref());
        }
        actions
    }

    /// The statements of a group: those that deny, and those that allow, of each first the ones without conditions, so
    /// that what can be told without them is told first.
    fn of_group(&mut self, group: &Group, number: u32, policies: &[Attached]) -> [Vec<Read>; 4] {
        let mut lists: [Vec<Read>; 4] = Default::default();
        let [denies, conditional_denies, allows, conditional_allows] = &mut lists;
        for attached in group.policies.iter().filter_map(|policy| policies.get(*policy)) {
            let text = attached.policy.borrow();
            if text.policy().skipped {
                denies.push((ReadyStatement::of_unread(Atom::Faulty(number)), None));
                allows.push((ReadyStatement::of_unread(Atom::Unread(number)), None));
            }
            for placed in &text.policy().statements {
                let statement = &placed.statement;
                if statement.faulty && statement.effect == Some(Effect::Allow) {
                    continue;
                }
                let ready = self.statement(statement, number, text.policy().kind);
                let list = match (statement.effect, ready.conditions.is_empty()) {
                    (Some(Effect::Allow), true) => &mut *allows,
                    (Some(Effect::Allow), false) => &mut *conditional_allows,
                    (_, true) => &mut *denies,
                    (_, false) => &mut *conditional_denies,
                };
                list.push((ready, Some(Rc::clone(statement))));
            }
        }
        lists
    }

    fn statement(&mut self, statement: &Statement, group: u32, kind: PolicyKind) -> ReadyStatement {
        ReadyStatement {
            principal: named_principal(statement).cloned(),
            spares_owner: spares_owner(statement, kind),
            resources: named_resources(statement).map(|resource| Resources {
                is_negated: resource.name.is_negated(),
                patterns: (resource.patterns.iter())
                    .filter_map(|at| at.pattern.as_ref().map(ReadyPattern::new))
                    .collect(),
            }),
            conditions: match statement.faulty {
                true => Vec::new(),
                false => (statement.conditions.iter())
                    .filter_map(|condition| self.condition(condition))
                    .collect(),
            },
            open: statement.faulty.then_some(Atom::Faulty(group)),
        }
    }

    /// `None` where the operator is none: the statement is faulty then.
    fn condition(&mut self, condition: &Condition) -> Option<ReadyCondition> {
        let test = condition.test.clone()?;
        let known = self
            .questions
            .iter()
            .position(|known| known.asks(&condition.key, &test));
        let number = known.unwrap_or(self.questions.len());
        if known.is_none() {
            self.questions.push(OpenCondition::of(condition, &test));
        }
        let key = self.keys.iter().position(|key| *key == condition.key);
        let key = key.unwrap_or_else(|| {
            self.keys.push(Rc::clone(&condition.key));
            self.keys.len() - 1
        });
        Some(ReadyCondition {
            key,
            test,
            question: number as u32,
        })
    }
}

/// A statement made ready, and what it was made of.
type Read = (ReadyStatement, Option<Rc<Statement>>);

/// The groups in the order of their stages; policies are counted as [`super::Authorization::policies`] lists them.
fn groups(parts: &Parts) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut next = 0;
    let group = |stage, resource_group, policies| Group {
        stage,
        resource_group,
        policies,
        denies: 0..0,
        allows: 0..0,
    };
    for (policies, level) in parts.control.iter().zip(0..) {
        let end = next + policies.len();
        groups.push(group(Stage::Control(level), None, (next..end).collect()));
        next = end;
    }
    if parts.session.is_some() {
        groups.push(group(Stage::Session, None, vec![next]));
        next += 1;
    }
    let first = groups.len();
    groups.push(group(Stage::Account, None, Vec::new()));
    for attached in &parts.identity {
        let place = match &attached.resource_group {
            None => Some(first),
            of => (first + 1..groups.len())
                .find(|place| groups.get(*place).is_some_and(|group| group.resource_group == *of)),
        };
        match place.and_then(|place| groups.get_mut(place)) {
            Some(group) => group.policies.push(next),
            None => groups.push(group(Stage::ResourceGroup, attached.resource_group.clone(), vec![next])),
        }
        next += 1;
    }
    if parts.resource.is_some() {
        groups.push(group(Stage::Resource, None, vec![next]));
    }
    groups
}

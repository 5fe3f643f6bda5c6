use std::rc::Rc;

use super::calls;
use super::ground::Ground;
use super::level::Level;
use super::matches::Matches;
use super::meet::element_level;
use crate::catalog::Requirement;
use crate::evaluate::{named_actions, named_resources};
use crate::pattern::{Bits, Budget, ResourcePattern};
use crate::policy::{ActionPattern, Effect, Element, Statement};

/// What one statement covers of the listed operations; the members of each set are operation ids.
///
/// A faulty statement covers nothing (`ram/language.md` §9.6); what it could take away is in [`Self::blocked`].
#[derive(Clone, Debug, Default)]
pub struct StatementCoverage {
    /// For each of its action patterns the operations that it names; `None` for a faulty one.
    pub actions: Vec<Option<Rc<Bits>>>,
    /// The operations that its action, taken as a whole, names.
    pub named: Bits,
    /// Those of which it covers every call.
    pub full: Bits,
    /// Those of which it covers some calls.
    pub partial: Bits,
    /// Those of which it covers no call although it matches a resource that is checked.
    pub contributing: Bits,
    /// Those for which the step budget ran out, or whose resources are not published while the statement names narrower
    /// ones than `*`.
    pub undecided: Bits,
    /// Those that a faulty Deny, or a statement without a readable effect, could touch.
    pub blocked: Bits,
    /// Every operation for whose net effect the statement counts: the union of `full`, `partial`, `contributing`,
    /// `undecided` and `blocked`.
    pub touched: Bits,
}

impl StatementCoverage {
    /// The level of the statement on an operation, by its id; `None` for one that is not listed.
    #[must_use]
    pub fn level(&self, operation: usize) -> Level {
        if self.undecided.contains(operation) || self.blocked.contains(operation) {
            Level::Undecided
        } else if self.full.contains(operation) {
            Level::Full
        } else if self.partial.contains(operation) {
            Level::Partial
        } else {
            Level::None
        }
    }

    /// Works out what a statement covers; `matches` remembers what action patterns name.
    pub(super) fn of(statement: &Statement, ground: &Ground, matches: &mut Matches, budget: &mut Budget) -> Self {
        let mut coverage = Self::default();
        coverage.fill(statement, ground, matches, budget);
        coverage.touched = coverage.all_touched();
        coverage
    }

    fn fill(&mut self, statement: &Statement, ground: &Ground, matches: &mut Matches, budget: &mut Budget) {
        if let Some(action) = &statement.action {
            for at in &action.patterns {
                let named = at
                    .pattern
                    .as_ref()
                    .map(|pattern| matches.of(&at.text, pattern, &ground.names));
                if let Some(named) = &named {
                    self.named.union(named);
                }
                self.actions.push(named);
            }
            if action.name.is_negated() {
                self.named = self.named.complement(ground.operation_count());
            }
        }
        let resource = named_resources(statement);
        if !statement.faulty {
            if let (Some(resource), Some(effect)) = (resource, statement.effect) {
                self.cover(resource, effect, ground, budget);
            }
        } else if statement.effect != Some(Effect::Allow) {
            self.blocked = match (named_actions(statement), resource) {
                (None, _) => Bits::full(0..ground.operation_count()),
                (Some(action), None) => self.reachable(&action, ground, matches),
                (Some(action), Some(resource)) => {
                    let mut reach = Self {
                        named: self.reachable(&action, ground, matches),
                        ..Self::default()
                    };
                    reach.cover(resource, Effect::Deny, ground, budget);
                    reach.all_touched()
                }
            };
        }
    }

    /// The operations that an unfinished statement may come to name, by the patterns that a decision goes by.
    fn reachable(&self, action: &Element<ActionPattern>, ground: &Ground, matches: &mut Matches) -> Bits {
        let mut reachable = self.named.clone();
        for at in action.patterns.iter().filter(|_| !action.name.is_negated()) {
            if let Some(pattern) = &at.pattern {
                reachable.union(&matches.of(&at.text, pattern, &ground.names));
            }
        }
        reachable
    }

    fn all_touched(&self) -> Bits {
        let mut touched = self.full.clone();
        for bits in [&self.partial, &self.contributing, &self.undecided, &self.blocked] {
            touched.union(bits);
        }
        touched
    }

    /// Sorts the named operations by level.
    fn cover(&mut self, resource: &Element<ResourcePattern>, effect: Effect, ground: &Ground, budget: &mut Budget) {
        let all = resource
            .patterns
            .iter()
            .any(|at| matches!(at.pattern, Some(ResourcePattern::All)));
        if all {
            // The one resource text that needs no look at templates.
            if !resource.name.is_negated() {
                self.full = self.named.clone();
            }
            return;
        }
        let mut levels = Levels::new(resource, effect, ground);
        for operation in self.named.iter() {
            let Some((id, requirement)) = ground.requirement_of(operation) else {
                continue;
            };
            let (level, contributes) = levels.of_requirement(id, requirement, budget);
            let bits = match level {
                Level::Full => &mut self.full,
                Level::Partial => &mut self.partial,
                Level::Undecided => &mut self.undecided,
                Level::None if contributes => &mut self.contributing,
                Level::None => continue,
            };
            bits.insert(operation);
        }
    }
}

/// The levels of one element of resources, each requirement and template looked at once.
struct Levels<'a> {
    resource: &'a Element<ResourcePattern>,
    effect: Effect,
    ground: &'a Ground,
    templates: Vec<Option<Level>>,
    requirements: Vec<Option<(Level, bool)>>,
}

impl<'a> Levels<'a> {
    fn new(resource: &'a Element<ResourcePattern>, effect: Effect, ground: &'a Ground) -> Self {
        Self {
            resource,
            effect,
            ground,
            templates: vec![None; ground.templates.len()],
            requirements: vec![None; ground.requirement_count()],
        }
    }

    /// The level on an operation with this requirement, and whether a resource of it is met although no call is covered.
    fn of_requirement(&mut self, id: usize, requirement: &Requirement, budget: &mut Budget) -> (Level, bool) {
        if let Some(Some(known)) = self.requirements.get(id) {
            return *known;
        }
        let answer = self.work_out(requirement, budget);
        if let Some(place) = self.requirements.get_mut(id) {
            *place = Some(answer);
        }
        answer
    }

    fn work_out(&mut self, requirement: &Requirement, budget: &mut Budget) -> (Level, bool) {
        if requirement.alternatives.is_empty() {
            // Not published: anything narrower than `*` may or may not hold the resource.
            let nothing = self.resource.patterns.is_empty();
            let level = match (nothing, self.resource.name.is_negated()) {
                (true, false) => Level::None,
                (true, true) => Level::Full,
                (false, _) => Level::Undecided,
            };
            return (level, false);
        }
        let mut met = false;
        let mut simple = Vec::with_capacity(requirement.alternatives.len());
        for alternative in &requirement.alternatives {
            let levels: Vec<Level> = alternative.iter().map(|id| self.of_template(*id, budget)).collect();
            met |= levels.iter().any(|level| *level != Level::None);
            simple.push(match self.effect {
                Effect::Allow => together(&levels),
                Effect::Deny => {
                    together(&levels.iter().map(|level| level.negated()).collect::<Vec<_>>()).map(Level::negated)
                }
            });
        }
        let level = match simple.iter().copied().collect::<Option<Vec<Level>>>() {
            Some(levels) => Level::over_all(levels),
            None => {
                let exact = match self.effect {
                    Effect::Allow => calls::granted_level(self.ground, requirement, &[self.resource], 1, budget),
                    Effect::Deny => calls::denied_level(self.ground, requirement, &[self.resource], budget),
                };
                exact.unwrap_or(Level::Undecided)
            }
        };
        (level, level == Level::None && met)
    }

    fn of_template(&mut self, id: u32, budget: &mut Budget) -> Level {
        let id = id as usize;
        if let Some(Some(known)) = self.templates.get(id) {
            return *known;
        }
        let Some(template) = self.ground.templates.get(id) else {
            return Level::Undecided;
        };
        let level = element_level(self.resource, template, budget).unwrap_or(Level::Undecided);
        if let Some(place) = self.templates.get_mut(id) {
            *place = Some(level);
        }
        level
    }
}

/// The level of the calls all of whose resources are covered, where the levels of the templates alone decide it.
///
/// They do unless two of them are partial: those may exclude each other through the region or account they share.
fn together(levels: &[Level]) -> Option<Level> {
    let count = |wanted: Level| levels.iter().filter(|level| **level == wanted).count();
    if count(Level::None) > 0 {
        return Some(Level::None);
    }
    match (count(Level::Partial), count(Level::Undecided)) {
        (0, 0) => Some(Level::Full),
        (1, 0) => Some(Level::Partial),
        (_, 0) => None,
        _ => Some(Level::Undecided),
    }
}

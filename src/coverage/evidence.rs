//! Why an operation has its level and its outcome: fetched for the one that is looked at.

use std::rc::Rc;

use super::ground::BoundTemplate;
use super::level::{Level, Net};
use super::meet::{element_level, pattern_level};
use super::statement::StatementCoverage;
use super::whole::Coverage;
use crate::pattern::{Bits, Budget, ResourcePattern};
use crate::policy::{ElementName, Statement};
use crate::text::Span;

/// One pattern of the policy and where it stands.
#[derive(Clone, Debug)]
pub struct PatternPlace {
    /// The index of its statement.
    pub statement: usize,
    /// The element that holds it.
    pub element: ElementName,
    /// Its string, quotes included, in bytes of the whole text.
    pub span: Span,
    /// What the string means.
    pub text: Rc<str>,
    /// How many listed actions, or templates of resources, it matches; `None` for a faulty one.
    pub matches: Option<usize>,
}

/// What speaks for and against an operation.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The operation, as its index in the catalogue.
    pub operation: usize,
    /// The net effect.
    pub net: Net,
    /// The statements that name the operation or stand in its way, in the order of the policy.
    pub statements: Vec<StatementEvidence>,
}

/// How one statement bears on an operation by itself: whether its conditions are met says [`Coverage::holds`].
#[derive(Clone, Debug, Default)]
pub struct StatementEvidence {
    /// The statement's index.
    pub statement: usize,
    /// Its level on the operation.
    pub level: Level,
    /// The patterns that name the action, by their index in [`Coverage::patterns`]; of a `NotAction` those that do not
    /// except it.
    pub action_patterns: Vec<usize>,
    /// How it meets the templates that are checked; nothing for a faulty statement.
    pub resources: Vec<ResourceEvidence>,
    /// The ids of the templates that are checked and that it does not meet.
    pub missing: Vec<u32>,
}

/// How one statement meets one template.
#[derive(Clone, Debug)]
pub struct ResourceEvidence {
    /// The template's id: its index in the catalogue's templates.
    pub template: u32,
    /// The level of the statement's resources on it.
    pub level: Level,
    /// The patterns that meet it, by their index in [`Coverage::patterns`]; of a `NotResource` those that do not.
    pub patterns: Vec<usize>,
}

/// Steps for one look at evidence.
const EVIDENCE_STEPS: u64 = 50_000;

impl Coverage {
    /// Every pattern of the policy: statement by statement, the actions before the resources. A pattern's index here is
    /// its number everywhere.
    #[must_use]
    pub fn patterns(&self) -> Vec<PatternPlace> {
        let mut places = Vec::new();
        for ((placed, coverage), statement) in self.statements().iter().zip(self.coverages()).zip(0..) {
            let mut add = |element, span: Span, text: &Rc<str>, matches| {
                let (span, text) = (span.shifted(placed.span.start), Rc::clone(text));
                places.push(PatternPlace {
                    statement,
                    element,
                    span,
                    text,
                    matches,
                });
            };
            if let Some(action) = &placed.statement.action {
                for (at, matches) in action.patterns.iter().zip(&coverage.actions) {
                    add(
                        action.name,
                        at.span,
                        &at.text,
                        matches.as_ref().map(|matches| matches.count()),
                    );
                }
            }
            if let Some(resource) = &placed.statement.resource {
                for at in &resource.patterns {
                    add(
                        resource.name,
                        at.span,
                        &at.text,
                        at.pattern.as_ref().map(|pattern| self.templates_met(pattern)),
                    );
                }
            }
        }
        places
    }

    /// How many of the listed templates a pattern meets.
    fn templates_met(&self, pattern: &ResourcePattern) -> usize {
        let mut budget = Budget::new(EVIDENCE_STEPS);
        let met = |template: &&BoundTemplate| may_meet(Some(pattern), template, &mut budget);
        self.ground().templates.iter().filter(met).count()
    }

    /// Why an operation, named by its id, has its outcome; no statement speaks of one that is not listed.
    #[must_use]
    pub fn evidence(&self, operation: usize) -> Evidence {
        let mut statements = Vec::new();
        let mut first_pattern = 0;
        for (statement, (placed, coverage)) in self.statements().iter().zip(self.coverages()).enumerate() {
            if coverage.named.contains(operation) || coverage.blocked.contains(operation) {
                statements.push(StatementEvidence {
                    statement,
                    level: coverage.level(operation),
                    action_patterns: action_patterns(&placed.statement, coverage, operation, first_pattern),
                    ..self.resource_evidence(&placed.statement, operation, first_pattern + coverage.actions.len())
                });
            }
            first_pattern += pattern_count(&placed.statement);
        }
        Evidence {
            operation,
            net: self.net(operation),
            statements,
        }
    }

    /// How a statement's resources, whose patterns are counted from `first_pattern`, meet what an operation is checked for.
    fn resource_evidence(&self, statement: &Statement, operation: usize, first_pattern: usize) -> StatementEvidence {
        let mut evidence = StatementEvidence::default();
        let requirement = self
            .ground()
            .requirement_of(operation)
            .map(|(_, requirement)| requirement);
        let resource = statement.resource.as_ref().filter(|_| !statement.faulty);
        let (Some(requirement), Some(resource)) = (requirement, resource) else {
            return evidence;
        };
        let mut budget = Budget::new(EVIDENCE_STEPS);
        for id in requirement.alternatives.iter().flatten() {
            let known = evidence.missing.contains(id) || evidence.resources.iter().any(|met| met.template == *id);
            let Some(template) = self.ground().templates.get(*id as usize).filter(|_| !known) else {
                continue;
            };
            let level = element_level(resource, template, &mut budget).unwrap_or(Level::Undecided);
            if level == Level::None {
                evidence.missing.push(*id);
                continue;
            }
            let mut patterns = Vec::new();
            for (at, number) in resource.patterns.iter().zip(first_pattern..) {
                // Of what is excepted, all counts: what lies in the template makes it partial, the rest leaves it alone.
                if resource.name.is_negated() || may_meet(at.pattern.as_ref(), template, &mut budget) {
                    patterns.push(number);
                }
            }
            evidence.resources.push(ResourceEvidence {
                template: *id,
                level,
                patterns,
            });
        }
        evidence
    }

    /// The operations for which a pattern, given by its index in [`Coverage::patterns`], counts: an action pattern for those
    /// that it names, a resource pattern for those that its statement names and for which it meets a template that is
    /// checked. None for a faulty pattern or an index that there is not.
    #[must_use]
    pub fn operations_of_pattern(&self, pattern: usize) -> Bits {
        let mut number = pattern;
        for (placed, coverage) in self.statements().iter().zip(self.coverages()) {
            let count = pattern_count(&placed.statement);
            if number >= count {
                number -= count;
                continue;
            }
            if let Some(matches) = coverage.actions.get(number) {
                return matches.as_deref().cloned().unwrap_or_default();
            }
            let resource = placed.statement.resource.as_ref();
            let at = resource.and_then(|resource| resource.patterns.get(number - coverage.actions.len()));
            return self.operations_of_resource(at.and_then(|at| at.pattern.as_ref()), coverage);
        }
        Bits::default()
    }

    fn operations_of_resource(&self, pattern: Option<&ResourcePattern>, coverage: &StatementCoverage) -> Bits {
        let mut found = Bits::default();
        let mut budget = Budget::new(EVIDENCE_STEPS);
        for operation in coverage.named.iter() {
            let Some((_, requirement)) = self.ground().requirement_of(operation) else {
                continue;
            };
            let mut templates = requirement
                .alternatives
                .iter()
                .flat_map(|ids| self.ground().templates_of(ids));
            if templates.any(|template| may_meet(pattern, template, &mut budget)) {
                found.insert(operation);
            }
        }
        found
    }
}

/// Which action patterns, counted from `first_pattern`, let the statement name the operation.
fn action_patterns(
    statement: &Statement,
    coverage: &StatementCoverage,
    operation: usize,
    first_pattern: usize,
) -> Vec<usize> {
    let excepts = statement.action.as_ref().is_some_and(|action| action.name.is_negated());
    let names = |matches: &Option<Rc<Bits>>| matches.as_ref().is_some_and(|matches| matches.contains(operation));
    let counted = coverage.actions.iter().zip(first_pattern..);
    counted
        .filter(|(matches, _)| names(matches) != excepts)
        .map(|(_, number)| number)
        .collect()
}

/// Whether a pattern meets a template, as far as it is decided.
fn may_meet(pattern: Option<&ResourcePattern>, template: &BoundTemplate, budget: &mut Budget) -> bool {
    pattern.is_some_and(|pattern| pattern_level(pattern, template, budget) != Ok(Level::None))
}

fn pattern_count(statement: &Statement) -> usize {
    statement.action.as_ref().map_or(0, |action| action.patterns.len())
        + statement
            .resource
            .as_ref()
            .map_or(0, |resource| resource.patterns.len())
}

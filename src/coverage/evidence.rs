//! Why an operation has its level and its outcome: fetched for the one that is looked at.

use super::draft::Draft;
use super::level::{Level, Net};
use super::meet::{element_level, pattern_level};
use crate::pattern::{Bits, Budget};
use crate::policy::{ElementName, Placed, Statement};
use crate::text::Span;

/// One pattern of the policy and where it stands.
#[derive(Clone, Debug)]
pub struct PatternPlace {
    /// The index of its statement.
    pub statement: usize,
    /// The element that holds it.
    pub element: ElementName,
    /// Its string, quotes included, in the whole text.
    pub span: Span,
    /// What the string means.
    pub text: std::rc::Rc<str>,
    /// How many listed actions, or templates of resources, it matches; `None` for a faulty one.
    pub matches: Option<usize>,
}

/// What speaks for and against an operation.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The net effect.
    pub net: Net,
    /// The statements that name the operation or stand in its way.
    pub statements: Vec<StatementEvidence>,
}

/// How one statement bears on an operation.
#[derive(Clone, Debug)]
pub struct StatementEvidence {
    /// The statement's index.
    pub statement: usize,
    /// Its level on the operation.
    pub level: Level,
    /// The patterns that name the action, by their index among all patterns.
    pub action_patterns: Vec<usize>,
    /// How it meets the templates that are checked.
    pub resources: Vec<ResourceEvidence>,
    /// The templates that are checked and that it does not meet.
    pub missing: Vec<u32>,
}

/// How one statement meets one template.
#[derive(Clone, Debug)]
pub struct ResourceEvidence {
    /// The template's id.
    pub template: u32,
    /// The level of the statement's resources on it.
    pub level: Level,
    /// The patterns that meet it, by their index among all patterns.
    pub patterns: Vec<usize>,
}

/// Steps for one look at evidence.
const EVIDENCE_STEPS: u64 = 50_000;

impl Draft {
    /// Every pattern of the policy: statement by statement, the actions before the resources.
    #[must_use]
    pub fn patterns(&self) -> Vec<PatternPlace> {
        let mut places = Vec::new();
        for (statement, placed) in self.policy().statements.iter().enumerate() {
            if let Some(action) = &placed.statement.action {
                places.extend(action.patterns.iter().map(|at| {
                    PatternPlace {
                        statement,
                        element: action.name,
                        span: at.span.shifted(placed.span.start),
                        text: at.text.clone(),
                        matches: at
                            .pattern
                            .as_ref()
                            .map(|pattern| self.ground().names.matching(pattern).count()),
                    }
                }));
            }
            if let Some(resource) = &placed.statement.resource {
                places.extend(resource.patterns.iter().map(|at| PatternPlace {
                    statement,
                    element: resource.name,
                    span: at.span.shifted(placed.span.start),
                    text: at.text.clone(),
                    matches: at.pattern.as_ref().map(|pattern| {
                        let mut budget = Budget::new(EVIDENCE_STEPS);
                        (self.ground().templates.iter())
                            .filter(|template| pattern_level(pattern, template, &mut budget) != Ok(Level::None))
                            .count()
                    }),
                }));
            }
        }
        places
    }

    /// Why an operation has its outcome.
    #[must_use]
    pub fn evidence(&self, operation: usize) -> Evidence {
        let mut statements = Vec::new();
        let mut first_pattern = 0;
        for (index, placed) in self.policy().statements.iter().enumerate() {
            let Some(coverage) = self.coverages().get(index) else {
                continue;
            };
            if coverage.named.contains(operation) || coverage.blocked.contains(operation) {
                statements.push(self.statement_evidence(operation, index, placed, first_pattern));
            }
            first_pattern += pattern_count(&placed.statement);
        }
        Evidence {
            net: self.net(operation),
            statements,
        }
    }

    fn statement_evidence(
        &self,
        operation: usize,
        index: usize,
        placed: &Placed,
        first_pattern: usize,
    ) -> StatementEvidence {
        let statement = &placed.statement;
        let level = self
            .coverages()
            .get(index)
            .map_or(Level::None, |coverage| coverage.level(operation));
        let mut evidence = StatementEvidence {
            statement: index,
            level,
            action_patterns: Vec::new(),
            resources: Vec::new(),
            missing: Vec::new(),
        };
        let mut next_pattern = first_pattern;
        if let Some(action) = &statement.action {
            for (at, number) in action.patterns.iter().zip(first_pattern..) {
                let names = |pattern| self.ground().names.matching(pattern).contains(operation);
                if at.pattern.as_ref().is_some_and(names) != action.name.is_negated() {
                    evidence.action_patterns.push(number);
                }
            }
            next_pattern += action.patterns.len();
        }
        let Some((_, requirement)) = self.ground().requirement_of(operation) else {
            return evidence;
        };
        let Some(resource) = statement.resource.as_ref().filter(|_| !statement.faulty) else {
            return evidence;
        };
        let mut templates: Vec<u32> = requirement.alternatives.iter().flatten().copied().collect();
        templates.sort_unstable();
        templates.dedup();
        let mut budget = Budget::new(EVIDENCE_STEPS);
        for id in templates {
            let Some(template) = self.ground().templates.get(id as usize) else {
                continue;
            };
            let level = element_level(resource, template, &mut budget).unwrap_or(Level::Undecided);
            if level == Level::None {
                evidence.missing.push(id);
                continue;
            }
            let meets = |at: &crate::policy::PatternAt<_>| {
                let level = at
                    .pattern
                    .as_ref()
                    .map(|pattern| pattern_level(pattern, template, &mut budget));
                matches!(level, Some(level) if level != Ok(Level::None))
            };
            let met: Vec<bool> = resource.patterns.iter().map(meets).collect();
            let patterns = (next_pattern..)
                .zip(met)
                .filter(|(_, met)| *met != resource.name.is_negated())
                .map(|(number, _)| number)
                .collect();
            evidence.resources.push(ResourceEvidence {
                template: id,
                level,
                patterns,
            });
        }
        evidence
    }

    /// The operations for which a pattern counts: those its action pattern names, or those named by its statement for
    /// which its resource pattern meets a template that is checked.
    #[must_use]
    pub fn operations_of_pattern(&self, pattern: usize) -> Bits {
        let mut number = pattern;
        for (placed, coverage) in self.policy().statements.iter().zip(self.coverages()) {
            let count = pattern_count(&placed.statement);
            if number >= count {
                number -= count;
                continue;
            }
            let actions = placed
                .statement
                .action
                .as_ref()
                .map_or(&[][..], |action| &action.patterns);
            if let Some(at) = actions.get(number) {
                return at
                    .pattern
                    .as_ref()
                    .map(|pattern| self.ground().names.matching(pattern))
                    .unwrap_or_default();
            }
            let resource = (placed.statement.resource.as_ref())
                .and_then(|resource| resource.patterns.get(number - actions.len()))
                .and_then(|at| at.pattern.as_ref());
            let mut found = Bits::default();
            let mut budget = Budget::new(EVIDENCE_STEPS);
            for operation in coverage.named.iter() {
                let (Some(pattern), Some((_, requirement))) = (resource, self.ground().requirement_of(operation))
                else {
                    continue;
                };
                let meets = |id: &u32| {
                    let template = self.ground().templates.get(*id as usize);
                    template.is_some_and(|template| pattern_level(pattern, template, &mut budget) != Ok(Level::None))
                };
                if requirement.alternatives.iter().flatten().any(meets) {
                    found.insert(operation);
                }
            }
            return found;
        }
        Bits::default()
    }
}

fn pattern_count(statement: &Statement) -> usize {
    statement.action.as_ref().map_or(0, |action| action.patterns.len())
        + statement
            .resource
            .as_ref()
            .map_or(0, |resource| resource.patterns.len())
}

use super::attached::Stage;
use super::authorization::{Answer, Authorization, answer};
use super::decision::{Decision, Decisions};
use super::facts::Facts;
use super::near::{StatementTrace, Verdict};
use super::order::{Found, Record, Walk};
use super::question::{Atom, OpenCondition};
use super::request::Request;
use super::resource::ResourceText;
use super::scope::{means, named_principal, spares_owner};
use super::when::when;
use crate::policy::Effect;

/// How many ways to come to a decision are told; more are counted.
const TOLD: usize = 4;

/// Why a request is decided as it is.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The decision, as [`Authorization::decide`] gives it.
    pub answer: Answer,
    /// The stage that it comes from; `None` while it is undecided, and for the owner of an account, whom no policy limits.
    pub stage: Option<Stage>,
    /// Resource by resource, in the order of the request.
    pub resources: Vec<ResourceTrace>,
    /// Undecided: what each possible decision hangs on.
    pub cases: Vec<Case>,
}

/// What was looked at for one resource.
#[derive(Clone, Debug)]
pub struct ResourceTrace {
    /// The resource.
    pub resource: Box<str>,
    /// The decisions possible of it.
    pub decisions: Decisions,
    /// The stage that the decision on it comes from, as [`Trace::stage`].
    pub stage: Option<Stage>,
    /// Whether the caller owns the account, so that identity and control policies do not limit him.
    pub is_owner: bool,
    /// The stages in the order in which they were asked; those that could not change anything were not.
    pub stages: Vec<StageTrace>,
}

/// What one stage said of one resource.
#[derive(Clone, Debug)]
pub struct StageTrace {
    /// The stage.
    pub stage: Stage,
    /// What it can say.
    pub decisions: Decisions,
    /// The policies that it looked at, by their number.
    pub policies: Vec<usize>,
    /// Their statements.
    pub statements: Vec<StatementTrace>,
}

/// What one possible decision hangs on.
#[derive(Clone, Debug)]
pub struct Case {
    /// The decision.
    pub decision: Decision,
    /// Each of these leads to it, the shortest first; in each, all must be so. None where more than [`super::QUESTIONS`]
    /// questions bear on the request.
    pub ways: Vec<Vec<Literal>>,
    /// How many more ways there are.
    pub more: usize,
}

/// The answer to something open.
#[derive(Clone, Debug)]
pub struct Literal {
    /// What is open.
    pub on: Open,
    /// The answer.
    pub is_yes: bool,
}

/// Something that can be answered either way.
#[derive(Clone, Debug)]
pub enum Open {
    /// Whether a condition on an unknown key is met.
    Condition(OpenCondition),
    /// Whether one of these statements with an error, by policy and statement, denies the request; or a policy too long
    /// to be analysed, where none is named.
    Faulty(Vec<(usize, usize)>),
    /// Whether a policy too long to be analysed allows the request.
    Unread,
}

impl Authorization {
    /// Why a request is decided as it is.
    pub fn trace(&mut self, request: &Request) -> Trace {
        self.follow();
        let facts = Facts::of(&self.ready.keys, request.context);
        let mut walk = self.walk(request.call(), &facts);
        walk.record = Some(Record::default());
        let lanes = walk.lanes();
        let answer = answer(&walk, &lanes);
        let Walk { slots, record, .. } = walk;
        let record = record.unwrap_or_default();
        let mut trace = Trace {
            stage: None,
            resources: (request.call().checked().iter().zip(&record))
                .map(|(resource, found)| self.resource(request, resource, found))
                .collect(),
            cases: Vec::new(),
            answer,
        };
        if let Some(decision) = trace.answer.decisions.decided() {
            let decisive = trace.decisive(decision);
            trace.stage = decisive.and_then(|resource| resource.stage);
            return trace;
        }
        for decision in Decision::ALL {
            if !trace.answer.decisions.contains(decision) {
                continue;
            }
            let (found, more) = match slots.beyond() {
                [] => when(&lanes, slots.atoms().len(), decision, TOLD),
                // What is assigned does not decide it, so nothing true can be said of it.
                _ => Default::default(),
            };
            let mut ways = Vec::new();
            for answers in found {
                let mut way = Vec::new();
                for (atom, slot) in slots.atoms().iter().zip(0..) {
                    if answers.given >> slot & 1 == 1
                        && let Some(on) = self.open(*atom, &trace.resources)
                    {
                        let is_yes = answers.yes >> slot & 1 == 1;
                        way.push(Literal { on, is_yes });
                    }
                }
                ways.push(way);
            }
            trace.cases.push(Case { decision, ways, more });
        }
        trace
    }

    fn resource(&self, request: &Request, resource: &str, found: &Found) -> ResourceTrace {
        let decisions = found.decisions;
        let is_owner = self.ready.is_owner(request.caller, &ResourceText::new(resource));
        let mut stages: Vec<StageTrace> = Vec::new();
        for (group, at) in self.ready.groups.iter().zip(0..) {
            let Some((_, said)) = found.asked.iter().find(|(group, _)| *group == at) else {
                continue;
            };
            let mut statements = Vec::new();
            for policy in &group.policies {
                self.statements(*policy, request, resource, is_owner, &mut statements);
            }
            stages.push(StageTrace {
                stage: group.stage,
                decisions: *said,
                policies: group.policies.clone(),
                statements,
            });
        }
        ResourceTrace {
            resource: resource.into(),
            decisions,
            stage: decisions
                .decided()
                .and_then(|decision| decisive_stage(&stages, decision, is_owner)),
            is_owner,
            stages,
        }
    }

    /// Adds how the statements of a policy bear on a resource.
    fn statements(
        &self,
        policy: usize,
        request: &Request,
        resource: &str,
        is_owner: bool,
        traces: &mut Vec<StatementTrace>,
    ) {
        let Some(attached) = self.policies.get(policy) else {
            return;
        };
        let text = attached.policy.borrow();
        for (placed, statement) in text.policy().statements.iter().zip(0..) {
            let is_spared = is_owner && spares_owner(&placed.statement, text.policy().kind);
            let is_meant = means(named_principal(&placed.statement), request.caller, is_spared);
            let at = (policy, statement);
            traces.push(StatementTrace::of(at, placed, request, resource, is_meant));
        }
    }

    /// What an atom stands for; `None` for one that there is not.
    fn open(&self, atom: Atom, resources: &[ResourceTrace]) -> Option<Open> {
        Some(match atom {
            Atom::Condition(number) => Open::Condition(self.ready.questions.get(number as usize)?.clone()),
            Atom::Unread(_) => Open::Unread,
            Atom::Faulty(number) => {
                let policies = &self.ready.groups.get(number as usize)?.policies;
                let mut faulty = Vec::new();
                let stages = resources.iter().flat_map(|resource| &resource.stages);
                for statement in stages.flat_map(|stage| &stage.statements) {
                    let at = (statement.policy, statement.statement);
                    if policies.contains(&statement.policy)
                        && statement.verdict == Verdict::Faulty
                        && statement.effect != Some(Effect::Allow)
                        && !faulty.contains(&at)
                    {
                        faulty.push(at);
                    }
                }
                Open::Faulty(faulty)
            }
        })
    }
}

impl Trace {
    /// The resource that brings about a decision: the first of which it is possible.
    #[must_use]
    pub fn decisive(&self, decision: Decision) -> Option<&ResourceTrace> {
        self.resources
            .iter()
            .find(|resource| resource.decisions.contains(decision))
    }
}

/// The stage that a decision on a resource comes from: one that says nothing else before one that could say it.
fn decisive_stage(stages: &[StageTrace], decision: Decision, is_owner: bool) -> Option<Stage> {
    if decision == Decision::Allow && is_owner {
        return None;
    }
    let surely = first_stage(stages, decision, |stage| stage.decisions.decided() == Some(decision));
    surely.or_else(|| first_stage(stages, decision, |stage| stage.decisions.contains(decision)))
}

/// The first stage that `says` a decision and could bring it about.
fn first_stage(stages: &[StageTrace], decision: Decision, says: impl Fn(&StageTrace) -> bool) -> Option<Stage> {
    let says = |stage: &&StageTrace| says(stage);
    let is_identity = |stage: &&StageTrace| matches!(stage.stage, Stage::Account | Stage::ResourceGroup);
    let precedes = |stage: &&StageTrace| matches!(stage.stage, Stage::Control(_) | Stage::Session);
    let stage = match decision {
        Decision::ExplicitDeny => stages.iter().find(says),
        // Where identity and trust policy must both allow, it is the last; else the first that does.
        Decision::Allow => match stages.last().filter(|last| last.stage == Stage::AssumeRole) {
            Some(last) => Some(last),
            None => stages.iter().filter(|stage| !precedes(stage)).find(says),
        },
        // The account level passes on to the resource group, so of these the last one counts.
        Decision::ImplicitDeny => (stages.iter().filter(precedes).find(says))
            .or_else(|| stages.iter().rev().find(is_identity).filter(says))
            .or_else(|| stages.iter().filter(|stage| !is_identity(stage)).find(says)),
    };
    stage.map(|stage| stage.stage)
}

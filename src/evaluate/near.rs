//! How one statement bears on one resource of a request: which element fails first, and by how little.

use std::rc::Rc;

use super::request::{Request, is_action};
use super::resource::{ReadyPattern, ResourceText};
use super::scope::{named_actions, named_resources};
use crate::condition::{Known, Truth};
use crate::pattern::{NamePattern, ResourcePattern};
use crate::policy::{ActionPattern, Condition, Effect, Element, ElementName, PatternAt, Placed, Statement};
use crate::text::Span;

/// How a statement bears on one resource of a request.
#[derive(Clone, Debug)]
pub struct StatementTrace {
    /// The number of its policy, as [`super::Authorization::policies`] has it.
    pub policy: usize,
    /// Its index in the policy.
    pub statement: usize,
    /// Its place in the policy's text, in bytes.
    pub span: Span,
    /// What it does; `None` where that cannot be read.
    pub effect: Option<Effect>,
    /// Whether it matches.
    pub verdict: Verdict,
    /// Its action pattern that matched, that excepts the action, or that came nearest.
    pub action: Option<PatternPlace>,
    /// Its resource pattern that matched, that excepts the resource, or that came nearest.
    pub resource: Option<PatternPlace>,
    /// Its conditions against the context.
    pub conditions: Vec<ConditionTrace>,
    /// How near it came: of two statements the one with the greater number is nearer to matching.
    pub nearness: u64,
}

/// Whether a statement matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It matches.
    Matches,
    /// It hangs on an unknown key.
    Unknown,
    /// It has an error; an Allow grants nothing, any other could deny the request.
    Faulty,
    /// It does not match: the first thing that fails, from the outside in.
    Fails(Failed),
}

/// The element of a statement that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It is about somebody else.
    Principal,
    /// No pattern has the action's RAM code.
    Service,
    /// No pattern has the action's name, or `NotAction` excepts it.
    Action,
    /// No pattern has the resource, or `NotResource` excepts it; the first field of the nearest pattern that differs.
    Resource(Option<ArnField>),
    /// A condition is not met.
    Condition,
}

/// A field of an ARN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArnField {
    /// The RAM code.
    Service,
    /// The region.
    Region,
    /// The account.
    Account,
    /// The rest.
    RelativeId,
}

impl ArnField {
    const ALL: [Self; 4] = [Self::Service, Self::Region, Self::Account, Self::RelativeId];
}

/// A pattern and its place.
#[derive(Clone, Debug)]
pub struct PatternPlace {
    /// The element that holds it; the pattern of a negated one excepts what it matches.
    pub element: ElementName,
    /// Its string, quotes included, in bytes of the policy's text.
    pub span: Span,
    /// What the string means.
    pub text: Rc<str>,
}

/// A condition against a context.
#[derive(Clone, Debug)]
pub struct ConditionTrace {
    /// The operator as written.
    pub operator: Rc<str>,
    /// The key as written.
    pub key: Rc<str>,
    /// The place of the key in the policy's text, in bytes.
    pub span: Span,
    /// The values of the policy.
    pub expected: Vec<Rc<str>>,
    /// What is known of the key.
    pub known: Known,
    /// Whether it is met.
    pub met: Truth,
}

/// How an element bears on a request: whether it matches, its pattern to be shown, and how near that one came.
struct Near {
    failed: Option<Failed>,
    pattern: Option<PatternPlace>,
    /// Of patterns that fail: how many parts match, and how many bytes of the first part that does not.
    score: u64,
}

impl StatementTrace {
    /// Holds a statement, given by its policy and its index there, against one resource of a request; `is_meant`: it is
    /// about the caller.
    pub(super) fn of(at: (usize, usize), placed: &Placed, request: &Request, resource: &str, is_meant: bool) -> Self {
        let statement = &*placed.statement;
        let action = actions(statement, request.action);
        let resource = resources(statement, &ResourceText::new(resource));
        let conditions: Vec<ConditionTrace> = (statement.conditions.iter())
            .map(|condition| condition_trace(condition, request, placed.span.start))
            .collect();
        let met = conditions.iter().map(|condition| condition.met);
        let verdict = match (is_meant, action.failed, resource.failed) {
            (false, ..) => Verdict::Fails(Failed::Principal),
            (_, Some(failed), _) | (_, None, Some(failed)) => Verdict::Fails(failed),
            _ if statement.faulty => Verdict::Faulty,
            _ => match met.fold(Truth::True, Truth::and) {
                Truth::True => Verdict::Matches,
                Truth::Unknown => Verdict::Unknown,
                Truth::False => Verdict::Fails(Failed::Condition),
            },
        };
        let (rank, score) = match verdict {
            Verdict::Fails(Failed::Principal) => (0, 0),
            Verdict::Fails(Failed::Service) => (1, action.score),
            Verdict::Fails(Failed::Action) => (2, action.score),
            Verdict::Fails(Failed::Resource(_)) => (3, resource.score),
            Verdict::Fails(Failed::Condition) => (4, 0),
            Verdict::Faulty => (5, 0),
            Verdict::Unknown => (6, 0),
            Verdict::Matches => (7, 0),
        };
        let place = |pattern: Option<PatternPlace>| {
            pattern.map(|pattern| PatternPlace {
                span: pattern.span.shifted(placed.span.start),
                ..pattern
            })
        };
        Self {
            policy: at.0,
            statement: at.1,
            span: placed.span,
            effect: statement.effect,
            verdict,
            action: place(action.pattern),
            resource: place(resource.pattern),
            conditions,
            nearness: rank << 56 | score.min((1 << 56) - 1),
        }
    }
}

fn condition_trace(condition: &Condition, request: &Request, base: u32) -> ConditionTrace {
    let known = request.context.get(&condition.key);
    ConditionTrace {
        operator: Rc::clone(&condition.operator),
        key: Rc::clone(&condition.key),
        span: condition.key_span.shifted(base),
        expected: condition.values.iter().map(|(_, value)| Rc::clone(value)).collect(),
        known: known.clone(),
        met: condition.test.as_ref().map_or(Truth::Unknown, |test| test.truth(known)),
    }
}

fn actions(statement: &Statement, action: &str) -> Near {
    let lower = action.to_ascii_lowercase();
    let parts = lower.split_once(':').filter(|_| is_action(action));
    let named = named_actions(statement);
    near(
        named.as_deref(),
        statement.action.as_ref(),
        |pattern: &ActionPattern| {
            let (ActionPattern::Named { service, name }, Some((code, of))) = (pattern, parts) else {
                return match pattern {
                    ActionPattern::All => Ok(()),
                    ActionPattern::Named { .. } => Err((Failed::Service, 0)),
                };
            };
            match (service.matches(code), name.matches(of)) {
                (true, true) => Ok(()),
                (true, false) => Err((Failed::Action, 1 << 32 | begins_alike(name, of))),
                (false, _) => Err((Failed::Service, begins_alike(service, code))),
            }
        },
    )
    .or_excepted(Failed::Action)
}

fn resources(statement: &Statement, resource: &ResourceText) -> Near {
    let named = named_resources(statement);
    near(named, named, |pattern: &ResourcePattern| {
        let ready = ReadyPattern::new(pattern);
        if ready.matches(resource) {
            return Ok(());
        }
        let (ReadyPattern::Fields(patterns), Some(texts)) = (&ready, &resource.fields) else {
            return Err((Failed::Resource(None), 0));
        };
        let mut fields = patterns.iter().zip(texts).zip(ArnField::ALL);
        let alike = fields
            .clone()
            .filter(|((pattern, text), _)| pattern.matches(text))
            .count() as u64;
        let differing = fields.find(|((pattern, text), _)| !pattern.matches(text));
        let Some(((pattern, text), field)) = differing else {
            return Err((Failed::Resource(None), 0));
        };
        let common = pattern.begins_alike(text);
        // Of two with as many fields the one that differs later is nearer, but not if it is of another type.
        let is_of_type = text.find('/').is_some_and(|end| common > end as u64);
        let place = match field {
            ArnField::RelativeId if !is_of_type => 0,
            field => field as u64,
        };
        let score = alike << 40 | place << 32 | common;
        Err((Failed::Resource(Some(field)), score))
    })
    .or_excepted(Failed::Resource(None))
}

/// Finds the pattern of an element that matches, or the nearest one; `None` for an element that names everything. `written`
/// is the element as it stands in the text, where a pattern that is about to be longer is shorter.
fn near<P>(
    element: Option<&Element<P>>,
    written: Option<&Element<P>>,
    mut matches: impl FnMut(&P) -> Result<(), (Failed, u64)>,
) -> Found {
    let mut found = Found {
        is_negated: element.is_some_and(|element| element.name.is_negated()),
        is_named: element.is_some(),
        matching: None,
        nearest: None,
    };
    let (Some(element), Some(written)) = (element, written) else {
        return found;
    };
    for (at, PatternAt { span, text, .. }) in element.patterns.iter().zip(&written.patterns) {
        let Some(pattern) = &at.pattern else { continue };
        let place = PatternPlace {
            element: element.name,
            span: *span,
            text: Rc::clone(text),
        };
        match matches(pattern) {
            Ok(()) => {
                found.matching = Some(place);
                break;
            }
            Err((failed, score)) => {
                if found.nearest.as_ref().is_none_or(|(.., best)| score > *best) {
                    found.nearest = Some((place, failed, score));
                }
            }
        }
    }
    found
}

struct Found {
    is_negated: bool,
    is_named: bool,
    matching: Option<PatternPlace>,
    nearest: Option<(PatternPlace, Failed, u64)>,
}

impl Found {
    /// What it means; an element that excepts what is asked, or that names nothing, fails as `excepted`.
    fn or_excepted(self, excepted: Failed) -> Near {
        let (failed, pattern, score) = match (self.is_named, self.is_negated, self.matching, self.nearest) {
            (false, ..) | (_, true, None, _) => (None, None, 0),
            (_, false, Some(pattern), _) => (None, Some(pattern), 0),
            (_, true, Some(pattern), _) => (Some(excepted), Some(pattern), 0),
            (_, false, None, Some((pattern, failed, score))) => (Some(failed), Some(pattern), score),
            (_, false, None, None) => (Some(excepted), None, 0),
        };
        Near { failed, pattern, score }
    }
}

/// How many bytes a text has in common with the literal beginning of a pattern.
pub(super) fn begins_alike(pattern: &NamePattern, text: &str) -> u64 {
    let pairs = pattern.prefix().bytes().zip(text.bytes());
    pairs
        .take_while(|(one, other)| one == other)
        .count()
        .min(u32::MAX as usize) as u64
}

//! The net effect: what all statements together allow of one operation, between two bounds.

use std::collections::HashMap;

use super::calls::{self, Resources, Split};
use super::ground::Ground;
use super::level::{Level, Net, Outcome};
use super::statement::StatementCoverage;
use crate::catalog::Requirement;
use crate::pattern::Budget;
use crate::policy::{Effect, Policy, Statement};

/// One statement that counts for an operation.
#[derive(Clone, Copy)]
struct Part<'a> {
    statement: &'a Statement,
    level: Level,
}

/// Works out net effects; operations with the same requirement and the same statements share the work.
pub(super) struct NetEffects<'a> {
    ground: &'a Ground,
    policy: &'a Policy,
    known: HashMap<(usize, Vec<usize>), Net>,
}

impl<'a> NetEffects<'a> {
    pub fn new(ground: &'a Ground, policy: &'a Policy) -> Self {
        Self {
            ground,
            policy,
            known: HashMap::new(),
        }
    }

    /// The net effect on an operation, given the statements (with what they cover) that may touch it.
    pub fn of(&mut self, operation: usize, touching: &[(usize, &StatementCoverage)], budget: &mut Budget) -> Net {
        let mut parts: Vec<Part<'a>> = Vec::with_capacity(touching.len());
        let mut key: Vec<usize> = Vec::with_capacity(touching.len());
        for (at, coverage) in touching {
            if coverage.blocked.contains(operation) {
                return Net::same(Level::Undecided, Outcome::Undecided);
            }
            let level = coverage.level(operation);
            if level == Level::None && !coverage.contributing.contains(operation) {
                continue;
            }
            if let Some(placed) = self.policy.statements.get(*at) {
                parts.push(Part {
                    statement: &placed.statement,
                    level,
                });
                key.push(*at);
            }
        }
        let Some((id, requirement)) = self.ground.requirement_of(operation) else {
            return Net::default();
        };
        if let Some(net) = simple(&parts) {
            return net;
        }
        if requirement.alternatives.is_empty() {
            return unpublished(&parts);
        }
        let key = (id, key);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let net = exact(self.ground, requirement, &parts, budget);
        self.known.insert(key, net);
        net
    }
}

/// The net effect where the levels of the statements alone decide it.
fn simple(parts: &[Part<'_>]) -> Option<Net> {
    let mut allows = 0;
    for part in parts {
        match part.statement.effect? {
            Effect::Deny if part.level == Level::Full && !part.statement.is_conditional() => {
                return Some(Net::same(Level::None, Outcome::Denied));
            }
            Effect::Deny => return None,
            Effect::Allow if part.level == Level::Full && !part.statement.is_conditional() => allows += 1,
            Effect::Allow => {}
        }
    }
    if allows > 0 {
        return Some(Net::same(Level::Full, Outcome::Allowed));
    }
    match parts {
        [] => Some(Net::same(Level::None, Outcome::NotGranted)),
        [only] if only.level != Level::Undecided && !only.statement.is_conditional() => Some(Net::same(
            only.level,
            if only.level == Level::Partial {
                Outcome::Partial
            } else {
                Outcome::NotGranted
            },
        )),
        _ => None,
    }
}

/// The bounds and the outcome, decided on the calls.
fn exact(ground: &Ground, requirement: &Requirement, parts: &[Part<'_>], budget: &mut Budget) -> Net {
    let of = |effect: Effect, conditional: bool| -> Vec<Part<'_>> {
        (parts.iter())
            .filter(|part| part.statement.effect == Some(effect) && part.statement.is_conditional() == conditional)
            .copied()
            .collect()
    };
    let certain = of(Effect::Allow, false);
    let allows = [certain.clone(), of(Effect::Allow, true)].concat();
    let denies = of(Effect::Deny, false);
    let all_denies = [denies.clone(), of(Effect::Deny, true)].concat();
    let nothing_open = certain.len() == allows.len() && denies.len() == all_denies.len();

    let must = granted_level(ground, requirement, &certain, &all_denies, budget);
    let may = if nothing_open {
        must
    } else {
        granted_level(ground, requirement, &allows, &denies, budget)
    };
    let outcome = match (must, may) {
        (Level::Undecided, _) | (_, Level::Undecided) => Outcome::Undecided,
        (Level::Full, _) => Outcome::Allowed,
        (Level::None, Level::Full) => Outcome::Conditional,
        (Level::None, Level::None) => refused(ground, requirement, &allows, &denies, budget),
        (Level::Partial, Level::Partial) if nothing_open => Outcome::Partial,
        (Level::Partial, Level::Partial) => {
            let split = Split {
                certain: certain.len(),
                allows: allows.len(),
                denies: denies.len(),
            };
            let sets = [allows.as_slice(), all_denies.as_slice()].concat();
            match resources(&sets).map(|sets| calls::bounds_differ(ground, requirement, &sets, split, budget)) {
                Some(Ok(false)) => Outcome::Partial,
                Some(Ok(true)) => Outcome::PartialConditional,
                Some(Err(_)) | None => Outcome::Undecided,
            }
        }
        _ => Outcome::PartialConditional,
    };
    Net { must, may, outcome }
}

/// Nothing is granted: because of a Deny, or because nothing would be granted without one either.
fn refused(
    ground: &Ground,
    requirement: &Requirement,
    allows: &[Part<'_>],
    denies: &[Part<'_>],
    budget: &mut Budget,
) -> Outcome {
    let without_denies = granted_level(ground, requirement, allows, &[], budget);
    let denied = match denies {
        [] => Level::None,
        [only] => only.level,
        several => resources(several)
            .and_then(|sets| calls::denied_level(ground, requirement, &sets, budget).ok())
            .unwrap_or(Level::Undecided),
    };
    match (without_denies, denied) {
        (Level::Full | Level::Partial, _) | (_, Level::Full) => Outcome::Denied,
        (Level::Undecided, _) | (_, Level::Undecided) => Outcome::Undecided,
        (Level::None, _) => Outcome::NotGranted,
    }
}

/// The level of the calls granted by some Allows against some Denies; by the levels of the statements where they decide.
fn granted_level(
    ground: &Ground,
    requirement: &Requirement,
    allows: &[Part<'_>],
    denies: &[Part<'_>],
    budget: &mut Budget,
) -> Level {
    let any_full = |parts: &[Part<'_>]| parts.iter().any(|part| part.level == Level::Full);
    if allows.is_empty() || any_full(denies) {
        return Level::None;
    }
    match (allows, denies) {
        (allows, []) if any_full(allows) => return Level::Full,
        (allows, [deny]) if any_full(allows) => return deny.level.negated(),
        ([only], []) => return only.level,
        _ => {}
    }
    resources(&[allows, denies].concat())
        .and_then(|sets| calls::granted_level(ground, requirement, &sets, allows.len(), budget).ok())
        .unwrap_or(Level::Undecided)
}

fn resources<'a>(parts: &[Part<'a>]) -> Option<Vec<&'a Resources>> {
    parts.iter().map(|part| part.statement.resource.as_ref()).collect()
}

/// The net effect on an operation whose resources are not published: each narrower statement may cover every call or
/// none, and the outcome is known only if it is the same however that turns out.
///
/// More allowed and less denied can only raise the bounds, so trying each kind of statement as a whole, both ways, is
/// enough.
fn unpublished(parts: &[Part<'_>]) -> Net {
    let kinds = [
        (Effect::Allow, false),
        (Effect::Allow, true),
        (Effect::Deny, false),
        (Effect::Deny, true),
    ];
    let mut nets = (0..16).map(|choice: u32| {
        let covered = |effect: Effect, conditional: bool| {
            let chosen = kinds.iter().position(|kind| *kind == (effect, conditional));
            let open_is_full = chosen.is_some_and(|at| choice & (1 << at) != 0);
            (parts.iter())
                .filter(|part| part.statement.effect == Some(effect) && part.statement.is_conditional() == conditional)
                .any(|part| part.level == Level::Full || (part.level == Level::Undecided && open_is_full))
        };
        let [certain, allowed, denied, maybe_denied] = kinds.map(|(effect, conditional)| covered(effect, conditional));
        let must = certain && !denied && !maybe_denied;
        let may = (certain || allowed) && !denied;
        match (must, may) {
            (true, _) => Net::same(Level::Full, Outcome::Allowed),
            (false, true) => Net {
                must: Level::None,
                may: Level::Full,
                outcome: Outcome::Conditional,
            },
            (false, false) if denied => Net::same(Level::None, Outcome::Denied),
            (false, false) => Net::same(Level::None, Outcome::NotGranted),
        }
    });
    let first = nets.next().unwrap_or_default();
    nets.fold(first, |known, net| Net {
        must: if known.must == net.must {
            known.must
        } else {
            Level::Undecided
        },
        may: if known.may == net.may {
            known.may
        } else {
            Level::Undecided
        },
        outcome: if known.outcome == net.outcome {
            known.outcome
        } else {
            Outcome::Unknown
        },
    })
}

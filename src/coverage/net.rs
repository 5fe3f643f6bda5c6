//! The net effect: what all statements together allow of one operation, between two bounds.

use std::rc::Rc;

use super::calls::{self, Resources, Split};
use super::ground::Ground;
use super::level::{Level, Net, Outcome};
use super::statement::StatementCoverage;
use crate::catalog::Requirement;
use crate::condition::Truth;
use crate::pattern::{Bits, Budget, members};
use crate::policy::{Effect, Placed, Statement};

/// One statement that counts for an operation.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    pub statement: &'a Statement,
    pub level: Level,
    /// Whether its conditions are not decided; a statement whose conditions are not met is no part.
    pub is_conditional: bool,
}

/// Works out net effects; operations with the same requirement and the same statements share the work.
pub(super) struct NetEffects<'a> {
    ground: &'a Ground,
    statements: &'a [Placed],
    coverages: &'a [Rc<StatementCoverage>],
    /// Whether the conditions of each statement are met.
    holds: &'a [Truth],
    /// The steps that one net effect may take.
    limit: u64,
    steps: u64,
    /// By requirement: the statements that count, and the answer.
    known: Vec<Vec<(Vec<u32>, Net)>>,
    /// The statements that count for the operation at hand; kept for their room.
    parts: Vec<Part<'a>>,
    counting: Vec<u32>,
}

impl<'a> NetEffects<'a> {
    pub fn new(
        ground: &'a Ground,
        statements: &'a [Placed],
        coverages: &'a [Rc<StatementCoverage>],
        holds: &'a [Truth],
        limit: u64,
    ) -> Self {
        Self {
            ground,
            statements,
            coverages,
            holds,
            limit,
            steps: 0,
            known: Vec::new(),
            parts: Vec::new(),
            counting: Vec::new(),
        }
    }

    /// How many steps were taken so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Works out the net effect on some operations.
    ///
    /// The two common answers come for 64 operations at once: no statement touches the operation, or an unconditional
    /// Allow covers it and nothing stands against that.
    pub fn weigh(&mut self, operations: &Bits, nets: &mut [Net]) {
        let (first, words) = operations.words();
        let mut touched = vec![0; words.len()];
        let mut allowed = vec![0; words.len()];
        let mut opposed = vec![0; words.len()];
        for ((placed, coverage), holds) in self.statements.iter().zip(self.coverages).zip(self.holds) {
            if *holds == Truth::False {
                continue;
            }
            coverage.touched.add_to(&mut touched, first);
            if placed.statement.effect != Some(Effect::Allow) || placed.statement.faulty {
                coverage.touched.add_to(&mut opposed, first);
            } else if *holds == Truth::True {
                coverage.full.add_to(&mut allowed, first);
            }
        }
        let counted = words
            .iter()
            .zip(&touched)
            .zip(allowed.iter().zip(&opposed))
            .zip(first..);
        let mut near: Vec<u32> = Vec::new();
        for (((word, touched), (allowed, opposed)), at) in counted {
            let clear = word & allowed & !opposed;
            let rest = word & touched & !clear;
            let mut set = |operations: u64, net: Net| {
                for operation in members(operations, at * 64) {
                    if let Some(place) = nets.get_mut(operation) {
                        *place = net;
                    }
                }
            };
            set(word & !touched, Net::default());
            set(clear, Net::same(Level::Full, Outcome::Allowed));
            if rest == 0 {
                continue;
            }
            let touches = |coverage: &StatementCoverage| coverage.touched.word(at) & rest != 0;
            let touching = self.coverages.iter().zip(0..).filter(|(coverage, _)| touches(coverage));
            near.clear();
            near.extend(touching.map(|(_, at)| at));
            for operation in members(rest, at * 64) {
                if let Some(place) = nets.get_mut(operation) {
                    *place = self.of(operation, &near);
                }
            }
        }
    }

    /// The net effect on an operation, given the statements that may touch it.
    fn of(&mut self, operation: usize, near: &[u32]) -> Net {
        self.parts.clear();
        self.counting.clear();
        for index in near {
            let at = *index as usize;
            let (Some(coverage), Some(placed)) = (self.coverages.get(at), self.statements.get(at)) else {
                continue;
            };
            let holds = self.holds.get(at).copied().unwrap_or(Truth::Unknown);
            if holds == Truth::False || !coverage.touched.contains(operation) {
                continue;
            }
            if coverage.blocked.contains(operation) {
                return Net::same(Level::Undecided, Outcome::Undecided);
            }
            self.parts.push(Part {
                statement: &placed.statement,
                level: coverage.level(operation),
                is_conditional: holds == Truth::Unknown,
            });
            self.counting.push(*index);
        }
        if let Some(net) = simple(&self.parts) {
            return net;
        }
        let Some((id, requirement)) = self.ground.requirement_of(operation) else {
            return Net::default();
        };
        if requirement.alternatives.is_empty() {
            return unpublished(&self.parts);
        }
        if self.known.len() <= id {
            self.known.resize(id + 1, Vec::new());
        }
        let known = self
            .known
            .get(id)
            .and_then(|known| known.iter().find(|(of, _)| *of == self.counting));
        if let Some((_, net)) = known {
            return *net;
        }
        let mut budget = Budget::new(self.limit);
        let net = exact(self.ground, requirement, &self.parts, &mut budget);
        self.steps += budget.taken();
        if let Some(known) = self.known.get_mut(id) {
            known.push((self.counting.clone(), net));
        }
        net
    }
}

/// The net effect where the levels of the statements alone decide it.
fn simple(parts: &[Part<'_>]) -> Option<Net> {
    let mut allows = 0;
    for part in parts {
        match part.statement.effect? {
            Effect::Deny if part.level == Level::Full && !part.is_conditional => {
                return Some(Net::same(Level::None, Outcome::Denied));
            }
            Effect::Deny => return None,
            Effect::Allow if part.level == Level::Full && !part.is_conditional => allows += 1,
            Effect::Allow => {}
        }
    }
    if allows > 0 {
        return Some(Net::same(Level::Full, Outcome::Allowed));
    }
    match parts {
        [] => Some(Net::same(Level::None, Outcome::NotGranted)),
        [only] if only.level != Level::Undecided && !only.is_conditional => Some(Net::same(
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
pub(super) fn exact(ground: &Ground, requirement: &Requirement, parts: &[Part<'_>], budget: &mut Budget) -> Net {
    let of = |effect: Effect, conditional: bool| -> Vec<Part<'_>> {
        (parts.iter())
            .filter(|part| part.statement.effect == Some(effect) && part.is_conditional == conditional)
            .copied()
            .collect()
    };
    let certain = of(Effect::Allow, false);
    let allows = [certain.clone(), of(Effect::Allow, true)].concat();
    let denies = of(Effect::Deny, false);
    let all_denies = [denies.clone(), of(Effect::Deny, true)].concat();
    let is_open = certain.len() < allows.len() && full_of(&certain).is_none() || denies.len() < all_denies.len();

    let must = granted_level(ground, requirement, &certain, &all_denies, budget);
    let may = if is_open {
        granted_level(ground, requirement, &allows, &denies, budget)
    } else {
        must
    };
    let outcome = match (must, may) {
        (Level::Undecided, _) | (_, Level::Undecided) => Outcome::Undecided,
        (Level::Full, _) => Outcome::Allowed,
        (Level::None, Level::Full) => Outcome::Conditional,
        (Level::None, Level::None) => refused(ground, requirement, &allows, &denies, budget),
        (Level::Partial, Level::Partial) if !is_open => Outcome::Partial,
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
    if denies.is_empty() {
        // No Deny was in the way of the upper bound, and it is none.
        return Outcome::NotGranted;
    }
    let without_denies = granted_level(ground, requirement, allows, &[], budget);
    let denied = match denies {
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
    if full_of(denies).is_some() {
        return Level::None;
    }
    let full = full_of(allows);
    // what one statement covers by itself, the others add nothing to
    let allows = full.map_or(allows, std::slice::from_ref);
    match (allows, denies) {
        ([], _) => return Level::None,
        ([only], []) => return only.level,
        (_, [deny]) if full.is_some() => return deny.level.negated(),
        _ => {}
    }
    resources(&[allows, denies].concat())
        .and_then(|sets| calls::granted_level(ground, requirement, &sets, allows.len(), budget).ok())
        .unwrap_or(Level::Undecided)
}

/// One of some statements that covers every call by itself.
fn full_of<'p, 'a>(parts: &'p [Part<'a>]) -> Option<&'p Part<'a>> {
    parts.iter().find(|part| part.level == Level::Full)
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
                .filter(|part| part.statement.effect == Some(effect) && part.is_conditional == conditional)
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

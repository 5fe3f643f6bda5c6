//! The search for values under which none of some clauses holds.

use crate::pattern::{Budget, Exhausted};

/// Values of some dimensions, each dimension with what is asked of it so far, and clauses that are to be avoided: each
/// holds where all of its parts do.
pub(super) trait Space {
    /// How many clauses there are.
    fn clauses(&self) -> usize;
    /// How many parts a clause has.
    fn parts(&self, clause: usize) -> usize;
    /// Whether a clause holds of the present values.
    fn holds(&mut self, clause: usize) -> bool;
    /// Asks that a part of a clause does not hold, and finds values again. Where there are none, the levels at which was
    /// asked what stands against it; nothing is asked then.
    fn avoid(
        &mut self,
        clause: usize,
        part: usize,
        level: u32,
        budget: &mut Budget,
    ) -> Result<Result<(), Levels>, Exhausted>;
    /// Takes back what was asked last.
    fn undo(&mut self);
}

/// A set of levels of the search. From the last on they are one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Levels(u128);

impl Levels {
    pub fn of(level: u32) -> Self {
        Self(1 << level.min(127))
    }

    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn without(self, level: u32) -> Self {
        match level {
            127.. => self,
            level => Self(self.0 & !(1 << level)),
        }
    }

    fn has(self, level: u32) -> bool {
        self.0 >> level.min(127) & 1 == 1
    }
}

/// How many choices depend on each other at most: more than real policies have, fewer than the stack can hold.
const DEEPEST: u32 = 500;

/// Finds values under which no clause holds, and leaves them in the space. If there are none: the levels at which was
/// asked what stands against it.
///
/// Only a clause that holds of the values at hand is looked at: one of its parts must not hold, so each is tried in turn.
/// Where a part can't be avoided for reasons that an earlier choice has nothing to do with, that choice is not varied.
pub(super) fn search(space: &mut dyn Space, level: u32, budget: &mut Budget) -> Result<Result<(), Levels>, Exhausted> {
    budget.spend()?;
    if level > DEEPEST {
        return Err(Exhausted);
    }
    let mut chosen: Option<(usize, usize)> = None;
    for clause in 0..space.clauses() {
        if space.holds(clause) {
            let parts = space.parts(clause);
            if chosen.is_none_or(|(_, fewest)| parts < fewest) {
                chosen = Some((clause, parts));
            }
        }
    }
    let Some((clause, parts)) = chosen else {
        return Ok(Ok(()));
    };
    let mut against = Levels::default();
    for part in 0..parts {
        match space.avoid(clause, part, level, budget)? {
            Err(levels) => against = against.and(levels),
            Ok(()) => match search(space, level + 1, budget)? {
                Ok(()) => return Ok(Ok(())),
                Err(levels) => {
                    space.undo();
                    if !levels.has(level) {
                        return Ok(Err(levels));
                    }
                    against = against.and(levels.without(level));
                }
            },
        }
    }
    Ok(Err(against))
}

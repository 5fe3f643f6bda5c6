//! Sets of minutes around a day: those that the clock of a date can show, and those that it can be in UTC.

/// Minutes, counted from the beginning of a day. Where they do not matter it has no room for any, and has each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Minutes(Vec<u64>);

/// A zone takes a date not quite a day back or forth, so three days have room.
const WORDS: usize = 3 * 1_440 / 64 + 1;
/// Where the day begins.
const BEGIN: i32 = 1_440;

impl Minutes {
    /// The first of the day.
    pub fn first() -> Option<Self> {
        Self(vec![!0; WORDS]).filter(&|minute| minute == 0)
    }

    /// Each so many later.
    pub fn later(&self, by: i32) -> Self {
        let mut later = self.clone();
        let (words, bits) = (by >> 6, by & 63);
        let word = |at: i32| self.0.get(at as usize).copied().unwrap_or(0);
        for (moved, at) in later.0.iter_mut().zip(-words..) {
            *moved = word(at) << bits | word(at - 1) >> 1 >> (63 - bits);
        }
        later
    }

    pub fn add(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    pub fn has(&self, minute: i32) -> bool {
        let at = minute + BEGIN;
        self.0.is_empty()
            || self
                .0
                .get((at >> 6) as usize)
                .is_some_and(|word| word >> (at & 63) & 1 == 1)
    }

    /// Those that are wanted; `None` if none is.
    pub fn filter(&self, is_wanted: &dyn Fn(i32) -> bool) -> Option<Self> {
        let mut wanted = self.clone();
        let mut any = self.0.is_empty() && is_wanted(0);
        for (word, at) in wanted.0.iter_mut().zip(0..) {
            for bit in 0..64 {
                if *word >> bit & 1 == 1 {
                    match is_wanted(at * 64 + bit - BEGIN) {
                        true => any = true,
                        false => *word ^= 1 << bit,
                    }
                }
            }
        }
        any.then_some(wanted)
    }
}

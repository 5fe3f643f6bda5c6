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
    pub fn first() -> Self {
        Self(vec![!0; WORDS]).filter(&|minute| minute == 0)
    }

    pub fn matter(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether they matter and there are none.
    pub fn is_void(&self) -> bool {
        self.matter() && self.0.iter().all(|word| *word == 0)
    }

    /// Each so many later.
    pub fn later(&self, by: i32) -> Self {
        let mut later = self.clone();
        let (words, bits) = (by.div_euclid(64), by.rem_euclid(64));
        let word = |at: i32| self.0.get(at as usize).map_or(0, |word| u128::from(*word));
        for (moved, at) in later.0.iter_mut().zip(-words..) {
            *moved = ((word(at) << 64 | word(at - 1)) << bits >> 64) as u64;
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
        !self.matter()
            || self
                .0
                .get((at >> 6) as usize)
                .is_some_and(|word| word >> (at & 63) & 1 == 1)
    }

    /// Those that are wanted.
    pub fn filter(&self, is_wanted: &dyn Fn(i32) -> bool) -> Self {
        let mut wanted = self.clone();
        for (word, at) in wanted.0.iter_mut().zip(0..) {
            for bit in 0..64 {
                if *word >> bit & 1 == 1 && !is_wanted(at * 64 + bit - BEGIN) {
                    *word ^= 1 << bit;
                }
            }
        }
        wanted
    }
}

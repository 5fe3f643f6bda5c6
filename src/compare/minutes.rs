//! Sets of minutes around a day: those that the clock of a date can show, and those that it can be in UTC.

/// Minutes, counted from the beginning of a day. Of a text that is no date there are none to tell apart.
#[derive(Clone, Debug, Default)]
pub(super) struct Minutes(Vec<u64>);

/// A zone takes a date a day back or forth, so three days have room.
const WORDS: i32 = 3 * 1_440 / 64 + 1;
/// Where the day begins.
const BEGIN: i32 = 1_440;

impl Minutes {
    /// The first of the day.
    pub fn first() -> Self {
        Self(vec![!0; WORDS as usize]).filter(&|minute| minute == 0)
    }

    /// Whether there are minutes to tell apart.
    pub fn matter(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether there are some to tell apart and none of them is in it.
    pub fn is_void(&self) -> bool {
        self.matter() && self.0.iter().all(|word| *word == 0)
    }

    /// Each so many later.
    pub fn later(&self, by: i32) -> Self {
        let word = |at: i32| {
            let word = usize::try_from(at).ok().and_then(|at| self.0.get(at));
            u128::from(word.copied().unwrap_or(0))
        };
        let (words, bits) = (by.div_euclid(64), by.rem_euclid(64));
        let moved = |at: i32| ((word(at - words) << 64 | word(at - words - 1)) << bits >> 64) as u64;
        Self((0..self.0.len() as i32).map(moved).collect())
    }

    fn with(&self, other: &Self, both: fn(u64, u64) -> u64) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| both(*a, *b)).collect())
    }

    pub fn and(&self, other: &Self) -> Self {
        self.with(other, |a, b| a & b)
    }

    pub fn or(&self, other: &Self) -> Self {
        self.with(other, |a, b| a | b)
    }

    /// Whether it has all of another.
    pub fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(own, other)| other & !own == 0)
    }

    pub fn has(&self, minute: i32) -> bool {
        let word = self.0.get(((minute + BEGIN) / 64) as usize);
        word.is_some_and(|word| word >> ((minute + BEGIN) % 64) & 1 == 1)
    }

    /// Those that are wanted.
    pub fn filter(&self, is_wanted: &dyn Fn(i32) -> bool) -> Self {
        let mut wanted = self.clone();
        for (word, at) in wanted.0.iter_mut().zip(0..) {
            for bit in 0..64 {
                if *word >> bit & 1 == 1 && !is_wanted(at * 64 + bit - BEGIN) {
                    *word &= !(1 << bit);
                }
            }
        }
        wanted
    }
}

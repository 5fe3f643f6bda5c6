/// A set of small numbers that lie close together, as the operations of one service do: only the words between the
/// first and the last member are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    first_word: usize,
    words: Vec<u64>,
}

impl Bits {
    /// The empty set with room for `range`, so that [`Bits::insert`] within it is quick.
    #[must_use]
    pub fn with_room(range: std::ops::Range<usize>) -> Self {
        let first_word = range.start / 64;
        Self {
            first_word,
            words: vec![0; range.end.div_ceil(64).saturating_sub(first_word)],
        }
    }

    /// The set of all numbers of `range`.
    #[must_use]
    pub fn full(range: std::ops::Range<usize>) -> Self {
        let mut bits = Self::with_room(range.clone());
        bits.insert_range(range);
        bits
    }

    /// Adds `number`.
    pub fn insert(&mut self, number: usize) {
        self.make_room(number / 64, number / 64 + 1);
        if let Some(word) = self.words.get_mut(number / 64 - self.first_word) {
            *word |= 1 << (number % 64);
        }
    }

    /// Adds all numbers of `range`.
    pub fn insert_range(&mut self, range: std::ops::Range<usize>) {
        if range.is_empty() {
            return;
        }
        let (first, end) = (range.start / 64, range.end.div_ceil(64));
        self.make_room(first, end);
        let skip = first - self.first_word;
        for (word, at) in self.words.iter_mut().skip(skip).zip(first..end) {
            let low = range.start.saturating_sub(at * 64);
            let high = (range.end - at * 64).min(64);
            *word |= (u64::MAX >> (64 - (high - low))) << low;
        }
    }

    /// Adds all members of `other`.
    pub fn union(&mut self, other: &Self) {
        if other.words.is_empty() {
            return;
        }
        self.make_room(other.first_word, other.first_word + other.words.len());
        let skip = other.first_word - self.first_word;
        for (word, more) in self.words.iter_mut().skip(skip).zip(&other.words) {
            *word |= more;
        }
    }

    /// Whether `number` is a member.
    #[must_use]
    pub fn contains(&self, number: usize) -> bool {
        self.word(number / 64) & (1 << (number % 64)) != 0
    }

    /// The 64 members from `64 * at` on as a word.
    #[must_use]
    pub fn word(&self, at: usize) -> u64 {
        at.checked_sub(self.first_word)
            .and_then(|at| self.words.get(at))
            .copied()
            .unwrap_or(0)
    }

    /// The words between the first and last member: the number of the first, and the words.
    #[must_use]
    pub fn words(&self) -> (usize, &[u64]) {
        (self.first_word, &self.words)
    }

    /// The numbers below `size` that are no members.
    #[must_use]
    pub fn complement(&self, size: usize) -> Self {
        let mut all = Self::full(0..size);
        let skip = self.first_word;
        for (word, gone) in all.words.iter_mut().skip(skip).zip(&self.words) {
            *word &= !gone;
        }
        all
    }

    /// How many members there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The members in rising order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words
            .iter()
            .enumerate()
            .flat_map(move |(at, &word)| members(word, (self.first_word + at) * 64))
    }

    fn make_room(&mut self, from: usize, to: usize) {
        if self.words.is_empty() {
            self.first_word = from;
        } else if from < self.first_word {
            let missing = self.first_word - from;
            self.words.splice(0..0, std::iter::repeat_n(0, missing));
            self.first_word = from;
        }
        if to > self.first_word + self.words.len() {
            self.words.resize(to - self.first_word, 0);
        }
    }
}

/// The numbers of the bits set in `word`, counted from `base`.
pub fn members(mut word: u64, base: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        if word == 0 {
            return None;
        }
        let bit = word.trailing_zeros() as usize;
        word &= word - 1;
        Some(base + bit)
    })
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn holds_what_was_put_in() {
        let mut bits = Bits::default();
        bits.insert(200);
        bits.insert(70);
        bits.insert_range(126..130);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [70, 126, 127, 128, 129, 200]);
        assert_eq!(bits.count(), 6);
        assert!(bits.contains(128) && !bits.contains(130) && !bits.contains(0) && !bits.contains(100_000));
        assert_eq!(
            bits.complement(72).iter().filter(|n| *n > 68).collect::<Vec<_>>(),
            [69, 71]
        );
        let mut more = Bits::full(3..5);
        more.union(&bits);
        assert_eq!(more.iter().take(3).collect::<Vec<_>>(), [3, 4, 70]);
        assert_eq!(Bits::full(64..128).iter().count(), 64);
    }
}

use super::level::Level;
use super::whole::Coverage;

/// The code of a mark for a statement that contributes without covering a call; other codes are the level's.
pub const CONTRIBUTING: u32 = 4;

impl Coverage {
    /// The marks of all statements, in blocks, those of a statement together: `statement * 8 + code`, the number of the
    /// block's first word among the words of all operations, how many words there are, and the words. A word has a bit
    /// for each of 32 operations, set where the statement has this mark; an operation has at most one mark of a
    /// statement. The code is the place of the level in [`Level::ALL`], or [`CONTRIBUTING`].
    ///
    /// A statement mostly touches one service, so that is little to hand over after each keystroke.
    #[must_use]
    pub fn marks(&self) -> Vec<u32> {
        let mut marks = Vec::new();
        for (coverage, statement) in self.coverages().iter().zip(0u32..) {
            let sets = [
                (&coverage.full, Level::Full as u32),
                (&coverage.partial, Level::Partial as u32),
                (&coverage.contributing, CONTRIBUTING),
                (&coverage.undecided, Level::Undecided as u32),
                (&coverage.blocked, Level::Undecided as u32),
            ];
            for (set, code) in sets {
                let (first, words) = set.words();
                if words.is_empty() {
                    continue;
                }
                marks.reserve(3 + 2 * words.len());
                marks.extend([statement * 8 + code, 2 * first as u32, 2 * words.len() as u32]);
                marks.extend(words.iter().flat_map(|word| [*word as u32, (*word >> 32) as u32]));
            }
        }
        marks
    }
}

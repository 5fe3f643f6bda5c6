use super::level::Level;
use super::whole::Coverage;
use crate::pattern::members;

/// The code of a mark for a statement that contributes without covering a call; other codes are the level's.
pub const CONTRIBUTING: u32 = 4;

impl Coverage {
    /// The marks of all statements, by operation: those on operation `o` stand from the index at `o` up to the index at
    /// `o + 1` of this same list, each as `statement * 8 + code`, in the order of the statements. The code is the place of
    /// the level in [`Level::ALL`], or [`CONTRIBUTING`].
    #[must_use]
    pub fn marks(&self) -> Vec<u32> {
        let operations = self.nets().len();
        let total: usize = self.coverages().iter().map(|coverage| coverage.touched.count()).sum();
        let mut marks = Vec::with_capacity(operations + 1 + total);
        marks.resize(operations + 1, 0u32);
        // Counted first, so that each mark can be put in its place. All is kept at the index of the next operation: when
        // the last mark of an operation is written, the next one's begin.
        for coverage in self.coverages() {
            let (first, words) = coverage.touched.words();
            for (word, at) in words.iter().zip(first..) {
                for operation in members(*word, at * 64) {
                    if let Some(count) = marks.get_mut(operation + 1) {
                        *count += 1;
                    }
                }
            }
        }
        let mut next = marks.len() as u32;
        for place in &mut marks {
            (*place, next) = (next, next + *place);
        }
        marks.resize(next as usize, 0);
        for (coverage, statement) in self.coverages().iter().zip(0u32..) {
            let (first, words) = coverage.touched.words();
            for (word, at) in words.iter().zip(first..) {
                let full = coverage.full.word(at);
                let partial = coverage.partial.word(at);
                let contributing = coverage.contributing.word(at);
                for operation in members(*word, at * 64) {
                    let bit = 1u64 << (operation % 64);
                    let code = match () {
                        () if full & bit != 0 => Level::Full as u32,
                        () if partial & bit != 0 => Level::Partial as u32,
                        () if contributing & bit != 0 => CONTRIBUTING,
                        () => Level::Undecided as u32,
                    };
                    let Some(place) = marks.get_mut(operation + 1) else {
                        continue;
                    };
                    let at = *place as usize;
                    *place += 1;
                    if let Some(mark) = marks.get_mut(at) {
                        *mark = statement * 8 + code;
                    }
                }
            }
        }
        marks
    }
}

//! Values of keys that took long to find, kept while two lists of statements are compared: each action asks for them again.

use std::cell::RefCell;

use super::values::{self, Wish};
use crate::condition::Question;
use crate::pattern::{Budget, Exhausted};

/// From how many steps on finding values takes longer than looking them up.
const LONG: u64 = 1_000;

/// What was wished, each question by its address, and the values.
type Answer = (Vec<(*const Question, bool)>, Option<Vec<String>>);

/// The answers so far. They hold as long as the statements do that the questions are of.
#[derive(Default)]
pub(super) struct KnownValues(RefCell<Vec<Answer>>);

impl KnownValues {
    /// As [`values::find`] does.
    pub fn find(&self, wishes: &[Wish], budget: &mut Budget) -> Result<Option<Vec<String>>, Exhausted> {
        let address = |wish: &Wish| (std::ptr::from_ref(wish.question), wish.yes);
        let wished: Vec<_> = wishes.iter().map(address).collect();
        {
            let known = self.0.borrow();
            budget.take(known.len() as u64)?;
            if let Some((_, values)) = known.iter().find(|(known, _)| *known == wished) {
                return Ok(values.clone());
            }
        }
        let before = budget.taken();
        let values = values::find(wishes, budget)?;
        if budget.taken() - before >= LONG {
            self.0.borrow_mut().push((wished, values.clone()));
        }
        Ok(values)
    }
}

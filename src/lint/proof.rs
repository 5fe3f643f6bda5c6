use crate::compare::beyond;
use crate::pattern::Budget;
use crate::policy::Statement;

/// The steps that one proof of a rule may take.
pub(super) const STEPS: u64 = 20_000;

/// Whether everything that the statements of `part` grant is granted by those of `whole`; false where that cannot be told
/// in so many steps.
// Asked in many places, so the code stands once.
#[inline(never)]
pub(super) fn is_within(part: &[&Statement], whole: &[&Statement], steps: u64) -> bool {
    beyond(part, whole, None, &mut Budget::new(steps)) == Ok(None)
}

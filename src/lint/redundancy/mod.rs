//! What can go without a change of meaning: redundant, shadowed and overridden parts.
//!
//! Each is proven by [`compare::beyond`](crate::compare::beyond) over every request there can be, not only those of the
//! catalogue. What cannot be proven within the steps is not reported.

mod condition_value;
mod list;
mod overridden;
mod pattern;
mod proof;
mod sample;
mod statement;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    statement::check,
    pattern::check,
    condition_value::check,
    overridden::check,
];

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
use super::report::Report;
use super::subject::Subject;

pub(super) const RULES: &[Rule] = &[check, condition_value::check, overridden::check];

/// Looks for redundant statements first: what they cover is not redundant for it.
fn check(subject: &Subject, report: &mut Report) {
    let redundant = statement::redundant_statements(subject);
    statement::check(subject, &redundant, report);
    pattern::check(subject, &redundant, report);
}

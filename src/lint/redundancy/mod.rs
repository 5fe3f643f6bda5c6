//! What can go without a change of meaning: redundant, shadowed, dead and overridden parts.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];

//! Conditions that can never be met, are always met, or are not about what they seem to be about.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];

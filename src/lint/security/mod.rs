//! What a policy grants that nobody should be granted unawares, decided on the net effect.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];

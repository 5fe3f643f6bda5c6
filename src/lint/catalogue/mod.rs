//! Actions, resources and keys held against what the catalogue knows of them. It ages, so nothing here is an error.

mod unknown_action;

use super::Rule;

pub(super) const RULES: &[Rule] = &[unknown_action::check];

//! Actions, resources and keys held against what the catalogue knows of them. It ages, so nothing here is an error.

mod accounts;
mod fit;
mod operations;
mod parts;
mod roles;
mod spelling;
mod unknown_action;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    unknown_action::check,
    spelling::check,
    accounts::check,
    fit::check,
    parts::check,
    roles::check,
];

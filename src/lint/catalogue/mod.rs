//! Actions, resources and keys held against what the catalogue knows of them. It ages, so nothing here is an error.

mod accounts;
mod codes;
mod fit;
mod operations;
mod parts;
mod regions;
mod roles;
mod services;
mod spelling;
mod unknown_action;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    services::check,
    unknown_action::check,
    codes::check,
    regions::check,
    spelling::check,
    accounts::check,
    fit::check,
    parts::check,
    roles::check,
];

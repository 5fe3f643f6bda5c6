//! What one kind of policy alone has: trust, bucket, resource, control and session policies.

mod bucket;
mod control;
mod federation;
mod foreign_service;
mod length;
mod principals;
mod role_case;
mod session;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    role_case::check,
    principals::check,
    federation::check,
    bucket::check,
    foreign_service::check,
    length::check,
    control::check,
    session::check,
];

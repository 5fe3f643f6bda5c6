//! What a policy grants that nobody should be granted unawares, decided on the net effect.

mod administrator;
mod grants;
mod pass_role;
mod powers;
mod unbounded;
mod wildcard_service;

use super::Rule;
use super::report::Report;
use super::subject::Subject;
use grants::Grants;

pub(super) const RULES: &[Rule] = &[check];

/// Looks for root causes first, so that what follows from them can be put under them.
fn check(subject: &Subject, report: &mut Report) {
    if let Some(mut grants) = Grants::new(subject) {
        administrator::check(&mut grants, report);
        unbounded::check(&grants, report);
        wildcard_service::check(&mut grants, subject.catalog, report);
        powers::check(&grants, report);
        pass_role::check(&grants, report);
    }
}

//! What a policy grants that nobody should be granted unawares, decided on the net effect.

mod administrator;
mod lifted_deny;
mod pass_role;
mod powers;
mod unbounded;
mod wildcard_service;

use super::Rule;
use super::grants::Grants;
use super::report::Report;
use super::subject::Subject;
use crate::policy::PolicyKind;

pub(super) const RULES: &[Rule] = &[check];

/// Looks for root causes first, so that what follows from them can be put under them.
fn check(subject: &Subject, report: &mut Report) {
    // a session has no more than the role that it is of, and a control policy grants nothing
    if subject.policy.kind != PolicyKind::Identity {
        return;
    }
    let mut grants = Grants::new(subject);
    administrator::check(subject, &mut grants, report);
    unbounded::check(&grants, report);
    wildcard_service::check(&mut grants, subject.catalog, report);
    powers::check(&grants, report);
    pass_role::check(&grants, report);
    lifted_deny::check(&grants, report);
}

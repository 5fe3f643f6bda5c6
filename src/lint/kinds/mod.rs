//! What one kind of policy alone has: trust, bucket, resource, control and session policies.

use super::Rule;

pub(super) const RULES: &[Rule] = &[];

//! Terraform: which attributes of which resources hold a policy, in its own language and in JSON.

mod data_document;
mod expression;
mod finder;
mod in_json;

use std::str::FromStr;

use hcl_edit::structure::Body;

use super::message::Problem;
use super::{DOCUMENT_LIMIT, Found};
use crate::policy::PolicyKind::{self, Bucket, Control, Identity, Resource, Trust};
use crate::text::Span;

pub(super) use in_json::find_in_json;

/// The attributes of a type of resource that hold a policy, the older names included. Where the provider's
/// documentation does not tell the kind of policy, its looks do.
const ATTRIBUTES: [(&str, &str, Option<PolicyKind>); 15] = [
    ("alicloud_ram_policy", "policy_document", Some(Identity)),
    ("alicloud_ram_policy", "document", Some(Identity)),
    ("alicloud_ram_role", "assume_role_policy_document", Some(Trust)),
    ("alicloud_ram_role", "document", Some(Trust)),
    ("alicloud_resource_manager_policy", "policy_document", Some(Identity)),
    (
        "alicloud_resource_manager_role",
        "assume_role_policy_document",
        Some(Trust),
    ),
    (
        "alicloud_resource_manager_control_policy",
        "policy_document",
        Some(Control),
    ),
    (
        "alicloud_cloud_sso_access_configuration",
        "permission_policy_document",
        Some(Identity),
    ),
    ("alicloud_oss_bucket_policy", "policy", Some(Bucket)),
    ("alicloud_oss_bucket", "policy", Some(Bucket)),
    ("alicloud_kms_key", "policy", Some(Resource)),
    ("alicloud_kms_secret", "policy", Some(Resource)),
    ("alicloud_vpc_gateway_endpoint", "policy_document", None),
    ("alicloud_privatelink_vpc_endpoint", "policy_document", None),
    ("alicloud_log_project", "policy", None),
];

/// The data source that writes a policy.
const DATA_DOCUMENT: &str = "alicloud_ram_policy_document";

/// The most line ends and commas that a file may have: the parser's time grows with the square of the members of an
/// object. Files that people write have some thousands.
const SEPARATOR_LIMIT: usize = 30_000;

/// The row of an attribute; `None` for one that holds no policy.
fn row(resource: &str, attribute: &str) -> Option<Option<PolicyKind>> {
    let mut rows = ATTRIBUTES.iter();
    let row = rows.find(|(of, name, _)| *of == resource && *name == attribute);
    row.map(|(.., kind)| *kind)
}

pub(super) fn find(source: &str, found: &mut Found) {
    let separators = source.bytes().filter(|byte| matches!(byte, b'\n' | b',')).count();
    if separators > SEPARATOR_LIMIT || source.len() > 40 * DOCUMENT_LIMIT {
        found.problems.push(Problem::too_large());
        return;
    }
    // a byte order mark is no part of the language; blanks in its place keep the offsets
    let without_mark = source.strip_prefix('\u{feff}').map(|rest| ["   ", rest].concat());
    match Body::from_str(without_mark.as_deref().unwrap_or(source)) {
        Ok(body) => finder::find(source, &body, found),
        Err(error) => {
            let at = Span::at(error.location().offset().min(source.len()) as u32);
            found.problems.push(Problem::terraform(at, error.message().to_owned()));
        }
    }
}

//! What a document is by its looks: which kind of policy, and whether it is one of RAM at all.

use super::kind::PolicyKind;
use crate::syntax::{Kind, NodeId, Tree};

/// The kind that a document looks like. A session or a control policy looks like an identity policy.
pub(super) fn recognise(tree: &Tree, source: &str) -> PolicyKind {
    let Some(root) = tree.root() else {
        return PolicyKind::Identity;
    };
    let mut found = PolicyKind::Identity;
    for statement in statements(tree, source, root) {
        found = match (found, of_statement(tree, source, statement)) {
            (found, None) => found,
            (PolicyKind::Identity, Some(kind)) => kind,
            (PolicyKind::Bucket, _) | (_, Some(PolicyKind::Bucket)) => PolicyKind::Bucket,
            (found, Some(kind)) if found == kind => found,
            _ => PolicyKind::Resource,
        };
    }
    found
}

/// The kind that a statement with a principal looks like; `None` for one without.
pub(super) fn of_statement(tree: &Tree, source: &str, statement: NodeId) -> Option<PolicyKind> {
    let (mut principal, mut resource, mut oss, mut assume) = (false, false, false, false);
    for member in tree.members(statement) {
        let key = tree.text(member.key, source);
        match key.trim() {
            "Principal" | "NotPrincipal" => principal = true,
            name @ ("Action" | "NotAction" | "Resource" | "NotResource") => {
                resource |= name.ends_with("Resource");
                any_string(tree, source, member.value, &mut |text| {
                    oss |= text.starts_with("acs:oss") || text.starts_with("oss");
                    assume |= text.eq_ignore_ascii_case("sts:AssumeRole");
                    false
                });
            }
            _ => {}
        }
    }
    match (principal, resource) {
        (false, _) => None,
        (true, _) if oss => Some(PolicyKind::Bucket),
        (true, false) => Some(PolicyKind::Trust),
        (true, true) if assume => Some(PolicyKind::Trust),
        (true, true) => Some(PolicyKind::Resource),
    }
}

/// The statements of a document, wherever in their places they stand: in a list, alone, or without a document.
fn statements(tree: &Tree, source: &str, root: NodeId) -> Vec<NodeId> {
    let mut list = root;
    for member in tree.members(root) {
        if let ("Statement", Some(value)) = (tree.text(member.key, source).trim(), member.value) {
            list = value;
        }
    }
    match tree.kind(list) {
        Kind::Array => tree.items(list).collect(),
        _ => vec![list],
    }
}

/// Whether `is` holds for any string of a value, keys left out.
fn any_string(tree: &Tree, source: &str, value: Option<NodeId>, is: &mut impl FnMut(&str) -> bool) -> bool {
    let Some(value) = value else { return false };
    match tree.kind(value) {
        Kind::String => is(&tree.text(value, source)),
        Kind::Array => tree.items(value).any(|item| any_string(tree, source, Some(item), is)),
        Kind::Object => tree
            .members(value)
            .any(|member| any_string(tree, source, member.value, is)),
        _ => false,
    }
}

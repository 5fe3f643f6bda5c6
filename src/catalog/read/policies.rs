use super::super::source::Source;
use super::super::{Reason, ServiceLinkedRole, SystemPolicy, Words};
use super::date_text;
use crate::pattern::is_ram_code;
use crate::syntax::NodeId;

#[inline(never)]
pub(super) fn system_policy(source: &mut Source<'_>, node: NodeId) -> Option<SystemPolicy> {
    let [name, title, version, date, from, notes, policy] =
        source.object(node, ["name", "title", "version", "date", "source", "notes", "policy"])?;
    let name = source.required_string(node, "name", name);
    let title = source.required_words(node, "title", title);
    let version = version.and_then(|node| source.string(node));
    let date = date.and_then(|node| date_text(source, node));
    let from = source.required_string(node, "source", from);
    let notes = all_words(source, notes);
    let document = source.document(node, "policy", policy);
    Some(SystemPolicy {
        service: 0,
        name,
        title,
        version,
        date,
        source: from,
        notes,
        document,
    })
}

#[inline(never)]
pub(super) fn service_linked_role(source: &mut Source<'_>, node: NodeId) -> Option<ServiceLinkedRole> {
    let [
        purpose,
        role,
        service_name,
        policy_name,
        permissions,
        creation,
        deletion,
        notes,
        from,
        policy,
    ] = source.object(
        node,
        [
            "purpose",
            "role",
            "serviceName",
            "policyName",
            "permissions",
            "creation",
            "deletion",
            "notes",
            "source",
            "policy",
        ],
    )?;
    let purpose = source.required_words(node, "purpose", purpose);
    let role = source.required_string(node, "role", role);
    let service_name = source
        .required(node, "serviceName", service_name)
        .and_then(|node| service_name_text(source, node));
    let policy_name = source.required_string(node, "policyName", policy_name);
    let permissions = source.required_words(node, "permissions", permissions);
    let creation = source.required_words(node, "creation", creation);
    let deletion = source.required_words(node, "deletion", deletion);
    let notes = all_words(source, notes);
    let from = source.required_string(node, "source", from);
    let document = source.document(node, "policy", policy);
    Some(ServiceLinkedRole {
        service: 0,
        purpose,
        role,
        service_name: service_name.unwrap_or_default(),
        policy_name,
        permissions,
        creation,
        deletion,
        notes,
        source: from,
        document,
    })
}

fn service_name_text(source: &mut Source<'_>, node: NodeId) -> Option<String> {
    let name = source.string(node)?;
    if !name.split('.').all(is_ram_code) {
        source.fail(node, Reason::ServiceName(name));
        return None;
    }
    Some(name)
}

#[inline(never)]
fn all_words(source: &mut Source<'_>, node: Option<NodeId>) -> Vec<Words> {
    let nodes = source.list(node);
    nodes.into_iter().filter_map(|node| source.words(node)).collect()
}

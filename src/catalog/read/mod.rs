//! Reads one catalogue file into facts that still know their place in the file.

mod operations;
mod policies;

use operations::Names;
pub(super) use operations::OperationFacts;

use super::error::{FORMAT, FORMAT_FAMILY};
use super::source::Source;
use super::{Reason, ResourceType, ServiceLinkedRole, SystemPolicy, Words};
use crate::pattern::{Template, is_ram_code};
use crate::syntax::NodeId;

/// What one file says.
pub(super) struct FileFacts {
    pub(super) date: String,
    pub(super) sources: Vec<String>,
    pub(super) services: Vec<ServiceFacts>,
}

/// What one file says of a service. Indices are into the lists of this service; its policies and roles have the
/// service index 0 until all services are in order.
pub(super) struct ServiceFacts {
    /// Where its code stands, and where each alias does.
    pub(super) code_node: NodeId,
    pub(super) alias_nodes: Vec<NodeId>,
    /// Empty where it has a fault.
    pub(super) code: String,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) types: Vec<ResourceType>,
    pub(super) templates: Vec<Template>,
    pub(super) requirements: Vec<Vec<Vec<usize>>>,
    pub(super) notes: Vec<Words>,
    pub(super) operations: Vec<OperationFacts>,
    pub(super) system_policies: Vec<SystemPolicy>,
    pub(super) service_linked_roles: Vec<ServiceLinkedRole>,
}

/// The whole file; `None` where nothing of it can be used.
pub(super) fn file(source: &mut Source<'_>) -> Option<FileFacts> {
    let root = source.root()?;
    if !has_format(source, root) {
        return None;
    }
    let [_, date, sources, services] = source.object(root, ["format", "date", "sources", "services"])?;
    let date = source
        .required(root, "date", date)
        .and_then(|node| date_text(source, node));
    let sources = source.strings(sources);
    let services = source.required(root, "services", services);
    let services = source.list(services);
    Some(FileFacts {
        services: services.into_iter().filter_map(|node| service(source, node)).collect(),
        date: date.unwrap_or_default(),
        sources,
    })
}

/// Whether the file is of the format that this version reads. Told alone: the keys of another format mean nothing.
fn has_format(source: &mut Source<'_>, root: NodeId) -> bool {
    let Some((node, format)) = source
        .member(root, "format")
        .and_then(|node| Some((node, source.string(node)?)))
    else {
        return false;
    };
    let version = format
        .strip_prefix(FORMAT_FAMILY)
        .and_then(|version| version.parse::<u32>().ok());
    match version {
        _ if format == FORMAT => return true,
        Some(2..) => source.fail(node, Reason::NewerFormat(format)),
        _ => source.fail(node, Reason::Format(format)),
    }
    false
}

/// An ISO date, `2017-12-01`.
#[inline(never)]
fn date_text(source: &mut Source<'_>, node: NodeId) -> Option<String> {
    let date = source.string(node)?;
    let fits = |(place, byte): (usize, u8)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let is_date = date.len() == 10
        && date.bytes().enumerate().all(fits)
        && (date.get(5..7)).is_some_and(|month| ("01"..="12").contains(&month))
        && (date.get(8..)).is_some_and(|day| ("01"..="31").contains(&day));
    if !is_date {
        source.fail(node, Reason::Date(date));
        return None;
    }
    Some(date)
}

#[inline(never)]
fn service(source: &mut Source<'_>, node: NodeId) -> Option<ServiceFacts> {
    let [
        code_node,
        name,
        aliases,
        types,
        templates,
        notes,
        operations,
        policies,
        roles,
    ] = source.object(
        node,
        [
            "code",
            "name",
            "aliases",
            "types",
            "templates",
            "notes",
            "operations",
            "systemPolicies",
            "serviceLinkedRoles",
        ],
    )?;
    let code = source
        .required(node, "code", code_node)
        .and_then(|node| service_code(source, node))
        .unwrap_or_default();
    let name = source.required_string(node, "name", name);
    let (alias_nodes, aliases) = source
        .list(aliases)
        .into_iter()
        .filter_map(|node| Some((node, service_code(source, node)?)))
        .unzip();
    let types = source.table(types);
    let types = types
        .into_iter()
        .filter_map(|(_, code, node)| resource_type(source, code, node))
        .collect();
    let mut names = Names::read(source, templates, notes);
    let operations = source.required(node, "operations", operations);
    let operations = operations::all(source, &mut names, operations);
    let policies = source.list(policies);
    let roles = source.list(roles);
    let system_policies = policies
        .into_iter()
        .filter_map(|node| policies::system_policy(source, node))
        .collect();
    let service_linked_roles = roles
        .into_iter()
        .filter_map(|node| policies::service_linked_role(source, node))
        .collect();
    Some(ServiceFacts {
        code_node: code_node.unwrap_or(node),
        alias_nodes,
        code,
        name,
        aliases,
        types,
        templates: names.templates,
        requirements: names.requirements,
        notes: names.notes,
        operations,
        system_policies,
        service_linked_roles,
    })
}

#[inline(never)]
fn service_code(source: &mut Source<'_>, node: NodeId) -> Option<String> {
    let code = source.string(node)?;
    if !is_ram_code(&code) {
        source.fail(node, Reason::ServiceCode(code));
        return None;
    }
    Some(code)
}

#[inline(never)]
fn resource_type(source: &mut Source<'_>, code: String, node: NodeId) -> Option<ResourceType> {
    let [one, many, zh] = source.object(node, ["one", "many", "zh"])?;
    let one = source.required_string(node, "one", one);
    let many = source.required_string(node, "many", many);
    let chinese = zh.and_then(|zh| source.string(zh));
    let words = |english| Words {
        english,
        chinese: chinese.clone(),
    };
    Some(ResourceType {
        code,
        one: words(one),
        many: words(many),
    })
}

//! Terraform in JSON.

use super::row;
use crate::embed::chunk::{ChunkKind, Templates, with_interpolations};
use crate::embed::place::Form;
use crate::embed::template::{Finder, joined};
use crate::embed::tree::{Id, Node, Value, Values};
use crate::embed::{Embedded, Found, Reason, json, writer};
use crate::policy::PolicyKind;

pub(in crate::embed) fn find_in_json(source: &str, found: &mut Found) {
    let (values, root) = json::read(source, &mut found.problems);
    let Some(root) = root else { return };
    let mut finder = Finder::new(source, &values, write, found);
    for &(kind, resources) in sections(&values, root, "resource")
        .iter()
        .flat_map(|&of| values.members(of))
    {
        let kind = values.text(kind).unwrap_or("?");
        for (name, body) in named(&values, resources) {
            take_in(&mut finder, &values, kind, &joined(kind, name), body);
        }
    }
    for (section, path) in [
        ("resource", ""),
        ("locals", "local"),
        ("variable", "var"),
        ("module", "module"),
        ("output", "output"),
    ] {
        for of in sections(&values, root, section) {
            finder.look(of, &mut path.to_owned(), 0);
        }
    }
}

/// A section, which may be a list of objects.
fn sections(values: &Values, root: Id, name: &str) -> Vec<Id> {
    let of = values
        .members(root)
        .iter()
        .filter(|(key, _)| values.text(*key) == Some(name));
    of.flat_map(|&(_, value)| either(values, value)).collect()
}

/// A value, or the elements of a list.
fn either(values: &Values, value: Id) -> Vec<Id> {
    match values.items(value) {
        [] => vec![value],
        items => items.to_vec(),
    }
}

/// The resources of a type by name.
fn named(values: &Values, resources: Id) -> Vec<(&str, Id)> {
    let members = either(values, resources).into_iter().flat_map(|of| values.members(of));
    members
        .flat_map(|&(name, body)| {
            let name = values.text(name).unwrap_or("?");
            either(values, body).into_iter().map(move |body| (name, body))
        })
        .collect()
}

/// Takes the attributes that hold a policy, those of nested blocks too.
fn take_in(finder: &mut Finder<'_>, values: &Values, kind: &str, name: &str, body: Id) {
    for &(key, value) in values.members(body) {
        match row(kind, values.text(key).unwrap_or("")) {
            Some(policy) => finder.take(value, name, policy),
            None => {
                for inner in either(values, value) {
                    take_in(finder, values, kind, name, inner);
                }
            }
        }
    }
}

/// A policy is a string, whose `${…}` are expressions.
fn write(values: &Values, id: Id, source: &str, name: &str, kind: Option<PolicyKind>) -> Result<Embedded, Reason> {
    match values.resolved(id) {
        Some(Value {
            node: Node::Text(text),
            span,
        }) => {
            if text.value.replace("%%{", "").contains("%{") {
                return Err(Reason::Directives);
            }
            let chunks = with_interpolations(text.chunks(*span, source)?, Templates::Terraform);
            match chunks.as_slice() {
                [only] if only.kind == ChunkKind::Hole => Err(Reason::unknown(&only.text)),
                // the escapes that an edit needs are those of a string of Terraform
                _ => writer::policy_of_chunks(chunks, Form::Hcl, *span, source, name, kind),
            }
        }
        _ => writer::policy_of_json(values, id, source, name, kind),
    }
}

//! Templates of ROS, and JSON and YAML of any other kind.

use rustc_hash::FxHashSet;

use super::looks::{function, is_policy, is_policy_text};
use super::tree::{Id, Node, Value, Values};
use super::{Embedded, Found, Reason, Skipped, json, writer, yaml};
use crate::policy::PolicyKind::{self, Bucket, Control, Identity, Trust};

/// The properties of a type of resource that hold a policy. Those of `Policies` are lists, whose elements hold it in
/// `PolicyDocument`.
const PROPERTIES: [(&str, &str, PolicyKind); 9] = [
    ("ALIYUN::RAM::ManagedPolicy", "PolicyDocument", Identity),
    ("ALIYUN::RAM::ManagedPolicy", "PolicyDocumentUnchecked", Identity),
    ("ALIYUN::RAM::Role", "AssumeRolePolicyDocument", Trust),
    ("ALIYUN::RAM::Role", "Policies", Identity),
    ("ALIYUN::RAM::User", "Policies", Identity),
    ("ALIYUN::ResourceManager::ControlPolicy", "PolicyDocument", Control),
    ("ALIYUN::ResourceManager::Policy", "PolicyDocument", Identity),
    ("ALIYUN::ResourceManager::Role", "AssumeRolePolicyDocument", Trust),
    ("ALIYUN::OSS::Bucket", "Policy", Bucket),
];

/// How much of a name is told, in bytes.
const NAME_LIMIT: usize = 100;

/// How deep values are looked through; deeper ones hold no policy that anybody wrote.
const DEPTH_LIMIT: usize = 220;

pub(super) fn find_in_json(source: &str, found: &mut Found) {
    let (values, root) = json::read(source, &mut found.problems);
    let mut finder = Finder::new(source, &values, writer::policy_of_json, found);
    if let Some(root) = root {
        finder.document(root, "");
    }
}

pub(super) fn find_in_yaml(source: &str, found: &mut Found) {
    let (values, roots) = yaml::read(source, &mut found.problems);
    let mut finder = Finder::new(source, &values, writer::policy, found);
    for (number, &root) in roots.iter().enumerate() {
        let prefix = if roots.len() > 1 {
            ["#", &(number + 1).to_string()].concat()
        } else {
            String::new()
        };
        finder.document(root, &prefix);
    }
}

/// Writes a value as a policy.
pub(super) type Write = fn(&Values, Id, &str, &str, Option<PolicyKind>) -> Result<Embedded, Reason>;

/// Looks through the values of a file.
pub(super) struct Finder<'f> {
    source: &'f str,
    values: &'f Values,
    write: Write,
    found: &'f mut Found,
    /// Where the values stand that a resource's property is, which need not look like a policy.
    taken: FxHashSet<u32>,
}

impl<'f> Finder<'f> {
    pub(super) fn new(source: &'f str, values: &'f Values, write: Write, found: &'f mut Found) -> Self {
        Self {
            source,
            values,
            write,
            found,
            taken: FxHashSet::default(),
        }
    }

    fn document(&mut self, root: Id, prefix: &str) {
        if let Some(resources) = self.values.member(root, "Resources") {
            for &(name, resource) in self.values.members(resources) {
                let path = joined(&joined(prefix, "Resources"), self.values.text(name).unwrap_or("?"));
                self.resource(resource, &path);
            }
        }
        self.look(root, &mut prefix.to_owned(), 0);
    }

    fn resource(&mut self, resource: Id, path: &str) {
        let values = self.values;
        let kind_of_resource = values.member(resource, "Type").and_then(|of| values.text(of));
        let Some(properties) = values.member(resource, "Properties") else {
            return;
        };
        let rows = PROPERTIES.iter().filter(|(of, ..)| Some(*of) == kind_of_resource);
        let path = joined(path, "Properties");
        for &(_, property, kind) in rows {
            let Some(value) = values.member(properties, property) else {
                continue;
            };
            let path = joined(&path, property);
            if property != "Policies" {
                self.take(value, &path, Some(kind));
                continue;
            }
            for (index, &item) in values.items(value).iter().enumerate() {
                if let Some(document) = values.member(item, "PolicyDocument") {
                    let path = [&path, "[", &index.to_string(), "].PolicyDocument"].concat();
                    self.take(document, &path, Some(kind));
                }
            }
            let unknown = matches!(
                values.resolved(value),
                Some(Value {
                    node: Node::Unknown,
                    ..
                })
            );
            if unknown || function(values, value).is_some() {
                self.skip(value, &path, Reason::unknown(values.span(value).of(self.source)));
            }
        }
    }

    /// Takes a value for a policy.
    pub(super) fn take(&mut self, value: Id, name: &str, kind: Option<PolicyKind>) {
        let at = self.values.resolved(value).map_or(0, |value| value.span.start);
        if !self.taken.insert(at) {
            return;
        }
        match (self.write)(self.values, value, self.source, name, kind) {
            Ok(policy) => self.found.policies.push(policy),
            Err(reason) => self.skip(value, name, reason),
        }
    }

    fn skip(&mut self, value: Id, name: &str, reason: Reason) {
        self.found.skipped.push(Skipped {
            name: name.to_owned(),
            span: self.values.span(value),
            reason,
        });
    }

    /// Takes what looks like a policy, within a value that `path` leads to.
    pub(super) fn look(&mut self, id: Id, path: &mut String, depth: usize) {
        let Some(value) = self.values.get(id) else { return };
        if depth > DEPTH_LIMIT || self.taken.contains(&value.span.start) {
            return;
        }
        match &value.node {
            Node::Object(_) if is_policy(self.values, id) => self.take(id, path, None),
            Node::Text(text) | Node::Sub(text) if is_policy_text(&text.value) => self.take(id, path, None),
            Node::Object(members) => {
                for &(key, value) in members {
                    let length = path.len();
                    let name = self.values.text(key).unwrap_or("?");
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(cut(name));
                    self.look(value, path, depth + 1);
                    path.truncate(length);
                }
            }
            Node::List(items) => {
                for (index, &item) in items.iter().enumerate() {
                    let length = path.len();
                    path.extend(["[", &index.to_string(), "]"]);
                    self.look(item, path, depth + 1);
                    path.truncate(length);
                }
            }
            // what an alias names is found where it stands
            _ => {}
        }
    }
}

/// A path and one more name.
pub(super) fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        cut(name).to_owned()
    } else {
        [path, ".", cut(name)].concat()
    }
}

/// A name as far as it is told: one of megabytes is no name.
fn cut(name: &str) -> &str {
    name.get(..name.floor_char_boundary(NAME_LIMIT)).unwrap_or("")
}

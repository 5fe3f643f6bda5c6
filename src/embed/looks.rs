//! What a policy and a function of a template look like.

use super::chunk::Text;
use super::tree::{Id, Node, Values};
use crate::text::Span;

/// Versions of AWS: such a document is no policy of RAM.
pub(super) const FOREIGN: [&str; 2] = ["2012-10-17", "2008-10-17"];

/// A call of a function of ROS, written as an object of one member.
pub(super) enum Function<'v> {
    /// `Fn::Sub` of a string, and where that stands.
    Sub(&'v Text, Span),
    /// Any other: its value is not known here.
    Other,
}

/// The call that an object is.
pub(super) fn function(values: &Values, id: Id) -> Option<Function<'_>> {
    let &[(key, value)] = values.members(id) else {
        return None;
    };
    let name = values.text(key)?;
    if name != "Ref" && !name.starts_with("Fn::") {
        return None;
    }
    match values.get(value).map(|value| (&value.node, value.span)) {
        Some((Node::Text(text), span)) if name == "Fn::Sub" => Some(Function::Sub(text, span)),
        _ => Some(Function::Other),
    }
}

/// Whether an object looks like a policy: it has a `Version` that is not one of AWS, and a `Statement`.
pub(super) fn is_policy(values: &Values, id: Id) -> bool {
    let version = values.member(id, "Version");
    version.is_some_and(|version| !FOREIGN.contains(&values.text(version).unwrap_or("")))
        && values.member(id, "Statement").is_some()
}

/// Whether a text looks like a policy in JSON.
pub(super) fn is_policy_text(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && text.contains("\"Version\"")
        && text.contains("\"Statement\"")
        && !FOREIGN.iter().any(|version| text.contains(version))
}

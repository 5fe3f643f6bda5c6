//! JSON as values with places.

use super::chunk::Text;
use super::message::Problem;
use super::place::Form;
use super::tree::{Id, Node, Values};
use crate::diagnostic::Severity;
use crate::syntax::{Kind, NodeId, Tree};

/// How many problems of a file are told.
const PROBLEM_LIMIT: usize = 20;

/// The values of a JSON text and its root; never fails.
pub(super) fn read(source: &str, problems: &mut Vec<Problem>) -> (Values, Option<Id>) {
    let tree = Tree::parse(source);
    let errors = tree
        .problems()
        .iter()
        .filter(|problem| problem.message.severity == Severity::Error);
    problems.extend(errors.take(PROBLEM_LIMIT).map(Problem::json));
    let mut values = Values::default();
    let root = tree.root().map(|root| value(&tree, source, root, &mut values));
    (values, root)
}

fn value(tree: &Tree, source: &str, node: NodeId, values: &mut Values) -> Id {
    let read = match tree.kind(node) {
        Kind::Null | Kind::Bool(_) | Kind::Number => Node::Scalar(tree.text(node, source).into_owned()),
        Kind::String => Node::Text(Text {
            value: tree.text(node, source).into_owned(),
            form: Form::Json,
            chunks: None,
        }),
        Kind::Array => Node::List(tree.items(node).map(|item| value(tree, source, item, values)).collect()),
        Kind::Object => {
            let mut members = Vec::new();
            for member in tree.members(node) {
                let key = value(tree, source, member.key, values);
                let of = match member.value {
                    Some(of) => value(tree, source, of, values),
                    None => values.add(tree.span(member.key), Node::Unknown),
                };
                members.push((key, of));
            }
            Node::Object(members)
        }
        Kind::Junk => Node::Unknown,
    };
    values.add(tree.span(node), read)
}

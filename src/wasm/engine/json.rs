use wasm_bindgen::prelude::*;

use super::catalog::locale_of;
use super::diagnostic::{Places, Positions};
use super::to_js;
use super::value::Value;
use crate::syntax::{Kind, NodeId, Tree};

/// Reads any text as JSON: `{ root, problems }`, positions in UTF-16 code units.
///
/// A node is `{ kind, from, to }` with what its kind adds: the `text` of a string or number, the `items` of a list, the
/// `members` of an object as `[key, from, node]` in the order of the text, equal keys included. A value that is not typed
/// yet is `null`.
#[wasm_bindgen(js_name = readJson)]
#[must_use]
pub fn read_json(text: &str, locale: Option<String>) -> JsValue {
    let tree = Tree::parse(text);
    let reader = Reader {
        text,
        tree: &tree,
        places: Places::new(text, Positions::Utf16),
    };
    let locale = locale_of(locale.as_deref());
    let problems = Value::list(tree.problems(), |problem| {
        let (from, _) = reader.places.of(problem.span);
        Value::Object(vec![("from", from.into()), ("message", problem.text(locale).into())])
    });
    let root = tree.root().map_or(Value::Null, |root| reader.node(root));
    to_js(&Value::Object(vec![("root", root), ("problems", problems)]))
}

struct Reader<'t> {
    text: &'t str,
    tree: &'t Tree,
    places: Places,
}

impl<'t> Reader<'t> {
    fn node(&self, node: NodeId) -> Value<'t> {
        let (from, to) = self.places.of(self.tree.span(node));
        let mut object = vec![("kind", Value::Null), ("from", from.into()), ("to", to.into())];
        let mut add = |name, value| object.push((name, value));
        let kind = match self.tree.kind(node) {
            Kind::Null => "null",
            Kind::Bool(true) => "true",
            Kind::Bool(false) => "false",
            Kind::Junk => "junk",
            Kind::Number => {
                add("text", Value::Text(self.tree.text(node, self.text)));
                "number"
            }
            Kind::String => {
                add("text", Value::Text(self.tree.text(node, self.text)));
                "string"
            }
            Kind::Array => {
                add("items", Value::list(self.tree.items(node), |item| self.node(item)));
                "list"
            }
            Kind::Object => {
                let members = Value::list(self.tree.members(node), |member| {
                    let (from, _) = self.places.of(self.tree.span(member.key));
                    Value::List(vec![
                        Value::Text(self.tree.text(member.key, self.text)),
                        from.into(),
                        member.value.map_or(Value::Null, |value| self.node(value)),
                    ])
                });
                add("members", members);
                "object"
            }
        };
        if let Some((_, slot)) = object.first_mut() {
            *slot = kind.into();
        }
        Value::Object(object)
    }
}

//! A catalogue file as the judge reads it: actions, and the templates that are checked together.

use std::collections::BTreeMap;

use serde_json::Value;

use super::values::Part;

#[derive(Clone, Debug)]
pub struct Operation {
    /// `code:Name`
    pub action: String,
    /// `None`: not published.
    pub alternatives: Option<Vec<Vec<Template>>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Template {
    /// The lone `*`.
    All,
    Arn {
        service: String,
        region: Vec<Part>,
        account: Vec<Part>,
        relative: Vec<Part>,
    },
}

/// In region and account a variable holds no colon, in a relative-id no `/` either unless it is a path.
const FIELD: &[char] = &[':'];
const SEGMENT: &[char] = &[':', '/'];

/// The operations of a catalogue file, with variables bound to texts (names compared without case).
pub fn operations(json: &str, bindings: &[(&str, &str)]) -> Vec<Operation> {
    let file: Value = serde_json::from_str(json).expect("a catalogue is JSON");
    let mut operations = Vec::new();
    for service in file["services"].as_array().expect("services") {
        let templates: BTreeMap<&str, Template> = service["templates"]
            .as_object()
            .map(|t| {
                t.iter()
                    .map(|(k, v)| (k.as_str(), template(v.as_str().unwrap(), bindings)))
                    .collect()
            })
            .unwrap_or_default();
        for operation in service["operations"].as_array().expect("operations") {
            let alternatives = operation.get("requires").map(|requires| {
                let alternatives = requires.as_str().unwrap().split(" | ");
                alternatives
                    .map(|a| a.split(" + ").map(|t| templates[t].clone()).collect())
                    .collect()
            });
            let (code, name) = (service["code"].as_str().unwrap(), operation["name"].as_str().unwrap());
            operations.push(Operation {
                action: format!("{code}:{name}"),
                alternatives,
            });
        }
    }
    operations
}

fn template(text: &str, bindings: &[(&str, &str)]) -> Template {
    if text == "*" {
        return Template::All;
    }
    let [service, region, account, relative] = super::wildcard::fields(text).expect("five fields");
    Template::Arn {
        service: service.to_owned(),
        region: parts(region, FIELD, bindings),
        account: parts(account, FIELD, bindings),
        relative: parts(relative, SEGMENT, bindings),
    }
}

/// Literal text, `$name`, `{name}`, `{#name}`, and `{name*}` for a path.
fn parts(text: &str, not: &'static [char], bindings: &[(&str, &str)]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (name, after) = if let Some(named) = rest.strip_prefix('$') {
            named.split_at(
                named
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(named.len()),
            )
        } else if let Some(braced) = rest.strip_prefix('{') {
            braced.split_once('}').expect("a closing brace")
        } else {
            let (literal, after) = rest.split_at(rest.find(['$', '{']).unwrap_or(rest.len()));
            parts.push(Part::Literal(literal.to_owned()));
            rest = after;
            continue;
        };
        let plain = name.trim_start_matches('#').trim_end_matches('*');
        parts.push(
            match bindings.iter().find(|(bound, _)| bound.eq_ignore_ascii_case(plain)) {
                Some((_, value)) => Part::Literal((*value).to_owned()),
                None if name.ends_with('*') => Part::Variable(FIELD),
                None => Part::Variable(not),
            },
        );
        rest = after;
    }
    parts
}

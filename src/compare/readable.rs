//! What makes a request readable: names as documented, resources as the catalogue has them, plain values.

use super::product::{Field, Pattern};
use crate::catalog::Catalog;
use crate::pattern::{Field as Place, Piece, Template, Wildcard};

/// An action in lower case with the letters as the patterns write them, where one matches; its name with a capital.
pub(super) fn in_case<'a>(action: &str, patterns: impl Iterator<Item = &'a str>) -> String {
    let mut best = (0, with_capital(action));
    for pattern in patterns {
        if !Wildcard::new(&pattern.to_ascii_lowercase()).matches(action) {
            continue;
        }
        let first = pattern.find(['*', '?']).unwrap_or(pattern.len());
        let last = pattern.rfind(['*', '?']).map_or(pattern.len(), |at| at + 1);
        let (before, after) = (pattern.get(..first).unwrap_or(""), pattern.get(last..).unwrap_or(""));
        let between = action.get(before.len()..action.len().saturating_sub(after.len()));
        if let Some(between) = between
            && before.len() + after.len() > best.0
        {
            best = (
                before.len() + after.len(),
                with_capital(&[before, between, after].concat()),
            );
        }
    }
    best.1
}

/// A plain action that a pattern matches, in lower case.
pub(super) fn plain_action(pattern: &str) -> String {
    let plain = |part: &str, other: &str| {
        let text = part.replace('*', "").replace('?', "x");
        if text.is_empty() {
            other.to_owned()
        } else {
            text.to_ascii_lowercase()
        }
    };
    let (code, name) = pattern.split_once(':').unwrap_or(("", ""));
    [&plain(code, "ecs"), ":", &plain(name, "get")].concat()
}

/// An action whose name begins with a capital.
fn with_capital(action: &str) -> String {
    match action.split_once(':') {
        Some((code, name)) => {
            let first = name.chars().next().map_or(0, char::len_utf8);
            let (first, rest) = name.split_at(first);
            [code, ":", &first.to_ascii_uppercase(), rest].concat()
        }
        None => action.to_owned(),
    }
}

/// The resources that an operation is checked for, as patterns with plain values; none where they are not published.
pub(super) fn resources_of(catalog: &Catalog, operation: usize) -> Vec<Pattern> {
    let requirement = catalog
        .operations
        .get(operation)
        .map(|operation| operation.requirement as usize);
    let requirement = requirement.and_then(|requirement| catalog.requirements.get(requirement));
    let templates = requirement
        .into_iter()
        .flat_map(|requirement| &requirement.alternatives)
        .flatten();
    (templates.filter_map(|template| catalog.templates.get(*template as usize)))
        .map(of_template)
        .collect()
}

/// A template as a pattern; the lone `*` as one that everything matches.
fn of_template(template: &Template) -> Pattern {
    let Template::Arn {
        service,
        region,
        account,
        relative_id,
    } = template
    else {
        return Pattern::new();
    };
    let place = |place: &Place, plain: &str| match place {
        Place::Literal(text) => Field::literal(text),
        Place::Variable(_) => Field::with_plain("?*", plain),
    };
    let mut pattern = String::new();
    let mut plain = String::new();
    for piece in relative_id {
        match piece {
            Piece::Literal(text) => {
                pattern.push_str(text);
                plain.push_str(text);
            }
            Piece::Variable { name, .. } => {
                pattern.push_str("?*");
                plain.push_str(&plain_value(name));
            }
        }
    }
    vec![
        Field::literal(service),
        place(region, "cn-hangzhou"),
        place(account, "1234567890123456"),
        Field::with_plain(&pattern, &plain),
    ]
}

/// A value for a variable: `group-1` for `groupId`.
fn plain_value(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let word = lower
        .strip_suffix("id")
        .or(lower.strip_suffix("name"))
        .unwrap_or(&lower);
    let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
    [if word.is_empty() { "name" } else { &word }, "-1"].concat()
}

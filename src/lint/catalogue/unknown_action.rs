use super::operations::{are_documented, named};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, FixKind, catalogue_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::text::{joined, similar};

/// RAM700: an action without wildcards of a service that the catalogue lists, which has no such operation; RAM701: one that
/// is near to an operation; RAM716: one that has another verb there. RAM702: one with wildcards that matches none.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for (placed, at) in subject.actions() {
        let Some((code, name)) = at.text.split_once(':') else {
            continue;
        };
        let operations = at.pattern.as_ref().and_then(|pattern| named(subject.catalog, pattern));
        if operations.is_some() || code.contains(['*', '?']) {
            continue;
        }
        let is_pattern = name.contains(['*', '?']);
        let (near, message) = match is_pattern {
            true => (Vec::new(), &messages::NAMES_NO_ACTION),
            false => match meant(subject.catalog, code, name) {
                near if !near.is_empty() => (near, &messages::MISSPELT_ACTION),
                _ => match with_another_verb(subject.catalog, code, name) {
                    near if !near.is_empty() => (near, &messages::OTHER_VERB),
                    near => (near, &messages::UNKNOWN_ACTION),
                },
            },
        };
        if near.is_empty() && !are_documented(subject.catalog, code) {
            continue;
        }
        let span = in_text(placed, at.span);
        let diagnostic = Diagnostic::new(message, span)
            .with(&at.text)
            .with(&subject.catalog.date);
        report.push(match &*near {
            [] => diagnostic,
            [one] => {
                let text = ["\"", one, "\""].concat();
                diagnostic.with(one).fixed(FixKind::Change, span, &text)
            }
            several => diagnostic.with(&joined(several, "`, `")),
        });
    }
}

/// The actions that a mistyped one most likely means: those of as many words, each of which is nearly alike. `Get` and
/// `Put` are near as letters, and far as verbs.
fn meant(catalog: &Catalog, code: &str, name: &str) -> Vec<String> {
    let numbers = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let own = words(name);
    let is_near = |known: &str| {
        let words = words(known);
        let alike = |(own, word): (&&str, &str)| !similar(own, [word]).is_empty();
        // `Ipv4` is no slip of `Ipv6`.
        numbers(name) == numbers(known) && own.len() == words.len() && own.iter().zip(words).all(alike)
    };
    let mut near = Vec::new();
    for service in catalog.services_called(code) {
        for known in catalog.operations_like(service, name) {
            if is_near(known) {
                near.push([code, ":", known].concat());
            }
        }
    }
    near
}

/// The words of a name, each beginning with the upper-case letter behind a lower-case one: `Describe`, `ECSInstance`.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut before = 'A';
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && !before.is_ascii_uppercase() {
            words.extend(name.get(from..at));
            from = at;
        }
        before = letter;
    }
    words.extend(name.get(from..));
    words
}

/// Verbs of which a service uses one where another service uses another.
const VERBS: [&[&str]; 4] = [
    &["Describe", "Get", "List", "Query"],
    &["Delete", "Remove", "Release"],
    &["Create", "Add"],
    &["Modify", "Update", "Set"],
];

/// The actions that are called the same but for such a verb.
fn with_another_verb(catalog: &Catalog, code: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for verbs in VERBS {
        let Some(rest) = verbs.iter().find_map(|verb| name.strip_prefix(verb)) else {
            continue;
        };
        for verb in verbs {
            let known = catalog.operation(&[code, ":", verb, rest].concat());
            if let Some(known) = known.and_then(|id| catalog.operations.get(id as usize)) {
                found.push([code, ":", &known.name].concat());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_fall_into_words() {
        assert_eq!(words("DescribeApiGroups"), ["Describe", "Api", "Groups"]);
        assert_eq!(words("GetObjectACL"), ["Get", "Object", "ACL"]);
        assert_eq!(words("list-nodes"), ["list-nodes"]);
    }
}

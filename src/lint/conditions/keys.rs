use super::{Asked, named, quoted};
use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, FixKind, condition_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};

/// RAM500 to RAM503: a key that is not known. Keys of services are published for few of them, so only a slip near to one
/// that is known is told of.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for one in named(subject) {
        let key = &*one.condition.key;
        // What is wrong with a key without a prefix is said already.
        let Some((prefix, name)) = key
            .split_once(':')
            .filter(|_| subject.catalog.condition_key(key).is_none())
        else {
            continue;
        };
        let span = one.condition.key_span;
        if prefix == "aws" {
            let diagnostic = one.at(&messages::FOREIGN_KEY, span).with(key);
            report.push(match counterpart(subject.catalog, name) {
                Some(meant) => meaning(&one, diagnostic, &meant),
                None => diagnostic,
            });
        } else if let Some(tag) = lacks_tag(subject.catalog, key) {
            report.push(one.at(&messages::MISSING_TAG_KEY, span).with(key).with(tag));
        } else if let Some(meant) = meant(subject.catalog, key, prefix) {
            let diagnostic = one.at(&messages::MISSPELT_KEY, span).with(key).with(&meant);
            report.push(meaning(&one, diagnostic, &meant));
        } else if prefix == "acs" {
            report.push(one.at(&messages::UNKNOWN_GLOBAL_KEY, span).with(key));
        }
    }
}

/// With the fix that writes another key.
fn meaning(one: &Asked, diagnostic: Diagnostic, meant: &str) -> Diagnostic {
    match quoted(meant) {
        Some(text) => diagnostic.fixed(FixKind::Change, in_text(one.placed, one.condition.key_span), &text),
        None => diagnostic,
    }
}

/// The global key that a key of AWS is called here.
fn counterpart(catalog: &Catalog, name: &str) -> Option<String> {
    let name = match name {
        "MultiFactorAuthPresent" => "MFAPresent",
        same => same,
    };
    Some(["acs:", name].concat()).filter(|key| catalog.condition_key(key).is_some())
}

/// The key of tags that a text names without a tag: `acs:ResourceTag/` for `acs:ResourceTag`.
fn lacks_tag<'c>(catalog: &'c Catalog, key: &str) -> Option<&'c str> {
    let of_tags = catalog.condition_keys.iter().filter(|known| known.has_tag());
    let mut names = of_tags.map(|known| known.name.as_str());
    names.find(|name| name.trim_end_matches('/') == key.trim_end_matches('/'))
}

/// The key that a mistyped one most likely means: of the same service, or the same name of another case or prefix.
fn meant(catalog: &Catalog, key: &str, prefix: &str) -> Option<String> {
    let (name, tag) = match key.find('/') {
        Some(slash) => key.split_at(slash + 1),
        None => (key, ""),
    };
    let is_near = |known: &&str| {
        let same_prefix = known
            .split(':')
            .next()
            .is_some_and(|code| code.eq_ignore_ascii_case(prefix));
        let is_global =
            known.starts_with("acs:") && known.split_once(':').map(|at| at.1) == name.split_once(':').map(|at| at.1);
        // A key of a tag stays one: `acs:SourceVpc` is not meant by `acs:SourceTag/team`.
        (same_prefix || (is_global && !catalog.is_known(prefix))) && known.ends_with('/') == name.ends_with('/')
    };
    let near = catalog.condition_keys_like(key).into_iter().find(is_near)?;
    Some([near, tag].concat())
}

//! Fixes: each does what it claims, all of them can be taken at once, and the form of a document is not its meaning.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/corpus.rs"]
mod corpus;

use ramlight::catalog::Catalog;
use ramlight::compare::{Relation, compare};
use ramlight::diagnostic::{Diagnostic, FixKind};
use ramlight::lint::{self, Fixed};
use ramlight::pattern::{Bindings, Budget};
use ramlight::policy::{PolicyKind, PolicyText};

fn fixed(text: &str, wanted: impl Fn(&Diagnostic) -> bool) -> Fixed {
    lint::apply_fixes(
        &PolicyText::new(text),
        &Catalog::api_gateway(),
        &Bindings::default(),
        &wanted,
    )
}

fn is_not_a_change(one: &Diagnostic) -> bool {
    one.fix.as_ref().unwrap().kind != FixKind::Change
}

fn codes(of: &[Diagnostic]) -> Vec<&str> {
    of.iter().map(|one| one.message.code).collect()
}

const HEAD: &str = r#"{"Version": "1", "Statement": ["#;

#[test]
fn equal_patterns_lose_all_but_one() {
    let text = format!(r#"{HEAD}{{"Effect": "Allow", "Action": ["a:b", "A:B", "a:b"], "Resource": "*"}}]}}"#);
    let fixed = fixed(&text, is_not_a_change);
    assert_eq!(
        fixed.text,
        format!(r#"{HEAD}{{"Effect": "Allow", "Action": ["a:b"], "Resource": "*"}}]}}"#)
    );
    assert_eq!(codes(&fixed.applied), ["RAM601", "RAM601"]);
    assert!(fixed.refused.is_empty());
}

/// Two statements say the same, and each has an action twice: one statement with one action is left.
#[test]
fn statements_and_their_lists_are_mended_together() {
    let one = r#"{"Effect": "Deny", "Action": ["a:*", "a:b"], "Resource": "*"}"#;
    let fixed = fixed(&format!("{HEAD}{one}, {one}]}}"), is_not_a_change);
    assert_eq!(
        fixed.text,
        format!(r#"{HEAD}{{"Effect": "Deny", "Action": ["a:*"], "Resource": "*"}}]}}"#)
    );
}

/// `?*` and `*?` mean the same, `a:?` and `a:??*` are `a:?*` together.
#[test]
fn several_patterns_can_cover_one() {
    let text = format!(r#"{HEAD}{{"Effect": "Allow", "Action": ["a:?", "a:??*", "a:*?"], "Resource": "*"}}]}}"#);
    let fixed = fixed(&text, is_not_a_change);
    assert_eq!(
        fixed.text,
        format!(r#"{HEAD}{{"Effect": "Allow", "Action": ["a:?", "a:??*"], "Resource": "*"}}]}}"#)
    );
}

#[test]
fn errors_are_mended_before_what_hangs_on_them() {
    let text =
        r#"{"Version": 1, "Statement": [{"effect": "allow ", "Action": ["ecs: Get*", "ecs:GetIt"], "Resource": "*"}]}"#;
    let fixed = fixed(text, is_not_a_change);
    let wanted = r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": ["ecs:Get*"], "Resource": "*"}]}"#;
    assert_eq!(fixed.text, wanted);
}

#[test]
fn only_what_is_wanted_is_taken() {
    let text = format!(r#"{HEAD}{{"Effect": "allow", "Action": ["a:*", "a:b"], "Resource": "*"}}]}}"#);
    let fixed = fixed(&text, |one| one.message.code == "RAM221");
    assert_eq!(fixed.text, text.replace("allow", "Allow"));
    assert_eq!(codes(&fixed.applied), ["RAM221"]);
}

#[test]
fn a_text_without_findings_stays() {
    let text = format!("{HEAD}{{\"Effect\": \"Allow\", \"Action\": \"a:策略\", \"Resource\": \"*\"}}]}}\u{feff}");
    assert_eq!(fixed(&text, |_| false).text, text);
}

/// Over the corpus: with only the fixes that claim to change nothing, each document means what it did; and no fix leaves
/// its own finding behind, or is refused.
#[test]
fn fixes_of_real_policies_keep_what_they_mean() {
    let Some(corpus) = corpus::corpus() else { return };
    let catalog = Catalog::api_gateway();
    let mut changed = 0;
    for entry in corpus {
        let source = entry["text"].as_str().unwrap();
        let kind = PolicyKind::named(entry["kind"].as_str().unwrap()).unwrap_or(PolicyKind::Identity);
        let text = PolicyText::of_kind(source, kind);
        let is_equal = |one: &Diagnostic| one.fix.as_ref().unwrap().kind == FixKind::Equal;
        let fixed = lint::apply_fixes(&text, &catalog, &Bindings::default(), &is_equal);
        assert!(fixed.refused.is_empty(), "{}: {:?}", entry["file"], fixed.refused);
        if fixed.applied.is_empty() {
            assert_eq!(fixed.text, source);
            continue;
        }
        changed += 1;
        let after = PolicyText::of_kind(&fixed.text, kind);
        let relation = compare(text.policy(), after.policy(), &catalog, &mut Budget::new(10_000_000)).relation;
        assert_eq!(relation, Relation::Equal, "{}: {}", entry["file"], fixed.text);
        let left = lint::findings(&after, &catalog, &Bindings::default());
        assert!(
            !left.iter().any(|one| one.fix.is_some() && is_equal(one)),
            "{}",
            entry["file"]
        );
    }
    assert!(changed > 20, "only {changed} documents changed");
}

/// The formatter changes no meaning, and what it prints it leaves as it is.
#[test]
fn the_formatted_document_means_the_same() {
    let Some(corpus) = corpus::corpus() else { return };
    let catalog = Catalog::api_gateway();
    for entry in corpus.iter().step_by(5) {
        let text = PolicyText::new(entry["text"].as_str().unwrap());
        let Some(formatted) = text.format() else { continue };
        let after = PolicyText::new(&formatted);
        assert_eq!(after.format().unwrap(), formatted);
        let relation = compare(text.policy(), after.policy(), &catalog, &mut Budget::new(10_000_000)).relation;
        let is_faulty = text.policy().statements.iter().any(|placed| placed.statement.faulty);
        assert!(
            is_faulty || relation == Relation::Equal,
            "{}: {relation:?}",
            entry["file"]
        );
    }
}

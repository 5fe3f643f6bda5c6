//! One tiny policy for each rule of the grammar: the code, the place, and whether the fix mends it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use ramlight::diagnostic::Diagnostic;
use ramlight::policy::{Policy, PolicyKind};
use ramlight::syntax::Tree;

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let tree = Tree::parse(text);
    Policy::read(&tree, text, PolicyKind::Identity, &Policy::default(), "").diagnostics(&tree)
}

/// `name@text` for each diagnostic, `+` behind it where it has a fix.
fn found(text: &str) -> Vec<String> {
    let mark = |d: &Diagnostic| if d.fix.is_some() { "+" } else { "" };
    (diagnostics(text).iter())
        .map(|d| format!("{}@{}{}", d.message.name, d.span.of(text), mark(d)))
        .collect()
}

fn fixed(text: &str, diagnostic: &Diagnostic) -> Option<String> {
    let mut text = text.to_owned();
    for edit in diagnostic.fix.as_ref()?.edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
    }
    Some(text)
}

/// A statement with these elements, in a document.
fn statement(elements: &str) -> String {
    format!(r#"{{"Version": "1", "Statement": [{{{elements}}}]}}"#)
}

const REST: &str = r#""Effect": "Allow", "Action": "a:b", "Resource": "*""#;

#[test]
fn rules_of_the_document() {
    let whole = format!("{{{REST}}}");
    for (text, expected) in [
        (format!(r#"{{"Statement": [{whole}]}}"#), vec!["missing-version@{+"]),
        (
            format!(r#"{{"Version": 1, "Statement": [{whole}]}}"#),
            vec!["invalid-version@1+"],
        ),
        (
            format!(r#"{{"Version": "2012-10-17", "Statement": [{whole}]}}"#),
            vec![r#"invalid-version@"2012-10-17"+"#],
        ),
        (
            format!(r#"{{"Version": "1", "Statement": {whole}}}"#),
            vec!["statement-not-list@{+"],
        ),
        (
            r#"{"Version": "1", "Statement": []}"#.into(),
            vec!["empty-statement@[]"],
        ),
        (r#"{"Version": "1"}"#.into(), vec!["missing-statement@{"]),
        (
            r#"{"Version": "1", "Statement": [5]}"#.into(),
            vec!["statement-not-object@5"],
        ),
        (
            format!(r#"{{"version": "1", "Statement": [{whole}]}}"#),
            vec![r#"misspelt-element@"version"+"#],
        ),
        (whole.clone(), vec!["missing-wrapper@{+"]),
        (format!("[{whole}]"), vec!["missing-wrapper@[+"]),
        ("5".into(), vec!["not-a-policy@5"]),
        (
            format!(r#"{{"Version": "1", "Version": "1", "Statement": [{whole}]}}"#),
            vec![r#"equal-keys@"Version""#; 2],
        ),
        (
            format!(r#"{{"Version": "1", "Statement": [{whole}], "Id": "x"}}"#),
            vec![r#"unknown-element@"Id""#],
        ),
    ] {
        assert_eq!(found(&text), expected, "{text}");
    }
}

#[test]
fn rules_of_the_statement() {
    for (elements, expected) in [
        (REST, vec![]),
        (
            r#""Effect": "allow ", "Action": "a:b", "Resource": "*""#,
            vec![r#"invalid-effect@"allow "+"#],
        ),
        (
            r#""Effect": "Permit", "Action": "a:b", "Resource": "*""#,
            vec![r#"invalid-effect@"Permit""#],
        ),
        (
            r#""Effect": Allow, "Action": "a:b", "Resource": "*""#,
            vec!["missing-quotes@Allow+"],
        ),
        (r#""Action": "a:b", "Resource": "*""#, vec!["missing-effect@{"]),
        (r#""Effect": "Allow", "Resource": "*""#, vec!["missing-action@{"]),
        (
            r#""Effect": "Allow", "Action": "a:b", "NotAction": "a:c", "Resource": "*""#,
            vec![r#"action-and-not-action@"NotAction""#],
        ),
        (r#""Effect": "Allow", "Action": "a:b""#, vec!["missing-resource@{"]),
        (
            r#""Effect": "Allow", "Action": "a:b", "Resource": "*", "NotResource": "*""#,
            vec![r#"resource-and-not-resource@"NotResource""#],
        ),
        (
            r#""Effect": "Allow", "Action": "a:b", "NotResource": "*""#,
            vec![r#"not-resource@"NotResource""#],
        ),
        (
            r#""Effect": "Allow", "Action": "a", "Resource": "*""#,
            vec![r#"invalid-action@"a""#],
        ),
        (
            r#""Effect": "Allow", "Action": "a: b", "Resource": "*""#,
            vec![r#"blank-in-action@"a: b"+"#],
        ),
        (
            r#""Effect": "Allow", "Action": ["a:b", 5], "Resource": "*""#,
            vec!["not-strings@5"],
        ),
        (
            r#""Effect": "Allow", "Action": "a:b", "Resource": []"#,
            vec!["empty-list@[]"],
        ),
        (
            r#""Effect": "Allow", "Action": "a:b", "Resource": "acs:a:*:x""#,
            vec![r#"missing-arn-field@"acs:a:*:x""#],
        ),
        (
            r#""Effect": "Allow", "Action": "a:b", "Resource": "arn:aws:s3:::b""#,
            vec![r#"foreign-arn@"arn:aws:s3:::b""#],
        ),
        (
            r#""Effect": "Allow", "Action": "a:b", "Resource": "😀""#,
            vec![r#"invalid-arn-prefix@"😀""#],
        ),
        (
            r#""Effect": "Allow", "Action": "a:b", "Resource": "acs:a:*:*:x ""#,
            vec![r#"blank-around-arn@"acs:a:*:*:x "+"#],
        ),
        (
            r#""Effect": "Allow", "Action": "a:b", "Resource": "acs:a:*:*:中/<id>""#,
            vec!["placeholder@<id>+"],
        ),
    ] {
        let text = statement(elements);
        assert_eq!(found(&text), expected, "{text}");
    }
    for (more, expected) in [
        (r#""Sid": "x""#, vec![r#"sid@"Sid""#]),
        (
            r#""Principal": {"RAM": "x"}"#,
            vec![r#"principal-in-identity-policy@"Principal""#],
        ),
        (r#""Foo": 1"#, vec![r#"unknown-element@"Foo""#]),
        (r#"" Condition": {}"#, vec![r#"blank-in-element@" Condition"+"#]),
    ] {
        let text = statement(&format!("{REST}, {more}"));
        assert_eq!(found(&text), expected, "{text}");
    }
}

#[test]
fn rules_of_the_condition() {
    for (condition, expected) in [
        ("{}", vec!["empty-condition@{}"]),
        (r#"{"Bool": {}}"#, vec!["empty-condition@{}"]),
        ("[]", vec!["condition-not-object@[]"]),
        (
            r#"{"Bool": {"acs:M": ["true", "false"]}}"#,
            vec![r#"several-booleans@"acs:M""#],
        ),
        (
            r#"{"ForAnyValue:Bool": {"acs:M": ["true", "false"]}}"#,
            vec![r#"set-prefix@"ForAnyValue:Bool""#, r#"several-booleans@"acs:M""#],
        ),
        (r#"{"Bool": {"acs:M": true}}"#, vec!["bare-value@true+"]),
        (r#"{"Bool": {"acs:M": null}}"#, vec!["invalid-condition-value@null"]),
        (r#"{"StringLike": {"acs:M": []}}"#, vec!["no-condition-values@[]"]),
        (
            r#"{"StringEqualsIfExists": {"acs:M": "x"}}"#,
            vec![r#"refused-operator@"StringEqualsIfExists""#],
        ),
        (r#"{"Null": {"acs:M": "x"}}"#, vec![r#"refused-operator@"Null""#]),
        (
            r#"{"stringLike": {"acs:M": "x"}}"#,
            vec![r#"unknown-operator@"stringLike"+"#],
        ),
        (r#"{"ArnLike": {"acs:M": "x"}}"#, vec![r#"unknown-operator@"ArnLike""#]),
        (
            r#"{"ForAllValues:StringLike": {"acs:M": "x"}}"#,
            vec![r#"set-prefix@"ForAllValues:StringLike""#],
        ),
        (r#"{"StringLike": {"M": "x"}}"#, vec![r#"key-without-prefix@"M""#]),
        (
            r#"{"StringLike": {"acs:M ": "x"}}"#,
            vec![r#"blank-in-condition-key@"acs:M "+"#],
        ),
        (
            r#"{"StringLike": {" acs:Resource Tag/cost center ": "x"}}"#,
            vec![r#"blank-in-condition-key@" acs:Resource Tag/cost center "+"#],
        ),
        // the key of a tag may hold blanks
        (r#"{"StringLike": {"acs:ResourceTag/cost center": "x"}}"#, vec![]),
    ] {
        let text = statement(&format!(r#"{REST}, "Condition": {condition}"#));
        assert_eq!(found(&text), expected, "{text}");
        for diagnostic in diagnostics(&text) {
            if let Some(mended) = fixed(&text, &diagnostic) {
                assert_eq!(found(&mended), Vec::<String>::new(), "{mended}");
            }
        }
    }
}

/// A fix mends what it is offered for, and brings nothing new.
#[test]
fn fixes_mend() {
    for text in [
        statement(r#""Effect": "allow ", "Action": "a: b", "Resource": " acs:a:*:*:x""#),
        statement(r#""Effect": DENY, " Action": "a:b", "resource": "acs:a:$r:{#a}:<x>/${y}""#),
        format!(r#"{{"version": 1, "Statement": {{{REST}}}}}"#),
        format!("{{{REST}}}"),
        format!(r#"{{"Statement": [{{{REST}}}]}}"#),
        "{}".to_owned(),
    ] {
        let before = diagnostics(&text);
        for diagnostic in &before {
            if let Some(mended) = fixed(&text, diagnostic) {
                let same = |d: &&Diagnostic| d.message == diagnostic.message && d.arguments == diagnostic.arguments;
                let after = diagnostics(&mended);
                let counts = (after.iter().filter(same).count(), before.iter().filter(same).count());
                assert!(
                    counts.0 < counts.1,
                    "{} is still there:\n{text}\n{mended}",
                    diagnostic.message.name
                );
            }
        }
    }
}

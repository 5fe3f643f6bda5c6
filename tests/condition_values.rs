//! What is said of the values of a condition: the code, the place, and whether the fix mends it.

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

use std::collections::BTreeMap;

use ramlight::diagnostic::{Diagnostic, Locale, Severity};
use ramlight::policy::PolicyText;

fn policy(effect: &str, condition: &str) -> String {
    format!(
        r#"{{"Version": "1", "Statement": [{{"Effect": "{effect}", "Action": "a:b", "Resource": "*", "Condition": {condition}}}]}}"#
    )
}

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    PolicyText::new(text).diagnostics(&Default::default())
}

/// `name@text` for each diagnostic.
fn found(text: &str) -> Vec<String> {
    let say = |d: &Diagnostic| format!("{}@{}", d.message.name, d.span.of(text));
    diagnostics(text).iter().map(say).collect()
}

fn fixed(text: &str, diagnostic: &Diagnostic) -> Option<String> {
    let mut text = text.to_owned();
    for edit in diagnostic.fix.as_ref()?.edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
    }
    Some(text)
}

/// Rows are (operator, value as it stands, finding without its place, the value after its fix).
#[test]
fn values_by_operator() {
    let rows: &[(&str, &str, &str, Option<&str>)] = &[
        ("NumericEquals", r#""10""#, "", None),
        ("NumericLessThan", r#""-1.50""#, "", None),
        ("NumericLessThan", r#""1e3""#, "not-a-number", None),
        ("NumericLessThan", r#""ten""#, "not-a-number", None),
        ("NumericLessThan", r#""""#, "not-a-number", None),
        ("NumericLessThan", r#"" 10""#, "not-a-number", Some(r#""10""#)),
        ("NumericLessThan", "10", "bare-value", Some(r#""10""#)),
        ("NumericGreaterThan", "1e3", "bare-value not-a-number", Some(r#""1e3""#)),
        ("DateEquals", r#""2026-01-05T10:00:00Z""#, "", None),
        ("DateEquals", r#""2026-01-05T10:00:00.125+08:00""#, "", None),
        ("DateLessThan", r#""2026-01-05T10:00:00""#, "date-without-zone", None),
        ("DateLessThan", r#""2026-01-05T10:00:00.5""#, "date-without-zone", None),
        ("DateLessThan", r#""2026-01-05""#, "not-a-date", None),
        ("DateLessThan", r#""1767600000""#, "not-a-date", None),
        ("DateLessThan", r#""2026-02-29T10:00:00Z""#, "not-a-date", None),
        ("DateLessThan", r#""2016-12-31T23:59:60Z""#, "", None),
        ("DateLessThan", r#""2016-12-31T12:30:60Z""#, "not-a-date", None),
        ("DateLessThan", r#""2026-01-05 10:00:00Z""#, "not-a-date", None),
        (
            "DateLessThan",
            r#""2026-01-05T10:00:00Z ""#,
            "not-a-date",
            Some(r#""2026-01-05T10:00:00Z""#),
        ),
        ("Bool", r#""true""#, "", None),
        ("Bool", r#""True""#, "not-a-boolean", Some(r#""true""#)),
        ("Bool", r#"" false""#, "not-a-boolean", Some(r#""false""#)),
        ("Bool", r#""1""#, "not-a-boolean", None),
        ("Bool", "0", "bare-value not-a-boolean", Some(r#""0""#)),
        ("IpAddress", r#""192.0.2.7""#, "", None),
        ("IpAddress", r#""192.0.2.0/24""#, "", None),
        ("IpAddress", r#""2001:db8::/32""#, "", None),
        ("IpAddress", r#""*""#, "", None),
        (
            "IpAddress",
            r#""10.101.169.111/24""#,
            "host-bits",
            Some(r#""10.101.169.0/24""#),
        ),
        (
            "NotIpAddress",
            r#""2001:db8::1/32""#,
            "host-bits",
            Some(r#""2001:db8::/32""#),
        ),
        (
            "IpAddressIncludeBorder",
            r#""10.0.0.1/8""#,
            "host-bits",
            Some(r#""10.0.0.0/8""#),
        ),
        ("IpAddress", r#""42.120.XX.X/24""#, "masked-address", None),
        ("NotIpAddress", r#""xxx.xx.xxx.x/xx""#, "masked-address", None),
        ("IpAddress", r#""example""#, "not-an-address", None),
        ("IpAddress", r#""10.0.0.0/33""#, "not-an-address", None),
        ("IpAddress", r#""10.0.0.0/""#, "not-an-address", None),
        ("IpAddress", r#""10.0.0.0/+8""#, "not-an-address", None),
        ("IpAddress", r#""10.0.0""#, "not-an-address", None),
        ("IpAddress", r#""10.0.*.*""#, "not-an-address", None),
        ("IpAddress", r#""10.0.0.1-10.0.0.9""#, "not-an-address", None),
        ("IpAddress", r#""192.0.2.7 ""#, "not-an-address", Some(r#""192.0.2.7""#)),
        ("StringEquals", r#""Development/x""#, "", None),
        ("StringEquals", r#""Development/*""#, "literal-wildcard", None),
        ("StringNotEquals", r#""a?""#, "literal-wildcard", None),
        ("StringEqualsIgnoreCase", r#""*""#, "literal-wildcard", None),
        ("StringNotEqualsIgnoreCase", r#""*""#, "literal-wildcard", None),
        ("StringLike", r#""Development/*""#, "", None),
        ("StringNotLike", r#""a?""#, "", None),
    ];
    for (operator, value, names, mended) in rows {
        let with = |value: &str| policy("Allow", &format!(r#"{{"{operator}": {{"acs:K": {value}}}}}"#));
        let text = with(value);
        let expected: Vec<String> = names.split_whitespace().map(|name| format!("{name}@{value}")).collect();
        assert_eq!(found(&text), expected, "{operator}");
        let fixes: Vec<String> = diagnostics(&text).iter().filter_map(|d| fixed(&text, d)).collect();
        assert_eq!(
            fixes,
            mended.iter().map(|value| with(value)).collect::<Vec<_>>(),
            "{operator}"
        );
    }
}

#[test]
fn each_value_of_a_list_is_looked_at() {
    let text = policy(
        "Allow",
        r#"{"ForAnyValue:IpAddress": {"acs:K": ["192.0.2.7", "x", "10.0.0.1/8"]}}"#,
    );
    assert_eq!(
        found(&text),
        [
            r#"set-prefix@"ForAnyValue:IpAddress""#,
            r#"not-an-address@"x""#,
            r#"host-bits@"10.0.0.1/8""#
        ]
    );
}

/// A statement with a value that can't be compared with is faulty and asks nothing that could be answered; one that is
/// only warned of keeps its meaning.
#[test]
fn an_error_makes_the_statement_faulty() {
    for (condition, faulty) in [
        (r#"{"IpAddress": {"acs:K": ["192.0.2.7", "42.120.XX.X"]}}"#, true),
        (r#"{"DateLessThan": {"acs:K": "2026-01-05T10:00:00"}}"#, true),
        (r#"{"NumericLessThan": {"acs:K": "x"}}"#, true),
        (r#"{"Bool": {"acs:K": "yes"}}"#, true),
        (r#"{"Bool": {"acs:K": ["true", "false"]}}"#, true),
        (r#"{"StringEquals": {"acs:K": ["a", null]}}"#, true),
        (r#"{"IpAddress": {"acs:K": "10.0.0.1/8"}}"#, false),
        (r#"{"StringEquals": {"acs:K": "a*"}}"#, false),
        (r#"{"Bool": {"acs:K": true}}"#, false),
        (r#"{"StringEquals": {"": "a"}}"#, false),
    ] {
        let text = PolicyText::new(&policy("Deny", condition));
        let statement = &text.policy().statements[0].statement;
        assert_eq!(statement.faulty, faulty, "{condition}");
        assert_eq!(text.is_refused(), faulty, "{condition}");
        assert_eq!(statement.conditions[0].test.is_none(), faulty, "{condition}");
    }
}

#[test]
fn a_deny_without_mfa_is_warned_of() {
    for (effect, condition, expected) in [
        (
            "Deny",
            r#"{"Bool": {"acs:MFAPresent": "false"}}"#,
            vec![r#"mfa-false-in-deny@"false""#],
        ),
        (
            "Deny",
            r#"{"Bool": {"acs:MFAPresent": ["false"]}}"#,
            vec![r#"mfa-false-in-deny@"false""#],
        ),
        (
            "Deny",
            r#"{"Bool": {"acs:MFAPresent": false}}"#,
            vec!["bare-value@false", "mfa-false-in-deny@false"],
        ),
        ("Deny", r#"{"Bool": {"acs:MFAPresent": "true"}}"#, vec![]),
        ("Deny", r#"{"Bool": {"acs:SecureTransport": "false"}}"#, vec![]),
        ("Allow", r#"{"Bool": {"acs:MFAPresent": "false"}}"#, vec![]),
        ("Deny", r#"{"StringEquals": {"acs:MFAPresent": "false"}}"#, vec![]),
    ] {
        assert_eq!(found(&policy(effect, condition)), expected, "{effect} {condition}");
    }
    // Wherever the effect stands.
    let text = r#"{"Version": "1", "Statement": [{"Condition": {"Bool": {"acs:MFAPresent": "false"}}, "Action": "a:b", "Resource": "*", "Effect": "Deny"}]}"#;
    assert_eq!(found(text), [r#"mfa-false-in-deny@"false""#]);
}

#[test]
fn keys_and_operators() {
    for (condition, expected, help) in [
        (
            r#"{"StringEquals": {"": "a"}}"#,
            r#"empty-condition-key@"""#,
            "acs:SourceIp",
        ),
        (r#"{"StringEquals": {"M": "a"}}"#, r#"key-without-prefix@"M""#, "acs:M"),
        (
            r#"{"StringEqualsIfExists": {"acs:K": "a"}}"#,
            r#"refused-operator@"StringEqualsIfExists""#,
            "negated",
        ),
        (r#"{"Null": {"acs:K": "true"}}"#, r#"refused-operator@"Null""#, "absent"),
    ] {
        let text = policy("Allow", condition);
        assert_eq!(found(&text), [expected]);
        let said = &diagnostics(&text)[0];
        assert!(
            said.help(Locale::English).contains(help),
            "{}",
            said.help(Locale::English)
        );
        if expected.starts_with("refused") {
            assert!(said.text(Locale::English).contains("is not supported"));
        }
    }
    let text = policy("Allow", r#"{"forAllValues:stringLike": {"acs:K": "a"}}"#);
    let mended = fixed(&text, &diagnostics(&text)[0]).unwrap();
    assert_eq!(found(&mended), [r#"set-prefix@"ForAllValues:StringLike""#]);
}

/// Every new error over the collected documents, counted; each was looked at.
#[test]
fn errors_over_the_corpus() {
    let Some(documents) = corpus::corpus() else { return };
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let text = document["text"].as_str().unwrap();
        for diagnostic in diagnostics(text) {
            if ("RAM250"..="RAM259").contains(&diagnostic.message.code) {
                let shown = match diagnostic.message.severity {
                    Severity::Error => format!("{} {}", diagnostic.message.name, diagnostic.arguments[0]),
                    _ => diagnostic.message.name.to_owned(),
                };
                *kinds.entry(shown).or_default() += 1;
            }
        }
    }
    println!("{kinds:#?}");
    // What is no address in the collection: words and masked samples. Every date, number and boolean is sound.
    let errors: Vec<&String> = kinds.keys().filter(|kind| kind.contains(' ')).collect();
    assert!(
        errors
            .iter()
            .all(|kind| kind.starts_with("not-an-address ") || kind.starts_with("masked-address ")),
        "{errors:?}"
    );
    assert!(
        errors.iter().all(|kind| !kind.contains("/24") || kind.contains("XX")),
        "{errors:?}"
    );
}

//! Whom a principal means: callers read from their text, and each form of principal against each caller.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use ramlight::policy::{Caller, PolicyKind, PolicyText, Principal};

/// The principal of a policy with one statement.
fn principal(kind: PolicyKind, value: &str) -> Principal {
    let resource = match kind {
        PolicyKind::Trust => "",
        _ => r#", "Resource": "*""#,
    };
    let statement = format!(r#"{{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {value}{resource}}}"#);
    let text = PolicyText::of_kind(&format!(r#"{{"Version": "1", "Statement": [{statement}]}}"#), kind);
    text.policy().statements[0].statement.principal.clone().unwrap()
}

/// Callers of every form, of which each row of the table below picks those that are meant.
const CALLERS: [&str; 14] = [
    "acs:ram::111:root",
    "acs:ram::111:user/alice",
    "acs:ram::111:user/Alice",
    "acs:ram::111:role/admin",
    "arn:sts::111:assumed-role/admin/s1",
    "arn:sts::111:assumed-role/reader/s1",
    "acs:ram::222:root",
    "acs:ram::222:user/alice",
    "ecs.aliyuncs.com",
    "222@log.aliyuncs.com",
    "acs:ram::111:saml-provider/idp",
    "acs:ram::111:oidc-provider/ack",
    "20012",
    "111",
];

fn meant(kind: PolicyKind, value: &str) -> Vec<&'static str> {
    let principal = principal(kind, value);
    assert!(principal.readable, "{value}");
    let is_meant = |text: &&str| principal.matches(&Caller::parse(text, "").unwrap());
    CALLERS.into_iter().filter(is_meant).collect()
}

#[test]
fn the_forms_of_a_trust_policy() {
    let trust = |value: &str| meant(PolicyKind::Trust, value);
    let of_111 = [
        "acs:ram::111:root",
        "acs:ram::111:user/alice",
        "acs:ram::111:user/Alice",
        "acs:ram::111:role/admin",
        "arn:sts::111:assumed-role/admin/s1",
        "arn:sts::111:assumed-role/reader/s1",
    ];
    assert_eq!(trust(r#"{"RAM": "acs:ram::111:root"}"#), of_111);
    assert_eq!(
        trust(r#"{"RAM": ["acs:ram::111:user/alice"]}"#),
        ["acs:ram::111:user/alice"]
    );
    // a session of a role is the role, too
    let admin = ["acs:ram::111:role/admin", "arn:sts::111:assumed-role/admin/s1"];
    assert_eq!(trust(r#"{"RAM": "acs:ram::111:role/admin"}"#), admin);
    assert_eq!(trust(r#"{"Service": "ecs.aliyuncs.com"}"#), ["ecs.aliyuncs.com"]);
    // a service that acts for another account is another one
    assert_eq!(trust(r#"{"Service": "log.aliyuncs.com"}"#), [""; 0]);
    assert_eq!(
        trust(r#"{"Service": "222@log.aliyuncs.com"}"#),
        ["222@log.aliyuncs.com"]
    );
    let provider = ["acs:ram::111:saml-provider/idp"];
    assert_eq!(trust(r#"{"Federated": "acs:ram::111:saml-provider/idp"}"#), provider);
    // one of several is enough, of whatever type
    let several = r#"{"Service": ["fc.aliyuncs.com", "ecs.aliyuncs.com"], "RAM": ["acs:ram::222:root"]}"#;
    assert_eq!(
        trust(several),
        ["acs:ram::222:root", "acs:ram::222:user/alice", "ecs.aliyuncs.com"]
    );
    assert_eq!(trust("{}"), [""; 0]);
    assert_eq!(trust(r#"{"RAM": []}"#), [""; 0]);
}

#[test]
fn the_forms_of_a_bucket_policy() {
    let bucket = |value: &str| meant(PolicyKind::Bucket, value);
    assert_eq!(bucket(r#"["*"]"#), CALLERS);
    assert_eq!(bucket(r#""*""#), CALLERS);
    // to OSS an empty list is `*`
    assert_eq!(bucket("[]"), CALLERS);
    // an account's id is its owner, not its users
    assert_eq!(bucket(r#"["111"]"#), ["acs:ram::111:root", "111"]);
    assert_eq!(bucket(r#"["20012", "222"]"#), ["acs:ram::222:root", "20012"]);
    let session = ["arn:sts::111:assumed-role/admin/s1"];
    assert_eq!(bucket(r#"["arn:sts::111:assumed-role/admin/s1"]"#), session);
    assert_eq!(bucket(r#"["arn:sts::111:assumed-role/admin/*"]"#), session);
    assert_eq!(bucket(r#"["arn:sts::111:assumed-role/admin/s"]"#), [""; 0]);
    let sessions = [
        "arn:sts::111:assumed-role/admin/s1",
        "arn:sts::111:assumed-role/reader/s1",
    ];
    assert_eq!(bucket(r#"["arn:sts::*:*/*/*"]"#), sessions);
    assert_eq!(bucket(r#"["arn:sts::111:assumed-role/?????*/s1"]"#), sessions);
    // elsewhere wildcards are plain characters
    assert_eq!(bucket(r#"["11*"]"#), [""; 0]);
}

#[test]
fn the_forms_of_other_resource_policies() {
    let resource = |value: &str| meant(PolicyKind::Resource, value);
    assert_eq!(resource(r#""*""#), CALLERS);
    let of_222 = ["acs:ram::222:root", "acs:ram::222:user/alice"];
    // how KMS writes a whole account
    assert_eq!(resource(r#"{"RAM": ["acs:ram::222:*"]}"#), of_222);
    assert_eq!(resource(r#"{"RAM": ["acs:ram::222:root"]}"#), of_222);
    assert_eq!(resource(r#"{"RAM": "acs:ram::*:user/alice"}"#), [""; 0]);
    assert_eq!(resource(r#"{"RAM": "acs:ram::111:user/al*"}"#), [""; 0]);
}

#[test]
fn what_cannot_be_told_is_open() {
    for (kind, value) in [
        (PolicyKind::Trust, r#""*""#),
        (PolicyKind::Trust, r#"{"RAM": "*"}"#),
        (PolicyKind::Trust, r#"{"RAM": "acs:ram::111:*"}"#),
        (PolicyKind::Trust, r#"{"RAM": ["acs:ram::111:root", 5]}"#),
        (PolicyKind::Trust, r#"{"AWS": "111"}"#),
        (PolicyKind::Trust, r#"{"Federated": "acs:ram::111:user/alice"}"#),
        (PolicyKind::Bucket, r#"{"RAM": "acs:ram::111:root"}"#),
        (PolicyKind::Bucket, r#"["acs:ram::111:user/alice"]"#),
        (PolicyKind::Bucket, r#"["arn:sts::111:role/admin/s1"]"#),
        (PolicyKind::Bucket, "null"),
    ] {
        let principal = principal(kind, value);
        assert!(!principal.readable, "{value}");
        let named = CALLERS.map(|text| Caller::parse(text, "").unwrap());
        let meant = named.iter().filter(|caller| principal.matches(caller)).count();
        // what can be read of a list still counts
        let expected = if value.contains("root\", 5") { 6 } else { 0 };
        assert_eq!(meant, expected, "{value}");
    }
}

#[test]
fn everybody_and_nobody() {
    let everybody = principal(PolicyKind::Bucket, r#"["111", "*"]"#);
    assert!(everybody.is_everybody() && everybody.matches(&Caller::Unnamed));
    let account = principal(PolicyKind::Bucket, r#"["111"]"#);
    assert!(!account.is_everybody() && !account.matches(&Caller::Unnamed));
}

#[test]
fn callers() {
    let parse = |text: &str| Caller::parse(text, "111");
    assert_eq!(parse("root"), parse("acs:ram::111:root"));
    assert_eq!(parse("role/admin"), parse("acs:ram::111:role/admin"));
    assert_ne!(parse("user/alice"), parse("acs:ram::222:user/alice"));
    assert_eq!(parse("arn:sts::5:assumed-role/r/s").unwrap().account(), Some("5"));
    assert_eq!(parse("user/alice").unwrap().account(), Some("111"));
    assert_eq!(
        parse("ecs.aliyuncs.com"),
        Some(Caller::Service("ecs.aliyuncs.com".into()))
    );
    assert_eq!(parse("20012"), Some(Caller::Id("20012".into())));
    for text in [
        "",
        "user/",
        "role/",
        "group/developers",
        "acs:ram::111:group/developers",
        "acs:ram::111",
        "acs:ram::111:saml-provider/",
        "acs:oss:*:111:bucket",
        "arn:sts::111:role/r/s",
        "arn:sts::111:assumed-role/r",
        "alice smith",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
    // a user may be called as a role or a path is
    let user = Caller::User {
        account: "111".into(),
        name: "role/x".into(),
    };
    assert_eq!(parse("user/role/x"), Some(user));
}

#[test]
fn places_count_from_the_statement() {
    let statement = r#"{"Effect": "Allow", "Action": "oss:*", "Resource": "*", "Principal": ["说明", "111"]}"#;
    let text = format!(r#"{{"Version": "1", "Statement": [ {statement}]}}"#);
    let read = PolicyText::of_kind(&text, PolicyKind::Bucket);
    let placed = &read.policy().statements[0];
    let principal = placed.statement.principal.as_ref().unwrap();
    assert_eq!(principal.span.of(statement), r#"["说明", "111"]"#);
    let spans: Vec<&str> = principal.entries.iter().map(|entry| entry.span.of(statement)).collect();
    assert_eq!(spans, [r#""说明""#, r#""111""#]);
    assert_eq!(placed.span.of(&text), statement);
}

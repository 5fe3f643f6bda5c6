//! What is found in trust, bucket, resource, control and session policies: each row a statement and the codes of its
//! findings of the kind, worked out by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use ramlight::catalog::Catalog;
use ramlight::diagnostic::Diagnostic;
use ramlight::lint;
use ramlight::pattern::Bindings;
use ramlight::policy::{PolicyKind, PolicyText};

fn found(kind: PolicyKind, statements: &str) -> (String, Vec<Diagnostic>) {
    let source = format!(r#"{{"Version": "1", "Statement": [{statements}]}}"#);
    let text = PolicyText::of_kind(&source, kind);
    let mut found = lint::findings(&text, &Catalog::api_gateway(), &Bindings::default());
    found.retain(|one| one.message.code.starts_with("RAM8"));
    (source, found)
}

fn codes(kind: PolicyKind, statements: &str) -> Vec<&'static str> {
    found(kind, statements).1.iter().map(|one| one.message.code).collect()
}

fn trust(principal: &str, condition: &str) -> Vec<&'static str> {
    codes(
        PolicyKind::Trust,
        &format!(
            r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "sts:AssumeRole", "Condition": {condition}}}"#
        ),
    )
}

#[test]
fn roles_in_upper_case_wherever_an_arn_stands() {
    let identity = |statement: &str| codes(PolicyKind::Identity, statement);
    for resource in ["acs:ram:*:*:role/Admin", "acs:ram::123:role/app-*X"] {
        let statement = format!(r#"{{"Effect": "Allow", "Action": "ram:GetRole", "Resource": ["{resource}"]}}"#);
        assert_eq!(identity(&statement), ["RAM800"], "{resource}");
    }
    for resource in [
        "acs:ram:*:*:role/admin",
        "acs:ram:*:*:user/Admin",
        "acs:ecs:*:*:role/Admin",
        "acs:ram:*:*:role/${Name}",
    ] {
        let statement = format!(r#"{{"Effect": "Allow", "Action": "ram:GetRole", "Resource": ["{resource}"]}}"#);
        assert!(identity(&statement).is_empty(), "{resource}");
    }
    let condition = |operator: &str, key: &str| {
        identity(&format!(
            r#"{{"Effect": "Deny", "Action": "ram:GetRole", "Resource": "*",
                "Condition": {{"{operator}": {{"{key}": "acs:ram:*:*:role/Admin"}}}}}}"#
        ))
    };
    assert_eq!(condition("StringNotLike", "acs:PrincipalARN"), ["RAM800"]);
    assert!(condition("StringEqualsIgnoreCase", "acs:PrincipalARN").is_empty());
    assert!(condition("StringNotLike", "acs:SourceArn").is_empty());
    assert_eq!(trust(r#"{"RAM": "acs:ram::123:role/Admin"}"#, "{}"), ["RAM800"]);
}

/// An escape in the text: the whole string is marked, and there is no fix that could hit the wrong letters.
#[test]
fn an_escaped_role_is_marked_without_a_fix() {
    let statement = r#"{"Effect": "Allow", "Action": "ram:GetRole", "Resource": "acs:ram:*:*:role\/Admin"}"#;
    let (source, found) = found(PolicyKind::Identity, statement);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.of(&source), r#""acs:ram:*:*:role\/Admin""#);
    assert!(found[0].fix.is_none());
}

#[test]
fn whom_a_trust_policy_names() {
    assert_eq!(trust(r#"{"RAM": "*"}"#, "{}"), ["RAM801"]);
    assert_eq!(trust(r#"{"RAM": "acs:ram::123:user/*"}"#, "{}"), ["RAM802"]);
    assert_eq!(trust(r#"{"Service": "*.aliyuncs.com"}"#, "{}"), ["RAM802"]);
    assert!(trust(r#"{"RAM": "acs:ram::123:root"}"#, "{}").is_empty());
    assert_eq!(trust(r#"{"Service": "ecs.amazonaws.com"}"#, "{}"), ["RAM815"]);
    assert!(
        trust(
            r#"{"Service": ["123@log.aliyuncs.com", "monitor.apigateway.aliyuncs.com"]}"#,
            "{}"
        )
        .is_empty()
    );
    let both = r#"{"RAM": ["acs:ram::123:user/a", "acs:ram::123:root", "acs:ram::45:user/a"]}"#;
    assert_eq!(trust(both, "{}"), ["RAM806"]);
    let twice = r#"{"Service": ["ecs.aliyuncs.com", "fc.aliyuncs.com", "ecs.aliyuncs.com"]}"#;
    assert_eq!(trust(twice, "{}"), ["RAM806"]);
}

/// Each takes one comma along, so the list stays sound.
#[test]
fn a_redundant_principal_leaves_a_sound_list() {
    for (list, rest) in [
        (
            r#"["acs:ram::123:user/a", "acs:ram::123:root"]"#,
            r#"["acs:ram::123:root"]"#,
        ),
        (
            r#"["acs:ram::123:root" , "acs:ram::123:user/a"]"#,
            r#"["acs:ram::123:root"]"#,
        ),
        (
            r#"["acs:ram::9:root", "acs:ram::123:root", "acs:ram::123:user/a", "acs:ram::8:root"]"#,
            r#"["acs:ram::9:root", "acs:ram::123:root", "acs:ram::8:root"]"#,
        ),
    ] {
        let statement = format!(r#"{{"Effect": "Allow", "Principal": {{"RAM": {list}}}, "Action": "sts:AssumeRole"}}"#);
        let (mut source, found) = found(PolicyKind::Trust, &statement);
        let wanted = source.replace(list, rest);
        for edit in &found[0].fix.as_ref().unwrap().edits {
            source.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
        }
        assert_eq!(source, wanted);
    }
}

#[test]
fn providers_and_their_keys() {
    let saml = r#"{"Federated": "acs:ram::123:saml-provider/x"}"#;
    let oidc = r#"{"Federated": ["acs:ram::123:oidc-provider/x"]}"#;
    assert_eq!(trust(saml, "{}"), ["RAM803"]);
    assert!(trust(saml, r#"{"StringEquals": {"saml:recipient": "https://r"}}"#).is_empty());
    // another key, and a condition that all but one meet
    assert_eq!(
        trust(saml, r#"{"StringEquals": {"SAML:recipient": "https://r"}}"#),
        ["RAM803"]
    );
    assert_eq!(
        trust(saml, r#"{"StringNotEquals": {"saml:recipient": "https://r"}}"#),
        ["RAM803"]
    );
    assert_eq!(trust(oidc, "{}"), ["RAM803", "RAM804"]);
    let with = |sub: &str| {
        trust(
            oidc,
            &format!(
                r#"{{"StringEquals": {{"oidc:iss": "i", "oidc:aud": "a"}}, "StringLike": {{"oidc:sub": {sub}}}}}"#
            ),
        )
    };
    assert!(with(r#""system:serviceaccount:shop:*""#).is_empty());
    assert_eq!(with(r#"["system:serviceaccount:shop:*", "*"]"#), ["RAM804"]);
    assert_eq!(with(r#""system:serviceaccount:*:deployer""#), Vec::<&str>::new());
    assert_eq!(with(r#""system:serviceaccount:*""#), ["RAM804"]);
    assert_eq!(with(r#""repo:*:ref:refs/heads/*""#), ["RAM804"]);
    assert!(with(r#""repo:shop/*:ref:refs/heads/main""#).is_empty());
    assert_eq!(
        trust(
            oidc,
            r#"{"StringEquals": {"oidc:iss": "i", "oidc:aud": "a", "oidc:sub": "s", "saml:recipient": "r"}}"#
        ),
        ["RAM805"]
    );
}

fn bucket(effect: &str, principal: &str, action: &str, resource: &str, condition: &str) -> Vec<&'static str> {
    codes(
        PolicyKind::Bucket,
        &format!(
            r#"{{"Effect": "{effect}", "Principal": {principal}, "Action": {action}, "Resource": {resource}, "Condition": {condition}}}"#
        ),
    )
}

#[test]
fn a_bucket_for_everybody() {
    let objects = r#""acs:oss:*:*:b/*""#;
    let allow = |principal: &str, condition: &str| bucket("Allow", principal, r#""oss:GetObject""#, objects, condition);
    assert_eq!(allow(r#"["*"]"#, "{}"), ["RAM808"]);
    assert_eq!(
        allow(r#"["*"]"#, r#"{"StringLike": {"oss:Prefix": "x/*"}}"#),
        ["RAM808"]
    );
    assert!(allow(r#"["*"]"#, r#"{"StringLike": {"acs:SourceVpc": "vpc-*"}}"#).is_empty());
    assert!(allow(r#"["123"]"#, "{}").is_empty());
    let internet = r#"{"IpAddress": {"acs:SourceIp": "0.0.0.0/0"}, "StringNotLike": {"acs:SourceVpc": "vpc-*"}}"#;
    assert_eq!(allow(r#"["*"]"#, internet), ["RAM808"]);
    assert!(allow(r#"["*"]"#, &internet.replace("0.0.0.0/0", "203.0.113.0/24")).is_empty());
}

/// An Allow for everybody of which a Deny leaves only requests of one VPC, or only some objects.
#[test]
fn a_bucket_for_everybody_with_a_deny_beside_it() {
    let with = |deny: &str| {
        let allow =
            r#"{"Effect": "Allow", "Principal": ["*"], "Action": "oss:GetObject", "Resource": "acs:oss:*:*:b/*"}"#;
        codes(PolicyKind::Bucket, &format!("{allow}, {deny}")).contains(&"RAM808")
    };
    let deny = |resource: &str, condition: &str| {
        with(&format!(
            r#"{{"Effect": "Deny", "Principal": ["*"], "Action": "oss:*", "Resource": "{resource}", "Condition": {condition}}}"#
        ))
    };
    assert!(!deny(
        "acs:oss:*:*:b/*",
        r#"{"StringNotEquals": {"acs:SourceVpc": "vpc-1"}}"#
    ));
    assert!(deny(
        "acs:oss:*:*:b/secret/*",
        r#"{"StringNotEquals": {"acs:SourceVpc": "vpc-1"}}"#
    ));
    assert!(deny("acs:oss:*:*:b/*", r#"{"Bool": {"acs:SecureTransport": "false"}}"#));
}

#[test]
fn a_deny_for_everybody_and_the_owner() {
    let deny = |action: &str, resource: &str, condition: &str| bucket("Deny", r#"["*"]"#, action, resource, condition);
    let away = r#"{"StringNotEquals": {"acs:SourceVpc": "vpc-1"}}"#;
    let both = r#"["acs:oss:*:*:b", "acs:oss:*:*:b/*"]"#;
    assert_eq!(deny(r#""oss:DeleteObject""#, r#""acs:oss:*:*:b/*""#, "{}"), ["RAM811"]);
    assert_eq!(deny(r#""oss:*""#, both, away), ["RAM812"]);
    assert!(deny(r#""oss:*""#, r#""acs:oss:*:*:b/*""#, away).is_empty());
    assert!(deny(r#""oss:*Object""#, both, away).is_empty());
    assert!(deny(r#""oss:*""#, both, r#"{"Bool": {"acs:SecureTransport": "false"}}"#).is_empty());
}

#[test]
fn what_is_of_another_service() {
    let allow = |action: &str, resource: &str| bucket("Allow", r#"["123"]"#, action, resource, "{}");
    assert_eq!(
        allow(r#"["oss:GetObject", "kms:Decrypt"]"#, r#""acs:oss:*:*:b/*""#),
        ["RAM809"]
    );
    assert_eq!(
        allow(r#""oss:GetObject""#, r#"["acs:oss:*:*:b/*", "acs:log:*:*:x"]"#),
        ["RAM809"]
    );
    assert_eq!(
        allow(r#"["oss:ListBuckets", "oss:GetObject"]"#, r#""acs:oss:*:*:b/*""#),
        ["RAM810"]
    );
    assert!(allow(r#""ossvector:*""#, r#""acs:ossvector:cn-hangzhou:123:*""#).is_empty());
    assert!(allow(r#""*""#, r#""*""#).is_empty());
    let key = |action: &str, resource: &str| {
        let principal = r#"{"RAM": "acs:ram::123:user/a"}"#;
        codes(
            PolicyKind::Resource,
            &format!(r#"{{"Effect": "Allow", "Principal": {principal}, "Action": {action}, "Resource": {resource}}}"#),
        )
    };
    assert_eq!(key(r#"["kms:Decrypt"]"#, r#""acs:log:*:*:project/x""#), ["RAM809"]);
    assert!(key(r#"["kms:Decrypt"]"#, r#"["acs:kms:*:*:key/x", "*"]"#).is_empty());
    assert!(key(r#"["kms:Decrypt", "*:Get*"]"#, r#""acs:log:*:*:project/x""#).is_empty());
}

#[test]
fn what_limits_and_does_not() {
    let control = |statements: &str| codes(PolicyKind::Control, statements);
    let all = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
    let some = r#"{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}"#;
    let deny = r#"{"Effect": "Deny", "Action": "ecs:Delete*", "Resource": "*"}"#;
    assert!(control(all).is_empty());
    assert!(control(deny).is_empty());
    assert!(control(&format!("{all}, {deny}")).is_empty());
    assert_eq!(control(some), ["RAM813"]);
    assert_eq!(control(&format!("{deny}, {some}, {some}")), ["RAM813"]);
    let session = |statements: &str| codes(PolicyKind::Session, statements);
    assert_eq!(session(all), ["RAM814"]);
    assert!(session(some).is_empty());
    assert!(session(&format!("{all}, {deny}")).is_empty());
}

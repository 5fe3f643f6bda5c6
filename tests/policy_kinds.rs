//! Each kind of policy: a good one without findings, each refusal beside its nearest good neighbour, and recognition.

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

use std::rc::Rc;

use proptest::prelude::*;
use ramlight::diagnostic::{Diagnostic, Locale, Severity};
use ramlight::pattern::Bindings;
use ramlight::policy::{Limit, PolicyKind, PolicyText, clean_up};

fn diagnostics(kind: impl Into<Option<PolicyKind>>, text: &str) -> Vec<Diagnostic> {
    PolicyText::of_kind(text, kind).diagnostics(&Bindings::default())
}

/// `name@text` for each finding, `+` behind it where it has a fix.
fn found(kind: impl Into<Option<PolicyKind>>, text: &str) -> Vec<String> {
    let mark = |d: &Diagnostic| if d.fix.is_some() { "+" } else { "" };
    (diagnostics(kind, text).iter())
        .map(|d| format!("{}@{}{}", d.message.name, d.span.of(text), mark(d)))
        .collect()
}

/// A document with one statement of these elements.
fn statement(elements: &str) -> String {
    format!(r#"{{"Version": "1", "Statement": [{{{elements}}}]}}"#)
}

fn holds(kind: PolicyKind, rows: &[(&str, &[&str])]) {
    for (elements, expected) in rows {
        assert_eq!(found(kind, &statement(elements)), *expected, "{elements}");
    }
}

const IDENTITY: &str = r#""Effect": "Deny", "NotAction": ["oss:Get*", "*:List*"], "Resource": "*", "Condition": {"StringEquals": {"acs:SourceVpc": "vpc-1"}}"#;
const TRUST: &str = r#""Effect": "Allow", "Principal": {"RAM": ["acs:ram::111:root", "acs:ram::222:user/a"], "Service": "ecs.aliyuncs.com", "Federated": "acs:ram::111:oidc-provider/ack"}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"oidc:aud": "sts.aliyuncs.com"}}"#;
const BUCKET: &str = r#""Effect": "Deny", "Principal": ["*"], "Action": "oss:*", "Resource": ["acs:oss:*:111:b", "acs:oss:*:111:b/*"], "Condition": {"NotIpAddress": {"acs:SourceIp": "192.0.2.0/24"}, "StringNotLike": {"acs:SourceVpc": "vpc-*"}}"#;
const KEY: &str = r#""Sid": "kms default key policy", "Effect": "Allow", "Principal": {"RAM": ["acs:ram::111:*"]}, "Action": "kms:*", "Resource": "*""#;
const PROJECT: &str = r#""Effect": "Deny", "Action": "log:PostLogStoreLogs", "Resource": "acs:log:*:*:project/p/*", "Condition": {"StringNotLike": {"acs:SourceVpc": "vpc-*"}}"#;

#[test]
fn a_good_policy_of_each_kind_has_no_findings() {
    for (kind, elements) in [
        (PolicyKind::Identity, IDENTITY),
        (PolicyKind::Session, IDENTITY),
        (PolicyKind::Control, IDENTITY),
        (PolicyKind::Trust, TRUST),
        (PolicyKind::Bucket, BUCKET),
        (PolicyKind::Resource, KEY),
        (PolicyKind::Resource, PROJECT),
    ] {
        assert_eq!(found(kind, &statement(elements)), [""; 0], "{elements}");
    }
}

#[test]
fn identity_session_and_control_policies_have_no_principal() {
    for kind in [PolicyKind::Identity, PolicyKind::Session, PolicyKind::Control] {
        let rest = r#""Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*""#;
        let with = |principal: &str| format!(r#"{rest}, {principal}"#);
        holds(
            kind,
            &[
                (rest, &[]),
                (
                    &with(r#""Principal": {"RAM": "acs:ram::111:root"}"#),
                    &[r#"principal-in-identity-policy@"Principal""#],
                ),
                (
                    &with(r#""NotPrincipal": "*""#),
                    &[r#"principal-in-identity-policy@"NotPrincipal""#],
                ),
                (&with(r#""Sid": "x""#), &[r#"sid@"Sid""#]),
            ],
        );
    }
}

#[test]
fn the_message_names_the_kind_that_the_statement_looks_like() {
    for (elements, kind) in [(TRUST, "`trust`"), (BUCKET, "`bucket`"), (KEY, "`resource`")] {
        let all = diagnostics(PolicyKind::Identity, &statement(elements));
        let found = all
            .iter()
            .find(|found| found.message.name == "principal-in-identity-policy")
            .unwrap();
        for locale in [Locale::English, Locale::Chinese] {
            assert!(found.help(locale).contains(kind), "{}", found.help(locale));
        }
    }
}

#[test]
fn rules_of_a_trust_policy() {
    let allow = r#""Effect": "Allow", "Action": "sts:AssumeRole""#;
    let root = r#""Principal": {"RAM": "acs:ram::111:root"}"#;
    let of = |principal: &str| format!(r#"{allow}, "Principal": {principal}"#);
    holds(
        PolicyKind::Trust,
        &[
            (&format!("{allow}, {root}"), &[]),
            (allow, &["missing-principal@{"]),
            (
                &format!(r#"{allow}, {root}, "Resource": "*""#),
                &[r#"resource-in-trust-policy@"Resource""#],
            ),
            (
                &format!(r#"{allow}, {root}, "Resource": "*", "NotResource": "*""#),
                &[
                    r#"resource-in-trust-policy@"Resource""#,
                    r#"resource-in-trust-policy@"NotResource""#,
                ],
            ),
            (&format!(r#"{allow}, {root}, "Sid": "x""#), &[r#"sid@"Sid""#]),
            (
                &format!(r#""Effect": "Deny", "Action": "sts:AssumeRole", {root}"#),
                &[r#"deny-in-trust-policy@"Deny""#],
            ),
            (
                &format!(r#""Effect": "Allow", "Action": ["sts:assumerole", "sts:SetSourceIdentity"], {root}"#),
                &[],
            ),
            (
                &format!(r#""Effect": "Allow", "Action": ["sts:AssumeRole", "ecs:*"], {root}"#),
                &[r#"action-in-trust-policy@"ecs:*""#],
            ),
            (
                &format!(r#""Effect": "Allow", "NotAction": ["ecs:*", "rds:*"], {root}"#),
                &[r#"action-in-trust-policy@"NotAction""#],
            ),
            (&of(r#""*""#), &[r#"bare-principal-in-trust-policy@"*""#]),
            (
                &of(r#"["acs:ram::111:root"]"#),
                &[r#"bare-principal-in-trust-policy@"acs:ram::111:root""#],
            ),
            (&of(r#"{"RAM": "*"}"#), &[r#"undocumented-principal@"*""#]),
            (
                &of(r#"{"RAM": "acs:ram::111:*"}"#),
                &[r#"undocumented-principal@"acs:ram::111:*""#],
            ),
            (
                &of(r#"{"RAM": "acs:ram::111:group/x"}"#),
                &[r#"invalid-ram-principal@"acs:ram::111:group/x""#],
            ),
            (
                &of(r#"{"RAM": "acs:ram:*:111:root"}"#),
                &[r#"invalid-ram-principal@"acs:ram:*:111:root""#],
            ),
            (&of(r#"{"RAM": "111"}"#), &[r#"invalid-ram-principal@"111""#]),
            (
                &of(r#"{"RAM": " acs:ram::111:root"}"#),
                &[r#"invalid-ram-principal@" acs:ram::111:root"+"#],
            ),
            (
                &of(r#"{"RAM": "acs:ram::111:saml-provider/x"}"#),
                &[r#"invalid-ram-principal@"acs:ram::111:saml-provider/x""#],
            ),
            (&of(r#"{"RAM": "acs:ram::11**:user/x"}"#), &["not-an-account-id@11**"]),
            (&of(r#"{"RAM": "acs:ram::<id>:root"}"#), &["not-an-account-id@<id>"]),
            (
                &of(r#"{"RAM": "acs:ram:::root"}"#),
                &[r#"not-an-account-id@"acs:ram:::root""#],
            ),
            (&of(r#"{"Service": "111@log.aliyuncs.com"}"#), &[]),
            (&of(r#"{"Service": "ecs"}"#), &[r#"not-a-service@"ecs""#]),
            (&of(r#"{"Federated": "acs:ram::111:saml-provider/x"}"#), &[]),
            (
                &of(r#"{"Federated": "idp"}"#),
                &[r#"invalid-federated-principal@"idp""#],
            ),
            (
                &of(r#"{"Federated": "acs:ram::111:root"}"#),
                &[r#"invalid-federated-principal@"acs:ram::111:root""#],
            ),
            (&of("{}"), &["no-principals@{}"]),
            (&of(r#"{"RAM": []}"#), &["no-principals@[]"]),
            (&of(r#"{"RAM": [5]}"#), &["not-strings@5"]),
            (&of(r#"{"AWS": "acs:ram::111:root"}"#), &[r#"unknown-element@"AWS""#]),
            (
                &of(r#"{"Service ": "ecs.aliyuncs.com"}"#),
                &[r#"blank-in-element@"Service "+"#],
            ),
            (
                &of(r#"{"service": "ecs.aliyuncs.com"}"#),
                &[r#"misspelt-element@"service"+"#],
            ),
            (
                &of(r#"{"RAM": "acs:ram::111:root", "RAM": "acs:ram::222:root"}"#),
                &[r#"equal-keys@"RAM""#, r#"equal-keys@"RAM""#],
            ),
            (
                &format!(r#"{allow}, "NotPrincipal": "*""#),
                &[r#"not-principal@"NotPrincipal""#],
            ),
            (
                &format!(r#"{allow}, "principal": {{"RAM": "acs:ram::111:root"}}"#),
                &["missing-principal@{", r#"misspelt-element@"principal"+"#],
            ),
        ],
    );
}

#[test]
fn rules_of_a_bucket_policy() {
    let rest = r#""Effect": "Allow", "Action": "oss:GetObject", "Resource": "acs:oss:*:111:b/*""#;
    let of = |principal: &str| format!(r#"{rest}, "Principal": {principal}"#);
    let when = |condition: &str| format!(r#"{rest}, "Principal": ["1"], "Condition": {condition}"#);
    let long = |length: usize| format!(r#"{rest}, "Principal": ["{}"]"#, "1".repeat(length));
    holds(
        PolicyKind::Bucket,
        &[
            (&of(r#"["*"]"#), &[]),
            (&of(r#""*""#), &[]),
            (&of(r#"["20012", "arn:sts::111:assumed-role/r/*"]"#), &[]),
            (rest, &["missing-principal@{"]),
            (
                r#""Effect": "Allow", "Action": "oss:GetObject", "Principal": ["*"]"#,
                &["missing-resource@{"],
            ),
            (&of("[]"), &["empty-principal-in-bucket-policy@[]"]),
            (
                &of(r#"{"RAM": "acs:ram::111:root"}"#),
                &[r#"principal-object-in-bucket-policy@{"RAM": "acs:ram::111:root"}"#],
            ),
            (
                &of(r#"["acs:ram::111:root"]"#),
                &[r#"undocumented-principal@"acs:ram::111:root""#],
            ),
            (
                &of(r#"["arn:sts::111:role/r/s"]"#),
                &[r#"invalid-session-principal@"arn:sts::111:role/r/s""#],
            ),
            (&of(r#"["2001xxxx"]"#), &["not-an-account-id@2001xxxx"]),
            (&of(r#"["2001*"]"#), &["not-an-account-id@2001*"]),
            (
                &of(r#"["2001**"]"#),
                &["not-an-account-id@2001**", "double-asterisk@**"],
            ),
            (&of("5"), &["not-strings@5"]),
            // the first value that is too long, beside the longest that is not
            (&long(4_095), &[]),
            (&long(4_096), &[&format!("field-too-long@\"{}\"", "1".repeat(4_096))]),
            // SourceIp needs SourceVpc in the same statement, under whatever operator
            (
                &when(r#"{"IpAddress": {"acs:SourceIp": "192.0.2.1"}}"#),
                &[r#"source-ip-without-source-vpc@"acs:SourceIp""#],
            ),
            (
                &when(r#"{"IpAddress": {"acs:SourceIp": "192.0.2.1"}, "StringEquals": {"acs:SourceVpc": "vpc-1"}}"#),
                &[],
            ),
            (&when(r#"{"StringEquals": {"acs:SourceVpc": "vpc-1"}}"#), &[]),
            (
                &when(r#"{"StringLike": {"oss:Prefix": ["a**b***", "*"]}}"#),
                &["double-asterisk@**", "double-asterisk@***"],
            ),
            (
                r#""Effect": "Allow", "Action": "oss:**", "Resource": "acs:oss:*:111:b/**", "Principal": ["1"]"#,
                &["double-asterisk@**", "double-asterisk@**"],
            ),
            (&format!(r#"{rest}, "Principal": ["1"], "Sid": "x""#), &[r#"sid@"Sid""#]),
        ],
    );
    // in one statement the VPC of another does not count
    let ip = when(r#"{"IpAddress": {"acs:SourceIp": "192.0.2.1"}}"#);
    let two = format!(r#"{{"Version": "1", "Statement": [{{{BUCKET}}}, {{{ip}}}]}}"#);
    assert_eq!(
        found(PolicyKind::Bucket, &two),
        [r#"source-ip-without-source-vpc@"acs:SourceIp""#]
    );
    // OSS alone has these rules
    assert_eq!(
        found(
            PolicyKind::Identity,
            &statement(
                r#""Effect": "Allow", "Action": "oss:*", "Resource": "acs:oss:*:*:b/**", "Condition": {"IpAddress": {"acs:SourceIp": "192.0.2.1"}}"#
            )
        ),
        [""; 0]
    );
}

#[test]
fn rules_of_other_resource_policies() {
    let rest = r#""Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*""#;
    let of = |principal: &str| format!(r#"{rest}, "Principal": {principal}"#);
    holds(
        PolicyKind::Resource,
        &[
            (rest, &[]),
            (&of(r#""*""#), &[]),
            (&of(r#"{"RAM": "acs:ram::111:role/r"}"#), &[]),
            (&of(r#"{"RAM": "acs:ram::111:*"}"#), &[]),
            (&of(r#"{"RAM": "*"}"#), &[r#"undocumented-principal@"*""#]),
            (&of("[]"), &["no-principals@[]"]),
            (
                r#""Effect": "Allow", "Action": "kms:Decrypt", "Principal": {"RAM": "acs:ram::111:role/r"}"#,
                &["missing-resource@{"],
            ),
        ],
    );
}

#[test]
fn a_statement_whose_principal_is_open_is_not_counted_on() {
    for (kind, elements, faulty) in [
        (PolicyKind::Bucket, r#""Principal": ["1"]"#, false),
        (PolicyKind::Bucket, r#""Principal": ["acs:ram::1:root"]"#, true),
        (PolicyKind::Bucket, r#""NotPrincipal": ["1"]"#, true),
        (PolicyKind::Bucket, r#""Principal": ["1"], "NotPrincipal": ["2"]"#, true),
        (PolicyKind::Resource, r#""Principal": {"RAM": "*"}"#, true),
        (PolicyKind::Resource, r#""principal": "*""#, true),
    ] {
        let text = statement(&format!(
            r#""Effect": "Deny", "Action": "oss:*", "Resource": "*", {elements}"#
        ));
        let read = PolicyText::of_kind(&text, kind);
        assert_eq!(read.policy().statements[0].statement.faulty, faulty, "{elements}");
    }
}

/// A good policy that is this long, in bytes: blanks follow its first bracket.
fn of_length(elements: &str, length: usize) -> String {
    let mut text = statement(elements);
    let blanks = " ".repeat(length - text.len());
    text.insert_str(1, &blanks);
    text
}

#[test]
fn limits() {
    for (kind, elements, limit, message) in [
        (
            PolicyKind::Identity,
            IDENTITY,
            Limit::Characters(6_144),
            "policy-too-long",
        ),
        (
            PolicyKind::Session,
            IDENTITY,
            Limit::Bytes(2_048),
            "policy-has-too-many-bytes",
        ),
        (
            PolicyKind::Control,
            IDENTITY,
            Limit::Characters(4_096),
            "policy-too-long",
        ),
        (
            PolicyKind::Bucket,
            BUCKET,
            Limit::Bytes(16_384),
            "policy-has-too-many-bytes",
        ),
    ] {
        assert_eq!(kind.limit(), Some(limit));
        let (Limit::Characters(length) | Limit::Bytes(length)) = limit;
        assert_eq!(found(kind, &of_length(elements, length)), [""; 0], "{kind:?}");
        assert_eq!(
            found(kind, &of_length(elements, length + 1)),
            [format!("{message}@}}")],
            "{kind:?}"
        );
    }
    for (kind, elements) in [(PolicyKind::Trust, TRUST), (PolicyKind::Resource, KEY)] {
        assert_eq!(kind.limit(), None);
        assert_eq!(found(kind, &of_length(elements, 40_000)), [""; 0], "{kind:?}");
    }
    // a character of three bytes that crosses the limit: the place begins with it
    let start = r#"{"Version": "1", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "acs:oss:*:*:"#;
    let text = format!(r#"{start}{}{}"}}]}}"#, "x".repeat(2_047 - start.len()), "说");
    let over = diagnostics(PolicyKind::Session, &text);
    assert_eq!(over.len(), 1);
    assert_eq!(over[0].span.of(&text), r#"说"}]}"#);
    // the same characters are no more than a control policy may have
    assert_eq!(found(PolicyKind::Control, &text), [""; 0]);
}

#[test]
fn recognition() {
    let kind = |text: &str| PolicyText::of_kind(text, None).policy().kind;
    let both = |one: &str, other: &str| format!(r#"{{"Version": "1", "Statement": [{{{one}}}, {{{other}}}]}}"#);
    for (text, expected) in [
        (statement(IDENTITY), PolicyKind::Identity),
        (statement(PROJECT), PolicyKind::Identity),
        (statement(TRUST), PolicyKind::Trust),
        (statement(BUCKET), PolicyKind::Bucket),
        (statement(KEY), PolicyKind::Resource),
        // a needless Resource does not make a trust policy another kind
        (statement(&format!(r#"{TRUST}, "Resource": "*""#)), PolicyKind::Trust),
        (both(BUCKET, KEY), PolicyKind::Bucket),
        (both(KEY, BUCKET), PolicyKind::Bucket),
        (both(TRUST, KEY), PolicyKind::Resource),
        (both(PROJECT, KEY), PolicyKind::Resource),
        (both(TRUST, TRUST), PolicyKind::Trust),
        // without its document, or with one that is broken
        (format!("{{{TRUST}}}"), PolicyKind::Trust),
        (format!("[{{{BUCKET}}}]"), PolicyKind::Bucket),
        (format!(r#"{{"Statement": {{{KEY}}}}}"#), PolicyKind::Resource),
        (statement(TRUST).replace('"', "”"), PolicyKind::Trust),
        (String::new(), PolicyKind::Identity),
        ("5".into(), PolicyKind::Identity),
    ] {
        assert_eq!(kind(&text), expected, "{text}");
    }
}

#[test]
fn nothing_is_taken_over_from_another_kind() {
    let text = statement(TRUST);
    let mut read = PolicyText::new(&text);
    assert!(read.is_refused());
    let before = read.revision();
    read.set_kind(PolicyKind::Trust);
    assert_ne!(read.revision(), before);
    assert!(!read.is_refused());
    assert_eq!(read.text(), text);
    // unchanged statements of the same kind are the same values
    let kept = Rc::clone(&read.policy().statements[0].statement);
    read.update(&format!(" {text}"));
    assert!(Rc::ptr_eq(&kept, &read.policy().statements[0].statement));
    // what is recognised follows the text
    read.set_kind(None);
    read.update(&statement(IDENTITY));
    assert_eq!((read.policy().kind, read.is_refused()), (PolicyKind::Identity, false));
    read.update(&statement(BUCKET));
    assert_eq!((read.policy().kind, read.is_refused()), (PolicyKind::Bucket, false));
}

#[test]
fn clean_up_knows_the_elements_of_the_kind() {
    let text =
        statement(r#""Effect": "Allow", "Action": "sts:AssumeRole", "Principal ": {"Service ": "ecs.aliyuncs.com"}"#);
    let cleaned = clean_up(&text, PolicyKind::Trust, &Bindings::default()).unwrap();
    assert_eq!(found(PolicyKind::Trust, &cleaned.text), [""; 0]);
    assert_eq!(clean_up(&text, PolicyKind::Identity, &Bindings::default()), None);
}

#[test]
fn documents_of_other_languages() {
    let first = |text: &str| {
        let all = diagnostics(None, text);
        let said = all
            .iter()
            .filter(|found| ["aws-policy", "ros-stack-policy"].contains(&found.message.name));
        assert!(said.count() <= 1, "{text}");
        all.first().map_or(("", String::new()), |first| {
            (first.message.name, first.text(Locale::English))
        })
    };
    let aws = |version: &str, elements: &str| {
        format!(r#"{{"Version": "{version}", "Statement": [{{"Effect": "Allow", {elements}}}]}}"#)
    };
    for (text, signs) in [
        (
            aws(
                "2012-10-17",
                r#""Sid": "a", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*""#,
            ),
            "`2012-10-17`, `s3:`, `arn:aws`",
        ),
        (
            aws("2012-10-17", r#""Action": ["ec2:*", "iam:PassRole"], "Resource": "*""#),
            "`2012-10-17`, `ec2:`, `iam:`",
        ),
        (
            aws("1", r#""Action": "s3:*", "Resource": "arn:aws-cn:s3:::x""#),
            "`s3:`, `arn:aws`",
        ),
        (
            aws("", r#""Action": "ecs:*", "Resource": "arn:aws:ecs:::x""#).replace(r#""Version": "", "#, ""),
            "`arn:aws`",
        ),
        (
            aws(
                "2012-10-17",
                r#""Action": "rds:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}"#,
            ),
            "`2012-10-17`, `aws:`",
        ),
        (
            aws(
                "2012-10-17",
                r#""Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::111:root"}"#,
            ),
            "`2012-10-17`, `AWS`, `arn:aws`",
        ),
        (
            aws(
                "2012-10-17",
                r#""Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}"#,
            ),
            "`2012-10-17`, `amazonaws.com`",
        ),
    ] {
        let (name, message) = first(&text);
        assert_eq!(name, "aws-policy", "{text}");
        assert!(message.contains(signs), "{message}");
        // what follows from it is said, too
        assert!(diagnostics(None, &text).len() > 1, "{text}");
    }
    let update = r#""Action": "Update:*", "Principal": "*""#;
    for text in [
        format!(r#"{{"Statement": [{{"Effect": "Allow", {update}, "Resource": "*"}}]}}"#),
        format!(r#"{{"Statement": [{{"Effect": "Deny", {update}, "Resource": "LogicalResourceId/Web"}}]}}"#),
        format!(r#"{{"StackPolicyBody": {{"Statement": [{{"Effect": "Allow", {update}, "Resource": "*"}}]}}}}"#),
    ] {
        assert_eq!(first(&text).0, "ros-stack-policy", "{text}");
    }
    // RAM policies with a slip, or with nothing that tells
    for text in [
        aws("2012-10-17", r#""Action": "ecs:*", "Resource": "*""#),
        aws(
            "2012-10-17",
            r#""Action": "s3:GetObject", "Resource": "acs:oss:*:*:b/*""#,
        ),
        aws(
            "1",
            r#""Action": "oss:*", "Resource": "acs:oss:*:*:b", "Condition": {"Bool": {"aws:SecureTransport": "true"}}"#,
        ),
        aws("1", r#""Action": "iam:PassRole", "Resource": "*""#),
        aws("1", r#""Action": "ecs:*", "Resource": "arn:aws:ecs:::x""#),
        aws("1", r#""Action": ["Update:*", "ecs:Run*"], "Resource": "x""#),
    ] {
        let (name, _) = first(&text);
        assert!(!["aws-policy", "ros-stack-policy"].contains(&name), "{text}");
    }
}

#[test]
fn the_codes_do_not_change() {
    for (text, kind, code) in [
        (
            statement(r#""Effect": "Allow", "Action": "sts:AssumeRole""#),
            PolicyKind::Trust,
            "RAM283",
        ),
        (
            statement(&TRUST.replace("ecs.aliyuncs.com", "ecs")),
            PolicyKind::Trust,
            "RAM291",
        ),
        (
            statement(&format!(r#"{TRUST}, "Resource": "*""#)),
            PolicyKind::Trust,
            "RAM295",
        ),
        (statement(&BUCKET.replace("b/*", "b/**")), PolicyKind::Bucket, "RAM300"),
        (
            statement(&BUCKET.replace("acs:SourceVpc", "acs:UserAgent")),
            PolicyKind::Bucket,
            "RAM301",
        ),
    ] {
        let codes: Vec<_> = diagnostics(kind, &text)
            .iter()
            .map(|found| found.message.code)
            .collect();
        assert_eq!(codes, [code], "{text}");
    }
}

/// Published policies, read as what they are: an Error only where the document is known to be defective, or where it
/// masks an id in a way that its service refuses.
#[test]
fn published_policies() {
    let folder = "../shared/ram/examples";
    let Ok(index) = std::fs::read_to_string(format!("{folder}/index.tsv")) else {
        println!("skipped: there is no {folder}");
        return;
    };
    let mut read = 0;
    for row in index.lines().skip(1) {
        let mut fields = row.split('\t');
        let (file, kind) = (fields.next().unwrap(), fields.next().unwrap());
        let kind = match kind {
            "trust" => PolicyKind::Trust,
            "bucket" => PolicyKind::Bucket,
            "resource" => PolicyKind::Resource,
            "control" => PolicyKind::Control,
            "identity" | "system" | "slr" => PolicyKind::Identity,
            _ => continue,
        };
        let text = std::fs::read_to_string(format!("{folder}/{file}")).unwrap();
        let error = |found: &Diagnostic| found.message.severity == Severity::Error;
        // the values of conditions, masked ones among them, are judged elsewhere
        let of_value = |found: &Diagnostic| ("RAM250"..="RAM259").contains(&found.message.code);
        let errors = diagnostics(kind, &text)
            .into_iter()
            .filter(|found| error(found) && !of_value(found));
        let errors: Vec<_> = errors.map(|found| found.message.name).collect();
        // a page of the documents has this one without its document
        let expected: &[&str] = if file.starts_with("008-") {
            &["missing-wrapper"]
        } else {
            &[]
        };
        assert_eq!(errors, expected, "{file}");
        let looks = PolicyText::of_kind(&text, None).policy().kind;
        // a control policy looks like an identity policy, and so does a resource policy without principals
        let plain = kind == PolicyKind::Control || file.starts_with("107-");
        assert_eq!(looks, if plain { PolicyKind::Identity } else { kind }, "{file}");
        read += 1;
    }
    assert!(read > 80, "{read}");
}

#[test]
fn no_policy_of_the_corpus_is_taken_for_one_of_another_language() {
    let Some(rows) = corpus::corpus() else { return };
    let mut foreign = Vec::new();
    for row in rows {
        let all = diagnostics(None, row["text"].as_str().unwrap());
        if let Some(first) = all
            .first()
            .filter(|first| ["RAM302", "RAM303"].contains(&first.message.code))
        {
            foreign.push((row["file"].as_str().unwrap().to_owned(), first.message.code));
        }
    }
    foreign.sort_unstable();
    // found by reading those of the corpus with an AWS date or ARN, or with an action of ROS
    let expected = [
        (
            "alibabacloud-ros-tool-transformer--resource-test_iam_managed_policy.json",
            "RAM302",
        ),
        (
            "alibabacloud-ros-tool-transformer--resource-test_s3_bucket.json",
            "RAM302",
        ),
        (
            "elasticsearch--migrate-data-from-an-amazon-es-domain-to-an-alibaba-cloud-elasticsearch-clu-2.json",
            "RAM302",
        ),
        (
            "elasticsearch--migrate-data-from-an-amazon-es-domain-to-an-alibaba-cloud-elasticsearch-clu.json",
            "RAM302",
        ),
        ("ros--stack-operations-previewstack.json", "RAM303"),
        ("ros--stack-policy-operations-getstackpolicy.json", "RAM303"),
        ("terraform-provider-alicloud--r-ros_stack.json", "RAM303"),
        (
            "terraform-provider-alicloud--resource_alicloud_ros_stack_test.json",
            "RAM303",
        ),
    ];
    assert_eq!(foreign, expected.map(|(file, code)| (file.to_owned(), code)));
}

/// Texts of the pieces that policies of all kinds are made of, whole or damaged.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"Version\": \"1\",",
        "\"Version\": \"2012-10-17\",",
        "\"Statement\": [",
        "\"Effect\": \"Allow\",",
        "\"Effect\": \"Deny\",",
        "\"Action\": \"sts:AssumeRole\",",
        "\"Action\": [\"oss:**\"],",
        "\"Resource\": \"*\",",
        "\"Resource\": \"acs:oss:*:1:b\",",
        "\"Principal\": ",
        "\"NotPrincipal\": ",
        "\"*\",",
        "[\"1\", \"arn:sts::1:assumed-role/r/s\"],",
        "{\"RAM\": \"acs:ram::1:root\"},",
        "{\"Service \": [",
        "\"Federated\": ",
        "\"acs:ram::1:",
        "\"AWS\": ",
        "arn:aws",
        "\"Condition\": {\"IpAddress\": {\"acs:SourceIp\": ",
        "\"说明\"",
        "\\u00e9",
        "**",
        "\"",
        "null",
        "5",
        "Update:*",
    ]);
    prop_oneof![
        4 => prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn any_text_as_any_kind(text in text(), other in text(), steps in prop::collection::vec(prop::option::of(0..6usize), 1..4)) {
        let bindings = Bindings::default();
        let kinds: Vec<Option<PolicyKind>> = steps.into_iter().map(|step| step.map(|at| PolicyKind::ALL[at])).collect();
        // whatever was read before, the answer is that of reading anew
        let mut followed = PolicyText::of_kind(&other, PolicyKind::Bucket);
        for kind in kinds {
            followed.set_kind(kind);
            followed.update(&text);
            let anew = PolicyText::of_kind(&text, kind);
            prop_assert_eq!(followed.diagnostics(&bindings), anew.diagnostics(&bindings));
            prop_assert_eq!(followed.policy().kind, kind.unwrap_or(anew.policy().kind));
            prop_assert_eq!(followed.is_refused(), anew.diagnostics(&bindings).iter().any(|found| found.message.severity == Severity::Error));
            for found in anew.diagnostics(&bindings) {
                prop_assert!(found.span.end as usize <= text.len() && text.get(found.span.start as usize..found.span.end as usize).is_some());
            }
            followed.update(&other);
        }
    }
}

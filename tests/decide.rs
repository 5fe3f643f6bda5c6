//! The first worked-out cases of each stage of `ram/language.md` §5.2, of what is unknown, and of statements with an error.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/authority.rs"]
mod authority;

use authority::{Authority, allow, deny, statement};
use ramlight::condition::{Context, Known};
use ramlight::evaluate::Decision::{self, Allow, ExplicitDeny, ImplicitDeny};
use ramlight::policy::PolicyKind;

const GROUP: &str = "acs:apigateway:cn-hangzhou:123:apigroup/g-1";

#[test]
fn the_unit_step() {
    let allows = allow("apigateway:Describe*", "acs:apigateway:*:*:apigroup/*");
    let denies = deny("*:*Api", GROUP);
    let mut one = Authority::default();
    one.identity(&[&allows]);
    assert_eq!(one.decide("apigateway:DescribeApi", GROUP), [Allow]);
    assert_eq!(
        one.decide("APIGateway:describeapi", GROUP),
        [Allow],
        "no case in actions"
    );
    assert_eq!(one.decide("apigateway:CreateApi", GROUP), [ImplicitDeny]);
    assert_eq!(
        one.decide("apigateway:DescribeApi", "acs:apigateway:cn-hangzhou:123:secretkey/k"),
        [ImplicitDeny]
    );
    assert_eq!(
        one.decide("apigateway:DescribeApi", "acs:Apigateway:cn-hangzhou:123:apigroup/g-1"),
        [ImplicitDeny]
    );
    let mut both = Authority::default();
    both.identity(&[&allows, &denies]);
    assert_eq!(both.decide("apigateway:DescribeApi", GROUP), [ExplicitDeny]);
    assert_eq!(both.decide("apigateway:DescribeApis", GROUP), [Allow]);
    assert_eq!(
        both.decide("apigateway:DeleteApi", GROUP),
        [ExplicitDeny],
        "a Deny of what nothing allows"
    );
}

#[test]
fn not_action_and_not_resource() {
    let mut authority = Authority::default();
    authority.identity(&[
        r#"{"Effect": "Allow", "NotAction": ["ram:*", "*:Delete*"], "NotResource": "acs:oss:*:*:secret/*"}"#,
    ]);
    assert_eq!(authority.decide("oss:GetObject", "acs:oss:*:123:open/a"), [Allow]);
    assert_eq!(
        authority.decide("oss:GetObject", "acs:oss:*:123:secret/a"),
        [ImplicitDeny]
    );
    assert_eq!(
        authority.decide("oss:DeleteObject", "acs:oss:*:123:open/a"),
        [ImplicitDeny]
    );
    assert_eq!(authority.decide("ram:GetUser", "acs:ram:*:123:user/a"), [ImplicitDeny]);
    assert_eq!(
        authority.decide("no action", "no resource"),
        [Allow],
        "what is excepted is not this"
    );
}

/// A text that is no action is matched by `*` alone.
#[test]
fn what_is_no_action_matches_no_pattern() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("ecs:*", "*")]);
    assert_eq!(authority.decide("ecs:Start", "*"), [Allow]);
    for text in ["ecs:Start:Instance", "ecs::", "ecs: Start", "ecs:", "ecs"] {
        assert_eq!(authority.decide(text, "*"), [ImplicitDeny], "{text}");
    }
    authority.identity(&[&allow("*", "*")]);
    assert_eq!(authority.decide("ecs:Start:Instance", "*"), [Allow]);
}

/// §9.12, and a request's `*` is a character.
#[test]
fn empty_and_starred_fields() {
    for (pattern, resource, matches) in [
        ("acs:ram::123:user/a", "acs:ram::123:user/a", true),
        ("acs:ram::123:user/a", "acs:ram:*:123:user/a", true),
        ("acs:ram::123:user/a", "acs:ram:cn-hangzhou:123:user/a", false),
        ("acs:ram:*:*:user/a", "acs:ram:::user/a", true),
        ("acs:ram:cn-*:*:user/a", "acs:ram:*:123:user/a", false),
        ("acs:ram:*::user/a", "acs:ram:*:*:user/a", true),
        ("acs:ram:*::user/a", "acs:ram:*:123:user/a", false),
        ("acs:ram:*:*:user/a", "acs:ram:*:*:user/*", false),
        ("acs:ram:*:*:user/*", "acs:ram:*:*:user/*", true),
        ("acs:mq:*:*:topic:*", "acs:mq:cn:123:topic:a:b", true),
        ("acs:mq:*:*", "acs:mq:cn:123", false),
        ("*", "*", true),
        ("acs:ecs:*:*:*", "*", false),
        ("acs:*:*:*:*", "anything", false),
        ("*", "anything", true),
    ] {
        let mut authority = Authority::default();
        authority.identity(&[&allow("*", pattern)]);
        let expected = if matches { Allow } else { ImplicitDeny };
        assert_eq!(authority.decide("a:B", resource), [expected], "{pattern} on {resource}");
    }
}

#[test]
fn every_resource_of_a_call() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:*", "acs:a:*:*:x/*"), &deny("a:*", "acs:a:*:*:x/no")]);
    let (x, no, other) = ("acs:a:r:1:x/1", "acs:a:r:1:x/no", "acs:a:r:1:y/1");
    assert_eq!(authority.decide_all("a:B", &[x, x]), [Allow]);
    assert_eq!(authority.decide_all("a:B", &[x, other]), [ImplicitDeny]);
    assert_eq!(authority.decide_all("a:B", &[other, no]), [ExplicitDeny]);
}

#[test]
fn control_policies_at_every_level() {
    let (all, regional) = (allow("*", "*"), deny("*", "acs:*:cn-beijing:*:*"));
    let mut authority = Authority::default();
    authority.identity(&[&allow("ecs:*", "*")]);
    authority.control(&[&all]);
    authority.control(&[&all, &regional]);
    assert_eq!(authority.decide("ecs:A", "acs:ecs:cn-hangzhou:1:i"), [Allow]);
    assert_eq!(authority.decide("ecs:A", "acs:ecs:cn-beijing:1:i"), [ExplicitDeny]);
    authority.control(&[]);
    assert_eq!(
        authority.decide("ecs:A", "acs:ecs:cn-hangzhou:1:i"),
        [ImplicitDeny],
        "a level that allows nothing"
    );
    // The first level that does not allow decides: the root is silent although a level below it denies.
    let mut silent = Authority::default();
    silent.identity(&[&all]);
    silent.control(&[&allow("oss:*", "*")]);
    silent.control(&[&regional]);
    assert_eq!(silent.decide("ecs:A", "acs:ecs:cn-beijing:1:i"), [ImplicitDeny]);
    // The owner of the account is not limited by them.
    silent.caller("acs:ram::1:root");
    assert_eq!(silent.decide("ecs:A", "acs:ecs:cn-beijing:1:i"), [Allow]);
}

#[test]
fn a_session_policy_narrows() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("ecs:*", "*"), &deny("ecs:Delete*", "*")]);
    authority.session(&[&allow("ecs:D*", "*")]);
    assert_eq!(authority.decide("ecs:Describe", "*"), [Allow]);
    assert_eq!(authority.decide("ecs:Start", "*"), [ImplicitDeny]);
    assert_eq!(authority.decide("ecs:Delete", "*"), [ExplicitDeny]);
    assert_eq!(authority.decide("oss:D", "*"), [ImplicitDeny]);
}

/// The account level is final unless it says nothing, even against a Deny of the resource group.
#[test]
fn account_level_then_resource_group() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:Allowed", "*"), &deny("a:Denied", "*")]);
    authority.in_resource_group(
        "rg-1",
        &[&deny("a:Allowed", "*"), &allow("a:Denied", "*"), &allow("a:Open", "*")],
    );
    authority.in_resource_group("rg-2", &[&deny("a:Open", "*")]);
    authority.request_in = Some("rg-1");
    assert_eq!(authority.decide("a:Allowed", "*"), [Allow]);
    assert_eq!(authority.decide("a:Denied", "*"), [ExplicitDeny]);
    assert_eq!(authority.decide("a:Open", "*"), [Allow]);
    assert_eq!(authority.decide("a:Other", "*"), [ImplicitDeny]);
    authority.request_in = Some("rg-2");
    assert_eq!(authority.decide("a:Open", "*"), [ExplicitDeny]);
    authority.request_in = None;
    assert_eq!(authority.decide("a:Open", "*"), [ImplicitDeny]);
}

#[test]
fn identity_and_resource_based() {
    let bucket = "acs:oss:*:1:b/o";
    let mut authority = Authority::default();
    authority.identity(&[&allow("oss:Get*", "*"), &deny("oss:Delete*", "*")]);
    authority.resource(
        PolicyKind::Bucket,
        &[
            r#"{"Effect": "Allow", "Principal": ["77"], "Action": "oss:Put*", "Resource": "acs:oss:*:*:b/*"}"#,
            r#"{"Effect": "Allow", "Principal": ["77"], "Action": "oss:Delete*", "Resource": "acs:oss:*:*:b/*"}"#,
            r#"{"Effect": "Deny", "Principal": ["*"], "Action": "oss:GetObjectAcl", "Resource": "acs:oss:*:*:b/*"}"#,
        ],
    );
    authority.caller("77");
    assert_eq!(authority.decide("oss:GetObject", bucket), [Allow], "identity alone");
    assert_eq!(authority.decide("oss:PutObject", bucket), [Allow], "bucket alone");
    assert_eq!(
        authority.decide("oss:DeleteObject", bucket),
        [ExplicitDeny],
        "identity denies"
    );
    assert_eq!(
        authority.decide("oss:GetObjectAcl", bucket),
        [ExplicitDeny],
        "bucket denies"
    );
    assert_eq!(authority.decide("oss:ListObjects", bucket), [ImplicitDeny]);
    authority.caller("78");
    assert_eq!(authority.decide("oss:PutObject", bucket), [ImplicitDeny]);
    // Nobody in particular is everybody only.
    authority.caller("");
    assert_eq!(authority.decide("oss:PutObject", bucket), [ImplicitDeny]);
    assert_eq!(authority.decide("oss:GetObjectAcl", bucket), [ExplicitDeny]);
}

/// A bucket policy for everybody binds the owner only where it has a condition.
#[test]
fn the_owner_and_a_bucket_policy() {
    let (bucket, condition) = (
        "acs:oss:*:1:b/o",
        r#", "Condition": {"Bool": {"acs:SecureTransport": "false"}}"#,
    );
    let denies = |more: &str| {
        format!(r#"{{"Effect": "Deny", "Principal": ["*"], "Action": "oss:*", "Resource": "acs:oss:*:*:b/*"{more}}}"#)
    };
    let mut authority = Authority::default();
    authority.resource(PolicyKind::Bucket, &[&denies("")]);
    authority.caller("acs:ram::1:root");
    assert_eq!(authority.decide("oss:GetObject", bucket), [Allow]);
    authority.caller("acs:ram::1:user/a");
    assert_eq!(authority.decide("oss:GetObject", bucket), [ExplicitDeny]);
    // Of another account he owns nothing here.
    authority.caller("acs:ram::2:root");
    assert_eq!(authority.decide("oss:GetObject", bucket), [ExplicitDeny]);
    let mut conditional = Authority::default();
    conditional.resource(PolicyKind::Bucket, &[&denies(condition)]);
    conditional.caller("acs:ram::1:root");
    assert_eq!(conditional.decide("oss:GetObject", bucket), [Allow]);
    conditional.known("acs:SecureTransport", &["false"]);
    assert_eq!(conditional.decide("oss:GetObject", bucket), [ExplicitDeny]);
}

#[test]
fn assuming_a_role() {
    let (role, trusted) = (
        "acs:ram:*:1:role/r",
        r#"{"RAM": "acs:ram::1:root", "Service": "ecs.aliyuncs.com"}"#,
    );
    let trust = format!(r#"{{"Effect": "Allow", "Principal": {trusted}, "Action": "sts:AssumeRole"}}"#);
    let mut both = Authority::default();
    both.identity(&[&allow("sts:AssumeRole", "*")]);
    both.resource(PolicyKind::Trust, &[&trust]);
    both.caller("acs:ram::1:user/a");
    assert_eq!(both.decide("sts:AssumeRole", role), [Allow]);
    assert_eq!(both.decide("sts:assumerole", role), [Allow]);
    both.caller("acs:ram::2:user/a");
    assert_eq!(both.decide("sts:AssumeRole", role), [ImplicitDeny], "not trusted");
    let mut trust_alone = Authority::default();
    trust_alone.resource(PolicyKind::Trust, &[&trust]);
    trust_alone.caller("acs:ram::1:user/a");
    assert_eq!(
        trust_alone.decide("sts:AssumeRole", role),
        [ImplicitDeny],
        "no identity policy"
    );
    trust_alone.caller("ecs.aliyuncs.com");
    assert_eq!(
        trust_alone.decide("sts:AssumeRole", role),
        [Allow],
        "a service has none"
    );
    trust_alone.caller("fc.aliyuncs.com");
    assert_eq!(trust_alone.decide("sts:AssumeRole", role), [ImplicitDeny]);
    let mut identity_alone = Authority::default();
    identity_alone.identity(&[&allow("sts:AssumeRole", "*")]);
    assert_eq!(
        identity_alone.decide("sts:AssumeRole", role),
        [Allow],
        "no trust policy at hand"
    );
}

#[test]
fn what_a_statement_with_an_error_does() {
    let faulty = |effect: &str, action: &str, resource: &str| {
        format!(r#"{{"Effect": "{effect}", "Action": "{action}", "Resource": "{resource}", "Foo": "x"}}"#)
    };
    let (x, y) = ("acs:a:r:1:x", "acs:a:r:1:y");
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:*", "*"), &faulty("Deny", "a:B*", "acs:a:*:*:x")]);
    assert_eq!(authority.decide("a:Bc", x), [Allow, ExplicitDeny]);
    assert_eq!(authority.decide("a:Bc", y), [Allow]);
    assert_eq!(authority.decide("a:C", x), [Allow]);
    let mut grants = Authority::default();
    grants.identity(&[&faulty("Allow", "a:*", "*")]);
    assert_eq!(grants.decide("a:B", x), [ImplicitDeny]);
    let mut unreadable = Authority::default();
    unreadable.identity(&[&allow("a:*", "*"), &faulty("deny", "a:B", "x: no ARN")]);
    assert_eq!(unreadable.decide("a:B", x), [Allow, ExplicitDeny]);
    assert_eq!(unreadable.decide("a:C", x), [Allow]);
}

#[test]
fn a_policy_too_long_to_be_read_decides_nothing() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:*", "*"), &" ".repeat(70_000)]);
    assert_eq!(authority.decide("a:B", "*"), [Allow, ExplicitDeny, ImplicitDeny]);
}

const MFA: &str = r#"{"Bool": {"acs:MFAPresent": "true"}}"#;
const OFFICE: &str = r#"{"IpAddress": {"acs:SourceIp": "10.0.0.0/8"}}"#;
const ELSEWHERE: &str = r#"{"NotIpAddress": {"acs:SourceIp": "10.0.0.0/8"}}"#;

#[test]
fn unknown_keys() {
    let mut authority = Authority::default();
    authority.identity(&[
        &statement("Allow", "a:*", "*", MFA),
        &statement("Deny", "a:B", "*", ELSEWHERE),
    ]);
    authority.context = Context::open();
    assert_eq!(authority.decide("a:C", "*"), [Allow, ImplicitDeny]);
    assert_eq!(authority.keys("a:C", "*"), ["acs:MFAPresent"]);
    assert_eq!(authority.decide("a:B", "*"), [Allow, ExplicitDeny, ImplicitDeny]);
    assert_eq!(authority.keys("a:B", "*"), ["acs:MFAPresent", "acs:SourceIp"]);
    assert_eq!(authority.decide("b:B", "*"), [ImplicitDeny]);
    assert_eq!(authority.keys("b:B", "*"), [""; 0]);
    authority.context.set("acs:MFAPresent", Known::Absent);
    assert_eq!(authority.decide("a:B", "*"), [ExplicitDeny, ImplicitDeny]);
    assert_eq!(authority.keys("a:B", "*"), ["acs:SourceIp"]);
}

/// The same question is answered alike: what one statement allows in the office, another allows elsewhere.
#[test]
fn one_question_has_one_answer() {
    let mut anywhere = Authority::default();
    anywhere.identity(&[
        &statement("Allow", "a:*", "*", OFFICE),
        &statement("Allow", "a:*", "*", ELSEWHERE),
    ]);
    anywhere.context = Context::open();
    assert_eq!(anywhere.decide("a:B", "*"), [Allow]);
    let mut nowhere = Authority::default();
    nowhere.identity(&[
        &statement("Allow", "a:*", "*", OFFICE),
        &statement("Deny", "a:*", "*", OFFICE),
    ]);
    nowhere.context = Context::open();
    assert_eq!(nowhere.decide("a:B", "*"), [ExplicitDeny, ImplicitDeny]);
    // Across stages too.
    let mut stages = Authority::default();
    stages.control(&[&statement("Allow", "a:*", "*", OFFICE)]);
    stages.identity(&[&statement("Allow", "a:*", "*", ELSEWHERE)]);
    stages.context = Context::open();
    assert_eq!(stages.decide("a:B", "*"), [ImplicitDeny]);
}

/// Eight questions take more than one lane. All of eight keys, or one for all: never a Deny by itself.
#[test]
fn many_questions_are_exact() {
    let keys: Vec<String> = (0..8).map(|n| format!(r#""k:{n}": "v""#)).collect();
    let all = format!(r#"{{"StringEquals": {{{}}}}}"#, keys.join(", "));
    let mut statements = vec![statement("Allow", "a:*", "*", &all)];
    for key in &keys {
        statements.push(statement(
            "Allow",
            "a:*",
            "*",
            &format!(r#"{{"StringNotEquals": {{{key}}}}}"#),
        ));
    }
    let texts: Vec<&str> = statements.iter().map(String::as_str).collect();
    let mut authority = Authority::default();
    authority.identity(&texts);
    authority.context = Context::open();
    assert_eq!(
        authority.decide("a:B", "*"),
        [Allow],
        "all of them are met, or one is not"
    );
    let mut without_one = Authority::default();
    without_one.identity(&texts[..8]);
    without_one.context = Context::open();
    assert_eq!(without_one.decide("a:B", "*"), [Allow, ImplicitDeny]);
    assert_eq!(without_one.keys("a:B", "*").len(), 8);
}

#[test]
fn no_policy_at_all() {
    assert_eq!(Authority::default().decide("a:B", "*"), [ImplicitDeny]);
    let mut owner = Authority::default();
    owner.caller("acs:ram::1:root");
    assert_eq!(owner.decide("a:B", "acs:a:r:1:x"), [Allow]);
    assert_eq!(
        owner.decide("a:B", "acs:a:r:2:x"),
        [ImplicitDeny],
        "what another account owns"
    );
    owner.parts.account = Some("2".into());
    assert_eq!(
        owner.decide("a:B", "acs:a:r:1:x"),
        [ImplicitDeny],
        "these are the policies of another account"
    );
}

#[test]
fn follows_an_update() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:*", "*")]);
    let mut built = authority.build();
    assert_eq!(authority.ask(&mut built, "a:B", &["*"]), [Allow]);
    authority.update_first(&[&deny("a:*", "*")]);
    assert_eq!(authority.ask(&mut built, "a:B", &["*"]), [ExplicitDeny]);
}

#[test]
fn more_actions_than_are_remembered() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:Even*", "*")]);
    let mut built = authority.build();
    for round in 0..2 {
        for n in 0..5_000 {
            let (name, expected): (_, Decision) = if n % 2 == 0 {
                ("Even", Allow)
            } else {
                ("Odd", ImplicitDeny)
            };
            let action = format!("a:{name}{n}");
            assert_eq!(
                authority.ask(&mut built, &action, &["*"]),
                [expected],
                "{action}, round {round}"
            );
        }
    }
}

//! What a policy is found to grant, on the net effect: each row a policy's statements and the codes of its security
//! findings, worked out by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use ramlight::catalog::Catalog;
use ramlight::lint;
use ramlight::pattern::Bindings;
use ramlight::policy::{PolicyKind, PolicyText};

/// The codes of the hundred, each once, and of those without a cause alone.
fn codes(kind: PolicyKind, statements: &str, hundred: &str) -> (Vec<&'static str>, Vec<&'static str>) {
    let text = PolicyText::of_kind(&format!(r#"{{"Version": "1", "Statement": [{statements}]}}"#), kind);
    assert!(!text.is_refused(), "{statements}");
    let found = lint::findings(&text, &Catalog::api_gateway(), &Bindings::default());
    let of = |roots: bool| {
        let mut codes: Vec<&str> = found
            .iter()
            .filter(|one| one.message.code.starts_with(hundred) && !(roots && one.cause.is_some()))
            .map(|one| one.message.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    (of(false), of(true))
}

fn roots(statements: &str) -> Vec<&'static str> {
    codes(PolicyKind::Identity, statements, "RAM4").1
}

const ALLOW_ALL: &str = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;

#[test]
fn everything_in_all_its_spellings_is_one_finding() {
    for statement in [
        ALLOW_ALL,
        r#"{"Effect": "Allow", "Action": ["ecs:*", "*:*"], "Resource": ["acs:oss:*:*:*", "*"]}"#,
        r#"{"Effect": "Allow", "Action": "*", "Resource": "acs:*:*:*:*"}"#,
        r#"{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {}}"#,
        r#"{"Effect": "Allow", "NotAction": [], "Resource": "*"}"#,
        // pieces that add up
        r#"{"Effect": "Allow", "NotAction": "ram:*", "Resource": "*"}, {"Effect": "Allow", "Action": "ram:*", "Resource": "*"}"#,
        r#"{"Effect": "Allow", "Action": "*", "Resource": "acs:oss:*:*:*"}, {"Effect": "Allow", "Action": "*", "NotResource": "acs:oss:*:*:*"}"#,
        r#"{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": {"acs:SecureTransport": "true"}}},
           {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"acs:SecureTransport": "true"}}}"#,
    ] {
        assert_eq!(roots(statement), ["RAM400"], "{statement}");
    }
}

#[test]
fn a_deny_or_a_condition_is_honoured() {
    let deny = |what: &str| format!(r#"{ALLOW_ALL}, {{"Effect": "Deny", {what}}}"#);
    assert_eq!(
        roots(&deny(
            r#""Action": ["bss:*", "ram:*", "ims:*", "resourcemanager:*"], "Resource": "*""#
        )),
        ["RAM401"]
    );
    assert!(roots(&deny(r#""Action": "*", "Resource": "*""#)).is_empty());
    assert!(roots(&deny(r#""NotAction": "vpc:Describe*", "Resource": "*""#)).is_empty());
    // it may hold in any request
    let elsewhere =
        r#""Action": "*", "Resource": "*", "Condition": {"NotIpAddress": {"acs:SourceIp": "192.0.2.0/24"}}"#;
    assert!(roots(&deny(elsewhere)).is_empty());
    let conditional = ALLOW_ALL.replace('}', r#", "Condition": {"Bool": {"acs:MFAPresent": "true"}}}"#);
    assert!(roots(&conditional).is_empty());
}

/// The service that a role is for: a value that takes any is none.
#[test]
fn a_service_of_any_name_is_no_condition() {
    let with = |action: &str, operator: &str, key: &str, value: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "{action}", "Resource": "*", "Condition": {{"{operator}": {{"{key}": {value}}}}}}}"#
        ))
    };
    for (action, key, code) in [
        ("ram:CreateServiceLinkedRole", "ram:ServiceName", "RAM418"),
        ("ram:PassRole", "acs:Service", "RAM413"),
    ] {
        for (operator, value) in [
            ("StringLike", r#""*""#),
            ("StringLike", r#""**""#),
            ("StringLike", r#""?*""#),
            ("StringLike", r#"["fc.aliyuncs.com", "*.aliyuncs.com"]"#),
            ("StringNotEquals", r#""ecs.aliyuncs.com""#),
        ] {
            assert_eq!(with(action, operator, key, value), [code], "{operator} {value}");
        }
        for (operator, value) in [
            ("StringLike", r#""*.apigateway.aliyuncs.com""#),
            ("StringLike", r#""fc*""#),
            ("StringLike", r#""????????????????""#),
            ("StringEquals", r#""*""#),
            ("StringNotLike", r#""*""#),
        ] {
            assert!(with(action, operator, key, value).is_empty(), "{operator} {value}");
        }
    }
    // no other operation carries the key, so this is not all of RAM
    let all = r#"{"Effect": "Allow", "Action": "ram:*", "Resource": "*", "Condition": {"StringLike": {"ram:ServiceName": "*"}}}"#;
    assert_eq!(roots(all), ["RAM418"]);
}

/// A policy that makes an administrator is told by its name; one of the same name in an account is another.
#[test]
fn an_administrators_policy_can_be_attached_by_its_name() {
    let attach = |action: &str, resources: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "{action}", "Resource": {resources}}}"#
        ))
    };
    for resources in [
        r#"["acs:ram:*:*:user/*", "acs:ram:*:system:policy/AdministratorAccess"]"#,
        r#"["acs:ram:*:*:user/*", "acs:ram:*:*:policy/AliyunRAMFullAccess"]"#,
        r#"["acs:ram::1234567890123456:user/*", "acs:ram::*:policy/*Access"]"#,
        r#"["acs:ram:*:*:user/?*", "acs:ram:*:s*:policy/A*", "acs:ram:*:1234567890123456:policy/dev"]"#,
    ] {
        assert_eq!(attach("ram:AttachPolicyToUser", resources), ["RAM421"], "{resources}");
        assert_eq!(attach("ram:Attach*", resources), ["RAM421"], "{resources}");
        assert!(attach("ram:AttachPolicyToRole", resources).is_empty(), "{resources}");
    }
    for resources in [
        r#"["acs:ram:*:*:user/*", "acs:ram:*:1234567890123456:policy/AdministratorAccess"]"#,
        r#"["acs:ram:*:*:user/*", "acs:ram:*:system:policy/AliyunECSFullAccess"]"#,
        r#"["acs:ram:*:*:user/bob", "acs:ram:*:system:policy/AdministratorAccess"]"#,
        r#"["acs:ram:*:*:user/?", "acs:ram:*:system:policy/AdministratorAccess"]"#,
        r#""acs:ram:*:system:policy/AdministratorAccess""#,
    ] {
        assert!(attach("ram:AttachPolicyToUser", resources).is_empty(), "{resources}");
    }
    // a Deny that names it, and one of the account's own policies
    let with = |deny: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "ram:AttachPolicyToUser", "Resource": ["acs:ram:*:*:user/*", "acs:ram:*:system:policy/A*"]}},
            {{"Effect": "Deny", "Action": "ram:*", "Resource": {deny}}}"#
        ))
    };
    assert!(with(r#""acs:ram:*:system:policy/*""#).is_empty());
    assert!(with(r#"["acs:ram:*:*:policy/AdministratorAccess", "acs:ram:*:*:policy/AliyunRAM*"]"#).is_empty());
    assert_eq!(with(r#""acs:ram:*:*:policy/AdministratorAccess""#), ["RAM421"]);
    assert_eq!(with(r#""acs:ram:*:1234567890123456:policy/*""#), ["RAM421"]);
}

/// Everybody can meet such a condition, or keep clear of such a Deny.
#[test]
fn a_condition_that_sets_nobody_apart_is_none() {
    let allow = |condition: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "ram:UpdateRole", "Resource": "*", "Condition": {condition}}}"#
        ))
    };
    for condition in [
        r#"{"Bool": {"acs:SecureTransport": "true"}}"#,
        r#"{"IpAddress": {"acs:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}"#,
        r#"{"StringNotLike": {"acs:SourceVpc": "vpc-*"}}"#,
    ] {
        assert_eq!(allow(condition), ["RAM411"], "{condition}");
    }
    for condition in [
        r#"{"Bool": {"acs:MFAPresent": "true"}}"#,
        r#"{"IpAddress": {"acs:SourceIp": "203.0.113.0/24"}}"#,
        r#"{"StringLike": {"acs:SourceVpc": "vpc-*"}}"#,
        r#"{"DateLessThan": {"acs:CurrentTime": "2027-01-01T00:00:00Z"}}"#,
        r#"{"StringEquals": {"acs:ResourceTag/team": "app"}}"#,
    ] {
        assert!(allow(condition).is_empty(), "{condition}");
    }
    let deny = |condition: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "ram:UpdateRole", "Resource": "*"}},
            {{"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {condition}}}"#
        ))
    };
    for condition in [
        r#"{"Bool": {"acs:SecureTransport": "false"}}"#,
        r#"{"Bool": {"acs:MFAPresent": "false"}}"#,
        r#"{"IpAddress": {"acs:SourceIp": "203.0.113.0/24"}}"#,
    ] {
        assert_eq!(deny(condition), ["RAM411"], "{condition}");
    }
    for condition in [
        r#"{"NotIpAddress": {"acs:SourceIp": "203.0.113.0/24"}}"#,
        r#"{"StringNotLike": {"acs:SourceVpc": "vpc-*"}}"#,
        r#"{"StringNotEquals": {"acs:PrincipalArn": "acs:ram::1:user/admin"}}"#,
    ] {
        assert!(deny(condition).is_empty(), "{condition}");
    }
}

#[test]
fn what_is_one_own_or_named_is_not_everybodys() {
    let allow = |action: &str, resource: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": {action}, "Resource": {resource}}}"#
        ))
    };
    for resource in [
        r#""*""#,
        r#""acs:ram:*:*:user/*""#,
        r#""acs:ram::1234567890123456:user/*""#,
        r#"["acs:ram:*:*:user/alice", "acs:ram:*:1234567890123456:*"]"#,
    ] {
        assert_eq!(allow(r#""ram:CreateAccessKey""#, resource), ["RAM410"], "{resource}");
    }
    for resource in [
        r#""acs:ram:*:*:user/alice""#,
        r#""acs:ram:*:*:user/dev-*""#,
        r#""acs:ram:*:*:group/*""#,
        r#""acs:oss:*:*:*""#,
    ] {
        assert!(allow(r#""ram:CreateAccessKey""#, resource).is_empty(), "{resource}");
    }
    // case of actions, and patterns of them
    assert_eq!(allow(r#""RAM:createaccesskey""#, r#""*""#), ["RAM410"]);
    assert_eq!(allow(r#""ram:*Access?ey""#, r#""*""#), ["RAM410"]);
    assert_eq!(allow(r#""*:UpdateRole""#, r#""*""#), ["RAM411"]);
}

#[test]
fn every_resource_of_a_call_is_needed() {
    let attach = |resource: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "ram:AttachPolicyToUser", "Resource": {resource}}}"#
        ))
    };
    assert_eq!(
        attach(r#"["acs:ram:*:*:user/*", "acs:ram:*:system:policy/*"]"#),
        ["RAM408"]
    );
    assert!(attach(r#""acs:ram:*:*:user/*""#).is_empty());
    assert!(attach(r#"["acs:ram:*:*:user/bob", "acs:ram:*:*:policy/*"]"#).is_empty());
    // from two statements
    let two = r#"{"Effect": "Allow", "Action": "ram:AttachPolicy*", "Resource": "acs:ram:*:*:user/*"},
        {"Effect": "Allow", "Action": "ram:AttachPolicyToUser", "Resource": "acs:ram:*:*:policy/*"}"#;
    assert_eq!(roots(two), ["RAM408"]);
}

/// RAM's table names the user alone for this call, that of IMS the group as well: on users alone it grants every group, or
/// nothing. Where a group is named, that limits what is granted by one of the two.
#[test]
fn who_may_add_users_may_add_them_to_any_group_unless_one_is_named() {
    let add = |action: &str, resource: &str, more: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "{action}", "Resource": {resource}}}{more}"#
        ))
    };
    let users = r#""acs:ram:*:*:user/*""#;
    for action in ["ram:AddUserToGroup", "ram:AddUser*"] {
        assert_eq!(add(action, users, ""), ["RAM409"]);
        let named = r#"["acs:ram:*:*:user/*", "acs:ram:*:*:group/developers"]"#;
        assert!(add(action, named, "").is_empty());
        let other = r#", {"Effect": "Allow", "Action": "ram:*Group", "Resource": "acs:ram:*:1:group/dev*"}"#;
        assert!(add(action, users, other).is_empty());
        let denied = r#", {"Effect": "Deny", "Action": "ram:AddUserToGroup", "Resource": "acs:ram:*:*:group/*"}"#;
        assert!(add(action, users, denied).is_empty());
        // a group of another operation
        let removed =
            r#", {"Effect": "Allow", "Action": "ram:RemoveUserFromGroup", "Resource": "acs:ram:*:*:group/dev"}"#;
        assert_eq!(add(action, users, removed), ["RAM409"]);
        let no_users = r#", {"Effect": "Deny", "Action": "ram:AddUserToGroup", "Resource": "acs:ram:*:*:user/*"}"#;
        assert!(add(action, users, no_users).is_empty());
        assert!(add(action, r#""acs:ram:*:*:user/bob""#, "").is_empty());
        assert!(add(action, r#""acs:ram:*:*:group/*""#, "").is_empty());
    }
    assert_eq!(add("ims:AddUserToGroup", r#""acs:ims:*:*:user/*""#, ""), ["RAM409"]);
}

#[test]
fn a_deny_of_some_does_not_protect_the_others() {
    let with = |deny: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "ram:UpdateRole", "Resource": "*"}},
            {{"Effect": "Deny", "Action": "ram:*", "Resource": {deny}}}"#
        ))
    };
    assert_eq!(with(r#""acs:ram:*:*:role/admin""#), ["RAM411"]);
    assert!(with(r#""acs:ram:*:*:role/*""#).is_empty());
    // the account that is written out is one's own
    assert!(with(r#""acs:ram:*:1234567890123456:role/*""#).is_empty());
    let only = r#"{"Effect": "Allow", "Action": "ram:UpdateRole", "Resource": "*"},
        {"Effect": "Deny", "Action": "ram:UpdateRole", "NotResource": "acs:ram:*:*:role/app"}"#;
    assert!(roots(only).is_empty());
}

#[test]
fn a_passed_role_and_something_to_run_belong_together() {
    let pass = |condition: &str, run: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": "ram:PassRole", "Resource": "*", "Condition": {condition}}},
            {{"Effect": "Allow", "Action": {run}, "Resource": "*"}}"#
        ))
    };
    let ecs = r#"{"StringEquals": {"acs:Service": ["ecs.aliyuncs.com", "oos.aliyuncs.com"]}}"#;
    assert_eq!(pass(ecs, r#""ecs:Run*""#), ["RAM414"]);
    assert_eq!(pass(ecs, r#""oos:StartExecution""#), ["RAM414"]);
    assert!(pass(ecs, r#""fc:CreateFunction""#).is_empty());
    assert!(pass(ecs, r#""ecs:Describe*""#).is_empty());
    let address = r#"{"IpAddress": {"acs:SourceIp": "192.0.2.0/24"}}"#;
    assert!(pass(address, r#""ecs:Run*""#).is_empty());
    // under the finding about the role alone
    assert_eq!(pass("{}", r#""ecs:Run*""#), ["RAM413"]);
}

#[test]
fn only_what_is_attached_to_somebody_is_looked_at() {
    for kind in [PolicyKind::Session, PolicyKind::Control] {
        assert!(codes(kind, ALLOW_ALL, "RAM4").0.is_empty(), "{}", kind.name());
    }
}

#[test]
fn of_the_service_all_or_not() {
    let allow = |action: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": {action}, "Resource": "*"}}"#
        ))
    };
    assert_eq!(allow(r#""vpc:*""#), ["RAM405"]);
    assert!(allow(r#""vpc:?*""#).is_empty());
    assert_eq!(allow(r#""RAM:*""#), ["RAM402"]);
    let denied = r#"{"Effect": "Allow", "Action": "vpc:*", "Resource": "*"},
        {"Effect": "Deny", "Action": "vpc:Delete*", "Resource": "*"}"#;
    assert!(roots(denied).is_empty());
}

#[test]
fn a_deny_that_its_holder_takes_off() {
    let with = |denied: &str| {
        roots(&format!(
            r#"{ALLOW_ALL}, {{"Effect": "Deny", "Action": {denied}, "Resource": "*"}}"#
        ))
    };
    assert_eq!(with(r#""bss:*""#), ["RAM401", "RAM419"]);
    assert_eq!(with(r#"["ram:*", "ims:*", "resourcemanager:*"]"#), ["RAM401"]);
}

#[test]
fn a_deny_on_objects_and_the_policy_of_their_bucket() {
    let with = |allowed: &str, denied: &str, resource: &str| {
        roots(&format!(
            r#"{{"Effect": "Allow", "Action": {allowed}, "Resource": ["acs:oss:*:*:b", "acs:oss:*:*:b/*"]}},
            {{"Effect": "Deny", "Action": {denied}, "Resource": {resource}}}"#
        ))
    };
    assert_eq!(
        with(r#""oss:*""#, r#""oss:DeleteObject""#, r#""acs:oss:*:*:b/*""#),
        ["RAM420"]
    );
    assert_eq!(
        with(r#""oss:*""#, r#""oss:Put*Object""#, r#"["acs:oss:*:*:b/x"]"#),
        ["RAM420"]
    );
    assert!(with(r#""oss:*""#, r#""oss:DeleteObject""#, r#""acs:oss:*:*:other/*""#).is_empty());
    assert!(with(r#""oss:*""#, r#""oss:DeleteBucket""#, r#""acs:oss:*:*:b""#).is_empty());
    assert!(with(r#""oss:*Object""#, r#""oss:DeleteObject""#, r#""acs:oss:*:*:b/*""#).is_empty());
    let both = r#"["oss:DeleteObject", "oss:PutBucketPolicy"]"#;
    assert!(with(r#""oss:*""#, both, r#"["acs:oss:*:*:b", "acs:oss:*:*:b/*"]"#).is_empty());
}

//! The sentences that say why an operation has its outcome: each must be true of the policy.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/draft.rs"]
mod draft;

use draft::Draft;
use std::rc::Rc;

use ramlight::catalog::Catalog;
use ramlight::condition::{Context, Known};
use ramlight::coverage::Coverage;
use ramlight::diagnostic::Locale;
use ramlight::policy::PolicyText;
use ramlight::report::explain;

const GROUPS: &str = "acs:apigateway:*:*:apigroup/*";
const KEYS: &str = "acs:apigateway:*:*:secretkey/*";

/// The sentences after the verdict.
fn sentences(statements: &str, operation: &str) -> Vec<String> {
    let catalog = Rc::new(Catalog::api_gateway());
    let mut draft = Draft::new(Rc::clone(&catalog));
    draft.update(&format!(r#"{{"Version": "1", "Statement": [{statements}]}}"#));
    let id = catalog.operation(&format!("apigateway:{operation}")).unwrap() as usize;
    explain(&draft, &draft.evidence(id), &draft.patterns(), &[], Locale::English)
        .into_iter()
        .skip(1)
        .collect()
}

fn statement(effect: &str, resources: &[&str], more: &str) -> String {
    format!(r#"{{"Effect": "{effect}", "Action": "apigateway:*", "Resource": {resources:?}{more}}}"#)
}

/// `SetApiRule` needs the group with the key or with the throttling policy, not with both.
#[test]
fn what_is_missing_of_alternatives() {
    assert_eq!(
        sentences(&statement("Allow", &[GROUPS], ""), "SetApiRule"),
        [
            "statement 1 matches API groups, but the same call is also checked for signature keys or throttling policies: alone it grants nothing"
        ]
    );
    assert_eq!(
        sentences(&statement("Allow", &[KEYS], ""), "SetApiRule"),
        [
            "statement 1 matches signature keys, but the same call is also checked for API groups: alone it grants nothing"
        ]
    );
}

#[test]
fn one_alternative_in_full_is_no_part_of_it() {
    assert_eq!(
        sentences(&statement("Allow", &[KEYS], ""), "DescribeApisByRule"),
        [format!(
            "statement 1 grants it for all signature keys, not for throttling policies: `apigateway:*` on `{KEYS}`"
        )]
    );
    assert_eq!(
        sentences(&statement("Allow", &[GROUPS, KEYS], ""), "SetApiRule"),
        [format!(
            "statement 1 grants it for all API groups and signature keys, not for throttling policies: `apigateway:*` on `{GROUPS}`, `{KEYS}`"
        )]
    );
    let one = "acs:apigateway:*:*:apigroup/g-1";
    assert_eq!(
        sentences(&statement("Allow", &[one, KEYS], ""), "SetApiRule"),
        [format!(
            "statement 1 grants it for some API groups and signature keys, not for throttling policies: `apigateway:*` on `{one}`, `{KEYS}`"
        )]
    );
}

/// A Deny of one resource of a call denies the call.
#[test]
fn a_deny_of_one_resource_of_a_call() {
    let one = "acs:apigateway:*:*:trafficcontrol/t-1";
    assert_eq!(
        sentences(&statement("Deny", &[KEYS, one], ""), "SetApiRule"),
        [format!(
            "statement 1 denies it for all signature keys and some throttling policies: `apigateway:*` on `{KEYS}`, `{one}`"
        )]
    );
}

/// A create call presents `apigroup/*` itself: `apigroup/g-1` is an API group, and still none that is checked.
#[test]
fn resources_that_match_nothing() {
    assert_eq!(
        sentences(
            &statement("Allow", &["acs:apigateway:*:*:apigroup/g-1"], ""),
            "CreateApiGroup"
        ),
        [
            "statement 1 names the action (`apigateway:*`), but its resources match none that is checked: `acs:apigateway:$regionid:$accountid:apigroup/*`"
        ]
    );
}

#[test]
fn conditions_in_words() {
    let one = r#", "Condition": {"Bool": {"acs:MFAPresent": "true"}}"#;
    let two = r#", "Condition": {"Bool": {"acs:MFAPresent": "true"}, "IpAddress": {"acs:SourceIp": "10.0.0.1"}}"#;
    assert_eq!(
        sentences(&statement("Allow", &["*"], one), "DeployApi"),
        ["statement 1 grants it for all API groups: `apigateway:*` on `*`, under the condition `Bool acs:MFAPresent`"]
    );
    assert_eq!(
        sentences(&statement("Allow", &["*"], two), "DeployApi"),
        [
            "statement 1 grants it for all API groups: `apigateway:*` on `*`, under the conditions `Bool acs:MFAPresent` and `IpAddress acs:SourceIp`"
        ]
    );
}

/// What `NotResource` excepts is what makes it partial, so it is named.
#[test]
fn exceptions_in_words() {
    let policy = r#"{"Effect": "Allow", "NotAction": ["apigateway:Delete*", "ram:*"], "NotResource": ["acs:apigateway:*:*:apigroup/g-1", "acs:oss:*:*:*"]}"#;
    assert_eq!(
        sentences(policy, "DeployApi"),
        [
            "statement 1 grants it for some API groups: NotAction `apigateway:Delete*`, `ram:*` on NotResource `acs:apigateway:*:*:apigroup/g-1`, `acs:oss:*:*:*`"
        ]
    );
}

#[test]
fn a_faulty_deny_of_other_resources_grants_nothing_and_denies_nothing() {
    assert_eq!(
        sentences(&statement("Deny", &[KEYS], r#", "Foo": "x""#), "DeployApi"),
        ["statement 1 has an error; it is a Deny, but not of the resources that are checked here"]
    );
}

/// The sentences after the verdict, with some keys known.
fn in_context(texts: &[&str], keys: &[(&str, &str)], locale: Locale) -> Vec<String> {
    named(texts, &[], keys, locale)
}

/// The same of policies with names.
fn named(texts: &[&str], names: &[Option<&str>], keys: &[(&str, &str)], locale: Locale) -> Vec<String> {
    let names: Vec<Option<Rc<str>>> = names.iter().map(|name| name.map(Rc::from)).collect();
    let catalog = Rc::new(Catalog::api_gateway());
    let id = catalog.operation("apigateway:DeployApi").unwrap() as usize;
    let texts: Vec<PolicyText> = (texts.iter())
        .map(|statements| PolicyText::new(&format!(r#"{{"Version": "1", "Statement": [{statements}]}}"#)))
        .collect();
    let policies: Vec<_> = texts.iter().map(PolicyText::policy).collect();
    let mut coverage = Coverage::new(catalog);
    coverage.follow(&policies);
    let mut context = Context::open();
    for (key, value) in keys {
        context.set(key, Known::Values(vec![(*value).into()]));
    }
    coverage.assume(context);
    explain(&coverage, &coverage.evidence(id), &coverage.patterns(), &names, locale)
}

#[test]
fn a_context_in_words() {
    let two = r#", "Condition": {"Bool": {"acs:MFAPresent": "true"}, "IpAddress": {"acs:SourceIp": "10.0.0.1"}}"#;
    let allow = &statement("Allow", &["*"], two);
    let grants = "statement 1 grants it for all API groups: `apigateway:*` on `*`";
    let (mfa, here, there) = (
        ("acs:MFAPresent", "true"),
        ("acs:SourceIp", "10.0.0.1"),
        ("acs:SourceIp", "10.0.0.2"),
    );
    for (keys, verdict, reason) in [
        (
            vec![here],
            "under conditions: at most every call, at least none",
            format!("{grants}, under the condition `Bool acs:MFAPresent`; its condition on `acs:SourceIp` is met"),
        ),
        (
            vec![mfa, here],
            "allowed: every call",
            format!("{grants}; its conditions on `acs:MFAPresent` and `acs:SourceIp` are met"),
        ),
        (
            vec![there],
            "not granted: no statement allows a call",
            "statement 1 does not count: its condition on `acs:SourceIp` is not met".to_owned(),
        ),
        (
            vec![("acs:MFAPresent", "false"), there],
            "not granted: no statement allows a call",
            "statement 1 does not count: its conditions on `acs:MFAPresent` and `acs:SourceIp` are not met".to_owned(),
        ),
    ] {
        assert_eq!(in_context(&[allow], &keys, Locale::English), [verdict, &reason]);
    }
    assert_eq!(
        in_context(&[allow], &[mfa, here], Locale::Chinese)[1],
        "语句 1 对所有API 分组授权：`apigateway:*`，资源为 `*`；其关于 `acs:MFAPresent`和`acs:SourceIp` 的条件均已满足"
    );
    assert_eq!(
        in_context(&[allow], &[there], Locale::Chinese)[1],
        "语句 1 不起作用：其关于 `acs:SourceIp` 的条件不满足"
    );
}

/// Two conditions on one key name it once; one of the resource's that is not met comes after what counts.
#[test]
fn a_key_is_named_once() {
    let during = r#", "Condition": {"DateGreaterThan": {"acs:CurrentTime": "2026-01-05T10:00:00Z"}, "DateLessThan": {"acs:CurrentTime": "2026-01-05T11:00:00Z"}}"#;
    let policy = [statement("Deny", &["*"], during), statement("Allow", &["*"], "")].join(", ");
    assert_eq!(
        in_context(
            &[&policy],
            &[("acs:CurrentTime", "2026-01-05T18:30:00+08:00")],
            Locale::English
        ),
        [
            "denied: a Deny stands against every call that could be allowed",
            "statement 1 denies it for all API groups: `apigateway:*` on `*`; its conditions on `acs:CurrentTime` are met",
            "statement 2 grants it for all API groups: `apigateway:*` on `*`",
        ]
    );
    assert_eq!(
        in_context(
            &[&policy],
            &[("acs:CurrentTime", "2026-01-05T12:00:00Z")],
            Locale::English
        ),
        [
            "allowed: every call",
            "statement 2 grants it for all API groups: `apigateway:*` on `*`",
            "statement 1 does not count: its condition on `acs:CurrentTime` is not met",
        ]
    );
}

#[test]
fn several_policies_in_words() {
    let (allow, deny) = (statement("Allow", &[GROUPS], ""), statement("Deny", &["*"], ""));
    let both = [KEYS, GROUPS].map(|one| statement("Allow", &[one], "")).join(", ");
    let expected = [
        "denied: a Deny stands against every call that could be allowed".to_owned(),
        "policy 3, statement 1 denies it for all API groups: `apigateway:*` on `*`".to_owned(),
        format!("policy 1, statement 1 grants it for all API groups: `apigateway:*` on `{GROUPS}`"),
        format!("policy 2, statement 2 grants it for all API groups: `apigateway:*` on `{GROUPS}`"),
        format!(
            "policy 2, statement 1 names the action (`apigateway:*`), but its resources match none that is checked: {}",
            "`acs:apigateway:$regionid:$accountid:apigroup/$groupId`"
        ),
    ];
    assert_eq!(in_context(&[&allow, &both, &deny], &[], Locale::English), expected);
    assert_eq!(
        in_context(&[&allow, "", &deny], &[], Locale::Chinese)[1],
        "策略 3 的语句 1 对所有API 分组拒绝：`apigateway:*`，资源为 `*`"
    );
    let names = [Some("ReadGroups"), None];
    assert_eq!(
        named(&[&allow, &deny], &names, &[], Locale::English)[1..],
        [
            "policy 2, statement 1 denies it for all API groups: `apigateway:*` on `*`".to_owned(),
            format!("statement 1 of `ReadGroups` grants it for all API groups: `apigateway:*` on `{GROUPS}`"),
        ]
    );
    // One alone is called by its name too.
    assert_eq!(
        named(&[&deny], &[Some("NoDeploy")], &[], Locale::Chinese)[1],
        "`NoDeploy` 的语句 1 对所有API 分组拒绝：`apigateway:*`，资源为 `*`"
    );
}

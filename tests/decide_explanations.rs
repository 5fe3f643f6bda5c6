//! What is said of a decision: each sentence must be true of the policies, and name what a person can change.

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
use ramlight::condition::{Context, Known, Truth};
use ramlight::diagnostic::Locale;
use ramlight::evaluate::{ArnField, Decision, Failed, Stage, Trace, Verdict};
use ramlight::policy::PolicyKind;
use ramlight::report;

const GROUP: &str = "acs:apigateway:cn-hangzhou:123:apigroup/g-1";
const OFFICE: &str = r#"{"IpAddress": {"acs:SourceIp": "10.0.0.0/8"}}"#;
const MFA: &str = r#"{"Bool": {"acs:MFAPresent": "true"}}"#;

fn alone_with(statement: &str) -> Authority {
    let mut authority = Authority::default();
    authority.identity(&[statement]);
    authority
}

fn sentences(authority: &Authority, action: &str, resource: &str) -> Vec<String> {
    let (resources, mut built) = ([resource], authority.build());
    let request = authority.request(action, &resources);
    let trace = built.trace(&request);
    let chinese = report::decision(&built, &request, &trace, Locale::Chinese);
    let english = report::decision(&built, &request, &trace, Locale::English);
    assert_eq!(chinese.len(), english.len());
    english
}

fn cases(authority: &Authority, action: &str, locale: Locale) -> Vec<String> {
    let mut built = authority.build();
    let trace = built.trace(&authority.request(action, &["*"]));
    report::cases(&built, &trace, locale)
        .into_iter()
        .map(|(_, said)| said)
        .collect()
}

fn trace(authority: &Authority, action: &str, resource: &str) -> Trace {
    authority.build().trace(&authority.request(action, &[resource]))
}

#[test]
fn what_allows() {
    let mut authority = Authority::default();
    authority.identity(&[
        &allow("ecs:*", "*"),
        &allow("apigateway:Describe*", "acs:apigateway:*:*:*"),
    ]);
    assert_eq!(
        sentences(&authority, "apigateway:DescribeApi", GROUP),
        [
            "allowed",
            "statement 2 allows it: `apigateway:Describe*` on `acs:apigateway:*:*:*`"
        ]
    );
    let trace = trace(&authority, "apigateway:DescribeApi", GROUP);
    assert_eq!(trace.stage, Some(Stage::Account));
    let verdicts: Vec<Verdict> = trace.resources[0].stages[0]
        .statements
        .iter()
        .map(|found| found.verdict)
        .collect();
    assert_eq!(verdicts, [Verdict::Fails(Failed::Service), Verdict::Matches]);
}

#[test]
fn what_denies_and_why_its_condition_is_met() {
    let mut authority = Authority::default();
    let elsewhere = r#"{"NotIpAddress": {"acs:SourceIp": "10.0.0.0/8"}}"#;
    authority.identity(&[&allow("a:*", "*"), &statement("Deny", "a:B", "*", elsewhere)]);
    assert_eq!(
        sentences(&authority, "a:B", "*")[1],
        "statement 2 denies it: `a:B` on `*`; its condition `NotIpAddress acs:SourceIp` is met: the request does not carry the key"
    );
    authority.known("acs:SourceIp", &["192.0.2.1"]);
    assert_eq!(
        sentences(&authority, "a:B", "*")[1],
        "statement 2 denies it: `a:B` on `*`; its condition `NotIpAddress acs:SourceIp` is met: it has `10.0.0.0/8`, the request `192.0.2.1`"
    );
}

#[test]
fn what_is_nearest() {
    let nearest = |action: &str, resource: &str| {
        let mut authority = Authority::default();
        authority.identity(&[
            &allow("apigateway:CreateApiGroup", "*"),
            &allow("apigateway:Describe*", "acs:apigateway:cn-beijing:*:apigroup/*"),
            &statement("Allow", "apigateway:Delete*", "*", OFFICE),
            &deny("apigateway:CreateApis", "*"),
        ]);
        sentences(&authority, action, resource)[1..].to_vec()
    };
    assert_eq!(
        sentences(&alone_with(&allow("a:*", "*")), "ecs:StopInstance", "*"),
        [
            "implicitly denied: no identity policy allows it",
            "no Allow statement there for this caller names an action of `ecs`"
        ]
    );
    assert_eq!(
        nearest("ecs:StopInstance", "*"),
        ["no Allow statement there for this caller names an action of `ecs`"]
    );
    // `CreateApi` is nearer to `CreateApiGroup` than to `Describe*` and `Delete*`.
    assert_eq!(
        nearest("apigateway:CreateApi", GROUP),
        [
            "no Allow statement there for this caller names `apigateway:CreateApi`; the nearest is statement 1, whose action is `apigateway:CreateApiGroup`"
        ]
    );
    assert_eq!(
        nearest("apigateway:DescribeApi", GROUP),
        [
            "statement 2 allows the action, but its resource `acs:apigateway:cn-beijing:*:apigroup/*` differs in the region"
        ]
    );
    assert_eq!(
        nearest("apigateway:DeleteApi", GROUP),
        [
            "statement 3 would allow it, but its condition `IpAddress acs:SourceIp` is not met: the request does not carry the key"
        ]
    );
}

/// Of several patterns the nearest is the one with the most fields, and of these the one that differs last, but one of
/// another type is farther away.
#[test]
fn which_field_differs() {
    for (patterns, text, field) in [
        (
            ["acs:a:*:*:y/*", "acs:a:cn:2:x/1"],
            "acs:a:cn:2:x/1",
            Some(ArnField::Account),
        ),
        (
            ["acs:a:us:*:y/1", "acs:a:us:*:x/1"],
            "acs:a:us:*:x/1",
            Some(ArnField::Region),
        ),
        (
            ["acs:a:*:*:x/2", "acs:a:us:*:x/1"],
            "acs:a:*:*:x/2",
            Some(ArnField::RelativeId),
        ),
        (
            ["acs:b:*:*:x/1", "acs:b:*:*:y"],
            "acs:b:*:*:x/1",
            Some(ArnField::Service),
        ),
    ] {
        let mut authority = Authority::default();
        let [one, other] = patterns;
        authority.identity(&[&format!(
            r#"{{"Effect": "Allow", "Action": "a:*", "Resource": ["{one}", "{other}"]}}"#
        )]);
        let trace = trace(&authority, "a:B", "acs:a:cn:1:x/1");
        let found = &trace.resources[0].stages[0].statements[0];
        assert_eq!(found.verdict, Verdict::Fails(Failed::Resource(field)), "{patterns:?}");
        assert_eq!(&*found.resource.as_ref().unwrap().text, text, "{patterns:?}");
    }
}

#[test]
fn which_stage_stops() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("*", "*")]);
    authority.control(&[&allow("*", "*")]);
    authority.control(&[&allow("ecs:*", "*")]);
    assert_eq!(trace(&authority, "oss:GetObject", "*").stage, Some(Stage::Control(1)));
    assert_eq!(
        sentences(&authority, "oss:GetObject", "*"),
        [
            "implicitly denied: nothing allows it",
            "the control policies of level 2 do not allow it, and each level must",
            "no Allow statement there for this caller names an action of `oss`"
        ]
    );
    // What comes after the stage that stopped was not asked.
    assert_eq!(trace(&authority, "oss:GetObject", "*").resources[0].stages.len(), 2);
    let mut session = Authority::default();
    session.identity(&[&allow("*", "*")]);
    session.session(&[&deny("a:B", "*")]);
    assert_eq!(trace(&session, "a:B", "*").stage, Some(Stage::Session));
    let mut group = Authority::default();
    group.identity(&[&allow("a:*", "*")]);
    group.in_resource_group("rg", &[&allow("b:*", "*")]);
    group.request_in = Some("rg");
    assert_eq!(trace(&group, "b:C", "*").stage, Some(Stage::ResourceGroup));
    assert_eq!(trace(&group, "c:C", "*").stage, Some(Stage::ResourceGroup));
    assert_eq!(trace(&group, "a:C", "*").stage, Some(Stage::Account));
    let mut trust = Authority::default();
    trust.identity(&[&allow("sts:AssumeRole", "*")]);
    trust.resource(
        PolicyKind::Trust,
        &[r#"{"Effect": "Allow", "Principal": {"RAM": "acs:ram::2:root"}, "Action": "sts:AssumeRole"}"#],
    );
    trust.caller("acs:ram::1:user/a");
    let assumed = trace(&trust, "sts:AssumeRole", "acs:ram:*:1:role/r");
    assert_eq!(assumed.stage, Some(Stage::AssumeRole));
    assert_eq!(
        assumed.resources[0].stages[1].statements[0].verdict,
        Verdict::Fails(Failed::Principal)
    );
}

/// Decided although each statement by itself is open.
#[test]
fn what_decides_either_way() {
    let elsewhere = r#"{"NotIpAddress": {"acs:SourceIp": "10.0.0.0/8"}}"#;
    let mut authority = Authority::default();
    authority.identity(&[
        &statement("Allow", "a:*", "*", OFFICE),
        &statement("Allow", "a:*", "*", elsewhere),
    ]);
    authority.context = Context::open();
    assert_eq!(
        sentences(&authority, "a:B", "*"),
        [
            "allowed",
            "whatever is unknown, the statements together decide it",
            "statement 1 allows it if its condition `IpAddress acs:SourceIp` is met",
            "statement 2 allows it if its condition `NotIpAddress acs:SourceIp` is met"
        ]
    );
    let mut never = Authority::default();
    never.identity(&[&statement("Allow", "a:*", "*", OFFICE)]);
    never.session(&[&statement("Allow", "a:*", "*", elsewhere)]);
    never.context = Context::open();
    assert_eq!(
        sentences(&never, "a:B", "*")[2],
        "statement 1 of policy 1 allows it if its condition `NotIpAddress acs:SourceIp` is met"
    );
}

/// What is open elsewhere is not named where a later stage settles it.
#[test]
fn what_decides_though_an_earlier_stage_is_open() {
    let open = |mut authority: Authority| {
        authority.context = Context::open();
        let said = sentences(&authority, "oss:GetObject", "acs:oss:*:1:b/o");
        (
            trace(&authority, "oss:GetObject", "acs:oss:*:1:b/o").stage,
            said[1..].to_vec(),
        )
    };
    let mut bucket = Authority::default();
    bucket.identity(&[&statement("Allow", "*", "*", OFFICE)]);
    bucket.resource(
        PolicyKind::Bucket,
        &[r#"{"Effect": "Allow", "Principal": ["*"], "Action": "oss:*", "Resource": "acs:oss:*:*:b/*"}"#],
    );
    assert_eq!(
        open(bucket),
        (
            Some(Stage::Resource),
            vec!["statement 1 of policy 2 allows it: `oss:*` on `acs:oss:*:*:b/*`".to_owned()]
        )
    );
    let mut control = Authority::default();
    control.control(&[&allow("*", "*"), &statement("Deny", "*", "*", OFFICE)]);
    control.identity(&[&deny("oss:*", "*")]);
    assert_eq!(
        open(control),
        (
            Some(Stage::Account),
            vec!["statement 1 of policy 2 denies it: `oss:*` on `*`".to_owned()]
        )
    );
    // To meet the condition of the session policy would be of no use.
    let mut session = Authority::default();
    session.session(&[&statement("Allow", "*", "*", OFFICE)]);
    session.identity(&[&allow("ecs:*", "*")]);
    assert_eq!(
        open(session),
        (
            Some(Stage::Account),
            vec![
                "no identity policy allows it".to_owned(),
                "no Allow statement there for this caller names an action of `oss`".to_owned()
            ]
        )
    );
}

#[test]
fn what_is_attached_in_another_resource_group() {
    let mut authority = Authority::default();
    authority.in_resource_group("rg-a", &[&allow("*", "*")]);
    let said = |authority: &Authority| sentences(authority, "a:B", "*");
    let elsewhere = "what is attached in the resource group `rg-a` has no say: the request is not in it";
    assert_eq!(said(&authority)[2..], [elsewhere]);
    authority.request_in = Some("rg-b");
    assert_eq!(said(&authority)[2..], [elsewhere]);
    authority.request_in = Some("rg-a");
    assert_eq!(said(&authority)[0], "allowed");
    // nor would it help where a control policy stops the request
    authority.request_in = None;
    authority.control(&[]);
    assert!(!said(&authority).iter().any(|sentence| sentence == elsewhere));
}

#[test]
fn a_role_is_not_assumed_without_its_trust_policy() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("*", "*")]);
    let said = |authority: &Authority, action| sentences(authority, action, "acs:ram:*:1:role/r");
    let lacking = "the trust policy of the role must allow it, too, and is not given here";
    assert_eq!(said(&authority, "sts:assumeRole")[2..], [lacking]);
    assert_eq!(said(&authority, "sts:AssumeRoles").len(), 2);
    authority.resource(
        PolicyKind::Trust,
        &[r#"{"Effect": "Allow", "Principal": {"RAM": "acs:ram::1:root"}, "Action": "sts:AssumeRole"}"#],
    );
    authority.caller("acs:ram::1:user/a");
    assert_eq!(
        said(&authority, "sts:AssumeRole"),
        ["allowed", "statement 1 of policy 2 allows it: `sts:AssumeRole`"]
    );
}

#[test]
fn a_policy_that_is_too_long() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("*", "*")]);
    authority.identity(&[&" ".repeat(70_000)]);
    let too_long = |name: &str| {
        [
            "undecided: what has an error or could not be read may decide it".to_owned(),
            format!("{name} is too long to be analysed, so what it says is not known"),
        ]
    };
    assert_eq!(sentences(&authority, "a:B", "*"), too_long("policy 2"));
    authority.parts.identity[1].name = Some("Long".into());
    assert_eq!(sentences(&authority, "a:B", "*"), too_long("`Long`"));
}

/// No value of the request would help, so nothing is said of the request.
#[test]
fn conditions_without_values() {
    let said = |operator: &str, context: Context| {
        let mut authority = Authority::default();
        let condition = format!(r#"{{"{operator}": {{"k:a": []}}}}"#);
        authority.identity(&[&statement("Allow", "a:*", "*", &condition)]);
        authority.context = context;
        sentences(&authority, "a:B", "*").pop().unwrap()
    };
    for context in [Context::default(), Context::open()] {
        assert_eq!(
            said("StringEquals", context.clone()),
            "statement 1 would allow it, but its condition `StringEquals k:a` is never met: it has no value"
        );
        assert_eq!(
            said("StringNotEquals", context),
            "statement 1 allows it: `a:*` on `*`; its condition `StringNotEquals k:a` is always met: it has no value"
        );
    }
}

#[test]
fn what_denies_by_excepting() {
    let mut authority = Authority::default();
    authority.identity(&[r#"{"Effect": "Deny", "NotAction": "ecs:*", "Resource": "*"}"#]);
    assert_eq!(
        sentences(&authority, "oss:GetObject", "*")[1],
        "statement 1 denies it: `NotAction` on `*`"
    );
}

/// What is about somebody else is no reason to say that nothing names the action.
#[test]
fn a_resource_based_policy_for_somebody_else() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("ecs:*", "*")]);
    authority.resource(
        PolicyKind::Bucket,
        &[r#"{"Effect": "Allow", "Principal": ["77"], "Action": "oss:*", "Resource": "acs:oss:*:*:b/*"}"#],
    );
    authority.caller("78");
    assert_eq!(
        sentences(&authority, "oss:GetObject", "acs:oss:*:1:b/o"),
        [
            "implicitly denied: nothing allows it",
            "neither an identity policy nor the policy of the resource allows it",
            "no Allow statement there for this caller names an action of `oss`"
        ]
    );
    let mut alone = Authority::default();
    alone.parts.resource = authority.parts.resource.clone();
    alone.caller("78");
    assert_eq!(
        sentences(&alone, "oss:GetObject", "acs:oss:*:1:b/o")[2],
        "statement 1 is about another principal"
    );
}

#[test]
fn the_owner_is_not_limited() {
    let mut authority = Authority::default();
    authority.identity(&[&deny("*", "*")]);
    authority.caller("acs:ram::1:root");
    let own = "acs:a:*:1:b/c";
    assert_eq!(trace(&authority, "a:B", own).stage, None);
    assert_eq!(
        sentences(&authority, "a:B", own),
        ["allowed", "the owner of the account is not limited by RAM policies"]
    );
    // Whose account it is must be told: by the resource, or by `account`.
    for foreign in ["*", "acs:a:*:*:b/c", "acs:a:::b/c", "acs:a:*:2:b/c"] {
        assert_eq!(
            sentences(&authority, "a:B", foreign)[0],
            "explicitly denied: a statement denies it",
            "{foreign}"
        );
    }
}

#[test]
fn conditions_in_the_trace() {
    let mut authority = Authority::default();
    let both = r#"{"IpAddress": {"acs:SourceIp": ["10.0.0.0/8", "192.0.2.1"]}, "Bool": {"acs:MFAPresent": "true"}}"#;
    authority.identity(&[&statement("Allow", "a:*", "*", both)]);
    authority.known("acs:SourceIp", &["192.0.2.7"]);
    authority.context.set("acs:MFAPresent", Known::Unknown);
    let trace = trace(&authority, "a:B", "*");
    let found = &trace.resources[0].stages[0].statements[0];
    assert_eq!(found.verdict, Verdict::Fails(Failed::Condition));
    let met: Vec<(&str, Truth)> = found.conditions.iter().map(|one| (&*one.key, one.met)).collect();
    assert_eq!(
        met,
        [("acs:SourceIp", Truth::False), ("acs:MFAPresent", Truth::Unknown)]
    );
    let text = authority.parts.identity[0].policy.borrow();
    assert_eq!(found.conditions[0].span.of(text.text()), "\"acs:SourceIp\"");
    assert_eq!(found.action.as_ref().unwrap().span.of(text.text()), "\"a:*\"");
    assert_eq!(found.resource.as_ref().unwrap().span.of(text.text()), "\"*\"");
}

#[test]
fn what_it_hangs_on() {
    let mut authority = Authority::default();
    authority.identity(&[
        &statement(
            "Allow",
            "a:*",
            "*",
            r#"{"IpAddress": {"acs:SourceIp": "10.0.0.0/8"}, "Bool": {"acs:MFAPresent": "true"}}"#,
        ),
        &statement(
            "Deny",
            "a:D*",
            "*",
            r#"{"StringNotEquals": {"acs:RequestTag/env": ["dev", "test"]}}"#,
        ),
    ]);
    authority.context = Context::open();
    assert_eq!(
        cases(&authority, "a:B", Locale::English),
        [
            "allowed if `acs:SourceIp` is in `10.0.0.0/8` and `acs:MFAPresent` is `true`",
            "implicitly denied if `acs:SourceIp` is not in `10.0.0.0/8`, or if `acs:MFAPresent` is not `true`",
        ]
    );
    assert_eq!(
        cases(&authority, "a:D", Locale::English)[..2],
        [
            "allowed if `acs:RequestTag/env` is `dev` or `test`, `acs:SourceIp` is in `10.0.0.0/8` and `acs:MFAPresent` is `true`",
            "explicitly denied if `acs:RequestTag/env` is not `dev` or `test`",
        ]
    );
    assert_eq!(
        sentences(&authority, "a:B", "*"),
        [
            "undecided: it hangs on `acs:MFAPresent` and `acs:SourceIp`",
            "statement 1 allows it if its conditions `IpAddress acs:SourceIp` and `Bool acs:MFAPresent` are met"
        ]
    );
    assert_eq!(
        cases(&authority, "a:B", Locale::Chinese)[0],
        "允许，如果`acs:SourceIp` 在 `10.0.0.0/8` 内和`acs:MFAPresent` 为 `true`"
    );
}

/// A condition that two statements share is one question, and what does not matter is not named.
#[test]
fn ways_are_as_short_as_can_be() {
    let mut authority = Authority::default();
    authority.identity(&[
        &statement("Allow", "a:*", "*", MFA),
        &statement(
            "Allow",
            "a:*",
            "*",
            &OFFICE.replace("}}", "}, \"Bool\": {\"acs:MFAPresent\": \"true\"}}"),
        ),
    ]);
    authority.context = Context::open();
    assert_eq!(
        cases(&authority, "a:B", Locale::English),
        [
            "allowed if `acs:MFAPresent` is `true`",
            "implicitly denied if `acs:MFAPresent` is not `true`"
        ]
    );
    assert_eq!(
        authority.keys("a:B", "*"),
        ["acs:MFAPresent"],
        "the address does not matter"
    );
}

#[test]
fn more_ways_are_counted() {
    let mut authority = Authority::default();
    let statements: Vec<String> = (0..7)
        .map(|n| {
            statement(
                "Allow",
                "a:*",
                "*",
                &format!(r#"{{"NumericLessThan": {{"k:{n}": "5"}}}}"#),
            )
        })
        .collect();
    authority.identity(&statements.iter().map(String::as_str).collect::<Vec<_>>());
    authority.context = Context::open();
    let said = cases(&authority, "a:B", Locale::English);
    assert_eq!(
        said[0],
        "allowed if `k:0` is less than `5`, or if `k:1` is less than `5`, or if `k:2` is less than `5`, or if `k:3` is less than `5`, or in 3 other ways"
    );
    assert!(
        said[1].starts_with("implicitly denied if it is not so that `k:0` is less than `5`, it is not so"),
        "{}",
        said[1]
    );
}

/// With a thirteenth condition nothing true can be said of a dozen.
#[test]
fn more_than_can_be_told_apart() {
    let mut authority = Authority::default();
    let statements: Vec<String> = (0..13)
        .map(|n| statement("Allow", "a:*", "*", &format!(r#"{{"Bool": {{"k:{n}": "true"}}}}"#)))
        .collect();
    authority.identity(&statements.iter().map(String::as_str).collect::<Vec<_>>());
    authority.context = Context::open();
    assert_eq!(
        cases(&authority, "a:B", Locale::English),
        [
            "allowed: possible, but it hangs on more conditions than can be told apart",
            "implicitly denied: possible, but it hangs on more conditions than can be told apart"
        ]
    );
    assert_eq!(authority.keys("a:B", "*").len(), 13);
}

#[test]
fn statements_with_an_error() {
    let faulty = r#"{"Effect": "Deny", "Action": "a:B", "Resource": "*", "Foo": "x"}"#;
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:*", "*"), faulty]);
    assert_eq!(
        sentences(&authority, "a:B", "*"),
        [
            "undecided: what has an error or could not be read may decide it",
            "statement 2 has an error and could deny it; until it is mended this is not decided"
        ]
    );
    assert_eq!(
        cases(&authority, "a:B", Locale::English),
        [
            "allowed if statement 2, which has an error, does not deny it",
            "explicitly denied if statement 2, which has an error, denies it"
        ]
    );
    let mut grants = Authority::default();
    grants.identity(&[&faulty.replace("Deny", "Allow")]);
    assert_eq!(
        sentences(&grants, "a:B", "*")[1],
        "statement 1 would allow it, but it has an error and grants nothing until it is mended"
    );
}

#[test]
fn names_of_policies() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:*", "*")]);
    authority.identity(&[&allow("a:*", "*")]);
    authority.parts.identity[1].name = Some("ReadGroups".into());
    assert_eq!(
        sentences(&authority, "a:B", "*")[1..],
        [
            "statement 1 of policy 1 allows it: `a:*` on `*`",
            "statement 1 of `ReadGroups` allows it: `a:*` on `*`"
        ]
    );
}

#[test]
fn the_machine_form() {
    let mut authority = Authority::default();
    authority.identity(&[&allow("a:*", "*"), &deny("a:D*", "*")]);
    authority.caller("acs:ram::123:user/alice");
    authority.known("acs:SourceIp", &["192.0.2.1"]);
    let mut built = authority.build();
    let request = authority.request("a:Delete", &["acs:a:r:1:x"]);
    let trace = built.trace(&request);
    let message = built.diagnostic_message(&request, &trace);
    assert!(message.explicit_deny);
    assert_eq!(
        message.no_permission_policy_type.map(Stage::name),
        Some("AccountLevelIdentityBasedPolicy")
    );
    assert_eq!((&*message.action, &*message.resource), ("a:Delete", "acs:a:r:1:x"));
    let principal = message.principal.unwrap();
    assert_eq!(
        (principal.kind, &*principal.owner_id, &*principal.display_name),
        ("SubUser", "123", "alice")
    );
    assert_eq!(message.conditions, [("acs:SourceIp".into(), vec!["192.0.2.1".into()])]);
    assert_eq!(message.matched_policies.len(), 2, "an Allow and a Deny of one policy");
    let allowed = authority.request("a:Get", &["acs:a:r:1:x"]);
    let trace = built.trace(&allowed);
    assert_eq!(
        built.diagnostic_message(&allowed, &trace).no_permission_policy_type,
        None
    );
}

/// With a search through what was found for each resource this takes minutes.
#[test]
fn a_request_of_very_many_resources_is_explained() {
    let mut authority = Authority::default();
    authority.identity(&[
        &allow("ecs:*", "acs:ecs:*:*:instance/i-*"),
        &deny("ecs:*", "acs:ecs:*:*:instance/i-*9999"),
    ]);
    let texts: Vec<String> = (0..200_000)
        .map(|number| format!("acs:ecs:cn:1:instance/i-{number}"))
        .collect();
    let resources: Vec<&str> = texts.iter().map(String::as_str).collect();
    let request = authority.request("ecs:StopInstance", &resources);
    let trace = authority.build().trace(&request);
    assert_eq!(trace.resources.len(), resources.len());
    let denied = trace
        .resources
        .iter()
        .filter(|of| of.decisions.decided() == Some(Decision::ExplicitDeny));
    // of each ten thousand the last
    assert_eq!(denied.count(), 20);
    assert!(
        trace
            .resources
            .iter()
            .zip(&texts)
            .all(|(of, text)| *of.resource == **text && of.stages.len() == 1)
    );
}

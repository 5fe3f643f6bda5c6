//! What is said of conditions and of the parts of a statement beside a faulty one, held against decisions where it speaks
//! of requests; worked out by hand.
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

use authority::Authority;
use ramlight::catalog::Catalog;
use ramlight::condition::Known;
use ramlight::diagnostic::Diagnostic;
use ramlight::evaluate::Decision;
use ramlight::lint;
use ramlight::pattern::Bindings;
use ramlight::policy::{PolicyKind, PolicyText};

fn findings(kind: PolicyKind, statement: &str) -> Vec<Diagnostic> {
    let text = PolicyText::of_kind(&format!(r#"{{"Version": "1", "Statement": [{statement}]}}"#), kind);
    lint::findings(&text, &Catalog::api_gateway(), &Bindings::default())
}

/// The codes of all findings, sorted.
fn codes(statement: &str) -> Vec<&'static str> {
    let found = findings(PolicyKind::Identity, statement);
    let mut codes: Vec<&str> = found.iter().map(|one| one.message.code).collect();
    codes.sort_unstable();
    codes
}

/// Decisions about requests that carry one value, each or none of these, or several.
fn decisions(condition: &str, key: &str, values: &[&str]) -> Vec<(usize, Vec<Decision>)> {
    let statement = authority::statement("Allow", "ecs:StartInstance", "*", condition);
    let mut decisions = Vec::new();
    for chosen in 0..1u32 << values.len() {
        let mut one = Authority::default();
        one.identity(&[&statement]);
        let carried: Vec<String> = (0..values.len())
            .filter(|at| chosen >> at & 1 == 1)
            .map(|at| values[at].to_owned())
            .collect();
        let count = carried.len();
        one.context.set(
            key,
            if count == 0 {
                Known::Absent
            } else {
                Known::Values(carried)
            },
        );
        decisions.push((
            count,
            one.decide("ecs:StartInstance", "acs:ecs:cn-hangzhou:123:instance/i"),
        ));
    }
    decisions
}

/// When the service receives the request: there is one such time, however many are given to `decide`.
const ARRIVAL: &str = "acs:CurrentTime";

/// What is said to be met by no request is met by none that `decide` knows of, and what takes several values by one with
/// several alone.
#[test]
fn what_is_never_met_is_what_decide_never_meets() {
    let dates = ["2031-04-01T00:00:00Z", "2031-05-15T00:00:00Z", "2031-07-01T00:00:00Z"];
    let addresses = ["203.0.113.7", "203.0.113.8", "198.51.100.1"];
    let rows: [(&str, &str, &[&str], Option<&str>); 8] = [
        (
            r#"{"DateGreaterThan": {"acs:CurrentTime": "2031-06-01T00:00:00Z"}, "DateLessThan": {"acs:CurrentTime": "2031-05-01T00:00:00Z"}}"#,
            ARRIVAL,
            &dates,
            Some("RAM512"),
        ),
        (
            r#"{"DateGreaterThan": {"acs:CurrentTime": "2031-05-01T00:00:00Z"}, "DateLessThan": {"acs:CurrentTime": "2031-06-01T00:00:00Z"}}"#,
            ARRIVAL,
            &dates,
            None,
        ),
        (
            r#"{"IpAddress": {"acs:SourceIp": "203.0.113.7"}, "NotIpAddress": {"acs:SourceIp": "203.0.113.0/24"}}"#,
            "acs:SourceIp",
            &addresses,
            Some("RAM512"),
        ),
        (
            r#"{"IpAddress": {"acs:SourceIp": "203.0.113.0/24"}, "NotIpAddress": {"acs:SourceIp": "203.0.113.7"}}"#,
            "acs:SourceIp",
            &addresses,
            None,
        ),
        (
            r#"{"IpAddress": {"acs:SourceIp": "203.0.113.0/24"}, "ForAnyValue:IpAddress": {"acs:SourceIp": "198.51.100.1"}}"#,
            "acs:SourceIp",
            &addresses,
            None,
        ),
        (
            r#"{"StringEquals": {"acs:SourceVpc": "vpc-a"}, "StringLike": {"acs:SourceVpc": "vpc-b*"}}"#,
            "acs:SourceVpc",
            &["vpc-a", "vpc-b"],
            Some("RAM517"),
        ),
        (
            r#"{"StringEquals": {"acs:SourceVpc": "vpc-a"}, "StringNotLike": {"acs:SourceVpc": "vpc-*"}}"#,
            "acs:SourceVpc",
            &["vpc-a", "vpc-b"],
            Some("RAM512"),
        ),
        // several values of a service's key may be meant
        (
            r#"{"StringEquals": {"ecs:tag/team": "a"}, "StringLike": {"ecs:tag/team": "b*"}}"#,
            "ecs:tag/team",
            &["a", "b"],
            None,
        ),
    ];
    for (condition, key, values, code) in rows {
        let statement = authority::statement("Allow", "ecs:StartInstance", "*", condition);
        let found = codes(&statement);
        let told: Vec<&str> = found
            .into_iter()
            .filter(|code| ["RAM512", "RAM517"].contains(code))
            .collect();
        assert_eq!(told, Vec::from_iter(code), "{condition}");
        let decisions = decisions(condition, key, values);
        let allows = |several: bool| {
            let mut of = decisions.iter().filter(|(count, _)| (*count > 1) == several);
            of.any(|(_, decisions)| decisions.contains(&Decision::Allow))
        };
        match code {
            Some("RAM512") => assert!(!allows(false) && (key == ARRIVAL || !allows(true)), "{condition}"),
            Some(_) => assert!(!allows(false) && allows(true), "{condition}"),
            None => assert!(allows(false) || allows(true), "{condition}"),
        }
    }
}

/// What is said of one element is said whatever is wrong with another.
#[test]
fn a_faulty_element_hides_nothing_of_the_others() {
    for (statement, expected) in [
        // a resource without `acs:`, and an action that is not in the catalogue
        (
            r#"{"Effect": "Allow", "Action": "apigateway:ImportSwagger", "Resource": "oss:*"}"#,
            &["RAM232", "RAM700"][..],
        ),
        // a blank in an action, a key in another case, an unknown region
        (
            r#"{"Effect": "Allow", "Action": "ecs: Get", "Resource": "acs:ecs:cn-nowhere-9:*:*", "Condition": {"IpAddress": {"acs:SourceIP": "203.0.113.0/24"}}}"#,
            &["RAM231", "RAM501", "RAM708"],
        ),
        // no effect
        (
            r#"{"Action": ["apigateway:*", "apigateway:DescribeApi"], "Resource": "*", "Condition": {"StringEquals": {"aws:username": "a"}}}"#,
            &["RAM220", "RAM502", "RAM601"],
        ),
        // an operator that there is not; the other condition is on a private address
        (
            r#"{"Effect": "Allow", "Action": "ecs:Get*", "Resource": "*", "Condition": {"StringMatches": {"acs:UserAgent": "a"}, "IpAddress": {"acs:SourceIp": "10.0.0.0/8"}}}"#,
            &["RAM241", "RAM520"],
        ),
        // the operator is of another type than the key, and so the value has an error
        (
            r#"{"Effect": "Allow", "Action": "ecs:Get*", "Resource": "*", "Condition": {"IpAddress": {"acs:CurrentTime": "2031-01-01T00:00:00Z"}}}"#,
            &["RAM254", "RAM505"],
        ),
        // what is no address is not every address
        (
            r#"{"Effect": "Allow", "Action": "ecs:Get*", "Resource": "*", "Condition": {"IpAddress": {"acs:SourceIp": "here"}}}"#,
            &["RAM254"],
        ),
        // a list that cannot be read is not held against itself, nor is one of broken JSON
        (
            r#"{"Effect": "Allow", "Action": ["ecs:Get*", "ecs: GetIt", "ecs:GetIt"], "Resource": "*"}"#,
            &["RAM231"],
        ),
    ] {
        assert_eq!(codes(statement), expected, "{statement}");
    }
}

/// What is found in a document of another language follows from that.
#[test]
fn a_document_of_another_language_is_the_cause() {
    let text = PolicyText::new(
        r#"{"Version": "1", "Statement": [{"Effect": "Deny", "Action": "Update:*", "Resource": "LogicalResourceId/a", "Principal": "*"}]}"#,
    );
    let found = lint::findings(&text, &Catalog::api_gateway(), &Bindings::default());
    let upper = found.iter().find(|one| one.message.code == "RAM705").unwrap();
    assert_eq!(upper.cause.map(|cause| cause.message.code), Some("RAM303"));
}

/// A statement that is being written is left alone.
#[test]
fn broken_json_is_told_of_first() {
    let found = codes(r#"{"Effect": "Allow", "Action": "apigateway:ImportSwagger", "Resource": "*""#);
    assert!(
        !found.is_empty() && found.iter().all(|code| code.starts_with("RAM1")),
        "{found:?}"
    );
}

/// A misspelt element is the cause of what is missing.
#[test]
fn what_a_misspelt_element_leads_to_is_told_under_it() {
    let causes = |kind, statement: &str| -> Vec<(&str, Option<&str>)> {
        let found = findings(kind, statement);
        found
            .iter()
            .map(|one| (one.message.code, one.cause.map(|cause| cause.message.code)))
            .collect()
    };
    for (kind, statement, missing, misread) in [
        (
            PolicyKind::Identity,
            r#"{"Effect": "Allow", "Action": "ecs:Get", "Resouce": "*"}"#,
            "RAM224",
            "RAM207",
        ),
        (
            PolicyKind::Identity,
            r#"{"Effect": "Allow", "Actions": "ecs:Get", "Resource": "*"}"#,
            "RAM222",
            "RAM207",
        ),
        (
            PolicyKind::Identity,
            r#"{"Effect": "Allow", "NoAction": "ecs:Get", "Resource": "*"}"#,
            "RAM222",
            "RAM207",
        ),
        (
            PolicyKind::Identity,
            r#"{"efect": "Allow", "Action": "ecs:Get", "Resource": "*"}"#,
            "RAM220",
            "RAM207",
        ),
        (
            PolicyKind::Identity,
            r#"{" Effect": "Allow", "Action": "ecs:Get", "Resource": "*"}"#,
            "RAM220",
            "RAM261",
        ),
        (
            PolicyKind::Trust,
            r#"{"Effect": "Allow", "Action": "sts:AssumeRole", "Principle": {"Service": "ecs.aliyuncs.com"}}"#,
            "RAM283",
            "RAM207",
        ),
    ] {
        let mut found = causes(kind, statement);
        found.sort_unstable();
        let mut expected = [(missing, Some(misread)), (misread, None)];
        expected.sort_unstable();
        assert_eq!(found, expected, "{statement}");
    }
    // the element stands there itself, so another one is not meant by it; `Id` is no slip of `Sid`
    for statement in [
        r#"{"Effect": "Allow", "Action": "ecs:Get", "Resource": "*", "Resources": "*"}"#,
        r#"{"Effect": "Allow", "effect": "Deny", "Action": "ecs:Get", "Resource": "*"}"#,
        r#"{"Effect": "Allow", "Action": "ecs:Get", "Resource": "*", "Id": "1"}"#,
    ] {
        assert_eq!(
            causes(PolicyKind::Identity, statement),
            [("RAM206", None)],
            "{statement}"
        );
    }
}

const CLOUD: &str = include_str!("../src/catalog/data/cloud/cloud.txt");

/// Documents name IMS by `ims` and `ram`. What is told of one code is not told wrong of the other: a group that `ram` says
/// nothing of is one that RAM409 asks to name; and which code a call carries is told as not known.
#[test]
fn codes_of_one_service() {
    let catalog = Catalog::from_cloud("cloud.txt", CLOUD, None).unwrap();
    let codes = |effect: &str, actions: &str, resources: &str| {
        let text = PolicyText::new(&format!(
            r#"{{"Version": "1", "Statement": [{{"Effect": "{effect}", "Action": {actions}, "Resource": {resources}}}]}}"#
        ));
        let found = lint::findings(&text, &catalog, &Bindings::default());
        let codes: Vec<&str> = found.iter().map(|one| one.message.code).collect();
        codes
    };
    let add = r#""ram:AddUserToGroup""#;
    let of = |user: &str, group: &str| format!(r#"["acs:ram:*:*:user/{user}", "acs:ram:*:*:group/{group}"]"#);
    assert_eq!(codes("Allow", add, &of("*", "*")), ["RAM409"]);
    assert!(codes("Allow", add, &of("*", "developers")).is_empty());
    assert!(codes("Allow", add, &of("alice", "developers")).is_empty());
    // of a group alone no call is allowed
    assert_eq!(codes("Allow", add, r#""acs:ram:*:*:group/developers""#), ["RAM710"]);
    // no group is named, and a policy is none of what the call is checked for
    assert_eq!(
        codes("Allow", add, r#"["acs:ram:*:*:user/*", "acs:ram:*:*:policy/x"]"#),
        ["RAM409", "RAM713"]
    );

    for (actions, told) in [
        (r#""ims:*""#, true),
        (r#""ims:CreateAccessKey""#, true),
        (r#"["ims:CreateAccessKey", "ims:DeleteAccessKey"]"#, true),
        (r#""ram:DeletePasskey""#, false),
        (r#""threatdetection:Describe*""#, true),
        (r#"["ims:*", "ram:*"]"#, false),
        (r#"["ims:CreateAccessKey", "*:CreateAccessKey"]"#, false),
        (r#""ram:*""#, false),
        (r#""ram:CreateAccessKey""#, false),
        (r#""yundun-sas:*""#, false),
        (r#""apigateway:*""#, false),
        (r#""ims:NoSuchOperation""#, false),
    ] {
        let count = codes("Deny", actions, r#""*""#)
            .iter()
            .filter(|code| **code == "RAM717")
            .count();
        assert_eq!(count, usize::from(told), "{actions}");
    }
}

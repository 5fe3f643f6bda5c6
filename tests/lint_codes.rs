//! What is said where a policy names a service by several of its codes. Whether a pattern of one code matches a call that is
//! checked under another is not documented, so each finding has to hold both ways; the judge here decides both ways by
//! looking at each request.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use proptest::prelude::*;
use ramlight::catalog::Catalog;
use ramlight::diagnostic::FixKind;
use ramlight::lint;
use ramlight::pattern::Bindings;
use ramlight::policy::PolicyText;

fn statement(effect: &str, element: &str, actions: &[&str], resource: &str) -> String {
    let actions: Vec<String> = actions.iter().map(|action| format!("\"{action}\"")).collect();
    let actions = actions.join(", ");
    format!(r#"{{"Effect": "{effect}", "{element}": [{actions}], "Resource": "{resource}"}}"#)
}

fn allow(actions: &[&str]) -> String {
    statement("Allow", "Action", actions, "*")
}

fn deny(actions: &[&str]) -> String {
    statement("Deny", "Action", actions, "*")
}

fn policy(statements: &[String]) -> PolicyText {
    let statements = statements.join(", ");
    PolicyText::new(&format!(r#"{{"Version": "1", "Statement": [{statements}]}}"#))
}

/// The codes of the findings, but for that of services with several codes.
fn codes(statements: &[String]) -> Vec<&'static str> {
    let found = lint::findings(&policy(statements), &Catalog::api_gateway(), &Bindings::default());
    let codes = found.iter().map(|one| one.message.code);
    codes.filter(|code| *code != "RAM717").collect()
}

fn has(statements: &[String], code: &str) -> bool {
    codes(statements).contains(&code)
}

/// If `ims:` and `ram:` mean the same, the first statement excepts what the second grants.
#[test]
fn what_is_excepted_may_be_excepted_under_the_other_code() {
    let except = |code: &str| statement("Allow", "NotAction", &[&format!("{code}:GetUser")], "*");
    assert!(has(&[except("oss"), allow(&["ims:GetUser"])], "RAM600"));
    assert!(!has(&[except("ram"), allow(&["ims:GetUser"])], "RAM600"));
    assert!(!has(
        &[except("r?m"), allow(&["ims:GetUser", "ims:ListUsers"])],
        "RAM600"
    ));
    assert!(has(
        &[except("r?m"), allow(&["ims:GetUser", "ims:ListUsers"])],
        "RAM604"
    ));
    assert!(!has(&[except("r*"), allow(&["i*:GetUser"])], "RAM600"));
    // the two add up to everything only if they do not mean the same
    assert!(has(&[except("oss"), except("kms")], "RAM400"));
    assert!(!has(&[except("ims"), except("ram")], "RAM400"));
    assert!(has(&[except("ims"), except("ram")], "RAM401"));
}

/// If `ims:` and `ram:` mean the same, the Deny spares what the Allow grants.
#[test]
fn what_is_denied_but_for_the_other_code_may_be_granted() {
    let spare = |code: &str| statement("Deny", "NotAction", &[&format!("{code}:GetUser")], "*");
    assert!(has(&[allow(&["ims:GetUser"]), spare("oss")], "RAM606"));
    assert!(!has(&[allow(&["ims:GetUser"]), spare("ram")], "RAM606"));
    assert!(has(&[allow(&["ims:GetUser", "ims:ListUsers"]), spare("ram")], "RAM607"));
    assert!(has(&[allow(&["ims:ListUsers"]), spare("ram")], "RAM606"));
    assert!(has(&[deny(&["ims:GetUser"]), spare("oss")], "RAM600"));
    assert!(!has(&[deny(&["ims:GetUser"]), spare("ram")], "RAM600"));
}

/// A Deny of another code may stop what is granted, or may not.
#[test]
fn what_is_denied_under_the_other_code_may_not_be_granted() {
    let everything_of_ram = allow(&["ram:*"]);
    for code in ["RAM402", "RAM405", "RAM410", "RAM411"] {
        assert!(has(std::slice::from_ref(&everything_of_ram), code), "{code}");
        assert!(has(&[everything_of_ram.clone(), deny(&["oss:*"])], code), "{code}");
        assert!(!has(&[everything_of_ram.clone(), deny(&["ims:*"])], code), "{code}");
    }
    // each is granted where it stands
    assert!(has(&[allow(&["ims:*"]), everything_of_ram.clone()], "RAM402"));
    let found = lint::findings(
        &policy(&[everything_of_ram, deny(&["ims:CreateAccessKey"])]),
        &Catalog::api_gateway(),
        &Bindings::default(),
    );
    let signs_in = found.iter().find(|one| one.message.code == "RAM410").unwrap();
    assert_eq!(
        signs_in.arguments,
        ["`ram:CreateLoginProfile`, `ram:UpdateLoginProfile`"]
    );
    assert_eq!(signs_in.cause, None);
}

/// Whatever the code means, it means the same in both places.
#[test]
fn what_hangs_on_no_code_is_told() {
    assert!(has(
        &[allow(&[
            "cloudapi:*",
            "apigateway:Describe*",
            "apigateway:DescribeApis"
        ])],
        "RAM601"
    ));
    let resources = r#"{"Effect": "Allow", "Action": ["cloudapi:DescribeApi", "apigateway:DescribeApi"],
        "Resource": ["acs:apigateway:*:*:apigroup/*", "acs:apigateway:*:*:apigroup/g"]}"#;
    assert!(has(&[resources.into()], "RAM602"));
    assert!(has(
        &[allow(&["ims:Get*"]), allow(&["ram:GetUser"]), allow(&["ram:*"])],
        "RAM600"
    ));
    assert!(!has(&[allow(&["ims:Get*"]), allow(&["ram:GetUser"])], "RAM600"));
    assert!(!has(&[allow(&["cloudapi:*", "apigateway:*"])], "RAM601"));
}

/// A call that needs two resources may find the other one under the other code.
#[test]
fn the_other_resource_of_a_call_may_be_allowed_under_the_other_code() {
    let of =
        |action: &str, kind: &str| statement("Allow", "Action", &[action], &format!("acs:apigateway:*:*:{kind}/*"));
    let set = "apigateway:SetApiRule";
    assert!(has(&[of(set, "apigroup")], "RAM714"));
    assert!(has(&[of(set, "apigroup"), of("ram:SetApiRule", "secretkey")], "RAM714"));
    assert!(!has(
        &[of(set, "apigroup"), of("cloudapi:SetApiRule", "secretkey")],
        "RAM714"
    ));
}

#[test]
fn a_key_of_a_service_is_a_key_under_each_of_its_codes() {
    let with = |action: &str, key: &str| {
        format!(
            r#"{{"Effect": "Allow", "Action": ["{action}", "fc:Get"], "Resource": "*",
                "Condition": {{"StringEquals": {{"{key}": "x"}}}}}}"#
        )
    };
    let told = |action: &str, key: &str| {
        let found = codes(&[with(action, key)]);
        found.iter().filter(|code| ["RAM506", "RAM508"].contains(code)).count()
    };
    assert_eq!(told("kms:Describe", "yundun-sas:Foo"), 1);
    assert_eq!(
        codes(&[with("kms:Describe", "yundun-sas:Foo")])
            .iter()
            .filter(|code| **code == "RAM506")
            .count(),
        1
    );
    assert_eq!(
        codes(&[with("threatdetection:Describe", "yundun-sas:Foo")])
            .iter()
            .filter(|code| **code == "RAM506")
            .count(),
        0
    );
}

/// Every service of the cloud with several codes is one of those for which both readings are asked, in the catalogue or not.
#[test]
fn the_services_with_several_codes_are_known_without_a_catalogue() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalog/data/cloud/cloud.txt");
    let cloud = Catalog::from_cloud(path, &std::fs::read_to_string(path).unwrap(), Some(&[])).unwrap();
    let several: Vec<_> = cloud
        .services
        .iter()
        .filter(|service| !service.aliases.is_empty())
        .collect();
    assert!(several.len() >= 3);
    for service in several {
        for alias in &service.aliases {
            for (one, other) in [(alias, &service.code), (&service.code, alias)] {
                let except = statement("Allow", "NotAction", &[&format!("{one}:Get")], "*");
                assert!(
                    !has(&[except, allow(&[&format!("{other}:Get")])], "RAM600"),
                    "{one} {other}"
                );
            }
        }
    }
}

/// What is loaded of a service that is none of the action's says nothing of the action.
#[test]
fn what_no_action_is_for_is_found_whatever_else_is_loaded() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalog/data/cloud/cloud.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let all = Catalog::from_cloud(path, &text, None).unwrap();
    let of = |catalog: &Catalog, action: &str, resource: &str| {
        let policy = policy(&[statement("Allow", "Action", &[action], resource)]);
        let found = lint::findings(&policy, catalog, &Bindings::default());
        let told: Vec<_> = found.iter().map(|one| (one.message.code, one.span)).collect();
        told
    };
    for (code, action, resource, is_idle) in [
        ("apigateway", "apigateway:AbolishApi", "acs:ims:*:*:role/x", true),
        ("apigateway", "apigateway:AbolishApi", "acs:ecs:*:*:role/x", true),
        // a type that no operation of the service is known to be checked against
        (
            "apigateway",
            "apigateway:AbolishApi",
            "acs:apigateway:*:*:fleet/x",
            false,
        ),
        ("ram", "ram:CreateUser", "acs:ecs:*:*:instance/x", true),
        ("ims", "ims:CreateUser", "acs:ram:*:*:group/x", true),
        ("ims", "ims:CreateUser", "acs:ram:*:*:role/x", false),
    ] {
        let some = Catalog::from_cloud(path, &text, Some(&[code])).unwrap();
        let found = of(&some, action, resource);
        assert_eq!(
            found.iter().any(|(code, _)| *code == "RAM710"),
            is_idle,
            "{action} {resource}"
        );
        assert_eq!(found, of(&all, action, resource), "{action} {resource}");
    }
}

/// Whether the statements grant an action: by its code alone, or by every code of its service.
fn grants(text: &str, codes: &[&str], name: &str) -> bool {
    let document: serde_json::Value = serde_json::from_str(text).unwrap();
    let matches = |pattern: &str, text: &str| ramlight::pattern::Wildcard::new(pattern).matches(text);
    let named = |statement: &serde_json::Value| {
        let element = if statement["Action"].is_null() {
            "NotAction"
        } else {
            "Action"
        };
        let patterns = statement[element].as_array().map_or(&[][..], Vec::as_slice);
        let any = patterns.iter().any(|pattern| {
            let (service, action) = pattern.as_str().unwrap().split_once(':').unwrap_or(("*", "*"));
            codes.iter().any(|code| matches(service, code)) && matches(action, name)
        });
        any == (element == "Action")
    };
    let statements = document["Statement"].as_array().unwrap();
    let any = |effect: &str| statements.iter().any(|one| one["Effect"] == effect && named(one));
    any("Allow") && !any("Deny")
}

/// What a text grants of each request, in both readings.
fn granted(text: &str) -> Vec<bool> {
    let codes = [
        ["ims", "ram"],
        ["ram", "ims"],
        ["cloudapi", "apigateway"],
        ["apigateway", "cloudapi"],
        ["oss", "oss"],
    ];
    let mut granted = Vec::new();
    for code in codes {
        for name in ["a", "b", "c"] {
            granted.push(grants(text, &code[..1], name));
            granted.push(grants(text, &code, name));
        }
    }
    granted
}

fn pattern() -> impl Strategy<Value = String> {
    let code = prop::sample::select(vec![
        "ims",
        "ram",
        "cloudapi",
        "apigateway",
        "oss",
        "*",
        "r*",
        "?m?",
        "cl*",
        "*a*",
    ]);
    let name = prop::sample::select(vec!["a", "b", "c", "*"]);
    (code, name).prop_map(|(code, name)| format!("{code}:{name}"))
}

fn statements() -> impl Strategy<Value = Vec<String>> {
    let one = (
        prop::sample::select(vec!["Allow", "Allow", "Deny"]),
        prop::sample::select(vec!["Action", "Action", "NotAction"]),
        prop::collection::vec(pattern(), 1..4),
    );
    let one = one.prop_map(|(effect, element, patterns)| {
        let patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
        statement(effect, element, &patterns, "*")
    });
    prop::collection::vec(one, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// What a fix takes out changes nothing, in either reading; what a Deny is said to leave nothing of grants nothing.
    #[test]
    fn what_is_redundant_is_so_in_both_readings(statements in statements()) {
        let text = policy(&statements);
        let catalog = Catalog::api_gateway();
        for one in lint::findings(&text, &catalog, &Bindings::default()) {
            if let Some(fix) = one.fix.as_ref().filter(|fix| fix.kind == FixKind::Equal) {
                let mut without = text.text().to_owned();
                for edit in fix.edits.iter().rev() {
                    without.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
                }
                prop_assert_eq!(granted(text.text()), granted(&without), "{}: {} {}", one.message.code, text.text(), without);
            }
            if one.message.code == "RAM606" {
                let (start, end) = (one.span.start as usize, one.span.end as usize);
                let denies = statements.iter().filter(|one| one.contains("Deny"));
                let of_it: Vec<String> = denies.cloned().chain([text.text()[start..end].to_owned()]).collect();
                prop_assert!(granted(policy(&of_it).text()).iter().all(|is_granted| !is_granted), "{}", text.text());
            }
        }
        let fixed = lint::apply_fixes(&text, &catalog, &Bindings::default(), &|one| {
            one.fix.as_ref().is_some_and(|fix| fix.kind == FixKind::Equal)
        });
        prop_assert_eq!(granted(text.text()), granted(&fixed.text));
    }
}

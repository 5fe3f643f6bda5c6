//! The embedded catalogue against the documents it comes from, and the reader of catalogue files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ramlight::catalog::{AccessLevel, Catalog, CatalogError, Operation, Reason, ServiceLinkedRole};
use ramlight::diagnostic::Locale;
use ramlight::pattern::{Template, TemplateError};
use serde_json::{Value, json};

const EMBEDDED: &str = include_str!("../src/catalog/data/apigateway.json");

/// Read with its errors, which `Catalog::api_gateway` would swallow.
fn embedded() -> Catalog {
    Catalog::from_texts(&[("apigateway.json", EMBEDDED)]).unwrap()
}

fn operation<'c>(catalog: &'c Catalog, action: &str) -> &'c Operation {
    &catalog.operations[catalog.operation(action).unwrap() as usize]
}

/// The alternatives of an operation as texts of templates.
fn requires(catalog: &Catalog, action: &str) -> Vec<Vec<String>> {
    let requirement = &catalog.requirements[operation(catalog, action).requirement as usize];
    let text = |id: &u32| catalog.templates[*id as usize].to_string();
    requirement
        .alternatives
        .iter()
        .map(|a| a.iter().map(text).collect())
        .collect()
}

fn notes<'c>(catalog: &'c Catalog, action: &str) -> Vec<&'c str> {
    let notes = catalog.notes_of(catalog.operation(action).unwrap());
    notes.map(|words| words.wording(Locale::English)).collect()
}

/// A file of the folder of shared material, where it is there.
fn shared(path: &str) -> Option<String> {
    let root = std::env::var_os("RAMLIGHT_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: {path} of the shared material is not here");
    }
    text
}

// ------------------------------------------------------------------ the embedded catalogue

#[test]
fn the_embedded_catalogue_is_read() {
    let catalog = Catalog::api_gateway();
    assert_eq!(catalog, embedded());
    assert_eq!(catalog.date, "2017-12-01");
    assert_eq!(catalog.services.len(), 1);
    assert_eq!(catalog.services[0].operations(), 0..54);
}

#[test]
fn counts() {
    let catalog = embedded();
    let beginning = |verb: &str| catalog.operations.iter().filter(|o| o.name.starts_with(verb)).count();
    assert_eq!(catalog.operations.len(), 54);
    assert_eq!(beginning("Describe"), 21);
    assert_eq!(
        catalog.operations.iter().filter(|o| !o.access_level_derived).count(),
        26
    );
    // apigroup, trafficcontrol, secretkey, blacklist: one and `*` each; group: one
    assert_eq!(catalog.templates.len(), 9);
    // each template alone, "throttling policy or signature key", and "group with either"
    assert_eq!(catalog.requirements.len(), 11);
}

#[test]
fn sorted_by_lower_cased_name() {
    let catalog = embedded();
    let names: Vec<String> = catalog.operations.iter().map(|o| o.name.to_ascii_lowercase()).collect();
    assert!(names.is_sorted());
    let position = |name: &str| names.iter().position(|n| n == name).unwrap();
    // by bytes of the name as written, `DescribeApiTraffic` would come before `DescribeApis`
    assert!(position("describeapis") < position("describeapitraffic"));
}

#[test]
fn spot_facts() {
    let catalog = embedded();
    let group = "acs:apigateway:$regionid:$accountid:apigroup/$groupId";
    let key = "acs:apigateway:$regionid:$accountid:secretkey/$secretKeyId";
    let traffic = "acs:apigateway:$regionid:$accountid:trafficcontrol/$trafficcontrolId";
    assert_eq!(requires(&catalog, "apigateway:CreateApi"), [[group]]);
    assert_eq!(
        requires(&catalog, "apigateway:CreateApiGroup"),
        [["acs:apigateway:$regionid:$accountid:apigroup/*"]]
    );
    assert_eq!(requires(&catalog, "apigateway:DescribeApisByRule"), [[traffic], [key]]);
    for both in ["apigateway:SetApiRule", "apigateway:RemoveApiRule"] {
        assert_eq!(requires(&catalog, both), [[group, key], [group, traffic]]);
    }
    assert_eq!(
        requires(&catalog, "apigateway:DescribeRulesByApi"),
        [["acs:apigateway:$regionid:$accountid:group/$groupId"]]
    );
    assert_eq!(
        requires(&catalog, "apigateway:RemoveBlackList"),
        [["acs:apigateway:$regionid:$accountid:blacklist/$blacklistId"]]
    );
}

#[test]
fn doubts_have_their_notes() {
    let catalog = embedded();
    assert!(notes(&catalog, "apigateway:DeployApi")[0].contains("`get`"));
    assert_eq!(
        operation(&catalog, "apigateway:DeployApi").access_level,
        AccessLevel::Get
    );
    assert!(!operation(&catalog, "apigateway:DeployApi").access_level_derived);
    assert!(notes(&catalog, "apigateway:DescribeRulesByApi")[0].contains("`group`"));
    assert!(notes(&catalog, "apigateway:SetApiRule")[0].contains("oracs:"));
    assert!(notes(&catalog, "apigateway:AbolishApi")[0].contains("newer page"));
    assert!(notes(&catalog, "apigateway:CreateApi").is_empty());
    let noted: Vec<&str> = [
        "AddTrafficSpecialControl",
        "DeleteAllTrafficSpecialControl",
        "DescribeApiTraffic",
        "RemoveBlackList",
    ]
    .to_vec();
    for operation in &catalog.operations {
        let action = format!("apigateway:{}", operation.name);
        let has = notes(&catalog, &action)
            .iter()
            .any(|note| note.contains("another case"));
        assert_eq!(has, noted.contains(&operation.name.as_str()), "{action}");
    }
    assert!(catalog.notes.iter().all(|note| note.chinese.is_some()));
}

#[test]
fn lookups() {
    let mut catalog = embedded();
    let id = catalog.operation("apigateway:CreateApi").unwrap();
    assert_eq!(catalog.action(id).unwrap(), "apigateway:CreateApi");
    for action in ["ApiGateway:CREATEAPI", "cloudapi:createApi"] {
        assert_eq!(catalog.operation(action), Some(id), "{action}");
    }
    for action in [
        "apigateway:CreateAp",
        "apigateway:",
        "CreateApi",
        "ecs:CreateApi",
        "apigateway:*",
        "",
    ] {
        assert_eq!(catalog.operation(action), None, "{action}");
    }
    assert_eq!(catalog.service("CloudAPI"), Some(0));
    assert_eq!(catalog.service("apigatewa"), None);
    for id in 0..54 {
        let action = catalog.action(id).unwrap();
        assert_eq!(catalog.operation(&action), Some(id), "{action}");
    }
    assert_eq!(catalog.action(54), None);
    assert_eq!(catalog.notes_of(54).count(), 0);
    catalog.templates.push(Template::All);
    assert_eq!(catalog.resource_type(9), None);
    assert_eq!(catalog.resource_type(10), None);
}

#[test]
fn every_type_has_a_title() {
    let catalog = embedded();
    for id in 0..9 {
        assert!(
            catalog.resource_type(id).is_some(),
            "{}",
            catalog.templates[id as usize]
        );
    }
    let group = catalog.services[0].resource_type("apigroup").unwrap();
    assert_eq!(group.one.english, "API group");
    assert_eq!(group.many.wording(Locale::English), "API groups");
    assert_eq!(group.many.wording(Locale::Chinese), "API 分组");
}

/// The resources of one row of the published table, variables in lower case, as sets of alternatives.
fn row(text: &str) -> Vec<Vec<String>> {
    let text = text.replace(" oracs:", "\u{1}acs:");
    let parts = |text: &str| text.split('\u{1}').map(str::to_ascii_lowercase).collect::<Vec<_>>();
    match text.split_once('(') {
        Some((first, others)) => {
            let with = |other| vec![first.to_ascii_lowercase(), other];
            parts(others.strip_suffix(')').unwrap()).into_iter().map(with).collect()
        }
        None => parts(&text).into_iter().map(|part| vec![part]).collect(),
    }
}

#[test]
fn the_operations_are_those_of_the_document() {
    let Some(document) = shared("seeds/apigateway-ram.txt") else {
        return;
    };
    let table = document.split_once("Action-Name Resource\n").unwrap().1;
    let rows: BTreeMap<&str, Vec<Vec<String>>> = table
        .lines()
        .filter_map(|line| line.split_once(" acs:"))
        .map(|(name, rest)| (name, row(&format!("acs:{rest}"))))
        .collect();
    assert_eq!(rows.len(), 54);
    let catalog = embedded();
    for operation in &catalog.operations {
        let mut ours = requires(&catalog, &format!("apigateway:{}", operation.name));
        for text in ours.iter_mut().flatten() {
            *text = text.to_ascii_lowercase();
        }
        assert_eq!(ours, rows[operation.name.as_str()], "{}", operation.name);
    }
}

#[test]
fn levels_and_what_is_gone_are_those_of_the_metadata() {
    let Some(actions) = shared("catalog/actions.tsv") else {
        return;
    };
    let levels: BTreeMap<&str, &str> = actions
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|fields| fields[0] == "apigateway")
        .map(|fields| (fields[1].strip_prefix("apigateway:").unwrap(), fields[2]))
        .collect();
    let catalog = embedded();
    for operation in &catalog.operations {
        let published = levels[operation.name.as_str()];
        assert_eq!(
            operation.access_level_derived,
            published.is_empty(),
            "{}",
            operation.name
        );
        if !published.is_empty() {
            assert_eq!(operation.access_level.name(), published, "{}", operation.name);
        }
        let action = format!("apigateway:{}", operation.name);
        let gone = notes(&catalog, &action)
            .iter()
            .any(|note| note.contains("no longer lists"));
        assert_eq!(gone, published.is_empty(), "{}", operation.name);
    }
}

#[test]
fn derived_levels_follow_the_verb() {
    for operation in embedded().operations.iter().filter(|o| o.access_level_derived) {
        let starts = |verb: &str| operation.name.starts_with(verb);
        let level = if starts("Describe") {
            AccessLevel::Get
        } else if starts("Add") || starts("Create") {
            AccessLevel::Create
        } else if starts("Remove") || starts("Delete") {
            AccessLevel::Delete
        } else {
            AccessLevel::Update
        };
        assert_eq!(operation.access_level, level, "{}", operation.name);
    }
}

#[test]
fn system_policies() {
    let catalog = embedded();
    let [full, read] = catalog.system_policies.as_slice() else {
        panic!("two policies");
    };
    assert_eq!(
        (full.name.as_str(), full.version.as_deref()),
        ("AliyunApiGatewayFullAccess", Some("v3"))
    );
    assert_eq!(full.date.as_deref(), Some("2020-09-17"));
    assert_eq!(read.name, "AliyunApiGatewayReadOnlyAccess");
    assert_eq!((read.version.as_deref(), read.date.as_deref()), (Some("v1"), None));
    let document: Value = serde_json::from_str(&full.document).unwrap();
    assert_eq!(document["Statement"][0]["Action"], "apigateway:*");
    assert_eq!(
        document["Statement"][1]["Condition"]["StringEquals"]["ram:ServiceName"],
        json!([
            "apigateway.aliyuncs.com",
            "monitor.apigateway.aliyuncs.com",
            "sls.apigateway.aliyuncs.com"
        ])
    );
    let expected =
        json!({"Version": "1", "Statement": [{"Action": "apigateway:Describe*", "Resource": "*", "Effect": "Allow"}]});
    assert_eq!(serde_json::from_str::<Value>(&read.document).unwrap(), expected);
    // as written for a person: no indentation left over from the file
    assert!(
        read.document
            .starts_with("{\n  \"Version\": \"1\",\n  \"Statement\": [\n    {\n")
    );
    assert!(read.document.ends_with("\n  ]\n}\n"));
    for policy in &catalog.system_policies {
        assert!(!policy.notes.is_empty() && policy.source.contains(&policy.name.to_ascii_lowercase()));
    }
}

#[test]
fn service_linked_roles() {
    let catalog = embedded();
    // name of role after its prefix, service name before `apigateway.aliyuncs.com`, actions but the self-deletion
    let facts: [(&str, &str, &[&str]); 5] = [
        (
            "ApiGatewayConnectUserVpc",
            "connectuservpc.",
            &[
                "ecs:CreateNetworkInterface",
                "ecs:DescribeNetworkInterfaceAttribute",
                "ecs:DescribeNetworkInterfaces",
                "ecs:DeleteNetworkInterface",
                "ecs:DescribeSecurityGroups",
                "ecs:ModifyNetworkInterfaceAttribute",
                "ecs:AssignPrivateIpAddresses",
                "ecs:UnassignPrivateIpAddresses",
                "ecs:AssignIpv6Addresses",
                "ecs:UnassignIpv6Addresses",
                "vpc:DescribeVpcs",
                "vpc:DescribeVSwitches",
            ],
        ),
        (
            "ApigatewayPutEventsToEventBridge",
            "eb-putevents.",
            &["eventbridge:PutEvents"],
        ),
        ("ApiGateway", "", &["fc:InvokeFunction"]),
        (
            "ApiGatewayMonitoring",
            "monitor.",
            &[
                "cms:CreateMonitorGroup",
                "cms:CreateMonitorGroupInstances",
                "cms:DescribeMonitorGroups",
                "cms:DeleteMonitorGroup",
                "cms:DeleteMonitorGroupInstances",
            ],
        ),
        (
            "ApiGatewayIntegrateWithMicroservices",
            "microservice-integration.",
            &[
                "edas:ReadApplication",
                "edas:ReadNamespace",
                "edas:ReadService",
                "mse:ListAnsServices",
                "mse:ListAnsInstances",
                "mse:ListClusters",
                "mse:QueryInstancesInfo",
                "mse:QueryClusterInfo",
            ],
        ),
    ];
    assert_eq!(catalog.service_linked_roles.len(), 5);
    for (role, (name, service, actions)) in catalog.service_linked_roles.iter().zip(facts) {
        assert_eq!(role.role, format!("AliyunServiceRoleFor{name}"));
        assert_eq!(role.policy_name, format!("AliyunServiceRolePolicyFor{name}"));
        assert_eq!(role.service_name, format!("{service}apigateway.aliyuncs.com"));
        let document: Value = serde_json::from_str(&role.document).unwrap();
        let mut found = Vec::new();
        for statement in document["Statement"].as_array().unwrap() {
            assert_eq!(statement["Effect"], "Allow");
            match &statement["Action"] {
                Value::String(action) if action == "ram:DeleteServiceLinkedRole" => {
                    assert_eq!(
                        statement["Condition"]["StringEquals"]["ram:ServiceName"],
                        role.service_name.as_str()
                    );
                }
                Value::String(action) => found.push(action.as_str()),
                list => found.extend(list.as_array().unwrap().iter().map(|a| a.as_str().unwrap())),
            }
        }
        assert_eq!(found, actions, "{name}");
        let words = [&role.purpose, &role.permissions, &role.creation, &role.deletion];
        assert!(words.iter().all(|words| words.chinese.is_some()), "{name}");
        assert!(role.source.starts_with("https://"));
        ready_policies(role);
    }
    let monitoring = &catalog.service_linked_roles[3];
    assert!(monitoring.document.contains("\"acs:cms:*:*:*\""));
    // those that the full-access policy does not let a RAM user create, and those that cannot delete themselves
    let with = |text: &str| -> Vec<usize> {
        let has = |role: &ServiceLinkedRole| role.notes.iter().any(|note| note.english.contains(text));
        (0..5).filter(|i| has(&catalog.service_linked_roles[*i])).collect()
    };
    assert_eq!(with("AliyunApiGatewayFullAccess"), [0, 1, 4]);
    assert_eq!(with("delete itself"), [1, 2, 3]);
    assert_eq!(with("small `g`"), [1]);
}

fn ready_policies(role: &ServiceLinkedRole) {
    for (text, action) in [
        (role.creation_policy(), "ram:CreateServiceLinkedRole"),
        (role.deletion_policy(), "ram:DeleteServiceLinkedRole"),
    ] {
        let expected = json!({"Version": "1", "Statement": [{
            "Effect": "Allow", "Action": action, "Resource": "*",
            "Condition": {"StringEquals": {"ram:ServiceName": role.service_name}}
        }]});
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    }
}

#[test]
fn documents_are_the_published_ones() {
    let catalog = embedded();
    let policies = catalog.system_policies.iter().map(|policy| &policy.document);
    let documents = policies.chain(catalog.service_linked_roles.iter().map(|role| &role.document));
    for (document, file) in documents.zip([
        "111-sys-apigateway-full",
        "112-sys-apigateway-readonly",
        "120-slr-connectuservpc",
        "121-slr-eventbridge",
        "122-slr-functioncompute",
        "123-slr-monitoring",
        "124-slr-microservices",
    ]) {
        let Some(published) = shared(&format!("ram/examples/{file}.json")) else {
            return;
        };
        assert_eq!(
            serde_json::from_str::<Value>(document).unwrap(),
            serde_json::from_str::<Value>(&published).unwrap(),
            "{file}"
        );
    }
}

// ------------------------------------------------------------------ files of one's own

/// A faultless catalogue with `operations` (JSON) in it.
fn file(operations: &str) -> String {
    format!(
        r#"{{ "format": "ramlight-catalog/1", "date": "2026-01-31", "services": [
  {{ "code": "demo", "name": "Demo", "aliases": ["demo2"],
    "templates": {{ "one": "acs:demo:$regionid:$accountid:thing/$id", "all": "acs:demo:$regionid:$accountid:thing/*" }},
    "notes": {{ "old": "it is old" }},
    "operations": [
{operations}
] }} ] }}"#
    )
}

fn errors(text: &str) -> Vec<CatalogError> {
    Catalog::from_texts(&[("mine.json", text)]).unwrap_err()
}

/// The one error that a text has, as `line:column reason`.
fn only_error(text: &str) -> (u32, u32, Reason) {
    let errors = errors(text);
    assert_eq!(errors.len(), 1, "{errors:?}");
    let CatalogError {
        file,
        line,
        column,
        reason,
    } = errors.into_iter().next().unwrap();
    assert_eq!(file, "mine.json");
    (line, column, reason)
}

#[test]
fn a_file_of_ones_own() {
    let text = file(
        r#"{ "name": "zap", "level": "none", "requires": "*" },
{ "name": "Get_It", "derived": "get", "notes": ["old", "said in words", { "en": "both", "zh": "两者" }] },
{ "name": "Move", "level": "update", "requires": "one+all|one" },
{ "name": "Shift", "level": "update", "requires": " one + all | one " }"#,
    );
    let catalog = Catalog::from_texts(&[("mine.json", &text)]).unwrap();
    let names: Vec<&str> = catalog.operations.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["Get_It", "Move", "Shift", "zap"]);
    assert_eq!(requires(&catalog, "demo:zap"), [["*"]]);
    assert!(requires(&catalog, "demo:Get_It").is_empty());
    let of = |action: &str| operation(&catalog, action).requirement as usize;
    assert!(!catalog.requirements[of("demo:Get_It")].is_published());
    assert!(catalog.requirements[of("demo:zap")].is_published());
    assert_eq!(of("demo:Move"), of("demo2:Shift"));
    assert_eq!(
        requires(&catalog, "demo:Move").iter().map(Vec::len).collect::<Vec<_>>(),
        [2, 1]
    );
    assert_eq!(notes(&catalog, "demo:get_it"), ["it is old", "said in words", "both"]);
}

#[test]
fn services_come_from_several_files_in_order() {
    let one = r#"{ "format": "ramlight-catalog/1", "date": "2020-05-05", "sources": ["first"], "services": [
        { "code": "zz", "name": "Z", "templates": { "all": "*" }, "operations": [ { "name": "A", "level": "get", "requires": "all" } ] } ] }"#;
    let two = r#"{ "format": "ramlight-catalog/1", "date": "2019-04-04", "sources": ["second"], "services": [
        { "code": "bb", "name": "B", "operations": [ { "name": "A", "level": "get", "requires": "*" } ] },
        { "code": "aa", "name": "A", "operations": [] } ] }"#;
    let catalog = Catalog::from_texts(&[("one.json", one), ("two.json", two)]).unwrap();
    let services: Vec<_> = catalog
        .services
        .iter()
        .map(|s| (s.code.as_str(), s.operations()))
        .collect();
    assert_eq!(services, [("aa", 0..0), ("bb", 0..1), ("zz", 1..2)]);
    assert_eq!(catalog.operations[1].service, 2);
    assert_eq!(catalog.date, "2019-04-04");
    assert_eq!(catalog.sources, ["first", "second"]);
    assert_eq!(
        catalog.templates,
        [Template::All],
        "equal templates of two services are one"
    );
    assert_eq!(catalog.requirements.len(), 1);
}

#[test]
fn every_error_of_an_operation() {
    let plain = r#"{ "name": "A", "level": "get", "requires": "one" }"#;
    assert!(Catalog::from_texts(&[("mine.json", &file(plain))]).is_ok());
    let text = |s: &str| s.to_owned();
    // the line of the operation is 6; the column is that of the faulty value
    for (operation, column, reason) in [
        (r#"{ "level": "get" }"#, 1, Reason::MissingKey("name")),
        (r#"{ "name": "", "level": "get" }"#, 11, Reason::Empty),
        (r#"{ "name": 7, "level": "get" }"#, 11, Reason::Type("a string")),
        (
            r#"{ "name": "A:B", "level": "get" }"#,
            11,
            Reason::OperationName(text("A:B")),
        ),
        (
            r#"{ "name": "Get*", "level": "get" }"#,
            11,
            Reason::OperationName(text("Get*")),
        ),
        (r#"{ "name": "A" }"#, 1, Reason::LevelOrDerived),
        (
            r#"{ "name": "A", "level": "get", "derived": "get" }"#,
            1,
            Reason::LevelOrDerived,
        ),
        (
            r#"{ "name": "A", "level": "read" }"#,
            25,
            Reason::AccessLevel(text("read")),
        ),
        (
            r#"{ "name": "A", "derived": "Get" }"#,
            27,
            Reason::AccessLevel(text("Get")),
        ),
        (
            r#"{ "name": "A", "level": "get", "requires": "two" }"#,
            44,
            Reason::UnknownTemplate(text("two")),
        ),
        (
            r#"{ "name": "A", "level": "get", "requires": "one + " }"#,
            44,
            Reason::Requirement(text("one + ")),
        ),
        (
            r#"{ "name": "A", "level": "get", "requires": "| one" }"#,
            44,
            Reason::Requirement(text("| one")),
        ),
        (
            r#"{ "name": "A", "level": "get", "requires": "one + one" }"#,
            44,
            Reason::RepeatedTemplate(text("one")),
        ),
        (
            r#"{ "name": "A", "level": "get", "requires": "one | all | one" }"#,
            44,
            Reason::RepeatedTemplate(text("one")),
        ),
        (
            r#"{ "name": "A", "level": "get", "requires": ["one"] }"#,
            44,
            Reason::Type("a string"),
        ),
        (
            r#"{ "name": "A", "level": "get", "notes": ["new"] }"#,
            42,
            Reason::UnknownNote(text("new")),
        ),
        (
            r#"{ "name": "A", "level": "get", "notes": "old" }"#,
            41,
            Reason::Type("a list"),
        ),
        (
            r#"{ "name": "A", "level": "get", "notes": [{ "zh": "旧" }] }"#,
            42,
            Reason::MissingKey("en"),
        ),
        (
            r#"{ "name": "A", "level": "get", "notes": [null] }"#,
            42,
            Reason::Type("a string, or an object with `en` and `zh`,"),
        ),
        (
            r#"{ "name": "A", "level": "get", "require": "one" }"#,
            32,
            Reason::UnknownKey(text("require")),
        ),
        (r#""A""#, 1, Reason::Type("an object")),
    ] {
        assert_eq!(only_error(&file(operation)), (6, column, reason), "{operation}");
    }
}

#[test]
fn an_operation_may_stand_only_once() {
    let text = file("{ \"name\": \"GetIt\", \"level\": \"get\" },\n{ \"name\": \"getit\", \"level\": \"get\" }");
    assert_eq!(
        only_error(&text),
        (7, 11, Reason::RepeatedOperation("getit".to_owned()))
    );
}

#[test]
fn every_error_of_a_service() {
    let text = |s: &str| s.to_owned();
    let whole = file("");
    let policy = r#""systemPolicies": [ { "name": "P", "title": "p", "source": "s", "policy": {} } ], "#;
    let role = r#""serviceLinkedRoles": [ { "purpose": "p", "role": "r", "serviceName": "a.b", "policyName": "n", "permissions": "p", "creation": "c", "deletion": "d", "source": "s", "policy": {} } ], "#;
    for (from, to, reason) in [
        ("\"demo\"", "\"Demo\"", Reason::ServiceCode(text("Demo"))),
        ("\"demo\"", "\"\"", Reason::Empty),
        ("\"code\": \"demo\", ", "", Reason::MissingKey("code")),
        ("\"name\": \"Demo\", ", "", Reason::MissingKey("name")),
        ("[\"demo2\"]", "\"demo2\"", Reason::Type("a list")),
        ("[\"demo2\"]", "[\"demo 2\"]", Reason::ServiceCode(text("demo 2"))),
        ("[\"demo2\"]", "[\"demo\"]", Reason::RepeatedService(text("demo"))),
        ("\"one\":", "\"One\":", Reason::Name(text("One"))),
        ("\"all\":", "\"one\":", Reason::RepeatedKey(text("one"))),
        (
            "thing/$id",
            "thing/<id>",
            Reason::Template(TemplateError::Text(text("thing/<id>"))),
        ),
        (
            "acs:demo:$regionid:$accountid:thing/$id",
            "acs:demo:$regionid:",
            Reason::Template(TemplateError::Fields(4)),
        ),
        (
            "acs:demo:$regionid:$accountid:thing/$id",
            "acs:De mo:::t",
            Reason::Template(TemplateError::Service),
        ),
        ("\"old\":", "\"Old note\":", Reason::Name(text("Old note"))),
        (
            "\"it is old\"",
            "[]",
            Reason::Type("a string, or an object with `en` and `zh`,"),
        ),
        ("\"operations\": [\n\n]", "\"operations\": {}", Reason::Type("a list")),
        (",\n    \"operations\": [\n\n]", "", Reason::MissingKey("operations")),
        (
            "\"notes\": {",
            "\"types\": { \"thing\": { \"one\": \"thing\" } }, \"notes\": {",
            Reason::MissingKey("many"),
        ),
        (
            "\"notes\": {",
            "\"extra\": 1, \"notes\": {",
            Reason::UnknownKey(text("extra")),
        ),
        (
            "\"notes\": {",
            &format!("{}\"notes\": {{", policy.replace("\"name\": \"P\", ", "")),
            Reason::MissingKey("name"),
        ),
        (
            "\"notes\": {",
            &format!("{}\"notes\": {{", policy.replace("{}", "\"{}\"")),
            Reason::Type("an object"),
        ),
        (
            "\"notes\": {",
            &format!(
                "{}\"notes\": {{",
                policy.replace("\"title\"", "\"date\": \"2020\", \"title\"")
            ),
            Reason::Date(text("2020")),
        ),
        (
            "\"notes\": {",
            &format!("{}\"notes\": {{", role.replace("a.b", "a..b")),
            Reason::ServiceName(text("a..b")),
        ),
        (
            "\"notes\": {",
            &format!("{}\"notes\": {{", role.replace("a.b", "a\\\"b")),
            Reason::ServiceName(text("a\"b")),
        ),
        (
            "\"notes\": {",
            &format!("{}\"notes\": {{", role.replace("\"creation\": \"c\", ", "")),
            Reason::MissingKey("creation"),
        ),
    ] {
        assert!(whole.contains(from), "{from}");
        let faulty = whole.replacen(from, to, 1);
        assert_eq!(only_error(&faulty).2, reason, "{faulty}");
    }
    for good in [policy, role] {
        let text = whole.replacen("\"notes\": {", &format!("{good}\"notes\": {{"), 1);
        assert!(Catalog::from_texts(&[("mine.json", &text)]).is_ok());
    }
}

#[test]
fn every_error_of_a_file() {
    let text = |s: &str| s.to_owned();
    let whole = file("");
    for (from, to, line, column, reason) in [
        (
            "\"format\": \"ramlight-catalog/1\", ",
            "",
            1,
            1,
            Reason::MissingKey("format"),
        ),
        (
            "ramlight-catalog/1",
            "ramlight-catalog/2",
            1,
            13,
            Reason::NewerFormat(text("ramlight-catalog/2")),
        ),
        (
            "ramlight-catalog/1",
            "ramlight-catalog/01",
            1,
            13,
            Reason::Format(text("ramlight-catalog/01")),
        ),
        (
            "ramlight-catalog/1",
            "openapi/3",
            1,
            13,
            Reason::Format(text("openapi/3")),
        ),
        ("\"ramlight-catalog/1\"", "1", 1, 13, Reason::Type("a string")),
        ("\"date\": \"2026-01-31\", ", "", 1, 1, Reason::MissingKey("date")),
        ("2026-01-31", "2026-13-31", 1, 43, Reason::Date(text("2026-13-31"))),
        ("2026-01-31", "2026-1-31", 1, 43, Reason::Date(text("2026-1-31"))),
        ("2026-01-31", "31 Jan", 1, 43, Reason::Date(text("31 Jan"))),
        (
            "\"date\":",
            "\"day\": \"\", \"date\":",
            1,
            35,
            Reason::UnknownKey(text("day")),
        ),
        (
            "\"date\":",
            "\"date\": \"2020-01-01\", \"date\":",
            1,
            57,
            Reason::RepeatedKey(text("date")),
        ),
        (
            "\"date\":",
            "\"sources\": [1], \"date\":",
            1,
            47,
            Reason::Type("a string"),
        ),
    ] {
        assert!(whole.contains(from), "{from}");
        let faulty = whole.replacen(from, to, 1);
        assert_eq!(only_error(&faulty), (line, column, reason), "{faulty}");
    }
    assert_eq!(only_error("[]"), (1, 1, Reason::Type("an object")));
}

#[test]
fn another_file_may_not_have_the_same_service() {
    let text = file("");
    let errors = Catalog::from_texts(&[("one.json", &text), ("two.json", &text)]).unwrap_err();
    let found: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "two.json:2:13: another service has the code or alias `demo`",
            "two.json:2:49: another service has the code or alias `demo2`",
        ]
    );
}

#[test]
fn all_errors_are_told_in_their_order() {
    let text = file("{ \"name\": \"A\", \"level\": \"read\", \"requires\": \"two + three\" },\n7")
        .replace("thing/*", "thing/%s")
        .replace("2026-01-31", "soon");
    let found: Vec<String> = errors(&text).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "mine.json:1:43: `soon` is no date like `2017-12-01`",
            "mine.json:3:77: `thing/%s` cannot stand in a resource: write a variable as `$name` or `{#name}`",
            "mine.json:6:25: `read` is no access level: create, list, get, update, delete or none",
            "mine.json:6:45: the service has no template `two`",
            "mine.json:6:45: the service has no template `three`",
            "mine.json:7:1: an object is needed here",
        ]
    );
}

#[test]
fn broken_json_is_told_with_its_place() {
    for (text, line) in [
        ("", 1),
        ("\n\n{", 3),
        ("{ \"format\": \"ramlight-catalog/1\",\n \"date\": }", 2),
        (
            "{ \"format\": \"ramlight-catalog/1\", \"date\": \"2020-01-01\",\n \"services\": [ ] ]",
            2,
        ),
        ("not json", 1),
    ] {
        let errors = errors(text);
        assert!(
            errors
                .iter()
                .any(|e| matches!(e.reason, Reason::Json(_)) && e.line == line),
            "{text:?}: {errors:?}"
        );
    }
}

#[test]
fn columns_count_utf_16_units() {
    let text = file("{ \"name\": \"A\", \"notes\": [\"🎈 中文\"], \"level\": \"x\" }");
    assert_eq!(only_error(&text), (6, 45, Reason::AccessLevel("x".to_owned())));
}

// ------------------------------------------------------------------ size, and the table for later

/// 300 services, 25,000 operations, four templates a service.
fn made_up() -> String {
    let mut text = String::from(r#"{ "format": "ramlight-catalog/1", "date": "2026-01-01", "services": ["#);
    for service in 0..300 {
        let comma = if service == 0 { "" } else { "," };
        write!(
            text,
            "{comma}\n{{ \"code\": \"svc-{service}\", \"name\": \"Service {service}\", \"templates\": {{"
        )
        .unwrap();
        for (i, kind) in ["instance", "disk", "image", "snapshot"].into_iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(
                text,
                "{comma} \"{kind}\": \"acs:svc-{service}:$regionid:$accountid:{kind}/$id\""
            )
            .unwrap();
        }
        text.push_str(" }, \"operations\": [");
        let count = if service < 100 { 84 } else { 83 };
        for operation in 0..count {
            let comma = if operation == 0 { "" } else { "," };
            let requires = ["instance", "disk | image", "instance + snapshot", "*"][operation % 4];
            // a stride, so that the names do not come in their order
            let name = operation * 37 % count;
            write!(
                text,
                "{comma}\n{{ \"name\": \"DescribeThing{name}\", \"level\": \"get\", \"requires\": \"{requires}\" }}"
            )
            .unwrap();
        }
        text.push_str("] }");
    }
    text.push_str("] }");
    text
}

#[test]
fn large_catalogues_load_quickly() {
    let text = made_up();
    let start = Instant::now();
    let catalog = Catalog::from_texts(&[("large.json", &text)]).unwrap();
    let time = start.elapsed();
    eprintln!("25,000 operations, {} bytes: {time:?}", text.len());
    assert_eq!(catalog.operations.len(), 25_000);
    assert_eq!(catalog.templates.len(), 300 * 4 + 1);
    assert_eq!(catalog.requirements.len(), 300 * 3 + 1);
    let codes: BTreeSet<&str> = catalog.services.iter().map(|s| s.code.as_str()).collect();
    assert!(catalog.services.iter().map(|s| s.code.as_str()).eq(codes));
    for service in &catalog.services {
        let names: Vec<String> = service
            .operations()
            .map(|id| catalog.operations[id as usize].name.to_ascii_lowercase())
            .collect();
        assert!(names.is_sorted(), "{}", service.code);
    }
    // far above what it takes (debug builds and busy machines included), far below what a quadratic step would
    assert!(time < Duration::from_secs(10), "{time:?}");
}

#[test]
fn templates_of_the_large_table() {
    let Some(actions) = shared("catalog/actions.tsv") else {
        return;
    };
    let mut read = 0;
    let mut refused: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let templates = actions.lines().skip(1).filter_map(|line| line.split('\t').nth(3));
    for text in templates
        .flat_map(|templates| templates.split('|'))
        .filter(|text| !text.is_empty())
    {
        match Template::parse(text) {
            Ok(template) => {
                read += 1;
                assert_eq!(Template::parse(&template.to_string()), Ok(template), "{text}");
            }
            Err(error) => {
                let kind = match error {
                    TemplateError::Prefix => "prefix",
                    TemplateError::Fields(_) => "fields",
                    TemplateError::Service => "service",
                    TemplateError::RelativeId => "relative-id",
                    TemplateError::MixedField(_) => "mixed",
                    TemplateError::Variable(_) => "variable",
                    TemplateError::Text(_) => "text",
                };
                refused.entry(kind).or_default().insert(text);
            }
        }
    }
    eprintln!("{read} read; refused: {refused:#?}");
    assert!(read > 2000);
    for garbage in refused.values().flatten() {
        let known = ["%", "**", "。", ":::"].iter().any(|trace| garbage.contains(trace))
            || garbage.matches(':').count() < 4
            || garbage.ends_with(':');
        assert!(known, "{garbage} looks sound");
    }
}

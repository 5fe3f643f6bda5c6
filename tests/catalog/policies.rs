//! The system policies and service-linked roles of the embedded catalogue.

use ramlight::catalog::ServiceLinkedRole;
use serde_json::{Value, json};

use crate::{embedded, shared};

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

//! The operations of the embedded catalogue against the documents that they come from.

use std::collections::BTreeMap;

use ramlight::catalog::{AccessLevel, Catalog};
use ramlight::diagnostic::Locale;
use ramlight::pattern::Template;

use crate::{embedded, notes, operation, requires, shared};

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

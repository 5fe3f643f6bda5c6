//! The catalogue of the whole cloud: its counts, each row of the tables, parts of it, and others over it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use ramlight::catalog::{AccessLevel, Catalog, Operation};
use ramlight::diagnostic::Locale;
use ramlight::pattern::Template;

use crate::{notes, operation, requires, shared};

pub(crate) const CLOUD: &str = include_str!("../../src/catalog/data/cloud/cloud.txt");

pub(crate) fn whole() -> Catalog {
    Catalog::from_cloud("cloud.txt", CLOUD, None).unwrap()
}

fn some(codes: &[&str]) -> Catalog {
    Catalog::from_cloud("cloud.txt", CLOUD, Some(codes)).unwrap()
}

#[test]
fn it_is_complete_by_count_sorted_and_well_formed() {
    let start = Instant::now();
    let catalog = whole();
    eprintln!("{} operations in {:?}", catalog.operations.len(), start.elapsed());
    // 24,758 rows of the table, two of them a second time in another case; and 9 that are written by hand
    assert_eq!(catalog.services.len(), 319);
    assert_eq!(catalog.operations.len(), 24_758 - 2 + 9);
    assert!(catalog.is_whole);
    assert_eq!(catalog.date, "2025-12-19");
    assert!(catalog.services.is_sorted_by(|a, b| a.code < b.code));
    let mut id = 0;
    for (at, service) in (0..).zip(&catalog.services) {
        assert!(service.is_loaded && service.first == id, "{}", service.code);
        id += service.count;
        let operations = catalog.operations_of(at);
        assert_eq!(operations.len(), service.count as usize);
        assert!(operations.iter().all(|operation| operation.service == at));
        let names: Vec<String> = operations.iter().map(|o| o.name.to_ascii_lowercase()).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{}", service.code);
        assert!(service.arn_hints.is_sorted_by(|a, b| a < b), "{}", service.code);
        assert!(
            service.arn_hints.iter().all(|hint| Template::parse(hint).is_ok()),
            "{}",
            service.code
        );
    }
    assert_eq!(id as usize, catalog.operations.len());
    for operation in &catalog.operations {
        let requirement = &catalog.requirements[operation.requirement as usize];
        assert_eq!(
            requirement.is_published(),
            operation.resource_origin.is_some(),
            "{}",
            operation.name
        );
        assert!(operation.name_origin.is_some(), "{}", operation.name);
        let templates = requirement.alternatives.iter().flatten();
        assert!(templates.clone().all(|id| (*id as usize) < catalog.templates.len()));
        assert!(
            operation
                .notes
                .iter()
                .all(|note| (*note as usize) < catalog.notes.len())
        );
    }
    let used: BTreeSet<u32> = catalog
        .operations
        .iter()
        .flat_map(|o| {
            catalog.requirements[o.requirement as usize]
                .alternatives
                .iter()
                .flatten()
        })
        .copied()
        .collect();
    assert_eq!(
        used.len(),
        catalog.templates.len(),
        "templates are those that some operation requires"
    );
    let texts: BTreeSet<String> = catalog.templates.iter().map(Template::to_string).collect();
    assert_eq!(texts.len(), catalog.templates.len(), "equal templates have one id");
    assert!(catalog.operation_keys.is_sorted_by(|a, b| a.0 < b.0));
}

/// The counts of the tables, with what is done to single rows:
///
/// - two spellings of `elasticsearch:CreateInstance` (`doc`) and of `vpc:UntagResources` (`api-name`) are one operation;
/// - by hand come DeleteServiceLinkedRole (`doc`), GetServiceLinkedRoleDeletionStatus (`api-name`) and 7 of policies;
/// - 125 rows with resources print one that is none, 10 rows got theirs by hand, and two that had none;
/// - the embedded catalogue knows all 52 rows of the seed and two of the newer documents (148) with more care.
#[test]
fn sources_are_counted() {
    let catalog = whole();
    let count = |of: fn(&Operation) -> Option<u8>| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for origin in catalog.operations.iter().filter_map(of) {
            *counts.entry(&catalog.origins[usize::from(origin)].id).or_default() += 1;
        }
        counts.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(
        count(|operation| operation.name_origin),
        [("api-name", 22_090), ("doc", 1_945), ("policy", 7), ("ramActions", 723)]
    );
    assert_eq!(
        count(|operation| operation.resource_origin),
        [
            ("doc-2021", 874),
            ("doc-current", 146),
            ("notes", 12),
            ("ramActions", 723),
            ("seed", 54)
        ]
    );
    // 22,173 rows have a level; one is `patch`, and of one of the two pairs both rows have one
    let told = catalog
        .operations
        .iter()
        .filter(|operation| !operation.access_level_derived);
    assert_eq!(told.count(), 22_173 - 2);
    // of the 74 rows with keys none is lost; AssumeRole, PassRole and the two of service-linked roles are by hand
    assert_eq!(catalog.operation_keys.len(), 78);
    let of = |code: &str| catalog.services[catalog.service(code).unwrap() as usize].count;
    for (code, rows) in [
        ("acc", 3),
        ("apigateway", 243),
        ("ecs", 364),
        ("oss", 180),
        ("log", 216),
        ("yundun-sas", 921),
    ] {
        assert!(of(code) >= rows, "{code}");
    }
    assert_eq!(
        (of("ecs"), of("oss"), of("ram"), of("sts"), of("resourcemanager")),
        (364, 180, 72, 6, 135)
    );
}

/// Operations whose row of the table is not what the catalogue says, each with the reason beside it in `hand.json`.
const BY_HAND: [&str; 10] = [
    "kms:CreateAlias",
    "ram:AttachPolicyToGroup",
    "ram:AttachPolicyToRole",
    "ram:AttachPolicyToUser",
    "ram:DetachPolicyFromGroup",
    "ram:DetachPolicyFromRole",
    "ram:DetachPolicyFromUser",
    "ram:ListPolicyVersions",
    "slb:AddBackendServers",
    "vpc:CreateVSwitch",
];

/// A text of a resource with the names of its variables left out.
fn shape(text: &str) -> String {
    let text = text.replace("**", "").replace("{#", "{");
    let mut shape = String::new();
    let mut inside = false;
    for character in text.chars() {
        match character {
            '{' | '$' => shape.push('$'),
            _ if inside && character.is_ascii_alphanumeric() => {}
            '-' | '.' | '}' if inside && text.contains('{') => {}
            _ => shape.push(character),
        }
        inside = match character {
            '{' | '$' => true,
            '}' => false,
            _ => inside && (character.is_ascii_alphanumeric() || (text.contains('{') && "-.".contains(character))),
        };
    }
    shape
}

/// The shapes as the catalogue has them: regions of examples and `*` as account are variables.
fn taken(text: &str) -> String {
    let mut fields: Vec<String> = shape(text).split(':').map(str::to_owned).collect();
    if let [_, _, region, account, ..] = fields.as_mut_slice() {
        if region.starts_with("cn-") {
            "$".clone_into(region);
        }
        if account == "*" {
            "$".clone_into(account);
        }
    }
    fields.join(":")
}

/// Every row of the table against the catalogue.
#[test]
fn each_row_of_the_table_is_there() {
    let Some(table) = shared("catalog/actions.tsv") else {
        return;
    };
    let catalog = whole();
    let (mut rows, mut with_resources, mut doubtful) = (0, 0, 0);
    for line in table.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [code, action, level, resources, keys, source, _] = fields[..] else {
            panic!("{line}");
        };
        rows += 1;
        let id = catalog
            .operation(action)
            .unwrap_or_else(|| panic!("{action} is missing"));
        let found = &catalog.operations[id as usize];
        assert_eq!(catalog.services[found.service as usize].code, code, "{action}");
        let second = ["elasticsearch:createInstance", "vpc:UnTagResources"].contains(&action);
        assert!(second || catalog.action(id).as_deref() == Some(action), "{action}");
        // of API Gateway the embedded catalogue tells, which has its own tests
        let seed = catalog.origins.iter().position(|origin| origin.id == "seed").unwrap();
        if source == "seed" || found.resource_origin == Some(seed as u8) {
            continue;
        }
        if let Some(level) = AccessLevel::from_name(level) {
            assert_eq!(
                (found.access_level, found.access_level_derived),
                (level, false),
                "{action}"
            );
        }
        for key in keys.split('|').filter(|key| !key.is_empty()) {
            let key = if key == "ecs:tag" { "ecs:tag/" } else { key };
            assert!(
                catalog.keys_of_operation(id).any(|known| known.name == key),
                "{action} {key}"
            );
        }
        if resources.is_empty() || BY_HAND.contains(&action) {
            continue;
        }
        with_resources += 1;
        let shapes: BTreeSet<String> = requires(&catalog, action)
            .iter()
            .flatten()
            .map(|text| shape(text))
            .collect();
        if shapes.is_empty() {
            doubtful += 1;
            // not published then, and the note has what is printed
            let printed = |text: &str| notes(&catalog, action).iter().any(|note| note.contains(text));
            assert!(resources.split('|').any(printed), "{action}");
        } else {
            let expected: BTreeSet<String> = resources.split('|').map(taken).collect();
            assert_eq!(shapes, expected, "{action}");
        }
    }
    eprintln!("{rows} rows, {with_resources} with resources, {doubtful} of them unreadable");
    assert_eq!((rows, with_resources), (24_758, 1_932 - 54 - 10));
}

#[test]
fn a_part_of_it_says_the_same() {
    let all = whole();
    let part = some(&["ecs", "CLOUDAPI", "nosuch"]);
    assert_eq!(part.services.len(), 319);
    let loaded: Vec<&str> = part
        .services
        .iter()
        .filter(|of| of.is_loaded)
        .map(|of| of.code.as_str())
        .collect();
    assert_eq!(loaded, ["apigateway", "ecs"]);
    assert!(part.is_known("oss") && part.operation("oss:GetObject").is_none());
    for id in 0..part.operations.len() as u32 {
        let action = part.action(id).unwrap();
        assert_eq!(requires(&part, &action), requires(&all, &action), "{action}");
        assert_eq!(notes(&part, &action), notes(&all, &action), "{action}");
    }
    assert_eq!(part.operations.len(), 243 + 364);
    assert!(some(&[]).operations.is_empty());
}

/// What the embedded catalogue says of API Gateway is what the whole one says.
#[test]
fn the_embedded_facts_count_more() {
    let (all, embedded) = (whole(), Catalog::api_gateway());
    for id in 0..embedded.operations.len() as u32 {
        let action = embedded.action(id).unwrap();
        let (here, there) = (operation(&all, &action), operation(&embedded, &action));
        assert_eq!(requires(&all, &action), requires(&embedded, &action), "{action}");
        assert_eq!(notes(&all, &action), notes(&embedded, &action), "{action}");
        assert_eq!(
            (here.access_level, here.access_level_derived),
            (there.access_level, there.access_level_derived)
        );
    }
    assert_eq!(each_policy(&all), each_policy(&embedded));
    let group = all
        .templates
        .iter()
        .position(|template| template.to_string().ends_with(":apigroup/*"))
        .unwrap();
    assert_eq!(
        all.resource_type(group as u32).unwrap().many.wording(Locale::English),
        "API groups"
    );
    // one that the seed does not have comes from the metadata
    assert!(requires(&all, "apigateway:ImportSwagger").is_empty());
}

fn each_policy(catalog: &Catalog) -> Vec<(String, String)> {
    let code = |service: u32| catalog.services[service as usize].code.clone();
    let policies = catalog
        .system_policies
        .iter()
        .map(|policy| (code(policy.service), policy.name.clone()));
    let roles = catalog
        .service_linked_roles
        .iter()
        .map(|role| (code(role.service), role.role.clone()));
    policies.chain(roles).collect()
}

#[test]
fn a_file_of_ones_own_goes_over_it() {
    let own = r#"{ "format": "ramlight-catalog/1", "date": "2026-02-03", "services": [
        { "code": "acc", "name": "My ACC", "templates": { "cache": "acs:acc:$regionid:$accountid:cache/$id" }, "operations": [
            { "name": "deleteimagecache", "level": "none", "requires": "cache" },
            { "name": "Mine", "derived": "get", "requires": "*" } ] },
        { "code": "zzz", "name": "Mine", "operations": [{ "name": "Do", "level": "update" }] } ] }"#;
    let catalog = some(&["acc", "ecs"]).extended(&Catalog::from_texts(&[("own.json", own)]).unwrap());
    assert_eq!(catalog.services.len(), 320);
    let names: Vec<String> = catalog
        .operations_of(catalog.service("acc").unwrap())
        .iter()
        .map(|o| o.name.clone())
        .collect();
    assert_eq!(
        names,
        [
            "CreateImageCache",
            "deleteimagecache",
            "GetImageCache",
            "ListImageCaches",
            "Mine"
        ]
    );
    assert_eq!(
        requires(&catalog, "acc:DeleteImageCache"),
        [["acs:acc:$regionid:$accountid:cache/$id"]]
    );
    assert_eq!(
        operation(&catalog, "acc:DeleteImageCache").access_level,
        AccessLevel::None
    );
    assert_eq!(requires(&catalog, "acc:Mine"), [["*"]]);
    assert_eq!(
        requires(&catalog, "ecs:DeleteInstance"),
        [["acs:ecs:$regionid:$accountid:instance/$instanceId"]]
    );
    assert!(requires(&catalog, "zzz:Do").is_empty());
    assert_eq!(
        catalog
            .keys_of_operation(catalog.operation("ecs:RevokeSecurityGroup").unwrap())
            .count(),
        1
    );
    assert_eq!(catalog.date, "2025-12-19");
}

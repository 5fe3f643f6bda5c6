//! The catalogue of the whole cloud: its counts, facts worked out by hand of the tables, and files that are damaged.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use ramlight::catalog::{AccessLevel, Catalog, Operation};
use ramlight::diagnostic::Locale;
use ramlight::pattern::Template;

use crate::{notes, operation, requires, shared};

const CLOUD: &str = include_str!("../../src/catalog/data/cloud/cloud.txt");

fn whole() -> Catalog {
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

/// One row each of 20 services and more, read in the table by eye.
#[test]
fn facts_by_hand() {
    let catalog = whole();
    let several = "the source lists several resources without saying which of them one call is checked against; each is taken as an alternative";
    let level = |action: &str| {
        let found = operation(&catalog, action);
        (found.access_level, found.access_level_derived)
    };
    let one = |action: &str| {
        let alternatives = requires(&catalog, action);
        assert_eq!(alternatives.len(), 1, "{action}");
        alternatives[0].join(" + ")
    };
    let each = |action: &str| {
        requires(&catalog, action)
            .iter()
            .map(|all| all.join(" + "))
            .collect::<Vec<_>>()
    };
    let keys = |action: &str| {
        let keys = catalog.keys_of_operation(catalog.operation(action).unwrap());
        let keys: BTreeSet<&str> = keys.map(|key| key.name.as_str()).collect();
        Vec::from_iter(keys)
    };
    assert_eq!(level("acc:CreateImageCache"), (AccessLevel::Create, false));
    assert!(each("acc:CreateImageCache").is_empty());
    assert_eq!(
        one("actiontrail:CreateTrail"),
        "acs:actiontrail:$regionid:$accountid:trail/*"
    );
    assert_eq!(one("alikafka:UpdateInstance"), "acs:alikafka:*:$accountid:$instanceId");
    assert_eq!(
        notes(&catalog, "alikafka:UpdateInstance"),
        ["the source prints `*` for the account; any account is taken"]
    );
    // the table prints two resources as one word
    assert!(each("baas:CreateChaincode").is_empty() && notes(&catalog, "baas:CreateChaincode").len() == 1);
    assert_eq!(
        one("cdn:DescribeCdnDomainDetail"),
        "acs:cdn:*:$accountid:domain/$domainName"
    );
    assert!(each("cdn:AddCdnDomain").is_empty());
    assert!(notes(&catalog, "cdn:AddCdnDomain")[0].contains("`acs:cdn::{#accountId}:domain/`"));
    assert_eq!(keys("cs:ModifyClusterAddon"), ["cs:AddonName", "cs:AddonNames"]);
    assert_eq!(
        each("dfs:CreateMountPoint"),
        [
            "acs:dfs:$regionid:$accountid:filesystem/$fileSystemId",
            "acs:vpc:$regionid:$accountid:vswitch/$vswitchId"
        ]
    );
    assert_eq!(notes(&catalog, "dfs:CreateMountPoint"), [several]);
    assert_eq!(
        one("ecs:DeleteInstance"),
        "acs:ecs:$regionid:$accountid:instance/$instanceId"
    );
    assert_eq!(each("ecs:CreateInstance").len(), 7);
    assert_eq!(keys("ecs:RevokeSecurityGroup"), ["ecs:tag/"]);
    // one row has the resource, the other the level
    assert_eq!(level("elasticsearch:createinstance"), (AccessLevel::Create, false));
    assert_eq!(
        one("elasticsearch:CreateInstance"),
        "acs:elasticsearch:$regionid:$accountid:instances/*"
    );
    assert_eq!(
        one("fc:CreateFunction"),
        "acs:fc:$regionid:$accountid:functions/$functionName"
    );
    assert!(each("gpdb:CreateDBInstance").is_empty());
    assert_eq!(each("ims:AddUserToGroup").len(), 2);
    assert_eq!(one("kms:Decrypt"), "acs:kms:$regionid:$accountid:key/$keyId");
    // two spellings of one variable are one resource
    assert_eq!(
        one("log:CreateLogStore"),
        "acs:log:$regionid:$accountid:project/$ProjectName/logstore/$LogstoreName"
    );
    assert_eq!(keys("log:CreateLogStore"), ["log:Encrypted", "log:TLSVersion"]);
    assert_eq!(level("log:GetLogStoreLogs"), (AccessLevel::Get, true));
    assert_eq!(level("mns:SendMessage"), (AccessLevel::None, true));
    assert_eq!(
        keys("nas:CreateFileSystem"),
        ["nas:EncryptedType", "nas:FileSystemType"]
    );
    assert_eq!(keys("nlb:UpdateListenerAttribute"), ["nlb:SecurityPolicyId"]);
    assert_eq!(
        (one("odps:CreateProject"), keys("odps:CreateProject")),
        (
            "acs:odps:$regionid:$accountid:project/*".into(),
            vec!["odps:Encryption"]
        )
    );
    assert_eq!(
        level("openapiexplorer:UpdateApiMcpServerUserConfig"),
        (AccessLevel::Update, true)
    );
    assert_eq!(one("openapiexplorer:UpdateApiMcpServerUserConfig"), "*");
    assert_eq!(level("oss:PutObject"), (AccessLevel::Create, false));
    assert!(each("oss:PutObject").is_empty());
    assert_eq!(
        one("rds:DeleteDBInstance"),
        "acs:rds:$regionid:$accountid:dbinstance/$dbinstanceid"
    );
    assert_eq!(
        one("resourcemanager:ListAccounts"),
        "acs:resourcemanager:*:$accountid:account/*"
    );
    assert!(
        notes(&catalog, "ros:GetTemplate").contains(&"the source prints the region of an example; any region is taken")
    );
    assert_eq!(
        each("smartag:BindSmartAccessGateway")[0],
        "acs:smartag:$regionid:$resourceOwnerId:ccn/$ccnid"
    );
    assert_eq!(one("vpc:CreateVpc"), "acs:vpc:$regionid:$accountid:vpc/*");
    assert_eq!(notes(&catalog, "vpc:UntagResources").len(), 2);
}

/// RAM's own services, on which findings about privilege rest: §2, §4.2 and §7.3 of the language notes.
#[test]
fn ram_sts_and_resource_manager() {
    let catalog = whole();
    let each = |action: &str| {
        requires(&catalog, action)
            .iter()
            .map(|all| all.join(" + "))
            .collect::<Vec<_>>()
    };
    let (custom, system) = (
        "acs:ram:*:$accountid:policy/$PolicyName",
        "acs:ram:*:system:policy/$PolicyName",
    );
    for (kind, resource) in [
        ("User", "user/$UserName"),
        ("Group", "group/$GroupName"),
        ("Role", "role/$RoleName"),
    ] {
        for action in [
            format!("ram:AttachPolicyTo{kind}"),
            format!("ram:DetachPolicyFrom{kind}"),
        ] {
            let whom = format!("acs:ram:*:$accountid:{resource}");
            assert_eq!(
                each(&action),
                [format!("{custom} + {whom}"), format!("{system} + {whom}")],
                "{action}"
            );
            assert_eq!(notes(&catalog, &action).len(), 1, "{action}");
        }
    }
    assert_eq!(each("ram:PassRole"), ["acs:ram:*:$accountid:role/$RoleName"]);
    assert_eq!(each("ram:CreatePolicyVersion"), [custom]);
    assert_eq!(each("ram:SetDefaultPolicyVersion"), [custom]);
    assert_eq!(each("ram:CreateAccessKey"), ["acs:ram:*:$accountid:user/$UserName"]);
    assert_eq!(each("ram:CreateLoginProfile"), ["acs:ram:*:$accountid:user/$UserName"]);
    assert_eq!(each("ram:UpdateRole"), ["acs:ram:*:$accountid:role/$RoleName"]);
    assert_eq!(each("sts:AssumeRole"), ["acs:ram::$accountid:role/$RoleName"]);
    for action in ["ram:CreateServiceLinkedRole", "ram:DeleteServiceLinkedRole"] {
        assert!(each(action).is_empty() && notes(&catalog, action).len() == 1);
        let keys = catalog.keys_of_operation(catalog.operation(action).unwrap());
        assert_eq!(
            keys.map(|key| key.name.as_str()).collect::<Vec<_>>(),
            ["ram:ServiceName"]
        );
    }
    let role: BTreeSet<&str> = catalog
        .keys_of_operation(catalog.operation("ram:CreateRole").unwrap())
        .map(|key| key.name.as_str())
        .collect();
    assert_eq!(Vec::from_iter(role), ["ram:ServiceNames", "ram:TrustedPrincipalTypes"]);
    for action in [
        "ram:GetServiceLinkedRoleDeletionStatus",
        "resourcemanager:AttachPolicy",
        "resourcemanager:MoveAccount",
    ] {
        assert!(
            each(action).is_empty() && notes(&catalog, action).is_empty(),
            "{action}"
        );
    }
    assert_eq!(catalog.keys_of_service(catalog.service("ram").unwrap()).count(), 3);
}

#[test]
fn codes_with_several_names_and_hints() {
    let catalog = whole();
    let code = |code: &str| catalog.services[catalog.service(code).unwrap() as usize].code.as_str();
    assert_eq!(
        (code("cloudapi"), code("threatdetection"), code("Yundun-Aegis")),
        ("apigateway", "yundun-sas", "yundun-sas")
    );
    // `ram` is RAM's own code first, and an alias of IMS
    assert_eq!((code("ram"), code("ims")), ("ram", "ims"));
    assert_eq!(
        catalog.operation("ram:CreateApplication"),
        catalog.operation("ims:CreateApplication")
    );
    assert_ne!(catalog.operation("ram:CreateUser"), catalog.operation("ims:CreateUser"));
    assert_eq!(catalog.services_like("esc"), ["ecs", "esa", "ess"]);
    assert!(!catalog.is_known("esc") && catalog.is_known("ECS"));
    let oss = catalog.service("oss").unwrap();
    assert!(
        catalog
            .arn_hints(oss)
            .contains(&"acs:oss:*:$accountid:$BucketName/*".to_owned())
    );
    assert!(catalog.arn_hints(catalog.service("acc").unwrap()).is_empty());
    assert_eq!(catalog.services[oss as usize].name, "Object Storage Service");
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

/// The file with another first line, or a changed body with its checksum and length as they are.
fn error(text: &str) -> String {
    Catalog::from_cloud("cloud.txt", text, None).unwrap_err().to_string()
}

/// A file with this body and the head that fits it.
fn sealed(body: &str) -> String {
    let sum = body.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("ramlight-cloud\t1\t{sum:016x}\t{}\n{body}", body.len())
}

#[test]
fn damaged_files_are_refused() {
    let body = CLOUD.split_once('\n').unwrap().1;
    assert_eq!(sealed(body), CLOUD);
    for end in [0, 5, 20, 40] {
        let expected = format!("cloud.txt:1:1: the file is cut off: {end} bytes are there");
        assert_eq!(error(&CLOUD[..end]), expected);
    }
    let end = CLOUD.len() - 1;
    let expected = format!(
        "cloud.txt:1:1: the file is cut off: {} of {} bytes are there",
        body.len() - 1,
        body.len()
    );
    assert_eq!(error(&CLOUD[..end]), expected);
    let changed = "cloud.txt:1:1: the file is damaged or was changed: its checksum is not that of its content";
    assert_eq!(error(&CLOUD.replace("DeleteInstance", "DeleteInstancf")), changed);
    assert_eq!(error(&format!("{CLOUD}\n")), changed);
    assert_eq!(error(&CLOUD.replace('\n', "\r\n")), changed);
    assert_eq!(
        error(&CLOUD.replacen("\t1\t", "\t2\t", 1)),
        "cloud.txt:1:1: `ramlight-cloud 2` is made for a newer ramlight; this one reads `ramlight-cloud 1`"
    );
    assert_eq!(
        error(&CLOUD.replacen("\t1\t", "\t0\t", 1)),
        "cloud.txt:1:1: `ramlight-cloud 0` is made for an older ramlight: it must be made anew"
    );
    assert!(error(&CLOUD.replacen("\t1\t", "\tx\t", 1)).contains("is no format of a catalogue"));
    assert!(error(&CLOUD.replacen("ramlight", "other", 1)).contains("`other-cloud` is no format of a catalogue"));
    // a mark that some editors put before a text is none of it
    assert!(Catalog::from_cloud("cloud.txt", &format!("\u{feff}{CLOUD}"), Some(&[])).is_ok());
}

const SMALL: &str = "date\t2026-01-01\nsources\t0\norigins\t1\na\tid\t\tEnglish\t中文\nkeys\t0\nregions\t0\nservices\t1\n\
    svc\tService\tother\t3\t1\t1\t1\t0\t1\n#CreateThing\n#DeleteAll\n$Thing\nccN\na\nacs:svc:*:$id:thing/$name\n\
    0\ta\t0 1\nnote\t\t2\nacs:svc:*:*:*\n";

#[test]
fn the_lines_mean_what_the_format_says() {
    let catalog = Catalog::from_cloud("small.txt", &sealed(SMALL), None).unwrap();
    let names: Vec<&str> = catalog.operations.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["CreateThing", "DeleteAll", "DeleteThing"]);
    let levels: Vec<_> = catalog
        .operations
        .iter()
        .map(|o| (o.access_level, o.access_level_derived))
        .collect();
    let create = (AccessLevel::Create, false);
    assert_eq!(levels, [create, create, (AccessLevel::None, true)]);
    assert_eq!(requires(&catalog, "svc:DeleteAll"), [["acs:svc:*:$id:thing/$name"]]);
    assert!(requires(&catalog, "other:DeleteThing").is_empty());
    assert_eq!(notes(&catalog, "svc:DeleteThing"), ["note"]);
    assert_eq!(catalog.arn_hints(0), ["acs:svc:*:*:*"]);
}

#[test]
fn malformed_files_are_refused_with_the_line() {
    let error = |from: &str, to: &str| {
        assert!(SMALL.contains(from), "{from}");
        let text = sealed(&SMALL.replacen(from, to, 1));
        let error = Catalog::from_cloud("small.txt", &text, None).unwrap_err().to_string();
        error.replace("the line is not as the format has it: ", "")
    };
    assert_eq!(error("origins\t1", "origins\tx"), "small.txt:4:1: a number");
    assert_eq!(error("origins", "origin"), "small.txt:4:1: origins");
    assert_eq!(error("a\tid\t", "a\tid\t\t"), "small.txt:5:1: there are more fields");
    assert_eq!(error("\tother", ""), "small.txt:9:1: a field is missing");
    assert_eq!(
        error("#CreateThing", "$CreateThing"),
        "small.txt:10:1: the beginning of a name"
    );
    assert_eq!(error("$Thing", "&Thing"), "small.txt:12:1: the beginning of a name");
    assert_eq!(
        error("$Thing", "$AL"),
        "small.txt:12:1: the names of actions, or their order"
    );
    assert_eq!(
        error("#DeleteAll", "#Delete-All"),
        "small.txt:11:1: the names of actions, or their order"
    );
    assert_eq!(
        error("ccN", "cc"),
        "small.txt:14:1: as many letters as there are operations"
    );
    assert_eq!(error("ccN", "cxN"), "small.txt:14:1: an access level");
    assert_eq!(error("\na\nacs", "\nb\nacs"), "small.txt:14:1: the letter of an origin");
    assert_eq!(error("acs:svc:*:$id", "acs:svc:$id"), "small.txt:15:1: a template");
    assert_eq!(
        error("0\ta\t0 1", "1\ta\t0 1"),
        "small.txt:16:1: the index of a template"
    );
    assert_eq!(
        error("0\ta\t0 1", "0\ta\t0 3"),
        "small.txt:16:1: the index of an operation"
    );
    assert_eq!(error("note\t\t2", "note\t\t"), "small.txt:17:1: a number");
    assert_eq!(error("acs:svc:*:*:*\n", ""), "small.txt:17:1: a line is missing");
    assert_eq!(error("services\t1", "services\t0"), "small.txt:8:1: there is more text");
}

/// Whatever byte is another, under a checksum that fits: a fault, or facts that hang together. Never a panic.
#[test]
fn no_byte_makes_a_panic() {
    let mut read = 0;
    for at in 0..SMALL.len() {
        for put in ["", "x", "9", "0", " ", "\t", "\n", "$", "中"] {
            if !SMALL.is_char_boundary(at) || !SMALL.is_char_boundary(at + 1) {
                continue;
            }
            let text = sealed(&format!("{}{put}{}", &SMALL[..at], &SMALL[at + 1..]));
            let Ok(catalog) = Catalog::from_cloud("small.txt", &text, None) else {
                continue;
            };
            read += 1;
            for operation in &catalog.operations {
                assert!((operation.requirement as usize) < catalog.requirements.len());
                assert!(
                    operation
                        .notes
                        .iter()
                        .all(|note| (*note as usize) < catalog.notes.len())
                );
            }
            let ids = catalog
                .requirements
                .iter()
                .flat_map(|of| of.alternatives.iter().flatten());
            assert!(ids.into_iter().all(|id| (*id as usize) < catalog.templates.len()));
        }
    }
    assert!(read > 100, "{read}");
}

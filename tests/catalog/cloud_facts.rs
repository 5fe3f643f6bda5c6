//! Facts of the catalogue of the whole cloud, worked out by hand of the tables and the language notes.

use std::collections::BTreeSet;

use ramlight::catalog::AccessLevel;

use crate::cloud::whole;
use crate::{notes, operation, requires};

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
    let codes = "documents name this service by several codes (`ims`, `ram`); what a policy grants or denies of it under another code than `ims` is not told here";
    assert_eq!(notes(&catalog, "ims:AddUserToGroup"), [codes, several]);
    assert_eq!(notes(&catalog, "ims:DeletePasskey"), [codes]);
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

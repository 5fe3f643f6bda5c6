//! What is asked of a catalogue by the text of a policy: names, keys of conditions, regions.

use ramlight::catalog::{Catalog, Certainty, KeyType};
use ramlight::diagnostic::Locale;

#[test]
fn every_line_of_the_lists_is_read_and_they_are_sorted() {
    let catalog = Catalog::api_gateway();
    let keys = include_str!("../../src/catalog/data/keys.txt");
    let regions = include_str!("../../src/catalog/data/regions.txt");
    assert_eq!(catalog.condition_keys.len(), keys.lines().count());
    assert!(catalog.condition_keys.is_sorted_by(|a, b| a.name < b.name));
    assert_eq!(catalog.regions.len(), regions.lines().count());
    assert!(catalog.regions.is_sorted_by(|a, b| a < b));
    // 40 of the Terraform provider, 10 more of the SDKs
    assert_eq!(catalog.regions.len(), 50);
    for region in [
        "ap-southeast-8",
        "cn-wuhan-lr",
        "cn-zhengzhou-jva",
        "eu-west-2",
        "na-south-1",
        "us-southeast-1",
    ] {
        assert!(catalog.is_region(region), "{region}");
    }
    for key in &catalog.condition_keys {
        let (prefix, name) = key.name.split_once(':').unwrap();
        assert!(!prefix.is_empty() && !name.is_empty(), "{}", key.name);
        // a meaning in both languages or in none
        assert_eq!(
            key.meaning.english.is_empty(),
            key.meaning.chinese.is_none(),
            "{}",
            key.name
        );
    }
}

/// The types of §4 of the language notes.
#[test]
fn global_keys_have_the_documented_types() {
    let catalog = Catalog::api_gateway();
    let of = |name: &str| {
        let key = catalog
            .condition_key(name)
            .unwrap_or_else(|| panic!("{name} is unknown"));
        (key.value_type, key.certainty, key.is_always_present)
    };
    let documented = |kind, always| (Some(kind), Certainty::Documented, always);
    assert_eq!(of("acs:CurrentTime"), documented(KeyType::Date, true));
    assert_eq!(of("acs:SecureTransport"), documented(KeyType::Bool, true));
    assert_eq!(of("acs:SourceIp"), documented(KeyType::Ip, true));
    assert_eq!(of("acs:VpcSourceIp"), documented(KeyType::Ip, false));
    assert_eq!(of("acs:MFAPresent"), documented(KeyType::Bool, false));
    assert_eq!(of("acs:SourceVpc"), documented(KeyType::String, false));
    assert_eq!(of("acs:PrincipalARN"), documented(KeyType::String, false));
    assert_eq!(of("acs:Service"), documented(KeyType::String, false));
    assert_eq!(
        of("acs:RequestedRegion"),
        (Some(KeyType::String), Certainty::Doubtful, false)
    );
    assert_eq!(
        of("resourcesharing:RequestedAllowExternalTargets"),
        documented(KeyType::Bool, false)
    );
    assert_eq!(of("log:TLSVersion"), (None, Certainty::Documented, false));
    assert_eq!(catalog.global_keys().count(), 19);
}

#[test]
fn a_key_is_found_with_its_case_and_with_the_key_of_a_tag() {
    let catalog = Catalog::api_gateway();
    let name = |key: &str| catalog.condition_key(key).map(|key| key.name.as_str());
    assert_eq!(name("acs:SourceIp"), Some("acs:SourceIp"));
    assert_eq!(name("acs:SourceIP"), None);
    assert_eq!(name("acs:SourceIp "), None);
    // the key of a tag may hold colons and slashes
    assert_eq!(name("acs:ResourceTag/opc:managed"), Some("acs:ResourceTag/"));
    assert_eq!(name("oss:BucketTag/a/b"), Some("oss:BucketTag/"));
    assert_eq!(name("acs:ResourceTag/"), None);
    assert_eq!(name("acs:ResourceTag"), None);
    assert_eq!(name("Action"), None);
    assert_eq!(catalog.condition_keys_like("acs:SourceIP"), ["acs:SourceIp"]);
    assert_eq!(catalog.condition_keys_like("acs:ResourcTag/team"), ["acs:ResourceTag/"]);
    let meaning = &catalog.condition_key("acs:CurrentTime").unwrap().meaning;
    assert_eq!(meaning.wording(Locale::Chinese), "服务端收到请求的时间");
}

#[test]
fn services_operations_and_regions_are_found_or_guessed() {
    let catalog = Catalog::api_gateway();
    assert!(catalog.is_known("apigateway") && catalog.is_known("CloudAPI") && !catalog.is_known("ecs"));
    assert!(!catalog.is_whole);
    assert_eq!(catalog.services_like("apigatway"), ["apigateway"]);
    assert!(catalog.services_like("ecs").is_empty());
    let create = catalog.operation("apigateway:CreateApi").unwrap();
    assert_eq!(catalog.operation("CloudApi:CREATEAPI"), Some(create));
    assert_eq!(catalog.operation_of(0, "createapi"), Some(create));
    assert_eq!(catalog.operation_of(1, "CreateApi"), None);
    assert_eq!(catalog.operations_of(0).len(), 54);
    assert_eq!(catalog.operations_like(0, "DescribApi")[0], "DescribeApi");
    assert_eq!(catalog.keys_of_operation(create).count(), 0);
    assert!(catalog.is_region("cn-hangzhou") && !catalog.is_region("cn-hangzou") && !catalog.is_region("*"));
    assert_eq!(catalog.regions_like("cn-hangzou"), ["cn-hangzhou"]);
}

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
use super::*;

fn bound(template: &str, values: &[(&str, &str)]) -> String {
    let mut bindings = Bindings::default();
    for (name, value) in values {
        bindings.set(name, value).unwrap();
    }
    Template::parse(template).unwrap().bind(&bindings).to_string()
}

#[test]
fn all_spellings_of_a_name_are_one() {
    for name in ["regionid", "regionId", "RegionId", "region-id", "REGION_ID", "region"] {
        for template in [
            "acs:a:$regionid:$a:t",
            "acs:a:{#regionId}:$a:t",
            "acs:a:{#region-id}:$a:t",
        ] {
            assert_eq!(
                bound(template, &[(name, "cn-hangzhou")]),
                "acs:a:cn-hangzhou:$a:t",
                "{name} {template}"
            );
        }
    }
    assert_eq!(
        bound("acs:a:$r:{#account_id}:t", &[("account", "123")]),
        "acs:a:$r:123:t"
    );
}

#[test]
fn only_what_is_bound_is_replaced() {
    assert_eq!(
        bound(
            "acs:a:$regionid:$accountid:t/$id/u/$other",
            &[("id", "x"), ("unknown", "y")]
        ),
        "acs:a:$regionid:$accountid:t/x/u/$other"
    );
    assert_eq!(bound("*", &[("id", "x")]), "*");
}

#[test]
fn a_bound_template_equals_the_one_written_out() {
    let mut bindings = Bindings::default();
    bindings.set("id", "x").unwrap();
    assert_eq!(
        Template::parse("acs:a:$r:$a:t/$id/u").unwrap().bind(&bindings),
        Template::parse("acs:a:$r:$a:t/x/u").unwrap()
    );
}

#[test]
fn an_empty_value_removes() {
    let mut bindings = Bindings::default();
    bindings.set("id", " x ").unwrap();
    assert_eq!(bindings.get("ID"), Some("x"));
    bindings.set("Id", "  ").unwrap();
    assert!(bindings.is_empty());
}

#[test]
fn what_is_refused() {
    for (value, error) in [
        ("a:b", BindingError::Colon),
        ("*", BindingError::Wildcard),
        ("cn-*", BindingError::Wildcard),
        ("g-?", BindingError::Wildcard),
        ("$accountid", BindingError::Placeholder),
        ("<id>", BindingError::Placeholder),
        ("a b", BindingError::Blank),
        ("a\u{3000}b", BindingError::Blank),
    ] {
        let mut bindings = Bindings::default();
        bindings.set("regionid", "before").unwrap();
        assert_eq!(bindings.set("regionid", value), Err(error), "{value}");
        assert_eq!(
            bindings.get("regionid"),
            None,
            "the value that is no longer shown must not count"
        );
    }
}

#[test]
fn a_slash_fits_a_path_only() {
    let mut bindings = Bindings::default();
    bindings.set("key", "a/b").unwrap();
    let one = Template::parse("acs:oss:*:$key:bucket/$key").unwrap();
    assert_eq!(one.bind(&bindings), one);
    assert_eq!(
        one.unfit(&bindings),
        [("key", BindingError::Slash), ("key", BindingError::Slash)]
    );
    let path = Template::parse("acs:oss:*:$account:bucket/{key*}").unwrap();
    assert_eq!(path.bind(&bindings).to_string(), "acs:oss:*:$account:bucket/a/b");
    assert!(path.unfit(&bindings).is_empty());
}

//! Catalogue files of one's own, sound and faulty.

use ramlight::catalog::{Catalog, CatalogError, Reason};
use ramlight::pattern::{Template, TemplateError};

use crate::{notes, operation, requires};

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
fn what_broken_json_lacks_is_not_told_yet() {
    let errors = errors("{ \"format\": \"ramlight-catalog/1\",\n \"dates\": 1,\n \"date\": }");
    let [key, json] = errors.as_slice() else {
        panic!("{errors:?}")
    };
    assert_eq!((key.line, &key.reason), (2, &Reason::UnknownKey("dates".to_owned())));
    assert!(json.line == 3 && matches!(json.reason, Reason::Json(_)), "{json:?}");
}

#[test]
fn a_byte_order_mark_is_no_error() {
    assert!(Catalog::from_texts(&[("mine.json", &format!("\u{feff}{}", file("")))]).is_ok());
}

#[test]
fn columns_count_utf_16_units() {
    let text = file("{ \"name\": \"A\", \"notes\": [\"🎈 中文\"], \"level\": \"x\" }");
    assert_eq!(only_error(&text), (6, 45, Reason::AccessLevel("x".to_owned())));
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    let whole = crate::EMBEDDED.trim_end();
    let lines = whole.lines().count();
    for (cut, _) in whole.char_indices().step_by(131) {
        let text = &whole[..cut];
        let errors = errors(text);
        assert!(!errors.is_empty(), "cut at {cut}");
        assert!(
            errors
                .iter()
                .all(|e| (1..=lines).contains(&(e.line as usize)) && e.column > 0)
        );
        assert!(
            errors.iter().any(|e| matches!(e.reason, Reason::Json(_))),
            "cut at {cut}"
        );
    }
}

#[test]
fn a_file_with_a_hole_in_it_never_panics() {
    let whole = crate::EMBEDDED;
    let starts: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
    for hole in starts.chunks(97) {
        let (from, to) = (hole[0], hole[hole.len() / 2]);
        let text = format!("{}{}", &whole[..from], &whole[to..]);
        match Catalog::from_texts(&[("mine.json", &text)]) {
            Ok(catalog) => assert_eq!(catalog.services.len(), 1),
            Err(errors) => assert!(!errors.is_empty()),
        }
    }
}

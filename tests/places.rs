#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]
//! What stands at a place of a policy's text, mostly half-typed: the cursor is `|`.

use ramlight::place::Place;
use ramlight::policy::{ANALYSED_CHARACTERS, PolicyText};

fn at(marked: &str) -> Option<Place> {
    let offset = marked.find('|').expect("a cursor");
    let source = marked.replacen('|', "", 1);
    let place = Place::at(&PolicyText::new(&source), offset as u32)?;
    let bounds = place.span.start <= offset as u32 && offset as u32 <= place.span.end;
    assert!(bounds, "{marked}: {:?}", place.span);
    Some(place)
}

/// Statement, path, name or value, and the text in its quotes or `‹›` without, as in `0 Condition.Bool name 'acs:'`.
fn told(marked: &str) -> String {
    let Some(place) = at(marked) else {
        return "nothing".to_owned();
    };
    let statement = place.statement.map_or("-".to_owned(), |index| index.to_string());
    let role = if place.is_name { "name" } else { "value" };
    let text = match place.is_quoted {
        true => format!("'{}'", place.text),
        false => format!("‹{}›", place.text),
    };
    format!("{statement} {} {role} {text}", place.path.join("."))
}

#[track_caller]
fn is(marked: &str, expected: &str) {
    assert_eq!(told(marked), expected, "{marked}");
}

/// The text as the second statement of a document.
fn within(statement: &str) -> String {
    format!(r#"{{"Version": "1", "Statement": [{{"Effect": "Deny"}}, {statement}]}}"#)
}

#[test]
fn values_and_names_of_a_whole_document() {
    is(r#"{"Ver|sion": "1", "Statement": []}"#, "-  name 'Version'");
    is(r#"{"Version": "|1", "Statement": []}"#, "- Version value '1'");
    is(&within(r#"{"Effect|": "Allow"}"#), "1  name 'Effect'");
    is(&within(r#"{"Effect": "|Allow"}"#), "1 Effect value 'Allow'");
    is(&within(r#"{"Action": "ecs:|*"}"#), "1 Action value 'ecs:*'");
    is(&within(r#"{"NotAction": ["a:B", "|c:D"]}"#), "1 NotAction value 'c:D'");
    is(&within(r#"{"Resource": ["acs:|"]}"#), "1 Resource value 'acs:'");
    is(
        &within(r#"{"Condition": {"String|Equals": {}}}"#),
        "1 Condition name 'StringEquals'",
    );
    is(
        &within(r#"{"Condition": {"Bool": {"acs:|MFA": "true"}}}"#),
        "1 Condition.Bool name 'acs:MFA'",
    );
    is(
        &within(r#"{"Condition": {"Bool": {"acs:MFAPresent": ["tr|ue"]}}}"#),
        "1 Condition.Bool.acs:MFAPresent value 'true'",
    );
    is(
        &within(r#"{"Principal": {"Ser|vice": []}}"#),
        "1 Principal name 'Service'",
    );
    is(
        &within(r#"{"Principal": {"RAM": ["acs:ram::|"]}}"#),
        "1 Principal.RAM value 'acs:ram::'",
    );
}

#[test]
fn where_something_could_be_typed() {
    is("|", "-  value ‹›");
    is("  | \n", "-  value ‹›");
    is("{|}", "-  name ‹›");
    is(r#"{"Version": |}"#, "- Version value ‹›");
    is(r#"{"Version": "1", |}"#, "-  name ‹›");
    is(r#"{"Statement": [ | ]}"#, "- Statement value ‹›");
    is(&within("{ | }"), "1  name ‹›");
    is(&within(r#"{"Effect": | }"#), "1 Effect value ‹›");
    is(&within(r#"{"Action": ["a:B", |]}"#), "1 Action value ‹›");
    is(&within(r#"{"Effect": "Allow",|"Action": "*"}"#), "1  name ‹›");
    is(&within(r#"{"Condition": {|}}"#), "1 Condition name ‹›");
}

#[test]
fn where_only_punctuation_could() {
    is(r#"{"Version"| : "1"}"#, "nothing");
    is(r#"{"Version" |}"#, "nothing");
    is(r#"{"Version": "1"|}"#, "nothing");
    is(r#"{"Version": "1" |}"#, "nothing");
    is(r#"{"Version": | "1"}"#, "nothing");
    is(r#"{"Statement": [{}|]}"#, "nothing");
    is(&within(r#"{"Action": ["a:B" |]}"#), "nothing");
    is("{} |", "nothing");
    is("|{}", "nothing");
    // in a line whose quotes do not pair it is a guess what is a string
    is("{\"Effect: \"Allow\",|\n \"Action\": 1}", "nothing");
    is("{\"Effect: \"Allow\",\n |\"Action\": 1}", "-  name ‹›");
}

#[test]
fn nothing_needs_to_be_closed() {
    is("{|", "-  name ‹›");
    is(r#"{"Version": "1", "Sta|"#, "-  name 'Sta'");
    is(r#"{"Version": "1", "Statement": [|"#, "- Statement value ‹›");
    is(r#"{"Statement": [{"Effect": "|"#, "0 Effect value ''");
    is("{\"Statement\": [{\"Effect\": \"Allow\",\n    |", "0  name ‹›");
    is(
        r#"{"Statement": [{"Action": ["ecs:Run", "ecs:St|"#,
        "0 Action value 'ecs:St'",
    );
    is(
        "{\"Statement\": [{\"Action\": [\"ecs:|\n  \"Resource\": \"*\"}]}",
        "0 Action value 'ecs:'",
    );
    is(
        r#"{"Statement": [{"Condition": {"Bool": {"acs:SecureTransport": |"#,
        "0 Condition.Bool.acs:SecureTransport value ‹›",
    );
    is(&within(r#"{"Effect": Al|}"#), "1 Effect value ‹Al›");
    is(&within(r#"{Eff|: "Allow"}"#), "1  name ‹Eff›");
}

#[test]
fn a_member_between_two_others_needs_no_comma_yet() {
    is(
        &within("{\"Effect\": \"Allow\",\n \"|\"\n \"Action\": \"*\"}"),
        "1  name ''",
    );
    is(&within("{\"Effect\": \"|\"\n \"Action\": \"*\"}"), "1 Effect value ''");
    is(&within("{\"Effect\": |\n \"Action\": \"*\"}"), "1 Effect value ‹›");
}

#[test]
fn a_single_statement_and_a_bare_one() {
    is(r#"{"Statement": {"Action": "|"}}"#, "0 Action value ''");
    is(r#"{"Effect": "Allow", "Action": "|"}"#, "- Action value ''");
    is(r#""Act|ion""#, "-  value 'Action'");
}

#[test]
fn of_two_lists_of_statements_the_last_one_counts() {
    let last = r#"{"Statement": [{"Effect": "Deny"}], "Statement": [{"Effect": "|"}]}"#;
    is(last, "0 Effect value ''");
    let first = r#"{"Statement": [{"Effect": "|"}], "Statement": [{"Effect": "Deny"}]}"#;
    assert_eq!(at(first).unwrap().statement, None);
}

#[test]
fn what_stands_beside_it() {
    let beside = |statement: &str| at(&within(statement)).unwrap().beside;
    assert_eq!(beside(r#"{"Action": ["a:B", "|", "c:D", {}]}"#), ["a:B", "c:D"]);
    assert_eq!(beside(r#"{"Action": ["a:B", |]}"#), ["a:B"]);
    assert_eq!(beside(r#"{"Effect": "Allow", "|"}"#), ["Effect"]);
    assert_eq!(beside(r#"{"Effect": "Allow", |}"#), ["Effect"]);
    assert_eq!(beside(r#"{"Action": "a:|"}"#), [] as [&str; 0]);
    assert_eq!(beside(r#"{"Condition": {"Bool": {}, "|": {}}}"#), ["Bool"]);
}

#[test]
fn the_actions_of_its_statement() {
    let actions = |statement: &str| at(&within(statement)).unwrap().actions;
    assert_eq!(
        actions(r#"{"Action": ["a:B", "c:D"], "Resource": "|"}"#),
        ["a:B", "c:D"]
    );
    assert_eq!(
        actions(r#"{"Condition": {"Bool": {"|": ""}}, "Action": "a:B"}"#),
        ["a:B"]
    );
    assert_eq!(actions(r#"{"NotAction": "a:B", "Resource": "|"}"#), [] as [&str; 0]);
    let elsewhere = r#"{"Statement": [{"Action": "a:B"}, {"Resource": "|"}]}"#;
    assert_eq!(at(elsewhere).unwrap().actions, [] as [&str; 0]);
}

#[test]
fn what_follows() {
    let next = |marked: &str| at(marked).unwrap().next;
    assert_eq!(next(r#"{"Version|" : "1"}"#), Some(':'));
    assert_eq!(next("{\"Effect|\"\n \"Action\": 1}"), Some('"'));
    assert_eq!(next(r#"{|"Version": "1"}"#), Some('"'));
    assert_eq!(next(r#"["a|"  ]"#), Some(']'));
    assert_eq!(next(r#"["a|  "#), None);
    assert_eq!(next("|"), None);
    // a bracket of the other form closes nothing
    assert_eq!(next(r#"[|} "a"]"#), Some('"'));
    assert_eq!(next(r#"{"Effect": "|" ], "Action": 1}"#), Some(','));
}

#[test]
fn where_it_ends_and_whether_in_a_list() {
    let ends = |marked: &str| {
        let place = at(marked).unwrap();
        (place.end - place.span.end, place.is_listed)
    };
    assert_eq!(ends(r#"{"Action": ["a:|"]}"#), (1, true));
    assert_eq!(ends(r#"{"Action": [|]}"#), (0, true));
    assert_eq!(ends(r#"{"Action": "a:|"#), (0, false));
    assert_eq!(ends(r#"[{"Act|ion": 1}]"#), (1, false));
    // the next quote opens another string
    assert_eq!(ends(r#"{"Action": ["a:|, "b:C"]}"#), (0, true));
    assert_eq!(ends(r#"{"Action": ["|"*"]}"#), (0, true));
    assert_eq!(ends(r#"{"Action": ["a:|""b:C"]}"#), (1, true));
}

#[test]
fn escapes_and_other_scripts() {
    let place = at(&within(r#"{"授权😀": "", "Resource": "acs:\u006fss:|:中"}"#)).unwrap();
    assert_eq!(place.text, "acs:oss::中");
    assert_eq!(place.beside, [] as [&str; 0]);
    is(&within(r#"{"Resource": “acs:|”}"#), "1 Resource value 'acs:'");
    is(&within(r#"{"__proto__": {"Bool": "|"}}"#), "1 __proto__.Bool value ''");
}

#[test]
fn no_offset_is_an_error() {
    let text = PolicyText::new(r#"{"Action": "权|"#);
    for offset in 0..40 {
        if let Some(place) = Place::at(&text, offset) {
            assert!(place.span.end as usize <= text.text().len());
        }
    }
    assert_eq!(Place::at(&text, u32::MAX).unwrap().text, "权|");
}

#[test]
fn after_a_keystroke_within_a_statement() {
    let before = within(r#"{"Effect": "Allow", "Action": "a:B", "Resource": "*"}"#);
    let after = before.replace("a:B", "a:Bc");
    let mut text = PolicyText::new(&before);
    text.update(&after);
    let offset = after.find("Bc").unwrap() as u32;
    assert_eq!(Place::at(&text, offset).unwrap().text, "a:Bc");
}

#[test]
fn a_text_that_is_too_long_has_no_places() {
    let text = format!("{{\"a\": \"{}\"}}", "x".repeat(ANALYSED_CHARACTERS));
    assert_eq!(Place::at(&PolicyText::new(&text), 8), None);
}

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]
//! What survives of a damaged text, and what is said about it.

use ramlight::syntax::{Kind, NodeId, Tree};

/// The tree in one line: strings by their meaning in `'`, junk in `‹›`, unclosed brackets with `~`, no value as `∅`.
fn shape(source: &str) -> String {
    let tree = Tree::parse(source);
    tree.values()
        .map(|node| show(&tree, node, source))
        .collect::<Vec<_>>()
        .join(" | ")
}

fn show(tree: &Tree, node: NodeId, source: &str) -> String {
    let end = if tree.is_closed(node) { "" } else { "~" };
    match tree.kind(node) {
        Kind::String => format!("'{}'{end}", tree.text(node, source)),
        Kind::Junk => format!("‹{}›", tree.span(node).of(source)),
        Kind::Array => {
            let items: Vec<_> = tree.items(node).map(|item| show(tree, item, source)).collect();
            format!("[{}]{end}", items.join(" "))
        }
        Kind::Object => {
            let members: Vec<_> = tree
                .members(node)
                .map(|member| {
                    let value = member.value.map_or("∅".to_owned(), |value| show(tree, value, source));
                    format!("{}:{value}", show(tree, member.key, source))
                })
                .collect();
            format!("{{{}}}{end}", members.join(" "))
        }
        _ => tree.span(node).of(source).to_owned(),
    }
}

/// Each problem as `name@text`.
fn problems(source: &str) -> Vec<String> {
    let tree = Tree::parse(source);
    let problems = tree.problems().iter();
    problems
        .map(|problem| format!("{}@{}", problem.message.name, problem.span.of(source)))
        .collect()
}

#[track_caller]
fn check(source: &str, expected_shape: &str, expected_problems: &[&str]) {
    assert_eq!(shape(source), expected_shape, "{source}");
    assert_eq!(problems(source), expected_problems, "{source}");
}

#[test]
fn valid_json_has_no_problems() {
    check(
        r#" {"a": [1, true, null, "x\n"], "b": {}} "#,
        "{'a':[1 true null 'x\n'] 'b':{}}",
        &[],
    );
}

#[test]
fn missing_commas() {
    check(r#"["a" "b"]"#, "['a' 'b']", &["missing-comma@"]);
    check(r#"{"a": 1 "b": 2}"#, "{'a':1 'b':2}", &["missing-comma@"]);
}

#[test]
fn missing_value() {
    check(r#"{"a": , "b": 2}"#, "{'a':∅ 'b':2}", &[r#"missing-value@"a""#]);
    check(r#"{"a": "b": 2}"#, "{'a':∅ 'b':2}", &[r#"missing-value@"a""#]);
    check(r#"{"a"}"#, "{'a':∅}", &[r#"missing-value@"a""#]);
}

#[test]
fn missing_colon() {
    check(r#"{"a" 1, "b": 2}"#, "{'a':1 'b':2}", &["missing-colon@"]);
}

#[test]
fn a_new_statement_is_begun_before_another() {
    check(
        r#"{"Statement": [ { {"Effect": "Deny"}, {"Effect": "Allow"} ]}"#,
        "{'Statement':[{}~ {'Effect':'Deny'} {'Effect':'Allow'}]}",
        &["unclosed-bracket@{"],
    );
}

#[test]
fn an_unclosed_list_ends_at_the_next_key() {
    check(
        r#"{"Statement": [{"Action": ["a", "b", "Resource": "*"}, {"Effect": "Deny"}]}"#,
        "{'Statement':[{'Action':['a' 'b']~ 'Resource':'*'} {'Effect':'Deny'}]}",
        &["unclosed-bracket@["],
    );
}

#[test]
fn a_stray_bracket_closes_nothing() {
    check(
        r#"{"Statement": [{"Action": "a"], "Resource": "*"}, {"Effect": "Deny"}]}"#,
        "{'Statement':[{'Action':'a' 'Resource':'*'} {'Effect':'Deny'}]}",
        &["stray-bracket@]"],
    );
}

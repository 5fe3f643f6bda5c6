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

#[test]
fn one_closing_bracket_is_missing() {
    check(
        r#"{"Statement": [{"Action": ["a"}, {"Effect": "Deny"}]}"#,
        "{'Statement':[{'Action':['a']~} {'Effect':'Deny'}]}",
        &["unclosed-bracket@["],
    );
    check(
        r#"{"Statement": [{"Effect": "Allow", {"Effect": "Deny"}]}"#,
        "{'Statement':[{'Effect':'Allow'}~ {'Effect':'Deny'}]}",
        &["unclosed-bracket@{"],
    );
    check(
        r#"{"Statement": [{"Effect": "Allow"], "Version": "1"}"#,
        "{'Statement':[{'Effect':'Allow'}~] 'Version':'1'}",
        &["unclosed-bracket@{"],
    );
    check(
        "{\"a\": [1",
        "{'a':[1]~}~",
        &["unclosed-bracket@{", "unclosed-bracket@["],
    );
}

#[test]
fn a_pair_of_brackets_too_many_stays_where_it_is() {
    check(
        r#"{"Statement": [{"Effect": "Allow", {} "Action": "a"}, {"Effect": "Deny"}]}"#,
        "{'Statement':[{'Effect':'Allow' ‹›:{} 'Action':'a'} {'Effect':'Deny'}]}",
        &["missing-key@", "missing-comma@"],
    );
    check("[1]]", "[1]", &["stray-bracket@]"]);
}

#[test]
fn an_unclosed_string_ends_with_its_line_and_leaves_the_brackets() {
    check(
        "{\"Action\": [\"ecs:List*],\n\"Resource\": \"*\"}",
        "{'Action':['ecs:List*'~] 'Resource':'*'}",
        &["unclosed-string@\"ecs:List*"],
    );
    check("[\"{a}\n]", "['{a}'~]", &["unclosed-string@\"{a}"]);
    check("[\"a\\\n]", "['a\\'~]", &["unclosed-string@\"a\\", "bad-escape@\\"]);
}

#[test]
fn words() {
    check(
        "[ecs:List*, not here, 1 2]",
        "[‹ecs:List*› ‹not here› 1 2]",
        &["missing-quotes@ecs:List*", "unexpected-text@not here", "missing-comma@"],
    );
    check(
        "{foo \"a\": 1, bar}",
        "{‹foo›:∅ 'a':1 ‹bar›:∅}",
        &["unexpected-text@foo", "unexpected-text@bar"],
    );
    check("{Version: \"1\"}", "{'Version':'1'}", &["unquoted-key@Version"]);
    check(
        "[True, nULL]",
        "[True nULL]",
        &["wrong-case-literal@True", "wrong-case-literal@nULL"],
    );
}

#[test]
fn numbers() {
    for number in ["01", "1.", "+1", ".5", "1e", "0x1F", "NaN", "-Infinity"] {
        let source = format!("[{number}]");
        check(&source, &source, &[&format!("bad-number@{number}")]);
    }
    check("[-]", "[‹-›]", &["unexpected-text@-"]);
}

#[test]
fn commas_and_colons() {
    check("[,1,,2]", "[1 2]", &["unexpected-text@,", "unexpected-text@,"]);
    check("[1,]", "[1]", &["trailing-comma@,"]);
    check("{\"a\"::1}", "{'a':1}", &["unexpected-text@:"]);
    check("{:1}", "{‹›:1}", &["missing-key@:"]);
    check("{1, 2: 3}", "{‹1›:∅ '2':3}", &["unexpected-text@1", "unquoted-key@2"]);
    check("[[\"a\": 1]]", "[['a' 1]]", &["unexpected-text@:"]);
}

#[test]
fn strings() {
    check(r#"["\d"]"#, r"['\d']", &[r"bad-escape@\d"]);
    check(r#"["\ud800x"]"#, "['\u{fffd}x']", &[r"lone-surrogate@\ud800"]);
    check(
        r#"["\udc00\ud83d\ude00"]"#,
        "['\u{fffd}😀']",
        &[r"lone-surrogate@\udc00"],
    );
    check("[\"a\tb\"]", "['a\tb']", &["control-character@\t"]);
}

#[test]
fn around_the_document() {
    check("", "", &["empty-document@"]);
    check(" \n", "", &["empty-document@"]);
    check(
        "the policy: {} and more",
        "‹the policy› | {} | ‹and more›",
        &[
            "text-before-document@the policy:",
            "unexpected-text@:",
            "text-after-document@and more",
        ],
    );
}

#[test]
fn the_place_of_a_part_of_a_string() {
    let source = r#"["a\u6388😀\n*"]"#;
    let tree = Tree::parse(source);
    let node = tree.items(tree.root().unwrap()).next().unwrap();
    assert_eq!(tree.text(node, source), "a授😀\n*");
    // the bytes of the meaning: a 0, 授 1–3, 😀 4–7, line end 8, * 9
    let place = |range| tree.span_within(node, source, range).of(source);
    assert_eq!(place(0..1), "a");
    assert_eq!(place(1..4), r"\u6388");
    assert_eq!(place(2..3), r"\u6388");
    assert_eq!(place(4..8), "😀");
    assert_eq!(place(8..10), r"\n*");
    assert_eq!(place(9..99), "*");
    assert_eq!(place(10..10), "");
}

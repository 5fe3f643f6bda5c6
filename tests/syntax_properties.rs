#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]
//! What holds for every text, against serde_json where the text is JSON.

use proptest::prelude::*;
use ramlight::diagnostic::{Locale, Severity};
use ramlight::syntax::{Kind, NodeId, Tree, clean_up, format};
use ramlight::text::{LineIndex, Span};
use serde_json::Value;

/// Texts of the pieces that JSON and its damage are made of.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec!["{", "}", "[", "]", ":", ",", "\"a\"", "\"b\": ", "\"", " ", "\n"]),
        3 => prop::sample::select(vec!["1", "-0.5e3", "true", "null", "01", "NaN", "True", "x", "acs:ecs:*", "\"\\u00e9\\n\""]),
        3 => prop::sample::select(vec![
            "“", "”", "'", "`", "```json\n", "，", "：", "｛", "］", "；", "、", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}",
            "// c", "/* c */", "/*", "# c", "\\", "\\*", "\\\"", "\\ud83d\\ude00", "\\ud800", "<br>", "&nbsp;", "&quot;",
            "\n1. ", "\n2. ", "\n3 ", "\n- ", "\n* ", "\t", "\u{0}", "\r", "授权", "😀",
        ]),
    ];
    prop_oneof![
        3 => prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// A JSON value written in one of many ways.
fn json() -> impl Strategy<Value = String> {
    let blank = prop::sample::select(vec!["", " ", "\n", "\r\n\t", "  "]);
    let scalar = prop_oneof![
        any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()),
        "\"(\\\\[\"\\\\/bfnrt]|\\\\u00[0-9a-fA-F]{2}|\\\\ud83d\\\\ude0[0-9]|[a-z*:/”，#'])*\"",
        "-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,5})?([eE][+-]?[0-9])?",
        prop::sample::select(vec!["true", "false", "null"]).prop_map(str::to_owned),
    ];
    (scalar, blank)
        .prop_map(|(value, blank)| format!("{blank}{value}{blank}"))
        .prop_recursive(5, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(","))),
                prop::collection::vec(("[a-c]{1,2}", inner), 0..5).prop_map(|members| {
                    let members = members.iter().map(|(key, value)| format!("\"{key}\" :{value}"));
                    format!("\n{{ {}}}", members.collect::<Vec<_>>().join(","))
                }),
            ]
        })
}

/// Every node of the tree.
fn nodes(tree: &Tree) -> Vec<NodeId> {
    let mut all: Vec<NodeId> = tree.values().collect();
    let mut next = 0;
    while let Some(&node) = all.get(next) {
        all.extend(tree.items(node));
        all.extend(
            tree.members(node)
                .flat_map(|member| [Some(member.key), member.value])
                .flatten(),
        );
        next += 1;
    }
    all
}

fn assert_fits(span: Span, source: &str) {
    let range = span.start as usize..span.end as usize;
    assert!(source.get(range).is_some(), "{span:?} in {source:?}");
}

/// The value that serde_json reads, compared node by node; equal keys: the last counts there.
fn assert_same(tree: &Tree, node: NodeId, source: &str, value: &Value) {
    match value {
        Value::Null => assert_eq!(tree.kind(node), Kind::Null),
        Value::Bool(value) => assert_eq!(tree.kind(node), Kind::Bool(*value)),
        Value::Number(_) => assert_eq!(tree.kind(node), Kind::Number),
        Value::String(text) => {
            assert_eq!(tree.kind(node), Kind::String);
            assert_eq!(tree.text(node, source), text.as_str());
        }
        Value::Array(values) => {
            let items: Vec<_> = tree.items(node).collect();
            assert_eq!(items.len(), values.len());
            items
                .iter()
                .zip(values)
                .for_each(|(item, value)| assert_same(tree, *item, source, value));
        }
        Value::Object(values) => {
            let members: Vec<_> = tree.members(node).collect();
            for (key, value) in values {
                let mut named = members
                    .iter()
                    .filter(|member| tree.text(member.key, source) == key.as_str());
                assert_same(tree, named.next_back().unwrap().value.unwrap(), source, value);
            }
            for member in members {
                assert!(values.contains_key(tree.text(member.key, source).as_ref()));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_text(source in text()) {
        let tree = Tree::parse(&source);
        for node in nodes(&tree) {
            assert_fits(tree.span(node), &source);
            let text = tree.text(node, &source);
            let whole = tree.span_within(node, &source, 0..text.len());
            assert_fits(whole, &source);
            prop_assert!(tree.span(node).contains(whole));
            for at in 0..=text.len() {
                let span = tree.span_within(node, &source, at..at + 1);
                assert_fits(span, &source);
                prop_assert!(whole.contains(span));
            }
        }
    }

    #[test]
    fn problems_are_sorted_and_lie_in_the_text(source in text()) {
        let tree = Tree::parse(&source);
        prop_assert!(tree.problems().is_sorted_by_key(|problem| problem.span));
        for problem in tree.problems() {
            assert_fits(problem.span, &source);
            assert!(!problem.text(Locale::English).contains("{0}") && !problem.help(Locale::Chinese).contains("{1}"));
            let edits = problem.fix.iter().flat_map(|fix| &fix.edits);
            let mut end = 0;
            for edit in edits {
                assert_fits(edit.span, &source);
                prop_assert!(edit.span.start >= end, "{problem:?}");
                end = edit.span.end;
            }
        }
    }

    #[test]
    fn no_problem_exactly_where_serde_json_reads_it(source in text()) {
        let tree = Tree::parse(&source);
        let errors = tree.problems().iter().any(|problem| problem.message.severity == Severity::Error);
        match serde_json::from_str::<Value>(&source) {
            Ok(value) => {
                prop_assert!(!errors, "{:?}", tree.problems());
                assert_same(&tree, tree.root().unwrap(), &source, &value);
            }
            Err(error) => prop_assert!(errors, "{error}"),
        }
    }

    #[test]
    fn every_character_is_a_part_of_the_tree_or_of_a_problem(source in text()) {
        let tree = Tree::parse(&source);
        let mut told = vec![false; source.len()];
        let leaves = nodes(&tree).into_iter().filter(|&node| !matches!(tree.kind(node), Kind::Array | Kind::Object));
        let spans = leaves.map(|node| tree.span(node)).chain(tree.problems().iter().map(|problem| problem.span));
        for span in spans {
            told[span.start as usize..span.end as usize].fill(true);
        }
        for (at, char) in source.char_indices() {
            prop_assert!(told[at] || "{}[]:, \t\r\n".contains(char), "{char:?} at {at}");
        }
    }

    #[test]
    fn json_is_read_as_serde_json_reads_it(source in json()) {
        let tree = Tree::parse(&source);
        prop_assert_eq!(tree.problems(), &[]);
        assert_same(&tree, tree.root().unwrap(), &source, &serde_json::from_str(&source).unwrap());
    }

    #[test]
    fn format_keeps_the_value_and_is_done_after_once(source in json()) {
        let formatted = format(&Tree::parse(&source), &source).unwrap();
        let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        prop_assert_eq!(value(&formatted), value(&source));
        prop_assert_eq!(format(&Tree::parse(&formatted), &formatted).unwrap(), formatted);
    }

    #[test]
    fn valid_json_is_not_cleaned(source in json()) {
        prop_assert_eq!(clean_up(&source, |_| Vec::new()), None);
    }

    #[test]
    fn clean_up_leaves_nothing_to_clean(source in text()) {
        if let Some(cleaned) = clean_up(&source, |_| Vec::new()) {
            prop_assert!(!cleaned.reasons.is_empty());
            prop_assert_eq!(clean_up(&cleaned.text, |_| Vec::new()), None);
        }
    }

    #[test]
    fn utf16_and_back(source in text()) {
        let index = LineIndex::new(&source);
        let mut units = 0;
        for (byte, char) in source.char_indices().chain([(source.len(), '\0')]) {
            prop_assert_eq!(index.utf16(byte as u32), units);
            prop_assert_eq!(index.byte(units), byte as u32);
            if byte < source.len() {
                for inside in 1..char.len_utf8() as u32 {
                    prop_assert_eq!(index.utf16(byte as u32 + inside), units);
                }
                if char.len_utf16() == 2 {
                    prop_assert_eq!(index.byte(units + 1), byte as u32);
                }
            }
            units += char.len_utf16() as u32;
        }
        prop_assert_eq!(index.utf16(u32::MAX), source.encode_utf16().count() as u32);
        prop_assert_eq!(index.byte(u32::MAX), source.len() as u32);
    }
}

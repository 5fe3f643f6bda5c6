#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]
//! Very long and very deep texts: time grows with the length, nothing overflows, and the list of problems ends.

use std::time::{Duration, Instant};

use ramlight::syntax::{DEPTH_LIMIT, Kind, Tree, clean_up, format};

fn names(tree: &Tree) -> Vec<&'static str> {
    tree.problems().iter().map(|problem| problem.message.name).collect()
}

#[test]
fn the_deepest_text_that_is_read_whole() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(names(&Tree::parse(&nested(DEPTH_LIMIT))), [""; 0]);
    let deeper = nested(DEPTH_LIMIT + 1);
    let tree = Tree::parse(&deeper);
    assert_eq!(names(&tree), ["too-deep"]);
    assert_eq!(tree.problems()[0].span.start as usize, DEPTH_LIMIT);
    let mut node = tree.root().unwrap();
    while let Some(item) = tree.items(node).next() {
        node = item;
    }
    assert_eq!(tree.kind(node), Kind::Junk);
    assert_eq!(tree.span(node).of(&deeper), "[]");
}

#[test]
fn a_hundred_thousand_levels() {
    let closed = "{\"a\":[".repeat(50_000) + &"]}".repeat(50_000);
    assert_eq!(names(&Tree::parse(&closed)), ["too-deep"]);
    let tree = Tree::parse(&closed[..closed.len() / 2]);
    assert_eq!(names(&tree).iter().filter(|&&name| name == "too-deep").count(), 1);
    assert_eq!(format(&tree, &closed), None);
}

#[test]
fn what_follows_a_part_that_is_too_deep_is_read() {
    let text = format!("[{}{}, \"after\"]", "[".repeat(500), "]".repeat(500));
    let tree = Tree::parse(&text);
    let items: Vec<_> = tree.items(tree.root().unwrap()).collect();
    assert_eq!(items.len(), 2);
    assert_eq!(tree.text(items[1], &text), "after");
}

#[test]
fn the_list_of_problems_ends_with_a_word_about_it() {
    let tree = Tree::parse(&"[01,".repeat(3_000));
    assert_eq!(tree.problems().len(), 1_001);
    assert_eq!(tree.problems()[1_000].message.name, "too-many-problems");
    assert!(tree.problems().is_sorted_by_key(|problem| problem.span));
}

#[test]
fn time_grows_with_the_length() {
    // Each unit once sent some parser back over the text; a square of the length would take hours for 10 MB.
    let units = [
        "{\"a\": [1, \"x\"]},",
        "[",
        "{",
        "]",
        "}",
        "[{",
        "{\"a\":[",
        "[{]",
        "{[}",
        "\"a\":",
        "\"a\"{",
        ",",
        ":",
        "ab ",
        "a:b\n",
        "中",
        "\"",
        "\"x\n",
        "\"\\*",
        "\"\t",
        "\"”\\",
        "“",
        "“,\\",
        "'",
        "`a ",
        "```",
        "&quot; ",
        "\\",
        "\\\"",
        "/*\n",
        "/* ",
        "#\n",
        "<",
        "<br>",
        "&lt;",
        "\u{a0}",
        "\u{a0}1",
        "\u{200b}",
        "1. \n",
        "1 \"\n",
        "1\n",
        "- \"",
        "* ",
        ";",
    ];
    // 10 MB where the code is optimised; a square shows at this length too
    let length = if cfg!(debug_assertions) { 200_000 } else { 10_000_000 };
    for unit in units {
        for before in ["", "[", "{", "[{", "[\""] {
            let text = before.to_owned() + &unit.repeat(length / unit.len());
            let start = Instant::now();
            let tree = Tree::parse(&text);
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{before}{unit:?}: {:?}",
                start.elapsed()
            );
            assert!(tree.problems().len() <= 1_001);
        }
    }
}

#[test]
fn clean_up_of_a_long_text() {
    let text = format!("[{}]", "“a”，\u{a0}1, \n".repeat(20_000));
    let start = Instant::now();
    let cleaned = clean_up(&text, |_| Vec::new()).unwrap();
    assert!(start.elapsed() < Duration::from_secs(20));
    assert!(serde_json::from_str::<serde_json::Value>(&cleaned.text).is_ok());
}

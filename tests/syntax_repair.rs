#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]
//! The cases of `tests/cases/repair/`: pasted text, and what clean-up makes of it.

use std::collections::BTreeSet;

use ramlight::diagnostic::{Diagnostic, FixKind, syntax_messages};
use ramlight::syntax::{CleanUp, clean_up};
use ramlight::text::Span;

fn clean(source: &str) -> Option<CleanUp> {
    clean_up(source, |_| Vec::new())
}

/// The text between the next fence of four backticks and its end, and what follows.
fn block(text: &str) -> (&str, &str) {
    let (_, from) = text.split_once("````").unwrap();
    let (_, from) = from.split_once('\n').unwrap();
    from.split_once("\n````").unwrap()
}

fn run(file: &str) {
    let mut cases = 0;
    for case in file.split("\n## ").skip(1) {
        let title = case.lines().next().unwrap();
        let (source, rest) = block(case);
        cases += 1;
        if rest.trim() == "unchanged" {
            assert_eq!(clean(source), None, "{title}");
            continue;
        }
        let (expected, codes) = block(rest);
        let cleaned = clean(source).unwrap_or_else(|| panic!("{title}: nothing cleaned"));
        assert_eq!(cleaned.text, expected, "{title}");
        let codes: BTreeSet<&str> = codes.split_whitespace().collect();
        assert_eq!(
            cleaned
                .reasons
                .iter()
                .map(|reason| reason.code)
                .collect::<BTreeSet<_>>(),
            codes,
            "{title}"
        );
        assert_eq!(cleaned.reasons.len(), codes.len(), "{title}: each reason once");
        let parsed = serde_json::from_str::<serde_json::Value>(&cleaned.text);
        assert!(parsed.is_ok(), "{title}: {parsed:?}");
    }
    assert!(cases >= 9);
}

#[test]
fn lines() {
    run(include_str!("cases/repair/lines.md"));
}

#[test]
fn characters() {
    run(include_str!("cases/repair/characters.md"));
}

#[test]
fn markup() {
    run(include_str!("cases/repair/markup.md"));
}

#[test]
fn a_later_layer_adds_its_fixes_for_each_text() {
    let more = |text: &str| {
        // takes one `x` a round
        let found = text.find('x').map(|at| Span::new(at as u32, at as u32 + 1));
        let fixed = |span| Diagnostic::new(&syntax_messages::HTML, span).fixed(FixKind::CleanUp, span, "");
        found.map(fixed).into_iter().collect()
    };
    let cleaned = clean_up("[\"axbxc\",]", more).unwrap();
    assert_eq!(cleaned.text, "[\"abc\"]");
    assert_eq!(
        cleaned.reasons,
        [&syntax_messages::HTML, &syntax_messages::TRAILING_COMMA]
    );
}

#[test]
fn a_fix_that_is_never_done_ends_all_the_same() {
    let more =
        |_: &str| vec![Diagnostic::new(&syntax_messages::HTML, Span::at(0)).fixed(FixKind::CleanUp, Span::at(0), " ")];
    assert!(clean_up("[]", more).unwrap().text.ends_with("  []"));
}

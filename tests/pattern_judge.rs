//! globset as the judge of name patterns: a second implementation of `*`, by way of regular expressions. Of `?`, which is
//! a byte there, the judge of decisions says what matches.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "judge/wildcard.rs"]
#[allow(dead_code)]
mod judged;

use globset::{GlobBuilder, GlobMatcher};
use ramlight::pattern::{NamePattern, Wildcard};

/// A pattern without `?`, which is a byte to globset. Its other special characters are escaped, and runs of `*`
/// collapsed, which it gives a meaning of its own.
fn judge(pattern: &str) -> GlobMatcher {
    let mut glob = String::new();
    for character in pattern.chars() {
        match character {
            '*' if glob.ends_with('*') => {}
            '[' | ']' | '{' | '}' | '!' | '\\' => glob.extend(['\\', character]),
            character => glob.push(character),
        }
    }
    let mut builder = GlobBuilder::new(&glob);
    builder.literal_separator(false).backslash_escape(true);
    builder.build().unwrap().compile_matcher()
}

/// All texts of at most `length` of these characters, the empty one first.
fn texts(characters: &[char], length: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..length {
        let until = all.len();
        for at in from..until {
            for character in characters {
                all.push(format!("{}{character}", all[at]));
            }
        }
        from = until;
    }
    all
}

fn compare(patterns: &[String], names: &[String]) {
    for text in patterns {
        let (pattern, wildcard, judge) = (NamePattern::in_case(text.clone()), Wildcard::new(text), judge(text));
        for name in names {
            let expected = judge.is_match(name);
            assert_eq!(pattern.matches(name), expected, "{text} on {name}");
            assert_eq!(wildcard.matches(name), expected, "{text} on {name}, as a wildcard");
            if expected {
                assert!(name.starts_with(pattern.prefix()), "{text} on {name}, prefix");
            }
        }
    }
}

#[test]
fn every_short_pattern_matches_as_the_judge_says() {
    compare(&texts(&['a', 'b', '*'], 6), &texts(&['a', 'b'], 7));
}

#[test]
fn other_characters_are_plain() {
    compare(
        &texts(&['*', '[', '!', ']', '\\', '{', ',', '/', '中'], 3),
        &texts(&['a', '[', '!', ']', '\\', '{', ',', '/', '中'], 3),
    );
}

#[test]
fn every_short_pattern_with_a_question_mark_matches_as_the_judge_says() {
    let names = texts(&['a', 'b', '中'], 5);
    for text in texts(&['a', 'b', '*', '?'], 5) {
        let (pattern, wildcard) = (NamePattern::in_case(text.clone()), Wildcard::new(&text));
        for name in &names {
            let expected = judged::fits(&text, name);
            assert_eq!(pattern.matches(name), expected, "{text} on {name}");
            assert_eq!(wildcard.matches(name), expected, "{text} on {name}, as a wildcard");
        }
    }
}

/// Parts that are too long to be looked for at each place: each letter of a short pattern stands for many.
#[test]
fn every_pattern_of_long_parts_matches_as_the_judge_says() {
    let many = |text: &str| text.replace('x', &"ab".repeat(17)).replace('y', &"ba?".repeat(11));
    let names: Vec<String> = texts(&['x', 'y'], 3)
        .iter()
        .map(|name| many(name).replace('?', "中"))
        .collect();
    for text in texts(&['x', 'y', '*'], 4) {
        if text.contains("**") {
            continue; // takes the judge long
        }
        let text = many(&text);
        let (pattern, wildcard) = (NamePattern::in_case(text.clone()), Wildcard::new(&text));
        for name in &names {
            let expected = judged::fits(&text, name);
            assert_eq!(pattern.matches(name), expected, "{text} on {name}");
            assert_eq!(wildcard.matches(name), expected, "{text} on {name}, as a wildcard");
        }
    }
}

//! globset as the judge of name patterns: a second implementation of `*`, by way of regular expressions.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

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

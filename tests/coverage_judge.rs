//! The engine's levels and outcomes against the judge's.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod judge;

use std::collections::{BTreeSet, HashSet};

use judge::random::Random;
use judge::values::{Part, representatives};
use judge::wildcard::fits;

/// Every text over `alphabet` of at most `most` characters.
fn all_texts(alphabet: &str, most: usize) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut last = texts.clone();
    for _ in 0..most {
        last = last.iter().flat_map(|t| alphabet.chars().map(move |c| format!("{t}{c}"))).collect();
        texts.extend(last.iter().cloned());
    }
    texts
}

/// The judge is judged: plain enumeration of short texts finds no combination of matches that it has not found.
#[test]
fn the_judge_misses_no_combination_of_matches() {
    let mut random = Random::from_environment(1);
    let texts = all_texts("abc", 7);
    for _ in 0..150 {
        let patterns: Vec<String> = (0..=random.below(4)).map(|_| random.text("ab*?", 4)).collect();
        let patterns: BTreeSet<&str> = patterns.iter().map(String::as_str).collect();
        let signature = |text: &String| patterns.iter().map(|p| fits(p, text)).collect::<Vec<bool>>();
        let found: HashSet<Vec<bool>> =
            representatives(&[Part::Variable(&[':', '/'])], &patterns, fits, |_| true).iter().map(signature).collect();
        for text in texts.iter().filter(|t| !t.is_empty()) {
            assert!(found.contains(&signature(text)), "{patterns:?} on {text}");
        }
    }
}

#[test]
fn timing() {
    let mut random = Random::from_environment(1);
    let mut count = std::collections::BTreeMap::new();
    let start = std::time::Instant::now();
    for _ in 0..10000 {
        let c = judge::generate::catalogue(&mut random);
        let p = judge::generate::policy(&mut random);
        let s = judge::policy::statements(&p).unwrap_or_else(|| panic!("{p}"));
        let ps = judge::calls::Patterns::of(&s);
        for o in judge::catalogue::operations(&c, &[]) {
            let v = judge::verdict::judge(&s, &ps, &o);
            *count.entry(v.outcome).or_insert(0) += 1;
            for (l,c) in v.levels.iter().zip(&v.contributes) { *count.entry(if *c {"contr"} else {l}).or_insert(0) += 1; }
        }
    }
    println!("{count:?} {:?}", start.elapsed());
}

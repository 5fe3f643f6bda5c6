//! For a field that holds variables: one text for every way in which a list of patterns can match or not match it.
//!
//! Why this is exact, with no bound on length: texts are grown character by character. What a pattern still expects
//! after a text is a set of its own tails. Two texts after which every pattern (and the template) expects the same
//! tails are matched alike whatever follows, so only the first of them is grown further; there are finitely many
//! such sets, so growing ends, and every combination of matches has been met. Characters that no pattern and no
//! template spells are interchangeable (`/` and `*` apart, which the rules for variables name): one fresh one
//! stands for all. Each text found is then matched anew by `wildcard::fits`; the tails only steer the search.

use std::collections::{BTreeSet, HashSet, VecDeque};

/// A part of what a field may hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Literal(String),
    /// Non-empty text without these characters.
    Variable(&'static [char]),
}

/// Stands for every character that nobody spells; it takes more than one byte.
const FRESH: char = '\u{4e2d}';

#[derive(Clone, Copy)]
enum Class {
    Only(char),
    Except(&'static [char]),
}

#[derive(Clone, Copy)]
struct Element {
    class: Class,
    repeated: bool,
}

/// The positions at which a match can stand, as bits.
type Tails = u128;

fn of_pattern(pattern: &str) -> Vec<Element> {
    pattern
        .chars()
        .map(|c| match c {
            '*' => Element {
                class: Class::Except(&[]),
                repeated: true,
            },
            '?' => Element {
                class: Class::Except(&[]),
                repeated: false,
            },
            c => Element {
                class: Class::Only(c),
                repeated: false,
            },
        })
        .collect()
}

fn of_parts(parts: &[Part]) -> Vec<Element> {
    let mut elements = Vec::new();
    for part in parts {
        match part {
            Part::Literal(text) => {
                elements.extend(text.chars().map(|c| Element {
                    class: Class::Only(c),
                    repeated: false,
                }));
            }
            Part::Variable(not) => {
                elements.push(Element {
                    class: Class::Except(not),
                    repeated: false,
                });
                elements.push(Element {
                    class: Class::Except(not),
                    repeated: true,
                });
            }
        }
    }
    assert!(elements.len() < 127, "too long for the judge");
    elements
}

/// Adds the positions that are reached by letting a repeated element be empty.
fn with_skips(elements: &[Element], mut tails: Tails) -> Tails {
    for (i, element) in elements.iter().enumerate() {
        if tails & (1 << i) != 0 && element.repeated {
            tails |= 1 << (i + 1);
        }
    }
    tails
}

fn after(elements: &[Element], tails: Tails, c: char) -> Tails {
    let mut next = 0;
    for (i, element) in elements.iter().enumerate() {
        let admits = match element.class {
            Class::Only(only) => c == only,
            Class::Except(not) => !not.contains(&c),
        };
        if tails & (1 << i) != 0 && admits {
            next |= 1 << if element.repeated { i } else { i + 1 };
        }
    }
    with_skips(elements, next)
}

/// One text of `parts` for every combination of matches of `patterns`, the shortest of each; `fits` is how a pattern
/// is matched in the end, `allowed` what else a text must be.
pub fn representatives(
    parts: &[Part],
    patterns: &BTreeSet<&str>,
    fits: impl Fn(&str, &str) -> bool,
    allowed: impl Fn(&str) -> bool,
) -> Vec<String> {
    let domain = of_parts(parts);
    // `*` by itself is told apart because `allowed` may refuse it.
    let lone = vec![Element {
        class: Class::Only('*'),
        repeated: false,
    }];
    let mut machines = vec![domain, lone];
    machines.extend(patterns.iter().map(|p| of_pattern(p)));
    let mut alphabet: BTreeSet<char> = BTreeSet::from([FRESH, '*', '/']);
    alphabet.extend(patterns.iter().flat_map(|p| p.chars()));
    alphabet.extend(parts.iter().flat_map(|p| match p {
        Part::Literal(text) => text.chars().collect(),
        Part::Variable(_) => Vec::new(),
    }));

    let start: Vec<Tails> = machines.iter().map(|m| with_skips(m, 1)).collect();
    let mut seen: HashSet<Vec<Tails>> = HashSet::from([start.clone()]);
    let mut queue = VecDeque::from([(start, String::new())]);
    let mut signatures: HashSet<Vec<bool>> = HashSet::new();
    let mut found = Vec::new();
    while let Some((state, text)) = queue.pop_front() {
        let complete = state[0] & (1 << machines[0].len()) != 0;
        if complete && allowed(&text) {
            let signature: Vec<bool> = patterns.iter().map(|p| fits(p, &text)).collect();
            if signatures.insert(signature) {
                found.push(text.clone());
            }
        }
        for &c in &alphabet {
            let next: Vec<Tails> = machines.iter().zip(&state).map(|(m, &t)| after(m, t, c)).collect();
            if next[0] != 0 && seen.insert(next.clone()) {
                assert!(seen.len() < 500_000, "too wild for the judge");
                queue.push_back((next, format!("{text}{c}")));
            }
        }
    }
    found
}

use rustc_hash::FxHashMap;

use super::request::is_action;
use crate::pattern::NamePattern;
use crate::policy::{ActionPattern, Element};

/// How many actions are remembered; then all are forgotten.
const REMEMBERED: usize = 16_384;
/// How many words of bits the remembered actions take at most: 2 MB.
const REMEMBERED_WORDS: usize = 1 << 18;
/// A longer text is no action that will be asked again, in bytes.
const WORTH_REMEMBERING: usize = 128;

/// Which statements' actions match an action, as bits; remembered by the action's text.
#[derive(Default)]
pub(super) struct Actions {
    /// Words of bits for one set of statements.
    words: usize,
    /// The statements with a pattern that matches everything.
    all: Vec<u64>,
    /// The statements that match what their patterns except.
    negated: Vec<u64>,
    /// The number of each RAM code that a pattern spells out, and by that number the patterns of its names.
    services: FxHashMap<Box<str>, u32>,
    names: Vec<Vec<(NamePattern, u32)>>,
    /// The patterns with a wildcard in the RAM code.
    wild: Vec<(NamePattern, NamePattern, u32)>,
    /// The number of the set that was found for an action.
    known: FxHashMap<Box<str>, u32>,
    found: Vec<u64>,
    lower: String,
}

impl Actions {
    /// With room for a number of statements.
    pub fn new(statements: usize) -> Self {
        let words = statements.div_ceil(64).max(1);
        Self {
            words,
            all: vec![0; words],
            negated: vec![0; words],
            ..Self::default()
        }
    }

    /// How many words of bits a set of statements has.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Adds the actions of a statement; `None` for one that could be about any action.
    pub fn add(&mut self, statement: u32, action: Option<&Element<ActionPattern>>) {
        let Some(action) = action else {
            set(&mut self.all, statement);
            return;
        };
        if action.name.is_negated() {
            set(&mut self.negated, statement);
        }
        for pattern in action.patterns.iter().filter_map(|at| at.pattern.as_ref()) {
            match pattern {
                ActionPattern::All => set(&mut self.all, statement),
                ActionPattern::Named {
                    service: NamePattern::Literal(code),
                    name,
                } => {
                    let next = self.names.len() as u32;
                    let number = *self.services.entry(code.as_str().into()).or_insert(next);
                    if number == next {
                        self.names.push(Vec::new());
                    }
                    if let Some(names) = self.names.get_mut(number as usize) {
                        names.push((name.clone(), statement));
                    }
                }
                ActionPattern::Named { service, name } => self.wild.push((service.clone(), name.clone(), statement)),
            }
        }
    }

    /// The statements whose actions match an action, in any case; and whether it has the form of one.
    pub fn matching(&mut self, action: &str) -> (&[u64], bool) {
        let (start, is_action) = match self.known.get(action) {
            Some(number) => (*number as usize * self.words, true),
            None => {
                let is_action = is_action(action);
                (self.find(action, is_action), is_action)
            }
        };
        (self.found.get(start..start + self.words).unwrap_or(&[]), is_action)
    }

    /// Adds the set of an action, given by its two parts in lower case, behind others; `None`: of a text that is none.
    pub fn add_matching(&self, action: Option<(&str, &str)>, sets: &mut Vec<u64>) {
        let start = sets.len();
        sets.extend_from_slice(&self.all);
        let Some(found) = sets.get_mut(start..) else {
            return;
        };
        if let Some((code, name)) = action {
            let number = self.services.get(code).map_or(usize::MAX, |number| *number as usize);
            for (pattern, statement) in self.names.get(number).into_iter().flatten() {
                if pattern.matches(name) {
                    set(found, *statement);
                }
            }
            for (service, pattern, statement) in &self.wild {
                if service.matches(code) && pattern.matches(name) {
                    set(found, *statement);
                }
            }
        }
        for (word, negated) in found.iter_mut().zip(&self.negated) {
            *word ^= negated;
        }
    }

    /// Puts the set of an action among those that were found, and says where.
    fn find(&mut self, action: &str, is_action: bool) -> usize {
        if self.known.len() >= REMEMBERED || self.found.len() >= REMEMBERED_WORDS {
            self.known.clear();
            self.found.clear();
        }
        let start = self.known.len() * self.words;
        self.found.truncate(start);
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.push_str(action);
        lower.make_ascii_lowercase();
        let mut found = std::mem::take(&mut self.found);
        self.add_matching(lower.split_once(':').filter(|_| is_action), &mut found);
        (self.lower, self.found) = (lower, found);
        if is_action && action.len() <= WORTH_REMEMBERING {
            self.known.insert(action.into(), (start / self.words.max(1)) as u32);
        }
        start
    }
}

fn set(bits: &mut [u64], number: u32) {
    if let Some(word) = bits.get_mut(number as usize / 64) {
        *word |= 1 << (number % 64);
    }
}

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::names::Names;
use crate::pattern::Bits;
use crate::policy::ActionPattern;

/// How many different patterns are remembered.
const LIMIT: usize = 4_096;

/// What each action pattern names, kept by the pattern's text: a keystroke costs the patterns that it changed.
#[derive(Default)]
pub(super) struct Matches {
    places: FxHashMap<String, usize>,
    found: Vec<Rc<Bits>>,
}

impl Matches {
    /// The operations that the pattern with this text names.
    pub fn of(&mut self, text: &str, pattern: &ActionPattern, names: &Names) -> Rc<Bits> {
        if let Some(known) = self.places.get(text).and_then(|at| self.found.get(*at)) {
            return Rc::clone(known);
        }
        if self.found.len() >= LIMIT {
            *self = Self::default();
        }
        let found = Rc::new(names.matching(pattern));
        self.places.insert(text.to_owned(), self.found.len());
        self.found.push(Rc::clone(&found));
        found
    }
}

use std::rc::Rc;

use crate::condition::{Context, Known, Test, Truth};

/// What a request's context says of the keys that the policies mention, by the keys' numbers: see
/// [`super::Authorization::keys`]. Made once and filled anew for every request, without copying a text.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    known: Vec<Fact>,
    is_open: bool,
    /// The values of all keys, one behind the other.
    values: Vec<&'a str>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Fact {
    Unknown,
    Absent,
    /// The request carries the values from here to there.
    Values(u32, u32),
}

impl<'a> Facts<'a> {
    /// What a context says of these keys.
    pub(super) fn of(keys: &[Rc<str>], context: &'a Context) -> Self {
        let mut facts = Self::default();
        facts.clear(keys.len(), false);
        for (key, number) in keys.iter().zip(0..) {
            match context.get(key) {
                Known::Unknown => facts.set_unknown(number),
                Known::Absent => {}
                Known::Values(values) => {
                    let from = facts.values();
                    for value in values {
                        facts.add_value(value);
                    }
                    facts.set_values(number, from);
                }
            }
        }
        facts
    }

    /// Forgets everything: a number of keys is unknown where the context is open, and absent else.
    pub fn clear(&mut self, keys: usize, is_open: bool) {
        self.known.clear();
        self.known
            .resize(keys, if is_open { Fact::Unknown } else { Fact::Absent });
        self.is_open = is_open;
        self.values.clear();
    }

    /// How many values were added.
    #[must_use]
    pub fn values(&self) -> usize {
        self.values.len()
    }

    /// Adds a value, of the key for which [`Facts::set_values`] is called next.
    pub fn add_value(&mut self, value: &'a str) {
        self.values.push(value);
    }

    /// Says that the request carries a key with the values that were added, but for the first so many.
    pub fn set_values(&mut self, key: usize, from: usize) {
        self.set(key, Fact::Values(from as u32, self.values.len() as u32));
    }

    /// Says that the request does not carry a key.
    pub fn set_absent(&mut self, key: usize) {
        self.set(key, Fact::Absent);
    }

    /// Says that nothing is known of a key.
    pub fn set_unknown(&mut self, key: usize) {
        self.set(key, Fact::Unknown);
    }

    /// These facts, of keys by these names, each its own, as a context.
    #[must_use]
    pub fn context(&self, keys: &[String]) -> Context {
        let mut context = if self.is_open {
            Context::open()
        } else {
            Context::default()
        };
        for (key, fact) in keys.iter().zip(&self.known) {
            let known = match fact {
                Fact::Unknown => Known::Unknown,
                Fact::Absent => Known::Absent,
                Fact::Values(from, to) => {
                    let values = self.values.get(*from as usize..*to as usize).unwrap_or_default();
                    Known::Values(values.iter().map(|value| String::from(*value)).collect())
                }
            };
            context.add(key, known);
        }
        context
    }

    /// Whether a key of which nothing is said is unknown.
    pub(super) fn is_open(&self) -> bool {
        self.is_open
    }

    /// What is said of keys, by their numbers, with the values; not where it is what an unlisted key means.
    pub(super) fn told(&self) -> impl Iterator<Item = (usize, Fact, &[&'a str])> {
        let told = self.known.iter().zip(0..).map(|(fact, number)| (number, *fact));
        told.filter_map(|(number, fact)| match fact {
            Fact::Unknown if self.is_open => None,
            Fact::Absent if !self.is_open => None,
            Fact::Values(from, to) => {
                let values = self.values.get(from as usize..to as usize).unwrap_or_default();
                Some((number, fact, values))
            }
            fact => Some((number, fact, [].as_slice())),
        })
    }

    fn set(&mut self, key: usize, fact: Fact) {
        if let Some(known) = self.known.get_mut(key) {
            *known = fact;
        }
    }

    /// Whether a test of a key is met.
    pub(super) fn truth(&self, key: usize, test: &Test) -> Truth {
        match self.known.get(key) {
            None | Some(Fact::Unknown) => test.truth(&Known::Unknown),
            Some(Fact::Absent) => test.truth(&Known::Absent),
            Some(Fact::Values(from, to)) => {
                let values = self.values.get(*from as usize..*to as usize).unwrap_or_default();
                test.truth_of(&mut values.iter().copied())
            }
        }
    }
}

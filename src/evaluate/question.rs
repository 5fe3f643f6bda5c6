use std::rc::Rc;

use super::lane::Holds;
use crate::condition::{Question, Test};
use crate::policy::Condition;

/// How many open questions of one request are held against each other exactly. What hangs on more is still never
/// decided wrongly: each further one counts as open by itself.
pub const QUESTIONS: usize = 12;

/// A condition on an unknown key, in its positive form: conditions that ask the same of the same key, and their
/// negations, answer alike throughout a request.
#[derive(Clone, Debug)]
pub struct OpenCondition {
    /// The key.
    pub key: Rc<str>,
    /// The policy's values, as the first condition that asks this has them.
    pub values: Vec<Rc<str>>,
    /// What is asked of the key.
    pub question: Question,
}

impl OpenCondition {
    /// What a condition asks, which its test is for.
    pub(super) fn of(condition: &Condition, test: &Test) -> Self {
        Self {
            key: Rc::clone(&condition.key),
            values: condition.values.iter().map(|(_, value)| Rc::clone(value)).collect(),
            question: test.question().clone(),
        }
    }

    pub(super) fn asks(&self, key: &str, test: &Test) -> bool {
        *self.key == *key && self.question == *test.question()
    }
}

/// Something that can be answered either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    /// An [`OpenCondition`], by its number.
    Condition(u32),
    /// Whether a statement with an error, in the group of policies with this number, denies the request.
    Faulty(u32),
    /// Whether a policy too long to be analysed, in the group with this number, allows the request.
    Unread(u32),
}

/// The questions that bear on a request, in the order in which they came up. The first six are assigned by the bits of
/// a lane, the others by the number of the lane.
#[derive(Default)]
pub(super) struct Slots {
    atoms: Vec<Atom>,
    /// Those for which there was no room.
    beyond: Vec<Atom>,
    /// The number of the lane that is worked out.
    pub lane: usize,
}

/// The questions that one lane assigns.
pub(super) const IN_LANE: usize = 6;

/// The bits of a lane in which each of its questions is answered yes.
pub(super) const YES: [u64; IN_LANE] = [
    0xaaaa_aaaa_aaaa_aaaa,
    0xcccc_cccc_cccc_cccc,
    0xf0f0_f0f0_f0f0_f0f0,
    0xff00_ff00_ff00_ff00,
    0xffff_0000_ffff_0000,
    0xffff_ffff_0000_0000,
];

impl Slots {
    /// How an atom is answered.
    pub fn holds(&mut self, atom: Atom) -> Holds {
        let slot = match self.atoms.iter().position(|known| *known == atom) {
            Some(slot) => slot,
            None if self.atoms.len() < QUESTIONS => {
                self.atoms.push(atom);
                self.atoms.len() - 1
            }
            None => {
                if !self.beyond.contains(&atom) {
                    self.beyond.push(atom);
                }
                return Holds::OPEN;
            }
        };
        match YES.get(slot) {
            Some(yes) => Holds { may: *yes, must: *yes },
            None if self.lane >> (slot - IN_LANE) & 1 == 1 => Holds::ALWAYS,
            None => Holds::NEVER,
        }
    }

    /// How many lanes there are to work out.
    pub fn lanes(&self) -> usize {
        1 << self.atoms.len().saturating_sub(IN_LANE)
    }

    pub fn atoms(&self) -> &[Atom] {
        &self.atoms
    }

    pub fn beyond(&self) -> &[Atom] {
        &self.beyond
    }
}

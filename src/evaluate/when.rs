//! What each possible decision hangs on: few short conjunctions of answers that together say when it is given.

use super::decision::Decision;
use super::lane::Lane;
use super::question::{IN_LANE, YES};

/// Some answers, all of which are given: bits by slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Answers {
    /// The slots that are answered.
    pub given: u16,
    /// Those of which the answer is yes.
    pub yes: u16,
}

/// When a decision is possible, out of the lanes for a number of slots: at most `told` ways, the shortest first, and how
/// many more there are. None of them all can be left out, and none of their answers either.
pub(super) fn when(lanes: &[Lane], slots: usize, decision: Decision, told: usize) -> (Vec<Answers>, usize) {
    let table: Vec<u64> = lanes.iter().map(|lane| lane.word(decision)).collect();
    let mut found = Vec::new();
    cover(&table, &table, slots.max(IN_LANE), &mut found);
    let mut ways = Vec::new();
    let length = |answers: &Answers| (answers.given.count_ones(), answers.given, !answers.yes);
    for _ in 0..told {
        let Some((at, _)) = found.iter().enumerate().min_by_key(|(_, answers)| length(answers)) else {
            break;
        };
        ways.push(found.swap_remove(at));
    }
    (ways, found.len())
}

/// Finds answers that hold wherever `lower` does, and nowhere that `upper` does not; gives where they hold. (The
/// irredundant cover of Minato and Morreale.) Of the slots the first `slots` are looked at.
fn cover(lower: &[u64], upper: &[u64], slots: usize, found: &mut Vec<Answers>) -> Vec<u64> {
    if lower.iter().all(|word| *word == 0) {
        return vec![0; lower.len()];
    }
    let Some(slot) = slots.checked_sub(1).filter(|_| upper.iter().any(|word| *word != !0)) else {
        found.push(Answers::default());
        return vec![!0; lower.len()];
    };
    let (lower_no, lower_yes) = halves(lower, slot);
    let (upper_no, upper_yes) = halves(upper, slot);
    let before = found.len();
    let no = cover(&without(&lower_no, &upper_yes), &upper_no, slot, found);
    let between = found.len();
    let yes = cover(&without(&lower_yes, &upper_no), &upper_yes, slot, found);
    let after = found.len();
    let rest_no = without(&lower_no, &no);
    let rest: Vec<u64> = rest_no
        .iter()
        .zip(without(&lower_yes, &yes))
        .map(|(a, b)| a | b)
        .collect();
    let both: Vec<u64> = upper_no.iter().zip(&upper_yes).map(|(a, b)| a & b).collect();
    let either = cover(&rest, &both, slot, found);
    for answers in found.iter_mut().take(after).skip(before) {
        answers.given |= 1 << slot;
    }
    for answers in found.iter_mut().take(after).skip(between) {
        answers.yes |= 1 << slot;
    }
    let with = |one: &[u64]| -> Vec<u64> { one.iter().zip(&either).map(|(a, b)| a | b).collect() };
    joined(with(&no), &with(&yes), slot)
}

fn without(one: &[u64], other: &[u64]) -> Vec<u64> {
    one.iter().zip(other).map(|(a, b)| a & !b).collect()
}

/// The parts of a table where a slot is answered no, and yes.
fn halves(table: &[u64], slot: usize) -> (Vec<u64>, Vec<u64>) {
    let Some(yes) = YES.get(slot) else {
        let (no, yes) = table.split_at(table.len() / 2);
        return (no.to_vec(), yes.to_vec());
    };
    let by = 1 << slot;
    let no = table.iter().map(|word| word & !yes | (word & !yes) << by).collect();
    (no, table.iter().map(|word| word & yes | (word & yes) >> by).collect())
}

fn joined(mut no: Vec<u64>, yes: &[u64], slot: usize) -> Vec<u64> {
    match YES.get(slot) {
        None => no.extend(yes),
        Some(mask) => {
            for (word, yes) in no.iter_mut().zip(yes) {
                *word = *word & !mask | yes & mask;
            }
        }
    }
    no
}

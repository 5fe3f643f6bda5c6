use crate::lint::one_service::AsOne;
use crate::lint::proof::{STEPS, is_within};
use crate::lint::subject::Subject;
use crate::policy::{Effect, Statement};
use crate::text::joined;

/// How many patterns and conditions the proofs of one rule may read in all; real policies need a few thousand.
const READ: usize = 400_000;

/// What can still be proven of one policy by one rule: a crafted one would need hours.
pub(super) struct Proofs<'a> {
    left: usize,
    as_one: Option<&'a AsOne<'a>>,
}

impl<'a> Proofs<'a> {
    pub fn new(subject: &Subject<'a>) -> Self {
        Self {
            left: READ,
            as_one: subject.as_one,
        }
    }

    /// Whether everything that the statements of `part` grant is granted by those of `whole`, be the codes of a service one
    /// or not; false where that cannot be told.
    #[inline(never)]
    pub fn is_within(&mut self, part: &[&Statement], whole: &[&Statement]) -> bool {
        let size: usize = part.iter().chain(whole).map(|statement| size(statement)).sum();
        let Some(left) = self.left.checked_sub(size) else {
            return false;
        };
        self.left = left;
        is_within(part, whole, STEPS) && self.as_one.is_none_or(|as_one| as_one.is_within(part, whole))
    }

    /// Whether a statement matches some request, as far as can be told. Of one that matches none, as an Allow of another
    /// action in a trust policy, everything would be redundant.
    pub fn matches_something(&mut self, statement: &Statement) -> bool {
        !self.is_within(&[&as_allow(statement)], &[])
    }
}

fn size(statement: &Statement) -> usize {
    let actions = statement.action.as_ref().map_or(0, |element| element.patterns.len());
    let resources = statement.resource.as_ref().map_or(0, |element| element.patterns.len());
    let values = statement.conditions.iter().map(|condition| condition.values.len());
    1 + actions + resources + values.sum::<usize>()
}

/// The statement as an Allow, so that what two Denies deny can be held against each other as well.
// Here and below: never in haste, so the code stands once.
#[inline(never)]
pub(super) fn as_allow(statement: &Statement) -> Statement {
    Statement {
        effect: Some(Effect::Allow),
        problems: Vec::new(),
        ..statement.clone()
    }
}

/// A part of a list that the rest of the list makes redundant.
pub(super) struct Redundant {
    /// Its number in the list.
    pub item: usize,
    /// The fewest others found that make it so; none of them is redundant itself.
    pub covered_by: Vec<usize>,
}

/// Which of `count` items are redundant, so that all of them can go together; of equal ones the first stays. `covers` says
/// whether the item adds nothing to some others; `may_cover` is a quick look at whether one other could have to do with it.
#[inline(never)]
pub(super) fn redundant(
    count: usize,
    may_cover: &dyn Fn(usize, usize) -> bool,
    covers: &mut dyn FnMut(usize, &[usize]) -> bool,
) -> Vec<Redundant> {
    let mut kept: Vec<usize> = (0..count).collect();
    let mut gone = Vec::new();
    for item in (0..count).rev() {
        let is_near = |other: &usize| *other != item && may_cover(*other, item);
        if !kept.iter().any(is_near) {
            continue;
        }
        let others: Vec<usize> = kept.iter().copied().filter(|other| *other != item).collect();
        let by_one = others
            .iter()
            .copied()
            .filter(is_near)
            .any(|other| covers(item, &[other]));
        if by_one || covers(item, &others) {
            kept = others;
            gone.push(item);
        }
    }
    gone.reverse();
    let fewest = |item| {
        let mut near = kept.iter().copied().filter(|other| may_cover(*other, item));
        let single = near.find(|other| covers(item, &[*other]));
        let covered_by = single.map_or_else(
            || without_idle(&kept, &mut |others| covers(item, others)),
            |one| vec![one],
        );
        Redundant { item, covered_by }
    };
    gone.into_iter().map(fewest).collect()
}

/// Those of `items` that `holds` needs.
fn without_idle(items: &[usize], holds: &mut dyn FnMut(&[usize]) -> bool) -> Vec<usize> {
    let mut needed = items.to_vec();
    for item in items {
        let others: Vec<usize> = needed.iter().copied().filter(|other| other != item).collect();
        if holds(&others) {
            needed = others;
        }
    }
    needed
}

/// Numbers as a reader counts them, from 1 on: `2, 4`.
#[inline(never)]
pub(super) fn counted(indices: &[usize]) -> String {
    let numbers: Vec<String> = indices.iter().map(|index| (index + 1).to_string()).collect();
    joined(&numbers, ", ")
}

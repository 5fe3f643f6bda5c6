//! The exact answers: which calls of an operation some statements cover.
//!
//! A call assigns the variables of an alternative: the region and the account once, for all its templates, then each
//! relative-id. Region and account fall into finitely many kinds (which patterns match them); for each pair of kinds
//! the relative-ids are independent of each other, so a question about calls becomes one question for each template,
//! answered by a joint automaton.

use super::ground::{BoundTemplate, Ground};
use super::level::Level;
use super::situation::Situations;
use crate::catalog::Requirement;
use crate::pattern::{Budget, Exhausted, ResourcePattern};
use crate::policy::Element;

/// The resources of a statement.
pub(super) type Resources = Element<ResourcePattern>;

/// The level of the calls that are granted: every resource is in one of the first `allows` sets and in none of the
/// others.
pub(super) fn granted_level(
    ground: &Ground,
    requirement: &Requirement,
    sets: &[&Resources],
    allows: usize,
    budget: &mut Budget,
) -> Result<Level, Exhausted> {
    let granted = |truth: &[Option<bool>]| granted(truth, allows);
    let refused = |truth: &[Option<bool>]| granted(truth).map(|granted| !granted);
    let (mut some, mut all) = (false, true);
    for alternative in &requirement.alternatives {
        let situations = Situations::find(ground.templates_of(alternative), sets, budget)?;
        let mut can_be_granted = situations.ask(&granted);
        let mut can_be_refused = situations.ask(&refused);
        for situation in &situations.each {
            let mut possible = true;
            for slot in situation {
                possible = possible && can_be_granted.answer(*slot, budget)?;
                all = all && !can_be_refused.answer(*slot, budget)?;
            }
            some |= possible;
            if some && !all {
                return Ok(Level::Partial);
            }
        }
    }
    Ok(level(some, all))
}

/// The level of the calls that a Deny covers: at least one resource is in one of the sets.
pub(super) fn denied_level(
    ground: &Ground,
    requirement: &Requirement,
    sets: &[&Resources],
    budget: &mut Budget,
) -> Result<Level, Exhausted> {
    let held = |truth: &[Option<bool>]| any(truth);
    let free = |truth: &[Option<bool>]| any(truth).map(|held| !held);
    let (mut some, mut all) = (false, true);
    for alternative in &requirement.alternatives {
        let situations = Situations::find(ground.templates_of(alternative), sets, budget)?;
        let mut can_be_held = situations.ask(&held);
        let mut can_be_free = situations.ask(&free);
        for situation in &situations.each {
            let mut escapes = true;
            for slot in situation {
                some = some || can_be_held.answer(*slot, budget)?;
                escapes = escapes && can_be_free.answer(*slot, budget)?;
            }
            all &= !escapes;
            if some && !all {
                return Ok(Level::Partial);
            }
        }
    }
    Ok(level(some, all))
}

/// Whether some call is granted at most but not at least: by the first `allows` sets against the `denies` sets after
/// them, but not by the first `certain` sets alone against all the rest.
///
/// The sets stand in this order: unconditional Allows, conditional Allows, unconditional Denies, conditional Denies.
pub(super) fn bounds_differ(
    ground: &Ground,
    requirement: &Requirement,
    sets: &[&Resources],
    split: Split,
    budget: &mut Budget,
) -> Result<bool, Exhausted> {
    let Split {
        certain,
        allows,
        denies,
    } = split;
    let may = |truth: &[Option<bool>]| {
        let (allow, rest) = truth.split_at_checked(allows)?;
        and(any(allow), any(rest.get(..denies)?).map(|held| !held))
    };
    let must = |truth: &[Option<bool>]| {
        let (allow, rest) = truth.split_at_checked(allows)?;
        and(any(allow.get(..certain)?), any(rest).map(|held| !held))
    };
    let only_may = |truth: &[Option<bool>]| and(may(truth), must(truth).map(|held| !held));
    for alternative in &requirement.alternatives {
        let situations = Situations::find(ground.templates_of(alternative), sets, budget)?;
        let mut can_be_granted = situations.ask(&may);
        let mut can_differ = situations.ask(&only_may);
        for situation in &situations.each {
            let (mut possible, mut differs) = (true, false);
            for slot in situation {
                possible = possible && can_be_granted.answer(*slot, budget)?;
                differs = differs || can_differ.answer(*slot, budget)?;
            }
            if possible && differs {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// How the sets given to [`bounds_differ`] are divided.
#[derive(Clone, Copy)]
pub(super) struct Split {
    /// How many unconditional Allows come first.
    pub certain: usize,
    /// How many Allows there are in all.
    pub allows: usize,
    /// How many unconditional Denies follow them.
    pub denies: usize,
}

/// The level of an element's patterns, not negated, on the resources of one template.
pub(super) fn union_level(
    element: &Resources,
    template: &BoundTemplate,
    budget: &mut Budget,
) -> Result<Level, Exhausted> {
    let held = |truth: &[Option<bool>]| any(truth);
    let free = |truth: &[Option<bool>]| any(truth).map(|held| !held);
    let negated = element.name.is_negated();
    let situations = Situations::find(std::iter::once(template), &[element], budget)?;
    let (mut some, mut all) = (false, true);
    for slot in 0..situations.slots.len() {
        some = some || situations.ask(&held).answer(slot, budget)?;
        all = all && !situations.ask(&free).answer(slot, budget)?;
    }
    let level = level(some, all);
    Ok(if negated { level.negated() } else { level })
}

fn level(some: bool, all: bool) -> Level {
    match (some, all) {
        (true, true) => Level::Full,
        (true, false) => Level::Partial,
        (false, _) => Level::None,
    }
}

/// Whether the resource is in one of the first `allows` sets and in none of the rest.
fn granted(truth: &[Option<bool>], allows: usize) -> Option<bool> {
    let (allow, deny) = truth.split_at_checked(allows)?;
    and(any(allow), any(deny).map(|held| !held))
}

fn any(truth: &[Option<bool>]) -> Option<bool> {
    match truth.contains(&Some(true)) {
        true => Some(true),
        false if truth.contains(&None) => None,
        false => Some(false),
    }
}

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

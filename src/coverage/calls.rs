//! The exact answers: which calls of an operation some statements cover.
//!
//! A call assigns the variables of an alternative: the region and the account once, for all its templates, then each
//! relative-id. Region and account fall into finitely many kinds (which patterns match them); for each pair of kinds
//! the relative-ids are independent of each other, so a question about calls becomes one question for each template,
//! answered by a joint automaton.

use super::ground::{BoundTemplate, Ground};
use super::level::Level;
use super::meet::field_matches;
use crate::catalog::Requirement;
use crate::pattern::{Budget, Exhausted, Field, ResourcePattern, Status, Texts, Wildcard};
use crate::policy::Element;

/// The resources of a statement.
pub(super) type Resources = Element<ResourcePattern>;

/// For one resource: which of the sets of resources hold it, as far as it is certain.
type Truth<'a> = &'a dyn Fn(&[Option<bool>]) -> Option<bool>;

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
        for situation in situations(ground.templates_of(alternative), sets, budget)? {
            let mut possible = true;
            for slot in &situation {
                possible = possible && slot.exists(&granted, budget)?;
                all = all && !slot.exists(&refused, budget)?;
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
        for situation in situations(ground.templates_of(alternative), sets, budget)? {
            let mut escapes = true;
            for slot in &situation {
                some = some || slot.exists(&held, budget)?;
                escapes = escapes && slot.exists(&free, budget)?;
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
        for situation in situations(ground.templates_of(alternative), sets, budget)? {
            let (mut possible, mut differs) = (true, false);
            for slot in &situation {
                possible = possible && slot.exists(&may, budget)?;
                differs = differs || slot.exists(&only_may, budget)?;
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
    let (mut some, mut all) = (false, true);
    for situation in situations(std::iter::once(template), &[element], budget)? {
        for slot in &situation {
            some = some || slot.exists(&held, budget)?;
            all = all && !slot.exists(&free, budget)?;
        }
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

/// One template in one situation: for a region and an account of certain kinds, what each set holds of its
/// relative-ids.
struct Slot<'a> {
    texts: &'a Texts,
    wildcards: Vec<&'a Wildcard>,
    sets: Vec<SlotSet>,
}

/// What one set holds in a [`Slot`].
struct SlotSet {
    negated: bool,
    /// A pattern holds the resource whatever its relative-id.
    all: bool,
    /// Otherwise those of the slot's wildcards that decide.
    wildcards: Vec<usize>,
}

impl Slot<'_> {
    /// Whether there is a relative-id for which `truth` holds.
    fn exists(&self, truth: Truth<'_>, budget: &mut Budget) -> Result<bool, Exhausted> {
        let mut held = vec![None; self.sets.len()];
        self.texts.exists(&self.wildcards, budget, &mut |statuses| {
            for (held, set) in held.iter_mut().zip(&self.sets) {
                *held = set.holds(statuses);
            }
            truth(&held)
        })
    }
}

impl SlotSet {
    fn holds(&self, statuses: &[Status]) -> Option<bool> {
        let mut held = Some(self.all);
        if !self.all {
            for status in self.wildcards.iter().filter_map(|at| statuses.get(*at)) {
                match status {
                    Status::Always => {
                        held = Some(true);
                        break;
                    }
                    Status::Open => held = None,
                    Status::Never => {}
                }
            }
        }
        held.map(|held| held != self.negated)
    }
}

/// Every combination of a kind of region and a kind of account that a call of an alternative can have.
fn situations<'a>(
    templates: impl Iterator<Item = &'a BoundTemplate> + Clone,
    sets: &[&'a Resources],
    budget: &mut Budget,
) -> Result<Vec<Vec<Slot<'a>>>, Exhausted> {
    let regions = Kinds::find(templates.clone(), sets, Which::Region, budget)?;
    let accounts = Kinds::find(templates.clone(), sets, Which::Account, budget)?;
    let mut situations = Vec::with_capacity(regions.kinds.len() * accounts.kinds.len());
    for region in &regions.kinds {
        for account in &accounts.kinds {
            budget.spend()?;
            let slot = |template| {
                Slot::new(template, sets, |which, pattern, field| match which {
                    Which::Region => regions.matches(region, pattern, field),
                    Which::Account => accounts.matches(account, pattern, field),
                })
            };
            situations.push(templates.clone().map(slot).collect());
        }
    }
    Ok(situations)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Region,
    Account,
}

impl Which {
    fn pattern(self, pattern: &ResourcePattern) -> Option<&Wildcard> {
        match (self, pattern) {
            (_, ResourcePattern::All) => None,
            (Self::Region, ResourcePattern::Fields(fields)) => Some(&fields.region),
            (Self::Account, ResourcePattern::Fields(fields)) => Some(&fields.account),
        }
    }
}

/// The kinds of text that a shared field can hold: each says which of the patterns match.
struct Kinds<'a> {
    patterns: Vec<&'a Wildcard>,
    kinds: Vec<Vec<bool>>,
}

impl<'a> Kinds<'a> {
    fn find(
        mut templates: impl Iterator<Item = &'a BoundTemplate> + Clone,
        sets: &[&'a Resources],
        which: Which,
        budget: &mut Budget,
    ) -> Result<Self, Exhausted> {
        let is_variable = |template: &BoundTemplate| {
            template.fields().is_some_and(|(_, region, account)| {
                matches!(
                    if which == Which::Region { region } else { account },
                    Field::Variable(_)
                )
            })
        };
        if !templates.any(is_variable) {
            return Ok(Self {
                patterns: Vec::new(),
                kinds: vec![Vec::new()],
            });
        }
        let mut patterns: Vec<&Wildcard> = Vec::new();
        for pattern in sets
            .iter()
            .flat_map(|set| &set.patterns)
            .filter_map(|at| at.pattern.as_ref())
        {
            if let Some(wildcard) = which.pattern(pattern)
                && !wildcard.matches_all_non_empty()
                && !patterns.contains(&wildcard)
            {
                patterns.push(wildcard);
            }
        }
        let kinds = Texts::of_field().combinations(&patterns, budget)?;
        Ok(Self { patterns, kinds })
    }

    fn matches(&self, kind: &[bool], pattern: &Wildcard, field: &Field) -> bool {
        match field {
            Field::Literal(text) => field_matches(pattern, text),
            Field::Variable(_) if pattern.matches_all_non_empty() => true,
            Field::Variable(_) => {
                let at = self.patterns.iter().position(|known| *known == pattern);
                at.and_then(|at| kind.get(at)).copied().unwrap_or(false)
            }
        }
    }
}

impl<'a> Slot<'a> {
    fn new(
        template: &'a BoundTemplate,
        sets: &[&'a Resources],
        matches: impl Fn(Which, &Wildcard, &Field) -> bool,
    ) -> Self {
        let mut slot = Self {
            texts: &template.texts,
            wildcards: Vec::new(),
            sets: Vec::with_capacity(sets.len()),
        };
        for set in sets {
            let mut slot_set = SlotSet {
                negated: set.name.is_negated(),
                all: false,
                wildcards: Vec::new(),
            };
            for pattern in set.patterns.iter().filter_map(|at| at.pattern.as_ref()) {
                let fields = match pattern {
                    ResourcePattern::All => {
                        slot_set.all = true;
                        break;
                    }
                    ResourcePattern::Fields(fields) => fields,
                };
                let Some((service, region, account)) = template.fields() else {
                    continue;
                };
                if fields.service.matches(service)
                    && matches(Which::Region, &fields.region, region)
                    && matches(Which::Account, &fields.account, account)
                {
                    slot_set.wildcards.push(slot.place(&fields.relative_id));
                }
            }
            slot.sets.push(slot_set);
        }
        slot
    }

    /// The place of a wildcard among the slot's; equal ones share it.
    fn place(&mut self, wildcard: &'a Wildcard) -> usize {
        match self.wildcards.iter().position(|known| *known == wildcard) {
            Some(at) => at,
            None => {
                self.wildcards.push(wildcard);
                self.wildcards.len() - 1
            }
        }
    }
}

//! The situations in which an operation can be called: which kinds of region and account there are, and what then
//! remains to be asked of each template's relative-ids.

use super::calls::Resources;
use super::ground::BoundTemplate;
use super::meet::field_matches;
use crate::pattern::{Budget, Exhausted, Field, ResourcePattern, Status, Texts, Wildcard};

/// For one resource: which of the sets of resources hold it, as far as it is certain.
pub(super) type Truth<'a> = &'a dyn Fn(&[Option<bool>]) -> Option<bool>;

/// One template in one situation: for a region and an account of certain kinds, what each set holds of its
/// relative-ids.
pub(super) struct Slot<'a> {
    template: &'a BoundTemplate,
    wildcards: Vec<&'a Wildcard>,
    sets: Vec<SlotSet>,
}

/// What one set holds in a [`Slot`].
#[derive(PartialEq, Eq)]
struct SlotSet {
    negated: bool,
    /// A pattern holds the resource whatever its relative-id.
    all: bool,
    /// Otherwise those of the slot's wildcards that decide.
    wildcards: Vec<usize>,
}

impl PartialEq for Slot<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.template, other.template) && self.sets == other.sets && self.wildcards == other.wildcards
    }
}

impl Slot<'_> {
    /// Whether there is a relative-id for which `truth` holds.
    fn exists(&self, truth: Truth<'_>, budget: &mut Budget) -> Result<bool, Exhausted> {
        let mut held = vec![None; self.sets.len()];
        self.template.texts.exists(&self.wildcards, budget, &mut |statuses| {
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
pub(super) struct Situations<'a> {
    /// What there is to ask about, each once.
    pub slots: Vec<Slot<'a>>,
    /// For each combination the slots of the alternative's templates; combinations that are alike stand once.
    pub each: Vec<Vec<usize>>,
}

impl<'a> Situations<'a> {
    pub fn find(
        templates: impl Iterator<Item = &'a BoundTemplate> + Clone,
        sets: &[&'a Resources],
        budget: &mut Budget,
    ) -> Result<Self, Exhausted> {
        let regions = Kinds::find(templates.clone(), sets, Which::Region, budget)?;
        let accounts = Kinds::find(templates.clone(), sets, Which::Account, budget)?;
        let mut situations = Self {
            slots: Vec::new(),
            each: Vec::new(),
        };
        for region in &regions.kinds {
            for account in &accounts.kinds {
                let mut situation = Vec::new();
                for template in templates.clone() {
                    budget.spend()?;
                    let slot = Slot::new(template, sets, |which, pattern, field| match which {
                        Which::Region => regions.matches(region, pattern, field),
                        Which::Account => accounts.matches(account, pattern, field),
                    });
                    situation.push(situations.place(slot));
                }
                if !situations.each.contains(&situation) {
                    situations.each.push(situation);
                }
            }
        }
        Ok(situations)
    }

    fn place(&mut self, slot: Slot<'a>) -> usize {
        match self.slots.iter().position(|known| *known == slot) {
            Some(at) => at,
            None => {
                self.slots.push(slot);
                self.slots.len() - 1
            }
        }
    }

    /// A question that is answered once for each slot.
    pub fn ask<'s>(&'s self, truth: Truth<'s>) -> Answers<'s, 'a> {
        Answers {
            slots: &self.slots,
            truth,
            known: vec![None; self.slots.len()],
        }
    }
}

/// The answers to one question, as far as they were needed.
pub(super) struct Answers<'s, 'a> {
    slots: &'s [Slot<'a>],
    truth: Truth<'s>,
    known: Vec<Option<bool>>,
}

impl Answers<'_, '_> {
    pub fn answer(&mut self, slot: usize, budget: &mut Budget) -> Result<bool, Exhausted> {
        if let Some(Some(known)) = self.known.get(slot) {
            return Ok(*known);
        }
        let answer = self
            .slots
            .get(slot)
            .map_or(Ok(false), |slot| slot.exists(self.truth, budget))?;
        if let Some(place) = self.known.get_mut(slot) {
            *place = Some(answer);
        }
        Ok(answer)
    }
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
            template,
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

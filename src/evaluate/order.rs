//! The order in which policies are looked at (`ram/language.md` §5.2).

use super::attached::Stage;
use super::decision::Decisions;
use super::facts::Facts;
use super::lane::{Holds, Lane};
use super::question::{Atom, Slots};
use super::ready::{Group, Ready, ReadyStatement};
use super::request::Call;
use super::resource::ResourceText;
use super::scope::means;
use crate::condition::Truth;
use crate::pattern::members;
use crate::policy::Caller;

/// One request on its way through the stages.
pub(super) struct Walk<'a> {
    pub ready: &'a Ready,
    pub call: Call<'a>,
    pub facts: &'a Facts<'a>,
    /// Whether its action, and each resource that was looked at, has the form of one.
    pub is_readable: bool,
    /// The statements whose actions match, as bits.
    pub matching: &'a [u64],
    pub slots: Slots,
    /// What was found on the way, where that is wanted.
    pub record: Option<Record>,
}

/// What was found on the way of a request, of each resource that was looked at.
pub(super) type Record = Vec<Found>;

/// What was found of a resource.
#[derive(Default)]
pub(super) struct Found {
    /// What is possible.
    pub decisions: Decisions,
    /// What each group of policies that was asked said, by its number.
    pub asked: Vec<(usize, Decisions)>,
}

impl Walk<'_> {
    /// The decisions on the request under the assignments of the lane that is worked out.
    pub fn lane(&mut self) -> Lane {
        let mut all = Lane::ALLOW;
        for (resource, number) in self.call.checked().iter().zip(0..) {
            let text = ResourceText::new(resource);
            self.is_readable &= text.fields.is_some() || *resource == "*";
            if let Some(record) = &mut self.record
                && record.len() == number
            {
                record.push(Found::default());
            }
            let lane = self.resource(&text, number);
            all = all.both(lane);
            match &mut self.record {
                None if all.deny == !0 => break,
                None => {}
                Some(record) => {
                    if let Some(found) = record.get_mut(number) {
                        found.decisions = found.decisions.or(lane.decisions());
                    }
                }
            }
        }
        all
    }

    /// The decision on one resource.
    fn resource(&mut self, resource: &ResourceText, number: usize) -> Lane {
        let ready = self.ready;
        let is_owner = ready.is_owner(self.call.caller, resource);
        let trust_alone = self.assumes_by_trust_alone();
        let mut before = Lane::ALLOW;
        let mut identity = if is_owner { Lane::ALLOW } else { Lane::SILENT };
        let mut all = None;
        for (group, at) in ready.groups.iter().zip(0..) {
            match group.stage {
                Stage::Control(_) if is_owner => {}
                Stage::Control(_) | Stage::Session => {
                    before = before.then(self.group(group, at, resource, number));
                    if before.allow == 0 {
                        return before;
                    }
                }
                Stage::Account | Stage::ResourceGroup if is_owner || trust_alone => {}
                Stage::Account => identity = self.group(group, at, resource, number),
                Stage::ResourceGroup => {
                    if identity.silent != 0 && group.resource_group.as_deref() == self.call.resource_group {
                        identity = identity.or_else(self.group(group, at, resource, number));
                    }
                }
                Stage::AssumeRole if !self.call.assumes_role() => {}
                Stage::AssumeRole if trust_alone => all = Some(self.group(group, at, resource, number)),
                Stage::AssumeRole => all = Some(identity.both(self.group(group, at, resource, number))),
                Stage::Resource => all = Some(identity.either(self.group(group, at, resource, number))),
            }
        }
        before.then(all.unwrap_or(identity))
    }

    /// Whether the trust policy alone decides: it does for a caller that has no identity policies.
    fn assumes_by_trust_alone(&self) -> bool {
        matches!(self.call.caller, Caller::Service(_) | Caller::Federated(_))
            && self.call.assumes_role()
            && self.ready.groups.iter().any(|group| group.stage == Stage::AssumeRole)
    }

    /// The unit step over the policies of a group.
    fn group(&mut self, group: &Group, number: usize, resource: &ResourceText, of: usize) -> Lane {
        let deny = self.any(&group.denies, resource);
        let lane = match deny.must {
            u64::MAX => Lane::of(deny, Holds::NEVER),
            _ => Lane::of(deny, self.any(&group.allows, resource)),
        };
        if let Some(found) = self.record.as_mut().and_then(|record| record.get_mut(of)) {
            match found.asked.iter_mut().find(|(group, _)| *group == number) {
                Some((_, decisions)) => *decisions = decisions.or(lane.decisions()),
                None => found.asked.push((number, lane.decisions())),
            }
        }
        lane
    }

    /// Whether any of a range of statements matches.
    fn any(&mut self, range: &std::ops::Range<usize>, resource: &ResourceText) -> Holds {
        let ready = self.ready;
        let mut any = Holds::NEVER;
        if range.is_empty() {
            return any;
        }
        for at in range.start / 64..range.end.div_ceil(64) {
            let from = range.start.saturating_sub(at * 64);
            let to = (range.end - at * 64).min(64);
            let word = self.matching.get(at).copied().unwrap_or(0);
            for number in members(word & (u64::MAX >> (64 - (to - from))) << from, at * 64) {
                let Some(statement) = ready.statements.get(number) else {
                    continue;
                };
                any = any.or(self.statement(statement, resource));
                if any.must == !0 {
                    return any;
                }
            }
        }
        any
    }

    /// Whether a statement whose action matches does so in all.
    fn statement(&mut self, statement: &ReadyStatement, resource: &ResourceText) -> Holds {
        if !statement.matches(resource) {
            return Holds::NEVER;
        }
        if let Some(principal) = &statement.principal {
            let caller = self.call.caller;
            let is_spared = statement.spares_owner && self.ready.is_owner(caller, resource);
            if !means(Some(principal), caller, is_spared) {
                return Holds::NEVER;
            }
        }
        if let Some(atom) = statement.open {
            return self.slots.holds(atom);
        }
        let mut is_open = false;
        for condition in &statement.conditions {
            match self.facts.truth(condition.key, &condition.test) {
                Truth::False => return Holds::NEVER,
                Truth::Unknown => is_open = true,
                Truth::True => {}
            }
        }
        if !is_open {
            return Holds::ALWAYS;
        }
        let mut all = Holds::ALWAYS;
        for condition in &statement.conditions {
            if self.facts.truth(condition.key, &condition.test) == Truth::Unknown {
                let holds = self.slots.holds(Atom::Condition(condition.question));
                all = all.and(if condition.test.is_negated() {
                    holds.negated()
                } else {
                    holds
                });
            }
        }
        all
    }
}

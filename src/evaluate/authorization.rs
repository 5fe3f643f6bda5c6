use std::rc::Rc;

use super::actions::Actions;
use super::attached::{Attached, Parts, Stage};
use super::decision::Decisions;
use super::facts::Facts;
use super::lane::Lane;
use super::order::Walk;
use super::question::{Atom, IN_LANE, Slots, YES};
use super::ready::Ready;
use super::request::{Call, Request, is_resource};

/// Everything that takes part in deciding requests of one caller on one resource.
///
/// ```
/// use std::{cell::RefCell, rc::Rc};
/// use ramlight::condition::Context;
/// use ramlight::evaluate::{Attached, Authorization, Decision, Parts, Request};
/// use ramlight::policy::{Caller, PolicyText};
///
/// let text = r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}]}"#;
/// let policy = Rc::new(RefCell::new(PolicyText::new(text)));
/// let mut authorization = Authorization::new(Parts {
///     identity: vec![Attached::new(policy)],
///     ..Parts::default()
/// });
/// let request = Request {
///     action: "ecs:StopInstance",
///     resources: &["acs:ecs:cn-hangzhou:123:instance/i-1"],
///     context: &Context::default(),
///     caller: &Caller::Unnamed,
///     resource_group: None,
/// };
/// assert_eq!(authorization.decide(&request).decisions.decided(), Some(Decision::Allow));
/// ```
pub struct Authorization {
    pub(super) policies: Vec<Attached>,
    /// The policies' revisions when they were made ready, and how often they were.
    revisions: Vec<u32>,
    readings: u32,
    /// Another one after each reading.
    pub(super) reading: Rc<()>,
    pub(super) ready: Ready,
    pub(super) actions: Actions,
}

/// What can be said of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The decisions that are possible.
    pub decisions: Decisions,
    /// The unknown keys that they hang on, sorted; none where one decision alone is possible.
    pub unknown_keys: Vec<Rc<str>>,
}

impl Authorization {
    /// Takes the policies; they are read when a request is decided, and again after an update.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let ready = Ready::plan(&parts);
        let mut policies = Vec::new();
        for level in parts.control {
            policies.extend(level);
        }
        policies.extend(parts.session);
        policies.extend(parts.identity);
        policies.extend(parts.resource);
        Self {
            policies,
            revisions: Vec::new(),
            readings: 0,
            reading: Rc::default(),
            ready,
            actions: Actions::new(0),
        }
    }

    /// The policies in the order in which they are numbered everywhere: control policies level by level, the session
    /// policy, identity policies, the policy of the resource.
    #[must_use]
    pub fn policies(&self) -> &[Attached] {
        &self.policies
    }

    /// The stage that each of the policies takes part in, as they were followed last.
    pub fn stages(&self) -> impl Iterator<Item = Stage> {
        (0..self.policies.len()).filter_map(|policy| {
            let group = self.ready.groups.iter().find(|group| group.policies.contains(&policy));
            group.map(|group| group.stage)
        })
    }

    /// Decides a request.
    pub fn decide(&mut self, request: &Request) -> Answer {
        self.follow();
        let facts = Facts::of(&self.ready.keys, request.context);
        self.decide_call(request.call(), &facts)
    }

    /// Decides a request of which the facts are told by the numbers of [`Authorization::keys`].
    pub fn decide_call(&mut self, call: Call, facts: &Facts) -> Answer {
        let mut walk = self.walk(call, facts);
        let lanes = walk.lanes();
        answer(&walk, &lanes)
    }

    /// The decisions that are possible, as [`Authorization::decide`] gives them: of one request of many.
    pub fn possible(&mut self, request: &Request) -> Decisions {
        self.follow();
        let facts = Facts::of(&self.ready.keys, request.context);
        possible(&mut self.walk(request.call(), &facts))
    }

    /// The decisions that are possible of a request of which the facts are told by the numbers of
    /// [`Authorization::keys`]; `None` where its action or a resource has not the form of one.
    pub fn possible_call(&mut self, call: Call, facts: &Facts) -> Option<Decisions> {
        let mut walk = self.walk(call, facts);
        let rest = call.resources.get(1..).unwrap_or_default();
        if !walk.is_readable || !rest.iter().all(|resource| is_resource(resource)) {
            return None;
        }
        let decisions = possible(&mut walk);
        walk.is_readable.then_some(decisions)
    }

    /// The condition keys that the policies mention; facts go by their numbers here, until [`Authorization::follow`]
    /// has another answer.
    #[must_use]
    pub fn keys(&self) -> &[Rc<str>] {
        &self.ready.keys
    }

    /// Sends a request on its way, through the policies as they were followed last.
    pub(super) fn walk<'a>(&'a mut self, call: Call<'a>, facts: &'a Facts<'a>) -> Walk<'a> {
        let (matching, is_readable) = self.actions.matching(call.action);
        Walk {
            ready: &self.ready,
            call,
            facts,
            is_readable,
            matching,
            slots: Slots::default(),
            record: None,
        }
    }

    /// Reads the policies anew if they were updated; how often that was done until now.
    pub fn follow(&mut self) -> u32 {
        let is_current = |(attached, revision): (&Attached, &u32)| attached.policy.borrow().revision() == *revision;
        if self.revisions.len() == self.policies.len() && self.policies.iter().zip(&self.revisions).all(is_current) {
            return self.readings;
        }
        self.readings = self.readings.wrapping_add(1);
        self.reading = Rc::default();
        self.revisions.clear();
        let revisions = self.policies.iter().map(|attached| attached.policy.borrow().revision());
        self.revisions.extend(revisions);
        self.actions = self.ready.read(&self.policies);
        self.readings
    }
}

impl Walk<'_> {
    /// The decisions under every assignment of answers to the questions that bear on the request.
    pub(super) fn lanes(&mut self) -> Vec<Lane> {
        let mut lanes = Vec::new();
        // Working out a lane can bring up further questions, and with them further lanes.
        while lanes.len() < self.slots.lanes() {
            self.slots.lane = lanes.len();
            lanes.push(self.lane());
        }
        lanes
    }
}

/// What can be said of a request of which every lane is worked out.
pub(super) fn answer(walk: &Walk, lanes: &[Lane]) -> Answer {
    let decisions = decisions(lanes);
    let unknown_keys = match decisions.decided() {
        Some(_) => Vec::new(),
        None => keys(walk.ready, &walk.slots, lanes),
    };
    Answer {
        decisions,
        unknown_keys,
    }
}

/// What is possible of a request, most of which have one lane.
pub(super) fn possible(walk: &mut Walk) -> Decisions {
    let first = walk.lane();
    match walk.slots.lanes() {
        1 => first.decisions(),
        _ => decisions(&walk.lanes()),
    }
}

/// What is possible under any assignment.
fn decisions(lanes: &[Lane]) -> Decisions {
    (lanes.iter()).fold(Decisions::default(), |all, lane| all.or(lane.decisions()))
}

/// The keys that the decisions hang on.
fn keys(ready: &Ready, slots: &Slots, lanes: &[Lane]) -> Vec<Rc<str>> {
    let counting = slots.atoms().iter().zip(0..).filter(|(_, slot)| counts(*slot, lanes));
    let mut keys: Vec<Rc<str>> = Vec::new();
    for atom in counting.map(|(atom, _)| atom).chain(slots.beyond()) {
        if let Atom::Condition(number) = atom
            && let Some(question) = ready.questions.get(*number as usize)
            && let Err(place) = keys.binary_search(&question.key)
        {
            keys.insert(place, Rc::clone(&question.key));
        }
    }
    keys
}

/// Whether the decisions under some assignment change with the answer in a slot.
fn counts(slot: usize, lanes: &[Lane]) -> bool {
    match YES.get(slot) {
        Some(yes) => lanes.iter().any(|lane| {
            let changes = |word: u64| ((word & yes) >> (1 << slot)) ^ (word & !yes) != 0;
            changes(lane.allow) || changes(lane.deny) || changes(lane.silent)
        }),
        None => {
            let bit = 1 << (slot - IN_LANE);
            let mut pairs = lanes.iter().zip(lanes.iter().skip(bit)).zip(0_usize..);
            pairs.any(|((one, other), at)| at & bit == 0 && one != other)
        }
    }
}

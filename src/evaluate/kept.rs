use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::authorization::{Authorization, possible};
use super::decision::Decisions;
use super::facts::{Fact, Facts};
use super::order::Walk;
use super::question::Slots;
use super::request::{Call, is_action, is_resource};
use crate::policy::Caller;

/// Requests that are decided again and again: their texts are kept, and what was found of their actions is remembered
/// as long as the policies stand.
///
/// ```
/// use std::{cell::RefCell, rc::Rc};
/// use ramlight::evaluate::{Attached, Authorization, Call, Decision, Facts, Kept, Parts};
/// use ramlight::policy::{Caller, PolicyText};
///
/// let text = r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}]}"#;
/// let mut authorization = Authorization::new(Parts {
///     identity: vec![Attached::new(Rc::new(RefCell::new(PolicyText::new(text))))],
///     ..Parts::default()
/// });
/// let call = Call { action: "ecs:StopInstance", resources: &["*"], caller: &Caller::Unnamed, resource_group: None };
/// let mut kept = Kept::default();
/// assert!(kept.add(call, &Facts::default(), &[]));
/// assert_eq!(authorization.possible_kept(&mut kept), [Decision::Allow.into()]);
/// ```
#[derive(Default)]
pub struct Kept {
    /// The texts of all requests, one behind the other, but for actions and keys, of which each is kept once.
    texts: String,
    /// In lower case.
    actions: Numbered,
    keys: Numbered,
    callers: Vec<Caller>,
    requests: Vec<KeptRequest>,
    resources: Vec<Range<u32>>,
    /// What the requests say of keys by their numbers here; values stand in `values`.
    facts: Vec<(u32, Fact)>,
    values: Vec<Range<u32>>,
    /// The reading of policies that the rest was found in.
    reading: Option<Rc<()>>,
    /// The statements that match each action, as bits.
    matching: Vec<u64>,
    /// The number of each key among those that the policies mention.
    numbers: Vec<Option<u32>>,
}

struct KeptRequest {
    action: u32,
    caller: u32,
    resource_group: Option<Range<u32>>,
    resources: Range<u32>,
    is_open: bool,
    facts: Range<u32>,
}

/// Texts, each once, and their numbers.
#[derive(Default)]
struct Numbered {
    texts: Vec<Rc<str>>,
    numbers: FxHashMap<Rc<str>, u32>,
}

impl Numbered {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let (text, number) = (Rc::<str>::from(text), self.texts.len() as u32);
        self.texts.push(Rc::clone(&text));
        self.numbers.insert(text, number);
        number
    }
}

impl Kept {
    /// Adds a request of which the facts are told by the numbers of `keys`; not one whose action or a resource has not
    /// the form of one: then it is `false`.
    #[must_use]
    pub fn add(&mut self, call: Call, facts: &Facts, keys: &[String]) -> bool {
        if !is_action(call.action) || !call.resources.iter().all(|resource| is_resource(resource)) {
            return false;
        }
        let resources = self.resources.len() as u32;
        for resource in call.resources {
            let resource = self.text(resource);
            self.resources.push(resource);
        }
        let first = self.facts.len() as u32;
        for (number, fact, values) in facts.told() {
            let Some(key) = keys.get(number) else {
                continue;
            };
            let fact = match fact {
                Fact::Values(..) => {
                    let from = self.values.len() as u32;
                    for value in values {
                        let value = self.text(value);
                        self.values.push(value);
                    }
                    Fact::Values(from, self.values.len() as u32)
                }
                fact => fact,
            };
            self.facts.push((self.keys.number(key), fact));
        }
        if self.callers.last() != Some(call.caller) {
            self.callers.push(call.caller.clone());
        }
        let resource_group = call.resource_group.map(|group| self.text(group));
        self.requests.push(KeptRequest {
            action: self.actions.number(&call.action.to_ascii_lowercase()),
            caller: self.callers.len() as u32 - 1,
            resource_group,
            resources: resources..self.resources.len() as u32,
            is_open: facts.is_open(),
            facts: first..self.facts.len() as u32,
        });
        self.reading = None;
        true
    }

    /// How many requests are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Whether none is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Leaves out what was added behind the first so many requests.
    pub fn truncate(&mut self, len: usize) {
        self.requests.truncate(len);
    }

    fn text(&mut self, text: &str) -> Range<u32> {
        let from = self.texts.len() as u32;
        self.texts.push_str(text);
        from..self.texts.len() as u32
    }

    fn text_at(&self, at: &Range<u32>) -> &str {
        self.texts.get(at.start as usize..at.end as usize).unwrap_or_default()
    }
}

impl Authorization {
    /// The decisions that are possible of each kept request, in the order in which they were added, as
    /// [`Authorization::possible`] gives them.
    pub fn possible_kept(&mut self, kept: &mut Kept) -> Vec<Decisions> {
        self.follow();
        let words = self.actions.words();
        if (kept.reading.as_ref()).is_none_or(|reading| !Rc::ptr_eq(reading, &self.reading)) {
            self.look_up(kept);
        }
        let kept = &*kept;
        let mut resources = Vec::new();
        let mut facts = Facts::default();
        let mut decided = Vec::with_capacity(kept.requests.len());
        for request in &kept.requests {
            resources.clear();
            let range = request.resources.start as usize..request.resources.end as usize;
            resources.extend(
                kept.resources
                    .get(range)
                    .into_iter()
                    .flatten()
                    .map(|at| kept.text_at(at)),
            );
            facts.clear(self.ready.keys.len(), request.is_open);
            let range = request.facts.start as usize..request.facts.end as usize;
            for (key, fact) in kept.facts.get(range).into_iter().flatten() {
                let Some(Some(number)) = kept.numbers.get(*key as usize) else {
                    continue;
                };
                match fact {
                    Fact::Unknown => facts.set_unknown(*number as usize),
                    Fact::Absent => facts.set_absent(*number as usize),
                    Fact::Values(from, to) => {
                        let first = facts.values();
                        let values = kept.values.get(*from as usize..*to as usize);
                        for value in values.into_iter().flatten() {
                            facts.add_value(kept.text_at(value));
                        }
                        facts.set_values(*number as usize, first);
                    }
                }
            }
            let matching = request.action as usize * words;
            decided.push(possible(&mut Walk {
                ready: &self.ready,
                call: Call {
                    action: kept
                        .actions
                        .texts
                        .get(request.action as usize)
                        .map_or("", |action| action),
                    resources: &resources,
                    caller: kept.callers.get(request.caller as usize).unwrap_or(&Caller::Unnamed),
                    resource_group: request.resource_group.as_ref().map(|group| kept.text_at(group)),
                },
                facts: &facts,
                is_readable: true,
                matching: kept.matching.get(matching..matching + words).unwrap_or(&[]),
                slots: Slots::default(),
                record: None,
            }));
        }
        decided
    }

    /// Finds which statements match each of the actions, and which of the keys the policies mention.
    fn look_up(&self, kept: &mut Kept) {
        kept.matching.clear();
        for action in &kept.actions.texts {
            self.actions.add_matching(action.split_once(':'), &mut kept.matching);
        }
        kept.numbers.clear();
        kept.numbers.resize(kept.keys.texts.len(), None);
        for (key, number) in self.ready.keys.iter().zip(0..) {
            let at = kept.keys.numbers.get(key).map(|at| *at as usize);
            if let Some(known) = at.and_then(|at| kept.numbers.get_mut(at)) {
                *known = Some(number);
            }
        }
        kept.reading = Some(Rc::clone(&self.reading));
    }
}

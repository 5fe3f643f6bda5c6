//! What policies grant of every request of a small world: the judge of `compare`.
//!
//! It has the statements read by the judge of decisions and holds each part of each against each text of the world. A text
//! is then no more than the set of statements that it meets, so a request is the intersection of a few sets; equal sets
//! are taken once.

#![allow(dead_code)]

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::judge::decision::caller::{Caller, caller};
use crate::judge::decision::condition::{Condition, Context};
use crate::judge::decision::statement::{Effect, Kind, Statement, statements};

/// The texts that requests are made of.
pub struct World {
    pub actions: Vec<String>,
    pub resources: Vec<String>,
    pub callers: Vec<Option<String>>,
    pub keys: Vec<&'static str>,
    /// Values of any key: each alone, each two together, and none.
    pub values: Vec<String>,
}

/// Two policies, their statements one behind the other.
pub struct Pair {
    statements: Vec<Statement>,
    /// The statements of each policy that allow, that deny, and that could deny, as bits.
    lists: [[u32; 3]; 2],
    kind: Kind,
}

/// The sets of statements that the texts of a world meet, each with the first text that does.
pub struct Classes {
    actions: Vec<(u32, String)>,
    resources: Vec<(u32, String)>,
    callers: Vec<(u32, Option<String>)>,
    keys: Vec<Vec<(u32, Vec<String>)>>,
}

/// What is told of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granted {
    Yes,
    No,
    Open,
}

/// A request that is granted here and not there.
#[derive(Clone, Debug)]
pub struct Shown {
    pub action: String,
    pub resource: String,
    pub principal: Option<String>,
    pub context: BTreeMap<String, Vec<String>>,
}

impl Pair {
    pub fn new(a: &Value, b: &Value, kind: Kind) -> Self {
        let mut all = Vec::new();
        let lists = [a, b].map(|policy| {
            let mut lists = [0; 3];
            for statement in statements(policy, kind) {
                let bit = 1 << all.len();
                match (statement.faulty, statement.effect) {
                    (true, Effect::Allow) => {}
                    (true, _) => lists[2] |= bit,
                    (false, Effect::Allow) => lists[0] |= bit,
                    (false, _) => lists[1] |= bit,
                }
                all.push(statement);
            }
            lists
        });
        assert!(all.len() <= 32);
        Self {
            statements: all,
            lists,
            kind,
        }
    }

    /// The statements that meet something, as bits.
    fn set(&self, meets: impl Fn(&Statement) -> bool) -> u32 {
        (self.statements.iter().enumerate()).fold(0, |set, (at, statement)| set | u32::from(meets(statement)) << at)
    }

    fn of_action(&self, action: &str) -> u32 {
        self.set(|statement| statement.names_action(action))
    }

    fn of_resource(&self, resource: &str) -> u32 {
        self.set(|statement| statement.names_resource(resource))
    }

    fn of_caller(&self, principal: Option<&str>) -> u32 {
        let caller: Caller = caller(principal, "0");
        self.set(|statement| self.kind == Kind::Identity || statement.binds(&caller, false, self.kind))
    }

    fn of_key(&self, key: &str, values: &[String]) -> u32 {
        let mut context = Context::default();
        if !values.is_empty() {
            context.given.insert(key.to_owned(), values.to_vec());
        }
        self.set(|statement| {
            statement.faulty
                || statement.conditions.iter().flatten().all(|condition| match condition {
                    Condition::Sound(sound) if sound.question.key == key => {
                        sound.question.answer(&context) == Some(!sound.negated)
                    }
                    _ => true,
                })
        })
    }

    fn granted(&self, policy: usize, met: u32) -> Granted {
        let [allows, denies, faulty] = self.lists[policy];
        if met & allows == 0 || met & denies != 0 {
            Granted::No
        } else if met & faulty != 0 {
            Granted::Open
        } else {
            Granted::Yes
        }
    }

    /// What each policy says of a request.
    pub fn ask(&self, shown: &Shown) -> [Granted; 2] {
        let mut met = self.of_action(&shown.action)
            & self.of_resource(&shown.resource)
            & self.of_caller(shown.principal.as_deref());
        let keys: Vec<String> = self
            .statements
            .iter()
            .flat_map(|statement| statement.conditions.iter().flatten())
            .filter_map(|condition| match condition {
                Condition::Sound(sound) => Some(sound.question.key.clone()),
                Condition::Faulty => None,
            })
            .collect();
        for key in keys {
            met &= self.of_key(&key, shown.context.get(&key).map_or(&[], Vec::as_slice));
        }
        [self.granted(0, met), self.granted(1, met)]
    }

    /// The sets of a world's texts: made once for both directions.
    pub fn classes(&self, world: &World) -> Classes {
        Classes {
            actions: classes(world.actions.iter().map(|text| (self.of_action(text), text.clone()))),
            resources: classes(
                world
                    .resources
                    .iter()
                    .map(|text| (self.of_resource(text), text.clone())),
            ),
            callers: classes(
                world
                    .callers
                    .iter()
                    .map(|text| (self.of_caller(text.as_deref()), text.clone())),
            ),
            keys: world.keys.iter().map(|key| self.lists_of(key, &world.values)).collect(),
        }
    }

    /// The lists of at most two values of a key. Values that every condition answers alike are one.
    fn lists_of(&self, key: &str, values: &[String]) -> Vec<(u32, Vec<String>)> {
        let mut known: Vec<Vec<Option<bool>>> = Vec::new();
        let mut different: Vec<String> = Vec::new();
        for value in values {
            let mut context = Context::default();
            context.given.insert(key.to_owned(), vec![value.clone()]);
            let conditions = self
                .statements
                .iter()
                .flat_map(|statement| statement.conditions.iter().flatten());
            let answers: Vec<Option<bool>> = conditions
                .map(|condition| match condition {
                    Condition::Sound(sound) if sound.question.key == key => sound.question.answer(&context),
                    _ => None,
                })
                .collect();
            if !known.contains(&answers) {
                known.push(answers);
                different.push(value.clone());
            }
        }
        let one = different.iter().map(|value| vec![value.clone()]);
        let two = (different.iter().enumerate()).flat_map(|(at, one)| {
            different[..at]
                .iter()
                .map(move |other| vec![one.clone(), other.clone()])
        });
        let lists = std::iter::once(Vec::new()).chain(one).chain(two);
        classes(lists.map(|values| (self.of_key(key, &values), values)))
    }

    /// The first request of the world that the first policy surely grants and the second surely not; whether any request
    /// might be such a one.
    pub fn beyond(&self, from: usize, world: &World, classes: &Classes) -> (Option<Shown>, bool) {
        let Classes {
            actions,
            resources,
            callers,
            keys,
        } = classes;
        let mut might = false;
        for (by_action, action) in actions {
            for (by_resource, resource) in resources {
                for (by_caller, principal) in callers {
                    let met = by_action & by_resource & by_caller;
                    let mut chosen = vec![0; keys.len()];
                    loop {
                        let met =
                            (chosen.iter().zip(keys)).fold(met, |met, (at, lists): (&usize, _)| met & lists[*at].0);
                        let (own, other) = (self.granted(from, met), self.granted(1 - from, met));
                        if own != Granted::No && other != Granted::Yes {
                            might = true;
                            if own == Granted::Yes && other == Granted::No {
                                let of = |(at, lists): (&usize, &Vec<(u32, Vec<String>)>)| lists[*at].1.clone();
                                let values = chosen.iter().zip(keys).map(of);
                                let context = world.keys.iter().map(|key| (*key).to_owned()).zip(values);
                                let shown = Shown {
                                    action: action.clone(),
                                    resource: resource.clone(),
                                    principal: principal.clone(),
                                    context: context.filter(|(_, values)| !values.is_empty()).collect(),
                                };
                                return (Some(shown), true);
                            }
                        }
                        let Some(next) = (0..keys.len()).find(|at| chosen[*at] + 1 < keys[*at].len()) else {
                            break;
                        };
                        chosen[next] += 1;
                        chosen[..next].fill(0);
                    }
                }
            }
        }
        (None, might)
    }
}

/// The first of each set.
fn classes<T>(all: impl Iterator<Item = (u32, T)>) -> Vec<(u32, T)> {
    let mut found: Vec<(u32, T)> = Vec::new();
    for (set, text) in all {
        if !found.iter().any(|(known, _)| *known == set) {
            found.push((set, text));
        }
    }
    found
}

/// All texts of an alphabet of at most so many characters.
pub fn texts(alphabet: &str, most: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..most {
        let to = all.len();
        for at in from..to {
            for character in alphabet.chars() {
                all.push(format!("{}{character}", all[at]));
            }
        }
        from = to;
    }
    all
}

pub fn document(statements: &[Value]) -> Value {
    json!({ "Version": "1", "Statement": statements })
}

//! Requests that some clauses match and others do not.

use std::rc::Rc;

use super::callers;
use super::clause::{Clause, List, Part};
use super::known::KnownValues;
use super::product::{self, Field, Pattern, Shape, Value};
use super::search::{Levels, Space};
use super::values::Wish;
use crate::pattern::{Budget, Exhausted};
use crate::policy::Caller;

/// A request on its way to be found.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// RAM code and name, in lower case.
    pub action: Value,
    /// The four fields of the resource; none for a lone `*`.
    pub resource: Value,
    pub caller: Caller,
    /// The values of the keys of [`Requests::keys`]; none where the request does not carry one.
    pub values: Vec<Vec<String>>,
}

/// What is asked of a request beside what clauses ask: for each list, that one of its patterns matches.
#[derive(Clone, Default)]
pub(super) struct Extra {
    pub actions: Vec<Vec<Pattern>>,
    pub resources: Vec<Vec<Pattern>>,
}

/// As the lists of clauses are.
fn lists(patterns: &[Vec<Pattern>]) -> impl Iterator<Item = List<'_>> {
    patterns.iter().map(|patterns| List {
        patterns,
        is_negated: false,
    })
}

/// The requests that all of `wanted` match and none of `unwanted`.
pub(super) struct Requests<'a> {
    wanted: &'a [&'a Clause<'a>],
    unwanted: &'a [&'a Clause<'a>],
    extra: &'a Extra,
    known: &'a KnownValues,
    pub keys: Vec<&'a str>,
    asked: Vec<Asked>,
    pub request: Request,
}

/// That a part of an unwanted clause does not hold.
struct Asked {
    clause: usize,
    part: Part,
    level: u32,
    before: Before,
    /// The account the owner of which is not to ask for what is in it. His requests are not decided by statements.
    owner: Option<Rc<str>>,
}

/// What a request had before.
enum Before {
    Action(Value),
    Resource(Value),
    Caller(Caller),
    Values(usize, Vec<String>),
}

impl<'a> Requests<'a> {
    /// A first request that all of `wanted` match; `None` if there is none.
    pub fn new(
        wanted: &'a [&'a Clause<'a>],
        unwanted: &'a [&'a Clause<'a>],
        extra: &'a Extra,
        known: &'a KnownValues,
        budget: &mut Budget,
    ) -> Result<Option<Self>, Exhausted> {
        let mut keys: Vec<&str> = Vec::new();
        for (key, _) in wanted.iter().chain(unwanted).flat_map(|clause| &clause.conditions) {
            if !keys.contains(key) {
                keys.push(key);
            }
        }
        let mut requests = Self {
            wanted,
            unwanted,
            extra,
            known,
            asked: Vec::new(),
            request: Request {
                action: Value::new(),
                resource: Value::new(),
                caller: Caller::Unnamed,
                values: vec![Vec::new(); keys.len()],
            },
            keys,
        };
        let Some(action) = requests.action(None, budget)? else {
            return Ok(None);
        };
        requests.request.action = action;
        let Some(resource) = requests.resource(None, budget)? else {
            return Ok(None);
        };
        requests.request.resource = resource;
        let Some(caller) = requests.caller(None, budget)? else {
            return Ok(None);
        };
        requests.request.caller = caller;
        for at in 0..requests.keys.len() {
            let Some(values) = requests.values(at, None, budget)? else {
                return Ok(None);
            };
            if let Some(before) = requests.request.values.get_mut(at) {
                *before = values;
            }
        }
        Ok(Some(requests))
    }

    /// The unwanted clauses of which a part of a kind is avoided, and one more.
    fn avoided(
        &self,
        is_of: impl Fn(&Clause, Part) -> bool,
        more: Option<(usize, Part)>,
    ) -> Vec<(&'a Clause<'a>, Part)> {
        let asked = self.asked.iter().map(|asked| (asked.clause, asked.part)).chain(more);
        asked
            .filter_map(|(clause, part)| Some((*self.unwanted.get(clause)?, part)))
            .filter(|(clause, part)| is_of(clause, *part))
            .collect()
    }

    /// The account of the caller, if he is its owner and the resource is in it.
    fn owned(&self) -> Option<Rc<str>> {
        match (&self.request.caller, self.request.resource.get(2)) {
            (Caller::Root { account }, Some(of)) if **account == **of => Some(Rc::clone(account)),
            _ => None,
        }
    }

    /// The accounts for which a part was asked not to be that of an owner.
    fn owners(&self, part: Part, more: Option<(usize, Part)>) -> Vec<Rc<str>> {
        let asked = self.asked.iter().filter(|asked| asked.part == part);
        let mut owners: Vec<Rc<str>> = asked.filter_map(|asked| asked.owner.clone()).collect();
        if more.is_some_and(|(clause, of)| clause == self.unwanted.len() && of == part) {
            owners.extend(self.owned());
        }
        owners
    }

    fn action(&self, more: Option<(usize, Part)>, budget: &mut Budget) -> Result<Option<Value>, Exhausted> {
        let avoided = self.avoided(|_, part| part.is_action(), more);
        let wanted = self.wanted.iter().filter_map(|clause| clause.actions());
        let avoided = avoided.iter().filter_map(|(clause, part)| clause.actions_of(*part));
        find(Shape::Action, lists(&self.extra.actions).chain(wanted), avoided, budget)
    }

    fn resource(&self, more: Option<(usize, Part)>, budget: &mut Budget) -> Result<Option<Value>, Exhausted> {
        let avoided = self.avoided(|_, part| part == Part::Resource, more);
        let in_account = |account: &Rc<str>| {
            let any = || Field::new("*");
            vec![any(), any(), Field::literal(account), any()]
        };
        let owned: Vec<Pattern> = self.owners(Part::Resource, more).iter().map(in_account).collect();
        let owned = List {
            patterns: &owned,
            is_negated: false,
        };
        let wanted = self.wanted.iter().filter_map(|clause| clause.resources());
        let avoided = avoided.iter().filter_map(|(clause, _)| clause.resources());
        find(
            Shape::Resource,
            lists(&self.extra.resources).chain(wanted),
            avoided.chain(std::iter::once(owned)),
            budget,
        )
    }

    fn caller(&self, more: Option<(usize, Part)>, budget: &mut Budget) -> Result<Option<Caller>, Exhausted> {
        let avoided = self.avoided(|_, part| part == Part::Principal, more);
        let wanted: Vec<_> = self.wanted.iter().filter_map(|clause| clause.principal()).collect();
        let avoided: Vec<_> = avoided.iter().filter_map(|(clause, _)| clause.principal()).collect();
        if wanted.is_empty() && avoided.is_empty() {
            return Ok(Some(Caller::Unnamed));
        }
        let owners = self.owners(Part::Principal, more);
        let owners: Vec<&str> = owners.iter().map(|account| &**account).collect();
        callers::find(&wanted, &avoided, &owners, budget)
    }

    fn values(
        &self,
        key: usize,
        more: Option<(usize, Part)>,
        budget: &mut Budget,
    ) -> Result<Option<Vec<String>>, Exhausted> {
        let name = self.keys.get(key).copied().unwrap_or_default();
        let avoided = self.avoided(|clause, part| clause.key(part) == Some(name), more);
        let wanted = (self.wanted.iter().flat_map(|clause| &clause.conditions)).filter(|(key, _)| *key == name);
        let mut wishes: Vec<Wish> = wanted
            .map(|(_, test)| Wish {
                question: test.question(),
                yes: !test.is_negated(),
            })
            .collect();
        wishes.extend(avoided.iter().filter_map(|(clause, part)| {
            let (_, test) = clause.condition(*part)?;
            Some(Wish {
                question: test.question(),
                yes: test.is_negated(),
            })
        }));
        match wishes.is_empty() {
            true => Ok(Some(Vec::new())),
            false => self.known.find(&wishes, budget),
        }
    }
}

/// Sorts lists by whether a value is to match them, and finds one.
fn find<'a>(
    shape: Shape,
    met: impl Iterator<Item = List<'a>>,
    avoided: impl Iterator<Item = List<'a>>,
    budget: &mut Budget,
) -> Result<Option<Value>, Exhausted> {
    let mut wanted: Vec<&[Pattern]> = Vec::new();
    let mut unwanted: Vec<&[Pattern]> = Vec::new();
    for list in met {
        match list.is_negated {
            false => wanted.push(list.patterns),
            true => unwanted.push(list.patterns),
        }
    }
    for list in avoided {
        match list.is_negated {
            false => unwanted.push(list.patterns),
            true => wanted.push(list.patterns),
        }
    }
    product::find(shape, &wanted, &unwanted, budget)
}

impl Clause<'_> {
    /// Whether a request matches it in all; `keys` are those of the request's values.
    pub fn matches(&self, request: &Request, keys: &[&str]) -> bool {
        let [code, name] = request.action.as_slice() else {
            return false;
        };
        self.is_of_kind(code, name)
            && self.has_action(code, name)
            && self.has_resource(&request.resource)
            && self
                .principal()
                .is_none_or(|principal| principal.matches(&request.caller))
            && self.conditions.iter().all(|(key, test)| {
                let at = keys.iter().position(|known| known == key);
                let values = at.and_then(|at| request.values.get(at));
                let mut values = values.into_iter().flatten().map(String::as_str);
                test.truth_of(&mut values) == crate::condition::Truth::True
            })
    }
}

impl Space for Requests<'_> {
    /// The last is that an owner asks for what is in his account.
    fn clauses(&self) -> usize {
        self.unwanted.len() + 1
    }

    fn parts(&self, clause: usize) -> usize {
        self.parts_of(clause).len()
    }

    fn holds(&mut self, clause: usize) -> bool {
        match self.unwanted.get(clause) {
            Some(clause) => clause.matches(&self.request, &self.keys),
            None => self.owned().is_some(),
        }
    }

    fn avoid(
        &mut self,
        clause: usize,
        part: usize,
        level: u32,
        budget: &mut Budget,
    ) -> Result<Result<(), Levels>, Exhausted> {
        let Some(part) = self.parts_of(clause).get(part).copied() else {
            return Ok(Err(Levels::default()));
        };
        let more = Some((clause, part));
        let owner = self.owned().filter(|_| clause == self.unwanted.len());
        let before = match part {
            Part::Action | Part::ActionOf(_) => {
                let found = self.action(more, budget)?;
                found.map(|found| Before::Action(std::mem::replace(&mut self.request.action, found)))
            }
            Part::Resource => {
                let found = self.resource(more, budget)?;
                found.map(|found| Before::Resource(std::mem::replace(&mut self.request.resource, found)))
            }
            Part::Principal => {
                let found = self.caller(more, budget)?;
                found.map(|found| Before::Caller(std::mem::replace(&mut self.request.caller, found)))
            }
            Part::Condition(_) => {
                let of = self.unwanted.get(clause).and_then(|clause| clause.key(part));
                let at = self.keys.iter().position(|key| Some(*key) == of).unwrap_or(0);
                let found = self.values(at, more, budget)?;
                let place = self.request.values.get_mut(at);
                found
                    .zip(place)
                    .map(|(found, place)| Before::Values(at, std::mem::replace(place, found)))
            }
        };
        match before {
            Some(before) => {
                self.asked.push(Asked {
                    clause,
                    part,
                    level,
                    before,
                    owner,
                });
                Ok(Ok(()))
            }
            None => {
                let levels = self.levels(clause, part);
                match levels == Levels::default() || self.is_possible_alone(more, part, budget)? {
                    true => Ok(Err(levels)),
                    false => Ok(Err(Levels::default())),
                }
            }
        }
    }

    fn undo(&mut self) {
        match self.asked.pop().map(|asked| asked.before) {
            Some(Before::Action(action)) => self.request.action = action,
            Some(Before::Resource(resource)) => self.request.resource = resource,
            Some(Before::Caller(caller)) => self.request.caller = caller,
            Some(Before::Values(at, values)) => {
                if let Some(place) = self.request.values.get_mut(at) {
                    *place = values;
                }
            }
            None => {}
        }
    }
}

impl Requests<'_> {
    /// Whether a part could be avoided if nothing else were asked: if not, no choice made before stands against it.
    fn is_possible_alone(
        &mut self,
        more: Option<(usize, Part)>,
        part: Part,
        budget: &mut Budget,
    ) -> Result<bool, Exhausted> {
        let asked = std::mem::take(&mut self.asked);
        let key = more.and_then(|(clause, part)| self.unwanted.get(clause)?.key(part));
        let key = self.keys.iter().position(|known| Some(*known) == key);
        let is_possible = match (part, key) {
            (Part::Condition(_), Some(key)) => self.values(key, more, budget).map(|found| found.is_some()),
            (Part::Resource, _) => self.resource(more, budget).map(|found| found.is_some()),
            (Part::Principal, _) => self.caller(more, budget).map(|found| found.is_some()),
            _ => self.action(more, budget).map(|found| found.is_some()),
        };
        self.asked = asked;
        is_possible
    }

    fn parts_of(&self, clause: usize) -> &[Part] {
        match self.unwanted.get(clause) {
            Some(clause) => &clause.parts,
            None => &[Part::Resource, Part::Principal],
        }
    }

    /// The levels at which something was asked of what a part is about.
    fn levels(&self, clause: usize, part: Part) -> Levels {
        let key = self.unwanted.get(clause).and_then(|clause| clause.key(part));
        let is_same = |asked: &&Asked| {
            let of = self
                .unwanted
                .get(asked.clause)
                .and_then(|clause| clause.key(asked.part));
            match key {
                Some(_) => of == key,
                None => asked.part == part || asked.part.is_action() && part.is_action(),
            }
        };
        let levels = self.asked.iter().filter(is_same).map(|asked| Levels::of(asked.level));
        levels.fold(Levels::default(), Levels::and)
    }
}

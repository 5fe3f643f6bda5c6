use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::catalog::locale_of;
use super::diagnostic::{Places, Positions};
use super::explanation::Writer;
use super::policy::PolicyHandle;
use super::request::Packed;
use super::requests::RequestsHandle;
use super::to_js;
use crate::diagnostic::Locale;
use crate::evaluate::{Attached, Authorization, Decisions, Entity, Parts, Request, Trace, is_action, is_resource};

/// Everything that takes part in deciding requests of one caller on one resource. Follows the updates of its policies.
#[wasm_bindgen(js_name = Authorization)]
pub struct AuthorizationHandle {
    parts: Parts,
    /// Made of the parts by the first request.
    made: Option<Authorization>,
    /// How positions in the text of each policy are told.
    positions: Vec<Positions>,
    /// The language of explanations; that of the first policy where none is given.
    locale: Option<Locale>,
}

#[wasm_bindgen(js_class = Authorization)]
impl AuthorizationHandle {
    /// One without policies; `levels` is the number of levels of control policies, `account` the one whose policies these
    /// are, `locale` the language of explanations.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(levels: usize, account: Option<String>, locale: Option<String>) -> Self {
        let parts = Parts {
            control: vec![Vec::new(); levels],
            account: account.map(Rc::from),
            ..Parts::default()
        };
        Self {
            parts,
            made: None,
            positions: Vec::new(),
            locale: locale.map(|locale| locale_of(Some(&locale))),
        }
    }

    /// Adds a policy, before any request is decided, in the order of [`Authorization::policies`]. `place`: 0 control (of
    /// the `level`), 1 session, 2 identity, 3 resource; `entity`: 0 user, 1 group, 2 role, 3 target of a Resource Directory.
    #[allow(clippy::too_many_arguments)] // one for each member of `AttachedPolicy`
    pub fn attach(
        &mut self,
        policy: &PolicyHandle,
        place: u32,
        level: usize,
        name: Option<String>,
        is_system: bool,
        entity: Option<u32>,
        entity_name: Option<String>,
        resource_group: Option<String>,
    ) {
        let attached = Attached {
            policy: Rc::clone(&policy.text),
            name: name.map(Rc::from),
            is_system,
            entity: entity.map(|code| match code {
                0 => Entity::User,
                1 => Entity::Group,
                2 => Entity::Role,
                _ => Entity::DirectoryTarget,
            }),
            entity_name: entity_name.map(Rc::from),
            resource_group: resource_group.map(Rc::from),
        };
        match place {
            0 => {
                if let Some(control) = self.parts.control.get_mut(level) {
                    control.push(attached);
                }
            }
            1 => self.parts.session = Some(attached),
            2 => self.parts.identity.push(attached),
            _ => self.parts.resource = Some(attached),
        }
        self.positions.push(policy.positions);
        self.locale.get_or_insert(policy.locale);
    }

    /// How often the policies were read until now: as long as that stays so, the numbers of keys do.
    pub fn state(&mut self) -> u32 {
        made(&mut self.made, &mut self.parts).follow()
    }

    /// The condition keys that the policies mention, by their numbers in packed requests.
    #[must_use]
    pub fn keys(&mut self) -> Vec<String> {
        owned(made(&mut self.made, &mut self.parts).keys())
    }

    /// The decisions that are possible of one packed request, as bits; 0 where an action or a resource has not the form
    /// of one, 8 where it must be packed anew: see [`Self::decide_many`].
    #[must_use]
    pub fn decide(&mut self, state: u32, texts: &str, length: usize, words: &[u32]) -> u8 {
        let authorization = made(&mut self.made, &mut self.parts);
        if authorization.follow() != state {
            return AGAIN;
        }
        let mut packed = Packed::new(texts, length, words, authorization.keys().len());
        match packed.next() {
            Some((call, facts)) => bits(authorization.possible_call(call, facts)),
            None => AGAIN,
        }
    }

    /// The unknown keys that the decision on one packed request hangs on.
    #[wasm_bindgen(js_name = unknownKeys)]
    #[must_use]
    pub fn unknown_keys(&mut self, texts: &str, length: usize, words: &[u32]) -> Vec<String> {
        let authorization = made(&mut self.made, &mut self.parts);
        let mut packed = Packed::new(texts, length, words, authorization.keys().len());
        match packed.next() {
            Some((call, facts)) => owned(&authorization.decide_call(call, facts).unknown_keys),
            None => Vec::new(),
        }
    }

    /// Why one packed request, of which these are the keys, is decided as it is; `undefined` where its action or a
    /// resource has not the form of one.
    #[must_use]
    pub fn explain(&mut self, keys: Vec<String>, texts: &str, length: usize, words: &[u32]) -> JsValue {
        let explanation = self.traced(&keys, texts, length, words, |writer, request, trace| {
            to_js(&writer.explanation(request, trace))
        });
        explanation.unwrap_or(JsValue::UNDEFINED)
    }

    /// What one packed request, of which these are the keys, touches: each time the numbers of a policy and a statement,
    /// and where a pattern of it stands or [`u32::MAX`]. Nothing where its action or a resource has not the form of one.
    #[must_use]
    pub fn touched(&mut self, keys: Vec<String>, texts: &str, length: usize, words: &[u32]) -> Vec<u32> {
        let touched = self.traced(&keys, texts, length, words, |writer, _, trace| {
            let mut touched = Vec::new();
            trace.touched(|of| {
                let place = of.pattern.zip(writer.places.get(of.policy));
                let from = place.map_or(u32::MAX, |(span, places)| places.of(span).0);
                touched.extend([of.policy as u32, of.statement as u32, from]);
            });
            touched
        });
        touched.unwrap_or_default()
    }

    /// The decisions that are possible of each packed request, as bits; 0 for one of which the action or a resource has
    /// not the form of one. Nothing where the requests must be packed anew: the state is another than they were packed
    /// in, or half a character stands where one text ends.
    #[wasm_bindgen(js_name = decideMany)]
    #[must_use]
    pub fn decide_many(&mut self, state: u32, count: usize, texts: &str, length: usize, words: &[u32]) -> Vec<u8> {
        let authorization = made(&mut self.made, &mut self.parts);
        if authorization.follow() != state {
            return Vec::new();
        }
        let mut packed = Packed::new(texts, length, words, authorization.keys().len());
        let mut decided = Vec::with_capacity(count);
        for _ in 0..count {
            match packed.next() {
                Some((call, facts)) => decided.push(bits(authorization.possible_call(call, facts))),
                None => return Vec::new(),
            }
        }
        decided
    }

    /// The decisions that are possible of each kept request, as bits.
    #[wasm_bindgen(js_name = decideKept)]
    #[must_use]
    pub fn decide_kept(&mut self, requests: &mut RequestsHandle) -> Vec<u8> {
        let decided = made(&mut self.made, &mut self.parts).possible_kept(&mut requests.kept);
        decided.into_iter().map(Decisions::bits).collect()
    }
}

impl AuthorizationHandle {
    /// Traces one packed request; `None` where its action or a resource has not the form of one.
    fn traced<T>(
        &mut self,
        keys: &[String],
        texts: &str,
        length: usize,
        words: &[u32],
        with: impl FnOnce(&Writer, &Request, &Trace) -> T,
    ) -> Option<T> {
        let authorization = made(&mut self.made, &mut self.parts);
        let mut packed = Packed::new(texts, length, words, keys.len());
        let (call, facts) = packed.next()?;
        if !is_action(call.action) || !call.resources.iter().all(|resource| is_resource(resource)) {
            return None;
        }
        let context = facts.context(keys);
        let request = &Request {
            action: call.action,
            resources: call.resources,
            context: &context,
            caller: call.caller,
            resource_group: call.resource_group,
        };
        let trace = authorization.trace(request);
        let places: Vec<Places> = (authorization.policies().iter().zip(&self.positions))
            .map(|(attached, positions)| Places::new(attached.policy.borrow().text(), *positions))
            .collect();
        let writer = Writer {
            authorization,
            locale: self.locale.unwrap_or_default(),
            places: &places,
        };
        Some(with(&writer, request, &trace))
    }
}

/// One request must be packed anew.
const AGAIN: u8 = 8;

fn bits(possible: Option<Decisions>) -> u8 {
    possible.map_or(0, |possible| possible.bits())
}

fn owned(keys: &[Rc<str>]) -> Vec<String> {
    keys.iter().map(|key| String::from(&**key)).collect()
}

/// The authorization, made of its parts if it is not yet.
fn made<'a>(made: &'a mut Option<Authorization>, parts: &mut Parts) -> &'a mut Authorization {
    made.get_or_insert_with(|| Authorization::new(std::mem::take(parts)))
}

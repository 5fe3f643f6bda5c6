use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::catalog::locale_of;
use super::diagnostic::{Places, Positions};
use super::explanation::Writer;
use super::policy::PolicyHandle;
use super::request::Requests;
use super::to_js;
use crate::diagnostic::Locale;
use crate::evaluate::{Attached, Authorization, Entity, Parts, Request, Stage};
use crate::policy::PolicyKind;

/// Everything that takes part in deciding requests of one caller on one resource. Follows the updates of its policies.
#[wasm_bindgen(js_name = Authorization)]
pub struct AuthorizationHandle {
    parts: Parts,
    /// Made of the parts by the first request.
    made: Option<Authorization>,
    /// Of each policy the stage that it takes part in, and how positions in its text are told.
    stages: Vec<Stage>,
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
            stages: Vec::new(),
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
        let (stage, list) = match place {
            0 => (Stage::Control(level as u32), self.parts.control.get_mut(level)),
            1 => {
                self.parts.session = Some(attached.clone());
                (Stage::Session, None)
            }
            2 if attached.resource_group.is_some() => (Stage::ResourceGroup, Some(&mut self.parts.identity)),
            2 => (Stage::Account, Some(&mut self.parts.identity)),
            _ => {
                let is_trust = policy.text.borrow().policy().kind == PolicyKind::Trust;
                self.parts.resource = Some(attached.clone());
                (if is_trust { Stage::AssumeRole } else { Stage::Resource }, None)
            }
        };
        if let Some(list) = list {
            list.push(attached);
        }
        self.stages.push(stage);
        self.positions.push(policy.positions);
        self.locale.get_or_insert(policy.locale);
    }

    /// The decisions that are possible of one packed request, as bits; 0 where it cannot be read.
    #[must_use]
    pub fn decide(&mut self, texts: &[u8], lengths: &[u32], words: &[u32]) -> u8 {
        self.one(texts, lengths, words, |authorization, request| {
            authorization.possible(request).bits()
        })
        .unwrap_or(0)
    }

    /// The unknown keys that the decision hangs on.
    #[wasm_bindgen(js_name = unknownKeys)]
    #[must_use]
    pub fn unknown_keys(&mut self, texts: &[u8], lengths: &[u32], words: &[u32]) -> Vec<String> {
        self.one(texts, lengths, words, |authorization, request| {
            let keys = authorization.decide(request).unknown_keys;
            keys.iter().map(|key| String::from(&**key)).collect()
        })
        .unwrap_or_default()
    }

    /// Why one packed request is decided as it is; `undefined` where it cannot be read.
    #[must_use]
    pub fn explain(&mut self, texts: &[u8], lengths: &[u32], words: &[u32]) -> JsValue {
        let authorization = made(&mut self.made, &mut self.parts);
        let explanation = Requests::new(texts, lengths, words).read(|request| {
            let trace = authorization.trace(request);
            let places: Vec<Places> = (authorization.policies().iter().zip(&self.positions))
                .map(|(attached, positions)| Places::new(attached.policy.borrow().text(), *positions))
                .collect();
            let writer = Writer {
                authorization,
                locale: self.locale.unwrap_or_default(),
                stages: &self.stages,
                places: &places,
            };
            to_js(&writer.explanation(request, &trace))
        });
        explanation.unwrap_or(JsValue::UNDEFINED)
    }

    /// The decisions that are possible of each packed request, as bits; 0 for one that cannot be read.
    #[wasm_bindgen(js_name = decideMany)]
    #[must_use]
    pub fn decide_many(&mut self, count: usize, texts: &[u8], lengths: &[u32], words: &[u32]) -> Uint8Array {
        let mut requests = Requests::new(texts, lengths, words);
        let authorization = made(&mut self.made, &mut self.parts);
        let mut decided = vec![0; count];
        for bits in &mut decided {
            let decisions = requests.read(|request| authorization.possible(request).bits());
            *bits = decisions.unwrap_or(0);
        }
        Uint8Array::from(decided.as_slice())
    }
}

impl AuthorizationHandle {
    /// What `answer` says of the one request that is packed; `None` where it cannot be read.
    fn one<T>(
        &mut self,
        texts: &[u8],
        lengths: &[u32],
        words: &[u32],
        answer: impl FnOnce(&mut Authorization, &Request) -> T,
    ) -> Option<T> {
        let authorization = made(&mut self.made, &mut self.parts);
        Requests::new(texts, lengths, words).read(|request| answer(authorization, request))
    }
}

/// The authorization, made of its parts if it is not yet.
fn made<'a>(made: &'a mut Option<Authorization>, parts: &mut Parts) -> &'a mut Authorization {
    made.get_or_insert_with(|| Authorization::new(std::mem::take(parts)))
}

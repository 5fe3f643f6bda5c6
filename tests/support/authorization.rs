//! A scenario (`ramlight-scenario/1`) as JSON, asked of the engine.

#![allow(dead_code)] // not every test binary uses all of it

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use ramlight::condition::{Context, Known};
use ramlight::evaluate::{Attached, Authorization, Decision as Theirs, Decisions, Parts, Request};
use ramlight::policy::{Caller, PolicyKind, PolicyText};
use serde_json::Value;

use crate::judge::decision::decide::Decision;

type Text = Rc<RefCell<PolicyText>>;

/// A scenario whose policies the engine has read.
pub struct Engine<'a> {
    scenario: &'a Value,
    account: &'a str,
    policies: RefCell<HashMap<(String, PolicyKind), Text>>,
    /// Made once for all requests of one caller on one resource with the same session.
    authorizations: RefCell<HashMap<[Option<String>; 3], Authorization>>,
}

/// What the engine says of a request.
pub struct Said {
    pub possible: BTreeSet<Decision>,
    /// The unknown keys that it hangs on.
    pub keys: BTreeSet<String>,
}

impl<'a> Engine<'a> {
    /// `None` if the scenario is none, as one that was shrunk too far.
    pub fn new(scenario: &'a Value) -> Option<Self> {
        Some(Self {
            scenario,
            account: scenario["account"].as_str()?,
            policies: RefCell::default(),
            authorizations: RefCell::default(),
        })
    }

    pub fn decide(&self, request: &Value) -> Option<Said> {
        let answer = self.ask(request, |authorization, request| {
            let answer = authorization.decide(request);
            let one_of_many = authorization.possible(request);
            assert_eq!(one_of_many, answer.decisions, "{request:?}");
            answer
        })?;
        Some(Said {
            possible: decisions(answer.decisions),
            keys: answer.unknown_keys.iter().map(|key| key.to_string()).collect(),
        })
    }

    /// Puts a request to the policies that take part in it.
    pub fn ask<T>(&self, request: &Value, ask: impl FnOnce(&mut Authorization, &Request) -> T) -> Option<T> {
        let principal = request["principal"].as_str();
        let caller = match principal {
            Some(principal) => Caller::parse(principal, self.account)?,
            None => Caller::Unnamed,
        };
        let on_resource = self.on_resource(request);
        let key = [
            principal.map(str::to_owned),
            request["session"].as_str().map(str::to_owned),
            on_resource.as_ref().map(|(name, _)| name.clone()),
        ];
        let mut authorizations = self.authorizations.borrow_mut();
        if !authorizations.contains_key(&key) {
            let mut parts = self.parts(request)?;
            if let Some((name, kind)) = on_resource {
                parts.resource = Some(self.policy(&name, kind)?);
            }
            authorizations.insert(key.clone(), Authorization::new(parts));
        }
        let resources = texts(&request["resources"]);
        let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
        let context = context(request);
        let request = Request {
            action: request["action"].as_str()?,
            resources: &resources,
            context: &context,
            caller: &caller,
            resource_group: request["resourceGroup"].as_str(),
        };
        Some(ask(authorizations.get_mut(&key)?, &request))
    }

    fn policy(&self, name: &str, kind: PolicyKind) -> Option<Attached> {
        let mut policies = self.policies.borrow_mut();
        let key = (name.to_owned(), kind);
        if !policies.contains_key(&key) {
            let text = match self.scenario["policies"].get(name)? {
                Value::String(text) => text.clone(),
                document => document.to_string(),
            };
            let read = PolicyText::of_kind(&text, Some(kind));
            policies.insert(key.clone(), Rc::new(RefCell::new(read)));
        }
        let mut attached = Attached::new(Rc::clone(policies.get(&key)?));
        attached.name = Some(name.into());
        Some(attached)
    }

    fn all(&self, names: &Value, kind: PolicyKind) -> Option<Vec<Attached>> {
        texts(names).iter().map(|name| self.policy(name, kind)).collect()
    }

    /// The policy of the resource that a request is about: the trust policy of a role, or what the request names.
    fn on_resource(&self, request: &Value) -> Option<(String, PolicyKind)> {
        let action = request["action"].as_str()?.to_ascii_lowercase();
        if action == "sts:assumerole" {
            let resources = texts(&request["resources"]);
            let role = resources.first()?.splitn(5, ':').collect::<Vec<_>>();
            let ["acs", "ram", _, account, relative] = role[..] else {
                return None;
            };
            let role = relative.strip_prefix("role/").filter(|_| account == self.account)?;
            let trust = self.scenario["roles"][role]["trust"].as_str()?;
            return Some((trust.to_owned(), PolicyKind::Trust));
        }
        let kind = if action.starts_with("oss:") {
            PolicyKind::Bucket
        } else {
            PolicyKind::Resource
        };
        Some((request["resourcePolicy"].as_str()?.to_owned(), kind))
    }

    fn parts(&self, request: &Value) -> Option<Parts> {
        let principal = request["principal"].as_str().unwrap_or_default();
        let mut parts = Parts {
            account: Some(self.account.into()),
            ..Parts::default()
        };
        let own = principal
            .strip_prefix(&format!("acs:ram::{}:", self.account))
            .unwrap_or(principal);
        let session = principal
            .strip_prefix(&format!("arn:sts::{}:assumed-role/", self.account))
            .and_then(|rest| rest.split_once('/'));
        let role = own.strip_prefix("role/").or(session.map(|(role, _)| role));
        let role = role.map(|role| &self.scenario["roles"][role]);
        let mut entities: Vec<&Value> = role.into_iter().collect();
        if let Some(user) = own.strip_prefix("user/") {
            let user = &self.scenario["users"][user];
            entities.push(user);
            for group in texts(&user["groups"]) {
                entities.push(&self.scenario["groups"][group]);
            }
        }
        for entity in entities {
            parts
                .identity
                .extend(self.all(&entity["policies"], PolicyKind::Identity)?);
            for (group, names) in entity["resourceGroups"].as_object().into_iter().flatten() {
                for mut attached in self.all(names, PolicyKind::Identity)? {
                    attached.resource_group = Some(group.as_str().into());
                    parts.identity.push(attached);
                }
            }
        }
        let exempt =
            self.scenario["managementAccount"] == true || role.is_some_and(|role| role["serviceLinked"] == true);
        if !exempt {
            for level in self.scenario["control"].as_array().into_iter().flatten() {
                parts.control.push(self.all(level, PolicyKind::Control)?);
            }
        }
        if let Some(name) = request["session"].as_str() {
            parts.session = Some(self.policy(name, PolicyKind::Session)?);
        }
        Some(parts)
    }
}

/// The engine's decisions in the judge's words.
pub fn decisions(theirs: Decisions) -> BTreeSet<Decision> {
    let all = [
        (Theirs::Allow, Decision::Allow),
        (Theirs::ImplicitDeny, Decision::ImplicitDeny),
        (Theirs::ExplicitDeny, Decision::ExplicitDeny),
    ];
    let possible = all.into_iter().filter(|(engine, _)| theirs.contains(*engine));
    possible.map(|(_, judge)| judge).collect()
}

fn context(request: &Value) -> Context {
    let mut context = match request["unknown"] == true {
        true => Context::open(),
        false => Context::default(),
    };
    for key in texts(&request["absent"]) {
        context.set(&key, Known::Absent);
    }
    for (key, values) in request["context"].as_object().into_iter().flatten() {
        context.set(key, Known::Values(texts(values)));
    }
    for key in texts(&request["unknown"]) {
        context.set(&key, Known::Unknown);
    }
    context
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Array(many) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

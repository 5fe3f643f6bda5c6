//! Policies being put together for a test, and requests asked of them.
#![allow(dead_code)]

use std::cell::RefCell;
use std::rc::Rc;

use ramlight::condition::{Context, Known};
use ramlight::evaluate::{Attached, Authorization, Decision, Parts, Request};
use ramlight::policy::{Caller, PolicyKind, PolicyText};

/// Policies being put together, and the request that is asked of them.
#[derive(Default)]
pub struct Authority {
    pub parts: Parts,
    pub context: Context,
    pub caller: Caller,
    pub request_in: Option<&'static str>,
}

pub fn allow(action: &str, resource: &str) -> String {
    statement("Allow", action, resource, "{}")
}

pub fn deny(action: &str, resource: &str) -> String {
    statement("Deny", action, resource, "{}")
}

pub fn statement(effect: &str, action: &str, resource: &str, condition: &str) -> String {
    format!(r#"{{"Effect": "{effect}", "Action": "{action}", "Resource": "{resource}", "Condition": {condition}}}"#)
}

fn document(statements: &[&str]) -> String {
    format!(r#"{{"Version": "1", "Statement": [{}]}}"#, statements.join(", "))
}

pub fn policy(kind: PolicyKind, statements: &[&str]) -> Attached {
    let text = PolicyText::of_kind(&document(statements), Some(kind));
    Attached::new(Rc::new(RefCell::new(text)))
}

impl Authority {
    pub fn identity(&mut self, statements: &[&str]) {
        self.parts.identity.push(policy(PolicyKind::Identity, statements));
    }

    pub fn in_resource_group(&mut self, group: &str, statements: &[&str]) {
        self.parts.identity.push(Attached {
            resource_group: Some(group.into()),
            ..policy(PolicyKind::Identity, statements)
        });
    }

    /// One level more.
    pub fn control(&mut self, statements: &[&str]) {
        let level = if statements.is_empty() {
            Vec::new()
        } else {
            vec![policy(PolicyKind::Control, statements)]
        };
        self.parts.control.push(level);
    }

    pub fn session(&mut self, statements: &[&str]) {
        self.parts.session = Some(policy(PolicyKind::Session, statements));
    }

    pub fn resource(&mut self, kind: PolicyKind, statements: &[&str]) {
        self.parts.resource = Some(policy(kind, statements));
    }

    pub fn caller(&mut self, text: &str) {
        self.caller = Caller::parse(text, "").unwrap_or_default();
    }

    pub fn known(&mut self, key: &str, values: &[&str]) {
        let values = values.iter().map(|value| (*value).into()).collect();
        self.context.set(key, Known::Values(values));
    }

    pub fn update_first(&self, statements: &[&str]) {
        self.parts.identity[0].policy.borrow_mut().update(&document(statements));
    }

    pub fn build(&self) -> Authorization {
        Authorization::new(self.parts.clone())
    }

    pub fn request<'a>(&'a self, action: &'a str, resources: &'a [&'a str]) -> Request<'a> {
        Request {
            action,
            resources,
            context: &self.context,
            caller: &self.caller,
            resource_group: self.request_in,
        }
    }

    pub fn ask(&self, authorization: &mut Authorization, action: &str, resources: &[&str]) -> Vec<Decision> {
        let request = self.request(action, resources);
        let decisions = authorization.decide(&request).decisions;
        assert_eq!(authorization.possible(&request), decisions, "{action}");
        Decision::ALL
            .into_iter()
            .filter(|decision| decisions.contains(*decision))
            .collect()
    }

    pub fn decide_all(&self, action: &str, resources: &[&str]) -> Vec<Decision> {
        self.ask(&mut self.build(), action, resources)
    }

    pub fn decide(&self, action: &str, resource: &str) -> Vec<Decision> {
        self.decide_all(action, &[resource])
    }

    pub fn keys(&self, action: &str, resource: &str) -> Vec<String> {
        let answer = self.build().decide(&self.request(action, &[resource]));
        answer.unknown_keys.iter().map(ToString::to_string).collect()
    }
}

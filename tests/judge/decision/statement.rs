//! Statements as the judge reads them (§1.1, §9.1–9.8).

use serde_json::{Map, Value};

use super::super::wildcard::{action_fits, fields, resource_fits};
use super::caller::{Caller, Principal, principal};
use super::condition::{Condition, conditions};

/// The grammars that differ: session and control policies have that of identity policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Identity,
    Trust,
    Bucket,
    Resource,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Allow,
    Deny,
    Unreadable,
}

#[derive(Clone, Debug)]
pub struct Statement {
    pub effect: Effect,
    pub faulty: bool,
    pub principal: Principal,
    /// `None`: the element cannot be read.
    pub conditions: Option<Vec<Condition>>,
    action: Option<Patterns>,
    resource: Option<Patterns>,
}

/// A list of patterns, or of what it leaves out.
#[derive(Clone, Debug)]
struct Patterns {
    texts: Vec<String>,
    not: bool,
}

/// The statements of a policy, given as JSON or as its text.
pub fn statements(policy: &Value, kind: Kind) -> Vec<Statement> {
    let parsed: Value;
    let document = match policy {
        Value::String(text) => {
            parsed = serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"));
            &parsed
        }
        document => document,
    };
    match document.get("Statement") {
        Some(Value::Array(list)) => list.iter().map(|s| statement(s, kind)).collect(),
        Some(one @ Value::Object(_)) => vec![statement(one, kind)],
        _ => Vec::new(),
    }
}

fn statement(value: &Value, kind: Kind) -> Statement {
    let empty = Map::new();
    let object = value.as_object().unwrap_or(&empty);
    let has_principal = kind != Kind::Identity;
    let known = |element: &str| match element {
        "Effect" | "Action" | "NotAction" | "Condition" | "Sid" => true,
        "Resource" | "NotResource" => kind != Kind::Trust,
        "Principal" => has_principal,
        _ => false,
    };
    let effect = match object.get("Effect").and_then(Value::as_str) {
        Some("Allow") => Effect::Allow,
        Some("Deny") => Effect::Deny,
        _ => Effect::Unreadable,
    };
    let principal = match object.get("Principal") {
        // §1.4: in a trust policy the kind of each is said, in a bucket policy it never is.
        Some(Value::Object(_)) if kind == Kind::Bucket => Principal::Faulty,
        Some(Value::String(_) | Value::Array(_)) if kind == Kind::Trust => Principal::Faulty,
        Some(element) if has_principal => principal(element),
        // §1.4: trust and bucket policies name one; a project policy has none.
        None if kind == Kind::Trust || kind == Kind::Bucket => Principal::Faulty,
        _ => Principal::Missing,
    };
    let conditions = match object.get("Condition") {
        None => Some(Vec::new()),
        Some(element) => conditions(element),
    };
    let action = one_of(object.get("Action"), object.get("NotAction"));
    let resource = match kind {
        Kind::Trust => Some(Patterns {
            texts: vec!["*".into()],
            not: false,
        }),
        _ => one_of(object.get("Resource"), object.get("NotResource")),
    };
    let all_read =
        |p: &Option<Patterns>, reads: fn(&str) -> bool| p.as_ref().is_some_and(|p| p.texts.iter().all(|t| reads(t)));
    // §1.3, §4.1: what OSS refuses of a bucket policy besides.
    let refused = kind == Kind::Bucket
        && (holds_two_stars(value) || asks_for(&conditions, "acs:SourceIp") && !asks_for(&conditions, "acs:SourceVpc"));
    let sound = object.keys().all(|element| known(element))
        && !refused
        && effect != Effect::Unreadable
        && principal != Principal::Faulty
        && all_read(&action, action_reads)
        && all_read(&resource, resource_reads)
        && conditions
            .as_ref()
            .is_some_and(|c| c.iter().all(|c| matches!(c, Condition::Sound(_))));
    Statement {
        effect,
        faulty: !sound,
        principal,
        conditions,
        action,
        resource,
    }
}

fn holds_two_stars(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains("**"),
        Value::Array(list) => list.iter().any(holds_two_stars),
        Value::Object(object) => object.values().any(holds_two_stars),
        _ => false,
    }
}

fn asks_for(conditions: &Option<Vec<Condition>>, key: &str) -> bool {
    let is = |c: &Condition| matches!(c, Condition::Sound(sound) if sound.question.key == key);
    conditions.iter().flatten().any(is)
}

fn one_of(plain: Option<&Value>, not: Option<&Value>) -> Option<Patterns> {
    let texts = |value: &Value| match value {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(many) => many.iter().map(|v| v.as_str().map(str::to_owned)).collect(),
        _ => None,
    };
    match (plain, not) {
        (Some(value), None) => Some(Patterns {
            texts: texts(value)?,
            not: false,
        }),
        (None, Some(value)) => Some(Patterns {
            texts: texts(value)?,
            not: true,
        }),
        _ => None,
    }
}

fn action_reads(pattern: &str) -> bool {
    pattern == "*"
        || pattern
            .split_once(':')
            .is_some_and(|(code, name)| !code.is_empty() && !name.is_empty() && !pattern.contains(char::is_whitespace))
}

fn resource_reads(pattern: &str) -> bool {
    pattern == "*" || fields(pattern).is_some()
}

impl Patterns {
    /// Whether the list can be told not to match. That of a statement with an error is told from only if all of it can be
    /// read and there is something in it.
    fn matches(&self, faulty: bool, reads: fn(&str) -> bool, matches: impl Fn(&str) -> bool) -> bool {
        let open = self.texts.is_empty() || !self.texts.iter().all(|t| reads(t));
        faulty && open || self.texts.iter().any(|t| matches(t)) != self.not
    }
}

impl Statement {
    /// Whether action and resource match, as far as they can be read.
    pub fn matches(&self, action: &str, resource: &str) -> bool {
        self.names_action(action) && self.names_resource(resource)
    }

    pub fn names_action(&self, action: &str) -> bool {
        // One with an error may be half typed: its actions stand for all that begin so.
        let begins = |p: &Patterns, pattern: &str| self.faulty && !p.not && action_fits(&format!("{pattern}*"), action);
        self.action.as_ref().is_none_or(|p| {
            p.matches(self.faulty, action_reads, |pattern| {
                action_fits(pattern, action) || begins(p, pattern)
            })
        })
    }

    pub fn names_resource(&self, resource: &str) -> bool {
        self.resource
            .as_ref()
            .is_none_or(|p| p.matches(self.faulty, resource_reads, |pattern| resource_fits(pattern, resource)))
    }

    /// Whether it is about the caller, in a policy of a resource, as far as that can be read.
    pub fn binds(&self, caller: &Caller, is_owner: bool, kind: Kind) -> bool {
        if self.principal == Principal::Faulty {
            return true;
        }
        // §5.2: an owner is bound by a bucket policy for everybody only where it has a condition.
        // Of a statement with an error nobody knows what its conditions are.
        let unconditional = !self.faulty && self.conditions.as_ref().is_some_and(Vec::is_empty);
        let spares_owner = is_owner && kind == Kind::Bucket && unconditional;
        let everybody = self.principal == Principal::Missing || self.principal.is_everybody();
        self.principal.names(caller) || everybody && !spares_owner
    }
}

//! Who calls, and whom a `Principal` names (§1.4 and the scenario format).

use serde_json::Value;

use super::super::wildcard::fits;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// The request names nobody.
    Nobody,
    Root {
        account: String,
    },
    User {
        account: String,
        name: String,
    },
    Role {
        account: String,
        name: String,
        session: Option<String>,
    },
    /// A SAML or OIDC provider, by its ARN.
    Federated(String),
    Service(String),
    /// Known by a number only.
    Number(String),
}

/// The `principal` of a request, in a scenario of `account`.
pub fn caller(principal: Option<&str>, account: &str) -> Caller {
    let Some(text) = principal else {
        return Caller::Nobody;
    };
    let account_of = |account: &str| account.to_owned();
    let of = |account: String, rest: &str| match rest.split_once('/') {
        None if rest == "root" => Some(Caller::Root { account }),
        Some(("user", name)) => Some(Caller::User {
            account,
            name: name.to_owned(),
        }),
        Some(("role", name)) => Some(Caller::Role {
            account,
            name: name.to_owned(),
            session: None,
        }),
        Some(("saml-provider" | "oidc-provider", _)) => Some(Caller::Federated(text.to_owned())),
        Some(("assumed-role", role)) => {
            let (name, session) = role.split_once('/').expect("a session");
            Some(Caller::Role {
                account,
                name: name.to_owned(),
                session: Some(session.to_owned()),
            })
        }
        _ => None,
    };
    let parts: Vec<&str> = text.splitn(5, ':').collect();
    match parts[..] {
        ["acs", "ram", "", account, rest] | ["arn", "sts", "", account, rest] => {
            of(account_of(account), rest).expect("a principal")
        }
        _ if text.chars().all(|c| c.is_ascii_digit()) => Caller::Number(text.to_owned()),
        _ => of(account_of(account), text).unwrap_or_else(|| Caller::Service(text.to_owned())),
    }
}

/// The `Principal` of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// There is none, and there need not be.
    Missing,
    /// It cannot be read, or it is missing where there must be one.
    Faulty,
    /// Pairs of its kind (empty for a plain text) and a text.
    Of(Vec<(String, String)>),
}

pub fn principal(element: &Value) -> Principal {
    let mut named = Vec::new();
    let mut add = |kind: &str, value: &Value| match value {
        Value::String(text) => {
            named.push((kind.to_owned(), text.clone()));
            true
        }
        Value::Array(list) => list.iter().all(|v| {
            v.as_str()
                .map(|text| named.push((kind.to_owned(), text.to_owned())))
                .is_some()
        }),
        _ => false,
    };
    let sound = match element {
        Value::Object(kinds) => kinds
            .iter()
            .all(|(kind, value)| ["RAM", "Service", "Federated"].contains(&kind.as_str()) && add(kind, value)),
        value => add("", value),
    };
    if sound { Principal::Of(named) } else { Principal::Faulty }
}

impl Principal {
    /// Whether it names the caller by more than `*`.
    pub fn names(&self, caller: &Caller) -> bool {
        match self {
            Self::Of(named) => named.iter().any(|(kind, text)| names(kind, text, caller)),
            _ => false,
        }
    }

    /// Whether it names everybody.
    pub fn is_everybody(&self) -> bool {
        matches!(self, Self::Of(named) if named.iter().any(|(kind, text)| kind.is_empty() && text == "*"))
    }
}

fn names(kind: &str, text: &str, caller: &Caller) -> bool {
    match (kind, caller) {
        ("RAM", Caller::Root { account }) => text == format!("acs:ram::{account}:root"),
        ("RAM", Caller::User { account, name }) => {
            text == format!("acs:ram::{account}:root") || text == format!("acs:ram::{account}:user/{name}")
        }
        ("RAM", Caller::Role { account, name, .. }) => {
            text == format!("acs:ram::{account}:root") || text == format!("acs:ram::{account}:role/{name}")
        }
        ("Service", Caller::Service(name)) => text == name,
        ("Federated", Caller::Federated(arn)) => text == arn,
        ("", Caller::Root { account }) => text == account,
        ("", Caller::Number(number)) => text == number,
        (
            "",
            Caller::Role {
                account,
                name,
                session: Some(session),
            },
        ) => fits(text, &format!("arn:sts::{account}:assumed-role/{name}/{session}")) && text != "*",
        _ => false,
    }
}

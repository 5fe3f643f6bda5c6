//! The decision of a request: every stage of §5.2, every list of answers to what is not known.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::super::wildcard::fields;
use super::caller::{Caller, caller};
use super::condition::{Condition, Context, Question};
use super::statement::{Effect, Kind, Statement, statements};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    Allow,
    ImplicitDeny,
    ExplicitDeny,
}

impl Decision {
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::ImplicitDeny => "ImplicitDeny",
            Self::ExplicitDeny => "ExplicitDeny",
        }
    }
}

/// What a request can get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub possible: BTreeSet<Decision>,
    /// The keys of the conditions the answer of one of which can make a difference.
    pub keys: BTreeSet<String>,
    /// How many answers are not known.
    pub unknown: usize,
    /// Whether a statement with an error is among what is not known.
    pub faulty: bool,
}

/// A scenario whose policies are read.
pub struct Judge<'a> {
    scenario: &'a Value,
    account: &'a str,
    policies: HashMap<(String, Kind), Vec<Statement>>,
}

/// Something that is not known, and has the same answer wherever it is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unknown {
    Asked(Question),
    /// Whether a statement with an error does what it seems to do: policy and place.
    Stands(String, usize),
}

/// A statement that matches if all these are answered so.
struct Match {
    deny: bool,
    when: Vec<(usize, bool)>,
}

/// Identity policies: the answer A.
enum Identity {
    /// The account's owner is not limited.
    Owner,
    /// Account level, then resource-group level.
    Attached(Vec<Match>, Vec<Match>),
}

/// How A and B are combined.
enum Combination {
    Either,
    Both,
    ResourceAlone,
    IdentityAlone,
}

/// The stages of one resource, in their order.
struct Stages {
    /// Control policies from the root down, then the session policy: each must allow.
    gates: Vec<Vec<Match>>,
    identity: Identity,
    resource: Vec<Match>,
    combination: Combination,
}

impl<'a> Judge<'a> {
    pub fn new(scenario: &'a Value) -> Self {
        let mut policies = HashMap::new();
        for (name, policy) in object(&scenario["policies"]) {
            for kind in [Kind::Identity, Kind::Trust, Kind::Bucket, Kind::Resource] {
                policies.insert((name.clone(), kind), statements(policy, kind));
            }
        }
        Self {
            scenario,
            account: scenario["account"].as_str().unwrap_or_default(),
            policies,
        }
    }

    /// How many answers a request hangs on.
    pub fn unknown(&self, request: &Value) -> usize {
        self.call(request).1.len()
    }

    /// The stages of each resource, and what is not known.
    fn call(&self, request: &Value) -> (Vec<Stages>, Vec<Unknown>) {
        let mut unknown = Vec::new();
        let stages = texts(&request["resources"])
            .iter()
            .map(|resource| self.stages(request, resource, &mut unknown))
            .collect();
        (stages, unknown)
    }

    pub fn decide(&self, request: &Value) -> Answer {
        let (stages, unknown) = self.call(request);
        let all: Vec<Decision> = (0..1 << unknown.len())
            .map(|answers| decision(&stages, answers))
            .collect();
        let matters = |question: usize| (0..all.len()).any(|answers| all[answers] != all[answers ^ 1 << question]);
        let keys = unknown.iter().enumerate().filter_map(|(at, unknown)| match unknown {
            Unknown::Asked(question) if matters(at) => Some(question.key.clone()),
            _ => None,
        });
        Answer {
            keys: keys.collect(),
            unknown: unknown.len(),
            faulty: unknown.iter().any(|u| matches!(u, Unknown::Stands(..))),
            possible: all.into_iter().collect(),
        }
    }

    /// Every list of answers to the questions of a request: the questions answered yes, and what is decided then.
    pub fn cases(&self, request: &Value) -> Vec<(Vec<Question>, Decision)> {
        let (stages, unknown) = self.call(request);
        let case = |answers: u32| {
            let yes = unknown.iter().enumerate().filter_map(|(at, unknown)| match unknown {
                Unknown::Asked(question) if answers >> at & 1 == 1 => Some(question.clone()),
                _ => None,
            });
            (yes.collect(), decision(&stages, answers))
        };
        (0..1 << unknown.len()).map(case).collect()
    }

    /// The statements of a policy, read as one of a kind.
    pub fn statements(&self, policy: &str, kind: Kind) -> &[Statement] {
        &self.policies[&(policy.to_owned(), kind)]
    }

    /// Who asks, and whether he owns the account.
    pub fn caller(&self, request: &Value) -> (Caller, bool) {
        let caller = caller(request["principal"].as_str(), self.account);
        let is_owner = matches!(&caller, Caller::Root { account } if account == self.account);
        (caller, is_owner)
    }

    fn stages(&self, request: &Value, resource: &str, unknown: &mut Vec<Unknown>) -> Stages {
        let (caller, is_owner) = self.caller(request);
        let action = request["action"].as_str().expect("an action");
        let context = context(request);
        let own_role = match &caller {
            Caller::Role { account, name, .. } if account == self.account => {
                Some(&self.scenario["roles"][name.as_str()])
            }
            _ => None,
        };
        let mut matches = |names: &[String], kind: Kind| -> Vec<Match> {
            let mut found = Vec::new();
            for name in names {
                let all = self.policies.get(&(name.clone(), kind)).map_or(&[][..], Vec::as_slice);
                for (place, statement) in all.iter().enumerate() {
                    let bound = kind == Kind::Identity || statement.binds(&caller, is_owner, kind);
                    if bound && statement.matches(action, resource) {
                        found.extend(meet(statement, &context, unknown, (name, place)));
                    }
                }
            }
            found
        };

        let mut gates = Vec::new();
        let service_linked = own_role.is_some_and(|r| r["serviceLinked"] == true);
        if self.scenario["managementAccount"] != true && !is_owner && !service_linked {
            for level in self.scenario["control"].as_array().into_iter().flatten() {
                gates.push(matches(&texts(level), Kind::Identity));
            }
        }
        if request.get("session").is_some() {
            gates.push(matches(&texts(&request["session"]), Kind::Identity));
        }

        let mut entities: Vec<&Value> = Vec::new();
        match &caller {
            Caller::User { account, name } if account == self.account => {
                let user = &self.scenario["users"][name.as_str()];
                entities.push(user);
                for group in texts(&user["groups"]) {
                    entities.push(&self.scenario["groups"][group]);
                }
            }
            _ => entities.extend(own_role),
        }
        let identity = if is_owner {
            Identity::Owner
        } else {
            let (mut account_level, mut group_level) = (Vec::new(), Vec::new());
            for entity in entities {
                account_level.extend(texts(&entity["policies"]));
                if let Some(group) = request["resourceGroup"].as_str() {
                    group_level.extend(texts(&entity["resourceGroups"][group]));
                }
            }
            Identity::Attached(
                matches(&account_level, Kind::Identity),
                matches(&group_level, Kind::Identity),
            )
        };

        let (mut on_resource, mut combination) = (Vec::new(), Combination::Either);
        if action.eq_ignore_ascii_case("sts:AssumeRole") {
            match self.trust(resource) {
                Some(trust) => {
                    on_resource = matches(&[trust], Kind::Trust);
                    combination = match caller {
                        Caller::Service(_) | Caller::Federated(_) => Combination::ResourceAlone,
                        _ => Combination::Both,
                    };
                }
                None => combination = Combination::IdentityAlone,
            }
        } else if request.get("resourcePolicy").is_some() {
            // Only buckets are asked for actions of OSS.
            let kind = match action.to_ascii_lowercase().starts_with("oss:") {
                true => Kind::Bucket,
                false => Kind::Resource,
            };
            on_resource = matches(&texts(&request["resourcePolicy"]), kind);
        }
        Stages {
            gates,
            identity,
            resource: on_resource,
            combination,
        }
    }

    /// The trust policy of the role of the account that a resource is.
    fn trust(&self, resource: &str) -> Option<String> {
        let ["ram", _, account, relative] = fields(resource)? else {
            return None;
        };
        let role = relative.strip_prefix("role/").filter(|_| account == self.account)?;
        Some(self.scenario["roles"][role]["trust"].as_str()?.to_owned())
    }
}

impl Stages {
    fn decision(&self, told: &impl Fn(&(usize, bool)) -> bool) -> Decision {
        for gate in &self.gates {
            let decision = unit(gate, told);
            if decision != Decision::Allow {
                return decision;
            }
        }
        let a = match &self.identity {
            Identity::Owner => Decision::Allow,
            Identity::Attached(account_level, group_level) => match unit(account_level, told) {
                Decision::ImplicitDeny => unit(group_level, told),
                last => last,
            },
        };
        let b = unit(&self.resource, told);
        let explicit = a == Decision::ExplicitDeny || b == Decision::ExplicitDeny;
        let (one, both) = (
            a == Decision::Allow || b == Decision::Allow,
            a == Decision::Allow && b == Decision::Allow,
        );
        match self.combination {
            Combination::IdentityAlone => a,
            Combination::ResourceAlone => b,
            _ if explicit => Decision::ExplicitDeny,
            Combination::Either if one => Decision::Allow,
            Combination::Both if both => Decision::Allow,
            _ => Decision::ImplicitDeny,
        }
    }
}

/// The decision on all resources of a call: any Explicit Deny, else any Implicit Deny, else Allow.
fn decision(stages: &[Stages], answers: u32) -> Decision {
    let told = |&(question, answer): &(usize, bool)| (answers >> question & 1 == 1) == answer;
    let all: Vec<Decision> = stages.iter().map(|s| s.decision(&told)).collect();
    if all.contains(&Decision::ExplicitDeny) {
        Decision::ExplicitDeny
    } else if all.contains(&Decision::ImplicitDeny) {
        Decision::ImplicitDeny
    } else {
        Decision::Allow
    }
}

/// §5.1: any matching Deny, else any matching Allow, else the default.
fn unit(matches: &[Match], told: &impl Fn(&(usize, bool)) -> bool) -> Decision {
    let mut decision = Decision::ImplicitDeny;
    for found in matches {
        if found.when.iter().all(told) {
            if found.deny {
                return Decision::ExplicitDeny;
            }
            decision = Decision::Allow;
        }
    }
    decision
}

/// When a statement that is about the call matches; `None` if never.
fn meet(
    statement: &Statement,
    context: &Context,
    unknown: &mut Vec<Unknown>,
    (policy, place): (&str, usize),
) -> Option<Match> {
    let mut asked = Vec::new();
    if statement.faulty {
        // §9.6: it grants nothing; as a Deny it may stand or not, whatever of its conditions can be read.
        if statement.effect == Effect::Allow {
            return None;
        }
        asked.push((Unknown::Stands(policy.to_owned(), place), true));
    }
    for condition in statement.conditions.iter().flatten().filter(|_| !statement.faulty) {
        let Condition::Sound(sound) = condition else {
            continue;
        };
        match sound.question.answer(context) {
            Some(answer) if answer == sound.negated => return None,
            Some(_) => {}
            None => asked.push((Unknown::Asked(sound.question.clone()), !sound.negated)),
        }
    }
    // Contradictory questions (a condition and its negation) never meet.
    if asked.iter().any(|(q, a)| asked.contains(&(q.clone(), !a))) {
        return None;
    }
    let when = asked.into_iter().map(|(question, answer)| {
        let at = unknown.iter().position(|u| *u == question).unwrap_or_else(|| {
            unknown.push(question);
            unknown.len() - 1
        });
        (at, answer)
    });
    Some(Match {
        deny: statement.effect != Effect::Allow,
        when: when.collect(),
    })
}

/// What a request says of condition keys.
pub fn context(request: &Value) -> Context {
    let given: BTreeMap<String, Vec<String>> = object(&request["context"])
        .map(|(key, values)| (key.clone(), texts(values)))
        .collect();
    let listed = |name: &str| texts(&request[name]).into_iter().collect();
    Context {
        given,
        unknown: listed("unknown"),
        unknown_others: request["unknown"] == true,
        absent: listed("absent"),
    }
}

/// A text or a list of texts; nothing if there is none.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Array(many) => many.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

fn object(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

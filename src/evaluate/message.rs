//! The machine form of a trace, as `DecodeDiagnosticMessage` gives it (`ram/language.md` §5.3).

use std::rc::Rc;

use super::attached::{Entity, Stage};
use super::authorization::Authorization;
use super::decision::Decision;
use super::near::Verdict;
use super::request::Request;
use super::trace::Trace;
use crate::condition::Known;
use crate::policy::{Caller, Effect};

/// What `DecodeDiagnosticMessage` would give for a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticMessage {
    /// Whether the request is denied by a statement, for certain.
    pub explicit_deny: bool,
    /// The stage that did not allow it; `None` where it is allowed or undecided.
    pub no_permission_policy_type: Option<Stage>,
    /// The action of the request.
    pub action: Box<str>,
    /// The resource that brings about the decision.
    pub resource: Box<str>,
    /// Who asked; `None` for the owner of an account, a service and somebody who is not named.
    pub principal: Option<AuthPrincipal>,
    /// The keys of the context and their values.
    pub conditions: Vec<(Box<str>, Vec<String>)>,
    /// The policies with a statement that matches.
    pub matched_policies: Vec<MatchedPolicy>,
}

/// Who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthPrincipal {
    /// `SubUser`, `AssumedRoleUser` or `Federated`.
    pub kind: &'static str,
    /// The id of the account.
    pub owner_id: Rc<str>,
    /// The name; of a role session `role/session`.
    pub display_name: Rc<str>,
}

/// A policy with a statement that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedPolicy {
    /// What the statement does.
    pub effect: Effect,
    /// The policy, by its number.
    pub policy: usize,
    /// What it is attached to; `None` for the policy of a resource.
    pub entity: Option<Entity>,
    /// `Account`, `Folder` or `ResourceGroup`.
    pub scope: &'static str,
}

impl Authorization {
    /// The machine form of a request's trace.
    #[must_use]
    pub fn diagnostic_message(&self, request: &Request, trace: &Trace) -> DiagnosticMessage {
        let decision = trace.answer.decisions.decided();
        let decisive = decision.and_then(|decision| trace.decisive(decision));
        let resource = decisive.or_else(|| trace.resources.first());
        let mut matched_policies = Vec::new();
        for stage in trace.resources.iter().flat_map(|resource| &resource.stages) {
            for statement in &stage.statements {
                let (Verdict::Matches, Some(effect)) = (statement.verdict, statement.effect) else {
                    continue;
                };
                let attached = self.policies().get(statement.policy);
                let matched = MatchedPolicy {
                    effect,
                    policy: statement.policy,
                    entity: match stage.stage {
                        Stage::Resource => None,
                        Stage::Control(_) => Some(Entity::DirectoryTarget),
                        Stage::Session | Stage::AssumeRole => Some(Entity::Role),
                        _ => attached.and_then(|attached| attached.entity).or(Some(Entity::User)),
                    },
                    scope: match stage.stage {
                        Stage::Control(_) => "Folder",
                        Stage::ResourceGroup => "ResourceGroup",
                        _ => "Account",
                    },
                };
                if !matched_policies.contains(&matched) {
                    matched_policies.push(matched);
                }
            }
        }
        let conditions = request.context.keys().filter_map(|(key, known)| match known {
            Known::Values(values) => Some((key.into(), values.clone())),
            _ => None,
        });
        DiagnosticMessage {
            explicit_deny: decision == Some(Decision::ExplicitDeny),
            no_permission_policy_type: trace.stage.filter(|_| decision != Some(Decision::Allow)),
            action: request.action.into(),
            resource: resource.map_or_else(|| "*".into(), |resource| resource.resource.clone()),
            principal: auth_principal(request.caller),
            conditions: conditions.collect(),
            matched_policies,
        }
    }
}

fn auth_principal(caller: &Caller) -> Option<AuthPrincipal> {
    let (kind, owner_id, display_name) = match caller {
        Caller::User { account, name } => ("SubUser", Rc::clone(account), Rc::clone(name)),
        Caller::Role { account, name } => ("AssumedRoleUser", Rc::clone(account), Rc::clone(name)),
        Caller::Session { account, role, session } => {
            let name = [&**role, "/", session].concat();
            ("AssumedRoleUser", Rc::clone(account), name.into())
        }
        Caller::Federated(arn) => {
            let (account, provider) = arn.strip_prefix("acs:ram::").and_then(|rest| rest.split_once(':'))?;
            let name = provider.split_once('/').map_or(provider, |(_, name)| name);
            ("Federated", account.into(), name.into())
        }
        Caller::Unnamed | Caller::Root { .. } | Caller::Service(_) | Caller::Id(_) => return None,
    };
    Some(AuthPrincipal {
        kind,
        owner_id,
        display_name,
    })
}

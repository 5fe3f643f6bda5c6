//! A caller that some principals mean and others do not.

use std::rc::Rc;

use super::text::{Search, Step, TextSet, literal, steps};
use crate::pattern::{Budget, Exhausted};
use crate::policy::{Caller, Principal, PrincipalPattern};

/// A caller that each of the wanted principals means, and none of the unwanted. Of several the plainest: nobody that is
/// named, then a user, a role, a service, a session, and the owner of an account last, which is of none of the accounts of `except`.
pub(super) fn find(
    wanted: &[&Principal],
    unwanted: &[&Principal],
    except: &[&str],
    budget: &mut Budget,
) -> Result<Option<Caller>, Exhausted> {
    budget.take(1 + (wanted.len() + unwanted.len()) as u64)?;
    let fits = |caller: &Caller| {
        wanted.iter().all(|principal| principal.matches(caller))
            && !unwanted.iter().any(|principal| principal.matches(caller))
    };
    if fits(&Caller::Unnamed) {
        return Ok(Some(Caller::Unnamed));
    }
    let patterns: Vec<&PrincipalPattern> = wanted.iter().chain(unwanted).flat_map(|of| patterns(of)).collect();
    let mut owners: Vec<Caller> = Vec::new();
    for pattern in &patterns {
        let candidates = match pattern {
            PrincipalPattern::Everybody | PrincipalPattern::Session(_) => continue,
            PrincipalPattern::Account(account) => {
                owners.push(Caller::Root {
                    account: Rc::clone(account),
                });
                vec![Caller::User {
                    account: Rc::clone(account),
                    name: fresh(&patterns).into(),
                }]
            }
            PrincipalPattern::One(one) => vec![one.clone()],
            PrincipalPattern::Id(id) => {
                owners.push(Caller::Root { account: Rc::clone(id) });
                vec![Caller::Id(Rc::clone(id))]
            }
        };
        if let Some(caller) = candidates.into_iter().find(|caller| fits(caller)) {
            return Ok(Some(caller));
        }
    }
    if let Some(caller) = session(wanted, unwanted, budget)? {
        return Ok(Some(caller));
    }
    let is_other = |caller: &Caller| caller.account().is_some_and(|account| !except.contains(&account));
    Ok(owners.into_iter().find(|caller| is_other(caller) && fits(caller)))
}

fn patterns(principal: &Principal) -> impl Iterator<Item = &PrincipalPattern> {
    principal.entries.iter().filter_map(|entry| entry.pattern.as_ref())
}

/// The name of a user that nobody names.
fn fresh(patterns: &[&PrincipalPattern]) -> String {
    let mut name = "alice".to_owned();
    let is_named = |name: &str| {
        (patterns.iter()).any(
            |pattern| matches!(pattern, PrincipalPattern::One(Caller::User { name: known, .. }) if **known == *name),
        )
    };
    while is_named(&name) {
        name.push('x');
    }
    name
}

/// A session of a role, found as its text.
fn session(wanted: &[&Principal], unwanted: &[&Principal], budget: &mut Budget) -> Result<Option<Caller>, Exhausted> {
    let parts = |account: &[Step], role: &[Step]| {
        [
            &literal("arn:sts::"),
            account,
            &literal(":assumed-role/"),
            role,
            &literal("/"),
            &[Step::Any],
        ]
        .concat()
    };
    let word = |except: char| [Step::Not(except), Step::AnyNot(except)];
    let set = |principal: &&Principal| {
        let of = |pattern: &PrincipalPattern| match pattern {
            PrincipalPattern::Everybody => Some(vec![Step::Any]),
            PrincipalPattern::Account(account) => Some(parts(&literal(account), &[Step::AnyNot('/')])),
            PrincipalPattern::One(Caller::Role { account, name }) => Some(parts(&literal(account), &literal(name))),
            PrincipalPattern::Session(wildcard) => Some(steps(wildcard)),
            PrincipalPattern::One(_) | PrincipalPattern::Id(_) => None,
        };
        TextSet(patterns(principal).filter_map(of).collect())
    };
    let mut search = Search {
        wanted: wanted.iter().map(set).collect(),
        unwanted: unwanted.iter().map(set).collect(),
        without: None,
        typed: None,
    };
    let mut any = parts(&word(':'), &word('/'));
    any.pop();
    any.extend([Step::One, Step::Any]);
    search.wanted.push(TextSet(vec![any]));
    let found = search.run(budget)?;
    Ok(found.and_then(|text| Caller::parse(&text, "")))
}

/// The text that [`Caller::parse`] reads as this caller; `None` for one that is not named.
pub(super) fn text(caller: &Caller) -> Option<String> {
    let of = |account: &str, kind: &str, name: &str| ["acs:ram::", account, ":", kind, name].concat();
    Some(match caller {
        Caller::Unnamed => return None,
        Caller::Root { account } => of(account, "root", ""),
        Caller::User { account, name } => of(account, "user/", name),
        Caller::Role { account, name } => of(account, "role/", name),
        Caller::Session { account, role, session } => {
            ["arn:sts::", account, ":assumed-role/", role, "/", session].concat()
        }
        Caller::Service(text) | Caller::Federated(text) | Caller::Id(text) => String::from(&**text),
    })
}

use super::callers;
use super::clause::Clause;
use super::comparison::assume_role;
use super::known::KnownValues;
use super::product::Field;
use super::readable::{in_case, plain_action, resources_of};
use super::search::search;
use super::space::{Extra, Requests};
use crate::catalog::Catalog;
use crate::pattern::{Budget, Exhausted};
use crate::policy::{Effect, Statement};
use crate::text::{joined, order_by_text};

/// How many operations of the catalogue are looked at for one that shows a difference as well.
const LOOKED_AT: usize = 2_000;
/// On the own resources of how many of them it is tried to show it.
const TRIED: usize = 8;

/// A request that one list of statements grants and another does not. Keys that are not in `context` are absent from the
/// request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// `code:name`.
    pub action: String,
    /// An ARN, or a lone `*`.
    pub resource: String,
    /// Who asks; `None` where that does not matter.
    pub principal: Option<String>,
    /// The keys of the request and their values, sorted by key.
    pub context: Vec<(String, Vec<String>)>,
}

/// Why it can't be told what is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// The budget of steps ran out.
    Budget,
    /// A Deny with an error, or a statement whose effect cannot be read, could touch it.
    Faulty,
}

impl From<Exhausted> for Undecided {
    fn from(_: Exhausted) -> Self {
        Self::Budget
    }
}

/// A shortest readable request that `a` grants and `b` does not; `None`: everything that `a` grants, `b` grants too.
///
/// A list of statements grants what some Allow of it matches and no Deny. A statement with an error grants nothing; one
/// that could be a Deny leaves open what it could touch. The same statement (the same value in memory) in both lists is
/// the same in both, error or not. The catalogue makes the request readable, no more.
///
/// The requests of the owner of an account for what is in it are left out: they are not decided by such statements.
///
/// # Errors
/// Where that can't be told.
pub fn beyond(
    a: &[&Statement],
    b: &[&Statement],
    catalog: Option<&Catalog>,
    budget: &mut Budget,
) -> Result<Option<Witness>, Undecided> {
    let is_trust =
        |statement: &&Statement| !statement.faulty && statement.principal.is_some() && statement.resource.is_none();
    let extra = match a.iter().any(is_trust) {
        true => assume_role(),
        false => Extra::default(),
    };
    let lists = Lists::new(a, b);
    let found = lists.beyond(&extra, &[], budget)?;
    Ok(match (found, catalog) {
        (Some(found), Some(catalog)) => Some(lists.with_operation(found, &extra, catalog, budget)),
        (found, _) => found,
    })
}

/// Two lists of statements, sorted by what they mean for what one grants beyond the other.
pub(super) struct Lists<'a> {
    /// The Allows of `a`, and whether `b` has the same one.
    allows: Vec<(Clause<'a>, bool)>,
    denies: Vec<Clause<'a>>,
    /// Those that could deny, in `a`.
    faulty: Vec<Clause<'a>>,
    other_allows: Vec<Clause<'a>>,
    /// The Denies of `b` that `a` does not have.
    other_denies: Vec<Clause<'a>>,
    /// Those that could deny, in `b` alone.
    other_faulty: Vec<Clause<'a>>,
    known: KnownValues,
}

impl<'a> Lists<'a> {
    pub fn new(a: &[&'a Statement], b: &[&'a Statement]) -> Self {
        let has = |list: &[&Statement], statement: &Statement| list.iter().any(|known| std::ptr::eq(*known, statement));
        let of = |list: &[&'a Statement], is_meant: &dyn Fn(&Statement) -> bool| -> Vec<Clause<'a>> {
            let meant = list.iter().copied().filter(|statement| is_meant(statement));
            meant.map(Clause::new).collect()
        };
        let allows = |statement: &Statement| !statement.faulty && statement.effect == Some(Effect::Allow);
        let denies = |statement: &Statement| !statement.faulty && statement.effect == Some(Effect::Deny);
        let could_deny = |statement: &Statement| statement.faulty && statement.effect != Some(Effect::Allow);
        Self {
            allows: (a.iter().copied().filter(|statement| allows(statement)))
                .map(|statement| (Clause::new(statement), has(b, statement)))
                .collect(),
            denies: of(a, &denies),
            faulty: of(a, &could_deny),
            other_allows: of(b, &allows),
            other_denies: of(b, &|statement| denies(statement) && !has(a, statement)),
            other_faulty: of(b, &|statement| could_deny(statement) && !has(a, statement)),
            known: KnownValues::default(),
        }
    }

    /// All of them.
    fn clauses(&self) -> impl Iterator<Item = &Clause<'a>> {
        let allows = self.allows.iter().map(|(clause, _)| clause);
        let own = allows.chain(&self.denies).chain(&self.faulty);
        own.chain(&self.other_allows)
            .chain(&self.other_denies)
            .chain(&self.other_faulty)
    }

    /// A plain action in lower case for each pattern of all of them.
    pub fn plain_actions(&self) -> Vec<String> {
        self.clauses()
            .flat_map(Clause::written_actions)
            .map(plain_action)
            .collect()
    }

    /// Of what kind an action in lower case is: which of the statements have it.
    pub fn kind(&self, code: &str, name: &str) -> Vec<bool> {
        self.clauses().map(|clause| clause.has_action(code, name)).collect()
    }

    /// A clause that matches the actions of a kind.
    pub fn of_kind(&self, kind: &[bool]) -> Clause<'_> {
        Clause::of_kind(self.clauses().zip(kind.iter().copied()))
    }

    /// The same with the first operation of the catalogue that shows it as well, on a resource of its own if there is one
    /// that does.
    fn with_operation(&self, found: Witness, extra: &Extra, catalog: &Catalog, budget: &mut Budget) -> Witness {
        let lower = found.action.to_ascii_lowercase();
        let Some((code, name)) = lower.split_once(':') else {
            return found;
        };
        let kind = self.kind(code, name);
        // Those of the same service come first; that one has been looked through is enough where there are many.
        let own = catalog
            .service(code)
            .and_then(|service| catalog.services.get(service as usize));
        let own = own.map_or(0..0, |service| service.operations());
        let mut tries = 0;
        for at in own.chain(0..catalog.operations.len() as u32).take(LOOKED_AT) {
            if tries == TRIED {
                break;
            }
            let Some(action) = catalog.action(at) else { continue };
            let lower = action.to_ascii_lowercase();
            let Some((code, name)) = lower.split_once(':') else {
                continue;
            };
            let mut pairs = self.clauses().zip(&kind);
            if !pairs.all(|(clause, has)| clause.has_action(code, name) == *has) {
                continue;
            }
            let mut extra = extra.clone();
            extra.actions.push(vec![vec![Field::new(code), Field::new(name)]]);
            let resources = resources_of(catalog, at as usize);
            extra.resources.extend((!resources.is_empty()).then_some(resources));
            tries += 1;
            if let Ok(Some(witness)) = self.beyond(&extra, &[], budget) {
                return Witness { action, ..witness };
            }
        }
        found
    }

    /// A request that `a` grants and `b` does not, which is as `extra` asks and which no clause of `not` matches.
    pub fn beyond(&self, extra: &Extra, not: &[&Clause], budget: &mut Budget) -> Result<Option<Witness>, Undecided> {
        // What is granted at most: no statement with an error of `a` denies, those of `b` do.
        let denies: Vec<&Clause> = self.denies.iter().collect();
        let other: Vec<&Clause> = self.other_denies.iter().chain(&self.other_faulty).collect();
        let found = self.find(&denies, &other, (extra, not), budget)?;
        if found.is_none() || self.faulty.is_empty() && self.other_faulty.is_empty() {
            return Ok(found);
        }
        // What is granted in any case.
        let denies: Vec<&Clause> = self.denies.iter().chain(&self.faulty).collect();
        let other: Vec<&Clause> = self.other_denies.iter().collect();
        match self.find(&denies, &other, (extra, not), budget)? {
            None => Err(Undecided::Faulty),
            found => Ok(found),
        }
    }

    fn find(
        &self,
        denies: &[&Clause],
        other_denies: &[&Clause],
        (extra, not): (&Extra, &[&Clause]),
        budget: &mut Budget,
    ) -> Result<Option<Witness>, Undecided> {
        let denies: Vec<&Clause> = denies.iter().chain(not).copied().collect();
        let mut unwanted = denies.clone();
        unwanted.extend(&self.other_allows);
        for (allow, is_common) in &self.allows {
            if !is_common && let Some(found) = self.one(&[allow], &unwanted, extra, budget)? {
                return Ok(Some(found));
            }
        }
        for (allow, _) in &self.allows {
            for deny in other_denies {
                if let Some(found) = self.one(&[allow, deny], &denies, extra, budget)? {
                    return Ok(Some(found));
                }
            }
        }
        Ok(None)
    }

    /// A request that all of `wanted` match and none of `unwanted`.
    fn one(
        &self,
        wanted: &[&Clause],
        unwanted: &[&Clause],
        extra: &Extra,
        budget: &mut Budget,
    ) -> Result<Option<Witness>, Undecided> {
        let Some(mut requests) = Requests::new(wanted, unwanted, extra, &self.known, budget)? else {
            return Ok(None);
        };
        if search(&mut requests, 0, budget)?.is_err() {
            return Ok(None);
        }
        Ok(Some(self.witness(&requests)))
    }

    fn witness(&self, requests: &Requests) -> Witness {
        let request = &requests.request;
        let context = (order_by_text(&requests.keys).into_iter())
            .filter_map(|at| Some((*requests.keys.get(at)?, request.values.get(at)?)))
            .filter(|(_, values)| !values.is_empty())
            .map(|(key, values)| (key.to_owned(), values.clone()))
            .collect();
        Witness {
            action: in_case(
                &joined(&request.action, ":"),
                std::iter::once("sts:AssumeRole").chain(self.clauses().flat_map(Clause::written_actions)),
            ),
            resource: match request.resource.is_empty() {
                true => "*".to_owned(),
                false => ["acs:", &joined(&request.resource, ":")].concat(),
            },
            principal: callers::text(&request.caller),
            context,
        }
    }
}

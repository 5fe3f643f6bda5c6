//! A policy as it reads if the codes of a service mean the same.
//!
//! Documents name some services by several RAM codes, and do not say whether a pattern of one matches a call that is checked
//! under another. Everywhere else a policy is taken by each code alone; what a rule concludes of several actions has to hold
//! in this reading as well. A request has one action, and so hangs on the codes of one service: the two readings of all
//! services together stand for those of each.

use std::rc::Rc;

use super::proof::{STEPS, is_within};
use crate::catalog::Catalog;
use crate::compare::{Relation, compare};
use crate::pattern::{Budget, NamePattern};
use crate::policy::{ActionPattern, PatternAt, Policy, Statement};

/// The services of which documents give several codes (`ram/language.md` §4), whether they are in the catalogue or not.
const FAMILIES: [&[&str]; 3] = [
    &["apigateway", "cloudapi"],
    &["ims", "ram"],
    &["threatdetection", "yundun-aegis", "yundun-sas"],
];

/// A code of a service that has several, and the number of the service.
type Code<'c> = (&'c str, usize);

/// The codes of services that have several.
#[inline(never)]
fn codes(catalog: &Catalog) -> Vec<Code<'_>> {
    let mut codes: Vec<Code> = Vec::new();
    for (number, family) in FAMILIES.iter().enumerate() {
        for code in *family {
            codes.push((code, number));
        }
    }
    for (number, service) in catalog.services.iter().enumerate() {
        let number = number + FAMILIES.len();
        if !service.aliases.is_empty() && !codes.iter().any(|(code, _)| *code == service.code) {
            codes.push((&service.code, number));
            for alias in &service.aliases {
                codes.push((alias, number));
            }
        }
    }
    codes
}

/// Whether two codes, in lower case, may stand for the same service.
#[inline(never)]
pub(super) fn are_one(catalog: &Catalog, one: &str, other: &str) -> bool {
    let has_both = |codes: &&[&str]| codes.contains(&one) && codes.contains(&other);
    let mut services = catalog.services.iter();
    one == other
        || FAMILIES.iter().any(has_both)
        || services.any(|service| service.is_called(one) && service.is_called(other))
}

/// How a policy stands to another, be the codes of a service one or not: `relation` is how it does where they are not. That
/// one of them grants nothing beyond the other has to hold both ways; what is gained or lost by the codes alone stays so.
#[must_use]
pub fn relation_both_ways(
    policies: [&Policy; 2],
    relation: Relation,
    catalog: &Catalog,
    budget: &mut Budget,
) -> Relation {
    let Some(as_one) = AsOne::new(&policies, catalog) else {
        return relation;
    };
    let [a, b] = policies.map(|policy| as_one.of(policy));
    let other = compare(&a, &b, catalog, budget).relation;
    match relation {
        Relation::Neither => relation,
        _ if other == relation || other == Relation::Equal => relation,
        _ => Relation::Undecided,
    }
}

/// A policy in which each action pattern of a service stands for all codes of it.
pub struct AsOne<'c> {
    codes: Vec<Code<'c>>,
    policy: Policy,
}

impl<'c> AsOne<'c> {
    /// The reading of some policies; `None` where they do not name two codes of one service: each reading grants as much then.
    #[inline(never)]
    pub fn new(policies: &[&Policy], catalog: &'c Catalog) -> Option<Self> {
        let mut as_one = Self {
            codes: codes(catalog),
            policy: Policy::default(),
        };
        let mut named: Vec<Code> = Vec::new();
        let mut is_in_play = false;
        for placed in policies.iter().flat_map(|policy| &policy.statements) {
            for at in placed.statement.action.iter().flat_map(|element| &element.patterns) {
                let Some(ActionPattern::Named { service, .. }) = &at.pattern else {
                    continue;
                };
                for code in &as_one.codes {
                    if service.matches(code.0) && as_one.has(code.1, service, false) {
                        is_in_play |= named.iter().any(|other| other.1 == code.1 && other.0 != code.0);
                        if !named.contains(code) {
                            named.push(*code);
                        }
                    }
                }
            }
        }
        if !is_in_play {
            return None;
        }
        as_one.policy = policies.first().map(|policy| as_one.of(policy)).unwrap_or_default();
        Some(as_one)
    }

    /// The first of the policies in this reading.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The statements of another policy in this reading. One with an error stays as it is: where two policies have it, it is
    /// told by its address.
    #[inline(never)]
    pub fn of(&self, policy: &Policy) -> Policy {
        let mut read = Policy {
            kind: policy.kind,
            statements: policy.statements.clone(),
            ..Policy::default()
        };
        for placed in &mut read.statements {
            if !placed.statement.faulty {
                placed.statement = Rc::new(self.statement(&placed.statement));
            }
        }
        read
    }

    /// A statement in this reading.
    #[inline(never)]
    fn statement(&self, statement: &Statement) -> Statement {
        let mut read = statement.clone();
        if let (Some(own), Some(element)) = (&statement.action, &mut read.action) {
            for at in &own.patterns {
                let Some(ActionPattern::Named { service, .. }) = &at.pattern else {
                    continue;
                };
                for (code, number) in &self.codes {
                    if !service.matches(code) && self.has(*number, service, true) {
                        let text = [code, at.text.trim_start_matches(|letter| letter != ':')].concat();
                        element.patterns.push(PatternAt {
                            span: at.span,
                            pattern: ActionPattern::parse(&text),
                            text: text.into(),
                        });
                    }
                }
            }
        }
        read
    }

    /// Whether a service has a code that a pattern matches, or does not.
    #[inline(never)]
    fn has(&self, number: usize, pattern: &NamePattern, matched: bool) -> bool {
        let mut codes = self.codes.iter();
        codes.any(|(code, of)| *of == number && pattern.matches(code) == matched)
    }

    /// Whether everything that the statements of `part` grant is granted by those of `whole` in this reading; see
    /// [`is_within`].
    #[inline(never)]
    pub fn is_within(&self, part: &[&Statement], whole: &[&Statement]) -> bool {
        let mut read: Vec<Statement> = Vec::new();
        for statement in part.iter().chain(whole) {
            read.push(self.statement(statement));
        }
        let read: Vec<&Statement> = read.iter().collect();
        read.split_at_checked(part.len())
            .is_some_and(|(part, whole)| is_within(part, whole, STEPS))
    }
}

//! A policy as it reads if the codes of a service mean the same.
//!
//! Documents name some services by several RAM codes, and do not say whether a pattern of one matches a call that is checked
//! under another. Everywhere else a policy is taken by each code alone; what a rule concludes of several actions has to hold
//! in this reading as well. A request has one action, and so hangs on the codes of one service: the two readings of all
//! services together stand for those of each.

use std::rc::Rc;

use crate::catalog::Catalog;
use crate::pattern::NamePattern;
use crate::policy::{ActionPattern, PatternAt, Policy, Statement};

/// The services of which documents give several codes (`ram/language.md` §4), whether they are in the catalogue or not.
const FAMILIES: [&[&str]; 3] = [
    &["apigateway", "cloudapi"],
    &["ims", "ram"],
    &["threatdetection", "yundun-aegis", "yundun-sas"],
];

/// The codes of services that have several.
#[inline(never)]
fn families(catalog: &Catalog) -> Vec<Vec<&str>> {
    let mut families: Vec<Vec<&str>> = FAMILIES.iter().map(|codes| codes.to_vec()).collect();
    for service in &catalog.services {
        let is_listed = FAMILIES.iter().any(|codes| codes.contains(&&*service.code));
        if !service.aliases.is_empty() && !is_listed {
            let mut codes = vec![&*service.code];
            codes.extend(service.aliases.iter().map(String::as_str));
            families.push(codes);
        }
    }
    families
}

/// The codes that may stand for a code, which is in lower case; itself among them.
#[inline(never)]
pub(super) fn codes_of<'c>(catalog: &'c Catalog, code: &'c str) -> Vec<&'c str> {
    let mut families = families(catalog).into_iter();
    families
        .find(|codes| codes.contains(&code))
        .unwrap_or_else(|| vec![code])
}

/// Whether two codes may stand for the same service.
pub(super) fn are_one(catalog: &Catalog, one: &str, other: &str) -> bool {
    codes_of(catalog, one).contains(&other)
}

/// A policy in which each action pattern of a service stands for all codes of it.
pub struct AsOne<'c> {
    families: Vec<Vec<&'c str>>,
    policy: Policy,
}

impl<'c> AsOne<'c> {
    /// `None` where the policy does not name two codes of one service: each reading grants as much then.
    #[inline(never)]
    pub fn new(policy: &Policy, source: &str, catalog: &'c Catalog) -> Option<Self> {
        let mut patterns: Vec<&NamePattern> = Vec::new();
        for placed in &policy.statements {
            for at in placed.statement.action.iter().flat_map(|element| &element.patterns) {
                if let Some(ActionPattern::Named { service, .. }) = &at.pattern {
                    patterns.push(service);
                }
            }
        }
        let mut families = families(catalog);
        families.retain(|codes| {
            let splits = |pattern: &&&NamePattern| !missing(pattern, codes).is_empty();
            let splitting: Vec<&NamePattern> = patterns.iter().filter(splits).copied().collect();
            let is_named =
                |code: &&&str| source.contains(**code) || splitting.iter().any(|pattern| pattern.matches(code));
            !splitting.is_empty() && codes.iter().filter(is_named).count() > 1
        });
        let mut as_one = Self {
            families,
            policy: Policy::default(),
        };
        as_one.policy = as_one.of(policy);
        (!as_one.families.is_empty()).then_some(as_one)
    }

    /// The policy in this reading.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Another policy in this reading. A statement with an error stays as it is: where two policies have it, it is told by
    /// its address.
    #[inline(never)]
    pub fn of(&self, policy: &Policy) -> Policy {
        let mut policy = policy.clone();
        for placed in &mut policy.statements {
            if let Some(statement) = self.widened(&placed.statement) {
                placed.statement = Rc::new(statement);
            }
        }
        policy
    }

    /// Statements in this reading.
    pub fn statements(&self, statements: &[&Statement]) -> Vec<Statement> {
        let widened = |statement: &&Statement| self.widened(statement).unwrap_or_else(|| Statement::clone(statement));
        statements.iter().map(widened).collect()
    }

    /// A statement in this reading, if that is another.
    fn widened(&self, statement: &Statement) -> Option<Statement> {
        let mut more = Vec::new();
        for at in &statement.action.as_ref().filter(|_| !statement.faulty)?.patterns {
            let (Some(ActionPattern::Named { service, name }), Some((_, called))) =
                (&at.pattern, at.text.split_once(':'))
            else {
                continue;
            };
            for code in self.families.iter().flat_map(|codes| missing(service, codes)) {
                more.push(PatternAt {
                    span: at.span,
                    text: [code, ":", called].concat().into(),
                    pattern: Some(ActionPattern::Named {
                        service: NamePattern::Literal(code.to_owned()),
                        name: name.clone(),
                    }),
                });
            }
        }
        if more.is_empty() {
            return None;
        }
        let mut statement = statement.clone();
        if let Some(element) = &mut statement.action {
            element.patterns.append(&mut more);
        }
        Some(statement)
    }
}

/// The codes of a service that a pattern does not match, where it matches another one.
#[inline(never)]
fn missing<'c>(pattern: &NamePattern, codes: &[&'c str]) -> Vec<&'c str> {
    let (matched, missing): (Vec<&str>, Vec<&str>) = codes.iter().partition(|code| pattern.matches(code));
    if matched.is_empty() { matched } else { missing }
}

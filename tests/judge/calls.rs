//! The calls of an operation, as far as a policy can tell them apart.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::catalogue::{Operation, Template};
use super::policy::Statement;
use super::values::{Part, representatives};
use super::wildcard::{field_fits, fields, fits};

/// Which resource patterns of the policy match a resource; bit i is pattern i of [`Patterns`].
pub type Matches = u128;

/// By the field and what it may hold.
type Known = HashMap<(usize, Vec<Part>), BTreeSet<Matches>>;

/// The distinct resource patterns of a policy.
pub struct Patterns<'a> {
    texts: Vec<&'a str>,
    /// Answers of [`Patterns::choices`]: operations share most of their fields.
    known: RefCell<Known>,
}

impl<'a> Patterns<'a> {
    pub fn of(statements: &'a [Statement]) -> Self {
        let all: BTreeSet<&str> = statements
            .iter()
            .flat_map(|s| s.resources.iter().map(String::as_str))
            .collect();
        assert!(all.len() <= 128, "too many patterns for the judge");
        Self {
            texts: all.into_iter().collect(),
            known: RefCell::default(),
        }
    }

    /// The bits of the given patterns.
    pub fn bits(&self, patterns: &[String]) -> Matches {
        patterns
            .iter()
            .filter_map(|p| self.texts.iter().position(|q| q == p))
            .fold(0, |bits, i| bits | 1 << i)
    }

    /// The patterns whose `field` (0 service, 1 region, 2 account, 3 relative-id) fits `text`.
    fn fitting(&self, field: usize, text: &str) -> Matches {
        let mut matches = 0;
        for (i, pattern) in self.texts.iter().enumerate() {
            let fits = match fields(pattern) {
                None => true, // the bare `*`
                Some(f) if field == 1 || field == 2 => field_fits(f[field], text),
                Some(f) => fits(f[field], text),
            };
            if fits {
                matches |= 1 << i;
            }
        }
        matches
    }

    /// The matches of the lone `*`.
    fn of_lone_star(&self) -> Matches {
        self.bits(&["*".to_owned()])
    }

    fn field_patterns(&self, field: usize) -> BTreeSet<&'a str> {
        self.texts.iter().filter_map(|p| fields(p)).map(|f| f[field]).collect()
    }

    /// What each distinguishable text of a field matches.
    fn choices(&self, field: usize, parts: &[Part]) -> BTreeSet<Matches> {
        let key = (field, parts.to_vec());
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let shared = field == 1 || field == 2;
        let by = if shared { field_fits } else { fits };
        // A variable region or account is never a lone `*`: that stands for "global" (§9.12).
        let variable = parts.iter().any(|p| !matches!(p, Part::Literal(_)));
        let allowed = |text: &str| !(shared && variable && text == "*");
        let texts = representatives(parts, &self.field_patterns(field), by, allowed);
        let choices: BTreeSet<Matches> = texts.iter().map(|text| self.fitting(field, text)).collect();
        self.known.borrow_mut().insert(key, choices.clone());
        choices
    }
}

/// For each distinguishable call, what its resources match. `None`: the operation's resources are not published.
pub fn calls(operation: &Operation, patterns: &Patterns) -> Option<BTreeSet<Vec<Matches>>> {
    let mut calls = BTreeSet::new();
    for alternative in operation.alternatives.as_ref()? {
        // DESIGN §2: "the region and the account once, for all its templates, then each relative-id".
        let shared = |field: usize| -> BTreeSet<Matches> {
            let variable = alternative.iter().find_map(|t| match t {
                Template::Arn { region, .. } if field == 1 && is_variable(region) => Some(region),
                Template::Arn { account, .. } if field == 2 && is_variable(account) => Some(account),
                _ => None,
            });
            variable.map_or(BTreeSet::from([0]), |parts| patterns.choices(field, parts))
        };
        for region in shared(1) {
            for account in shared(2) {
                let mut of_this = vec![Vec::new()];
                for template in alternative {
                    let resources = resources(template, patterns, region, account);
                    of_this = of_this
                        .iter()
                        .flat_map(|call: &Vec<Matches>| {
                            resources.iter().map(|&r| call.iter().copied().chain([r]).collect())
                        })
                        .collect();
                }
                calls.extend(of_this);
            }
        }
    }
    Some(calls)
}

fn is_variable(parts: &[Part]) -> bool {
    parts.iter().any(|p| !matches!(p, Part::Literal(_)))
}

fn literal(parts: &[Part]) -> String {
    let text = |p: &Part| match p {
        Part::Literal(text) => text.clone(),
        _ => panic!("not literal"),
    };
    parts.iter().map(text).collect()
}

/// What the resources of one template match, given what the call's region and account match.
fn resources(template: &Template, patterns: &Patterns, region: Matches, account: Matches) -> BTreeSet<Matches> {
    let Template::Arn {
        service,
        region: own_region,
        account: own_account,
        relative,
    } = template
    else {
        return BTreeSet::from([patterns.of_lone_star()]);
    };
    let of = |field, parts: &[Part], shared| {
        if is_variable(parts) {
            shared
        } else {
            patterns.fitting(field, &literal(parts))
        }
    };
    let before = patterns.fitting(0, service) & of(1, own_region, region) & of(2, own_account, account);
    patterns.choices(3, relative).into_iter().map(|r| before & r).collect()
}

//! Levels and outcomes, call by call (DESIGN.md §2).

use std::collections::BTreeSet;

use super::calls::{Matches, Patterns, calls};
use super::catalogue::Operation;
use super::policy::Statement;
use super::wildcard::action_fits;

/// What the judge says of one operation; words as in the engine's types (`none`, `partial-conditional` …).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub levels: Vec<&'static str>,
    pub contributes: Vec<bool>,
    pub must: &'static str,
    pub may: &'static str,
    pub outcome: &'static str,
}

/// Which statements match a resource, by index.
type Matched = Vec<bool>;
/// The resources of one call.
type Call = Vec<Matched>;

pub fn action_matches(statement: &Statement, action: &str) -> bool {
    statement.actions.iter().any(|p| action_fits(p, action)) != statement.not_action
}

fn covers(statements: &[Statement], s: usize, call: &Call) -> bool {
    if statements[s].allow {
        call.iter().all(|resource| resource[s])
    } else {
        call.iter().any(|resource| resource[s])
    }
}

/// Whether some statement of those that `which` takes matches the resource.
fn some(statements: &[Statement], resource: &Matched, which: impl Fn(&Statement) -> bool) -> bool {
    statements
        .iter()
        .zip(resource)
        .any(|(statement, matched)| *matched && which(statement))
}

fn must(statements: &[Statement], call: &Call) -> bool {
    call.iter()
        .all(|r| some(statements, r, |s| s.allow && !s.conditional) && !some(statements, r, |s| !s.allow))
}

fn may(statements: &[Statement], call: &Call) -> bool {
    call.iter()
        .all(|r| some(statements, r, |s| s.allow) && !some(statements, r, |s| !s.allow && !s.conditional))
}

fn outcome(statements: &[Statement], calls: &BTreeSet<Call>) -> &'static str {
    let lower = level(calls, |c| must(statements, c));
    let upper = level(calls, |c| may(statements, c));
    match (lower, upper) {
        ("full", "full") => "allowed",
        ("none", "full") => "conditional",
        ("partial", "partial") if calls.iter().all(|c| must(statements, c) == may(statements, c)) => "partial",
        ("none", "none") => {
            let but_for_denies = calls.iter().any(|c| c.iter().all(|r| some(statements, r, |s| s.allow)));
            let denied = |c: &Call| c.iter().any(|r| some(statements, r, |s| !s.allow && !s.conditional));
            if but_for_denies || calls.iter().all(denied) {
                "denied"
            } else {
                "not-granted"
            }
        }
        ("partial", "full" | "partial") | ("none", "partial") => "partial-conditional",
        _ => panic!("must {lower} is above may {upper}"),
    }
}

fn level(calls: &BTreeSet<Call>, covers: impl Fn(&Call) -> bool) -> &'static str {
    match calls.iter().filter(|c| covers(c)).count() {
        0 => "none",
        n if n == calls.len() => "full",
        _ => "partial",
    }
}

/// Decides one operation; `patterns` are those of the statements.
pub fn judge(statements: &[Statement], patterns: &Patterns, operation: &Operation) -> Verdict {
    let Some(calls) = calls(operation, patterns) else {
        return unpublished(statements, &operation.action);
    };
    let matched = |&resource: &Matches| -> Matched {
        let matches = |s: &Statement| {
            let listed = resource & patterns.bits(&s.resources) != 0;
            action_matches(s, &operation.action) && listed != s.not_resource
        };
        statements.iter().map(matches).collect()
    };
    let calls: BTreeSet<Call> = calls.iter().map(|call| call.iter().map(matched).collect()).collect();
    let levels: Vec<_> = (0..statements.len())
        .map(|s| level(&calls, |c| covers(statements, s, c)))
        .collect();
    let contributes = (0..statements.len())
        .map(|s| levels[s] == "none" && calls.iter().flatten().any(|r| r[s]))
        .collect();
    Verdict {
        levels,
        contributes,
        must: level(&calls, |c| must(statements, c)),
        may: level(&calls, |c| may(statements, c)),
        outcome: outcome(statements, &calls),
    }
}

/// What a statement says of a resource text that nobody knows; `None` where that depends on the text.
fn unknown_resource(statement: &Statement, action: &str) -> Option<bool> {
    if !action_matches(statement, action) {
        return Some(false);
    }
    let listed = match statement.resources.iter().any(|r| r == "*") {
        true => Some(true),
        false if statement.resources.is_empty() => Some(false),
        false => None,
    };
    listed.map(|listed| listed != statement.not_resource)
}

/// Each statement with narrower resources than `*` matches or does not, by itself; decided is what comes out the same
/// in all these worlds. (Calls of several resources add nothing: where every single resource has one outcome, so has
/// every set of them.)
fn unpublished(statements: &[Statement], action: &str) -> Verdict {
    let known: Vec<Option<bool>> = statements.iter().map(|s| unknown_resource(s, action)).collect();
    let mut resources: Vec<Matched> = vec![Vec::new()];
    for matched in &known {
        let possible = matched.map_or(vec![false, true], |m| vec![m]);
        resources = resources
            .iter()
            .flat_map(|r| possible.iter().map(|&m| r.iter().copied().chain([m]).collect()))
            .collect();
    }
    let worlds: Vec<BTreeSet<Call>> = resources.into_iter().map(|r| BTreeSet::from([vec![r]])).collect();
    let same = |of: &dyn Fn(&BTreeSet<Call>) -> &'static str, otherwise: &'static str| {
        let all: BTreeSet<_> = worlds.iter().map(of).collect();
        if all.len() == 1 {
            all.into_iter().next().unwrap()
        } else {
            otherwise
        }
    };
    Verdict {
        levels: (0..statements.len())
            .map(|s| same(&|w| level(w, |c| covers(statements, s, c)), "undecided"))
            .collect(),
        contributes: vec![false; statements.len()],
        must: same(&|w| level(w, |c| must(statements, c)), "undecided"),
        may: same(&|w| level(w, |c| may(statements, c)), "undecided"),
        outcome: same(&|w| outcome(statements, w), "unknown"),
    }
}

//! Levels and outcomes, call by call (DESIGN.md §2).

use std::collections::BTreeSet;

use super::calls::{Matches, Patterns, any_resource, calls};
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

type Call = Vec<Matches>;

pub fn action_matches(statement: &Statement, action: &str) -> bool {
    statement.actions.iter().any(|p| action_fits(p, action)) != statement.not_action
}

/// The policy as it bears on one operation.
struct Bearing<'a> {
    statements: Vec<(&'a Statement, bool, Matches)>,
}

impl Bearing<'_> {
    /// Whether statement `s` matches a resource.
    fn matches(&self, s: usize, resource: Matches) -> bool {
        let (statement, named, patterns) = self.statements[s];
        named && ((resource & patterns != 0) != statement.not_resource)
    }

    fn covers(&self, s: usize, call: &Call) -> bool {
        if self.statements[s].0.allow {
            call.iter().all(|&r| self.matches(s, r))
        } else {
            call.iter().any(|&r| self.matches(s, r))
        }
    }

    /// Whether some statement of those that `which` takes matches the resource.
    fn some(&self, resource: Matches, which: impl Fn(&Statement) -> bool) -> bool {
        (0..self.statements.len()).any(|s| which(self.statements[s].0) && self.matches(s, resource))
    }

    fn must(&self, call: &Call) -> bool {
        call.iter().all(|&r| self.some(r, |s| s.allow && !s.conditional) && !self.some(r, |s| !s.allow))
    }

    fn may(&self, call: &Call) -> bool {
        call.iter().all(|&r| self.some(r, |s| s.allow) && !self.some(r, |s| !s.allow && !s.conditional))
    }

    fn outcome(&self, calls: &BTreeSet<Call>) -> &'static str {
        let must = level(calls, |c| self.must(c));
        let may = level(calls, |c| self.may(c));
        match (must, may) {
            ("full", "full") => "allowed",
            ("none", "full") => "conditional",
            ("partial", "partial") if calls.iter().all(|c| self.must(c) == self.may(c)) => "partial",
            ("none", "none") => {
                let but_for_denies = calls.iter().any(|c| c.iter().all(|&r| self.some(r, |s| s.allow)));
                let all_denied =
                    calls.iter().all(|c| c.iter().any(|&r| self.some(r, |s| !s.allow && !s.conditional)));
                if but_for_denies || all_denied { "denied" } else { "not-granted" }
            }
            ("partial", "full" | "partial") | ("none", "partial") => "partial-conditional",
            (must, may) => panic!("must {must} is above may {may}"),
        }
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
    let bearing = Bearing {
        statements: statements
            .iter()
            .map(|s| (s, action_matches(s, &operation.action), patterns.bits(&s.resources)))
            .collect(),
    };
    let Some(calls) = calls(operation, patterns) else {
        return unpublished(&bearing, &any_resource(patterns));
    };
    let levels: Vec<_> = (0..statements.len()).map(|s| level(&calls, |c| bearing.covers(s, c))).collect();
    let contributes = (0..statements.len())
        .map(|s| levels[s] == "none" && calls.iter().flatten().any(|&r| bearing.matches(s, r)))
        .collect();
    Verdict {
        levels,
        contributes,
        must: level(&calls, |c| bearing.must(c)),
        may: level(&calls, |c| bearing.may(c)),
        outcome: bearing.outcome(&calls),
    }
}

/// The service may check any resource text: decided is what is the same for each of them. (Calls of several
/// resources add nothing: where every single resource has one outcome, so has every set of them.)
fn unpublished(bearing: &Bearing, resources: &BTreeSet<Matches>) -> Verdict {
    let worlds: Vec<BTreeSet<Call>> = resources.iter().map(|&r| BTreeSet::from([vec![r]])).collect();
    let same = |of: &dyn Fn(&BTreeSet<Call>) -> &'static str, otherwise: &'static str| {
        let all: BTreeSet<_> = worlds.iter().map(of).collect();
        if all.len() == 1 { all.into_iter().next().unwrap() } else { otherwise }
    };
    let count = bearing.statements.len();
    Verdict {
        levels: (0..count).map(|s| same(&|w| level(w, |c| bearing.covers(s, c)), "undecided")).collect(),
        contributes: vec![false; count],
        must: same(&|w| level(w, |c| bearing.must(c)), "undecided"),
        may: same(&|w| level(w, |c| bearing.may(c)), "undecided"),
        outcome: same(&|w| bearing.outcome(w), "unknown"),
    }
}

//! What holds of every comparison, over the collected corpus and small edits of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/corpus.rs"]
mod collected;
mod judge;
#[path = "support/replay.rs"]
mod replay;

use std::time::Instant;

use judge::random::{Random, repetitions};
use ramlight::catalog::Catalog;
use ramlight::compare::{Relation, Undecided, beyond, compare};
use ramlight::pattern::Budget;
use ramlight::policy::{Effect, PolicyText, Statement};
use serde_json::Value;

const STEPS: u64 = 5_000_000;

/// The texts of the collected corpus; none, said plainly, where the folder is missing.
fn corpus() -> Vec<PolicyText> {
    let rows = collected::corpus().unwrap_or_default();
    let read = |row: &Value| PolicyText::of_kind(row["text"].as_str().unwrap(), None);
    rows.iter().map(read).collect()
}

/// Whether some statement could be a Deny that can't be read.
fn is_open(policy: &PolicyText) -> bool {
    policy.policy().skipped
        || policy
            .policy()
            .bare_statements()
            .iter()
            .any(|statement| statement.faulty && statement.effect != Some(Effect::Allow))
}

#[test]
fn a_policy_grants_the_same_as_itself_and_as_its_canonical_form() {
    let catalog = Catalog::default();
    let (mut count, mut formatted) = (0, 0);
    for policy in corpus() {
        count += 1;
        let relation =
            |other: &PolicyText| compare(policy.policy(), other.policy(), &catalog, &mut Budget::new(STEPS)).relation;
        assert_eq!(
            relation(&policy),
            if policy.policy().skipped {
                Relation::Undecided
            } else {
                Relation::Equal
            },
            "{}",
            policy.text()
        );
        let kind = policy.policy().kind;
        if let Some(canonical) = policy.format() {
            let canonical = PolicyText::of_kind(&canonical, Some(kind));
            let found = relation(&canonical);
            let expected = found == Relation::Equal || found == Relation::Undecided && is_open(&policy);
            assert!(expected, "{found:?}\n{}", policy.text());
            formatted += usize::from(found == Relation::Equal);
        }
    }
    println!("{count} policies, {formatted} equal to their canonical form");
    assert!(count == 0 || formatted * 10 > count * 9, "{formatted} of {count}");
}

/// Edits as people make them, and what each can do to a grant at most.
#[test]
fn small_edits_go_one_way() {
    let mut random = Random::from_environment(7);
    let corpus: Vec<PolicyText> = corpus().into_iter().filter(|policy| !is_open(policy)).collect();
    if corpus.is_empty() {
        return;
    }
    let (mut shown, mut same) = (0, 0);
    for _ in 0..repetitions(2_000) {
        let policy = random.pick(&corpus);
        let all = policy.policy().bare_statements();
        if all.is_empty() {
            continue;
        }
        let at = random.below(all.len());
        let mut changed = (*all[at]).clone();
        // what the edit can do: grant more, grant less
        let (more, less) = match (random.below(4), all[at].effect) {
            (0, _) => {
                let mut rest = all.clone();
                rest.remove(at);
                let is_deny = all[at].effect == Some(Effect::Deny);
                check(&all, &rest, (is_deny, !is_deny), policy, &mut shown, &mut same);
                continue;
            }
            (1, effect) => {
                let Some(action) = changed.action.as_mut() else {
                    continue;
                };
                if action.patterns.len() < 2 {
                    continue;
                }
                let place = random.below(action.patterns.len());
                action.patterns.remove(place);
                let shrinks = action.name.is_negated() != (effect == Some(Effect::Allow));
                (!shrinks, shrinks)
            }
            (2, effect) => {
                let Some(resource) = changed.resource.as_mut() else {
                    continue;
                };
                if resource.patterns.len() < 2 {
                    continue;
                }
                let place = random.below(resource.patterns.len());
                resource.patterns.remove(place);
                let shrinks = resource.name.is_negated() != (effect == Some(Effect::Allow));
                (!shrinks, shrinks)
            }
            (_, effect) => {
                if changed.conditions.is_empty() {
                    continue;
                }
                let place = random.below(changed.conditions.len());
                changed.conditions.remove(place);
                (effect == Some(Effect::Allow), effect == Some(Effect::Deny))
            }
        };
        let mut other = all.clone();
        other[at] = &changed;
        check(&all, &other, (more, less), policy, &mut shown, &mut same);
    }
    println!("{shown} edits show, {same} change nothing");
    assert!(shown > 100);
}

fn check(
    before: &[&Statement],
    after: &[&Statement],
    (more, less): (bool, bool),
    policy: &PolicyText,
    shown: &mut usize,
    same: &mut usize,
) {
    let ask = |one: &[&Statement], other: &[&Statement]| beyond(one, other, None, &mut Budget::new(STEPS));
    let gained = ask(after, before);
    let lost = ask(before, after);
    assert!(more || gained == Ok(None), "{gained:?}\n{}", policy.text());
    assert!(less || lost == Ok(None), "{lost:?}\n{}", policy.text());
    assert!(!matches!(gained, Err(Undecided::Faulty)) && !matches!(lost, Err(Undecided::Faulty)));
    if let Ok(Some(witness)) = &lost
        && witness.principal.is_none()
        && policy.policy().kind == ramlight::policy::PolicyKind::Identity
    {
        assert_eq!(
            replay::grants(policy, witness),
            Some(true),
            "{witness:?}\n{}",
            policy.text()
        );
    }
    match (gained, lost) {
        (Ok(None), Ok(None)) => *same += 1,
        _ => *shown += 1,
    }
}

/// How long the linter's questions take: each policy of the corpus against itself without each of its patterns.
#[test]
fn questions_of_a_linter_are_quick() {
    let (mut asked, mut undecided, mut slowest) = (0, 0, 0);
    let begun = Instant::now();
    for policy in corpus() {
        let all = policy.policy().bare_statements();
        for at in 0..all.len() {
            let count = all[at].action.as_ref().map_or(0, |action| action.patterns.len());
            for place in 0..count.min(40) {
                let mut changed = (*all[at]).clone();
                if let Some(action) = changed.action.as_mut() {
                    action.patterns.remove(place);
                }
                let mut other = all.clone();
                other[at] = &changed;
                let mut budget = Budget::new(STEPS);
                let found = beyond(&all, &other, None, &mut budget);
                asked += 1;
                undecided += usize::from(found == Err(Undecided::Budget));
                slowest = slowest.max(budget.taken());
            }
        }
    }
    let taken = begun.elapsed();
    println!("{asked} questions in {taken:?}, {undecided} undecided, at most {slowest} steps");
    assert_eq!(undecided, 0);
    assert!(slowest < 200_000, "{slowest}");
}

/// A policy of sixty statements, each of four actions and two resources, some conditional: every question of a linter
/// about it.
#[test]
fn questions_about_a_long_policy_are_quick() {
    let services = [
        "ecs",
        "oss",
        "vpc",
        "slb",
        "rds",
        "kms",
        "log",
        "ram",
        "cs",
        "fc",
        "apigateway",
        "dds",
    ];
    let list: Vec<Value> = (0..60)
        .map(|at| {
            let service = services[at % services.len()];
            let mut statement = serde_json::json!({
                "Effect": if at % 6 == 5 { "Deny" } else { "Allow" },
                "Action": [
                    format!("{service}:Describe*"), format!("{service}:List{at}*"), format!("{service}:Create{at}"),
                    format!("{service}:Get?ist"),
                ],
                "Resource": [format!("acs:{service}:*:*:type{at}/*"), format!("acs:{service}:cn-hangzhou:*:other/x{at}*")],
            });
            if at % 4 == 0 {
                statement["Condition"] = serde_json::json!({ "IpAddress": { "acs:SourceIp": [format!("10.{at}.0.0/16")] } });
            }
            statement
        })
        .collect();
    let policy = PolicyText::new(&serde_json::json!({ "Version": "1", "Statement": list }).to_string());
    let all = policy.policy().bare_statements();
    let (mut asked, mut more, mut slowest) = (0, 0, 0);
    let begun = Instant::now();
    for at in 0..all.len() {
        for place in 0..4 {
            let mut changed = (*all[at]).clone();
            changed.action.as_mut().unwrap().patterns.remove(place);
            let mut other = all.clone();
            other[at] = &changed;
            let mut budget = Budget::new(STEPS);
            let found = beyond(&all, &other, None, &mut budget);
            asked += 1;
            more += usize::from(matches!(found, Ok(Some(_))));
            slowest = slowest.max(budget.taken());
        }
    }
    let taken = begun.elapsed();
    println!("{asked} questions in {taken:?}, {more} show, at most {slowest} steps");
    // Every Allow without one of its actions grants less, and no Deny without one does.
    assert_eq!((asked, more), (240, 200));
    assert!(slowest < 10_000, "{slowest}");
}

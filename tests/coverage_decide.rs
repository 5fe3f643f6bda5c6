//! What `coverage` says of an operation against what `decide` says of its calls.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/draft.rs"]
mod draft;
mod judge;

use std::cell::RefCell;
use std::rc::Rc;

use draft::Draft;
use judge::catalogue::Operation;
use judge::generate;
use judge::policy::statements;
use judge::random::{Random, repetitions};
use judge::requests::Fields;
use ramlight::condition::Context;
use ramlight::evaluate::{Attached, Authorization, Decision, Parts, Request};
use ramlight::policy::{Caller, PolicyText};
use serde_json::Value;

/// Calls drawn of an operation that is granted in full or not at all.
const DRAWS: usize = 40;

/// Calls drawn to find both kinds of call of an operation that is granted in part, before all are gone through.
const DRAWS_FOR_BOTH: usize = 400;

/// Calls gone through of those that patterns can tell apart.
const EVERY: usize = 60;
const EVERY_FOR_BOTH: usize = 20_000;

/// One identity policy, asked.
struct Decided {
    authorization: Authorization,
}

impl Decided {
    fn of(policy: &str) -> Self {
        let text = Rc::new(RefCell::new(PolicyText::new(policy)));
        let parts = Parts {
            identity: vec![Attached::new(text)],
            ..Parts::default()
        };
        Self {
            authorization: Authorization::new(parts),
        }
    }

    fn allows(&mut self, action: &str, resources: &[String]) -> bool {
        self.decision(action, resources).expect("nothing is unknown") == Decision::Allow
    }

    /// `None`: undecided.
    fn decision(&mut self, action: &str, resources: &[String]) -> Option<Decision> {
        let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
        let answer = self.authorization.decide(&Request {
            action,
            resources: &resources,
            context: &Context::default(),
            caller: &Caller::Unnamed,
            resource_group: None,
        });
        answer.decisions.decided()
    }
}

/// A policy without its conditions.
fn unconditional(policy: &str) -> String {
    let mut policy: Value = serde_json::from_str(policy).unwrap();
    for statement in policy["Statement"].as_array_mut().unwrap() {
        statement.as_object_mut().unwrap().remove("Condition");
    }
    policy.to_string()
}

/// What was found over many policies.
#[derive(Debug, Default)]
struct Tally {
    full: usize,
    none: usize,
    /// Both kinds of call found, with the first draws, later.
    partial: usize,
    partial_at_random: usize,
    /// The coverage ran out of steps.
    undecided: usize,
    calls: usize,
}

/// Holds the coverage of a policy against decisions on calls of each operation.
fn hold(random: &mut Random, catalogue: &str, operations: &[Operation], policy: &str, tally: &mut Tally) {
    let catalog = judge::engine::catalogue(catalogue);
    let mut draft = Draft::new(Rc::clone(&catalog));
    draft.update(policy);
    let statements = statements(policy).unwrap();
    let fields = Fields::of(statements.iter().flat_map(|s| &s.resources).map(String::as_str));
    let mut decided = Decided::of(policy);
    for operation in operations {
        let Some(alternatives) = &operation.alternatives else {
            continue;
        };
        let id = catalog.operation(&operation.action).unwrap() as usize;
        let outcome = draft.net(id).outcome.name();
        let mut found = [false; 2];
        let mut hold = |decided: &mut Decided, resources: &[String]| {
            let allows = decided.allows(&operation.action, resources);
            found[usize::from(allows)] = true;
            tally.calls += 1;
            let expected = match outcome {
                "allowed" => allows,
                "denied" | "not-granted" => !allows,
                _ => true,
            };
            assert!(
                expected,
                "{} is {outcome}, but {resources:?} {}\n{catalogue}\n{policy}",
                operation.action,
                if allows { "is allowed" } else { "is not" }
            );
            found == [true; 2]
        };
        match outcome {
            "undecided" => tally.undecided += 1,
            "partial" => {
                tally.partial += 1;
                let at_random = (0..DRAWS_FOR_BOTH).any(|_| {
                    let alternative = random.below(alternatives.len());
                    let resources = fields.draw(random, &alternatives[alternative]);
                    hold(&mut decided, &resources)
                });
                tally.partial_at_random += usize::from(at_random);
                let found = at_random
                    || alternatives.iter().any(|alternative| {
                        let calls = fields.every(random, alternative, EVERY_FOR_BOTH);
                        calls.iter().any(|resources| hold(&mut decided, resources))
                    });
                assert!(
                    found,
                    "{} is partial, but every call is decided alike\n{catalogue}\n{policy}",
                    operation.action
                );
            }
            _ => {
                match outcome {
                    "allowed" => tally.full += 1,
                    "denied" | "not-granted" => tally.none += 1,
                    other => panic!("{other} without conditions: {policy}"),
                }
                for alternative in alternatives {
                    for _ in 0..DRAWS {
                        hold(&mut decided, &fields.draw(random, alternative));
                    }
                    for resources in fields.every(random, alternative, EVERY) {
                        hold(&mut decided, &resources);
                    }
                }
            }
        }
    }
}

/// Policies as people write them, over the embedded catalogue.
#[test]
fn levels_of_the_embedded_catalogue_are_what_its_calls_get() {
    let mut random = Random::from_environment(31);
    let catalogue = include_str!("../src/catalog/data/apigateway.json");
    let operations = judge::catalogue::operations(catalogue, &[]);
    let mut tally = Tally::default();
    for _ in 0..repetitions(60) {
        let policy = unconditional(&generate::realistic(&mut random));
        hold(&mut random, catalogue, &operations, &policy, &mut tally);
    }
    println!("{tally:?}");
    assert!(tally.full > 100 && tally.none > 100 && tally.partial > 100);
}

/// Templates and patterns that are as mean as can be.
#[test]
fn levels_of_small_catalogues_are_what_their_calls_get() {
    let mut random = Random::from_environment(32);
    let mut tally = Tally::default();
    for _ in 0..repetitions(1_500) {
        let catalogue = generate::catalogue(&mut random);
        let operations = judge::catalogue::operations(&catalogue, &[]);
        let policy = unconditional(&generate::policy(&mut random));
        hold(&mut random, &catalogue, &operations, &policy, &mut tally);
    }
    println!("{tally:?}");
    assert!(tally.full > 100 && tally.none > 100 && tally.partial > 100);
}

/// A policy with a statement that has an error, in which nothing is left of what the text would grant without it: neither
/// says "allowed" or "denied" of what the other leaves open.
#[test]
fn a_statement_with_an_error_leaves_open_what_decisions_leave_open() {
    let mut random = Random::from_environment(33);
    let catalogue = include_str!("../src/catalog/data/apigateway.json");
    let catalog = judge::engine::catalogue(catalogue);
    let operations = judge::catalogue::operations(catalogue, &[]);
    let (mut open, mut granted) = (0, 0);
    for _ in 0..repetitions(60) {
        let mut policy: Value = serde_json::from_str(&unconditional(&generate::realistic(&mut random))).unwrap();
        let list = policy["Statement"].as_array_mut().unwrap();
        let name = &random.pick(&operations).action;
        let typed = &name[..name.len() - random.below(4)];
        let mut faulty = serde_json::json!({ "Effect": "Deny", "Action": [typed], "Resource": "*" });
        match random.below(3) {
            0 => faulty["Condition"] = serde_json::json!({ "Weird": { "a": "1" } }),
            1 => faulty["Effect"] = "deny ".into(),
            _ => drop(faulty.as_object_mut().unwrap().remove("Resource")),
        }
        list.push(faulty);
        let policy = policy.to_string();
        let mut draft = Draft::new(Rc::clone(&catalog));
        draft.update(&policy);
        let fields = Fields::of(["acs:apigateway:cn-hangzhou:1:apigroup/g"].into_iter());
        let mut decided = Decided::of(&policy);
        for operation in &operations {
            let Some(alternatives) = &operation.alternatives else {
                continue;
            };
            let id = catalog.operation(&operation.action).unwrap() as usize;
            let outcome = draft.net(id).outcome.name();
            for alternative in alternatives {
                let resources = fields.draw(&mut random, alternative);
                let decision = decided.decision(&operation.action, &resources);
                match outcome {
                    "allowed" => {
                        granted += 1;
                        assert_eq!(
                            decision,
                            Some(Decision::Allow),
                            "{} is allowed\n{policy}",
                            operation.action
                        );
                    }
                    "denied" | "not-granted" => assert_ne!(
                        decision,
                        Some(Decision::Allow),
                        "{} is {outcome}\n{policy}",
                        operation.action
                    ),
                    _ => {}
                }
                open += usize::from(decision.is_none());
            }
        }
    }
    assert!(open > 20 && granted > 100, "{open} open, {granted} granted");
}

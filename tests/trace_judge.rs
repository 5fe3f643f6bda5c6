//! What `decide` gives for reasons, against the judge of decisions: which statements match, what of the others fails,
//! and what an open decision hangs on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/authorization.rs"]
mod authorization;
mod judge;

use std::collections::BTreeSet;

use authorization::{Engine, decisions};
use judge::decision::condition::{Condition, Question, condition};
use judge::decision::decide::{Decision, Judge, context};
use judge::decision::generate;
use judge::decision::statement::{Kind, Statement};
use judge::random::{Random, repetitions};
use ramlight::condition::Comparison;
use ramlight::evaluate::{Decision as Theirs, Failed, Open, Stage, StatementTrace, Trace, Verdict};
use serde_json::{Value, json};

/// A request's trace, with the names of the policies.
fn trace(engine: &Engine, request: &Value) -> (Trace, Vec<String>) {
    let asked = engine.ask(request, |authorization, request| {
        let trace = authorization.trace(request);
        let policies = authorization.policies().iter();
        let names = policies.map(|attached| attached.name.as_deref().unwrap().to_owned());
        (trace, names.collect())
    });
    asked.unwrap()
}

fn kind_of(stage: Stage, action: &str) -> Kind {
    match stage {
        Stage::AssumeRole => Kind::Trust,
        Stage::Resource if action.to_ascii_lowercase().starts_with("oss:") => Kind::Bucket,
        Stage::Resource => Kind::Resource,
        _ => Kind::Identity,
    }
}

/// The conditions of a statement: all met, one not met, or neither is known.
fn met(statement: &Statement, request: &Value) -> Option<bool> {
    let context = context(request);
    let mut all = Some(true);
    for condition in statement.conditions.iter().flatten() {
        let Condition::Sound(sound) = condition else {
            panic!("a faulty condition of a sound statement");
        };
        match sound.question.answer(&context) {
            Some(answer) if answer == sound.negated => return Some(false),
            Some(_) => {}
            None => all = None,
        }
    }
    all
}

/// What is wrong with what is said of a statement.
fn wrong(
    judge: &Judge,
    request: &Value,
    resource: &str,
    statement: &Statement,
    kind: Kind,
    said: &StatementTrace,
) -> bool {
    let action = request["action"].as_str().unwrap();
    let (caller, is_owner) = judge.caller(request);
    let bound = kind == Kind::Identity || statement.binds(&caller, is_owner, kind);
    let expected = match (
        bound,
        statement.names_action(action),
        statement.names_resource(resource),
    ) {
        (false, ..) => "principal",
        (_, false, _) => "action",
        (.., false) => "resource",
        _ if statement.faulty => "faulty",
        _ => match met(statement, request) {
            Some(true) => "matches",
            Some(false) => "condition",
            None => "unknown",
        },
    };
    let found = match said.verdict {
        Verdict::Matches => "matches",
        Verdict::Unknown => "unknown",
        Verdict::Faulty => "faulty",
        Verdict::Fails(Failed::Principal) => "principal",
        Verdict::Fails(Failed::Service | Failed::Action) => "action",
        Verdict::Fails(Failed::Resource(_)) => "resource",
        Verdict::Fails(Failed::Condition) => "condition",
    };
    if expected != found {
        println!("judge {expected}, engine {found}");
    }
    expected != found
}

/// The operator of a comparison, as a policy writes it.
fn written(comparison: Comparison, all: bool) -> String {
    format!("{}{comparison:?}", if all { "ForAllValues:" } else { "" })
}

/// The answers that a way gives, as the judge asks; `None` if it hangs on a statement with an error.
fn answers(way: &[ramlight::evaluate::Literal]) -> Option<Vec<(Question, bool)>> {
    let answer = |literal: &ramlight::evaluate::Literal| {
        let Open::Condition(open) = &literal.on else {
            return None;
        };
        let all = open.question.prefix() == ramlight::condition::SetPrefix::All;
        let values: Vec<&str> = open.values.iter().map(|v| &**v).collect();
        let Condition::Sound(sound) = condition(&written(open.question.comparison(), all), &open.key, &json!(values))
        else {
            panic!("{open:?}");
        };
        Some((sound.question, literal.is_yes))
    };
    way.iter().map(answer).collect()
}

/// Every list of answers that a way leaves open gives its decision, and each that gives it is of some way.
fn hold_cases(judge: &Judge, request: &Value, trace: &Trace) -> Option<()> {
    let all = judge.cases(request);
    for case in &trace.cases {
        let decision = match case.decision {
            Theirs::Allow => Decision::Allow,
            Theirs::ExplicitDeny => Decision::ExplicitDeny,
            Theirs::ImplicitDeny => Decision::ImplicitDeny,
        };
        let ways: Vec<Vec<(Question, bool)>> = case.ways.iter().map(|way| answers(way)).collect::<Option<_>>()?;
        assert!(!ways.is_empty());
        for (yes, decided) in &all {
            let is_of = |way: &Vec<(Question, bool)>| way.iter().all(|(q, answer)| yes.contains(q) == *answer);
            let some = ways.iter().any(is_of);
            assert!(
                !some || *decided == decision,
                "{decided:?}, not {decision:?}, of {yes:?}: {ways:?}"
            );
            assert!(
                some || *decided != decision || case.more > 0,
                "{decision:?} of {yes:?}: {ways:?}"
            );
        }
    }
    Some(())
}

#[test]
fn reasons_are_true() {
    let mut random = Random::from_environment(77);
    let (mut looked_at, mut undecided) = (0, 0);
    for _ in 0..repetitions(30_000) / 20 {
        let scenario = generate::scenario(&mut random, 20);
        let (judge, engine) = (Judge::new(&scenario), Engine::new(&scenario).unwrap());
        for request in scenario["requests"].as_array().unwrap() {
            let expected = judge.decide(request);
            let (trace, names) = trace(&engine, request);
            let said = decisions(trace.answer.decisions);
            assert_eq!(said, expected.possible, "{request}\n{scenario}");
            let mut decisive: BTreeSet<Decision> = BTreeSet::new();
            for resource in &trace.resources {
                for stage in &resource.stages {
                    let kind = kind_of(stage.stage, request["action"].as_str().unwrap());
                    for said in &stage.statements {
                        let name = &names[said.policy];
                        let statement = &judge.statements(name, kind)[said.statement];
                        looked_at += 1;
                        assert!(
                            !wrong(&judge, request, &resource.resource, statement, kind, said),
                            "{name}, statement {}, {} in\n{request}\n{scenario}",
                            said.statement + 1,
                            resource.resource
                        );
                        if said.verdict == Verdict::Matches && Some(stage.stage) == trace.stage {
                            use ramlight::policy::Effect;
                            decisive.insert(match said.effect.unwrap() {
                                Effect::Allow => Decision::Allow,
                                Effect::Deny => Decision::ExplicitDeny,
                            });
                        }
                    }
                }
            }
            match trace.answer.decisions.decided() {
                // The stage that decides has a statement that does.
                Some(Theirs::ExplicitDeny) => {
                    assert!(decisive.contains(&Decision::ExplicitDeny) || expected.unknown > 0)
                }
                Some(Theirs::Allow) if trace.stage.is_some() => {
                    assert!(
                        decisive.contains(&Decision::Allow) || expected.unknown > 0,
                        "{request}\n{scenario}"
                    );
                }
                Some(_) => {}
                None if expected.unknown <= ramlight::evaluate::QUESTIONS && !expected.faulty => {
                    undecided += 1;
                    hold_cases(&judge, request, &trace).unwrap();
                }
                None => {}
            }
        }
    }
    println!("{looked_at} statements looked at, {undecided} open decisions");
    assert!(looked_at > 10_000 && undecided > 500);
}

//! What is known of a context, and several policies together: each equals one policy written out without them.

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

use std::rc::Rc;

use draft::Draft;
use judge::generate;
use judge::random::{Random, repetitions};
use ramlight::catalog::Catalog;
use ramlight::condition::{Context, Known, Truth};
use ramlight::coverage::{Coverage, Level, Net, Outcome};
use ramlight::policy::PolicyText;
use serde_json::{Value, json};

fn known(values: &[&str]) -> Known {
    Known::Values(values.iter().map(|value| (*value).into()).collect())
}

/// A context in which everything else is unknown.
fn open(keys: &[(&str, Known)]) -> Context {
    let mut context = Context::open();
    for (key, known) in keys {
        context.set(key, known.clone());
    }
    context
}

fn fresh(catalog: &Rc<Catalog>, text: &str) -> Draft {
    let mut draft = Draft::new(Rc::clone(catalog));
    draft.update(text);
    draft
}

fn document(statements: &[Value]) -> String {
    json!({ "Version": "1", "Statement": statements }).to_string()
}

/// Random statements without conditions.
fn statements(random: &mut Random) -> Vec<Value> {
    let policy: Value = serde_json::from_str(&generate::policy(random)).unwrap();
    let mut statements = policy["Statement"].as_array().unwrap().clone();
    for statement in &mut statements {
        statement.as_object_mut().unwrap().remove("Condition");
    }
    statements
}

/// A condition that [`context`] meets, does not meet, or does not decide; several of them decide as the worst.
fn condition(random: &mut Random, truth: Truth) -> Value {
    let met = [
        json!({ "StringEquals": { "acs:Known": "yes" } }),
        json!({ "StringNotEquals": { "acs:Known": "no" }, "Bool": { "acs:Flag": "true" } }),
        json!({ "NotIpAddress": { "acs:Absent": "10.0.0.0/8" } }),
        json!({ "ForAllValues:StringLike": { "acs:Absent": "x*" } }),
    ];
    let not_met = [
        json!({ "StringEquals": { "acs:Known": "no" } }),
        json!({ "Bool": { "acs:Absent": "false" } }),
        // Not met, whatever the unknown key is.
        json!({ "StringEquals": { "acs:Known": "no", "acs:Unknown": "x" } }),
        json!({ "StringEquals": { "acs:Known": "yes" }, "NumericLessThan": { "acs:Flag": "5" } }),
    ];
    let unknown = [
        json!({ "StringEquals": { "acs:Unknown": "x" } }),
        json!({ "StringEquals": { "acs:Known": "yes" }, "DateLessThan": { "acs:Unknown": "2026-01-05T10:00:00Z" } }),
    ];
    match truth {
        Truth::True => random.pick(&met).clone(),
        Truth::False => random.pick(&not_met).clone(),
        Truth::Unknown => random.pick(&unknown).clone(),
    }
}

fn context() -> Context {
    open(&[
        ("acs:Known", known(&["yes"])),
        ("acs:Flag", known(&["true"])),
        ("acs:Absent", Known::Absent),
    ])
}

/// A policy under conditions, and what it is in [`context`]: met conditions gone, statements with unmet ones too.
fn under_conditions(random: &mut Random, statements: &[Value], truths: &[Truth]) -> (String, String) {
    let (mut with, mut reduced) = (Vec::new(), Vec::new());
    for (statement, truth) in statements.iter().zip(truths) {
        let mut conditional = statement.clone();
        conditional["Condition"] = condition(random, *truth);
        match truth {
            Truth::True => reduced.push(statement.clone()),
            Truth::False => {}
            Truth::Unknown => reduced.push(conditional.clone()),
        }
        with.push(conditional);
    }
    (document(&with), document(&reduced))
}

fn same_nets(one: &Coverage, other: &Coverage, what: &str) {
    assert_eq!(one.nets(), other.nets(), "{what}");
    for operation in 0..one.nets().len() {
        let levels = |of: &Coverage| -> Vec<Vec<(Level, Level)>> {
            let each = |alternative: &Vec<_>| alternative.iter().map(pair).collect();
            of.template_levels(operation).iter().map(each).collect()
        };
        assert_eq!(levels(one), levels(other), "operation {operation}: {what}");
    }
}

fn pair(levels: &ramlight::coverage::TemplateLevels) -> (Level, Level) {
    (levels.must, levels.may)
}

#[test]
fn a_context_equals_the_policy_written_for_it() {
    let mut random = Random::from_environment(31);
    for _ in 0..repetitions(1_200) {
        let catalog = judge::engine::catalogue(&generate::catalogue(&mut random));
        let statements = statements(&mut random);
        let all = |truth: Truth| vec![truth; statements.len()];
        let mixed: Vec<Truth> = statements
            .iter()
            .map(|_| *random.pick(&[Truth::True, Truth::False, Truth::Unknown]))
            .collect();
        for truths in [all(Truth::True), all(Truth::False), mixed] {
            let (text, reduced) = under_conditions(&mut random, &statements, &truths);
            let mut draft = fresh(&catalog, &text);
            let before = draft.coverages().to_vec();
            draft.assume(context());
            let held: Vec<Truth> = (0..truths.len()).map(|at| draft.holds(at)).collect();
            assert_eq!(held, truths, "{text}");
            same_nets(&draft, &fresh(&catalog, &reduced), &format!("{text}\n{reduced}"));
            // What a statement covers by itself is the very same as before.
            let kept = before
                .iter()
                .zip(draft.coverages())
                .all(|(one, other)| Rc::ptr_eq(one, other));
            assert!(kept, "{text}");
        }
    }
}

/// Whatever was typed, bound and assumed before: only the last of each counts.
#[test]
fn the_way_to_a_context_is_irrelevant() {
    let mut random = Random::from_environment(32);
    let catalog = Rc::new(Catalog::api_gateway());
    let mut followed = Draft::new(Rc::clone(&catalog));
    let contexts = [
        Context::open(),
        Context::default(),
        context(),
        open(&[("acs:SourceIp", known(&["10.1.2.3"]))]),
        open(&[("acs:SourceIp", known(&["192.0.2.7"])), ("acs:Known", Known::Absent)]),
    ];
    let bindings = [
        judge::engine::bindings(&[]),
        judge::engine::bindings(&[("regionid", "cn-hangzhou"), ("groupid", "g-1")]),
    ];
    let (mut text, mut assumed, mut bound) = (String::new(), &contexts[0], &bindings[0]);
    for _ in 0..repetitions(500) {
        match random.below(4) {
            0 => {
                bound = random.pick(&bindings);
                followed.bind(bound.clone());
            }
            1 | 2 => {
                assumed = random.pick(&contexts);
                followed.assume(assumed.clone());
            }
            _ => {
                text = generate::realistic(&mut random);
                followed.update(&text);
            }
        }
        let mut other = Draft::new(Rc::clone(&catalog));
        other.assume(assumed.clone());
        other.update(&text);
        other.bind(bound.clone());
        assert_eq!(followed.nets(), other.nets(), "{assumed:?}\n{text}");
    }
}

/// A closed context leaves nothing conditional.
#[test]
fn a_closed_context_decides_everything() {
    let mut random = Random::from_environment(33);
    let catalog = Rc::new(Catalog::api_gateway());
    for _ in 0..repetitions(200) {
        let mut draft = fresh(&catalog, &generate::realistic(&mut random));
        draft.assume(Context::default());
        let open = [Outcome::Conditional, Outcome::PartialConditional];
        assert!(draft.nets().iter().all(|net| !open.contains(&net.outcome)));
    }
}

#[test]
fn several_policies_equal_one_with_all_statements() {
    let mut random = Random::from_environment(34);
    for _ in 0..repetitions(1_000) {
        let catalog = judge::engine::catalogue(&generate::catalogue(&mut random));
        let mut parts: Vec<Vec<Value>> = (0..=random.below(3)).map(|_| statements(&mut random)).collect();
        if random.chance(30) {
            parts.insert(random.below(parts.len() + 1), Vec::new());
        }
        let mut texts: Vec<PolicyText> = parts.iter().map(|part| PolicyText::new(&document(part))).collect();
        let mut coverage = Coverage::new(Rc::clone(&catalog));
        // First as they are, then one of them changed.
        for _ in 0..2 {
            let policies: Vec<_> = texts.iter().map(PolicyText::policy).collect();
            coverage.follow(&policies);
            let all = document(&parts.concat());
            let whole = fresh(&catalog, &all);
            same_nets(&coverage, &whole, &all);
            assert_eq!(coverage.policy_count(), parts.len());
            let mut places = Vec::new();
            for (policy, part) in parts.iter().enumerate() {
                places.extend((0..part.len()).map(|statement| (policy, statement)));
            }
            for (at, placed) in coverage.statements().iter().enumerate() {
                assert_eq!(coverage.place(at), places[at]);
                let (policy, statement) = places[at];
                // Its place is one in the text of its own policy.
                let written = placed.span.of(texts[policy].text());
                assert_eq!(
                    serde_json::from_str::<Value>(written).unwrap(),
                    parts[policy][statement]
                );
                for operation in 0..coverage.nets().len() {
                    let level = |of: &Coverage| of.coverages()[at].level(operation);
                    assert_eq!(level(&coverage), level(&whole), "{all}");
                }
            }
            let changed = random.below(parts.len());
            parts[changed] = statements(&mut random);
            texts[changed].update(&document(&parts[changed]));
        }
    }
}

/// The same policy twice, one that goes, and no policy at all.
#[test]
fn policies_come_and_go() {
    let catalog = Rc::new(Catalog::api_gateway());
    let statement = |effect: &str| json!({ "Effect": effect, "Action": "apigateway:*", "Resource": "*" });
    let allow = PolicyText::new(&document(&[statement("Allow")]));
    let deny = PolicyText::new(&document(&[statement("Deny")]));
    let long = PolicyText::new(&" ".repeat(70_000));
    let mut coverage = Coverage::new(catalog);
    for (policies, outcome) in [
        (vec![&allow], Outcome::Allowed),
        (vec![&allow, &deny], Outcome::Denied),
        (vec![&allow, &deny, &allow], Outcome::Denied),
        (vec![&allow, &allow], Outcome::Allowed),
        (vec![&deny], Outcome::Denied),
        (vec![], Outcome::NotGranted),
        (vec![&allow], Outcome::Allowed),
        // A policy that is too long to be read could deny anything.
        (vec![&allow, &long], Outcome::Undecided),
        (vec![&allow], Outcome::Allowed),
    ] {
        let policies: Vec<_> = policies.into_iter().map(PolicyText::policy).collect();
        coverage.follow(&policies);
        assert!(coverage.nets().iter().all(|net| net.outcome == outcome), "{outcome:?}");
    }
}

/// A Deny with an error stays in the way, whatever its condition says: that may be about to change too.
#[test]
fn an_error_is_not_assumed_away() {
    let catalog = Rc::new(Catalog::api_gateway());
    let text = r#"{"Version": "1", "Statement": [
        {"Effect": "Allow", "Action": "apigateway:*", "Resource": "*"},
        {"Effect": "Deny", "Action": "apigateway:*", "Resource": "*", "Foo": 1, "Condition": {"Bool": {"acs:MFAPresent": "true"}}}]}"#;
    let mut draft = fresh(&catalog, text);
    draft.assume(open(&[("acs:MFAPresent", known(&["false"]))]));
    assert_eq!(draft.holds(1), Truth::Unknown);
    let undecided = Net::same(Level::Undecided, Outcome::Undecided);
    assert!(draft.nets().iter().all(|net| *net == undecided));
    draft.update(&text.replace(r#""Foo": 1, "#, ""));
    assert_eq!(draft.holds(1), Truth::False);
    assert!(draft.nets().iter().all(|net| net.outcome == Outcome::Allowed));
}

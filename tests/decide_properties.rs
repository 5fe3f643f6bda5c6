//! What holds of every decision, over random policies, requests and contexts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/authority.rs"]
mod authority;
#[allow(dead_code)]
#[path = "judge/random.rs"]
mod random;

use std::cell::RefCell;
use std::rc::Rc;

use authority::policy;
use ramlight::condition::{Context, Known, Operator, Test, Truth};
use ramlight::diagnostic::Locale;
use ramlight::evaluate::{
    Answer, Attached, Authorization, Decision, Decisions, Open, Parts, Request, StageTrace, Trace, Verdict,
};
use ramlight::policy::{Caller, Effect, PolicyKind, PolicyText};
use ramlight::report;
use random::{Random, repetitions};

const ACTIONS: [&str; 6] = ["a:Get", "a:GetAll", "b:Get", "b:Put", "c:Put", "sts:AssumeRole"];
const ACTION_PATTERNS: [&str; 9] = [
    "*", "a:*", "a:Get", "a:get*", "*:Get", "b:*", "b:P?t", "*:*Role", "c:Put",
];
const RESOURCES: [&str; 6] = [
    "*",
    "acs:a:r:1:x/1",
    "acs:a:r:1:x/2",
    "acs:a:s:2:y",
    "acs:b::1:x/1",
    "acs:ram:*:1:role/r",
];
const RESOURCE_PATTERNS: [&str; 7] = [
    "*",
    "acs:a:*:*:x/*",
    "acs:a:r:*:x/1",
    "acs:*:*:1:*",
    "acs:b::*:x/?",
    "acs:a:s:2:y",
    "acs:ram:*:*:role/*",
];
const PRINCIPALS: [&str; 5] = [
    r#"["*"]"#,
    r#"["1"]"#,
    r#"{"RAM": "acs:ram::1:root"}"#,
    r#"{"RAM": ["acs:ram::1:user/a", "acs:ram::2:root"]}"#,
    r#"{"Service": "ecs.aliyuncs.com"}"#,
];
const CALLERS: [&str; 6] = [
    "",
    "acs:ram::1:root",
    "acs:ram::1:user/a",
    "acs:ram::2:role/r",
    "ecs.aliyuncs.com",
    "arn:sts::1:assumed-role/r/s",
];
const GROUPS: [Option<&str>; 3] = [None, Some("rg-1"), Some("rg-2")];
/// Each key with values that its conditions are about, and others.
const KEYS: [(&str, [&str; 3]); 4] = [
    ("k:text", ["dev", "development", "prod"]),
    ("k:address", ["10.0.0.1", "192.0.2.7", "no address"]),
    ("k:flag", ["true", "false", "maybe"]),
    ("k:number", ["1", "5", "10"]),
];
const CONDITIONS: [&str; 12] = [
    r#""StringEquals": {"k:text": "dev"}"#,
    r#""StringNotEquals": {"k:text": "dev"}"#,
    r#""StringLike": {"k:text": "dev*"}"#,
    r#""ForAllValues:StringEquals": {"k:text": ["dev", "prod"]}"#,
    r#""StringEquals": {"k:text": ["prod", "dev"]}"#,
    r#""IpAddress": {"k:address": "10.0.0.0/8"}"#,
    r#""NotIpAddress": {"k:address": "10.0.0.0/8"}"#,
    r#""Bool": {"k:flag": "true"}"#,
    r#""Bool": {"k:flag": "false"}"#,
    r#""NumericLessThan": {"k:number": "5"}"#,
    r#""NumericGreaterThanEquals": {"k:number": "5"}"#,
    r#""NumericEquals": {"k:number": ["1", "10"]}"#,
];

/// Policies as lists of statements, so that they can be changed before they are put together.
#[derive(Clone, Default)]
struct World {
    policies: Vec<(Place, Vec<String>)>,
    levels: usize,
}

#[derive(Clone, Copy)]
enum Place {
    Control(usize),
    Session,
    Identity(Option<&'static str>),
    Resource(PolicyKind),
}

impl Place {
    fn kind(self) -> PolicyKind {
        match self {
            Self::Control(_) => PolicyKind::Control,
            Self::Session => PolicyKind::Session,
            Self::Identity(_) => PolicyKind::Identity,
            Self::Resource(kind) => kind,
        }
    }
}

impl World {
    fn random(random: &mut Random) -> Self {
        let mut world = Self::default();
        let add = |random: &mut Random, place: Place, world: &mut Self| {
            let statements = (0..=random.below(4))
                .map(|_| statement(random, place.kind(), None))
                .collect();
            world.policies.push((place, statements));
        };
        if random.chance(25) {
            world.levels = 1 + random.below(2);
            for level in 0..world.levels {
                add(random, Place::Control(level), &mut world);
            }
        }
        if random.chance(20) {
            add(random, Place::Session, &mut world);
        }
        for _ in 0..=random.below(3) {
            let group = *random.pick(&GROUPS);
            add(random, Place::Identity(group), &mut world);
        }
        if random.chance(40) {
            let kind = *random.pick(&[PolicyKind::Trust, PolicyKind::Bucket, PolicyKind::Resource]);
            add(random, Place::Resource(kind), &mut world);
        }
        world
    }

    fn build(&self) -> Authorization {
        let mut parts = Parts {
            control: vec![Vec::new(); self.levels],
            ..Parts::default()
        };
        for (place, statements) in &self.policies {
            let texts: Vec<&str> = statements.iter().map(String::as_str).collect();
            let attached = policy(place.kind(), &texts);
            match place {
                Place::Control(level) => parts.control[*level].push(attached),
                Place::Session => parts.session = Some(attached),
                Place::Resource(_) => parts.resource = Some(attached),
                Place::Identity(group) => parts.identity.push(Attached {
                    resource_group: group.map(Rc::from),
                    ..attached
                }),
            }
        }
        Authorization::new(parts)
    }

    fn shuffled(&self, random: &mut Random) -> Self {
        let mut world = self.clone();
        shuffle(random, &mut world.policies);
        world
            .policies
            .iter_mut()
            .for_each(|(_, statements)| shuffle(random, statements));
        world
    }
}

fn shuffle<T>(random: &mut Random, list: &mut [T]) {
    for at in (1..list.len()).rev() {
        list.swap(at, random.below(at + 1));
    }
}

fn list(random: &mut Random, from: &[&str]) -> String {
    let picked: Vec<String> = (0..=random.below(2))
        .map(|_| format!("\"{}\"", random.pick(from)))
        .collect();
    format!("[{}]", picked.join(", "))
}

fn statement(random: &mut Random, kind: PolicyKind, effect: Option<&str>) -> String {
    let effect = effect.unwrap_or_else(|| if random.chance(70) { "Allow" } else { "Deny" });
    let (not_action, not_resource) = (random.chance(10), random.chance(10));
    let mut text = format!(r#"{{"Effect": "{effect}""#);
    let actions = match kind {
        PolicyKind::Trust => "\"sts:AssumeRole\"".to_owned(),
        _ => list(random, &ACTION_PATTERNS),
    };
    text += &format!(r#", "{}": {actions}"#, if not_action { "NotAction" } else { "Action" });
    if kind.has_principal() {
        let fits = if kind == PolicyKind::Bucket {
            &PRINCIPALS[..2]
        } else {
            &PRINCIPALS[2..]
        };
        text += &format!(r#", "Principal": {}"#, random.pick(fits));
    }
    if kind != PolicyKind::Trust {
        let resources = list(random, &RESOURCE_PATTERNS);
        text += &format!(
            r#", "{}": {resources}"#,
            if not_resource { "NotResource" } else { "Resource" }
        );
    }
    if random.chance(50) {
        let conditions: Vec<&str> = (0..=random.below(2)).map(|_| *random.pick(&CONDITIONS)).collect();
        text += &format!(r#", "Condition": {{{}}}"#, conditions.join(", "));
    }
    if random.chance(5) {
        text += r#", "Foo": "x""#;
    }
    text + "}"
}

struct Asked {
    action: &'static str,
    resources: Vec<&'static str>,
    caller: Caller,
    group: Option<&'static str>,
}

impl Asked {
    fn random(random: &mut Random) -> Self {
        Self {
            action: random.pick::<&str>(&ACTIONS),
            resources: (0..=random.below(2)).map(|_| *random.pick(&RESOURCES)).collect(),
            caller: Caller::parse(random.pick::<&str>(&CALLERS), "").unwrap_or_default(),
            group: *random.pick(&GROUPS),
        }
    }

    fn request<'a>(&'a self, context: &'a Context) -> Request<'a> {
        Request {
            action: self.action,
            resources: &self.resources,
            context,
            caller: &self.caller,
            resource_group: self.group,
        }
    }
}

/// A context in which each key is known, absent, or (as often as `unknown` percent) unknown.
fn context(random: &mut Random, unknown: usize) -> Context {
    let mut context = Context::default();
    for (key, values) in KEYS {
        let known = match random.chance(unknown) {
            true => Known::Unknown,
            false => known(random, &values),
        };
        context.set(key, known);
    }
    context
}

fn known(random: &mut Random, values: &[&str]) -> Known {
    match random.below(4) {
        0 => Known::Absent,
        1 => Known::Values(vec![(*random.pick(values)).into(), (*random.pick(values)).into()]),
        _ => Known::Values(vec![(*random.pick(values)).into()]),
    }
}

/// The context with what is unknown chosen somehow.
fn sampled(random: &mut Random, context: &Context) -> Context {
    let mut sample = context.clone();
    for (key, values) in KEYS {
        if *context.get(key) == Known::Unknown {
            sample.set(key, known(random, &values));
        }
    }
    sample
}

fn contains(all: Decisions, some: Decisions) -> bool {
    all.or(some) == all
}

#[test]
fn a_deny_never_allows() {
    let mut random = Random::from_environment(1);
    for _ in 0..repetitions(4_000) {
        let world = World::random(&mut random);
        let mut denied = world.clone();
        let at = random.below(denied.policies.len());
        let kind = denied.policies[at].0.kind();
        denied.policies[at].1.push(statement(&mut random, kind, Some("Deny")));
        let (asked, context) = (Asked::random(&mut random), context(&mut random, 30));
        let before = world.build().possible(&asked.request(&context));
        let after = denied.build().possible(&asked.request(&context));
        assert!(
            before.contains(Decision::Allow) || !after.contains(Decision::Allow),
            "{:?}",
            denied.policies[at].1
        );
    }
}

#[test]
fn order_does_not_matter() {
    let mut random = Random::from_environment(2);
    for _ in 0..repetitions(4_000) {
        let world = World::random(&mut random);
        let shuffled = world.shuffled(&mut random);
        let (mut one, mut other) = (world.build(), shuffled.build());
        for _ in 0..3 {
            let (asked, context) = (Asked::random(&mut random), context(&mut random, 40));
            assert_eq!(
                one.decide(&asked.request(&context)),
                other.decide(&asked.request(&context))
            );
        }
    }
}

/// What is possible while keys are unknown holds every decision that some values of them give, and says when.
#[test]
fn the_unknown_holds_every_sample() {
    let mut random = Random::from_environment(3);
    let mut undecided = 0;
    for _ in 0..repetitions(4_000) {
        let mut built = World::random(&mut random).build();
        let (asked, context) = (Asked::random(&mut random), context(&mut random, 60));
        let trace = built.trace(&asked.request(&context));
        let open = trace.answer.clone();
        undecided += usize::from(open.decisions.decided().is_none());
        for _ in 0..8 {
            let sample = sampled(&mut random, &context);
            let answer = built.decide(&asked.request(&sample));
            assert!(
                contains(open.decisions, answer.decisions),
                "{open:?} {answer:?} {sample:?}"
            );
            if let Some(decision) = answer.decisions.decided() {
                assert_case(&trace, decision, &sample);
            }
        }
    }
    assert!(undecided > 100, "{undecided}");
}

/// Of the ways to a decision that was given one is as the context has it, and of every other decision none is.
fn assert_case(trace: &Trace, decision: Decision, sample: &Context) {
    for case in &trace.cases {
        let mut is_so = case.more > 0 && case.decision == decision;
        let mut is_open = false;
        for way in &case.ways {
            let mut all = true;
            for literal in way {
                match &literal.on {
                    Open::Condition(condition) => {
                        let operator = Operator {
                            prefix: condition.question.prefix(),
                            comparison: condition.question.comparison(),
                            is_negated: false,
                        };
                        let test = Test::new(operator, &condition.values);
                        let met = test.truth(sample.get(&condition.key));
                        all &= (met == Truth::True) == literal.is_yes;
                    }
                    _ => is_open = true,
                }
            }
            is_so |= all;
        }
        if !is_open {
            assert_eq!(
                is_so,
                case.decision == decision,
                "{:?} of {decision:?} in {sample:?}",
                case
            );
        }
    }
}

#[test]
fn the_trace_agrees() {
    let mut random = Random::from_environment(4);
    for _ in 0..repetitions(4_000) {
        let mut built = World::random(&mut random).build();
        let (asked, context) = (Asked::random(&mut random), context(&mut random, 20));
        let request = asked.request(&context);
        let (trace, answer) = (built.trace(&request), built.decide(&request));
        assert_eq!(trace.answer, answer);
        assert_eq!(built.possible(&request), answer.decisions);
        assert_eq!(trace.cases.is_empty(), answer.decisions.decided().is_some());
        assert_eq!(trace.resources.len(), asked.resources.len());
        for resource in &trace.resources {
            for stage in &resource.stages {
                if let Some(decision) = unit_step(stage) {
                    assert_eq!(stage.decisions, decision.into(), "{stage:?}");
                }
            }
            if let (Some(decision), Some(of)) = (resource.decisions.decided(), resource.stage) {
                let stage = resource.stages.iter().find(|stage| stage.stage == of).unwrap();
                assert!(stage.decisions.contains(decision), "{resource:?}");
            }
        }
        for locale in [Locale::English, Locale::Chinese] {
            let cases = report::cases(&built, &trace, locale).into_iter().map(|(_, said)| said);
            let said: Vec<String> = report::decision(&built, &request, &trace, locale)
                .into_iter()
                .chain(cases)
                .collect();
            let is_whole = |said: &String| !said.contains(['{', '}']) && !said.contains("``") && said.trim() == said;
            assert!(said.iter().all(is_whole), "{said:?}");
            assert!(said.len() > 1, "{said:?}");
        }
        for literal in trace.cases.iter().flat_map(|case| case.ways.iter().flatten()) {
            if let Open::Faulty(statements) = &literal.on {
                assert!(!statements.is_empty(), "{trace:?}");
            }
        }
    }
}

/// The unit step over the verdicts of a stage, where none is open.
fn unit_step(stage: &StageTrace) -> Option<Decision> {
    let is_open = stage.statements.iter().any(|statement| match statement.verdict {
        Verdict::Unknown => true,
        Verdict::Faulty => statement.effect != Some(Effect::Allow),
        _ => false,
    });
    let has = |effect| {
        let mut statements = stage.statements.iter();
        statements.any(|statement| statement.effect == Some(effect) && statement.verdict == Verdict::Matches)
    };
    match (has(Effect::Deny), is_open, has(Effect::Allow)) {
        (true, ..) => Some(Decision::ExplicitDeny),
        (_, true, _) => None,
        (_, _, true) => Some(Decision::Allow),
        _ => Some(Decision::ImplicitDeny),
    }
}

/// Beyond what is held against each other exactly nothing possible is lost.
#[test]
fn too_many_questions_lose_nothing() {
    let mut random = Random::from_environment(5);
    for _ in 0..repetitions(100) {
        let keys = 14 + random.below(12);
        let statements: Vec<String> = (0..24)
            .map(|_| {
                let effect = if random.chance(75) { "Allow" } else { "Deny" };
                let (one, other) = (random.below(keys), random.below(keys));
                let not = if random.chance(40) { "Not" } else { "" };
                let condition =
                    format!(r#""StringEquals": {{"k:{one}": "v"}}, "String{not}Like": {{"k:{other}": "v"}}"#);
                authority::statement(effect, "*", "*", &format!("{{{condition}}}"))
            })
            .collect();
        let texts: Vec<&str> = statements.iter().map(String::as_str).collect();
        let mut built = Authorization::new(Parts {
            identity: vec![policy(PolicyKind::Identity, &texts)],
            ..Parts::default()
        });
        let asked = Asked {
            action: "a:Get",
            resources: vec!["*"],
            caller: Caller::Unnamed,
            group: None,
        };
        let open = built.trace(&asked.request(&Context::open())).answer;
        for _ in 0..50 {
            let mut sample = Context::default();
            for key in 0..keys {
                let value = if random.chance(50) { "v" } else { "w" };
                sample.set(&format!("k:{key}"), Known::Values(vec![value.into()]));
            }
            let answer = built.decide(&asked.request(&sample));
            assert!(contains(open.decisions, answer.decisions), "{open:?} {answer:?}");
        }
    }
}

/// Whatever stands in a request, there is an answer, and only `*` matches what is no action and no resource.
#[test]
fn any_text_can_be_asked() {
    let long = "x".repeat(1 << 20);
    let colons = ":".repeat(1 << 16);
    let stars = "*?".repeat(1 << 10);
    let texts = [
        "",
        ":",
        "::::",
        "acs:",
        "acs::::",
        "acs:a:r:1:",
        "*",
        "?",
        "权限:动作",
        "\u{0}",
        "a b",
        &long,
        &colons,
        &stars,
    ];
    let everything = policy(PolicyKind::Identity, &[&authority::allow("*", "*")]);
    let named = policy(
        PolicyKind::Identity,
        &[&authority::statement(
            "Allow",
            "a:*",
            "acs:a:*:*:*a*?*",
            r#"{"StringLike": {"k:text": "*a*?"}, "IpAddress": {"k:address": "10.0.0.0/8"}}"#,
        )],
    );
    for (attached, allows) in [(everything, true), (named, false)] {
        let mut built = Authorization::new(Parts {
            identity: vec![attached],
            ..Parts::default()
        });
        for action in texts {
            for resource in texts {
                let mut context = Context::default();
                context.set(resource, Known::Values(vec![action.into()]));
                context.set("k:text", Known::Values(vec![resource.into()]));
                context.set("k:address", Known::Values(vec![action.into()]));
                let resources = [resource];
                let request = Request {
                    action,
                    resources: &resources,
                    context: &context,
                    caller: &Caller::Unnamed,
                    resource_group: Some(resource),
                };
                let answer: Answer = built.decide(&request);
                assert_eq!(answer.decisions.decided() == Some(Decision::Allow), allows);
                if action.len() + resource.len() < 1_000 {
                    assert_eq!(built.trace(&request).answer, answer);
                }
            }
        }
    }
}

/// Texts that are no policies, and policies that change while they are asked.
#[test]
fn any_policy_can_be_asked() {
    let text = Rc::new(RefCell::new(PolicyText::new("")));
    let mut built = Authorization::new(Parts {
        identity: vec![Attached::new(Rc::clone(&text))],
        ..Parts::default()
    });
    let asked = Asked {
        action: "a:Get",
        resources: Vec::new(),
        caller: Caller::Unnamed,
        group: None,
    };
    let context = Context::default();
    let whole = r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "a:Get", "Resource": "*"}]}"#;
    for end in 0..=whole.len() {
        text.borrow_mut().update(&whole[..end]);
        let decisions = built.decide(&asked.request(&context)).decisions;
        assert_eq!(built.trace(&asked.request(&context)).answer.decisions, decisions);
        if end < whole.len() - 4 {
            assert_ne!(decisions.decided(), Some(Decision::Allow), "{}", &whole[..end]);
        }
    }
    assert_eq!(
        built.decide(&asked.request(&context)).decisions.decided(),
        Some(Decision::Allow)
    );
}

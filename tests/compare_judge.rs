//! `beyond` and `compare` against a judge that goes through every request of a small world (`tests/support/grants.rs`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/grants.rs"]
mod grants;
mod judge;
#[path = "support/replay.rs"]
mod replay;

use std::collections::BTreeMap;

use grants::{Granted, Pair, Shown, World, document, texts};
use judge::decision::statement::Kind;
use judge::random::{Random, repetitions};
use ramlight::catalog::Catalog;
use ramlight::compare::{Relation, Undecided, Witness, beyond, compare};
use ramlight::pattern::Budget;
use ramlight::policy::{PolicyKind, PolicyText};
use serde_json::{Value, json};

const STEPS: u64 = 2_000_000;

fn read(policy: &Value, kind: Kind) -> PolicyText {
    let kind = match kind {
        Kind::Identity => PolicyKind::Identity,
        Kind::Trust => PolicyKind::Trust,
        Kind::Bucket => PolicyKind::Bucket,
        Kind::Resource => PolicyKind::Resource,
    };
    PolicyText::of_kind(&policy.to_string(), Some(kind))
}

fn shown(witness: &Witness) -> Shown {
    Shown {
        action: witness.action.clone(),
        resource: witness.resource.clone(),
        principal: witness.principal.clone(),
        context: witness.context.iter().cloned().collect(),
    }
}

#[derive(Default, Debug)]
struct Counts {
    pairs: usize,
    more: usize,
    same: usize,
    budget: usize,
    faulty: usize,
    relations: BTreeMap<&'static str, usize>,
    slowest: u64,
    steps: u64,
}

/// Holds both directions of a pair of policies against the judge.
fn hold(a: &Value, b: &Value, kind: Kind, world: &World, counts: &mut Counts) {
    let place = || format!("{kind:?}\n{a}\n{b}");
    let (read_a, read_b) = (read(a, kind), read(b, kind));
    let (of_a, of_b) = (read_a.policy().bare_statements(), read_b.policy().bare_statements());
    let pair = Pair::new(a, b, kind);
    let classes = pair.classes(world);
    let mut found = Vec::new();
    for (from, one, other) in [(0, &of_a, &of_b), (1, &of_b, &of_a)] {
        let mut budget = Budget::new(STEPS);
        let answer = beyond(one, other, None, &mut budget);
        counts.slowest = counts.slowest.max(budget.taken());
        counts.steps += budget.taken();
        let (surely, might) = pair.beyond(from, world, &classes);
        match &answer {
            Ok(Some(witness)) => {
                counts.more += 1;
                let asked = pair.ask(&shown(witness));
                let as_wanted = [asked[from], asked[1 - from]];
                assert_eq!(
                    as_wanted,
                    [Granted::Yes, Granted::No],
                    "{witness:?}\nfrom {from}\n{}",
                    place()
                );
                let policies = if from == 0 {
                    [&read_a, &read_b]
                } else {
                    [&read_b, &read_a]
                };
                let decided = policies.map(|policy| replay::grants(policy, witness));
                assert_eq!(
                    decided,
                    [Some(true), Some(false)],
                    "{witness:?}\nfrom {from}\n{}",
                    place()
                );
            }
            Ok(None) => {
                counts.same += 1;
                assert!(surely.is_none() && !might, "{surely:?}\nfrom {from}\n{}", place());
            }
            Err(Undecided::Budget) => {
                counts.budget += 1;
                if std::env::var("RAMLIGHT_SHOW").is_ok() {
                    println!("undecided from {from} {}", place());
                }
            }
            Err(Undecided::Faulty) => {
                counts.faulty += 1;
                assert!(surely.is_none(), "{surely:?}\nfrom {from}\n{}", place());
                assert!([a, b].iter().any(|policy| has_fault(policy, kind)), "{}", place());
            }
        }
        found.push(answer);
    }
    let catalog = Catalog::default();
    let comparison = compare(read_a.policy(), read_b.policy(), &catalog, &mut Budget::new(20 * STEPS));
    let expected = match (&found[1], &found[0]) {
        (Ok(None), Ok(None)) => Relation::Equal,
        (Ok(Some(_)), Ok(None)) => Relation::Wider,
        (Ok(None), Ok(Some(_))) => Relation::Narrower,
        (Ok(Some(_)), Ok(Some(_))) => Relation::Neither,
        _ => Relation::Undecided,
    };
    assert_eq!(comparison.relation, expected, "{}", place());
    for (from, differences) in [(1, &comparison.gained), (0, &comparison.lost)] {
        assert_eq!(
            differences.is_empty(),
            !matches!(found[from], Ok(Some(_))),
            "{}",
            place()
        );
        for difference in differences {
            assert_eq!(difference.action, difference.witness.action);
            let asked = pair.ask(&shown(&difference.witness));
            let as_wanted = [asked[from], asked[1 - from]];
            assert_eq!(
                as_wanted,
                [Granted::Yes, Granted::No],
                "{difference:?}\nfrom {from}\n{}",
                place()
            );
        }
    }
    *counts.relations.entry(comparison.relation.name()).or_default() += 1;
    counts.pairs += 1;
}

fn has_fault(policy: &Value, kind: Kind) -> bool {
    judge::decision::statement::statements(policy, kind)
        .iter()
        .any(|statement| statement.faulty)
}

fn list(random: &mut Random, one: &mut dyn FnMut(&mut Random) -> String) -> Value {
    match random.below(20) {
        0 => json!([]),
        1..=8 => one(random).into(),
        _ => (0..=random.below(3)).map(|_| one(random)).collect::<Vec<_>>().into(),
    }
}

/// What policies of a test are made of.
struct Pools {
    kind: Kind,
    actions: fn(&mut Random) -> String,
    resources: fn(&mut Random) -> String,
    condition: fn(&mut Random) -> Option<Value>,
    principal: fn(&mut Random) -> Option<Value>,
    faults: usize,
}

fn statement(random: &mut Random, pools: &Pools) -> Value {
    let mut statement = json!({ "Effect": if random.chance(65) { "Allow" } else { "Deny" } });
    let action = if random.chance(80) { "Action" } else { "NotAction" };
    statement[action] = list(random, &mut |random| (pools.actions)(random));
    if pools.kind != Kind::Trust {
        let resource = if random.chance(80) { "Resource" } else { "NotResource" };
        statement[resource] = list(random, &mut |random| (pools.resources)(random));
    }
    if let Some(condition) = (pools.condition)(random) {
        statement["Condition"] = condition;
    }
    if let Some(principal) = (pools.principal)(random) {
        statement["Principal"] = principal;
    }
    if random.chance(pools.faults) {
        match random.below(4) {
            0 => statement["Effect"] = "deny".into(),
            1 => statement["Odd"] = "x".into(),
            2 => statement["Condition"] = json!({ "Null": { "k:1": "true" } }),
            _ => drop(statement.as_object_mut().unwrap().remove("Effect")),
        }
    }
    statement
}

/// A policy, and another that is made of it or of nothing.
fn pair(random: &mut Random, pools: &Pools) -> (Value, Value) {
    let some =
        |random: &mut Random| -> Vec<Value> { (0..=random.below(4)).map(|_| statement(random, pools)).collect() };
    let one = some(random);
    let other = match random.below(5) {
        0 | 1 => some(random),
        _ => {
            let mut other = one.clone();
            for _ in 0..=random.below(2) {
                change(random, &mut other, pools);
            }
            if random.chance(20) {
                other.reverse();
            }
            other
        }
    };
    (document(&one), document(&other))
}

/// One edit, as people make them.
fn change(random: &mut Random, statements: &mut Vec<Value>, pools: &Pools) {
    let at = random.below(statements.len().max(1));
    let fresh = statement(random, pools);
    if statements.is_empty() {
        statements.push(fresh);
        return;
    }
    match random.below(12) {
        9.. => one_field(random, &mut statements[at], &fresh),
        0 => drop(statements.remove(at)),
        1 => statements.push(fresh),
        2 => statements.push(statements[at].clone()),
        3 => {
            for element in ["Action", "NotAction", "Resource", "NotResource"] {
                if let Some(Value::Array(list)) = statements[at].get_mut(element)
                    && !list.is_empty()
                {
                    let place = random.below(list.len());
                    list.remove(place);
                    return;
                }
            }
        }
        4 => {
            for element in ["Action", "Resource", "NotAction", "NotResource"] {
                if statements[at].get(element).is_some() && random.chance(50) {
                    statements[at][element] = fresh.get(element).cloned().unwrap_or_else(|| "*".into());
                    return;
                }
            }
        }
        5 => drop(statements[at].as_object_mut().unwrap().remove("Condition")),
        6 => {
            if let Some(condition) = (pools.condition)(random) {
                statements[at]["Condition"] = condition;
            }
        }
        7 => {
            // One statement written as two.
            for element in ["Action", "Resource"] {
                if let Some(Value::Array(list)) = statements[at].get(element).cloned()
                    && list.len() > 1
                {
                    let mut second = statements[at].clone();
                    statements[at][element] = list[..1].to_vec().into();
                    second[element] = list[1..].to_vec().into();
                    statements.push(second);
                    return;
                }
            }
        }
        _ => {
            if let Some(principal) = (pools.principal)(random) {
                statements[at]["Principal"] = principal;
            } else {
                statements[at]["Effect"] = "Deny".into();
            }
        }
    }
}

/// Puts one field of a pattern of another statement into a pattern.
fn one_field(random: &mut Random, statement: &mut Value, other: &Value) {
    let element = *random.pick(&["Action", "Resource", "Resource", "NotAction", "NotResource"]);
    let one = |value: Option<&Value>| match value {
        Some(Value::Array(list)) => list.first().and_then(Value::as_str).map(str::to_owned),
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    let (Some(own), Some(its)) = (one(statement.get(element)), one(other.get(element))) else {
        return;
    };
    let mut fields: Vec<&str> = own.split(':').collect();
    let others: Vec<&str> = its.split(':').collect();
    let at = random.below(fields.len());
    if fields.len() == others.len() && !others[at].is_empty() {
        fields[at] = others[at];
    } else if fields.len() >= 5 && (at == 2 || at == 3) {
        fields[at] = "";
    }
    let text = fields.join(":");
    match &mut statement[element] {
        Value::Array(list) if random.chance(50) => list.push(text.into()),
        Value::Array(list) => list[0] = text.into(),
        value => *value = text.into(),
    }
}

fn go(name: &str, seed: u64, count: usize, pools: &Pools, world: &World) -> Counts {
    let mut random = Random::from_environment(seed);
    let mut counts = Counts::default();
    for _ in 0..repetitions(count) {
        let (a, b) = pair(&mut random, pools);
        hold(&a, &b, pools.kind, world, &mut counts);
    }
    println!("{name}: {counts:?}");
    counts
}

fn action(random: &mut Random) -> String {
    let code = random.pick(&["a", "a", "a", "b", "*", "?", "a*", "?b", "*b"]);
    let name = random.pick(&["*", "A", "a*", "*b", "a?", "?", "*ab*", "B", "??*", "ab", "b*a", "*a*b"]);
    match random.below(12) {
        0 => "*".to_owned(),
        _ => format!("{code}:{name}"),
    }
}

fn resource(random: &mut Random) -> String {
    let service = random.pick(&["a", "a", "*", "b", "?"]);
    let region = random.pick(&["*", "*", "*", "", "a", "a*", "?"]);
    let account = random.pick(&["*", "*", "*", "", "1", "?*"]);
    let relative = random.pick(&["*", "a/*", "*/b", "a", "a/b", "?", "a:*", "", "b*", "*a*", "??"]);
    match random.below(5) {
        0 => "*".to_owned(),
        _ => format!("acs:{service}:{region}:{account}:{relative}"),
    }
}

fn nobody(_: &mut Random) -> Option<Value> {
    None
}

fn no_condition(_: &mut Random) -> Option<Value> {
    None
}

fn broad_action(random: &mut Random) -> String {
    (*random.pick(&["*", "a:*", "a:*", "a:A"])).to_owned()
}

fn broad_resource(random: &mut Random) -> String {
    (*random.pick(&["*", "*", "acs:a:*:*:*", "acs:a:*:*:a"])).to_owned()
}

fn actions() -> Vec<String> {
    let mut all = Vec::new();
    for code in texts("abx", 2).iter().filter(|text| !text.is_empty()) {
        for name in texts("abx", 3).iter().filter(|text| !text.is_empty()) {
            all.push(format!("{code}:{name}"));
        }
    }
    all
}

fn few_actions() -> Vec<String> {
    ["a:a", "a:x", "x:x"].map(str::to_owned).to_vec()
}

fn few_resources() -> Vec<String> {
    ["*", "acs:a:::a", "acs:a:::x", "acs:x:::x"].map(str::to_owned).to_vec()
}

fn resources() -> Vec<String> {
    let mut all = vec!["*".to_owned()];
    for service in ["a", "b", "x"] {
        for region in ["", "*", "a", "ax", "x"] {
            for account in ["", "*", "1", "x"] {
                for relative in [
                    "", "*", "a", "b", "x", "a/", "a/b", "a/x", "x/b", "ab", "bx", "ba", "xa", "a:", "a:b", "xax",
                    "a/xb", "xxx", "x/a/b", "b/b", "a:x/b", "xx",
                ] {
                    all.push(format!("acs:{service}:{region}:{account}:{relative}"));
                }
            }
        }
    }
    all
}

#[test]
fn patterns_of_actions_and_resources() {
    let pools = Pools {
        kind: Kind::Identity,
        actions: action,
        resources: resource,
        condition: no_condition,
        principal: nobody,
        faults: 0,
    };
    let world = World {
        actions: actions(),
        resources: resources(),
        callers: vec![None],
        keys: vec![],
        values: vec![],
    };
    let counts = go("patterns", 41, 1_500, &pools, &world);
    assert_eq!(counts.budget, 0);
}

const STRINGS: (&[&str], &[&str]) = (
    &[
        "StringEquals",
        "StringNotEquals",
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        "StringLike",
        "StringLike",
        "StringNotLike",
    ],
    &[
        "a", "A", "b", "ab", "a*", "*b", "?", "*", "", "5", "5*", "*5", "true", "aB", "?b", "10.*",
    ],
);
const NUMBERS: (&[&str], &[&str]) = (
    &[
        "NumericEquals",
        "NumericNotEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals",
    ],
    &["5", "5.0", "6", "-1", "0", "5.5", "-1.5", "100"],
);
const DATES: (&[&str], &[&str]) = (
    &[
        "DateEquals",
        "DateNotEquals",
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals",
    ],
    &[
        "2026-01-01T00:00:00Z",
        "2026-01-01T08:00:00+08:00",
        "2026-01-01T00:00:01Z",
        "2026-01-01T00:00:00.000000001Z",
        "2025-01-01T00:00:00Z",
    ],
);
const ADDRESSES: (&[&str], &[&str]) = (
    &["IpAddress", "NotIpAddress"],
    &[
        "10.0.0.0/8",
        "10.0.0.1",
        "10.0.0.0/31",
        "0.0.0.0/0",
        "::/0",
        "2001:db8::/32",
        "2001:db8::1",
        "*",
        "128.0.0.0/1",
    ],
);
const BOOLEANS: (&[&str], &[&str]) = (&["Bool"], &["true", "false"]);

fn condition_of(random: &mut Random, keys: &[&str], types: &[(&[&str], &[&str])]) -> Option<Value> {
    let mut condition = json!({});
    for _ in 0..*random.pick(&[0, 1, 1, 1, 2, 2]) {
        let (operators, values) = random.pick(types);
        let prefix = *random.pick(&["", "", "", "", "ForAnyValue:", "ForAllValues:", "ForAllValues:"]);
        let operator = format!("{prefix}{}", random.pick(operators));
        let count = match random.below(12) {
            0 => 0,
            1..=6 => 1,
            _ => 2,
        };
        let count = if operators.len() == 1 { 1 } else { count };
        let values: Vec<&str> = (0..count).map(|_| *random.pick(values)).collect();
        let key = *random.pick(keys);
        match condition.get_mut(&operator) {
            Some(Value::Object(of)) => drop(of.insert(key.to_owned(), json!(values))),
            _ => condition[operator] = json!({ key: values }),
        }
    }
    Some(condition)
}

fn values() -> Vec<String> {
    let mut all = texts("abx", 2);
    let more = [
        "A",
        "B",
        "AB",
        "Ab",
        "aB",
        "X",
        "5",
        "05",
        "5.0",
        "5.00",
        "4",
        "6",
        "6.5",
        "-1",
        "-1.5",
        "-1.0",
        "-2",
        "-0.5",
        "0",
        "-0",
        "00",
        "5.5",
        "5.25",
        "50",
        "100",
        "101",
        "15",
        "15.5",
        "5a",
        "a5",
        "5x",
        "x5",
        "true",
        "false",
        "TRUE",
        "True",
        "aaa",
        "aab",
        "xb5",
        "2026-01-01T00:00:00Z",
        "2026-01-01t00:00:00z",
        "2026-01-01T00:00:01Z",
        "2026-01-01T00:00:02Z",
        "2026-01-01T00:00:00.5Z",
        "2025-12-31T23:59:59.999999999Z",
        "2026-01-01T00:00:00.000000001Z",
        "2026-01-01T00:00:00.000000002Z",
        "2025-01-01T00:00:00Z",
        "2024-01-01T00:00:00Z",
        "2025-06-01T00:00:00Z",
        "2027-01-01T00:00:00Z",
        "10.0.0.0",
        "10.0.0.1",
        "10.0.0.2",
        "11.0.0.0",
        "9.255.255.255",
        "0.0.0.0",
        "200.0.0.1",
        "10.x",
        "::",
        "::1",
        "2001:db8::1",
        "2001:db8::2",
        "2001:db9::",
        "2001:DB8::1",
        "2001:db8:0::1",
    ];
    all.extend(more.map(str::to_owned));
    all
}

/// Policies in which conditions decide.
fn conditions(name: &str, seed: u64, condition: fn(&mut Random) -> Option<Value>, keys: Vec<&'static str>) -> Counts {
    let pools = Pools {
        kind: Kind::Identity,
        actions: broad_action,
        resources: broad_resource,
        condition,
        principal: nobody,
        faults: 0,
    };
    let world = World {
        actions: few_actions(),
        resources: few_resources(),
        callers: vec![None],
        keys,
        values: values(),
    };
    go(name, seed, 1_000, &pools, &world)
}

#[test]
fn strings() {
    let counts = conditions(
        "strings",
        42,
        |random| condition_of(random, &["k:1"], &[STRINGS]),
        vec!["k:1"],
    );
    assert_eq!(counts.budget, 0);
}

#[test]
fn numbers() {
    let counts = conditions(
        "numbers",
        43,
        |random| condition_of(random, &["k:1"], &[NUMBERS]),
        vec!["k:1"],
    );
    assert_eq!(counts.budget, 0);
}

#[test]
fn dates() {
    let counts = conditions(
        "dates",
        44,
        |random| condition_of(random, &["k:1"], &[DATES]),
        vec!["k:1"],
    );
    assert_eq!(counts.budget, 0);
}

#[test]
fn addresses() {
    let counts = conditions(
        "addresses",
        45,
        |random| condition_of(random, &["k:1"], &[ADDRESSES]),
        vec!["k:1"],
    );
    assert_eq!(counts.budget, 0);
}

#[test]
fn every_operator_on_one_key() {
    let all = |random: &mut Random| condition_of(random, &["k:1"], &[STRINGS, NUMBERS, DATES, ADDRESSES, BOOLEANS]);
    let counts = conditions("every operator", 46, all, vec!["k:1"]);
    assert_eq!(counts.budget, 0);
}

#[test]
fn several_keys() {
    let all = |random: &mut Random| condition_of(random, &["k:1", "k:2"], &[STRINGS, NUMBERS, ADDRESSES]);
    let counts = conditions("several keys", 47, all, vec!["k:1", "k:2"]);
    assert_eq!(counts.budget, 0);
}

#[test]
fn statements_with_errors() {
    let pools = Pools {
        kind: Kind::Identity,
        actions: action,
        resources: resource,
        condition: |random| condition_of(random, &["k:1"], &[STRINGS]),
        principal: nobody,
        faults: 15,
    };
    let world = World {
        actions: actions(),
        resources: resources(),
        callers: vec![None],
        keys: vec!["k:1"],
        values: values(),
    };
    let counts = go("errors", 48, 500, &pools, &world);
    assert!(counts.faulty > 20, "{counts:?}");
    assert_eq!(counts.budget, 0);
}

fn principal(random: &mut Random) -> Option<Value> {
    if random.chance(10) {
        return Some("*".into());
    }
    let all = [
        ("RAM", "acs:ram::1:root"),
        ("RAM", "acs:ram::1:root"),
        ("RAM", "acs:ram::1:user/alice"),
        ("RAM", "acs:ram::1:role/r"),
        ("RAM", "acs:ram::2:root"),
        ("RAM", "acs:ram::2:user/alice"),
        ("Service", "ecs.aliyuncs.com"),
        ("Federated", "acs:ram::1:saml-provider/idp"),
    ];
    let mut principal = json!({});
    for _ in 0..=random.below(3) {
        let (kind, text) = random.pick(&all);
        match &mut principal[*kind] {
            Value::Array(list) => list.push((*text).into()),
            none => *none = json!([text]),
        }
    }
    Some(principal)
}

fn plain_principal(random: &mut Random) -> Option<Value> {
    let one = |random: &mut Random| {
        *random.pick(&[
            "*",
            "1",
            "2",
            "arn:sts::1:assumed-role/r/s",
            "arn:sts::1:assumed-role/r*/s?",
            "arn:sts::1:assumed-role/*/s",
            "arn:sts::*:assumed-role/r/*",
        ])
    };
    Some((0..=random.below(2)).map(|_| one(random)).collect::<Vec<_>>().into())
}

fn any_principal(random: &mut Random) -> Option<Value> {
    match random.below(2) {
        0 => principal(random),
        _ => plain_principal(random),
    }
}

fn callers() -> Vec<Option<String>> {
    let mut all = vec![None];
    for account in ["1", "2", "3"] {
        all.push(Some(format!("acs:ram::{account}:root")));
        all.push(Some(account.to_owned()));
        for user in ["alice", "x"] {
            all.push(Some(format!("acs:ram::{account}:user/{user}")));
        }
        for role in ["r", "rx", "x"] {
            all.push(Some(format!("acs:ram::{account}:role/{role}")));
            for session in ["s", "sx", "x", "sxx"] {
                all.push(Some(format!("arn:sts::{account}:assumed-role/{role}/{session}")));
            }
        }
    }
    all.extend(
        [
            "ecs.aliyuncs.com",
            "x.y",
            "acs:ram::1:saml-provider/idp",
            "acs:ram::1:saml-provider/x",
        ]
        .map(|text| Some(text.to_owned())),
    );
    all
}

#[test]
fn policies_of_resources() {
    let pools = Pools {
        kind: Kind::Resource,
        actions: broad_action,
        resources: broad_resource,
        condition: |random| condition_of(random, &["k:1"], &[BOOLEANS]),
        principal: any_principal,
        faults: 0,
    };
    let world = World {
        actions: few_actions(),
        resources: few_resources(),
        callers: callers(),
        keys: vec!["k:1"],
        values: vec!["true".into(), "false".into(), "x".into()],
    };
    let counts = go("policies of resources", 49, 1_500, &pools, &world);
    assert_eq!(counts.budget, 0);
}

#[test]
fn trust_policies() {
    let pools = Pools {
        kind: Kind::Trust,
        actions: |random| {
            (*random.pick(&["*", "sts:AssumeRole", "sts:*", "sts:Other", "STS:assumerole", "ecs:*"])).to_owned()
        },
        resources: broad_resource,
        condition: |random| condition_of(random, &["k:1"], &[BOOLEANS]),
        principal,
        faults: 0,
    };
    let world = World {
        actions: vec!["sts:AssumeRole".into()],
        resources: vec!["*".into()],
        callers: callers(),
        keys: vec!["k:1"],
        values: vec!["true".into(), "false".into(), "x".into()],
    };
    let counts = go("trust policies", 50, 1_000, &pools, &world);
    assert_eq!(counts.budget, 0);
}

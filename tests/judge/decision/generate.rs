//! Random scenarios: few names and few values, so that matches, near misses and denials are frequent.

use serde_json::{Map, Value, json};

use super::super::random::Random;
use super::requests::{request, resource};
use super::statement::Kind;
use super::types::{TYPES, Type};

pub const ACCOUNT: &str = "1234567890123456";
pub const OTHER: &str = "22";

/// A service that has policies of its resources, and whose actions most patterns are about.
#[derive(Clone, Copy, Debug)]
pub struct Focus {
    pub code: &'static str,
    pub kind: Option<Kind>,
    /// Percent of the patterns that match all of the service: what then decides are the conditions.
    broad: usize,
}

const FOCUSES: [Focus; 4] = [
    Focus {
        code: "oss",
        kind: Some(Kind::Bucket),
        broad: 0,
    },
    Focus {
        code: "kms",
        kind: Some(Kind::Resource),
        broad: 0,
    },
    Focus {
        code: "log",
        kind: Some(Kind::Resource),
        broad: 0,
    },
    Focus {
        code: "ecs",
        kind: None,
        broad: 0,
    },
];

/// A scenario of a few users, groups, roles and policies, and `requests` requests.
pub fn scenario(random: &mut Random, requests: usize) -> Value {
    let broad = *random.pick(&[0, 0, 40, 90]);
    let focus = Focus {
        broad,
        ..*random.pick(&FOCUSES)
    };
    let mut policies = Map::new();
    for number in 0..6 {
        policies.insert(format!("P{number}"), policy(random, Kind::Identity, focus));
    }
    policies.insert(
        "All".into(),
        json!({ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }),
    );
    for number in 0..2 {
        policies.insert(format!("T{number}"), policy(random, Kind::Trust, focus));
    }
    if let Some(kind) = focus.kind {
        policies.insert("R0".into(), policy(random, kind, focus));
        policies.insert("R1".into(), policy(random, kind, focus));
    }
    let mut scenario = json!({
        "format": "ramlight-scenario/1",
        "account": ACCOUNT,
        "policies": policies,
        "users": { "alice": entity(random), "bob": entity(random) },
        "groups": { "g": entity(random), "h": entity(random) },
        "roles": { "deployer": entity(random), "plain": entity(random), "linked": entity(random) },
    });
    for (user, all) in [("alice", ["g", "h"]), ("bob", ["h", "g"])] {
        let groups: Vec<&str> = all.into_iter().filter(|_| random.chance(40)).collect();
        scenario["users"][user]["groups"] = json!(groups);
    }
    scenario["roles"]["deployer"]["trust"] = "T0".into();
    scenario["roles"]["linked"]["trust"] = "T1".into();
    scenario["roles"]["linked"]["serviceLinked"] = true.into();
    if random.chance(30) {
        let levels: Vec<Value> = (0..=random.below(3)).map(|_| gate(random)).collect();
        scenario["control"] = levels.into();
        if random.chance(15) {
            scenario["managementAccount"] = true.into();
        }
    }
    let requests: Vec<Value> = (0..requests).map(|_| request(random, focus)).collect();
    scenario["requests"] = requests.into();
    scenario
}

/// Policies that stand before the others: one that allows all, and perhaps one that takes some of it away.
fn gate(random: &mut Random) -> Value {
    match random.below(4) {
        0 => json!(["All"]),
        1 | 2 => json!(["All", identity_policy(random)]),
        _ => json!([identity_policy(random)]),
    }
}

fn identity_policy(random: &mut Random) -> String {
    format!("P{}", random.below(6))
}

fn entity(random: &mut Random) -> Value {
    let some = |random: &mut Random, most: usize| -> Vec<String> {
        (0..random.below(most + 1)).map(|_| identity_policy(random)).collect()
    };
    let mut entity = json!({ "policies": some(random, 3) });
    if random.chance(70) {
        entity["resourceGroups"] = json!({ "rg": some(random, 3) });
    }
    entity
}

fn policy(random: &mut Random, kind: Kind, focus: Focus) -> Value {
    let statements: Vec<Value> = (0..=random.below(3)).map(|_| statement(random, kind, focus)).collect();
    let mut policy = json!({ "Version": "1", "Statement": statements });
    if random.chance(3) {
        // Errors of the document leave the statements their meaning (§9.6).
        match random.below(3) {
            0 => policy["Version"] = "2".into(),
            1 => policy["Version"] = 1.into(),
            _ => policy["Statement"] = policy["Statement"][0].clone(),
        }
    }
    if random.chance(1) {
        let others = [json!("x"), json!(null), json!([])];
        if let Some(list) = policy["Statement"].as_array_mut() {
            list.push(random.pick(&others).clone());
        }
    }
    if random.chance(30) {
        return text(random, &policy).into();
    }
    policy
}

/// The text of a policy, sometimes with equal keys, of which the last counts (§9.7), or with an escaped letter.
fn text(random: &mut Random, policy: &Value) -> String {
    let text = policy.to_string();
    match random.below(12) {
        0 => text.replace(r#""Effect":"#, r#""Effect":"Deny","Effect":"#),
        1 => text.replacen(r#""Effect":"#, r#""Effect":"Allow","Effect":"#, 1),
        2 => text.replacen(r#""Resource":"#, r#""Resource":[],"Resource":"#, 1),
        3 => text.replace(r#""Action":"#, r#""Action":"*","Action":"#),
        4 => text.replacen(
            r#""Condition":{"#,
            r#""Condition":{"Bool":{"acs:MFAPresent":"true"}},"Condition":{"#,
            1,
        ),
        5 => text.replace(r#""Statement":"#, r#""Statement":[],"Statement":"#),
        6 => text.replace('G', r"\u0047"),
        7 => text.replace(r#"Action":"#, "Action\" :\t"),
        _ => text,
    }
}

/// A scenario in which one request asks many questions.
pub fn crowded(random: &mut Random) -> Value {
    let focus = Focus {
        broad: 97,
        ..FOCUSES[3]
    };
    let statements: Vec<Value> = (0..8 + random.below(8))
        .map(|_| {
            let mut statement = statement(random, Kind::Identity, focus);
            statement["Condition"] = condition(random);
            statement
        })
        .collect();
    let (one, other) = statements.split_at(statements.len() / 2);
    json!({
        "format": "ramlight-scenario/1",
        "account": ACCOUNT,
        "policies": {
            "P0": { "Version": "1", "Statement": one },
            "P1": { "Version": "1", "Statement": other },
        },
        "users": { "alice": { "policies": ["P0"], "resourceGroups": { "rg": ["P1"] } } },
        "control": if random.chance(30) { json!([["P1"]]) } else { json!([]) },
        "requests": [{
            "action": format!("ecs:{}", random.pick(&NAMES)), "resources": resource(random, "ecs"), "principal": "user/alice",
            "resourceGroup": "rg", "unknown": true,
        }],
    })
}

fn statement(random: &mut Random, kind: Kind, focus: Focus) -> Value {
    let mut statement = json!({ "Effect": if random.chance(68) { "Allow" } else { "Deny" } });
    let action = if random.chance(88) { "Action" } else { "NotAction" };
    statement[action] = list(random, |r| action_pattern(r, kind, focus));
    if kind != Kind::Trust {
        let resource = if random.chance(85) { "Resource" } else { "NotResource" };
        statement[resource] = list(random, |r| resource_pattern(r, focus));
    }
    match kind {
        Kind::Identity => {}
        Kind::Trust => statement["Principal"] = principal(random, kind),
        Kind::Resource if focus.code == "log" => {}
        Kind::Resource => statement["Principal"] = principal(random, kind),
        Kind::Bucket => statement["Principal"] = bucket_principal(random),
    }
    if random.chance(55 + focus.broad / 3) {
        statement["Condition"] = condition(random);
        if kind == Kind::Bucket && random.chance(70) {
            statement["Condition"]["StringNotLike"] = json!({ "acs:SourceVpc": "vpc-*" });
        }
    }
    if random.chance(5) {
        break_it(random, &mut statement, kind);
    }
    statement
}

/// A bare text, or a list of up to three; rarely an empty one.
fn list(random: &mut Random, mut one: impl FnMut(&mut Random) -> String) -> Value {
    match random.below(20) {
        0 => json!([]),
        1..=8 => one(random).into(),
        _ => (0..=random.below(3)).map(|_| one(random)).collect::<Vec<_>>().into(),
    }
}

pub const NAMES: [&str; 5] = ["Get", "GetX", "Put", "PutX", "get"];

fn action_pattern(random: &mut Random, kind: Kind, focus: Focus) -> String {
    let code = focus.code;
    if kind != Kind::Trust && random.chance(focus.broad) {
        return format!("{code}:*");
    }
    match kind {
        Kind::Trust => {
            return (*random.pick(&[
                "sts:AssumeRole",
                "sts:AssumeRole",
                "sts:assumerole",
                "sts:*",
                "*",
                "sts:Other",
            ]))
            .into();
        }
        // A policy of a resource is about the service of the resource.
        Kind::Bucket | Kind::Resource => {}
        Kind::Identity if random.chance(35) => {
            let fixed = [
                "*",
                "*",
                "*:*",
                "*:Get*",
                "?*:*X",
                "sts:AssumeRole",
                "sts:*",
                "STS:assume*",
                "ecs:Get",
                "oss:*",
                "k*:*",
            ];
            return (*random.pick(&fixed)).into();
        }
        Kind::Identity => {}
    }
    match random.below(6) {
        0 => format!("{code}:*"),
        1 => format!("{code}:Get*"),
        2 => format!("{code}:?ut"),
        3 => format!("{code}:*{}", random.pick(&["X", "t", "?"])),
        4 => format!("{}:{}", code.to_uppercase(), random.pick(&NAMES)),
        _ => format!("{code}:{}", random.pick(&NAMES)),
    }
}

fn resource_pattern(random: &mut Random, focus: Focus) -> String {
    if random.chance(30) || random.chance(focus.broad) {
        return "*".into();
    }
    let service = *random.pick(&[focus.code, focus.code, focus.code, "*", "ram", "?*"]);
    let region = random.pick(&["*", "*", "*", "*", "", "", "a", "a*", "?", "??", "**"]);
    let account = random.pick(&["*", "*", "*", "*", "", "", ACCOUNT, "1*", "2?", "?"]);
    let relative = random.pick(&[
        "*",
        "*",
        "*",
        "b",
        "b/*",
        "b/?",
        "b*",
        "*/x",
        "b/x",
        "",
        "?",
        "role/*",
        "role/deployer",
        "b:*",
        "*:x",
        "B",
    ]);
    format!("acs:{service}:{region}:{account}:{relative}")
}

fn principal(random: &mut Random, kind: Kind) -> Value {
    if random.chance(if kind == Kind::Trust { 3 } else { 15 }) {
        return "*".into();
    }
    let all = [
        ("RAM", format!("acs:ram::{ACCOUNT}:root")),
        ("RAM", format!("acs:ram::{ACCOUNT}:root")),
        ("RAM", format!("acs:ram::{ACCOUNT}:user/alice")),
        ("RAM", format!("acs:ram::{ACCOUNT}:user/Bob")),
        ("RAM", format!("acs:ram::{ACCOUNT}:role/deployer")),
        ("RAM", format!("acs:ram::{OTHER}:root")),
        ("RAM", format!("acs:ram::{OTHER}:user/alice")),
        ("RAM", format!("acs:ram::{OTHER}:role/deployer")),
        ("Service", "ecs.aliyuncs.com".to_owned()),
        ("Service", format!("{OTHER}@log.aliyuncs.com")),
        ("Federated", format!("acs:ram::{ACCOUNT}:saml-provider/idp")),
        ("Federated", format!("acs:ram::{ACCOUNT}:oidc-provider/idp")),
    ];
    let mut principal = json!({});
    for _ in 0..=random.below(3) {
        let (kind, text) = random.pick(&all);
        match &mut principal[*kind] {
            Value::Array(list) => list.push(text.as_str().into()),
            none if random.chance(50) => *none = text.as_str().into(),
            other => *other = json!([text]),
        }
    }
    principal
}

fn bucket_principal(random: &mut Random) -> Value {
    let one = |random: &mut Random| -> String {
        match random.below(8) {
            0..=2 => "*".into(),
            3 => ACCOUNT.into(),
            4 => OTHER.into(),
            5 => "222333".into(),
            6 => format!("arn:sts::{ACCOUNT}:assumed-role/deployer/s1"),
            _ => format!("arn:sts::{ACCOUNT}:assumed-role/de*/s?"),
        }
    };
    (0..=random.below(2)).map(|_| one(random)).collect::<Vec<_>>().into()
}

fn condition(random: &mut Random) -> Value {
    let mut condition = json!({});
    for _ in 0..*random.pick(&[0, 1, 1, 1, 1, 1, 1, 2, 2, 3]) {
        let kind = random.pick(&TYPES);
        let prefix = *random.pick(&[
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "ForAnyValue:",
            "ForAllValues:",
            "ForAllValues:",
        ]);
        let operator = format!("{prefix}{}", random.pick(kind.operators));
        let keys = if random.chance(8) {
            random.pick(&TYPES).keys
        } else {
            kind.keys
        };
        let mut of_operator = condition.get(&operator).cloned().unwrap_or_else(|| json!({}));
        if !random.chance(3) {
            of_operator[*random.pick(keys)] = values(random, kind);
        }
        condition[operator] = of_operator;
    }
    condition
}

fn values(random: &mut Random, kind: &Type) -> Value {
    let one = |random: &mut Random| -> Value {
        let text = *random.pick(kind.values);
        if random.chance(15) && (text == "true" || text == "false" || text == "1" || text == "1.5" || text == "-1") {
            return serde_json::from_str(text).expect("a number or a boolean");
        }
        text.into()
    };
    let is_bool = kind.operators.len() == 1;
    match random.below(25) {
        0 => json!([]),
        1..=10 => one(random),
        11..=16 => json!([one(random)]),
        _ if is_bool => one(random),
        _ => (0..2 + random.below(2)).map(|_| one(random)).collect::<Vec<_>>().into(),
    }
}

/// One of the errors of §9.1.
fn break_it(random: &mut Random, statement: &mut Value, kind: Kind) {
    let with = |statement: &mut Value, operator: &str, key: &str, value: Value| {
        if statement["Condition"].is_null() {
            statement["Condition"] = json!({});
        }
        statement["Condition"][operator] = json!({ key: value });
    };
    match random.below(18) {
        0 => statement["Foo"] = "x".into(),
        1 => statement["Effect"] = "allow".into(),
        2 => statement["Effect"] = "Deny ".into(),
        3 => drop(statement.as_object_mut().expect("a statement").remove("Effect")),
        4 => statement["Action"] = json!(["ecs: Get", "oss:Put"]),
        5 => statement["Action"] = "Get".into(),
        6 => {
            statement["Action"] = "*".into();
            statement["NotAction"] = "oss:Get".into();
        }
        7 => {
            let object = statement.as_object_mut().expect("a statement");
            object.remove("Action");
            object.remove("NotAction");
        }
        8 if kind == Kind::Trust => statement["Resource"] = "*".into(),
        8 => statement["Resource"] = json!(["acs:oss:*:b", "acs:oss:*:*:c"]),
        9 if kind == Kind::Identity => statement["Principal"] = "*".into(),
        9 => statement["NotPrincipal"] = "*".into(),
        10 => with(statement, "Null", "acs:SourceIp", "true".into()),
        11 => with(statement, "StringEqualsIfExists", "oss:Prefix", "a".into()),
        12 => with(statement, "Bool", "acs:MFAPresent", json!(["true", "false"])),
        13 => with(
            statement,
            "DateLessThan",
            "acs:CurrentTime",
            "2019-08-12T09:00:00".into(),
        ),
        14 => with(statement, "IpAddress", "acs:SourceIp", "10.1.XX.X/24".into()),
        15 => with(statement, "StringLike", "oss:Prefix", json!({ "a": "b" })),
        16 => with(statement, "stringEquals", "oss:Prefix", "a".into()),
        _ => statement["sid"] = "x".into(),
    }
}

//! Random scenarios: few names and few values, so that matches, near misses and denials are frequent.

use serde_json::{Map, Value, json};

use super::super::random::Random;
use super::statement::Kind;

pub const ACCOUNT: &str = "1234567890123456";
const OTHER: &str = "22";

/// A service that has policies of its resources, and whose actions most patterns are about.
#[derive(Clone, Copy, Debug)]
struct Focus {
    code: &'static str,
    kind: Option<Kind>,
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
    if random.chance(50) {
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
    if random.chance(30) {
        return policy.to_string().into();
    }
    policy
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

const NAMES: [&str; 5] = ["Get", "GetX", "Put", "PutX", "get"];

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

/// Operators of one type, a key of that type, values of the policy, and values that only a request has.
struct Type {
    operators: &'static [&'static str],
    keys: &'static [&'static str],
    values: &'static [&'static str],
    given: &'static [&'static str],
}

const TYPES: [Type; 5] = [
    Type {
        operators: &[
            "StringEquals",
            "StringNotEquals",
            "StringEqualsIgnoreCase",
            "StringNotEqualsIgnoreCase",
            "StringLike",
            "StringNotLike",
        ],
        keys: &[
            "acs:RequestTag/env",
            "oss:Prefix",
            "Plain",
            "acs:ResourceTag/a:b",
            "acs:SourceVpc",
        ],
        values: &["a", "A", "ab", "b", "", "a*", "?", "*", "中文", "a"],
        given: &["a", "A", "ab", "b", "", "a*", "*", "中文", "aB", "文", "vpc-1"],
    },
    Type {
        operators: &[
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals",
        ],
        keys: &["ecs:Count", "ecs:count"],
        values: &[
            "0",
            "-0",
            "1",
            "1.0",
            "01",
            "1.5",
            "-1",
            "10",
            "2",
            "-1.50",
            "9007199254740993",
            "9007199254740992.5",
        ],
        given: &[
            "0",
            "1",
            "1.00",
            "1.5",
            "-1",
            "10",
            "2",
            "x",
            "",
            "-1.5",
            "9007199254740993",
            "9007199254740992",
        ],
    },
    Type {
        operators: &[
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals",
        ],
        keys: &["acs:CurrentTime"],
        values: &[
            "2019-08-12T17:00:00+08:00",
            "2019-08-12T09:00:00Z",
            "2019-08-12T09:00:00.5Z",
            "2016-02-29T00:00:00Z",
            "1969-12-31T23:59:59-05:30",
            "2019-08-11T23:00:00-10:00",
        ],
        given: &[
            "2019-08-12T09:00:00Z",
            "2019-08-12T17:00:00.500+08:00",
            "2019-08-12T09:00:00.000000001Z",
            "2019-08-12T08:59:59Z",
            "2016-02-28T23:00:00-01:00",
            "1970-01-01T05:29:59Z",
            "2019-08-12T09:00:00",
            "2015-02-29T00:00:00Z",
            "x",
        ],
    },
    Type {
        operators: &["Bool"],
        keys: &["acs:MFAPresent", "acs:SecureTransport"],
        values: &["true", "false"],
        given: &["true", "false", "TRUE", "x"],
    },
    Type {
        operators: &["IpAddress", "NotIpAddress"],
        keys: &["acs:SourceIp"],
        values: &[
            "10.0.0.0/8",
            "10.1.2.3",
            "10.1.2.3/24",
            "*",
            "0.0.0.0/0",
            "2001:db8::/32",
            "2001:db8::1",
            "::/0",
            "10.1.2.0/31",
            "10.1.2.3/32",
        ],
        given: &[
            "10.1.2.3",
            "10.1.2.1",
            "10.1.2.4",
            "10.2.0.1",
            "11.0.0.1",
            "2001:db8::1",
            "2001:0DB8:0:0::1",
            "2001:db9::",
            "x",
            "10.1.2.3/32",
        ],
    },
];

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

fn request(random: &mut Random, focus: Focus) -> Value {
    let assumes = random.chance(15);
    let code = if random.chance(85) { focus.code } else { "ecs" };
    let action = match (assumes, random.below(8)) {
        (true, 0) => "STS:assumerole".to_owned(),
        (true, _) => "sts:AssumeRole".to_owned(),
        (_, 0) => format!("{}:GET", code.to_uppercase()),
        _ => format!("{code}:{}", random.pick(&NAMES)),
    };
    let one = |random: &mut Random| {
        if assumes {
            let region = random.pick(&["*", "", "", "a"]);
            let account = random.pick(&[ACCOUNT, ACCOUNT, ACCOUNT, ACCOUNT, ACCOUNT, OTHER]);
            let role = random.pick(&[
                "role/deployer",
                "role/deployer",
                "role/linked",
                "role/plain",
                "role/Deployer",
            ]);
            format!("acs:ram:{region}:{account}:{role}")
        } else if random.chance(6) {
            "*".to_owned()
        } else {
            resource(random, code)
        }
    };
    let mut request = json!({ "action": action });
    // One role is assumed at a time.
    request["resources"] = if assumes || random.chance(80) {
        one(random).into()
    } else {
        (0..2 + random.below(2)).map(|_| one(random)).collect::<Vec<_>>().into()
    };
    if let Some(principal) = caller(random) {
        request["principal"] = principal.into();
    }
    if random.chance(12) {
        request["session"] = (*random.pick(&["All", "P0", "P1", "P2"])).into();
    }
    if random.chance(50) {
        request["resourceGroup"] = (*random.pick(&["rg", "rg", "rg", "other"])).into();
    }
    if focus.kind.is_some() && code == focus.code && !assumes && random.chance(50) {
        request["resourcePolicy"] = (*random.pick(&["R0", "R1"])).into();
    }
    let mut context = Map::new();
    for kind in &TYPES {
        for key in kind.keys {
            if random.chance(70) {
                context.insert((*key).to_owned(), given(random, kind));
            }
        }
    }
    unknown(random, &mut request, &mut context);
    request["context"] = context.into();
    request
}

fn resource(random: &mut Random, code: &str) -> String {
    let region = random.pick(&["", "*", "a", "a", "ab"]);
    let account = random.pick(&["", "*", ACCOUNT, ACCOUNT, "22"]);
    let relative = random.pick(&[
        "b",
        "b/x",
        "b/x",
        "b/y",
        "b/x/x",
        "",
        "*",
        "b/*",
        "b:x",
        "B",
        "role/deployer",
    ]);
    format!("acs:{code}:{region}:{account}:{relative}")
}

fn caller(random: &mut Random) -> Option<String> {
    Some(match random.below(22) {
        0..=8 => "user/alice".into(),
        9 => "user/bob".into(),
        10 => "role/deployer".into(),
        11 => "role/linked".into(),
        12 => "root".into(),
        13 => format!("acs:ram::{ACCOUNT}:root"),
        14 => format!("acs:ram::{ACCOUNT}:user/alice"),
        15 => format!("acs:ram::{OTHER}:user/alice"),
        16 => format!("acs:ram::{OTHER}:root"),
        17 => format!("acs:ram::{ACCOUNT}:saml-provider/idp"),
        18 => "ecs.aliyuncs.com".into(),
        19 => format!("arn:sts::{ACCOUNT}:assumed-role/deployer/s1"),
        20 => (*random.pick(&["222333", OTHER])).into(),
        _ => return None,
    })
}

fn given(random: &mut Random, kind: &Type) -> Value {
    let one = |random: &mut Random| *random.pick(kind.given);
    match random.below(10) {
        0..=5 => one(random).into(),
        6 => json!([one(random)]),
        7 => json!([]),
        _ => json!([one(random), one(random)]),
    }
}

fn unknown(random: &mut Random, request: &mut Value, context: &mut Map<String, Value>) {
    let keys: Vec<&str> = TYPES.iter().flat_map(|t| t.keys).copied().collect();
    match random.below(10) {
        0..=3 => {}
        4..=7 => {
            let some: Vec<&str> = (0..=random.below(5)).map(|_| *random.pick(&keys)).collect();
            some.iter().for_each(|key| drop(context.remove(*key)));
            request["unknown"] = json!(some);
        }
        _ => {
            if random.chance(50) {
                context.clear();
            }
            request["unknown"] = true.into();
            let absent: Vec<&str> = (0..random.below(4))
                .map(|_| *random.pick(&keys))
                .filter(|key| !context.contains_key(*key))
                .collect();
            request["absent"] = json!(absent);
        }
    }
}

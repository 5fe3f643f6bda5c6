//! Random catalogues and policies, small enough for the judge and mean enough for the engine.

use serde_json::{Map, Value, json};

use super::random::Random;

const NAMES: [&str; 6] = ["Aa", "Ab", "Ba", "Bb", "Cab", "Dba"];

/// A catalogue of two services, `s` and `st`, with up to six operations.
pub fn catalogue(random: &mut Random) -> String {
    let mut services = Vec::new();
    for (code, most) in [("s", 4), ("st", 1)] {
        let mut templates = Map::new();
        for key in ["t0", "t1", "t2", "t3"] {
            templates.insert(key.into(), template(random).into());
        }
        let mut operations = Vec::new();
        for name in NAMES.iter().take(1 + random.below(most)) {
            let mut operation = json!({ "name": name, "level": "get" });
            if random.chance(92) {
                operation["requires"] = requires(random).into();
            }
            operations.push(operation);
        }
        services.push(json!({
            "code": code, "name": code, "aliases": [], "templates": templates, "operations": operations,
            "systemPolicies": [], "serviceLinkedRoles": [],
        }));
    }
    json!({ "format": "ramlight-catalog/1", "date": "2020-01-01", "sources": ["made up"], "services": services })
        .to_string()
}

fn requires(random: &mut Random) -> String {
    let keys = ["t0", "t1", "t2", "t3"];
    let pick = |random: &mut Random| *random.pick(&keys);
    // Two different templates: what it means to ask for one twice is nobody's question.
    let pair = |random: &mut Random| {
        let first = random.below(4);
        format!("{} + {}", keys[first], keys[(first + 1 + random.below(3)) % 4])
    };
    match random.below(10) {
        0..=3 => pick(random).to_owned(),
        4..=6 => pair(random),
        7 => format!("{} | {}", pick(random), pair(random)),
        8 => {
            let (first, second) = (pair(random), pair(random));
            if first == second {
                first
            } else {
                format!("{first} | {second}")
            }
        }
        _ => {
            let first = random.below(4);
            format!("{} | {}", keys[first], keys[(first + 1 + random.below(3)) % 4])
        }
    }
}

fn template(random: &mut Random) -> String {
    if random.chance(5) {
        return "*".into();
    }
    let service = random.pick(&["s", "s", "s", "s", "s", "s", "st", "x"]);
    let region = random.pick(&["$r", "$r", "$r", "$r", "$r", "", "*", "a", "ab"]);
    let account = random.pick(&["$n", "$n", "$n", "$n", "$n", "", "*", "b"]);
    let relative = random.pick(&[
        "$x", "a$x", "a/$x", "b/$x", "a/$x", "$x-$y", "a/$x-$y", "{x}{y}", "{p*}", "a/{p*}", "*", "a/*", "b/*", "a",
        "$x/b", "{p*}/$x", "$x/$y", "a/{#x}b", "a*",
    ]);
    format!("acs:{service}:{region}:{account}:{relative}")
}

/// A policy of one to four statements without a faulty one.
pub fn policy(random: &mut Random) -> String {
    let statements: Vec<Value> = (0..=random.below(4)).map(|_| statement(random)).collect();
    json!({ "Version": "1", "Statement": statements }).to_string()
}

pub fn statement(random: &mut Random) -> Value {
    let mut statement = json!({ "Effect": if random.chance(65) { "Allow" } else { "Deny" } });
    let action = if random.chance(85) { "Action" } else { "NotAction" };
    statement[action] = list(random, action_pattern);
    let resource = if random.chance(82) { "Resource" } else { "NotResource" };
    statement[resource] = list(random, resource_pattern);
    if random.chance(22) {
        statement["Condition"] = match random.below(4) {
            0 => json!({}),
            1 => json!({ "StringEquals": {} }),
            _ => json!({ "StringEquals": { "acs:SourceVpc": "vpc-1" } }),
        };
    }
    statement
}

fn list(random: &mut Random, pattern: fn(&mut Random) -> Vec<String>) -> Value {
    let mut patterns = Vec::new();
    match random.below(20) {
        0 => {}
        1..=9 => patterns.extend(pattern(random)),
        _ => (0..=random.below(3)).for_each(|_| patterns.extend(pattern(random))),
    }
    if patterns.len() == 1 && random.chance(50) {
        return patterns.remove(0).into();
    }
    patterns.into()
}

fn action_pattern(random: &mut Random) -> Vec<String> {
    let fixed = [
        "*", "*", "*", "s:*", "s:*", "s:*", "s*:*", "*:A*", "s:?a", "S:aA", "s:*b", "st:*", "*:*a", "s?:A?", "?:*",
        "s:**", "q:*",
    ];
    vec![match random.below(10) {
        0..=5 => (*random.pick(&fixed)).to_owned(),
        6..=7 => format!("s:{}", random.pick(&NAMES)),
        _ => format!("{}:{}", random.pick(&["s", "st", "*", "s*"]), random.text("abAB*?", 3)),
    }]
}

/// Mostly one pattern; sometimes several that cover together what none covers alone.
fn resource_pattern(random: &mut Random) -> Vec<String> {
    if random.chance(10) {
        return vec!["*".into()];
    }
    let service = *random.pick(&["s", "s", "s", "s", "s", "*", "*", "*", "st", "s*", "?", "x", ""]);
    let region = field(random);
    let account = if random.chance(70) {
        "*".to_owned()
    } else {
        field(random)
    };
    let prefix = *random.pick(&["", "", "a/", "a/", "b/", "a", "?/", "*/"]);
    if random.chance(15) {
        let covers: [&[&str]; 7] = [
            &["?", "??*"],
            &["?", "*??"],
            &["a*", "b*", "?", "*b", "*a"],
            &["*a*", "*b*"],
            &["?*"],
            &["*/*", "?"],
            &["?", "??", "???*"],
        ];
        let cover = *random.pick(&covers);
        return match random.below(3) {
            0 => cover
                .iter()
                .map(|c| format!("acs:{service}:{c}:{account}:{prefix}*"))
                .collect(),
            1 => cover.iter().map(|c| format!("acs:{service}:*:{c}:{prefix}*")).collect(),
            _ => cover
                .iter()
                .map(|c| format!("acs:{service}:{region}:{account}:{prefix}{c}"))
                .collect(),
        };
    }
    let tail = match random.below(10) {
        0..=2 => "*".to_owned(),
        3 => random.text("ab*?/-:", 4),
        _ => random.text("ab*?/", 4),
    };
    vec![format!("acs:{service}:{region}:{account}:{prefix}{tail}")]
}

fn field(random: &mut Random) -> String {
    match random.below(10) {
        0..=3 => "*".to_owned(),
        4 => String::new(),
        5 => (*random.pick(&["a", "b", "ab"])).to_owned(),
        _ => random.text("ab*?", 3),
    }
}

/// A policy of the size that people write, for API Gateway.
pub fn realistic(random: &mut Random) -> String {
    let actions = [
        "apigateway:*",
        "apigateway:Describe*",
        "apigateway:CreateApi",
        "apigateway:*Api",
        "apigateway:Set*",
        "*",
        "apigateway:*ApiRule",
        "apigateway:*TrafficControl*",
        "ecs:*",
        "*:Describe*",
        "apigateway:DeployApi",
        "apigateway:??????Api",
        "apigateway:*Secret*",
    ];
    let types = [
        "apigroup",
        "trafficcontrol",
        "secretkey",
        "blacklist",
        "*",
        "group",
        "api*",
    ];
    let regions = ["*", "*", "*", "cn-hangzhou", "cn-beijing", "cn-*", "ap-southeast-?"];
    let accounts = ["*", "*", "1234567890123456", "*", "$accountid"];
    let ids = [
        "*", "*", "*", "g-1", "g-2", "g-*", "team-a-*", "*-prod", "prod-*-1", "?*", "*test*",
    ];
    let pick = |random: &mut Random, from: &[&'static str]| *random.pick(from);
    let mut statements = Vec::new();
    for _ in 0..=random.below(8) {
        let mut statement = json!({ "Effect": if random.chance(75) { "Allow" } else { "Deny" } });
        let list = |random: &mut Random, one: &dyn Fn(&mut Random) -> String| -> Value {
            (0..=random.below(4)).map(|_| one(random)).collect::<Vec<_>>().into()
        };
        let action = if random.chance(90) { "Action" } else { "NotAction" };
        statement[action] = list(random, &|r| pick(r, &actions).to_owned());
        let resource = if random.chance(90) { "Resource" } else { "NotResource" };
        statement[resource] = list(random, &|r| {
            if r.chance(12) {
                return "*".into();
            }
            let (region, account) = (pick(r, &regions), pick(r, &accounts));
            format!(
                "acs:apigateway:{region}:{account}:{}/{}",
                pick(r, &types),
                pick(r, &ids)
            )
        });
        if random.chance(20) {
            statement["Condition"] = json!({ "IpAddress": { "acs:SourceIp": ["10.0.0.0/8"] } });
        }
        statements.push(statement);
    }
    serde_json::to_string_pretty(&json!({ "Version": "1", "Statement": statements })).unwrap()
}

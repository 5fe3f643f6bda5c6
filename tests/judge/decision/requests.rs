//! Random requests for random scenarios.

use serde_json::{Map, Value, json};

use super::super::random::Random;
use super::generate::{ACCOUNT, Focus, NAMES, OTHER};
use super::types::{TYPES, Type};

pub fn request(random: &mut Random, focus: Focus) -> Value {
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
        } else if random.chance(3) {
            let odd = [
                "acs:oss:a:b",
                "acs",
                "x",
                "ACS:oss:*:*:b",
                "acs:::::",
                "acs:oss:*:*:b:c:x",
                "**",
                "acs::*:22:b",
            ];
            (*random.pick(&odd)).to_owned()
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
    if random.chance(65) {
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

/// A resource as a service presents it.
pub fn resource(random: &mut Random, code: &str) -> String {
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
        19 => {
            let account = random.pick(&[ACCOUNT, ACCOUNT, OTHER]);
            format!("arn:sts::{account}:assumed-role/deployer/s1")
        }
        20 => (*random.pick(&["222333", OTHER])).into(),
        _ => return None,
    })
}

fn given(random: &mut Random, kind: &Type) -> Value {
    let one = |random: &mut Random| {
        let from = if random.chance(10) { kind.odd } else { kind.given };
        *random.pick(from)
    };
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

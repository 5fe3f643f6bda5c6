//! Dates and addresses that also have to match patterns, or must not: every answer held to all texts of a pattern.
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

use grants::{Granted, Pair, Shown, World, document};
use judge::decision::statement::Kind;
use judge::random::{Random, repetitions};
use ramlight::catalog::Catalog;
use ramlight::compare::{Relation, beyond, compare};
use ramlight::pattern::Budget;
use ramlight::policy::PolicyText;
use serde_json::{Map, Value, json};

const STEPS: u64 = 40_000_000;
const KEY: &str = "k:1";

/// Dates near the ends of days, months and years, in many zones; leap seconds; and what is nearly a date.
const DATES: &[&str] = &[
    "2025-12-31T23:59:59Z",
    "2025-12-31T23:30:00-02:00",
    "2026-01-01T00:00:00Z",
    "2026-01-01t00:00:00z",
    "2026-01-01T00:00:00.000000001Z",
    "2026-01-01T00:00:00.0000000019Z",
    "2026-01-01T00:00:00.50Z",
    "2026-01-01T08:00:00+08:00",
    "2026-01-01T05:29:59+05:30",
    "2026-01-01T23:58:00+23:59",
    "2025-12-31T00:01:00-23:59",
    "2025-12-31T23:59:60Z",
    "2026-01-01T05:29:60+05:30",
    "2025-12-31T18:29:60.25-05:30",
    "2026-01-31T23:59:60-00:00",
    "2024-02-29T23:59:60Z",
    "2025-02-28T23:59:60+00:00",
    "2025-02-29T00:00:00Z",
    "2000-02-29T12:00:00Z",
    "1900-02-29T12:00:00Z",
    "2026-01-02T00:00:60Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00",
    "0000-01-01T00:00:00+23:59",
    "9999-12-31T23:59:60.999999999-23:59",
];
const MOMENTS: &[&str] = &[
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.5Z",
    "2025-12-31T23:59:60Z",
    "2026-01-01T08:00:01+08:00",
    "2025-12-31T23:17:00Z",
    "2024-02-29T12:30:15.123456789-03:45",
];
const ADDRESSES: &[&str] = &[
    "10.0.0.1",
    "9.255.255.255",
    "11.0.0.0",
    "10.00.0.1",
    "255.255.255.255",
    "256.1.1.1",
    "10.0.0",
    "::ffff:10.0.0.1",
    "::FFFF:a00:1",
    "0:0:0:0:0:ffff:a00:1",
    "0:0::ffff:10.0.0.1",
    "::fffe:10.0.0.1",
    "::10.0.0.1",
    "::",
    "::1",
    "2001:db8::1",
    "2001:DB8:0:0::",
    "2001:0db8:1:2:3:4:5:6",
    "2001:db8:1:2:3:4:5::",
    "2001:db8:1:2:3:4:5:6:7",
    "2001:db8:1:2:3:4:1.2.3.4",
    "2001:db8::3:4:5:1.2.3.4",
    "2001:db8:::1",
    "2001:db9::",
    "1::2::3",
    "1:2:3:4:5:6:7::",
    "fe80::1%1",
];
const NETWORKS: &[&str] = &[
    "10.0.0.0/8",
    "10.0.0.1",
    "10.0.0.0/31",
    "0.0.0.0/0",
    "192.0.2.0/27",
    "::/0",
    "2001:db8::/32",
    "2001:db8::1",
    "2001:db8:1::/45",
    "::/96",
    "*",
];
const OBSTACLES: &[&str] = &[
    "*Z", "*z", "*T*", "*+*", "*.*", "*:*", "*::*", "*1", "*0:*", "20*", "*f*", "?0*",
];
/// What stands for a `?`; `x` for what no date and no address has.
const ALPHABET: &str = "0123456789TZz:+-.afBx";

fn texts(random: &mut Random) -> &'static [&'static str] {
    if random.chance(60) { DATES } else { ADDRESSES }
}

/// A pattern with some characters replaced by `?`.
fn holed(random: &mut Random, text: &str, most: usize) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(most) {
        let at = random.below(characters.len());
        characters[at] = '?';
    }
    characters.into_iter().collect()
}

/// A pattern with a part replaced by `*`.
fn cut(random: &mut Random, text: &str) -> String {
    let (one, other) = (random.below(text.len() + 1), random.below(text.len() + 1));
    format!("{}*{}", &text[..one.min(other)], &text[one.max(other)..])
}

/// Every text of a pattern without `*`, of these characters.
fn filled(pattern: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for character in pattern.chars() {
        let ways: Vec<char> = match character {
            '?' => ALPHABET.chars().collect(),
            character => vec![character],
        };
        all = (all
            .iter()
            .flat_map(|start| ways.iter().map(move |way| format!("{start}{way}"))))
        .collect();
    }
    all
}

fn add(condition: &mut Map<String, Value>, operator: &str, values: Vec<String>) {
    condition.insert(operator.to_owned(), json!({ KEY: values }));
}

/// One condition of any type, mostly about texts of one type.
fn add_any(random: &mut Random, condition: &mut Map<String, Value>, of: &[&str]) {
    let prefix = random.pick(&["", "", "", "ForAnyValue:", "ForAllValues:"]);
    let some = |random: &mut Random, list: &[&str]| -> Vec<String> {
        (0..=random.below(2)).map(|_| (*random.pick(list)).to_owned()).collect()
    };
    let (operator, values) = match random.below(8) {
        0 | 1 => {
            let operators = [
                "DateEquals",
                "DateLessThan",
                "DateLessThanEquals",
                "DateGreaterThan",
                "DateNotEquals",
            ];
            (*random.pick(&operators), some(random, MOMENTS))
        }
        2 | 3 => (*random.pick(&["IpAddress", "NotIpAddress"]), some(random, NETWORKS)),
        4 => (
            *random.pick(&["StringLike", "StringNotLike", "StringNotLike"]),
            some(random, OBSTACLES),
        ),
        5 => {
            let text = *random.pick(of);
            (*random.pick(&["StringLike", "StringNotLike"]), vec![cut(random, text)])
        }
        6 => {
            let text = *random.pick(of);
            (
                *random.pick(&["StringLike", "StringNotLike"]),
                vec![holed(random, text, 4)],
            )
        }
        _ => {
            let operators = ["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringNotEquals"];
            (*random.pick(&operators), some(random, of))
        }
    };
    add(condition, &format!("{prefix}{operator}"), values);
}

fn statement(effect: &str, condition: Map<String, Value>) -> Value {
    json!({ "Effect": effect, "Action": "*", "Resource": "*", "Condition": condition })
}

/// What is found is granted here and not there, by `decide` and by the judge; and nothing is found only where the judge
/// finds nothing. Each comparison is decided.
fn hold(a: &Value, b: &Value, values: Vec<String>, slowest: &mut u64) -> bool {
    let place = || format!("{a}\n{b}");
    let (read_a, read_b) = (PolicyText::new(&a.to_string()), PolicyText::new(&b.to_string()));
    let world = World {
        actions: vec!["a:b".into()],
        resources: vec!["*".into()],
        callers: vec![None],
        keys: vec![KEY],
        values,
    };
    let pair = Pair::new(a, b, Kind::Identity);
    let classes = pair.classes(&world);
    let (expected, _) = pair.beyond(0, &world, &classes);
    let mut budget = Budget::new(STEPS);
    let found = beyond(
        &read_a.policy().bare_statements(),
        &read_b.policy().bare_statements(),
        None,
        &mut budget,
    );
    *slowest = (*slowest).max(budget.taken());
    let found = found.unwrap_or_else(|undecided| panic!("{undecided:?}\n{}", place()));
    assert!(found.is_some() || expected.is_none(), "{expected:?}\n{}", place());
    if let Some(witness) = &found {
        let shown = Shown {
            action: witness.action.clone(),
            resource: witness.resource.clone(),
            principal: None,
            context: witness.context.iter().cloned().collect(),
        };
        assert_eq!(
            pair.ask(&shown),
            [Granted::Yes, Granted::No],
            "{witness:?}\n{}",
            place()
        );
        let decided = [&read_a, &read_b].map(|policy| replay::grants(policy, witness));
        assert_eq!(decided, [Some(true), Some(false)], "{witness:?}\n{}", place());
    }
    found.is_some()
}

/// The texts of one pattern are few enough to look at each.
#[test]
fn all_texts_of_a_pattern() {
    let mut random = Random::from_environment(71);
    let (mut more, mut same, mut slowest) = (0, 0, 0);
    for _ in 0..repetitions(1_000) {
        let of = texts(&mut random);
        let text = *random.pick(of);
        let most = if random.chance(20) { 3 } else { 2 };
        let pattern = holed(&mut random, text, most);
        let mut wanted = Map::new();
        for _ in 0..=random.below(2) {
            add_any(&mut random, &mut wanted, of);
        }
        add(&mut wanted, "StringLike", vec![pattern.clone()]);
        let other: Vec<Value> = (0..random.below(3))
            .map(|_| {
                let mut condition = Map::new();
                add_any(&mut random, &mut condition, of);
                statement(if random.chance(80) { "Allow" } else { "Deny" }, condition)
            })
            .collect();
        let mut values = filled(&pattern);
        values.extend(DATES.iter().chain(ADDRESSES).map(|text| (*text).to_owned()));
        match hold(
            &document(&[statement("Allow", wanted)]),
            &document(&other),
            values,
            &mut slowest,
        ) {
            true => more += 1,
            false => same += 1,
        }
    }
    println!("{more} show, {same} do not, at most {slowest} steps");
    assert!(more > same / 10 && same > more / 10, "{more} {same}");
}

/// Conditions of all types on one key, in whole policies: none is undecided.
#[test]
fn no_mix_is_undecided() {
    let mut random = Random::from_environment(72);
    let (mut more, mut slowest) = (0, 0);
    let pairs = repetitions(1_000);
    for _ in 0..pairs {
        let of = texts(&mut random);
        let mut policy = || {
            let statements: Vec<Value> = (0..=random.below(3))
                .map(|_| {
                    let mut condition = Map::new();
                    for _ in 0..=random.below(3) {
                        add_any(&mut random, &mut condition, of);
                    }
                    statement(if random.chance(75) { "Allow" } else { "Deny" }, condition)
                })
                .collect();
            document(&statements)
        };
        let (a, b) = (policy(), policy());
        let values: Vec<String> = DATES.iter().chain(ADDRESSES).map(|text| (*text).to_owned()).collect();
        let is_more = hold(&a, &b, values.clone(), &mut slowest);
        let is_less = hold(&b, &a, values, &mut slowest);
        more += usize::from(is_more) + usize::from(is_less);
        let (read_a, read_b) = (PolicyText::new(&a.to_string()), PolicyText::new(&b.to_string()));
        let compared = compare(
            read_a.policy(),
            read_b.policy(),
            &Catalog::default(),
            &mut Budget::new(STEPS),
        );
        let expected = match (is_less, is_more) {
            (false, false) => Relation::Equal,
            (true, false) => Relation::Wider,
            (false, true) => Relation::Narrower,
            (true, true) => Relation::Neither,
        };
        assert_eq!(compared.relation, expected, "{a}\n{b}");
    }
    println!("{more} of {} show, at most {slowest} steps", 2 * pairs);
}

/// The one text of both patterns is before the new year in its own zone, and behind it in zones of other minutes.
#[test]
fn a_date_is_held_to_its_own_zone() {
    let wanted = json!({
        "StringLike": { KEY: "?026-01-01T05:29:59+05:30" }, "ForAnyValue:StringLike": { KEY: "20*" },
    });
    let unwanted = json!({ "DateLessThan": { KEY: "2026-01-01T00:00:00.5Z" } });
    let policy = |condition: &Value| document(&[statement("Allow", condition.as_object().unwrap().clone())]);
    let values = filled("?026-01-01T05:29:59+05:30");
    let mut slowest = 0;
    assert!(hold(&policy(&wanted), &policy(&unwanted), values, &mut slowest));
}

/// Behind its one point nine digits of a date count; a text with two points is none.
#[test]
fn a_date_has_one_point() {
    let mut slowest = 0;
    for (pattern, is_shown) in [
        ("202*.000000001Z", false),
        ("202*.0000000019Z", false),
        ("202*..0Z", false),
        ("202*.000000000Z", true),
        ("202*.0000000009Z", true),
    ] {
        let condition =
            json!({ "DateEquals": { KEY: "2026-01-01T00:00:01Z" }, "ForAllValues:StringLike": { KEY: pattern } });
        let policy = document(&[statement("Allow", condition.as_object().unwrap().clone())]);
        let values = ["0", "1", "0.0", "000000000", "000000001", "0000000009", "0000000019"];
        let values = values
            .map(|fraction| format!("2026-01-01T00:00:01.{fraction}Z"))
            .to_vec();
        assert_eq!(
            hold(&policy, &document(&[]), values, &mut slowest),
            is_shown,
            "{pattern}"
        );
    }
}

/// Dates in conditions with patterns that are not about dates. What the page compares takes no more steps than it has.
#[test]
fn crafted_patterns_are_decided() {
    const PAGE_STEPS: u64 = 5_000_000;
    let patterns: &[&[&str]] = &[
        &["*.5*"],
        &["*.5*", "*3*7*"],
        &["*.5*", "*:0*", "*-0?-*"],
        &["*1*2*", "*3*4*"],
        &["*:00:*", "*?7"],
        &["*5?????????"],
        &["*??:??+0?:?7"],
    ];
    let allow = |condition: Value| document(&[statement("Allow", condition.as_object().unwrap().clone())]);
    let mut slowest = 0;
    for date in ["DateEquals", "DateLessThan", "DateGreaterThan"] {
        for like in ["StringLike", "StringNotLike"] {
            for prefix in ["", "ForAllValues:"] {
                for patterns in patterns {
                    let (date, like) = (format!("{prefix}{date}"), format!("{prefix}{like}"));
                    let at = |moment: &str| allow(json!({ &date: { KEY: moment }, &like: { KEY: patterns } }));
                    let midnight = at("2026-01-01T00:00:00Z");
                    let mut relation = |a: &Value, b: &Value| {
                        let (a, b) = (PolicyText::new(&a.to_string()), PolicyText::new(&b.to_string()));
                        let mut budget = Budget::new(PAGE_STEPS);
                        let compared = compare(a.policy(), b.policy(), &Catalog::default(), &mut budget);
                        slowest = slowest.max(budget.taken());
                        compared.relation
                    };
                    let same = relation(&midnight, &at("2026-01-01T08:00:00.000+08:00"));
                    assert_eq!(same, Relation::Equal, "{midnight}");
                    let any_text = relation(&midnight, &allow(json!({ &date: { KEY: "2026-01-01T00:00:00Z" } })));
                    assert!(
                        matches!(any_text, Relation::Equal | Relation::Wider),
                        "{any_text:?} {midnight}"
                    );
                    let later = relation(&midnight, &at("2026-06-15T12:30:15.25Z"));
                    assert_ne!(later, Relation::Undecided, "{midnight}");
                    // The minutes up to this day, counted from the year 0, are 2 to the 31st.
                    let far = relation(&at("4083-01-22T12:00:00Z"), &at("4083-01-22T11:00:00-01:00"));
                    assert_eq!(far, Relation::Equal, "{midnight}");
                }
            }
        }
    }
    println!("at most {slowest} steps");
}

/// Of 54 operations that differ in the same way, the values are looked for once.
#[test]
fn values_are_not_looked_for_with_each_action() {
    let allow = |condition: Value| document(&[statement("Allow", condition.as_object().unwrap().clone())]);
    for date in ["DateEquals", "DateLessThan", "DateGreaterThan"] {
        let of = |moment: &str| allow(json!({ date: { KEY: moment }, "StringLike": { KEY: "*5?????????" } }));
        let (a, b) = (of("2026-01-01T00:00:00Z"), of("2026-06-15T12:30:15.25Z"));
        let (a, b) = (PolicyText::new(&a.to_string()), PolicyText::new(&b.to_string()));
        let steps_and_listed = |catalog: &Catalog| {
            let mut budget = Budget::new(STEPS);
            let compared = compare(a.policy(), b.policy(), catalog, &mut budget);
            (budget.taken(), compared.gained.len() + compared.lost.len())
        };
        let (steps, listed) = steps_and_listed(&Catalog::default());
        let (steps_of_many, listed_of_many) = steps_and_listed(&Catalog::api_gateway());
        assert!(listed <= 2 && listed_of_many >= 54, "{listed} {listed_of_many}");
        assert!(
            steps_of_many < 2 * steps,
            "{date}: {steps_of_many} steps, {steps} without operations"
        );
    }
}

//! What holds of every policy: properties of levels and outcomes over random texts and over the collected corpus.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/corpus.rs"]
mod collected;
#[path = "support/draft.rs"]
mod draft;
mod judge;

use draft::Draft;
use std::rc::Rc;

use judge::generate;
use judge::random::{Random, repetitions};
use ramlight::catalog::Catalog;
use ramlight::coverage::{Level, Outcome};
use serde_json::{Value, json};

/// Steps that the automata may take for one text over API Gateway, whatever the text is.
const STEPS_AT_MOST: u64 = 5_000_000;

/// Everything that a draft says, in a form that compares.
fn everything(draft: &Draft) -> Vec<String> {
    let operations = draft.nets().len();
    let mut all = vec![
        format!("{:?}", draft.nets()),
        format!("{:?}", draft.text.diagnostics(&ramlight::pattern::Bindings::default())),
    ];
    all.push(format!(
        "{:?} {} {} {:?}",
        draft.text.policy().problems,
        draft.text.policy().characters,
        draft.text.is_refused(),
        draft.text.format(),
    ));
    for (placed, coverage) in draft.text.policy().statements.iter().zip(draft.coverages()) {
        let marks: Vec<_> = (0..operations)
            .map(|o| (coverage.level(o), coverage.contributing.contains(o)))
            .collect();
        all.push(format!("{:?} {:?} {marks:?}", placed.span, placed.statement));
    }
    all.push(format!(
        "{} statements, {} covered",
        draft.text.policy().statements.len(),
        draft.coverages().len()
    ));
    all
}

fn fresh(catalog: &Rc<Catalog>, text: &str) -> Draft {
    let mut draft = Draft::new(Rc::clone(catalog));
    draft.update(text);
    draft
}

/// The texts of the collected corpus; none, said plainly, where the folder is missing.
fn corpus() -> Vec<String> {
    let rows = collected::corpus().unwrap_or_default();
    rows.iter()
        .map(|row| row["text"].as_str().unwrap().to_owned())
        .collect()
}

fn rank(level: Level) -> u8 {
    match level {
        Level::None => 0,
        Level::Partial => 1,
        Level::Full => 2,
        Level::Undecided => panic!("undecided"),
    }
}

#[test]
fn a_deny_added_never_grants_more() {
    let mut random = Random::from_environment(2);
    for _ in 0..repetitions(1_500) {
        let catalog = judge::engine::catalogue(&generate::catalogue(&mut random));
        let policy: Value = serde_json::from_str(&generate::policy(&mut random)).unwrap();
        let mut more = policy.clone();
        let mut deny = generate::statement(&mut random);
        deny["Effect"] = "Deny".into();
        let at = random.below(policy["Statement"].as_array().unwrap().len() + 1);
        more["Statement"].as_array_mut().unwrap().insert(at, deny);
        let (before, after) = (fresh(&catalog, &policy.to_string()), fresh(&catalog, &more.to_string()));
        for (id, operation) in catalog.operations.iter().enumerate() {
            if !catalog.requirements[operation.requirement as usize].is_published() {
                continue;
            }
            let (b, a) = (before.net(id), after.net(id));
            assert!(
                rank(a.must) <= rank(b.must) && rank(a.may) <= rank(b.may),
                "{}: {policy}\n{more}",
                operation.name
            );
        }
    }
}

#[test]
fn the_order_of_statements_is_irrelevant() {
    let mut random = Random::from_environment(3);
    for _ in 0..repetitions(1_500) {
        let catalog = judge::engine::catalogue(&generate::catalogue(&mut random));
        let policy: Value = serde_json::from_str(&generate::policy(&mut random)).unwrap();
        let mut turned = policy.clone();
        let by = random.below(4);
        let statements = turned["Statement"].as_array_mut().unwrap();
        statements.reverse();
        let count = statements.len();
        statements.rotate_left(by % count);
        let (one, other) = (
            fresh(&catalog, &policy.to_string()),
            fresh(&catalog, &turned.to_string()),
        );
        assert_eq!(one.nets(), other.nets(), "{policy}\n{turned}");
        for s in 0..count {
            let there = (2 * count - 1 - s - by % count) % count;
            let (here, there) = (&one.coverages()[s], &other.coverages()[there]);
            for o in 0..catalog.operations.len() {
                assert_eq!(here.level(o), there.level(o), "{policy}\n{turned}");
            }
        }
    }
}

/// Changes a text as somebody at a keyboard does.
fn edit(random: &mut Random, text: &mut String) {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = random.below(places.len());
    let keys = [
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "*",
        "?",
        " ",
        "\n",
        "a",
        "1.",
        "\\",
        "é",
        "组",
        "\u{1f600}",
        "“",
        "//",
    ];
    let pastes = [
        "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"},",
        "\"Resource\": \"acs:apigateway:*:*:apigroup/?\",",
        "\"Condition\":{\"Bool\":{\"acs:MFAPresent\":\"true\"}},",
        "Deny",
        "\"Version\":\"1\",",
    ];
    match random.below(10) {
        0..=3 => text.insert_str(places[at], keys[random.below(keys.len())]),
        4..=6 => {
            let most = if random.chance(20) { 40 } else { 2 };
            let end = places[(at + 1 + random.below(most)).min(places.len() - 1)];
            text.replace_range(places[at]..end, "");
        }
        7 => text.insert_str(places[at], pastes[random.below(pastes.len())]),
        _ => {
            let end = places[(at + random.below(60)).min(places.len() - 1)];
            let copied = text[places[at]..end].to_owned();
            text.insert_str(places[random.below(places.len())], &copied);
        }
    }
}

#[test]
fn an_update_equals_a_fresh_draft() {
    let mut random = Random::from_environment(4);
    let catalog = Rc::new(Catalog::api_gateway());
    let mut texts = corpus();
    texts.retain(|t| t.len() < 3_000);
    for _ in 0..repetitions(40) {
        texts.push(generate::realistic(&mut random));
    }
    let mut draft = Draft::new(Rc::clone(&catalog));
    for _ in 0..repetitions(120) {
        let mut text = random.pick(&texts).clone();
        draft.update(&text);
        for _ in 0..12 {
            let before = text.clone();
            edit(&mut random, &mut text);
            draft.update(&text);
            assert_eq!(
                everything(&draft),
                everything(&fresh(&catalog, &text)),
                "after\n{before}\nthen\n{text}"
            );
            // Undone, everything is as it was.
            if random.chance(30) {
                text = before;
                draft.update(&text);
                assert_eq!(
                    everything(&draft),
                    everything(&fresh(&catalog, &text)),
                    "back at\n{text}"
                );
            }
        }
    }
}

/// What is typed into a sound policy leaves it sound, mostly: then only the statement around it is read.
#[test]
fn typing_in_a_sound_policy_equals_a_fresh_draft() {
    let mut random = Random::from_environment(7);
    let catalog = Rc::new(Catalog::api_gateway());
    let mut sound = 0;
    for _ in 0..repetitions(60) {
        let mut text = generate::realistic(&mut random);
        let mut draft = fresh(&catalog, &text);
        for _ in 0..20 {
            let before = text.clone();
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = places[random.below(places.len())];
            match random.below(4) {
                0 => drop(text.remove(at)),
                1 => text.insert_str(at, ["D", "*", "组", "-", "/", " ", "{}", "\"*\","][random.below(8)]),
                _ => text.insert(at, char::from(b'a' + random.below(26) as u8)),
            }
            draft.update(&text);
            assert_eq!(
                everything(&draft),
                everything(&fresh(&catalog, &text)),
                "after\n{before}\nthen\n{text}"
            );
            if serde_json::from_str::<Value>(&text).is_ok() {
                sound += 1;
            } else {
                text = before;
                draft.update(&text);
            }
        }
    }
    assert!(sound > repetitions(60) * 5, "only {sound} texts were sound");
}

/// A Deny that stood outside the document, or without its bracket, means what it says once it stands in its place.
#[test]
fn a_mended_statement_equals_a_fresh_one() {
    let catalog = Rc::new(Catalog::api_gateway());
    let allow = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
    let deny = r#"{"Effect":"Deny","Action":"apigateway:Delete*","Resource":"*"}"#;
    let mended = format!(r#"{{"Version":"1","Statement":[{allow},{deny}]}}"#);
    for faulty in [
        format!(r#"{{"Version":"1","Statement":[{allow}]}} {deny}"#),
        format!(r#"{{"Version":"1","Statement":[{allow}],{deny}]}}"#),
        format!(r#"{{"Version":"1","Statement":[{allow},"x":{deny}]}}"#),
    ] {
        let mut draft = fresh(&catalog, &faulty);
        draft.update(&mended);
        assert_eq!(
            everything(&draft),
            everything(&fresh(&catalog, &mended)),
            "after\n{faulty}"
        );
    }
}

/// The list of JSON problems has an end; what stands behind it is not taken for sound.
#[test]
fn a_fault_past_the_listed_problems_is_a_fault() {
    let catalog = Rc::new(Catalog::api_gateway());
    for commas in [10, 2_000] {
        let faulty = r#"{"Effect":"Allow","Action":["apigateway:*",],"Resource":"*"}"#;
        let text = format!(
            r#"{{"Version":"1","X":[{}],"Statement":[{faulty}]}}"#,
            ",".repeat(commas)
        );
        let draft = fresh(&catalog, &text);
        let allowed = draft.nets().iter().filter(|net| net.outcome == Outcome::Allowed);
        assert_eq!(allowed.count(), 0, "{commas} commas before it");
    }
}

#[test]
fn bindings_after_the_text_equal_bindings_before_it() {
    let mut random = Random::from_environment(5);
    let catalog = Rc::new(Catalog::api_gateway());
    let bindings = judge::engine::bindings(&[("regionid", "cn-hangzhou"), ("groupid", "g-1")]);
    for _ in 0..repetitions(200) {
        let text = generate::realistic(&mut random);
        let mut before = Draft::new(Rc::clone(&catalog));
        before.bind(bindings.clone());
        before.update(&text);
        let mut after = fresh(&catalog, &text);
        let unbound = everything(&after);
        after.bind(bindings.clone());
        assert_eq!(everything(&before), everything(&after), "{text}");
        after.bind(judge::engine::bindings(&[]));
        assert_eq!(unbound, everything(&after), "unbound again: {text}");
    }
}

/// Nothing is undecided but for a faulty Deny (or a statement without a readable effect).
fn assert_decided(draft: &Draft, text: &str) {
    for (id, net) in draft.nets().iter().enumerate() {
        assert!(
            draft.coverages().iter().all(|s| !s.undecided.contains(id)),
            "operation {id} of\n{text}"
        );
        let blocked = draft.coverages().iter().any(|s| s.blocked.contains(id));
        assert_eq!(net.outcome == Outcome::Undecided, blocked, "operation {id} of\n{text}");
    }
}

#[test]
fn nothing_is_undecided_over_the_corpus() {
    let catalog = Rc::new(Catalog::api_gateway());
    let mut draft = Draft::new(Rc::clone(&catalog));
    let mut most = 0;
    for text in corpus() {
        draft.update(&text);
        most = most.max(draft.steps());
        assert!(draft.steps() <= STEPS_AT_MOST, "{} steps for\n{text}", draft.steps());
        assert_decided(&draft, &text);
    }
    println!("corpus: at most {most} steps");
}

#[test]
fn nothing_is_undecided_over_realistic_policies() {
    let mut random = Random::from_environment(6);
    let ground = Draft::new(Rc::new(Catalog::api_gateway()));
    let mut draft = ground;
    let mut most = 0;
    for _ in 0..repetitions(10_000) {
        let text = generate::realistic(&mut random);
        draft.update(&text);
        most = most.max(draft.steps());
        assert_decided(&draft, &text);
    }
    println!("realistic policies: at most {most} steps");
}

/// Patterns that double an automaton with every `?` (the letter so many places before the end), allowed and denied:
/// that nothing is left is seen only when every state has been looked at.
fn doubling(length: usize) -> String {
    let resources: Vec<String> = ["a", "b"]
        .iter()
        .map(|l| format!("acs:apigateway:*:*:apigroup/*{l}{}", "?".repeat(length)))
        .collect();
    json!({ "Version": "1", "Statement": [
        { "Effect": "Allow", "Action": "apigateway:*", "Resource": resources },
        { "Effect": "Deny", "Action": "apigateway:*", "Resource": resources } ] })
    .to_string()
}

/// What a statement covers by itself is not looked for in the patterns of others.
#[test]
fn beside_an_allow_of_everything_other_allows_cost_nothing() {
    let catalog = Rc::new(Catalog::api_gateway());
    let create = catalog.operation("apigateway:CreateApi").unwrap() as usize;
    let mut policy: serde_json::Value = serde_json::from_str(&doubling(64)).unwrap();
    let statements = policy["Statement"].as_array_mut().unwrap();
    let of = |effect: &str, element: &str, resource: &str| json!({ "Effect": effect, "Action": "apigateway:*", element: resource });
    // the two Denies leave nothing, which is seen only when every state has been looked at
    let prod = "acs:apigateway:*:*:apigroup/*-prod";
    *statements.last_mut().unwrap() = of("Deny", "Resource", prod);
    statements.push(of("Deny", "NotResource", prod));
    for (more, expected) in [
        (None, Outcome::Undecided),
        (Some(of("Allow", "Resource", "*")), Outcome::Denied),
    ] {
        let statements = policy["Statement"].as_array_mut().unwrap();
        statements.extend(more);
        assert_eq!(fresh(&catalog, &policy.to_string()).net(create).outcome, expected);
    }
}

#[test]
fn a_crafted_worst_case_is_undecided_within_its_steps() {
    let catalog = Rc::new(Catalog::api_gateway());
    let create = catalog.operation("apigateway:CreateApi").unwrap() as usize;
    let keys = catalog.operation("apigateway:ModifySecretKey").unwrap() as usize;
    let mut outcomes = Vec::new();
    for length in [1, 2, 4, 8, 16, 32, 64, 128] {
        let draft = fresh(&catalog, &doubling(length));
        let net = draft.net(create);
        println!("doubling {length}: {net:?} in {} steps", draft.steps());
        // Some ids are allowed, each of them is denied: anything else than `denied` is wrong.
        assert!(
            matches!(net.outcome, Outcome::Denied | Outcome::Undecided),
            "{length}: {net:?}"
        );
        for level in [net.must, net.may] {
            assert!(matches!(level, Level::None | Level::Undecided), "{length}: {net:?}");
        }
        for statement in draft.coverages() {
            assert!(
                matches!(statement.level(create), Level::Partial | Level::Undecided),
                "{length}"
            );
            assert_eq!(statement.level(keys), Level::None, "{length}");
        }
        assert_eq!(draft.net(keys).outcome, Outcome::NotGranted, "{length}");
        assert!(draft.steps() <= STEPS_AT_MOST, "{length}: {} steps", draft.steps());
        outcomes.push(net.outcome);
    }
    assert_eq!(outcomes.first(), Some(&Outcome::Denied));
    assert!(
        outcomes.contains(&Outcome::Undecided),
        "no text reached the budget: make one that does"
    );
}

/// Typed character by character, a Deny never lets a row become allowed that it denies in the end.
#[test]
fn a_half_typed_deny_allows_nothing_that_it_denies() {
    let catalog = Rc::new(Catalog::api_gateway());
    let allow = r#"{"Effect":"Allow","Action":"apigateway:*","Resource":"*"}"#;
    let denies = [
        r#"{"Effect":"Deny","Action":"apigateway:Delete*","Resource":"*"}"#,
        r#"{"Action":"apigateway:DeleteApi","Resource":"*","Effect":"Deny"}"#,
        r#"{"Resource":["acs:apigateway:*:*:secretkey/*","acs:apigateway:*:*:apigroup/*"],"Action":["apigateway:CreateApi","apigateway:Set*"],"Effect":"Deny"}"#,
        r#"{"Effect":"Deny","NotAction":["apigateway:Describe*","apigateway:CreateApi"],"NotResource":["acs:apigateway:*:*:apigroup/*"]}"#,
        r#"{"Effect":"Deny","NotResource":"acs:apigateway:*:*:x","NotAction":"apigateway:Describe*"}"#,
    ];
    for deny in denies {
        let tails = [
            (format!(r#"{{"Version":"1","Statement":[{allow},"#), "]}".to_owned()),
            (r#"{"Version":"1","Statement":["#.to_owned(), format!(",{allow}]}}")),
            (format!(r#"{{"Version":"1","Statement":[{allow},"#), String::new()),
        ];
        // What stands behind the cursor would close a list of the Deny, which then is an empty one.
        let lists = deny.contains('[');
        for (before, after) in tails.into_iter().skip(if lists { 2 } else { 0 }) {
            let whole = fresh(&catalog, &format!("{before}{deny}{after}"));
            for typed in 1..deny.len() {
                let text = format!("{before}{}{after}", &deny[..typed]);
                let draft = fresh(&catalog, &text);
                for (id, operation) in catalog.operations.iter().enumerate() {
                    let denied = whole.net(id).outcome != Outcome::Allowed;
                    assert!(
                        !denied || draft.net(id).outcome != Outcome::Allowed,
                        "{} is allowed while this is typed:\n{text}",
                        operation.name
                    );
                }
            }
        }
    }
}

/// A document that is too long keeps its meaning (language.md §9.6).
#[test]
fn a_document_over_the_limit_keeps_its_meaning() {
    let catalog = Rc::new(Catalog::api_gateway());
    let text = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"apigateway:*","Resource":"*"}]}"#;
    let long = text.replace("[{", &format!("[{}{{", " ".repeat(7_000)));
    let draft = fresh(&catalog, &long);
    assert!(
        !draft.text.policy().problems.is_empty(),
        "nothing is said of the length"
    );
    assert!(draft.nets().iter().all(|net| net.outcome == Outcome::Allowed));
}

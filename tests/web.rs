//! The boundary to JavaScript in a real browser: every call goes through the generated glue, as a page's would.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use js_sys::{Array, Function, JsString, Reflect, Uint8Array, Uint32Array};
use ramlight::wasm::engine::{AuthorizationHandle, CatalogHandle, PolicyHandle, RequestsHandle, read_json};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The codes of `OUTCOMES` in `index.d.ts`.
const NOT_GRANTED: u8 = 0;
const DENIED: u8 = 1;
const ALLOWED: u8 = 2;
/// The code of `full` in `LEVELS`.
const FULL: u32 = 2;
/// API Gateway's operations, and those named `Describe…`.
const OPERATIONS: u32 = 54;
const DESCRIBE: u32 = 21;

/// Allows all that starts with `Describe`; denies `DescribeApi` again.
const POLICY: &str = r#"{ "Version": "1", "Statement": [
  { "Effect": "Allow", "Action": "apigateway:Describe*", "Resource": "*" },
  { "Effect": "Deny", "Action": "apigateway:DescribeApi", "Resource": "*" }
] }"#;

fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    Reflect::apply(&function, object, &Array::from_iter(arguments))
}

fn ask(object: &JsValue, method: &str) -> JsValue {
    call(object, method, &[]).unwrap()
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap()
}

fn number(object: &JsValue, key: &str) -> u32 {
    get(object, key).as_f64().unwrap() as u32
}

fn array(value: JsValue) -> Vec<JsValue> {
    Array::from(&value).to_vec()
}

/// A new policy that tells positions so.
fn policy_with(text: &str, positions: Option<&str>) -> PolicyHandle {
    PolicyHandle::new(text, None, positions.map(str::to_owned), "identity")
}

/// What a text grants, as an object of JavaScript.
fn coverage_of(text: &str) -> JsValue {
    policy_with(text, None).coverage(&CatalogHandle::builtin()).into()
}

/// A new policy as an object of JavaScript; unlike `policy_with` it takes any string of JavaScript.
fn policy_of(text: &JsValue) -> JsValue {
    let policy: JsValue = policy_with("", None).into();
    call(&policy, "update", std::slice::from_ref(text)).unwrap();
    policy
}

/// What a policy grants, both as objects of JavaScript.
fn coverage_by(policy: &JsValue) -> JsValue {
    call(policy, "coverage", &[CatalogHandle::builtin().into()]).unwrap()
}

/// The names of the operations, in the order of the typed arrays.
fn names() -> Vec<String> {
    let names = ask(&CatalogHandle::builtin().into(), "names").as_string().unwrap();
    names.lines().map(str::to_owned).collect()
}

#[wasm_bindgen_test]
fn outcomes_have_one_code_for_each_operation() {
    let outcomes: Uint8Array = ask(&coverage_of(POLICY), "outcomes").dyn_into().unwrap();
    let expected: Vec<u8> = names()
        .iter()
        .map(|name| match name.as_str() {
            "DescribeApi" => DENIED,
            name if name.starts_with("Describe") => ALLOWED,
            _ => NOT_GRANTED,
        })
        .collect();
    assert_eq!(outcomes.to_vec(), expected);
    assert_eq!(expected.len(), OPERATIONS as usize);
}

#[wasm_bindgen_test]
fn marks_are_blocks_of_words() {
    let marks: Uint32Array = ask(&coverage_of(POLICY), "marks").dyn_into().unwrap();
    let marks = marks.to_vec();
    let mut blocks = Vec::new();
    let mut rest = marks.as_slice();
    while let [mark, first, count, after @ ..] = rest {
        let (words, next) = after.split_at(*count as usize);
        blocks.push((*mark, *first as usize, words));
        rest = next;
    }
    assert!(rest.is_empty());
    for (operation, name) in names().iter().enumerate() {
        let expected = match name.as_str() {
            "DescribeApi" => vec![FULL, 8 + FULL],
            name if name.starts_with("Describe") => vec![FULL],
            _ => vec![],
        };
        let word = |first: usize, words: &[u32]| words.get((operation / 32).wrapping_sub(first)).copied().unwrap_or(0);
        let set = blocks
            .iter()
            .filter(|(_, first, words)| word(*first, words) >> (operation % 32) & 1 == 1);
        assert_eq!(set.map(|(mark, ..)| *mark).collect::<Vec<_>>(), expected, "{name}");
    }
}

#[wasm_bindgen_test]
fn operations_of_a_statement_and_of_a_pattern_are_ids() {
    let draft = coverage_of(POLICY);
    let names = names();
    let describe_api = names.iter().position(|name| name == "DescribeApi").unwrap() as u32;
    let ids = |method: &str, of: u32| -> Vec<u32> {
        call(&draft, method, &[of.into()])
            .unwrap()
            .dyn_into::<Uint32Array>()
            .unwrap()
            .to_vec()
    };
    assert_eq!(ids("operationsOfStatement", 0).len(), DESCRIBE as usize);
    assert_eq!(ids("operationsOfStatement", 1), [describe_api]);

    let patterns = array(ask(&draft, "patterns"));
    let action = patterns
        .iter()
        .position(|pattern| get(pattern, "text") == "apigateway:DescribeApi")
        .unwrap();
    assert_eq!(get(&patterns[action], "element"), "Action");
    assert_eq!(number(&patterns[action], "matches"), 1);
    assert_eq!(ids("operationsOfPattern", action as u32), [describe_api]);
}

#[wasm_bindgen_test]
fn positions_are_utf16_after_chinese_text_and_emoji() {
    let text = POLICY.replacen("\"Version\"", "\"说明😀\": 1, \"Version\"", 1);
    let js = JsString::from(text.as_str());
    let statements = array(ask(&coverage_by(&policy_of(&js.clone().into())), "statements"));
    assert_eq!(statements.len(), 2);
    for (statement, start) in statements
        .iter()
        .zip(["{ \"Effect\": \"Allow\"", "{ \"Effect\": \"Deny\""])
    {
        assert_eq!(number(statement, "from"), js.index_of(start, 0) as u32);
        assert_eq!(js.char_at(number(statement, "to") - 1), "}");
    }
}

#[wasm_bindgen_test]
fn positions_are_bytes_when_asked() {
    let text = POLICY.replacen("\"Version\"", "\"说明😀\": 1, \"Version\"", 1);
    let coverage = policy_with(&text, Some("utf8"))
        .coverage(&CatalogHandle::builtin())
        .into();
    let statements = array(ask(&coverage, "statements"));
    assert_eq!(
        number(&statements[1], "from") as usize,
        text.find("{ \"Effect\": \"Deny\"").unwrap()
    );
}

#[wasm_bindgen_test]
fn a_lone_surrogate_is_an_answer_and_moves_nothing() {
    let parts: Vec<&str> = POLICY.splitn(2, "Describe*").collect();
    let surrogate = JsString::from_char_code1(0xD83D);
    let text = JsString::from(parts[0])
        .concat(&surrogate)
        .concat(&JsString::from(parts[1]));
    let statements = array(ask(&coverage_by(&policy_of(&text.clone().into())), "statements"));
    assert_eq!(statements.len(), 2);
    assert_eq!(
        number(&statements[1], "from"),
        text.index_of("{ \"Effect\": \"Deny\"", 0) as u32
    );
}

#[wasm_bindgen_test]
fn keys_of_javascripts_own_objects_are_data() {
    let text = POLICY.replacen(
        "\"Version\"",
        "\"__proto__\": { \"Effect\": 1 }, \"constructor\": 1, \"Version\"",
        1,
    );
    let policy = policy_of(&text.as_str().into());
    let said: Vec<String> = array(call(&policy, "diagnostics", &[Array::new().into()]).unwrap())
        .iter()
        .map(|diagnostic| get(diagnostic, "message").as_string().unwrap())
        .collect();
    for key in ["`__proto__`", "`constructor`"] {
        assert!(said.iter().any(|message| message.contains(key)), "{key} in {said:?}");
    }
}

#[wasm_bindgen_test]
fn a_later_update_takes_the_place_of_the_earlier() {
    let policy = policy_of(&POLICY.into());
    let coverage = coverage_by(&policy);
    let update = |text: &str| call(&policy, "update", &[text.into()]).unwrap();
    update(&POLICY.replace("\"Deny\"", "\"Allow\""));
    let outcomes: Uint8Array = ask(&coverage, "outcomes").dyn_into().unwrap();
    assert_eq!(
        outcomes.to_vec().iter().filter(|&&outcome| outcome == ALLOWED).count(),
        DESCRIBE as usize
    );
    update("");
    let outcomes: Uint8Array = ask(&coverage, "outcomes").dyn_into().unwrap();
    assert_eq!(outcomes.to_vec(), [NOT_GRANTED; OPERATIONS as usize]);
}

#[wasm_bindgen_test]
fn a_faulty_catalogue_throws_the_list_of_its_errors() {
    let class = get(&CatalogHandle::builtin().into(), "constructor");
    let thrown = call(&class, "fromJSON", &["{".into(), "mine.json".into()]).unwrap_err();
    assert!(Array::is_array(&thrown));
    let errors = array(thrown);
    assert!(!errors.is_empty());
    assert_eq!(get(&errors[0], "file"), "mine.json");
    assert_eq!(number(&errors[0], "line"), 1);
}

#[wasm_bindgen_test]
fn use_after_free_is_an_error() {
    let coverage = coverage_of(POLICY);
    ask(&coverage, "free");
    for method in ["outcomes", "marks", "statements", "patterns"] {
        let error = call(&coverage, method, &[]).unwrap_err();
        assert!(error.is_instance_of::<js_sys::Error>(), "{method} throws {error:?}");
    }
}

/// A request as `src/npm/request.js` packs it: its texts, their length, and words; `more` is what is known of its keys.
fn packed(action: &str, resource: &str, is_open: u32, more: &[u32], values: &str) -> [JsValue; 3] {
    let texts = JsString::from([action, resource, values].concat());
    let length = |text: &str| JsString::from(text).length();
    let words = [&[length(action), is_open, 1, length(resource)], more, &[END]].concat();
    [
        texts.clone().into(),
        texts.length().into(),
        Uint32Array::from(words.as_slice()).into(),
    ]
}

/// What is possible of a packed request, as bits.
fn bits(authorization: &JsValue, request: [JsValue; 3]) -> f64 {
    let [texts, length, words] = request;
    let state = ask(authorization, "state");
    call(authorization, "decide", &[state, texts, length, words])
        .unwrap()
        .as_f64()
        .unwrap()
}

/// An authorization of one identity policy, as an object of JavaScript.
fn authorization_of(policy: &PolicyHandle) -> JsValue {
    let mut authorization = AuthorizationHandle::new(0, None, None);
    authorization.attach(policy, 2, 0, Some("mine".to_owned()), false, Some(0), None, None);
    authorization.into()
}

/// Stands behind each packed request.
const END: u32 = u32::MAX;
/// What the bits are where a request must be packed anew.
const AGAIN: f64 = 8.0;
/// Whether what a context does not list is absent, or unknown.
const CLOSED: u32 = 0;
const OPEN: u32 = 1;
const CONDITIONAL: &str = r#"{ "Version": "1", "Statement": [
  { "Effect": "Allow", "Action": "ecs:*", "Resource": "*", "Condition": { "StringEquals": { "说明:键": "值" } } }
] }"#;

#[wasm_bindgen_test]
fn a_packed_request_is_decided() {
    let authorization = authorization_of(&policy_with(CONDITIONAL, None));
    assert_eq!(ask(&authorization, "state"), 1);
    assert_eq!(array(ask(&authorization, "keys")), ["说明:键"]);
    let decide = |resource, is_open, more: &[u32], values| {
        bits(&authorization, packed("ecs:X", resource, is_open, more, values))
    };
    assert_eq!(decide("*", CLOSED, &[], ""), 4.0);
    assert_eq!(decide("*", OPEN, &[], ""), 5.0);
    // of key 0 one value, of the length 1; two values; that it is absent; that it is unknown
    assert_eq!(decide("*", CLOSED, &[3, 1], "值"), 1.0);
    assert_eq!(decide("*", CLOSED, &[2, 2, 2, 1], "😀值"), 1.0);
    assert_eq!(decide("*", OPEN, &[1], ""), 4.0);
    assert_eq!(decide("*", CLOSED, &[0], ""), 5.0);
    assert_eq!(decide("instance/i-1", CLOSED, &[], ""), 0.0, "no resource");
    let keys = call(&authorization, "unknownKeys", &packed("ecs:X", "*", OPEN, &[], "")).unwrap();
    assert_eq!(array(keys), ["说明:键"]);
}

#[wasm_bindgen_test]
fn packed_requests_that_end_early_must_be_packed_anew() {
    let authorization = authorization_of(&policy_with(CONDITIONAL, None));
    let state = ask(&authorization, "state");
    let [texts, length, words] = packed("ecs:X", "*", CLOSED, &[3, 1], "值");
    let words: Uint32Array = words.dyn_into().unwrap();
    for end in 0..=words.length() {
        let some = words.slice(0, end).into();
        let arguments = [state.clone(), 1.into(), texts.clone(), length.clone(), some];
        let decided: Uint8Array = call(&authorization, "decideMany", &arguments)
            .unwrap()
            .dyn_into()
            .unwrap();
        let expected: &[u8] = if end == words.length() { &[1] } else { &[] };
        assert_eq!(decided.to_vec(), expected, "{end} words");
    }
    let other = JsValue::from(state.as_f64().unwrap() + 1.0);
    let decided = call(&authorization, "decide", &[other, texts, length, words.into()]);
    assert_eq!(
        decided.unwrap().as_f64(),
        Some(AGAIN),
        "the numbers of keys are of another state"
    );
}

#[wasm_bindgen_test]
fn kept_requests_are_packed_by_keys_of_their_own() {
    let requests: JsValue = RequestsHandle::new().into();
    let add = |keys: &[&str], packed: [JsValue; 3]| {
        let keys: Array = keys.iter().map(|key| JsValue::from_str(key)).collect();
        let [texts, length, words] = packed;
        call(&requests, "add", &[keys.into(), 1.into(), texts, length, words]).unwrap()
    };
    // the value is of the second key, and then of the first
    assert_eq!(
        add(&["other", "说明:键"], packed("ecs:X", "*", CLOSED, &[7, 1], "值")),
        true
    );
    assert_eq!(
        add(&["other"], packed("ecs:X", "x", CLOSED, &[3, 1], "值")),
        false,
        "no resource"
    );
    assert_eq!(
        add(&["other"], packed("ecs:X", "*", CLOSED, &[3, 2], "值")),
        false,
        "too short"
    );
    assert_eq!(add(&["other"], packed("ecs:X", "*", CLOSED, &[3, 1], "值")), true);
    assert_eq!(add(&[], packed("ecs:X", "*", OPEN, &[], "")), true);
    let policy = policy_with(CONDITIONAL, None);
    let authorization = authorization_of(&policy);
    let decide = || -> Vec<u8> {
        let decided: Uint8Array = call(&authorization, "decideKept", std::slice::from_ref(&requests))
            .unwrap()
            .dyn_into()
            .unwrap();
        decided.to_vec()
    };
    assert_eq!(decide(), [1, 4, 5]);
    policy.update(&CONDITIONAL.replace("说明:键", "other"));
    assert_eq!(decide(), [4, 1, 5]);
    ask(&authorization, "free");
    ask(&requests, "free");
}

#[wasm_bindgen_test]
fn an_authorization_follows_its_policy() {
    let policy = policy_with("", None);
    let authorization = authorization_of(&policy);
    let decide = || bits(&authorization, packed("apigateway:DescribeApi", "*", CLOSED, &[], ""));
    assert_eq!(decide(), 4.0);
    policy.update(POLICY);
    assert_eq!(decide(), 2.0);
    policy.update(&POLICY.replace("Deny", "Allow"));
    assert_eq!(decide(), 1.0);
}

#[wasm_bindgen_test]
fn an_explanation_has_places_in_utf16() {
    let text = CONDITIONAL.replacen("\"Version\"", "\"说明😀\": 1, \"Version\"", 1);
    let js = JsString::from(text.as_str());
    let authorization = authorization_of(&policy_with(&text, None));
    let explain = |resource| {
        let [texts, length, words] = packed("ecs:X", resource, OPEN, &[], "");
        call(&authorization, "explain", &[Array::new().into(), texts, length, words]).unwrap()
    };
    let explanation = explain("*");
    assert_eq!(get(&explanation, "decision"), "Undecided");
    assert_eq!(get(&array(get(&explanation, "policies"))[0], "name"), "mine");
    let stages = get(&array(get(&explanation, "resources"))[0], "stages");
    let statement = &array(get(&array(stages)[0], "statements"))[0];
    assert_eq!(get(statement, "verdict"), "unknown");
    assert_eq!(number(statement, "from"), js.index_of("{ \"Effect\"", 0) as u32);
    let condition = &array(get(statement, "conditions"))[0];
    assert_eq!(number(condition, "from"), js.index_of("\"说明:键\"", 0) as u32);
    assert!(explain("x").is_undefined());
}

#[wasm_bindgen_test]
fn json_is_read_with_places_and_problems() {
    let text = "{\"说\": [1, true, null, \"a\\n\"], \"__proto__\": {},, \"x\" }";
    let js = JsString::from(text);
    let read = read_json(text, None);
    assert_eq!(array(get(&read, "problems")).len(), 2);
    let root = get(&read, "root");
    assert_eq!(
        (get(&root, "kind"), number(&root, "to")),
        ("object".into(), js.length())
    );
    let members = array(get(&root, "members"));
    let [list, proto, unfinished] = [0, 1, 2].map(|at| array(members[at].clone()));
    assert_eq!((&list[0], list[1].as_f64()), (&"说".into(), Some(1.0)));
    let kinds: Vec<JsValue> = array(get(&list[2], "items"))
        .iter()
        .map(|item| get(item, "kind"))
        .collect();
    assert_eq!(kinds, ["number", "true", "null", "string"]);
    assert_eq!(get(&array(get(&list[2], "items"))[3], "text"), "a\n");
    assert_eq!(
        (&proto[0], get(&proto[2], "kind")),
        (&"__proto__".into(), "object".into())
    );
    assert_eq!((&unfinished[0], &unfinished[2]), (&"x".into(), &JsValue::NULL));
    assert!(get(&read_json("", None), "root").is_null());
}

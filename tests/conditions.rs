//! Every operator against requests, by tables that were worked out by hand from language.md §3 and §9.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use std::cmp::Ordering;
use std::collections::HashSet;
use std::rc::Rc;

use proptest::prelude::*;
use ramlight::condition::{Comparison, Context, Known, Operator, OperatorError, Test, Truth, without_host_bits};

fn test(operator: &str, expected: &[&str]) -> Test {
    let expected: Vec<Rc<str>> = expected.iter().map(|value| Rc::from(*value)).collect();
    Test::new(Operator::parse(operator).unwrap(), &expected)
}

fn values(values: &[&str]) -> Known {
    Known::Values(values.iter().map(|value| (*value).into()).collect())
}

fn met(operator: &str, expected: &[&str], request: &[&str]) -> bool {
    match test(operator, expected).truth(&values(request)) {
        Truth::True => true,
        Truth::False => false,
        Truth::Unknown => panic!("{operator} {expected:?} is unknown of {request:?}"),
    }
}

/// Each positive operator beside its negation, if there is one: one value of the policy, one of the request.
#[test]
fn a_value_against_a_value() {
    const EQUALS: (&str, &str) = ("StringEquals", "StringNotEquals");
    const NO_CASE: (&str, &str) = ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase");
    const LIKE: (&str, &str) = ("StringLike", "StringNotLike");
    const NUMBER: (&str, &str) = ("NumericEquals", "NumericNotEquals");
    const DATE: (&str, &str) = ("DateEquals", "DateNotEquals");
    const BOOL: (&str, &str) = ("Bool", "");
    const IP: (&str, &str) = ("IpAddress", "NotIpAddress");
    for ((positive, negated), expected, request, is_met) in [
        (EQUALS, "Production", "Production", true),
        (EQUALS, "Production", "production", false),
        (EQUALS, "a*", "a*", true),
        (EQUALS, "a*", "ab", false),
        (EQUALS, "", "", true),
        (EQUALS, "", " ", false),
        (NO_CASE, "Production", "pRODUCTION", true),
        (NO_CASE, "Production", "Productions", false),
        (NO_CASE, "É", "é", false),
        (LIKE, "Development/*", "Development/", true),
        (LIKE, "Development/*", "Development/a/b", true),
        (LIKE, "Development/*", "development/a", false),
        (LIKE, "vpc-?", "vpc-中", true),
        (LIKE, "vpc-?", "vpc-", false),
        (LIKE, "vpc-?", "vpc-ab", false),
        (LIKE, "*", "", true),
        (LIKE, "a", "a", true),
        // A wildcard of the request is a plain character.
        (LIKE, "ab", "a*", false),
        (NUMBER, "5", "5", true),
        (NUMBER, "5", "5.0", true),
        (NUMBER, "1.10", "1.1", true),
        (NUMBER, "0", "-0", true),
        (NUMBER, "0.0", "-0.000", true),
        (NUMBER, "007", "7", true),
        (NUMBER, "9007199254740993", "9007199254740992", false),
        (NUMBER, "9007199254740993", "9007199254740993", true),
        (NUMBER, "0.1", "0.10000000000000000000000000000001", false),
        (NUMBER, "5", "-5", false),
        // Of the wrong type: no match.
        (NUMBER, "5", "5 ", false),
        (NUMBER, "5", "+5", false),
        (NUMBER, "5", "5.", false),
        (NUMBER, "0.5", ".5", false),
        (NUMBER, "1000", "1e3", false),
        (NUMBER, "5", "five", false),
        (NUMBER, "0", "", false),
        (NUMBER, "0", "-", false),
        (NUMBER, "5", "٥", false),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T10:00:00Z", true),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T18:00:00+08:00", true),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T10:00:00.000-00:00", true),
        (DATE, "2026-01-05T10:00:00.5Z", "2026-01-05T10:00:00.500Z", true),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05t10:00:00z", true),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T10:00:00.000000001Z", false),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T10:00:00", false),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05 10:00:00Z", false),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T18:00:00+0800", false),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T10:00:00,0Z", false),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T02:00:00\u{2212}08:00", false),
        (DATE, "2026-01-05T10:00:00Z", "2026-01-05T10:00Z", false),
        (DATE, "2026-01-05T10:00:00Z", " 2026-01-05T10:00:00Z", false),
        (DATE, "1970-01-01T00:00:00Z", "0", false),
        (DATE, "2024-02-29T00:00:00Z", "2024-02-28T16:00:00-08:00", true),
        (BOOL, "true", "true", true),
        (BOOL, "true", "false", false),
        (BOOL, "false", "false", true),
        (BOOL, "true", "True", false),
        (BOOL, "true", "1", false),
        (IP, "192.0.2.7", "192.0.2.7", true),
        (IP, "192.0.2.7", "192.0.2.8", false),
        (IP, "192.0.2.0/24", "192.0.2.255", true),
        (IP, "192.0.2.0/24", "192.0.3.0", false),
        (IP, "10.101.169.111/24", "10.101.169.1", true),
        (IP, "172.16.0.0/12", "172.31.255.255", true),
        (IP, "172.16.0.0/12", "172.32.0.0", false),
        (IP, "0.0.0.0/0", "203.0.113.9", true),
        (IP, "0.0.0.0/0", "2001:db8::1", false),
        (IP, "192.0.2.7/32", "192.0.2.7", true),
        (IP, "*", "203.0.113.9", true),
        (IP, "*", "2001:db8::1", true),
        (IP, "*", "somewhere", false),
        (IP, "2001:db8::/32", "2001:db8:ffff::1", true),
        (IP, "2001:db8::/32", "2001:db9::", false),
        (
            IP,
            "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
            "2001:db8:85a3::8a2e:370:7334",
            true,
        ),
        (IP, "::/0", "::1", true),
        (IP, "::/0", "192.0.2.7", false),
        // An IPv4 address written as IPv6 is the IPv4 address.
        (IP, "192.0.2.0/24", "::ffff:192.0.2.7", true),
        (IP, "::ffff:192.0.2.0/120", "192.0.2.7", true),
        (IP, "::/0", "::ffff:192.0.2.7", false),
        (IP, "192.0.2.7", "192.0.2.07", false),
        (IP, "192.0.2.7", "192.0.2.7/32", false),
        (IP, "192.0.2.7", "192.0.2.7 ", false),
        (IP, "192.0.2.7", "", false),
    ] {
        assert_eq!(
            met(positive, &[expected], &[request]),
            is_met,
            "{positive} {expected}: {request}"
        );
        if !negated.is_empty() {
            assert_eq!(
                met(negated, &[expected], &[request]),
                !is_met,
                "{negated} {expected}: {request}"
            );
        }
    }
}

/// The four operators that order, on a value that is less, equal and greater than the policy's.
#[test]
fn order_of_numbers_and_dates() {
    let numbers = [
        ("-2.5", "-2.49"),
        ("-1", "0"),
        ("9", "10"),
        ("0.09", "0.1"),
        ("-10", "-9"),
    ];
    let dates = [
        ("2026-01-05T10:00:00Z", "2026-01-05T10:00:00.001Z"),
        // An hour earlier, though the clock shows more.
        ("2026-01-05T17:00:00+08:00", "2026-01-05T10:00:00Z"),
        ("0000-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"),
        // A leap second comes between two others.
        ("2016-12-31T23:59:59.999Z", "2016-12-31T23:59:60Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
    ];
    for (kind, pairs) in [("Numeric", &numbers[..]), ("Date", &dates[..])] {
        for (low, high) in pairs {
            for (operator, less, equal, greater) in [
                ("LessThan", true, false, false),
                ("LessThanEquals", true, true, false),
                ("GreaterThan", false, false, true),
                ("GreaterThanEquals", false, true, true),
            ] {
                let operator = format!("{kind}{operator}");
                assert_eq!(met(&operator, &[high], &[low]), less, "{operator} {high}: {low}");
                assert_eq!(met(&operator, &[low], &[low]), equal, "{operator} {low}: {low}");
                assert_eq!(met(&operator, &[low], &[high]), greater, "{operator} {low}: {high}");
                for wrong in ["", "x", "true"] {
                    assert!(!met(&operator, &[low], &[wrong]), "{operator} {low}: {wrong}");
                }
            }
        }
    }
}

/// A leap second follows the last second of a month in UTC (RFC 3339 §5.7), whatever the zone it is written in.
#[test]
fn a_leap_second_stands_at_the_end_of_a_month() {
    for (date, is_one) in [
        ("2016-12-31T23:59:60Z", true),
        ("2016-12-31T23:59:60.5Z", true),
        ("2017-01-01T07:59:60+08:00", true),
        ("2016-12-31T15:59:60-08:00", true),
        ("2024-02-29T23:59:60Z", true),
        ("1969-06-30T23:59:60Z", true),
        ("2016-12-31T12:30:60Z", false),
        ("2016-12-30T23:59:60Z", false),
        ("2023-02-29T23:59:60Z", false),
        ("2016-12-31T23:59:60+08:00", false),
        ("2016-12-31T23:58:60Z", false),
        ("2016-12-31T23:59:61Z", false),
    ] {
        assert_eq!(met("DateEquals", &[date], &[date]), is_one, "{date}");
        assert_eq!(
            met("DateGreaterThan", &["1960-01-01T00:00:00Z"], &[date]),
            is_one,
            "{date}"
        );
    }
}

/// Several values, on either side, and none; rows are (policy, request, plain, negated, `ForAllValues`).
#[test]
fn several_values() {
    let none: &[&str] = &[];
    for (expected, request, any, negated, all) in [
        (&["a", "b"][..], &["a"][..], true, false, true),
        (&["a", "b"], &["c"], false, true, false),
        (&["a", "b"], &["c", "b"], true, false, false),
        (&["a", "b"], &["b", "a"], true, false, true),
        (&["a", "b"], &["c", "d"], false, true, false),
        (&["a"], none, false, true, true),
        // A list of no values is never met, and its negation always.
        (none, &["a"], false, true, false),
        (none, none, false, true, false),
    ] {
        let case = format!("{expected:?}: {request:?}");
        assert_eq!(met("StringEquals", expected, request), any, "{case}");
        assert_eq!(met("ForAnyValue:StringEquals", expected, request), any, "{case}");
        assert_eq!(met("StringNotEquals", expected, request), negated, "{case}");
        assert_eq!(met("ForAnyValue:StringNotEquals", expected, request), negated, "{case}");
        assert_eq!(met("ForAllValues:StringEquals", expected, request), all, "{case}");
        // Each value of the request meets none: the same as none meets any.
        assert_eq!(
            met("ForAllValues:StringNotEquals", expected, request),
            negated,
            "{case}"
        );
    }
    // One value of the wrong type beside a right one.
    assert!(met("NumericEquals", &["5"], &["x", "5"]));
    assert!(!met("ForAllValues:NumericEquals", &["5"], &["x", "5"]));
    assert!(!met("NumericNotEquals", &["5"], &["x", "5"]));
    // The least of several bounds is beside the point: any of them will do.
    assert!(met("NumericLessThan", &["3", "10"], &["7"]));
    assert!(met("NotIpAddress", &["10.0.0.0/8", "192.168.0.0/16"], &["203.0.113.1"]));
    assert!(!met(
        "NotIpAddress",
        &["10.0.0.0/8", "192.168.0.0/16"],
        &["192.168.3.4"]
    ));
}

#[test]
fn a_key_that_is_absent_or_unknown() {
    for (operator, value, absent) in [
        ("StringEquals", "a", Truth::False),
        ("StringLike", "*", Truth::False),
        ("StringNotEquals", "a", Truth::True),
        ("StringNotLike", "*", Truth::True),
        ("StringEqualsIgnoreCase", "a", Truth::False),
        ("StringNotEqualsIgnoreCase", "a", Truth::True),
        ("NumericNotEquals", "5", Truth::True),
        ("NumericLessThan", "5", Truth::False),
        ("DateNotEquals", "2026-01-05T10:00:00Z", Truth::True),
        ("DateGreaterThan", "2026-01-05T10:00:00Z", Truth::False),
        ("Bool", "false", Truth::False),
        ("IpAddress", "*", Truth::False),
        ("NotIpAddress", "*", Truth::True),
        ("ForAnyValue:StringEquals", "a", Truth::False),
        ("ForAllValues:StringEquals", "a", Truth::True),
        ("ForAllValues:StringNotEquals", "a", Truth::True),
    ] {
        let test = test(operator, &[value]);
        assert_eq!(test.truth(&Known::Absent), absent, "{operator}");
        assert_eq!(test.truth(&Known::Unknown), Truth::Unknown, "{operator}");
    }
}

#[test]
fn operators_are_those_that_ram_documents() {
    let documented = [
        "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike",
        "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan",
        "NumericGreaterThanEquals DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan",
        "DateGreaterThanEquals Bool IpAddress NotIpAddress IpAddressIncludeBorder",
    ];
    let documented: Vec<&str> = documented.iter().flat_map(|line| line.split(' ')).collect();
    assert_eq!(documented.len(), 22);
    for name in documented {
        let operator = Operator::parse(name).unwrap();
        assert_eq!(operator.is_negated, name.contains("Not"), "{name}");
        assert!(Operator::parse(&format!("ForAnyValue:{name}")).is_ok(), "{name}");
        assert_eq!(Operator::meant_by(&name.to_lowercase()).as_deref(), Some(name));
    }
    for (text, error, meant) in [
        ("Null", OperatorError::Refused, None),
        ("StringEqualsIfExists", OperatorError::Refused, None),
        ("ForAllValues:BoolIfExists", OperatorError::Refused, None),
        ("ArnLike", OperatorError::Unknown, None),
        ("BinaryEquals", OperatorError::Unknown, None),
        ("", OperatorError::Unknown, None),
        (" bool", OperatorError::Unknown, Some("Bool")),
        (
            "forallvalues:stringLike",
            OperatorError::Unknown,
            Some("ForAllValues:StringLike"),
        ),
        (
            "forAnyValue:StringLike",
            OperatorError::Unknown,
            Some("ForAnyValue:StringLike"),
        ),
        ("ForSome:StringLike", OperatorError::Unknown, None),
    ] {
        assert_eq!(Operator::parse(text), Err(error), "{text}");
        assert_eq!(Operator::meant_by(text).as_deref(), meant, "{text}");
    }
}

/// Rows are (one, other, equal questions, equal tests).
#[test]
fn what_is_the_same_question() {
    for (one, other, same_question, same_test) in [
        (
            test("IpAddress", &["10.0.0.0/8", "192.0.2.7"]),
            test("NotIpAddress", &["192.0.2.7", "10.0.0.0/8"]),
            true,
            false,
        ),
        (
            test("IpAddress", &["10.1.2.3/8"]),
            test("IpAddress", &["10.0.0.0/8"]),
            true,
            true,
        ),
        (
            test("IpAddress", &["*"]),
            test("IpAddress", &["0.0.0.0/0"]),
            false,
            false,
        ),
        (
            test("IpAddressIncludeBorder", &["*"]),
            test("IpAddress", &["*"]),
            true,
            true,
        ),
        (
            test("StringEquals", &["a", "b", "a"]),
            test("StringNotEquals", &["b", "a"]),
            true,
            false,
        ),
        (
            test("StringEquals", &["a", "b"]),
            test("StringEquals", &["a"]),
            false,
            false,
        ),
        (test("StringEquals", &["A"]), test("StringEquals", &["a"]), false, false),
        (
            test("StringEqualsIgnoreCase", &["A"]),
            test("StringEqualsIgnoreCase", &["a"]),
            true,
            true,
        ),
        (
            test("StringEquals", &["a"]),
            test("StringEqualsIgnoreCase", &["a"]),
            false,
            false,
        ),
        (
            test("StringLike", &["a**b", "a*a"]),
            test("StringLike", &["a*a", "a*b"]),
            true,
            true,
        ),
        (
            test("NumericEquals", &["1.10"]),
            test("NumericNotEquals", &["1.1"]),
            true,
            false,
        ),
        (
            test("NumericLessThan", &["1"]),
            test("NumericLessThanEquals", &["1"]),
            false,
            false,
        ),
        (
            test("DateLessThan", &["2026-01-05T18:00:00+08:00"]),
            test("DateLessThan", &["2026-01-05T10:00:00Z"]),
            true,
            true,
        ),
        (
            test("ForAnyValue:StringEquals", &["a"]),
            test("StringEquals", &["a"]),
            true,
            true,
        ),
        (
            test("ForAllValues:StringEquals", &["a"]),
            test("StringEquals", &["a"]),
            false,
            false,
        ),
        (
            test("ForAllValues:StringNotEquals", &["a"]),
            test("StringNotEquals", &["a"]),
            true,
            true,
        ),
    ] {
        assert_eq!(one.question() == other.question(), same_question, "{one:?} {other:?}");
        assert_eq!(one == other, same_test, "{one:?} {other:?}");
        let hashed: HashSet<_> = [one.question(), other.question()].into_iter().collect();
        assert_eq!(hashed.len() == 1, same_question, "{one:?} {other:?}");
    }
}

#[test]
fn networks_without_their_host_bits() {
    for (text, network) in [
        ("10.101.169.111/24", Some("10.101.169.0/24")),
        ("10.101.169.0/24", None),
        ("10.101.169.111", None),
        ("10.101.169.111/32", None),
        ("10.0.0.1/0", Some("0.0.0.0/0")),
        ("2001:db8::1/32", Some("2001:db8::/32")),
        ("::ffff:10.0.0.1/104", Some("10.0.0.0/8")),
        ("10.0.0.1/33", None),
        ("*", None),
    ] {
        assert_eq!(without_host_bits(text).as_deref(), network, "{text}");
    }
}

#[test]
fn a_context_knows_what_was_set() {
    let mut context = Context::default();
    context.set("acs:SourceIp", values(&["192.0.2.7"]));
    context.set("acs:SourceIp", values(&["192.0.2.8"]));
    context.set("acs:MFAPresent", Known::Unknown);
    assert_eq!(*context.get("acs:SourceIp"), values(&["192.0.2.8"]));
    assert_eq!(*context.get("acs:sourceip"), Known::Absent);
    assert_eq!(*context.get("acs:MFAPresent"), Known::Unknown);
    let mut open = Context::open();
    open.set("acs:MFAPresent", Known::Absent);
    assert_eq!(*open.get("acs:MFAPresent"), Known::Absent);
    assert_eq!(*open.get("acs:SourceIp"), Known::Unknown);
}

/// The order of two decimals, the slow way: both written out to the same length.
fn slow_order(one: &str, other: &str) -> Ordering {
    let written = |text: &str| {
        let (minus, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        (minus, format!("{integer:0>40}{fraction:0<40}"))
    };
    let ((minus_one, one), (minus_other, other)) = (written(one), written(other));
    let zero = "0".repeat(80);
    let (minus_one, minus_other) = (minus_one && one != zero, minus_other && other != zero);
    match (minus_one, minus_other) {
        (false, false) => one.cmp(&other),
        (true, true) => other.cmp(&one),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// Operators that have a negation, with texts of their type among others.
fn operators() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("StringEquals", "StringNotEquals"),
        ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
        ("StringLike", "StringNotLike"),
        ("NumericEquals", "NumericNotEquals"),
        ("DateEquals", "DateNotEquals"),
        ("IpAddress", "NotIpAddress"),
    ])
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let text = prop_oneof![
        "[aAb*?]{0,3}",
        "-?[0-2]{1,2}(\\.[0-2])?",
        "10\\.0\\.0\\.[0-3](/(2[4-9]|3[0-2]))?",
        "(::ffff:10\\.0\\.0\\.[0-3]|2001:db8::[0-2])(/1[012]0)?",
        "2026-01-05T(09|10|18):00:00(\\.5)?(Z|\\+08:00)",
        "\\PC{0,4}",
    ];
    prop::collection::vec(text, 0..4)
}

fn borrowed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

proptest! {
    #[test]
    fn a_negation_is_the_complement((positive, negated) in operators(), expected in texts(), request in texts()) {
        let (expected, request) = (borrowed(&expected), borrowed(&request));
        let (one, other) = (test(positive, &expected), test(negated, &expected));
        prop_assert_eq!(one.question(), other.question());
        prop_assert_eq!(one.truth(&values(&request)), !other.truth(&values(&request)));
    }

    #[test]
    fn the_order_of_values_is_irrelevant(
        (positive, _) in operators(),
        all in any::<bool>(),
        expected in texts(),
        request in texts(),
    ) {
        let operator = format!("{}{positive}", if all { "ForAllValues:" } else { "" });
        let (mut expected, mut request) = (borrowed(&expected), borrowed(&request));
        let before = test(&operator, &expected);
        let answer = before.truth(&values(&request));
        expected.reverse();
        request.reverse();
        expected.extend(expected.first().copied());
        let after = test(&operator, &expected);
        prop_assert_eq!(&before, &after);
        prop_assert_eq!(after.truth(&values(&request)), answer);
    }

    #[test]
    fn decimals_are_ordered_as_written_out(one in "-?[0-9]{1,25}(\\.[0-9]{1,25})?", other in "-?0{0,2}[0-1]{1,3}(\\.[0-1]{1,3}0{0,2})?", near in any::<bool>()) {
        // Of two random long numbers the digits behind the first seldom count: let them.
        let other = if near { format!("{}1", if one.contains('.') { one.clone() } else { format!("{one}.") }) } else { other };
        let order = slow_order(&one, &other);
        for (operator, holds) in [
            ("NumericEquals", order.is_eq()),
            ("NumericNotEquals", order.is_ne()),
            ("NumericLessThan", order.is_lt()),
            ("NumericLessThanEquals", order.is_le()),
            ("NumericGreaterThan", order.is_gt()),
            ("NumericGreaterThanEquals", order.is_ge()),
        ] {
            prop_assert_eq!(met(operator, &[&other], &[&one]), holds, "{} {}: {}", operator, other, one);
        }
    }

    #[test]
    fn any_text_is_a_value(expected in "\\PC{0,40}", request in "\\PC{0,40}") {
        for operator in ["NumericLessThan", "DateLessThan", "Bool", "IpAddress", "StringLike"] {
            let parsed = Operator::parse(operator).unwrap();
            // A value with an error matches nothing.
            if parsed.comparison.check(&expected).is_err() {
                prop_assert!(!met(operator, &[&expected], &[&request]));
                prop_assert!(!met(operator, &[&expected], &[&expected]));
            }
        }
        prop_assert!(met("StringEquals", &[&expected], &[&expected]));
        prop_assert!(Comparison::StringLike.check(&expected).is_ok());
    }
}

//! What one policy grants beyond another: the primitive, and policies compared.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use ramlight::catalog::Catalog;
use ramlight::compare::{Comparison, Relation, Undecided, Witness, beyond, compare};
use ramlight::pattern::Budget;
use ramlight::policy::PolicyText;

fn policy(statements: &str) -> PolicyText {
    PolicyText::new(&format!(r#"{{"Version": "1", "Statement": [{statements}]}}"#))
}

fn more(a: &str, b: &str) -> Result<Option<Witness>, Undecided> {
    let (a, b) = (policy(a), policy(b));
    beyond(
        &a.policy().bare_statements(),
        &b.policy().bare_statements(),
        None,
        &mut Budget::new(1_000_000),
    )
}

fn both(a: &str, b: &str) -> Comparison {
    let (a, b) = (policy(a), policy(b));
    compare(
        a.policy(),
        b.policy(),
        &Catalog::api_gateway(),
        &mut Budget::new(10_000_000),
    )
}

const ALL: &str = r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#;
const ECS: &str = r#"{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}"#;

#[test]
fn a_shortest_request_with_the_names_as_they_are_written() {
    let start = r#"{"Effect": "Allow", "Action": "ecs:Start*", "Resource": "acs:ecs:*:*:instance/*"}"#;
    let found = more(start, "").unwrap().unwrap();
    assert_eq!(found.action, "ecs:Start");
    assert_eq!(found.resource, "acs:ecs:cn-hangzhou:1234567890123456:instance/");
    assert_eq!((found.principal, found.context), (None, vec![]));
    assert_eq!(more(start, ECS), Ok(None));
    assert_eq!(more("", start), Ok(None));
}

#[test]
fn relations() {
    assert_eq!(both(ALL, ALL).relation, Relation::Equal);
    assert_eq!(both(ALL, ECS).relation, Relation::Narrower);
    assert_eq!(both(ECS, ALL).relation, Relation::Wider);
    let oss = r#"{"Effect": "Allow", "Action": "oss:*", "Resource": "*"}"#;
    assert_eq!(both(ECS, oss).relation, Relation::Neither);
    let pieces = r#"{"Effect": "Allow", "NotAction": "ecs:*", "Resource": "*"},
        {"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}"#;
    assert_eq!(both(ALL, pieces).relation, Relation::Equal);
    let comparison = both(ECS, ALL);
    assert!(comparison.gained.iter().any(|one| one.action == "apigateway:CreateApi"));
}

use super::{Asked, named, of_statement};
use crate::catalog::KeyType;
use crate::condition::Operator;
use crate::diagnostic::{FixKind, condition_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};

/// RAM505: an operator of another type than the values of its key.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for one in named(subject) {
        let known = subject.catalog.condition_key(&one.condition.key);
        let Some(wanted) = known
            .and_then(|known| known.value_type)
            .filter(|wanted| *wanted != type_of(&one))
        else {
            continue;
        };
        let fitting = operator_for(wanted, one.operator.is_negated);
        let diagnostic = one.at(&messages::OPERATOR_OF_OTHER_TYPE, one.condition.key_span);
        let diagnostic = diagnostic.with(&one.condition.operator).with(&one.condition.key);
        let diagnostic = diagnostic.with(wanted.name()).with(fitting);
        report.push(match can_be_written(&one, fitting) {
            true => {
                let span = in_text(one.placed, one.condition.operator_span);
                diagnostic.fixed(FixKind::Change, span, &["\"", fitting, "\""].concat())
            }
            false => diagnostic,
        });
    }
}

/// The type of values that an operator compares, by its name.
fn type_of(one: &Asked) -> KeyType {
    let name = one.condition.operator.rsplit(':').next().unwrap_or("");
    let begins = [
        ("Numeric", KeyType::Numeric),
        ("Date", KeyType::Date),
        ("Bool", KeyType::Bool),
        ("IpAddress", KeyType::Ip),
        ("NotIpAddress", KeyType::Ip),
    ];
    let found = begins.iter().find(|(begin, _)| name.starts_with(begin));
    found.map_or(KeyType::String, |(_, found)| *found)
}

fn operator_for(wanted: KeyType, is_negated: bool) -> &'static str {
    match (wanted, is_negated) {
        (KeyType::String, false) => "StringEquals",
        (KeyType::String, true) => "StringNotEquals",
        (KeyType::Numeric, false) => "NumericEquals",
        (KeyType::Numeric, true) => "NumericNotEquals",
        (KeyType::Date, false) => "DateLessThan",
        (KeyType::Date, true) => "DateNotEquals",
        (KeyType::Bool, _) => "Bool",
        (KeyType::Ip, false) => "IpAddress",
        (KeyType::Ip, true) => "NotIpAddress",
    }
}

/// Whether the operator can be replaced by another in its place, and can only mean that one: it compares addresses or a
/// truth value, the values are of its type, and nothing else stands under either.
fn can_be_written(one: &Asked, fitting: &str) -> bool {
    let is_certain = ["IpAddress", "NotIpAddress", "Bool"].contains(&fitting);
    let Some(operator) = Operator::parse(fitting).ok().filter(|_| is_certain) else {
        return false;
    };
    let values = &one.condition.values;
    let fits = values.iter().all(|(_, value)| operator.comparison.check(value).is_ok());
    let is_alone = of_statement(one.placed).all(|other| {
        let is_same = other.condition.key_span == one.condition.key_span;
        is_same || (other.condition.operator != one.condition.operator && *other.condition.operator != *fitting)
    });
    let is_one = fitting != "Bool" || values.len() == 1;
    fits && is_alone && is_one && operator.is_negated == one.operator.is_negated
}

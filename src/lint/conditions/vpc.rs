use super::addresses::{Kind, kind};
use super::{Asked, asked, of_statement};
use crate::condition::Comparison;
use crate::diagnostic::{Diagnostic, condition_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::{Effect, Placed};
use crate::text::find;

const SOURCE_VPC: &str = "acs:SourceVpc";

/// RAM522 to RAM525: `acs:SourceVpc` and what it is asked together with (`ram/language.md` §4.1).
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for placed in subject.whole_statements() {
        let positive =
            |key: &str| of_statement(placed).find(|one| *one.condition.key == *key && !one.operator.is_negated);
        let vpc = positive(SOURCE_VPC);
        if let (Some(address), None) = (positive("acs:VpcSourceIp"), vpc)
            && address.effect == Some(Effect::Allow)
        {
            report.push(address.at(&messages::VPC_ADDRESS_ALONE, address.condition.key_span));
        }
        if let (Some(address), Some(_)) = (positive("acs:SourceIp"), vpc)
            && let Some(value) = public(&address)
        {
            let span = address.condition.key_span;
            report.push(address.at(&messages::VPC_WITH_PUBLIC_ADDRESS, span).with(value));
        }
        if of_statement(placed).any(|one| *one.condition.key == *SOURCE_VPC) {
            beside_kms(placed, report);
        }
    }
    asked(subject).for_each(|one| ids(&one, report));
}

/// The first address, where all are public.
fn public<'a>(address: &Asked<'a>) -> Option<&'a str> {
    let values = &address.condition.values;
    let (_, first) = values.first()?;
    let all = address.condition.test.is_some()
        && address.operator.comparison == Comparison::IpAddress
        && values.iter().all(|(_, value)| kind(value) == Kind::Public);
    all.then_some(first)
}

/// RAM524.
fn beside_kms(placed: &Placed, report: &mut Report) {
    let Some(action) = placed
        .statement
        .action
        .as_ref()
        .filter(|action| !action.name.is_negated())
    else {
        return;
    };
    let is_kms = |text: &str| text.get(..4).is_some_and(|code| code.eq_ignore_ascii_case("kms:"));
    let other = action.patterns.iter().find(|at| !is_kms(&at.text));
    if let Some(other) = other.filter(|_| action.patterns.iter().any(|at| is_kms(&at.text))) {
        let span = in_text(placed, other.span);
        report.push(Diagnostic::new(&messages::VPC_BESIDE_KMS, span).with(&other.text));
    }
}

/// RAM525.
fn ids(one: &Asked, report: &mut Report) {
    let is_like = one.operator.comparison == Comparison::StringLike;
    if *one.condition.key != *SOURCE_VPC || !one.is_of_text() {
        return;
    }
    for (span, value) in &one.condition.values {
        let value = value.trim();
        let fits = match value.find(['*', '?']).filter(|_| is_like) {
            Some(end) => {
                let begins = value.get(..end).unwrap_or("");
                begins.starts_with("vpc-") || "vpc-".starts_with(begins)
            }
            None => value.starts_with("vpc-"),
        };
        if !fits && find("${", value).is_none() {
            report.push(one.at(&messages::NOT_A_VPC, *span).with(value));
        }
    }
}

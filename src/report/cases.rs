use std::rc::Rc;

use super::decision::{statement_name, values};
use super::phrases::{self, Phrase};
use crate::condition::{Comparison, SetPrefix};
use crate::diagnostic::Locale;
use crate::evaluate::{Authorization, Case, Decision, Literal, Open, OpenCondition, Trace};

/// What each possible decision of an undecided request hangs on: `allowed if …`. Keys and values stand in backticks.
#[must_use]
pub fn cases(authorization: &Authorization, trace: &Trace, locale: Locale) -> Vec<(Decision, String)> {
    let case = |case: &Case| (case.decision, sentence(authorization, case, locale));
    trace.cases.iter().map(case).collect()
}

fn sentence(authorization: &Authorization, case: &Case, locale: Locale) -> String {
    let word = match case.decision {
        Decision::Allow => &phrases::IS_ALLOWED,
        Decision::ExplicitDeny => &phrases::DENIED_WORD,
        Decision::ImplicitDeny => &phrases::NOT_ALLOWED_WORD,
    };
    let word = word.say(locale, &[]);
    let ways = case.ways.iter().map(|way| {
        let literals = way.iter().map(|literal| one(authorization, literal, locale));
        phrases::AND.join(locale, literals.collect())
    });
    let or_if = |all: String, way: String| phrases::OR_IF.say(locale, &[all, way]);
    let Some(mut said) = ways.reduce(or_if) else {
        return phrases::POSSIBLE.say(locale, &[word]);
    };
    if case.more > 0 {
        said = phrases::OR_OTHERS.say(locale, &[said, case.more.to_string()]);
    }
    phrases::IF.say(locale, &[word, said])
}

fn one(authorization: &Authorization, literal: &Literal, locale: Locale) -> String {
    let either = |yes: &Phrase, no: &Phrase, arguments: &[String]| match literal.is_yes {
        true => yes.say(locale, arguments),
        false => no.say(locale, arguments),
    };
    match &literal.on {
        Open::Condition(condition) => met(condition, literal.is_yes, locale),
        Open::Unread => either(&phrases::UNREAD_ALLOWS, &phrases::UNREAD_DOES_NOT_ALLOW, &[]),
        Open::Faulty(statements) => {
            let names = statements.iter().map(|at| statement_name(authorization, *at, locale));
            let names = phrases::AND.join(locale, names.collect());
            match statements.len() {
                0 => either(&phrases::UNREAD_DENIES, &phrases::UNREAD_DOES_NOT_DENY, &[]),
                1 => either(&phrases::ERROR_DENIES, &phrases::ERROR_DOES_NOT_DENY, &[names]),
                _ => either(&phrases::ERRORS_DENY, &phrases::ERRORS_DO_NOT_DENY, &[names]),
            }
        }
    }
}

/// That a condition is met, or is not: `acs:SourceIp` is in `10.0.0.0/8`.
fn met(condition: &OpenCondition, is_met: bool, locale: Locale) -> String {
    let expected: Vec<&str> = condition.values.iter().map(Rc::as_ref).collect();
    let values = values(&expected, locale);
    let key = format!("`{}`", condition.key);
    let (yes, no) = match condition.question.comparison() {
        Comparison::StringEquals | Comparison::Bool | Comparison::NumericEquals | Comparison::DateEquals => {
            (&phrases::IS, Some(&phrases::IS_NOT))
        }
        Comparison::StringEqualsIgnoreCase => (&phrases::IS_IN_ANY_CASE, Some(&phrases::IS_NOT_IN_ANY_CASE)),
        Comparison::StringLike => (&phrases::IS_LIKE, Some(&phrases::IS_NOT_LIKE)),
        Comparison::IpAddress => (&phrases::IS_IN, Some(&phrases::IS_NOT_IN)),
        Comparison::NumericLessThan => (&phrases::IS_LESS, None),
        Comparison::NumericLessThanEquals => (&phrases::IS_AT_MOST, None),
        Comparison::NumericGreaterThan => (&phrases::IS_GREATER, None),
        Comparison::NumericGreaterThanEquals => (&phrases::IS_AT_LEAST, None),
        Comparison::DateLessThan => (&phrases::IS_BEFORE, None),
        Comparison::DateLessThanEquals => (&phrases::IS_NOT_AFTER, None),
        Comparison::DateGreaterThan => (&phrases::IS_AFTER, None),
        Comparison::DateGreaterThanEquals => (&phrases::IS_NOT_BEFORE, None),
    };
    match (condition.question.prefix(), is_met, no) {
        (SetPrefix::Any, true, _) => yes.say(locale, &[key, values]),
        (SetPrefix::Any, false, Some(no)) => no.say(locale, &[key, values]),
        // What is not less is not therefore greater: the key may be absent.
        (SetPrefix::Any, false, None) => phrases::NOT_SO.say(locale, &[yes.say(locale, &[key, values])]),
        (SetPrefix::All, ..) => {
            let every = phrases::EVERY_VALUE.say(locale, &[key]);
            let said = yes.say(locale, &[every, values]);
            match is_met {
                true => said,
                false => phrases::NOT_SO.say(locale, &[said]),
            }
        }
    }
}

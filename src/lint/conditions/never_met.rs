use super::{Asked, of_statement};
use crate::condition::{Comparison, Question, Test, Truth, samples};
use crate::diagnostic::{Message, condition_findings as messages};
use crate::lint::proof::{STEPS, is_within};
use crate::lint::report::Report;
use crate::lint::subject::Subject;
use crate::policy::{ActionPattern, Condition, Effect, Element, ElementName, PatternAt, Statement};
use crate::text::Span;

/// The time at which the service receives the request (`ram/language.md` §4.1): by that alone a request has one.
const ARRIVAL: &str = "acs:CurrentTime";

/// RAM512 and RAM513: conditions on one key that no request meets all of; RAM517 and RAM518: those that a request meets only
/// with several values of the key. Of other keys than [`ARRIVAL`] no document says that a request has one value, so the two
/// are told apart (`ram/language.md` §4, §9.9).
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for placed in subject.whole_statements() {
        for (at, one) in of_statement(placed).enumerate() {
            let of_key = || of_statement(placed).filter(|other| other.condition.key == one.condition.key);
            let is_last = of_statement(placed)
                .skip(at + 1)
                .all(|later| later.condition.key != one.condition.key);
            if is_last
                && of_key().count() > 1
                && let Some(effect) = one.effect
                && let Some([in_allow, in_deny]) = contradiction(&of_key().collect::<Vec<_>>())
            {
                let message = match effect {
                    Effect::Allow => in_allow,
                    Effect::Deny => in_deny,
                };
                report.push(one.at(message, one.condition.key_span).with(&one.condition.key));
            }
        }
    }
}

/// What to say in an Allow and in a Deny where no request meets all of the conditions on one key, or only one with several
/// values of it.
fn contradiction(asked: &[Asked]) -> Option<[&'static Message; 2]> {
    // A condition without values is told of already.
    if asked.iter().any(|one| one.condition.values.is_empty()) {
        return None;
    }
    let conditions: Vec<Condition> = asked.iter().map(|one| one.condition.clone()).collect();
    let all = everything_under(conditions);
    let is_never_met = is_within(&[&all], &[], STEPS);
    if !is_never_met && !no_single_value(asked) {
        return None;
    }
    let has_one = asked.iter().any(|one| *one.condition.key == *ARRIVAL);
    match is_never_met || has_one {
        true => Some([&messages::NEVER_MET, &messages::NEVER_MET_IN_DENY]),
        false => Some([&messages::NEEDS_SEVERAL, &messages::NEEDS_SEVERAL_IN_DENY]),
    }
}

/// An Allow of every action under these conditions.
fn everything_under(conditions: Vec<Condition>) -> Statement {
    let pattern = PatternAt {
        span: Span::at(0),
        text: "*".into(),
        pattern: Some(ActionPattern::All),
    };
    Statement {
        effect: Some(Effect::Allow),
        principal: None,
        action: Some(Element {
            name: ElementName::Action,
            span: Span::at(0),
            patterns: vec![pattern],
            readable: true,
        }),
        resource: None,
        conditions,
        problems: Vec::new(),
        faulty: false,
    }
}

/// Whether no value by itself meets all conditions on a global key. Of keys of services several values may be asked for.
/// False where that cannot be told by trying some values for all.
fn no_single_value(asked: &[Asked]) -> bool {
    let tests: Vec<&Test> = asked.iter().filter_map(|one| one.condition.test.as_ref()).collect();
    let is_single = |one: &Asked| one.condition.key.starts_with("acs:") && !one.condition.operator.contains(':');
    if tests.len() < asked.len() || !asked.iter().all(is_single) {
        return false;
    }
    let positive = || asked.iter().filter(|one| !one.operator.is_negated);
    let is_listed = |one: &&Asked| matches!(one.operator.comparison, Comparison::StringEquals | Comparison::Bool);
    let tried: Vec<String> = match positive().find(is_listed) {
        Some(one) => one
            .condition
            .values
            .iter()
            .map(|(_, value)| (**value).to_owned())
            .collect(),
        None if positive().next().is_some() && !asked.iter().any(Asked::is_of_text) => {
            let questions: Vec<&Question> = tests.iter().map(|test| test.question()).collect();
            samples(&questions)
        }
        None => return false,
    };
    let meets_all = |value: &String| {
        let meets = |test: &&Test| test.truth_of(&mut std::iter::once(value.as_str())) == Truth::True;
        tests.iter().all(meets)
    };
    !tried.iter().any(meets_all)
}

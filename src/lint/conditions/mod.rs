//! Conditions that can never be met, are always met, or are not about what they seem to be about.

mod absent;
mod addresses;
mod blanks;
mod carried;
mod dates;
mod favours;
mod keys;
mod keys_alike;
mod never_met;
mod operators;
mod variables;
mod vpc;

use super::Rule;
use super::subject::{Subject, in_text};
use crate::condition::{Comparison, Operator};
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::policy::{Condition, Effect, Placed};
use crate::text::Span;

pub(super) const RULES: &[Rule] = &[
    keys::check,
    operators::check,
    absent::check,
    addresses::check,
    blanks::check,
    carried::check,
    dates::check,
    favours::check,
    keys_alike::check,
    never_met::check,
    variables::check,
    vpc::check,
];

/// A condition whose operator and key have no error, and what it belongs to.
#[derive(Clone, Copy)]
struct Asked<'a> {
    placed: &'a Placed,
    /// `None` where the statement has none that can be read.
    effect: Option<Effect>,
    condition: &'a Condition,
    operator: Operator,
}

// Both are lists: each rule would bring its own copy of the code that looks through the statements.

/// Every condition whose values have no error.
#[inline(never)]
fn asked<'a>(subject: &Subject<'a>) -> std::vec::IntoIter<Asked<'a>> {
    let mut asked = Vec::new();
    for one in named(subject) {
        if one.condition.test.is_some() {
            asked.push(one);
        }
    }
    asked.into_iter()
}

/// Every condition, whatever its values are.
#[inline(never)]
fn named<'a>(subject: &Subject<'a>) -> std::vec::IntoIter<Asked<'a>> {
    let mut asked = Vec::new();
    for placed in subject.whole_statements() {
        asked.extend(of_statement(placed));
    }
    asked.into_iter()
}

/// Every condition of one statement, whatever its values are.
#[inline(never)]
fn of_statement(placed: &Placed) -> std::vec::IntoIter<Asked<'_>> {
    let statement = &*placed.statement;
    let has_error = |span: Span| {
        let mut problems = statement.problems.iter();
        problems.any(|problem| problem.span == span && problem.message.severity == Severity::Error)
    };
    let mut asked = Vec::with_capacity(statement.conditions.len());
    for condition in &statement.conditions {
        if let (Ok(operator), false) = (Operator::parse(&condition.operator), has_error(condition.key_span)) {
            asked.push(Asked {
                placed,
                effect: statement.effect,
                condition,
                operator,
            });
        }
    }
    asked.into_iter()
}

impl Asked<'_> {
    /// Whether texts are compared.
    #[inline(never)]
    fn is_of_text(&self) -> bool {
        matches!(
            self.operator.comparison,
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike
        )
    }

    /// Something to say at a place in the statement.
    #[cold]
    #[inline(never)]
    fn at(&self, message: &'static Message, span: Span) -> Diagnostic {
        Diagnostic::new(message, in_text(self.placed, span))
    }
}

/// A text as it stands in JSON, quotes included; `None` where it would have to be escaped, and is better left alone.
#[inline(never)]
fn quoted(text: &str) -> Option<String> {
    let is_plain = !text.contains(|character: char| matches!(character, '"' | '\\') || character.is_control());
    is_plain.then(|| ["\"", text, "\""].concat())
}

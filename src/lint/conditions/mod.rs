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
use crate::diagnostic::{Diagnostic, Message};
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

/// A condition of a statement without an error, and what it belongs to.
#[derive(Clone, Copy)]
struct Asked<'a> {
    placed: &'a Placed,
    effect: Effect,
    condition: &'a Condition,
    operator: Operator,
}

/// Every condition of the statements without an error.
fn asked<'a>(subject: &Subject<'a>) -> impl Iterator<Item = Asked<'a>> {
    subject.sound_statements().flat_map(of_statement)
}

/// Every condition of one statement without an error.
fn of_statement(placed: &Placed) -> impl Iterator<Item = Asked<'_>> {
    let statement = &*placed.statement;
    statement.conditions.iter().filter_map(|condition| {
        Some(Asked {
            placed,
            effect: statement.effect?,
            condition,
            operator: Operator::parse(&condition.operator).ok()?,
        })
    })
}

impl Asked<'_> {
    /// Whether texts are compared.
    fn is_of_text(&self) -> bool {
        matches!(
            self.operator.comparison,
            Comparison::StringEquals | Comparison::StringEqualsIgnoreCase | Comparison::StringLike
        )
    }

    /// Something to say at a place in the statement.
    fn at(&self, message: &'static Message, span: Span) -> Diagnostic {
        Diagnostic::new(message, in_text(self.placed, span))
    }
}

/// A text as it stands in JSON, quotes included; `None` where it would have to be escaped, and is better left alone.
fn quoted(text: &str) -> Option<String> {
    let is_plain = !text.contains(|character: char| matches!(character, '"' | '\\') || character.is_control());
    is_plain.then(|| ["\"", text, "\""].concat())
}

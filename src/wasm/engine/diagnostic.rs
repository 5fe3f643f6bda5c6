use super::value::Value;
use crate::diagnostic::{Diagnostic, Edit, FixKind, Locale};
use crate::lint::promise;
use crate::text::{LineIndex, Span};

/// How positions are told: in UTF-16 code units, or in bytes of UTF-8.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Positions {
    #[default]
    Utf16,
    Utf8,
}

/// Turns byte spans of one text into the positions that were asked for.
pub(super) struct Places {
    index: Option<LineIndex>,
}

impl Places {
    pub fn new(text: &str, positions: Positions) -> Self {
        Self {
            index: (positions == Positions::Utf16 && !text.is_ascii()).then(|| LineIndex::new(text)),
        }
    }

    pub fn of(&self, span: Span) -> (u32, u32) {
        match &self.index {
            None => (span.start, span.end),
            Some(index) => (index.utf16(span.start), index.utf16(span.end)),
        }
    }

    /// The byte offset of a position.
    pub fn byte(&self, position: u32) -> u32 {
        self.index.as_ref().map_or(position, |index| index.byte(position))
    }
}

/// An edit as a `TextEdit`.
pub(super) fn edit<'a>(edit: &'a Edit, places: &Places) -> Value<'a> {
    let (from, to) = places.of(edit.span);
    Value::Object(vec![
        ("from", from.into()),
        ("to", to.into()),
        ("insert", edit.replacement.as_str().into()),
    ])
}

/// What a kind of fix is called in JavaScript.
pub(super) fn kind_name(kind: FixKind) -> &'static str {
    match kind {
        FixKind::CleanUp => "clean-up",
        FixKind::Certain => "certain",
        FixKind::Equal => "equal",
        FixKind::Change => "change",
    }
}

/// A diagnostic as a `Diagnostic`.
pub(super) fn diagnostic<'a>(diagnostic: &'a Diagnostic, places: &Places, locale: Locale) -> Value<'a> {
    let (from, to) = places.of(diagnostic.span);
    let mut members = vec![
        ("code", diagnostic.message.code.into()),
        ("name", diagnostic.message.name.into()),
        ("severity", diagnostic.message.severity.name().into()),
        ("from", from.into()),
        ("to", to.into()),
        ("message", diagnostic.text(locale).into()),
        ("help", diagnostic.help(locale).into()),
    ];
    if let Some(fix) = &diagnostic.fix {
        let kind = kind_name(fix.kind).into();
        let edits = Value::list(&fix.edits, |of| edit(of, places));
        let promise = promise(diagnostic).map_or(Value::Null, |promise| kind_name(promise).into());
        let fix = vec![("kind", kind), ("promise", promise), ("edits", edits)];
        members.push(("fix", Value::Object(fix)));
    }
    if let Some(cause) = &diagnostic.cause {
        let (from, to) = places.of(cause.span);
        let code = cause.message.code.into();
        let cause = Value::Object(vec![("code", code), ("from", from.into()), ("to", to.into())]);
        members.push(("cause", cause));
    }
    Value::Object(members)
}

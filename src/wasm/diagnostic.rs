use super::shapes;
use crate::diagnostic::{Diagnostic, FixKind, Locale};
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
}

pub(super) fn shape<'a>(diagnostic: &'a Diagnostic, places: &Places, locale: Locale) -> shapes::Diagnostic<'a> {
    let (from, to) = places.of(diagnostic.span);
    let fix = diagnostic.fix.as_ref().map(|fix| shapes::Fix {
        kind: match fix.kind {
            FixKind::CleanUp => "clean-up",
            FixKind::Certain => "certain",
        },
        edits: (fix.edits.iter())
            .map(|edit| {
                let (from, to) = places.of(edit.span);
                shapes::TextEdit {
                    from,
                    to,
                    insert: &edit.replacement,
                }
            })
            .collect(),
    });
    shapes::Diagnostic {
        code: diagnostic.message.code,
        name: diagnostic.message.name,
        severity: diagnostic.message.severity.name(),
        from,
        to,
        message: diagnostic.text(locale),
        help: diagnostic.help(locale),
        fix,
    }
}

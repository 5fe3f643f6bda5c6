use super::edit;
use super::place::{Form, Map, Piece, Place};
use crate::policy::PolicyKind;
use crate::text::Span;

/// A policy that was found in another file.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// What holds it, as `alicloud_ram_policy.deploy` or `Resources.Deploy.Properties.PolicyDocument`; empty for a
    /// document that is a policy as a whole.
    pub name: String,
    /// Where it stands in the outer file.
    pub span: Span,
    /// The policy as JSON: the very text where it is one, otherwise the structure written as JSON.
    pub text: String,
    /// The kind that the place tells; `None` where it does not.
    pub kind: Option<PolicyKind>,
    /// The stretches of `text` whose value is not known here: an interpolation, a variable, a function. They are kept
    /// as the text of the expression, within a string.
    pub holes: Vec<Span>,
    pub(super) map: Map,
    /// Whether it is written as a structure and not as a text.
    pub(super) structured: bool,
}

impl Embedded {
    /// The stretches of [`Embedded::text`] with a place of their own, in order and not overlapping.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.map.pieces
    }

    /// Where a range of [`Embedded::text`] stands in the outer file.
    #[must_use]
    pub fn to_outer(&self, range: Span) -> Place {
        self.map.place(range, self.span)
    }

    /// Whether any text put in place of `range` of [`Embedded::text`] means the same there: nothing has to be escaped or
    /// indented. `${` aside, which [`Embedded::edit`] minds.
    #[must_use]
    pub fn takes_text_as_it_is(&self, range: Span) -> bool {
        if self.structured {
            let string = self.map.smallest(range).and_then(|construct| construct.string);
            return matches!(string, Some(Form::Hcl | Form::Json | Form::Double));
        }
        let piece = self.map.piece_at(range);
        matches!(piece.map(|piece| piece.form), Some(Form::Raw | Form::Heredoc))
    }

    /// The edit of the outer file that replaces `range` of [`Embedded::text`] by `insert`, written as the outer file
    /// needs it; `None` where it cannot be made without looking at what stands around.
    #[must_use]
    pub fn edit(&self, range: Span, insert: &str) -> Option<(Span, String)> {
        if self.structured {
            edit::in_structure(&self.map, &self.text, range, insert)
        } else {
            edit::in_text(&self.map, range, insert)
        }
    }

    /// Whether a range of [`Embedded::text`] touches something whose value is not known.
    #[must_use]
    pub fn has_hole(&self, range: Span) -> bool {
        self.holes
            .iter()
            .any(|hole| hole.start < range.end.max(range.start + 1) && range.start < hole.end)
    }
}

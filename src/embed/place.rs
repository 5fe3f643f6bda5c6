use crate::text::Span;

/// A stretch of a policy's text and where it stands in the outer file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The stretch of the policy's text.
    pub inner: Span,
    /// Its place in the outer file.
    pub outer: Span,
    /// Whether the same bytes stand there; otherwise the two belong together as wholes, as `"` and `\"` do.
    pub verbatim: bool,
    /// How text is written where the piece stands.
    pub(super) form: Form,
}

/// How a text is written in the outer file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is: JSON within JSON.
    Raw,
    /// A heredoc of Terraform.
    Heredoc,
    /// A string of Terraform.
    Hcl,
    /// A string of JSON.
    Json,
    /// A string of YAML in double quotes.
    Double,
    /// A string of YAML in single quotes.
    Single,
    /// A word of YAML without quotes.
    Plain,
    /// A block of YAML (`|`), and how deep its lines are indented.
    Literal(usize),
    /// Something whose text cannot be edited on its own.
    Fixed,
}

/// A list, an object or a string of a policy that is written as a structure, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Construct {
    pub(super) inner: Span,
    pub(super) outer: Span,
    /// Set for a string; its `inner` has the quotes.
    pub(super) string: Option<Form>,
}

/// Where something of a policy's text stands in the outer file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place, as small as it can be told.
    pub span: Span,
    /// Whether the same bytes stand there. Of an empty range: whether it lies between two such bytes.
    pub exact: bool,
}

/// The map of a policy: pieces that do not overlap, and constructs that nest, both in the order of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Map {
    pub(super) pieces: Vec<Piece>,
    pub(super) constructs: Vec<Construct>,
}

impl Map {
    /// The outer place of a range of the text; `whole` is that of the text.
    pub(super) fn place(&self, range: Span, whole: Span) -> Place {
        let ends = self.starting(range).zip(self.ending(range));
        let span = ends.map(|((start, _), (end, _))| Span::new(start, end));
        let loose = |span| Place { span, exact: false };
        match span {
            Some(span) if span.start <= span.end => Place {
                span,
                exact: self.same_bytes(range, span),
            },
            _ => loose(self.smallest(range).map_or(whole, |construct| construct.outer)),
        }
    }

    /// The outer place of a range that can be replaced by itself: it cuts no piece in two that belongs together.
    pub(super) fn precise(&self, range: Span) -> Option<Span> {
        let (start, start_precise) = self.starting(range)?;
        let (end, end_precise) = self.ending(range)?;
        (start_precise && end_precise && start <= end).then(|| Span::new(start, end))
    }

    /// The smallest construct around a range.
    pub(super) fn smallest(&self, range: Span) -> Option<Construct> {
        let around = self
            .constructs
            .iter()
            .filter(|construct| construct.inner.contains(range));
        around
            .min_by_key(|construct| construct.inner.end - construct.inner.start)
            .copied()
    }

    /// The piece in which a range starts.
    pub(super) fn piece_at(&self, range: Span) -> Option<&Piece> {
        let next = self.pieces.partition_point(|piece| piece.inner.end <= range.start);
        let piece = self.pieces.get(next).filter(|piece| piece.inner.start <= range.start);
        let before = next.checked_sub(1).and_then(|last| self.pieces.get(last));
        let before = before.filter(|piece| range.start == range.end && piece.inner.end == range.start);
        piece.or(before)
    }

    /// Where a range starts in the outer file, and whether that is a boundary there.
    fn starting(&self, range: Span) -> Option<(u32, bool)> {
        let piece = self.piece_at(range)?;
        let into = range.start - piece.inner.start;
        Some(match (piece.verbatim, into) {
            (true, _) => (piece.outer.start + into, true),
            (false, 0) => (piece.outer.start, true),
            (false, _) if range.start == piece.inner.end => (piece.outer.end, true),
            (false, _) => (piece.outer.start, false),
        })
    }

    fn ending(&self, range: Span) -> Option<(u32, bool)> {
        if range.start == range.end {
            return self.starting(range);
        }
        let next = self.pieces.partition_point(|piece| piece.inner.end < range.end);
        let piece = self.pieces.get(next).filter(|piece| piece.inner.start < range.end)?;
        Some(match piece.verbatim {
            true => (piece.outer.start + (range.end - piece.inner.start), true),
            false => (piece.outer.end, range.end == piece.inner.end),
        })
    }

    /// Whether a range has the same bytes as the place it was mapped to, piece for piece.
    fn same_bytes(&self, range: Span, outer: Span) -> bool {
        let first = self.pieces.partition_point(|piece| piece.inner.end <= range.start);
        let pieces = self.pieces.get(first..).unwrap_or_default();
        if range.start == range.end {
            return pieces
                .first()
                .is_some_and(|piece| piece.verbatim && piece.inner.start < range.start);
        }
        let mut at = range.start;
        for piece in pieces.iter().take_while(|piece| piece.inner.start < range.end) {
            let shifted = piece.outer.start + (at - piece.inner.start.min(at));
            if !piece.verbatim || piece.inner.start > at || shifted != outer.start + (at - range.start) {
                return false;
            }
            at = piece.inner.end;
        }
        at >= range.end
    }
}

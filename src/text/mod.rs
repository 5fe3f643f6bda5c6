//! Places in a text: byte spans, and their UTF-16 and line/column forms.

mod line_index;
mod span;

pub use line_index::{LineColumn, LineIndex};
pub use span::Span;

//! Places in a text: byte spans, and their UTF-16 and line/column forms.

mod line_index;
mod order;
mod span;

pub use line_index::{LineColumn, LineIndex};
pub use order::{order_by_span, order_by_text};
pub use span::Span;

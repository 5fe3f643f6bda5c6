//! Places in a text: byte spans, and their UTF-16 and line/column forms; and texts that are nearly alike.

mod line_index;
mod order;
mod similar;
mod span;

pub use line_index::{LineColumn, LineIndex};
pub use order::{order_by_span, order_by_text};
pub use similar::similar;
pub use span::Span;

//! JSON with spans that never fails: any text gives a [`Tree`] and all its problems.
//!
//! Knows nothing of RAM. Text pasted from documents (numbered lines, curly quotes, no-break blanks …) is read as
//! what it means, and each trace is a problem with a clean-up fix.

mod balance;
mod bare_word;
mod clean_up;
mod difference;
mod format;
mod lexer;
mod numbering;
mod parser;
mod problems;
mod quotes;
mod string;
mod trace;
mod tree;
mod word;

pub use clean_up::{CleanUp, clean_up};
pub use difference::difference;
pub use format::format;
pub use parser::DEPTH_LIMIT;
pub use tree::{Kind, Member, NodeId, Tree};

//! JSON with spans that never fails: any text gives a [`Tree`] and all its problems.
//!
//! Knows nothing of RAM. Text pasted from documents (numbered lines, curly quotes, no-break blanks …) is read as
//! what it means, and each trace is a problem with a clean-up fix.

mod tree;

pub use tree::{Kind, Member, NodeId, Tree};

//! What people read: the reasons for an operation's outcome, in words.

mod explain;
mod phrases;

pub use explain::explain;

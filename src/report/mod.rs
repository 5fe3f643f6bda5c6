//! What people read: the reasons for an operation's outcome, and for the decision on a request, in words.

mod cases;
mod decision;
mod explain;
mod phrases;

pub use cases::cases;
pub use decision::decision;
pub use explain::explain;

//! What each statement grants of each operation, and what the whole policy allows.
//!
//! The rules are those of the module [`calls`]: everything is decided on the set of calls that an operation stands for,
//! exactly, and never by combining the levels of single templates. [`Draft`] keeps what did not change between two
//! texts.

mod calls;
mod draft;
mod evidence;
mod ground;
mod level;
mod marks;
mod matches;
mod meet;
mod names;
mod net;
mod situation;
mod statement;

pub use draft::Draft;
pub use evidence::{Evidence, PatternPlace, ResourceEvidence, StatementEvidence};
pub use ground::Ground;
pub use level::{Level, Net, Outcome};
pub use marks::CONTRIBUTING;
pub use statement::StatementCoverage;

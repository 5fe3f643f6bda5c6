//! What each statement grants of each operation, and what the whole policy allows.
//!
//! An operation stands for a set of calls: each assigns the variables of one alternative of its requirement, the region
//! and the account once for all its templates. A [`Level`] says how many of the calls something covers, a [`Net`] what
//! all statements together allow, an [`Outcome`] puts that in one word. Everything is decided on the set of calls
//! (`calls.rs`), exactly, and never by combining the levels of single templates where two are partial.
//!
//! [`Coverage`] is the way in: it keeps what did not change between two texts.

mod calls;
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
mod template;
mod whole;

pub use evidence::{Evidence, PatternPlace, ResourceEvidence, StatementEvidence};
pub use ground::Ground;
pub use level::{Level, Net, Outcome};
pub use marks::CONTRIBUTING;
pub use meet::can_match;
pub use statement::StatementCoverage;
pub use template::TemplateLevels;
pub use whole::Coverage;

//! What one list of statements grants beyond another, decided exactly, with a request that shows it.
//!
//! It ranges over every action, resource, caller and context there can be; the catalogue makes requests readable, no more.

mod addresses;
mod beyond;
mod callers;
mod clause;
mod comparison;
mod dates;
mod known;
mod minutes;
mod numbers;
mod product;
mod readable;
mod search;
mod space;
mod text;
mod typed;
mod values;

pub use beyond::{Undecided, Witness, beyond};
pub use comparison::{Comparison, Difference, LISTED, Relation, compare};

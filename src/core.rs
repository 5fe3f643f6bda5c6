//! The layers that follow each keystroke, a crate of their own because they are compiled for speed and the rest for size.
//! `ramlight` has all of them under the same names.

pub mod catalog;
pub mod condition;
pub mod coverage;
pub mod diagnostic;
pub mod evaluate;
pub mod pattern;
pub mod policy;
pub mod syntax;
pub mod text;

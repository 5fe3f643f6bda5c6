//! The judge: a second implementation of levels and net effect, slow and written to be read beside DESIGN.md §2.
//!
//! It knows nothing of the engine ([`engine`] only translates what that says). The calls of an operation are endless, but a policy can only tell them apart by
//! which of its patterns match; [`values`] finds one text for every combination of matches that some text reaches,
//! [`calls`] puts them together to calls, and [`verdict`] decides each call by itself and counts.

// Each test crate uses its own part of the module tree.
#![allow(dead_code)]

pub mod calls;
pub mod catalogue;
pub mod decision;
pub mod engine;
pub mod generate;
pub mod policy;
pub mod random;
pub mod requests;
pub mod values;
pub mod verdict;
pub mod wildcard;

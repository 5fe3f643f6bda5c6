//! The judge of decisions: a second implementation of `decide`, slow and written to be read beside `ram/language.md`
//! §3 (conditions), §5 (order), §9 (what is decided where the documents are silent).
//!
//! It reads a scenario (`ramlight-scenario/1`) as JSON and says which decisions a request can get. What is not known
//! (answers of conditions on unknown keys, whether a faulty Deny stands) is a list of questions, and every list of
//! answers is tried.

pub mod caller;
pub mod condition;
pub mod decide;
pub mod generate;
pub mod requests;
pub mod shrink;
pub mod statement;
pub mod types;
pub mod values;

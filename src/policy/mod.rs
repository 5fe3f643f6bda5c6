//! The typed policy: every element keeps its place, and lowering a tree gives a policy and diagnostics, never an error.
//!
//! A statement's spans count from the statement's own start, so a statement that did not change is the same value
//! wherever it moved to, and [`Policy::read`] takes it over from the policy before.

mod action;
mod caller;
mod clean_up;
mod condition;
mod condition_keys;
mod document;
mod element;
mod foreign;
mod kind;
mod kind_rules;
mod placeholder;
mod principal;
mod recognise;
mod statement;
mod strays;
mod text;

pub use action::ActionPattern;
pub use caller::Caller;
pub use clean_up::clean_up;
pub use condition::Condition;
pub use condition_keys::{ConditionKey, ValueType};
pub use document::{ANALYSED_CHARACTERS, Placed, Policy, is_too_long};
pub use element::{Element, ElementName, PatternAt};
pub use kind::{Limit, PolicyKind};
pub use principal::{Principal, PrincipalAt, PrincipalPattern};
pub use statement::{Effect, Statement};
pub use text::PolicyText;

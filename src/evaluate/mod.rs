//! Deciding a request: the order in which policies are looked at, and the trace of what decided it.
//!
//! A *request* names one action, the resources that are checked in the one call, a context, and who asks. An
//! [`Authorization`] holds every policy that takes part and where it is attached. The catalogue is not known here.
//!
//! What is unknown is a *question* that can be answered either way: a condition on a key of which nothing is known, or
//! whether a statement with an error denies the request. A decision is worked out for 64 assignments of answers at a
//! time (`lane`), so what is undecided is exact as long as at most [`QUESTIONS`] questions bear on one request.

mod actions;
mod attached;
mod authorization;
mod decision;
mod facts;
mod kept;
mod lane;
mod message;
mod near;
mod order;
mod question;
mod ready;
mod request;
mod resource;
mod scope;
mod touched;
mod trace;
mod when;

pub use attached::{Attached, Entity, Parts, Stage};
pub use authorization::{Answer, Authorization};
pub use decision::{Decision, Decisions};
pub use facts::Facts;
pub use kept::Kept;
pub use message::{AuthPrincipal, DiagnosticMessage, MatchedPolicy};
pub use near::{ArnField, ConditionTrace, Failed, PatternPlace, StatementTrace, Verdict};
pub use question::{OpenCondition, QUESTIONS};
pub use request::{Call, Request, is_action, is_resource};
pub use scope::{named_actions, named_principal, named_resources};
pub use touched::Touched;
pub use trace::{Case, Literal, Open, ResourceTrace, StageTrace, Trace};

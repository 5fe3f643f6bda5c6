//! Deciding a request: the order in which policies are looked at, and the trace of what decided it.
//!
//! A *request* names one action, the resources that are checked in the one call, a context, and who asks. An
//! `Authorization` holds every policy that takes part and where it is attached. The catalogue is not known here.

mod decision;

pub use decision::{Decision, Decisions};

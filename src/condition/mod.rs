//! Conditions: the table of operators, the values they compare, and a condition held against a context.
//!
//! The answer is [`Truth`]: true, false, or unknown where the context does not say whether a key is there. What a
//! statement or a policy is, this layer does not know.

mod address;
mod context;
mod date;
mod expected;
mod number;
mod operator;
mod samples;
mod test;
mod truth;

pub use address::without_host_bits;
pub use context::{Context, Known};
pub use expected::{Form, ValueError};
pub use number::Number;
pub use operator::{Comparison, Operator, OperatorError, SetPrefix};
pub use samples::samples;
pub use test::{Question, Test};
pub use truth::Truth;

//! Conditions: the table of operators, the values they compare, and a condition held against a context.
//!
//! The answer is [`Truth`]: true, false, or unknown where the context does not say whether a key is there. What a
//! statement or a policy is, this layer does not know.

mod context;
mod operator;
mod test;
mod truth;

pub use context::{Context, Known};
pub use operator::{Comparison, Operator, OperatorError, SetPrefix};
pub use test::Test;
pub use truth::Truth;

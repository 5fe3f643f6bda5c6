//! Wildcard patterns, the templates that they are held against, and exact questions about both.

mod automaton;
mod bindings;
mod bits;
mod name;
mod resource;
mod template;
mod wildcard;

pub use automaton::{Budget, Exhausted, Status, Texts};
pub use bindings::{BindingError, Bindings};
pub use bits::{Bits, members};
pub use name::{Matcher, NamePattern, Pairs};
pub use resource::{Fields, ResourceError, ResourcePattern};
pub use template::{Field, Piece, Template, TemplateError, is_ram_code};
pub use wildcard::{Token, Wildcard};

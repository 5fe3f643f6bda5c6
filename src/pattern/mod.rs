//! Wildcard patterns, the templates that they are held against, and exact questions about both.
//!
//! The rules are those of `ram/language.md`: wildcards §1.3, case §1.2, the fields of a resource §2 and §9.12–13.
//! Characters are Unicode scalar values throughout. Knows nothing of actions, statements and effects.

mod automaton;
mod bindings;
mod bits;
mod name;
mod part;
mod resource;
mod template;
mod wildcard;

pub use automaton::{Budget, Exhausted, Status, Texts};
pub use bindings::{BindingError, Bindings};
pub use bits::{Bits, members};
pub use name::{NamePattern, Pairs};
pub use resource::{Fields, ResourceError, ResourcePattern};
pub use template::{Field, Piece, Template, TemplateError, is_ram_code};
pub use wildcard::{Token, Wildcard};

//! Wildcard patterns, and the templates of resources that they are held against.

mod bindings;
mod template;

pub use bindings::{BindingError, Bindings};
pub use template::{Field, Piece, Template, TemplateError, is_ram_code};

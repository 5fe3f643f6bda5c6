//! Wildcard patterns, and the templates of resources that they are held against.

mod template;

pub use template::{Field, Piece, Template, TemplateError};

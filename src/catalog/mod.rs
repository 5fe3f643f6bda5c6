//! Operations, templates, service-linked roles and system policies: data with its sources.

use crate::pattern::Template;

/// What an operation does to what it touches, as the service's metadata classes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccessLevel {
    Create,
    List,
    Get,
    Update,
    Delete,
    None,
}

/// One operation of a service.
pub struct Operation {
    /// Index of the service.
    pub service: u32,
    /// As documented: `CreateApi`.
    pub name: String,
    pub access_level: AccessLevel,
    /// The level comes from the verb of the name, for want of metadata.
    pub access_level_derived: bool,
    /// Index into [`Catalog::requirements`].
    pub requirement: u32,
    pub notes: Vec<String>,
}

/// What is checked in one call: a list of alternatives, each a set of templates checked together.
/// No alternative at all: not published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Requirement {
    /// Ids of templates.
    pub alternatives: Vec<Vec<u32>>,
}

/// A service: its operations are `first..first + count` of [`Catalog::operations`].
pub struct Service {
    pub code: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub first: u32,
    pub count: u32,
}

/// Facts about operations. Sorted by service code, then by lower-cased name: the index in
/// [`Catalog::operations`] is the operation's id everywhere.
pub struct Catalog {
    pub services: Vec<Service>,
    pub operations: Vec<Operation>,
    pub requirements: Vec<Requirement>,
    pub templates: Vec<Template>,
}

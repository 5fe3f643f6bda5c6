use std::ops::Range;

use super::Words;

/// A service: its operations are `first..first + count` of [`Catalog::operations`](super::Catalog::operations).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The RAM code, the part of an action before the colon: `apigateway`.
    pub code: String,
    /// What people call it: `API Gateway`.
    pub name: String,
    /// Other codes that stand for the same service. One can be the code of another service: actions of IMS are documented
    /// under `ram` and `ims`.
    pub aliases: Vec<String>,
    /// What people call its resources.
    pub types: Vec<ResourceType>,
    /// Formats of ARNs seen in its documents, sorted: hints for operations whose resources are not published.
    pub arn_hints: Vec<String>,
    /// The id of its first operation.
    pub first: u32,
    /// The number of its operations.
    pub count: u32,
    /// How many operations of it are known, be they in the catalogue or not.
    pub known: u32,
    /// Whether its operations are in the catalogue. Of one that is only named there are none.
    pub is_loaded: bool,
}

/// The name of a kind of resource: what `apigroup` is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceType {
    /// As in a resource: [`Template::resource_type`](crate::pattern::Template::resource_type).
    pub code: String,
    /// One of them: `API group`.
    pub one: Words,
    /// Several of them: `API groups`.
    pub many: Words,
}

impl Service {
    /// The ids of its operations.
    #[must_use]
    pub fn operations(&self) -> Range<u32> {
        self.first..self.first + self.count
    }

    /// What a kind of its resources is called.
    #[must_use]
    pub fn resource_type(&self, code: &str) -> Option<&ResourceType> {
        self.types.iter().find(|kind| kind.code == code)
    }

    /// Whether `code` is its RAM code or an alias, in any case.
    #[must_use]
    pub fn is_called(&self, code: &str) -> bool {
        self.code.eq_ignore_ascii_case(code) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(code))
    }
}

use super::Words;

/// What an operation does to what it touches, as the service's metadata classes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccessLevel {
    /// Makes something new.
    Create,
    /// Lists what there is.
    List,
    /// Reads one thing.
    Get,
    /// Changes something.
    Update,
    /// Removes something.
    Delete,
    /// The metadata says that none of these fits.
    None,
}

impl AccessLevel {
    /// All levels, in the order in which they are shown and counted.
    pub const ALL: [Self; 6] = [
        Self::Create,
        Self::List,
        Self::Get,
        Self::Update,
        Self::Delete,
        Self::None,
    ];

    /// The name used in JSON: `create`, `list`, `get`, `update`, `delete` or `none`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::List => "list",
            Self::Get => "get",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::None => "none",
        }
    }

    /// The level with that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// One operation of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Index into [`Catalog::services`](super::Catalog::services).
    pub service: u32,
    /// As documented: `CreateApi`.
    pub name: String,
    /// What it does.
    pub access_level: AccessLevel,
    /// The level comes from the verb of the name, for want of metadata; [`AccessLevel::None`] where no verb is known.
    pub access_level_derived: bool,
    /// Index into [`Catalog::requirements`](super::Catalog::requirements).
    pub requirement: u32,
    /// Index into [`Catalog::origins`](super::Catalog::origins): where the name comes from, where the catalogue tells.
    pub name_origin: Option<u8>,
    /// Index into [`Catalog::origins`](super::Catalog::origins): where the requirement comes from, where the catalogue
    /// tells.
    pub resource_origin: Option<u8>,
    /// Indices into [`Catalog::notes`](super::Catalog::notes): doubts about what is said of it.
    pub notes: Vec<u32>,
}

/// A kind of source that facts come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// A short name: `api-name`.
    pub id: String,
    /// The ISO date of the source; empty where sources of several dates count as one.
    pub date: String,
    /// What it is.
    pub words: Words,
}

/// What is checked in one call: a list of alternatives, each a set of templates checked together.
/// No alternative at all: not published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Requirement {
    /// Indices into [`Catalog::templates`](super::Catalog::templates), in the order of the document.
    pub alternatives: Vec<Vec<u32>>,
}

impl Requirement {
    /// A text that is the same for equal alternatives only.
    pub(super) fn text(alternatives: &[Vec<u32>]) -> String {
        let mut text = String::new();
        for alternative in alternatives {
            text.push('|');
            for id in alternative {
                text.push('+');
                text.push_str(&id.to_string());
            }
        }
        text
    }

    /// Whether it is known what a call is checked against.
    #[must_use]
    pub fn is_published(&self) -> bool {
        !self.alternatives.is_empty()
    }
}

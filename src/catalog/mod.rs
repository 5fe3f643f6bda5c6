//! Operations, templates, service-linked roles and system policies: data with its sources.
//!
//! A [`Catalog`] is read from files of the format `ramlight-catalog/1`; the one for API Gateway is embedded.

mod build;
mod cloud;
mod condition_key;
mod digest;
mod error;
mod interner;
mod lookup;
mod operation;
mod overlay;
mod read;
mod ready_policy;
mod service;
mod source;
mod words;

use rustc_hash::FxHashMap;

pub use condition_key::{Certainty, ConditionKey, KeyType};
pub use error::{CatalogError, Reason};
pub use operation::{AccessLevel, Operation, Origin, Requirement};
pub use ready_policy::{ServiceLinkedRole, SystemPolicy};
pub use service::{ResourceType, Service};
pub use words::Words;

use crate::pattern::Template;
use crate::text::LineIndex;
use source::Source;

/// Texts met, each with a place in some list. The only kind of map here, also where a set would do: each further kind
/// adds its own code to the WebAssembly file.
type Places = FxHashMap<String, usize>;

/// Facts about operations. Sorted by service code, then by lower-cased name: the index in
/// [`Catalog::operations`] is the operation's id everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// The ISO date that its file gives; the oldest of several files. Single facts can be older: [`Catalog::origins`].
    pub date: String,
    /// Where the facts come from, in words.
    pub sources: Vec<String>,
    /// Sorted by code.
    pub services: Vec<Service>,
    /// Those of a service stand together.
    pub operations: Vec<Operation>,
    /// No two are equal.
    pub requirements: Vec<Requirement>,
    /// Those that some operation requires; no two are equal.
    pub templates: Vec<Template>,
    /// What [`Operation::notes`] points to.
    pub notes: Vec<Words>,
    /// In the order of the files, those of a service together.
    pub system_policies: Vec<SystemPolicy>,
    /// In the order of the files, those of a service together.
    pub service_linked_roles: Vec<ServiceLinkedRole>,
    /// Sorted by name; those that a catalogue over this one added come last.
    pub condition_keys: Vec<ConditionKey>,
    /// The ids of operations for which keys are published, and indices into [`Catalog::condition_keys`]; sorted by id.
    pub operation_keys: Vec<(u32, Vec<u32>)>,
    /// The ids of regions, sorted.
    pub regions: Vec<String>,
    /// Whether it lists every service of the cloud that is known: only then does it mean something that one is missing.
    pub is_whole: bool,
    /// The kinds of sources that facts of its operations come from, where it tells.
    pub origins: Vec<Origin>,
}

/// The condition keys of every catalogue that does not bring its own.
fn known_keys() -> Vec<ConditionKey> {
    ConditionKey::read_all(include_str!("data/keys.txt"))
}

/// The regions of every catalogue that does not bring its own.
fn known_regions() -> Vec<String> {
    include_str!("data/regions.txt").lines().map(str::to_owned).collect()
}

impl Catalog {
    /// The embedded catalogue of API Gateway: 54 actions as published in December 2017.
    #[must_use]
    pub fn api_gateway() -> Self {
        digest::read(include_str!("data/apigateway.digest"))
    }

    /// Reads files of the format `ramlight-catalog/1` into one catalogue; each is given as its name and its text.
    ///
    /// # Errors
    /// Everything wrong with the files, in the order of the files and places.
    ///
    /// ```
    /// use ramlight::catalog::Catalog;
    /// let errors = Catalog::from_texts(&[("mine.json", "{}")]).unwrap_err();
    /// assert_eq!(errors[0].to_string(), "mine.json:1:1: `format` is missing");
    /// ```
    pub fn from_texts(files: &[(&str, &str)]) -> Result<Self, Vec<CatalogError>> {
        let mut facts = Vec::with_capacity(files.len());
        let mut errors = Vec::new();
        let mut codes = Places::default();
        for (number, (file, text)) in files.iter().enumerate() {
            // some editors put a byte order mark before a file, and count no column for it
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            let mut source = Source::new(text);
            let read = read::file(&mut source);
            for service in read.iter().flat_map(|read| &read.services) {
                let aliases = service.aliases.iter().zip(&service.alias_nodes);
                for (code, node) in std::iter::once((&service.code, &service.code_node)).chain(aliases) {
                    if !code.is_empty() && codes.insert(code.clone(), number).is_some() {
                        source.fail(*node, Reason::RepeatedService(code.clone()));
                    }
                }
            }
            facts.extend(read);
            let faults = source.into_faults();
            if faults.is_empty() {
                continue;
            }
            let index = LineIndex::new(text);
            for (at, reason) in faults {
                let place = index.line_column(at);
                errors.push(CatalogError {
                    file: (*file).to_owned(),
                    line: place.line,
                    column: place.column,
                    reason,
                });
            }
        }
        if errors.is_empty() {
            Ok(build::catalog(facts))
        } else {
            Err(errors)
        }
    }

    /// The action of an operation, `apigateway:CreateApi`; `None` if there is no such operation.
    #[must_use]
    pub fn action(&self, operation: u32) -> Option<String> {
        let operation = self.operations.get(operation as usize)?;
        let service = self.services.get(operation.service as usize)?;
        Some(format!("{}:{}", service.code, operation.name))
    }

    /// The doubts about an operation; none if there is no such operation.
    pub fn notes_of(&self, operation: u32) -> impl Iterator<Item = &Words> {
        let notes = self
            .operations
            .get(operation as usize)
            .map(|operation| &operation.notes);
        notes
            .into_iter()
            .flatten()
            .filter_map(|note| self.notes.get(*note as usize))
    }

    /// What a template's kind of resource is called, where the catalogue knows.
    #[must_use]
    pub fn resource_type(&self, template: u32) -> Option<&ResourceType> {
        let template = self.templates.get(template as usize)?;
        let Template::Arn { service, .. } = template else {
            return None;
        };
        let service = self.services.iter().find(|s| s.is_called(service))?;
        service.resource_type(template.resource_type())
    }
}

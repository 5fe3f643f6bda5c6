//! The embedded catalogue against the documents it comes from, and the reader of catalogue files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod cloud;
mod cloud_facts;
mod cloud_files;
mod digest;
mod embedded;
mod files;
mod large;
mod lookup;
mod policies;

use std::path::Path;

use ramlight::catalog::{Catalog, Operation};
use ramlight::diagnostic::Locale;

pub(crate) const EMBEDDED: &str = include_str!("../../src/catalog/data/apigateway.json");

/// Read of the JSON, with its errors.
pub(crate) fn embedded() -> Catalog {
    Catalog::from_texts(&[("apigateway.json", EMBEDDED)]).unwrap()
}

pub(crate) fn operation<'c>(catalog: &'c Catalog, action: &str) -> &'c Operation {
    &catalog.operations[catalog.operation(action).unwrap() as usize]
}

/// The alternatives of an operation as texts of templates.
pub(crate) fn requires(catalog: &Catalog, action: &str) -> Vec<Vec<String>> {
    let requirement = &catalog.requirements[operation(catalog, action).requirement as usize];
    let text = |id: &u32| catalog.templates[*id as usize].to_string();
    requirement
        .alternatives
        .iter()
        .map(|a| a.iter().map(text).collect())
        .collect()
}

pub(crate) fn notes<'c>(catalog: &'c Catalog, action: &str) -> Vec<&'c str> {
    let notes = catalog.notes_of(catalog.operation(action).unwrap());
    notes.map(|words| words.wording(Locale::English)).collect()
}

/// A file of the folder of shared material, where it is there.
pub(crate) fn shared(path: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let text = std::fs::read_to_string(folder.join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: {path} of the shared material is not here");
    }
    text
}

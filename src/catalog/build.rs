//! Puts the facts of files in order: sorted, with one id for equal templates and requirements.

use std::collections::HashMap;
use std::hash::Hash;

use super::read::{FileFacts, OperationFacts, ServiceFacts};
use super::{Catalog, Operation, Requirement, Service};
use crate::pattern::Template;

/// The catalogue of faultless files.
pub(super) fn catalog(files: Vec<FileFacts>) -> Catalog {
    let mut catalog = Catalog::default();
    let mut services = Vec::new();
    for file in files {
        // the oldest: what is said of the catalogue's age must hold for all of it
        if catalog.date.is_empty() || file.date < catalog.date {
            catalog.date = file.date;
        }
        catalog.sources.extend(file.sources);
        services.extend(file.services);
    }
    services.sort_by(|a, b| a.code.cmp(&b.code));
    let mut known = Known::default();
    for service in services {
        add(&mut catalog, &mut known, service);
    }
    catalog.templates = known.templates.values;
    catalog.requirements = known.requirements.values;
    catalog
}

#[derive(Default)]
struct Known {
    templates: Interner<Template>,
    requirements: Interner<Requirement>,
}

fn add(catalog: &mut Catalog, known: &mut Known, mut facts: ServiceFacts) {
    let service = number(catalog.services.len());
    let first = number(catalog.operations.len());
    let first_note = number(catalog.notes.len());
    facts
        .operations
        .sort_by_cached_key(|operation| operation.name.to_ascii_lowercase());
    let mut ids = vec![None; facts.requirements.len()];
    for operation in std::mem::take(&mut facts.operations) {
        let id = ids.get(operation.requirement).copied().flatten();
        let requirement = id.unwrap_or_else(|| requirement(known, &facts, operation.requirement));
        if let Some(slot) = ids.get_mut(operation.requirement) {
            *slot = Some(requirement);
        }
        let OperationFacts {
            name,
            access_level,
            access_level_derived,
            notes,
            ..
        } = operation;
        catalog.operations.push(Operation {
            service,
            name,
            access_level,
            access_level_derived,
            requirement,
            notes: notes.into_iter().map(|note| first_note + number(note)).collect(),
        });
    }
    catalog.notes.append(&mut facts.notes);
    for mut policy in facts.system_policies {
        policy.service = service;
        catalog.system_policies.push(policy);
    }
    for mut role in facts.service_linked_roles {
        role.service = service;
        catalog.service_linked_roles.push(role);
    }
    catalog.services.push(Service {
        code: facts.code,
        name: facts.name,
        aliases: facts.aliases,
        types: facts.types,
        first,
        count: number(catalog.operations.len()) - first,
    });
}

/// The id of a requirement of a service, its templates with it: those that nothing requires get none.
fn requirement(known: &mut Known, facts: &ServiceFacts, index: usize) -> u32 {
    let templates = &mut known.templates;
    let alternatives = facts.requirements.get(index).into_iter().flatten();
    let alternatives = alternatives
        .map(|alternative| {
            let used = alternative.iter().filter_map(|template| facts.templates.get(*template));
            used.map(|template| templates.id(template.clone())).collect()
        })
        .collect();
    known.requirements.id(Requirement { alternatives })
}

/// Gives equal values one id, counted from 0.
struct Interner<T> {
    values: Vec<T>,
    ids: HashMap<T, u32>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            ids: HashMap::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Interner<T> {
    fn id(&mut self, value: T) -> u32 {
        *self.ids.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            number(self.values.len() - 1)
        })
    }
}

/// A length or index as an id. A text of 4 GiB, which alone could hold more, cannot be read.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

//! Puts the facts of files in order: sorted, with one id for equal templates and requirements.

use std::mem::take;

use super::interner::{Interner, number};
use super::read::{FileFacts, ServiceFacts};
use super::{Catalog, Operation, Requirement, Service};
use crate::pattern::Template;
use crate::text::order_by_text;

/// The catalogue of faultless files.
pub(super) fn catalog(files: Vec<FileFacts>) -> Catalog {
    let mut catalog = Catalog {
        condition_keys: super::known_keys(),
        regions: super::known_regions(),
        ..Catalog::default()
    };
    let mut services = Vec::new();
    for file in files {
        // the oldest: what is said of the catalogue's age must hold for all of it
        if catalog.date.is_empty() || file.date < catalog.date {
            catalog.date = file.date;
        }
        catalog.sources.extend(file.sources);
        services.extend(file.services);
    }
    let codes: Vec<&str> = services.iter().map(|service| service.code.as_str()).collect();
    let order = order_by_text(&codes);
    let mut known = Known::default();
    for place in order {
        if let Some(service) = services.get_mut(place) {
            add(&mut catalog, &mut known, service);
        }
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

fn add(catalog: &mut Catalog, known: &mut Known, facts: &mut ServiceFacts) {
    let service = number(catalog.services.len());
    let first = number(catalog.operations.len());
    let first_note = number(catalog.notes.len());
    let mut operations = take(&mut facts.operations);
    let mut names = Vec::with_capacity(operations.len());
    for operation in &operations {
        names.push(operation.name.to_ascii_lowercase());
    }
    let mut ids = vec![None; facts.requirements.len()];
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for place in order_by_text(&names) {
        let Some(operation) = operations.get_mut(place) else {
            continue;
        };
        let id = ids.get(operation.requirement).copied().flatten();
        let requirement = id.unwrap_or_else(|| requirement(known, facts, operation.requirement));
        if let Some(slot) = ids.get_mut(operation.requirement) {
            *slot = Some(requirement);
        }
        catalog.operations.push(Operation {
            service,
            name: take(&mut operation.name),
            access_level: operation.access_level,
            access_level_derived: operation.access_level_derived,
            requirement,
            name_origin: None,
            resource_origin: None,
            notes: operation.notes.iter().map(|note| first_note + number(*note)).collect(),
        });
    }
    catalog.notes.append(&mut facts.notes);
    for mut policy in take(&mut facts.system_policies) {
        policy.service = service;
        catalog.system_policies.push(policy);
    }
    for mut role in take(&mut facts.service_linked_roles) {
        role.service = service;
        catalog.service_linked_roles.push(role);
    }
    let count = number(catalog.operations.len()) - first;
    catalog.services.push(Service {
        code: take(&mut facts.code),
        name: take(&mut facts.name),
        aliases: take(&mut facts.aliases),
        types: take(&mut facts.types),
        arn_hints: Vec::new(),
        first,
        count,
        known: count,
        is_loaded: true,
    });
}

/// The id of a requirement of a service, its templates with it: those that nothing requires get none.
fn requirement(known: &mut Known, facts: &ServiceFacts, index: usize) -> u32 {
    let mut alternatives = Vec::new();
    for alternative in facts.requirements.get(index).into_iter().flatten() {
        let templates = alternative.iter().filter_map(|template| facts.templates.get(*template));
        let id = |template: &Template| known.templates.id(template.to_string(), || template.clone());
        alternatives.push(templates.map(id).collect());
    }
    let text = Requirement::text(&alternatives);
    known.requirements.id(text, || Requirement { alternatives })
}

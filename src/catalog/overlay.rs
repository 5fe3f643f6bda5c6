//! One catalogue over another: the facts of the upper one count more.

use std::mem::take;

use super::interner::{Interner, number};
use super::{Catalog, Operation, Requirement, Service};
use crate::text::order_by_text;

/// A service that was taken out of its catalogue, its operations with the indices of their keys.
struct Part {
    service: Service,
    operations: Vec<(Operation, Vec<u32>)>,
}

impl Catalog {
    /// This catalogue with the facts of another put over it: where both know a service or an operation, what the other
    /// says counts, and what only one of them knows is kept. The date stays this one's.
    #[must_use]
    pub fn extended(mut self, mut over: Self) -> Self {
        let codes = [self.codes(), over.codes()];
        let mut parts = self.take_parts();
        self.translate(&mut over);
        parts.extend(over.take_parts());
        self.put(parts);
        let here = |service: &mut u32, codes: &[String], catalog: &Self| {
            let code = codes.get(*service as usize).map_or("", String::as_str);
            *service = catalog.service(code).unwrap_or(0);
        };
        let (mut policies, mut roles) = (take(&mut self.system_policies), take(&mut self.service_linked_roles));
        let [own, others] = &codes;
        policies
            .iter_mut()
            .for_each(|policy| here(&mut policy.service, own, &self));
        roles.iter_mut().for_each(|role| here(&mut role.service, own, &self));
        for mut policy in over.system_policies {
            here(&mut policy.service, others, &self);
            policies.retain(|known| known.name != policy.name);
            policies.push(policy);
        }
        for mut role in over.service_linked_roles {
            here(&mut role.service, others, &self);
            roles.retain(|known| known.role != role.role);
            roles.push(role);
        }
        self.system_policies = policies;
        self.service_linked_roles = roles;
        self.sources.append(&mut over.sources);
        self.is_whole |= over.is_whole;
        self
    }

    fn codes(&self) -> Vec<String> {
        self.services.iter().map(|service| service.code.clone()).collect()
    }

    /// Takes the services out, in their order.
    fn take_parts(&mut self) -> Vec<Part> {
        let mut operations = take(&mut self.operations).into_iter();
        let mut keys = take(&mut self.operation_keys).into_iter().peekable();
        let mut parts = Vec::with_capacity(self.services.len());
        for service in take(&mut self.services) {
            let mut own = Vec::with_capacity(service.count as usize);
            for (id, operation) in service.operations().zip(&mut operations) {
                let of = keys.next_if(|(known, _)| *known == id);
                own.push((operation, of.map(|(_, keys)| keys).unwrap_or_default()));
            }
            parts.push(Part {
                service,
                operations: own,
            });
        }
        parts
    }

    /// Adds the templates, requirements, notes, keys, origins and regions of another catalogue, and lets its operations
    /// point to them here.
    fn translate(&mut self, over: &mut Self) {
        let mut templates = Interner::default();
        for template in take(&mut self.templates) {
            templates.id(template.to_string(), || template);
        }
        let mut requirements = Interner::default();
        for requirement in take(&mut self.requirements) {
            requirements.id(Requirement::text(&requirement.alternatives), || requirement);
        }
        let mut ids = Vec::with_capacity(over.requirements.len());
        for requirement in &over.requirements {
            let mut alternatives = Vec::with_capacity(requirement.alternatives.len());
            for alternative in &requirement.alternatives {
                let of = alternative.iter().filter_map(|id| over.templates.get(*id as usize));
                let here = of.map(|template| templates.id(template.to_string(), || template.clone()));
                alternatives.push(here.collect());
            }
            let text = Requirement::text(&alternatives);
            ids.push(requirements.id(text, || Requirement { alternatives }));
        }
        self.templates = templates.values;
        self.requirements = requirements.values;
        let first_note = number(self.notes.len());
        self.notes.append(&mut over.notes);
        // there are a few, and no more than a byte counts
        let first_origin = u8::try_from(self.origins.len()).unwrap_or(u8::MAX);
        self.origins.append(&mut over.origins);
        for operation in &mut over.operations {
            operation.requirement = ids.get(operation.requirement as usize).copied().unwrap_or(0);
            operation.notes.iter_mut().for_each(|note| *note += first_note);
            for origin in [&mut operation.name_origin, &mut operation.resource_origin] {
                *origin = origin.and_then(|origin| origin.checked_add(first_origin));
            }
        }
        let mut names: Vec<u32> = Vec::with_capacity(over.condition_keys.len());
        for key in take(&mut over.condition_keys) {
            let known = self.condition_keys.iter().position(|known| known.name == key.name);
            names.push(number(known.unwrap_or(self.condition_keys.len())));
            if known.is_none() {
                self.condition_keys.push(key);
            }
        }
        for key in over.operation_keys.iter_mut().flat_map(|(_, keys)| keys) {
            *key = names.get(*key as usize).copied().unwrap_or(0);
        }
        for region in take(&mut over.regions) {
            if let Err(place) = self.regions.binary_search(&region) {
                self.regions.insert(place, region);
            }
        }
    }

    /// Puts services in, of which equal ones are joined: what is said later counts.
    fn put(&mut self, parts: Vec<Part>) {
        let codes: Vec<String> = parts.iter().map(|part| part.service.code.clone()).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        let mut parts: Vec<Option<Part>> = parts.into_iter().map(Some).collect();
        let mut sorted: Vec<Part> = Vec::with_capacity(parts.len());
        for place in order_by_text(&codes) {
            let Some(part) = parts.get_mut(place).and_then(Option::take) else {
                continue;
            };
            match sorted.last_mut() {
                Some(last) if last.service.code == part.service.code => last.join(part),
                _ => sorted.push(part),
            }
        }
        for Part {
            mut service,
            operations,
        } in sorted
        {
            service.first = number(self.operations.len());
            service.count = number(operations.len());
            for (mut operation, keys) in operations {
                operation.service = number(self.services.len());
                if !keys.is_empty() {
                    self.operation_keys.push((number(self.operations.len()), keys));
                }
                self.operations.push(operation);
            }
            self.services.push(service);
        }
    }
}

impl Part {
    /// Puts what another catalogue says of the same service over this.
    fn join(&mut self, over: Self) {
        let Self { service, operations } = over;
        self.service.is_loaded |= service.is_loaded;
        self.service.name = service.name;
        self.service.aliases.extend(service.aliases);
        order(&mut self.service.aliases);
        if !service.types.is_empty() {
            self.service.types = service.types;
        }
        self.service.arn_hints.extend(service.arn_hints);
        order(&mut self.service.arn_hints);
        let mut all: Vec<Option<_>> = take(&mut self.operations).into_iter().map(Some).collect();
        all.extend(operations.into_iter().map(Some));
        let names: Vec<String> = (all.iter().flatten())
            .map(|(operation, _)| operation.name.to_ascii_lowercase())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for place in order_by_text(&names) {
            let Some((mut operation, mut keys)) = all.get_mut(place).and_then(Option::take) else {
                continue;
            };
            let again = |last: &mut (Operation, Vec<u32>)| last.0.name.eq_ignore_ascii_case(&operation.name);
            if let Some((known, more)) = self.operations.pop_if(again) {
                operation.name_origin = operation.name_origin.or(known.name_origin);
                keys.extend(more.into_iter().filter(|key| !keys.contains(key)).collect::<Vec<_>>());
            }
            self.operations.push((operation, keys));
        }
    }
}

/// Sorts texts and drops what stands twice.
fn order(texts: &mut Vec<String>) {
    let given = take(texts);
    let texts_of: Vec<&str> = given.iter().map(String::as_str).collect();
    for place in order_by_text(&texts_of) {
        if let Some(text) = given.get(place)
            && texts.last() != Some(text)
        {
            texts.push(text.clone());
        }
    }
}

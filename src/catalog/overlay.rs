//! One catalogue over another: the facts of the upper one count more.

use super::interner::{Interner, number};
use super::{Catalog, Operation, Requirement, Service};
use crate::pattern::Template;

impl Catalog {
    /// This catalogue with the facts of another put over it: where both know a service or an operation, what the other
    /// says counts, and what only one of them knows is kept. The date stays this one's.
    #[must_use]
    pub fn extended(&self, over: &Self) -> Self {
        let mut made = Made {
            catalog: Self {
                date: self.date.clone(),
                is_whole: self.is_whole || over.is_whole,
                ..Self::default()
            },
            templates: Interner::default(),
            requirements: Interner::default(),
        };
        let sides = [made.side(self), made.side(over)];
        let (mut lower, mut upper) = (0, 0);
        // both are sorted by code
        loop {
            let (base, top) = (self.services.get(lower), over.services.get(upper));
            let (takes_base, takes_top) = match (base, top) {
                (None, None) => break,
                (base, top) => sides_of(base.map(|of| of.code.as_str()), top.map(|of| of.code.as_str())),
            };
            lower += usize::from(takes_base);
            upper += usize::from(takes_top);
            made.service(&sides, [base.filter(|_| takes_base), top.filter(|_| takes_top)]);
        }
        made.ready_policies(&sides);
        made.catalog.templates = made.templates.values;
        made.catalog.requirements = made.requirements.values;
        made.catalog
    }
}

/// Which of two sorted lists has the next text, or both.
fn sides_of(base: Option<&str>, top: Option<&str>) -> (bool, bool) {
    match (base, top) {
        (Some(base), Some(top)) => (base <= top, top <= base),
        (base, top) => (base.is_some(), top.is_some()),
    }
}

/// One of the two catalogues, and what its indices are here.
struct Side<'c> {
    catalog: &'c Catalog,
    requirements: Vec<u32>,
    keys: Vec<u32>,
    first_note: u32,
    first_origin: u8,
}

/// What is put together.
struct Made {
    catalog: Catalog,
    templates: Interner<Template>,
    requirements: Interner<Requirement>,
}

impl Made {
    /// Adds what the operations of a catalogue point to.
    #[inline(never)]
    fn side<'c>(&mut self, catalog: &'c Catalog) -> Side<'c> {
        let mut side = Side {
            catalog,
            requirements: Vec::with_capacity(catalog.requirements.len()),
            keys: Vec::with_capacity(catalog.condition_keys.len()),
            first_note: number(self.catalog.notes.len()),
            // there are a few, and no more than a byte counts
            first_origin: u8::try_from(self.catalog.origins.len()).unwrap_or(u8::MAX),
        };
        for requirement in &catalog.requirements {
            let mut alternatives = Vec::with_capacity(requirement.alternatives.len());
            for alternative in &requirement.alternatives {
                let mut ids = Vec::with_capacity(alternative.len());
                for template in alternative.iter().filter_map(|id| catalog.templates.get(*id as usize)) {
                    ids.push(self.templates.id(template.to_string(), || template.clone()));
                }
                alternatives.push(ids);
            }
            let text = Requirement::text(&alternatives);
            side.requirements
                .push(self.requirements.id(text, || Requirement { alternatives }));
        }
        let made = &mut self.catalog;
        made.sources.extend_from_slice(&catalog.sources);
        made.notes.extend_from_slice(&catalog.notes);
        made.origins.extend_from_slice(&catalog.origins);
        for key in &catalog.condition_keys {
            let known = made.condition_keys.iter().position(|known| known.name == key.name);
            side.keys.push(number(known.unwrap_or(made.condition_keys.len())));
            if known.is_none() {
                made.condition_keys.push(key.clone());
            }
        }
        add_missing(&mut made.regions, &catalog.regions);
        side
    }

    /// Adds a service of one or both of the catalogues behind the others.
    #[inline(never)]
    fn service(&mut self, sides: &[Side<'_>; 2], of: [Option<&Service>; 2]) {
        let [base, top] = of;
        let Some(said) = top.or(base) else {
            return;
        };
        let mut service = said.clone();
        if let (Some(base), Some(_)) = (base, top) {
            service.is_loaded |= base.is_loaded;
            add_missing(&mut service.aliases, &base.aliases);
            add_missing(&mut service.arn_hints, &base.arn_hints);
            if service.types.is_empty() {
                service.types.clone_from(&base.types);
            }
        }
        service.first = number(self.catalog.operations.len());
        let [base_side, top_side] = sides;
        let (mut lower, mut upper) = (
            base.map_or(0..0, Service::operations),
            top.map_or(0..0, Service::operations),
        );
        loop {
            let (base, top) = (base_side.operation(lower.start), top_side.operation(upper.start));
            let (base, top) = (base.filter(|_| !lower.is_empty()), top.filter(|_| !upper.is_empty()));
            if base.is_none() && top.is_none() {
                break;
            }
            let name = |of: Option<&Operation>| of.map(|operation| operation.name.to_ascii_lowercase());
            let (takes_base, takes_top) = sides_of(name(base).as_deref(), name(top).as_deref());
            let under = base.filter(|_| takes_base).map(|of| (base_side, of, lower.start));
            let above = top.filter(|_| takes_top).map(|of| (top_side, of, upper.start));
            self.operation(under, above);
            lower.start += u32::from(takes_base);
            upper.start += u32::from(takes_top);
        }
        service.count = number(self.catalog.operations.len()) - service.first;
        self.catalog.services.push(service);
    }

    /// Adds an operation of one or both of the catalogues, each given with its id there.
    #[inline(never)]
    fn operation<'s>(&mut self, base: Option<Given<'s>>, top: Option<Given<'s>>) {
        let mut keys: Vec<u32> = Vec::new();
        let mut name_origin = None;
        let mut made = None;
        for (side, operation, id) in [base, top].into_iter().flatten() {
            let origin = |origin: Option<u8>| origin.and_then(|origin| origin.checked_add(side.first_origin));
            name_origin = origin(operation.name_origin).or(name_origin);
            let notes = operation.notes.iter().map(|note| note + side.first_note);
            made = Some(Operation {
                service: number(self.catalog.services.len()),
                requirement: side
                    .requirements
                    .get(operation.requirement as usize)
                    .copied()
                    .unwrap_or(0),
                name_origin,
                resource_origin: origin(operation.resource_origin),
                notes: notes.collect(),
                ..operation.clone()
            });
            let found = side.catalog.operation_keys.binary_search_by_key(&id, |(id, _)| *id);
            let own = found.ok().and_then(|at| side.catalog.operation_keys.get(at));
            for key in own.into_iter().flat_map(|(_, keys)| keys) {
                let key = side.keys.get(*key as usize).copied().unwrap_or(0);
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        if !keys.is_empty() {
            self.catalog
                .operation_keys
                .push((number(self.catalog.operations.len()), keys));
        }
        self.catalog.operations.extend(made);
    }

    #[inline(never)]
    fn ready_policies(&mut self, sides: &[Side<'_>; 2]) {
        for side in sides {
            let here = |made: &Catalog, service: u32| {
                let code = side.catalog.services.get(service as usize).map(|of| of.code.as_str());
                code.and_then(|code| made.service(code)).unwrap_or(0)
            };
            for policy in &side.catalog.system_policies {
                let mut policy = policy.clone();
                policy.service = here(&self.catalog, policy.service);
                self.catalog.system_policies.retain(|known| known.name != policy.name);
                self.catalog.system_policies.push(policy);
            }
            for role in &side.catalog.service_linked_roles {
                let mut role = role.clone();
                role.service = here(&self.catalog, role.service);
                self.catalog
                    .service_linked_roles
                    .retain(|known| known.role != role.role);
                self.catalog.service_linked_roles.push(role);
            }
        }
    }
}

/// An operation of a side, and its id there.
type Given<'s> = (&'s Side<'s>, &'s Operation, u32);

impl Side<'_> {
    fn operation(&self, id: u32) -> Option<&Operation> {
        self.catalog.operations.get(id as usize)
    }
}

/// Adds texts to sorted ones, in their places, unless they are there.
#[inline(never)]
fn add_missing(texts: &mut Vec<String>, more: &[String]) {
    for text in more {
        if let Err(place) = texts.binary_search(text) {
            texts.insert(place, text.clone());
        }
    }
}

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
            ids: [vec![None; self.requirements.len()], vec![None; over.requirements.len()]],
        };
        let sides = [made.side(0, self), made.side(1, over)];
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
    /// 0 for the lower one, 1 for the upper one.
    place: usize,
    catalog: &'c Catalog,
    keys: Vec<u32>,
    first_note: u32,
    first_origin: u8,
}

/// What is put together.
struct Made {
    catalog: Catalog,
    templates: Interner<Template>,
    requirements: Interner<Requirement>,
    /// For each side and requirement there the id here, once an operation needs it.
    ids: [Vec<Option<u32>>; 2],
}

impl Made {
    /// Adds what the operations of a catalogue point to.
    #[inline(never)]
    fn side<'c>(&mut self, place: usize, catalog: &'c Catalog) -> Side<'c> {
        let mut side = Side {
            place,
            catalog,
            keys: Vec::with_capacity(catalog.condition_keys.len()),
            first_note: number(self.catalog.notes.len()),
            // there are a few, and no more than a byte counts
            first_origin: u8::try_from(self.catalog.origins.len()).unwrap_or(u8::MAX),
        };
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
            service.known = service.known.max(base.known);
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
            let (takes_base, takes_top) = match (base, top) {
                (Some(base), Some(top)) => {
                    let (base, top) = (base.name.to_ascii_lowercase(), top.name.to_ascii_lowercase());
                    sides_of(Some(&base), Some(&top))
                }
                (base, top) => (base.is_some(), top.is_some()),
            };
            let under = base.filter(|_| takes_base).map(|of| (base_side, of, lower.start));
            let above = top.filter(|_| takes_top).map(|of| (top_side, of, upper.start));
            self.operation(under, above);
            lower.start += u32::from(takes_base);
            upper.start += u32::from(takes_top);
        }
        service.count = number(self.catalog.operations.len()) - service.first;
        service.known = service.known.max(service.count);
        self.catalog.services.push(service);
    }

    /// The id here of a requirement of a side.
    #[inline(never)]
    fn requirement(&mut self, side: &Side<'_>, id: u32) -> u32 {
        let known = self.ids.get(side.place).and_then(|ids| ids.get(id as usize)).copied();
        if let Some(Some(known)) = known {
            return known;
        }
        let mut alternatives = Vec::new();
        for alternative in (side.catalog.requirements.get(id as usize)).map_or(&[][..], |of| &of.alternatives) {
            let mut templates = Vec::with_capacity(alternative.len());
            for template in alternative
                .iter()
                .filter_map(|id| side.catalog.templates.get(*id as usize))
            {
                templates.push(self.templates.id(template.to_string(), || template.clone()));
            }
            alternatives.push(templates);
        }
        let text = Requirement::text(&alternatives);
        let here = self.requirements.id(text, || Requirement { alternatives });
        if let Some(place) = self.ids.get_mut(side.place).and_then(|ids| ids.get_mut(id as usize)) {
            *place = Some(here);
        }
        here
    }

    /// Adds an operation of one or both of the catalogues, each given with its id there.
    #[inline(never)]
    fn operation<'s>(&mut self, base: Option<Given<'s>>, top: Option<Given<'s>>) {
        let Some((said_by, said, _)) = top.or(base) else {
            return;
        };
        let mut keys: Vec<u32> = Vec::new();
        let mut name_origin = None;
        for (side, operation, id) in [base, top].into_iter().flatten() {
            name_origin = side.origin(operation.name_origin).or(name_origin);
            let found = side.catalog.operation_keys.binary_search_by_key(&id, |(id, _)| *id);
            let own = found.ok().and_then(|at| side.catalog.operation_keys.get(at));
            for key in own.into_iter().flat_map(|(_, keys)| keys) {
                let key = side.keys.get(*key as usize).copied().unwrap_or(0);
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        let made = Operation {
            service: number(self.catalog.services.len()),
            name: said.name.clone(),
            access_level: said.access_level,
            access_level_derived: said.access_level_derived,
            requirement: self.requirement(said_by, said.requirement),
            name_origin,
            resource_origin: said_by.origin(said.resource_origin),
            notes: said.notes.iter().map(|note| note + said_by.first_note).collect(),
        };
        if !keys.is_empty() {
            self.catalog
                .operation_keys
                .push((number(self.catalog.operations.len()), keys));
        }
        self.catalog.operations.push(made);
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
    /// The index here of an origin.
    fn origin(&self, origin: Option<u8>) -> Option<u8> {
        origin.and_then(|origin| origin.checked_add(self.first_origin))
    }

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

//! The section of one service.

use super::super::interner::number;
use super::super::{AccessLevel, Operation, Requirement, Service};
use super::reader::{Reader, words};
use super::{Read, index};
use crate::pattern::Template;

impl<'t> Reader<'t> {
    #[inline(never)]
    pub(super) fn service(&mut self) -> Read<()> {
        let mut fields = [""; 9];
        self.fields(&mut fields)?;
        let [code, name, aliases, counts @ ..] = fields;
        let mut lengths = [0; 6];
        for (length, count) in lengths.iter_mut().zip(counts) {
            *length = index(count)?;
        }
        let [names, templates, requirements, notes, keys, hints] = lengths;
        let first = number(self.catalog.operations.len());
        let mut service = Service {
            code: code.to_owned(),
            name: name.to_owned(),
            aliases: aliases.split_ascii_whitespace().map(str::to_owned).collect(),
            types: Vec::new(),
            arn_hints: Vec::new(),
            first,
            count: 0,
            known: number(names),
            is_loaded: false,
        };
        if self
            .catalog
            .services
            .last()
            .is_some_and(|last| last.code >= service.code)
        {
            return Err("the services are not sorted");
        }
        let is_wanted = |wanted: &[&str]| wanted.iter().any(|code| service.is_called(code));
        if !self.wanted.is_none_or(is_wanted) {
            // the operations have lines of levels and of origins
            let lines = names + usize::from(names > 0) * 2 + templates + requirements + notes + keys + hints;
            for _ in 0..lines {
                self.next()?;
            }
            self.catalog.services.push(service);
            return Ok(());
        }
        service.is_loaded = true;
        service.count = number(names);
        if names > 0 {
            self.operations(names)?;
        }
        self.resources(first, templates, requirements)?;
        for _ in 0..notes {
            let mut fields = [""; 3];
            self.fields(&mut fields)?;
            let [english, chinese, operations] = fields;
            let note = number(self.catalog.notes.len());
            self.catalog.notes.push(words(english, chinese));
            for id in self.ids(first, operations)? {
                if let Some(operation) = self.catalog.operations.get_mut(id as usize) {
                    operation.notes.push(note);
                }
            }
        }
        self.keys(first, keys)?;
        for _ in 0..hints {
            service.arn_hints.push(self.text()?);
        }
        self.catalog.services.push(service);
        Ok(())
    }

    /// The names of a service's operations, and the lines of their levels and origins.
    #[inline(never)]
    fn operations(&mut self, count: usize) -> Read<()> {
        let service = number(self.catalog.services.len());
        let first = self.catalog.operations.len();
        for at in 0..count {
            let line = self.next()?;
            let before = match at {
                0 => "",
                _ => self.catalog.operations.last().map_or("", |last| last.name.as_str()),
            };
            let shared = line.bytes().next().and_then(|sign| sign.checked_sub(b'#'));
            let kept = shared.and_then(|shared| beginning(before, shared));
            let (Some(kept), Some(rest)) = (kept, line.get(1..)) else {
                return Err("the beginning of a name");
            };
            let name = [kept, rest].concat();
            if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') || !is_after(&name, before) {
                return Err("the names of actions, or their order");
            }
            self.catalog.operations.push(Operation {
                service,
                name,
                access_level: AccessLevel::None,
                access_level_derived: false,
                requirement: 0,
                name_origin: None,
                resource_origin: None,
                notes: Vec::new(),
            });
        }
        let (levels, origins) = (self.next()?.as_bytes(), self.next()?.as_bytes());
        if levels.len() != count || (origins.len() != count && origins.len() != 1) {
            return Err("as many letters as there are operations");
        }
        let mut origin = None;
        let operations = self.catalog.operations.get_mut(first..).unwrap_or(&mut []);
        for ((at, operation), letter) in operations.iter_mut().enumerate().zip(levels) {
            if let Some(letter) = origins.get(at) {
                origin = Some(origin_of(&self.letters, *letter)?);
            }
            let level = b"clgudn".iter().position(|known| *known == letter.to_ascii_lowercase());
            let level = level.and_then(|place| AccessLevel::ALL.get(place));
            operation.access_level = *level.ok_or("an access level")?;
            operation.access_level_derived = letter.is_ascii_uppercase();
            operation.name_origin = origin;
        }
        Ok(())
    }

    /// The templates of a service, and its requirements: alternatives like `0+2 1`, which are indices into them.
    #[inline(never)]
    fn resources(&mut self, first: u32, templates: usize, requirements: usize) -> Read<()> {
        let mut ids = Vec::with_capacity(templates);
        for _ in 0..templates {
            let template = Template::parse(self.next()?).map_err(|_| "a template")?;
            ids.push(self.templates.id(template.to_string(), || template));
        }
        for _ in 0..requirements {
            let mut fields = [""; 3];
            self.fields(&mut fields)?;
            let [text, origin, operations] = fields;
            let mut alternatives = Vec::new();
            for alternative in text.split(' ') {
                let mut together = Vec::new();
                for place in alternative.split('+') {
                    together.push(*ids.get(index(place)?).ok_or("the index of a template")?);
                }
                alternatives.push(together);
            }
            let text = Requirement::text(&alternatives);
            let requirement = self.requirements.id(text, || Requirement { alternatives });
            let origin = origin_of(&self.letters, origin.bytes().next().unwrap_or(0))?;
            for id in self.ids(first, operations)? {
                if let Some(operation) = self.catalog.operations.get_mut(id as usize) {
                    operation.requirement = requirement;
                    operation.resource_origin = Some(origin);
                }
            }
        }
        Ok(())
    }

    /// The keys of a service's operations.
    #[inline(never)]
    fn keys(&mut self, first: u32, count: usize) -> Read<()> {
        for _ in 0..count {
            let mut fields = [""; 2];
            self.fields(&mut fields)?;
            let [name, operations] = fields;
            let known = self.catalog.condition_keys.iter().position(|key| key.name == name);
            let key = number(known.ok_or("a key that is in no list of keys")?);
            for id in self.ids(first, operations)? {
                let lists = &mut self.catalog.operation_keys;
                let place = lists.partition_point(|(known, _)| *known < id);
                match lists.get_mut(place) {
                    Some((known, keys)) if *known == id => keys.push(key),
                    _ => lists.insert(place, (id, vec![key])),
                }
            }
        }
        Ok(())
    }

    /// The ids of a service's operations, which are given as the differences of their indices: `3 1 1`.
    #[inline(never)]
    fn ids(&self, first: u32, differences: &str) -> Read<Vec<u32>> {
        let mut ids = Vec::new();
        let mut id = first as usize;
        for difference in differences.split(' ') {
            id = id.saturating_add(index(difference)?);
            if id >= self.catalog.operations.len() {
                return Err("the index of an operation");
            }
            ids.push(number(id));
        }
        Ok(ids)
    }
}

/// The index of the origin that a letter stands for.
fn origin_of(letters: &[u8], letter: u8) -> Read<u8> {
    let place = letters.iter().position(|known| *known == letter);
    place
        .and_then(|place| u8::try_from(place).ok())
        .ok_or("the letter of an origin")
}

/// The first words of a name. One begins where an upper-case letter follows a lower-case one or a digit.
fn beginning(name: &str, count: u8) -> Option<&str> {
    let mut left = count;
    let mut before = b'_';
    for (at, byte) in name.bytes().enumerate() {
        if byte.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
            left = left.saturating_sub(1);
        }
        if left == 0 {
            return name.get(..at);
        }
        before = byte;
    }
    (left == 1 && !name.is_empty() || left == 0).then_some(name)
}

/// Whether a name comes after another, their cases apart.
fn is_after(name: &str, before: &str) -> bool {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    name.bytes().map(lower).gt(before.bytes().map(lower))
}

//! Reads the file of the whole cloud, which `make catalog` writes: `src/npm/build/catalog/format.mjs` says what its lines
//! are. It is text that was made small, so that 25,000 operations are there in a few milliseconds.

use super::interner::{Interner, number};
use super::{AccessLevel, Catalog, CatalogError, ConditionKey, Operation, Origin, Reason, Requirement, Service, Words};
use crate::pattern::Template;

/// What the first line begins with.
const FAMILY: &str = "ramlight-cloud";
/// The version that is read here.
const VERSION: usize = 1;

/// What was read, or what is wrong with the line at hand.
type Read<T> = Result<T, &'static str>;

impl Catalog {
    /// Whether a text is meant to be a file of the whole cloud, of whatever version.
    #[must_use]
    pub fn is_cloud(text: &str) -> bool {
        text.trim_start_matches('\u{feff}').starts_with(FAMILY)
    }

    /// Reads the file of the whole cloud, given as its name and its text, with the operations of some services, by RAM
    /// code or alias in any case, or of all. The other services are only named; a code that the cloud does not have is
    /// left out. What the embedded catalogue knows of API Gateway is put over the file's facts, which are fewer.
    ///
    /// # Errors
    /// The first thing wrong with the file: it is cut off, its checksum is another, it is of another version, or a line is
    /// not as the format has it. Nothing of it is used then.
    pub fn from_cloud(file: &str, text: &str, services: Option<&[&str]>) -> Result<Self, CatalogError> {
        let text = text.trim_start_matches('\u{feff}');
        let fault = |line: u32, reason: Reason| CatalogError {
            file: file.to_owned(),
            line,
            column: 1,
            reason,
        };
        let body = body(text).map_err(|reason| fault(1, reason))?;
        let mut reader = Reader::new(body, services);
        match reader.read() {
            Ok(()) => Ok(reader.finish()),
            Err(what) => Err(fault(reader.line, Reason::Malformed(what))),
        }
    }

    /// Puts the embedded facts of API Gateway over those here, where it is loaded.
    fn with_api_gateway(self) -> Self {
        let loaded = |of: &Service| of.code == "apigateway" && of.is_loaded;
        if !self.services.iter().any(loaded) {
            return self;
        }
        let mut catalog = self.extended(&Self::api_gateway());
        let seed = catalog.origins.iter().position(|origin| origin.id == "seed");
        let seed = seed.and_then(|place| u8::try_from(place).ok());
        for operation in &mut catalog.operations {
            let requirement = catalog.requirements.get(operation.requirement as usize);
            if operation.resource_origin.is_none() && requirement.is_some_and(Requirement::is_published) {
                operation.resource_origin = seed;
            }
        }
        catalog
    }
}

/// What follows the first line, which has the format, the version, the checksum and the length of it.
#[inline(never)]
fn body(text: &str) -> Result<&str, Reason> {
    let Some((line, body)) = text.split_once('\n') else {
        return Err(Reason::Truncated([&text.len().to_string(), " bytes"].concat()));
    };
    let mut words = [""; 4];
    for (word, given) in words.iter_mut().zip(line.split('\t')) {
        *word = given;
    }
    let [family, version, sum, length] = words;
    let named = || [family, " ", version].concat();
    if family != FAMILY {
        return Err(Reason::Format(family.chars().take(40).collect()));
    }
    match index(version) {
        Ok(VERSION) => {}
        Ok(version) if version > VERSION => return Err(Reason::NewerFormat(named())),
        Ok(_) => return Err(Reason::OlderFormat(named())),
        Err(_) => return Err(Reason::Format(named())),
    }
    let length_told = index(length).unwrap_or(0);
    if body.len() < length_told {
        let told = [&body.len().to_string(), " of ", length, " bytes"].concat();
        return Err(Reason::Truncated(told));
    }
    let is_whole = body.len() == length_told && u64::from_str_radix(sum, 16) == Ok(checksum(body.as_bytes()));
    if is_whole { Ok(body) } else { Err(Reason::Checksum) }
}

/// FNV-1a of 64 bits: tells damage, and changes by hand. It is no protection from somebody who means harm.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

/// A length or an index: decimal digits.
#[inline(never)]
fn index(digits: &str) -> Read<usize> {
    let mut number = 0_usize;
    if digits.is_empty() || digits.len() > 9 {
        return Err("a number");
    }
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return Err("a number");
        }
        number = number * 10 + usize::from(byte - b'0');
    }
    Ok(number)
}

/// The lines that are not read yet, and what was read so far.
struct Reader<'t> {
    rest: &'t str,
    /// Of the line that was read last, counted from 1.
    line: u32,
    wanted: Option<&'t [&'t str]>,
    catalog: Catalog,
    templates: Interner<Template>,
    requirements: Interner<Requirement>,
    /// The letters of the origins, in their order.
    letters: Vec<u8>,
}

impl<'t> Reader<'t> {
    fn new(body: &'t str, wanted: Option<&'t [&'t str]>) -> Self {
        let mut requirements = Interner::default();
        // the first one is that nothing is published
        requirements.id(String::new(), || Requirement {
            alternatives: Vec::new(),
        });
        Self {
            rest: body,
            line: 1,
            wanted,
            catalog: Catalog {
                is_whole: true,
                ..Catalog::default()
            },
            templates: Interner::default(),
            requirements,
            letters: Vec::new(),
        }
    }

    fn finish(self) -> Catalog {
        let mut catalog = self.catalog;
        catalog.templates = self.templates.values;
        catalog.requirements = self.requirements.values;
        catalog.with_api_gateway()
    }

    #[inline(never)]
    fn next(&mut self) -> Read<&'t str> {
        let (line, rest) = self.rest.split_once('\n').ok_or("a line is missing")?;
        self.rest = rest;
        self.line += 1;
        Ok(line)
    }

    fn text(&mut self) -> Read<String> {
        self.next().map(str::to_owned)
    }

    /// Puts the fields of the next line, which are as many as there is room for, in their places.
    #[inline(never)]
    fn fields(&mut self, fields: &mut [&'t str]) -> Read<()> {
        let mut given = self.next()?.split('\t');
        for field in fields {
            *field = given.next().ok_or("a field is missing")?;
        }
        given.next().map_or(Ok(()), |_| Err("there are more fields"))
    }

    /// The length of the list that the next line begins: its name and its length.
    #[inline(never)]
    fn list(&mut self, name: &'static str) -> Read<usize> {
        let mut fields = [""; 2];
        self.fields(&mut fields)?;
        let [of, length] = fields;
        if of == name { index(length) } else { Err(name) }
    }

    fn read(&mut self) -> Read<()> {
        let mut date = [""; 2];
        self.fields(&mut date)?;
        let [_, date] = date;
        self.catalog.date = date.to_owned();
        for _ in 0..self.list("sources")? {
            let source = self.text()?;
            self.catalog.sources.push(source);
        }
        for _ in 0..self.list("origins")? {
            let mut fields = [""; 5];
            self.fields(&mut fields)?;
            let [letter, id, date, english, chinese] = fields;
            self.letters.extend(letter.bytes().next());
            self.catalog.origins.push(Origin {
                id: id.to_owned(),
                date: date.to_owned(),
                words: words(english, chinese),
            });
        }
        for _ in 0..self.list("keys")? {
            let key = ConditionKey::read(self.next()?).ok_or("a key of conditions")?;
            self.catalog.condition_keys.push(key);
        }
        for _ in 0..self.list("regions")? {
            let region = self.text()?;
            self.catalog.regions.push(region);
        }
        for _ in 0..self.list("services")? {
            self.service()?;
        }
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err("there is more text")
        }
    }

    #[inline(never)]
    fn service(&mut self) -> Read<()> {
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

fn words(english: &str, chinese: &str) -> Words {
    Words {
        english: english.to_owned(),
        chinese: Some(chinese.to_owned()).filter(|text| !text.is_empty()),
    }
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
    let lower = |text: &str| text.to_ascii_lowercase();
    lower(name) > lower(before)
}

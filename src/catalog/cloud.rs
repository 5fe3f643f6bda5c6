//! Reads the file of the whole cloud, which `make catalog` writes: `src/npm/build/catalog/format.mjs` says what its lines
//! are. It is text that was made small, so that 25,000 operations are there in a few milliseconds.

use super::interner::{Interner, number};
use super::{AccessLevel, Catalog, CatalogError, ConditionKey, Operation, Origin, Reason, Requirement, Service, Words};
use crate::pattern::Template;

/// What the first line begins with.
const FAMILY: &str = "ramlight-cloud";
/// The version that is read here.
const VERSION: u32 = 1;

type Read<T> = Result<T, Reason>;

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
        let mut lines = Lines { rest: text, number: 0 };
        let catalog = head(&mut lines).and_then(|()| Reader::new(services).read(&mut lines));
        match catalog {
            Ok(catalog) if catalog.has_loaded("apigateway") => Ok(catalog.extended(Self::api_gateway())),
            Ok(catalog) => Ok(catalog),
            Err(reason) => Err(CatalogError {
                file: file.to_owned(),
                line: lines.number.max(1),
                column: 1,
                reason,
            }),
        }
    }

    fn has_loaded(&self, code: &str) -> bool {
        let service = self.service(code).and_then(|at| self.services.get(at as usize));
        service.is_some_and(|service| service.is_loaded)
    }
}

/// The lines that are not read yet.
struct Lines<'t> {
    rest: &'t str,
    /// Of the line that was read last, counted from 1.
    number: u32,
}

impl<'t> Lines<'t> {
    fn next(&mut self) -> Read<&'t str> {
        let (line, rest) = self
            .rest
            .split_once('\n')
            .ok_or(Reason::Malformed("a line is missing"))?;
        self.rest = rest;
        self.number += 1;
        Ok(line)
    }

    /// The fields of the next line, which are as many as are asked for.
    fn fields<const N: usize>(&mut self) -> Read<[&'t str; N]> {
        fields(self.next()?)
    }

    /// The length of the list of that name, which the next line begins.
    fn list(&mut self, name: &'static str) -> Read<usize> {
        match self.fields()? {
            [of, length] if of == name => index(length),
            _ => Err(Reason::Malformed(name)),
        }
    }

    fn skip(&mut self, count: usize) -> Read<()> {
        (0..count).try_for_each(|_| self.next().map(|_| ()))
    }
}

fn fields<const N: usize>(line: &str) -> Read<[&str; N]> {
    let mut fields = [""; N];
    let mut given = line.split('\t');
    for field in &mut fields {
        *field = given.next().ok_or(Reason::Malformed("a field is missing"))?;
    }
    match given.next() {
        None => Ok(fields),
        Some(_) => Err(Reason::Malformed("there are more fields")),
    }
}

/// A length or an index: decimal digits.
#[inline(never)]
fn index(digits: &str) -> Read<usize> {
    let digit = |number: Option<usize>, byte: u8| match byte {
        b'0'..=b'9' => number?.checked_mul(10)?.checked_add(usize::from(byte - b'0')),
        _ => None,
    };
    let number = if digits.is_empty() {
        None
    } else {
        digits.bytes().fold(Some(0), digit)
    };
    number.ok_or(Reason::Malformed("a number is missing"))
}

/// The first line: the format, the version, the checksum and the length of all that follows.
fn head(lines: &mut Lines<'_>) -> Read<()> {
    lines.rest = lines.rest.trim_start_matches('\u{feff}');
    let whole = lines.rest.len();
    let cut = || Reason::Truncated([&whole.to_string(), " bytes"].concat());
    let line = lines.next().map_err(|_| cut())?;
    let mut words = line.split('\t');
    let (family, version) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let named = || [family, " ", version].concat();
    if family != FAMILY {
        return Err(Reason::Format(family.chars().take(40).collect()));
    }
    match index(version).ok().and_then(|version| u32::try_from(version).ok()) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(Reason::NewerFormat(named())),
        Some(_) => return Err(Reason::OlderFormat(named())),
        None => return Err(Reason::Format(named())),
    }
    let [_, _, sum, length] = fields(line)?;
    let (length, found) = (index(length)?, lines.rest.len());
    if found < length {
        let told = [&found.to_string(), " of ", &length.to_string(), " bytes"].concat();
        return Err(Reason::Truncated(told));
    }
    let is_whole = found == length && u64::from_str_radix(sum, 16) == Ok(checksum(lines.rest.as_bytes()));
    if is_whole { Ok(()) } else { Err(Reason::Checksum) }
}

/// FNV-1a of 64 bits: tells damage, and changes by hand. It is no protection from somebody who means harm.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

/// What was read so far.
struct Reader<'w> {
    wanted: Option<&'w [&'w str]>,
    catalog: Catalog,
    templates: Interner<Template>,
    requirements: Interner<Requirement>,
    /// The letters of the origins, in their order.
    letters: Vec<u8>,
}

impl<'w> Reader<'w> {
    fn new(wanted: Option<&'w [&'w str]>) -> Self {
        let mut requirements = Interner::default();
        // the first one is that nothing is published
        requirements.id(String::new(), || Requirement {
            alternatives: Vec::new(),
        });
        Self {
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

    fn read(mut self, lines: &mut Lines<'_>) -> Read<Catalog> {
        let [_, date] = lines.fields()?;
        self.catalog.date = date.to_owned();
        for _ in 0..lines.list("sources")? {
            self.catalog.sources.push(lines.next()?.to_owned());
        }
        for _ in 0..lines.list("origins")? {
            let [letter, id, date, english, chinese] = lines.fields()?;
            self.letters.extend(letter.bytes().next());
            self.catalog.origins.push(Origin {
                id: id.to_owned(),
                date: date.to_owned(),
                words: words(english, chinese),
            });
        }
        for _ in 0..lines.list("keys")? {
            let key = ConditionKey::read(lines.next()?).ok_or(Reason::Malformed("a condition key"))?;
            self.catalog.condition_keys.push(key);
        }
        for _ in 0..lines.list("regions")? {
            self.catalog.regions.push(lines.next()?.to_owned());
        }
        for _ in 0..lines.list("services")? {
            self.service(lines)?;
        }
        if !lines.rest.is_empty() {
            return Err(Reason::Malformed("there is more text"));
        }
        self.catalog.templates = self.templates.values;
        self.catalog.requirements = self.requirements.values;
        Ok(self.catalog)
    }

    fn service(&mut self, lines: &mut Lines<'_>) -> Read<()> {
        let [code, name, aliases, counts @ ..] = lines.fields::<9>()?;
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
        let last = self.catalog.services.last();
        if last.is_some_and(|last| last.code.as_str() >= code) {
            return Err(Reason::Malformed("the services are not sorted"));
        }
        let is_wanted = |wanted: &[&str]| wanted.iter().any(|code| service.is_called(code));
        if !self.wanted.is_none_or(is_wanted) {
            lines.skip(names + if names > 0 { 2 } else { 0 } + templates + requirements + notes + keys + hints)?;
            self.catalog.services.push(service);
            return Ok(());
        }
        service.is_loaded = true;
        service.count = number(names);
        if names > 0 {
            self.operations(lines, names)?;
        }
        let mut ids = Vec::with_capacity(templates);
        for _ in 0..templates {
            let template = Template::parse(lines.next()?).map_err(Reason::Template)?;
            ids.push(self.templates.id(template.to_string(), || template));
        }
        for _ in 0..requirements {
            let [alternatives, origin, operations] = lines.fields()?;
            let requirement = self.requirement(alternatives, &ids)?;
            let origin = Some(self.origin(origin.as_bytes().first().copied())?);
            self.each(first, operations, |operation, _| {
                operation.requirement = requirement;
                operation.resource_origin = origin;
            })?;
        }
        for _ in 0..notes {
            let [english, chinese, operations] = lines.fields()?;
            let note = number(self.catalog.notes.len());
            self.catalog.notes.push(words(english, chinese));
            self.each(first, operations, |operation, _| operation.notes.push(note))?;
        }
        let mut pairs = Vec::new();
        for _ in 0..keys {
            let [key, operations] = lines.fields()?;
            let known = self.catalog.condition_keys.iter().position(|known| known.name == key);
            let key = number(known.ok_or(Reason::Malformed("the key is in no list of keys"))?);
            self.each(first, operations, |_, id| pairs.push((id, key)))?;
        }
        self.operation_keys(service.first..service.first + service.count, &pairs);
        for _ in 0..hints {
            service.arn_hints.push(lines.next()?.to_owned());
        }
        self.catalog.services.push(service);
        Ok(())
    }

    /// The names of a service's operations, and the lines of their levels and origins.
    fn operations(&mut self, lines: &mut Lines<'_>, count: usize) -> Read<()> {
        let service = number(self.catalog.services.len());
        let mut names = Vec::with_capacity(count);
        let mut before = "";
        let mut name = String::new();
        for _ in 0..count {
            let line = lines.next()?;
            let shared = line.bytes().next().and_then(|sign| sign.checked_sub(b'#'));
            let kept = shared.and_then(|shared| beginning(before, shared));
            let (Some(kept), Some(rest)) = (kept, line.get(1..)) else {
                return Err(Reason::Malformed("the beginning of a name"));
            };
            name.clear();
            name.push_str(kept);
            name.push_str(rest);
            if !is_after(&name, before) || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return Err(Reason::Malformed("a name of an action, or their order"));
            }
            names.push(name.clone());
            before = names.last().map_or("", String::as_str);
        }
        let (levels, origins) = (lines.next()?.as_bytes(), lines.next()?.as_bytes());
        if levels.len() != count || (origins.len() != count && origins.len() != 1) {
            return Err(Reason::Malformed("as many letters as there are operations"));
        }
        let origins = origins.iter().chain(std::iter::repeat_n(&b'\0', count));
        let mut origin = None;
        for ((name, level), letter) in names.into_iter().zip(levels).zip(origins) {
            if *letter != b'\0' {
                origin = Some(self.origin(Some(*letter))?);
            }
            let sign = level.to_ascii_lowercase();
            let found = AccessLevel::ALL
                .into_iter()
                .find(|known| known.name().as_bytes().first() == Some(&sign));
            self.catalog.operations.push(Operation {
                service,
                name,
                access_level: found.ok_or(Reason::Malformed("an access level"))?,
                access_level_derived: level.is_ascii_uppercase(),
                requirement: 0,
                name_origin: origin,
                resource_origin: None,
                notes: Vec::new(),
            });
        }
        Ok(())
    }

    fn origin(&self, letter: Option<u8>) -> Read<u8> {
        let place = self.letters.iter().position(|known| Some(*known) == letter);
        place
            .and_then(|place| u8::try_from(place).ok())
            .ok_or(Reason::Malformed("an origin"))
    }

    /// The requirement of alternatives like `0+2 1`, which are indices into the templates of the service.
    fn requirement(&mut self, text: &str, ids: &[u32]) -> Read<u32> {
        let mut alternatives = Vec::new();
        for alternative in text.split(' ') {
            let mut templates = Vec::new();
            for place in alternative.split('+') {
                let id = ids.get(index(place)?).ok_or(Reason::Malformed("a template"))?;
                templates.push(*id);
            }
            alternatives.push(templates);
        }
        Ok(self
            .requirements
            .id(Requirement::text(&alternatives), || Requirement { alternatives }))
    }

    /// Calls for each of a service's operations that are given as the differences of their indices: `3 1 1`.
    fn each(&mut self, first: u32, differences: &str, mut with: impl FnMut(&mut Operation, u32)) -> Read<()> {
        let mut at = first as usize;
        for difference in differences.split(' ') {
            at = at.saturating_add(index(difference)?);
            let operation = self.catalog.operations.get_mut(at);
            with(operation.ok_or(Reason::Malformed("an operation"))?, number(at));
        }
        Ok(())
    }

    /// Takes pairs of operation and key together by operation.
    fn operation_keys(&mut self, operations: std::ops::Range<u32>, pairs: &[(u32, u32)]) {
        if pairs.is_empty() {
            return;
        }
        for operation in operations {
            let of = pairs.iter().filter(|(id, _)| *id == operation);
            let keys: Vec<u32> = of.map(|(_, key)| *key).collect();
            if !keys.is_empty() {
                self.catalog.operation_keys.push((operation, keys));
            }
        }
    }
}

fn words(english: &str, chinese: &str) -> Words {
    Words {
        english: english.to_owned(),
        chinese: Some(chinese.to_owned()).filter(|text| !text.is_empty()),
    }
}

/// The first words of a name. One begins where an upper-case letter follows one that is none, or a digit.
fn beginning(name: &str, count: u8) -> Option<&str> {
    if count == 0 {
        return Some("");
    }
    let mut left = count;
    let bytes = name.as_bytes();
    for (at, pair) in bytes.windows(2).enumerate() {
        if let [before, after] = pair
            && (before.is_ascii_lowercase() || before.is_ascii_digit())
            && after.is_ascii_uppercase()
        {
            left -= 1;
            if left == 0 {
                return name.get(..=at);
            }
        }
    }
    (left == 1).then_some(name)
}

/// Whether a name comes after another, their cases apart.
fn is_after(name: &str, before: &str) -> bool {
    let lower = |text: &'_ str| text.bytes().map(|byte| byte.to_ascii_lowercase()).collect::<Vec<u8>>();
    lower(name) > lower(before)
}

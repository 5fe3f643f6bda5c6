use super::super::interner::Interner;
use super::super::{Catalog, ConditionKey, Origin, Requirement, Words};
use super::{Read, index};
use crate::pattern::Template;

/// The lines that are not read yet, and what was read so far.
pub(super) struct Reader<'t> {
    pub(super) rest: &'t str,
    /// Of the line that was read last, counted from 1.
    pub(super) line: u32,
    pub(super) wanted: Option<&'t [&'t str]>,
    pub(super) catalog: Catalog,
    pub(super) templates: Interner<Template>,
    pub(super) requirements: Interner<Requirement>,
    /// The letters of the origins, in their order.
    pub(super) letters: Vec<u8>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(body: &'t str, wanted: Option<&'t [&'t str]>) -> Self {
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

    pub(super) fn finish(self) -> Catalog {
        let mut catalog = self.catalog;
        catalog.templates = self.templates.values;
        catalog.requirements = self.requirements.values;
        catalog.with_api_gateway()
    }

    #[inline(never)]
    pub(super) fn next(&mut self) -> Read<&'t str> {
        let (line, rest) = self.rest.split_once('\n').ok_or("a line is missing")?;
        self.rest = rest;
        self.line += 1;
        Ok(line)
    }

    pub(super) fn text(&mut self) -> Read<String> {
        self.next().map(str::to_owned)
    }

    /// Puts the fields of the next line, which are as many as there is room for, in their places.
    #[inline(never)]
    pub(super) fn fields(&mut self, fields: &mut [&'t str]) -> Read<()> {
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

    pub(super) fn read(&mut self) -> Read<()> {
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
}

pub(super) fn words(english: &str, chinese: &str) -> Words {
    Words {
        english: english.to_owned(),
        chinese: Some(chinese.to_owned()).filter(|text| !text.is_empty()),
    }
}

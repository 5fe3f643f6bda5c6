use crate::wildcard::VARIABLE;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Operations sorted by service code, then by lower-cased name.
pub struct Catalogue {
    /// Sorted by code.
    pub services: Vec<Service>,
    /// Lower-cased, sorted within the range of their service.
    pub names: Names,
    /// Per operation: index into `requirements`.
    pub requirement: Vec<u32>,
    /// Alternatives, each a list of templates; none where nothing is published.
    pub requirements: Vec<Vec<Vec<u32>>>,
    pub templates: Vec<Template>,
    /// Templates by the service that they name.
    pub templates_of: BTreeMap<Box<[u8]>, Vec<u32>>,
}

pub struct Service {
    pub code: Box<[u8]>,
    pub operations: Range<usize>,
}

/// The five fields, a variable as [`VARIABLE`]; `None`: the lone `*`.
pub type Template = Option<[Box<[u8]>; 5]>;

/// Names in one text, each ended by [`END`].
#[derive(Default)]
pub struct Names {
    pub text: Vec<u8>,
    starts: Vec<usize>,
}

/// Stands in no pattern.
const END: u8 = 0;

impl Names {
    fn push(&mut self, name: &str) {
        self.starts.push(self.text.len());
        self.text.extend(name.bytes());
        self.text.push(END);
    }

    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Where name `i` begins in the text; the end of the text for the one after the last.
    pub fn start(&self, i: usize) -> usize {
        self.starts.get(i).copied().unwrap_or(self.text.len())
    }

    pub fn get(&self, i: usize) -> &[u8] {
        &self.text[self.start(i)..self.start(i + 1) - 1]
    }

    /// The names of `range` that begin with `prefix`.
    pub fn beginning(&self, range: Range<usize>, prefix: &[u8]) -> Range<usize> {
        let from = self.first_not(range.clone(), |name| name < prefix);
        from..self.first_not(from..range.end, |name| name.starts_with(prefix))
    }

    /// Bisects: the first name of `range` that is not `before`.
    fn first_not(&self, range: Range<usize>, before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut from, mut to) = (range.start, range.end);
        while from < to {
            let middle = (from + to) / 2;
            if before(self.get(middle)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    services: Vec<FileService<'a>>,
}

#[derive(Deserialize)]
struct FileService<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    templates: HashMap<Cow<'a, str>, Cow<'a, str>>,
    operations: Vec<FileOperation<'a>>,
}

#[derive(Deserialize)]
struct FileOperation<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    requires: Option<Cow<'a, str>>,
}

impl Catalogue {
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let mut file: File = serde_json::from_str(text)?;
        file.services.sort_by(|a, b| a.code.cmp(&b.code));
        let mut catalogue = Catalogue {
            services: Vec::new(),
            names: Names::default(),
            requirement: Vec::new(),
            requirements: Vec::new(),
            templates: Vec::new(),
            templates_of: BTreeMap::new(),
        };
        for service in file.services {
            catalogue.add(service);
        }
        Ok(catalogue)
    }

    fn add(&mut self, service: FileService) {
        let mut templates = HashMap::from([("*", self.templates.len() as u32)]);
        self.templates.push(None);
        for (key, text) in &service.templates {
            let id = self.templates.len() as u32;
            let template = template(text);
            if let Some([_, service, ..]) = &template {
                self.templates_of.entry(service.clone()).or_default().push(id);
            }
            templates.insert(key.as_ref(), id);
            self.templates.push(template);
        }
        let mut operations: Vec<_> = service
            .operations
            .iter()
            .map(|operation| (operation.name.to_ascii_lowercase(), operation.requires.as_deref()))
            .collect();
        operations.sort();
        let first = self.names.len();
        let mut known = HashMap::new();
        for (name, requires) in operations {
            let requirement = *known.entry(requires).or_insert_with(|| {
                self.requirements.push(alternatives(requires, &templates));
                self.requirements.len() as u32 - 1
            });
            self.names.push(&name);
            self.requirement.push(requirement);
        }
        self.services.push(Service {
            code: service.code.as_bytes().into(),
            operations: first..self.names.len(),
        });
    }
}

fn alternatives(requires: Option<&str>, templates: &HashMap<&str, u32>) -> Vec<Vec<u32>> {
    let alternatives = requires.into_iter().flat_map(|text| text.split(" | "));
    let together = |text: &str| {
        text.split(" + ")
            .filter_map(|key| templates.get(key).copied())
            .collect()
    };
    alternatives.map(together).collect()
}

fn template(text: &str) -> Template {
    let mut fields = text.splitn(5, ':');
    let mut field = || fields.next().map(with_variables);
    Some([field()?, field()?, field()?, field()?, field()?])
}

/// Puts one byte that no policy holds in the place of each `$name`.
fn with_variables(field: &str) -> Box<[u8]> {
    let mut bytes = Vec::new();
    let mut inside = false;
    for byte in field.bytes() {
        if byte == b'$' {
            bytes.push(VARIABLE);
        }
        inside = byte == b'$' || inside && (byte.is_ascii_alphanumeric() || byte == b'_');
        if !inside {
            bytes.push(byte);
        }
    }
    bytes.into()
}

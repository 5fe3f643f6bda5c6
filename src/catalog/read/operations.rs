use super::super::source::Source;
use super::super::{AccessLevel, Places, Reason, Words};
use crate::pattern::{Template, is_ram_code};
use crate::syntax::NodeId;

/// What one file says of an operation.
pub(in crate::catalog) struct OperationFacts {
    pub(in crate::catalog) name: String,
    pub(in crate::catalog) access_level: AccessLevel,
    pub(in crate::catalog) access_level_derived: bool,
    pub(in crate::catalog) requirement: usize,
    pub(in crate::catalog) notes: Vec<usize>,
}

/// The lists of a service that its operations point into, and the names under which they are found.
pub(super) struct Names {
    pub(super) templates: Vec<Template>,
    template_names: Places,
    pub(super) requirements: Vec<Vec<Vec<usize>>>,
    /// By the text of `requires`; only faultless ones, so that a fault is told wherever it stands.
    requirement_texts: Places,
    pub(super) notes: Vec<Words>,
    note_names: Places,
}

impl Names {
    pub(super) fn read(source: &mut Source<'_>, templates: Option<NodeId>, notes: Option<NodeId>) -> Self {
        let mut names = Self {
            templates: vec![Template::All],
            template_names: Places::default(),
            requirements: vec![Vec::new()],
            requirement_texts: Places::default(),
            notes: Vec::new(),
            note_names: Places::default(),
        };
        names.template_names.insert("*".to_owned(), 0);
        for (key, name, node) in source.table(templates) {
            if !is_ram_code(&name) {
                source.fail(key, Reason::Name(name));
                continue;
            }
            // a faulty template still has its name, lest every use of it be a fault too
            names.template_names.insert(name, names.templates.len());
            let text = source.string(node);
            match text.map(|text| Template::parse(&text)) {
                Some(Ok(template)) => names.templates.push(template),
                Some(Err(error)) => {
                    source.fail(node, Reason::Template(error));
                    names.templates.push(Template::All);
                }
                None => names.templates.push(Template::All),
            }
        }
        for (key, name, node) in source.table(notes) {
            if !is_ram_code(&name) {
                source.fail(key, Reason::Name(name));
            } else if let Some(words) = source.words(node) {
                names.note_names.insert(name, names.notes.len());
                names.notes.push(words);
            }
        }
        names
    }

    /// The requirement that ` | ` and ` + ` make of names of templates.
    fn requirement(&mut self, source: &mut Source<'_>, node: NodeId) -> Option<usize> {
        let text = source.string(node)?;
        if let Some(known) = self.requirement_texts.get(&text) {
            return Some(*known);
        }
        let mut alternatives: Vec<Vec<usize>> = Vec::new();
        let mut faultless = true;
        for alternative in text.split('|') {
            let mut templates = Vec::new();
            for name in alternative.split('+').map(str::trim) {
                let reason = match self.template_names.get(name) {
                    Some(template) if templates.contains(template) => Reason::RepeatedTemplate(name.to_owned()),
                    Some(template) => {
                        templates.push(*template);
                        continue;
                    }
                    None if name.is_empty() => Reason::Requirement(text.clone()),
                    None => Reason::UnknownTemplate(name.to_owned()),
                };
                source.fail(node, reason);
                faultless = false;
            }
            if faultless && alternatives.contains(&templates) {
                source.fail(node, Reason::RepeatedTemplate(alternative.trim().to_owned()));
                faultless = false;
            }
            alternatives.push(templates);
        }
        let id = self.requirements.len();
        if faultless {
            self.requirement_texts.insert(text, id);
            self.requirements.push(alternatives);
        }
        faultless.then_some(id)
    }

    /// A note of the service's table by its name, or one in words.
    fn note(&mut self, source: &mut Source<'_>, node: NodeId) -> Option<usize> {
        let words = source.words(node)?;
        if source.is_string(node) {
            if let Some(known) = self.note_names.get(&words.english) {
                return Some(*known);
            }
            if is_ram_code(&words.english) {
                source.fail(node, Reason::UnknownNote(words.english));
                return None;
            }
        }
        self.notes.push(words);
        Some(self.notes.len() - 1)
    }
}

/// Every operation of a list.
pub(super) fn all(source: &mut Source<'_>, names: &mut Names, node: Option<NodeId>) -> Vec<OperationFacts> {
    let nodes = source.list(node);
    let mut seen = Places::default();
    let mut operations = Vec::with_capacity(nodes.len());
    for node in nodes {
        operations.extend(operation(source, names, &mut seen, node));
    }
    operations
}

#[inline(never)]
fn operation(source: &mut Source<'_>, names: &mut Names, seen: &mut Places, node: NodeId) -> Option<OperationFacts> {
    let [name_node, level, derived, requires, notes] =
        source.object(node, ["name", "level", "derived", "requires", "notes"])?;
    let name = source.required_string(node, "name", name_node);
    if let Some(name_node) = name_node.filter(|_| !name.is_empty()) {
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            source.fail(name_node, Reason::OperationName(name.clone()));
        } else if seen.insert(name.to_ascii_lowercase(), seen.len()).is_some() {
            source.fail(name_node, Reason::RepeatedOperation(name.clone()));
        }
    }
    let level_node = match (level, derived) {
        (Some(level), None) => Some(level),
        (None, Some(derived)) => Some(derived),
        _ => {
            source.fail(node, Reason::LevelOrDerived);
            None
        }
    };
    let access_level = level_node.and_then(|node| {
        let level = source.string(node)?;
        let known = AccessLevel::from_name(&level);
        if known.is_none() {
            source.fail(node, Reason::AccessLevel(level));
        }
        known
    });
    let requirement = match requires {
        Some(node) => names.requirement(source, node),
        None => Some(0),
    };
    let notes = source.list(notes);
    let notes = notes.into_iter().filter_map(|node| names.note(source, node)).collect();
    Some(OperationFacts {
        name,
        access_level: access_level.unwrap_or(AccessLevel::None),
        access_level_derived: derived.is_some(),
        requirement: requirement.unwrap_or(0),
        notes,
    })
}

use std::rc::Rc;

use super::names::Names;
use crate::catalog::{Catalog, Requirement};
use crate::pattern::{Bindings, Field, Piece, Template, Texts};

/// A catalogue made ready for holding policies against it, its variables bound.
pub struct Ground {
    /// The catalogue itself.
    pub catalog: Rc<Catalog>,
    /// What is bound in what [`Ground::template`] gives.
    pub bindings: Bindings,
    pub(super) names: Rc<Names>,
    pub(super) templates: Vec<BoundTemplate>,
}

/// A template with its variables bound, and what the quick tests need of it.
pub(super) struct BoundTemplate {
    pub template: Template,
    /// The texts of the relative-id.
    pub texts: Texts,
    /// One text of the relative-id: each variable is the same private character.
    pub sample: String,
    /// What every relative-id begins with.
    pub prefix: String,
    /// What every relative-id ends with.
    pub suffix: String,
    /// Whether the relative-id is `prefix`, one variable that is no path, `suffix`.
    pub single_variable: bool,
}

/// Stands for a variable in a sample: a private character that no policy holds.
pub(super) const SAMPLE: char = '\u{f8ff}';

impl Ground {
    /// Prepares a catalogue with nothing bound.
    #[must_use]
    pub fn new(catalog: Rc<Catalog>) -> Self {
        let names = Rc::new(Names::new(&catalog));
        let bindings = Bindings::default();
        let templates = catalog.templates.iter().cloned().map(BoundTemplate::new).collect();
        Self {
            catalog,
            bindings,
            names,
            templates,
        }
    }

    /// The same catalogue under other bindings.
    #[must_use]
    pub fn bound(&self, bindings: Bindings) -> Self {
        let bind = |template: &Template| BoundTemplate::new(template.bind(&bindings));
        let templates = self.catalog.templates.iter().map(bind).collect();
        Self {
            catalog: Rc::clone(&self.catalog),
            names: Rc::clone(&self.names),
            bindings,
            templates,
        }
    }

    /// How many operations are listed: their ids are the numbers below it.
    #[must_use]
    pub fn operation_count(&self) -> usize {
        self.catalog.operations.len()
    }

    /// How many different requirements there are.
    pub(super) fn requirement_count(&self) -> usize {
        self.catalog.requirements.len()
    }

    /// The id of an operation's requirement, and the requirement.
    pub(super) fn requirement_of(&self, operation: usize) -> Option<(usize, &Requirement)> {
        let id = self.catalog.operations.get(operation)?.requirement as usize;
        Some((id, self.catalog.requirements.get(id)?))
    }

    /// The templates of one alternative.
    pub(super) fn templates_of<'g>(
        &'g self,
        alternative: &'g [u32],
    ) -> impl Iterator<Item = &'g BoundTemplate> + Clone {
        alternative.iter().filter_map(|id| self.templates.get(*id as usize))
    }

    /// A template of [`Catalog::templates`] by its index, its variables bound; `None` if there is no such template.
    #[must_use]
    pub fn template(&self, id: usize) -> Option<&Template> {
        self.templates.get(id).map(|bound| &bound.template)
    }
}

impl BoundTemplate {
    pub fn new(template: Template) -> Self {
        let pieces: &[Piece] = match &template {
            Template::All => &[],
            Template::Arn { relative_id, .. } => relative_id,
        };
        let literal = |piece: Option<&Piece>| match piece {
            Some(Piece::Literal(text)) => text.clone(),
            _ => String::new(),
        };
        let sample = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                Piece::Variable { .. } => SAMPLE.to_string(),
            })
            .collect();
        let variables = pieces
            .iter()
            .filter(|piece| matches!(piece, Piece::Variable { .. }))
            .count();
        let path = pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Variable { path: true, .. }));
        Self {
            texts: Texts::of_relative_id(pieces),
            sample,
            prefix: literal(pieces.first()),
            suffix: literal(pieces.last()),
            single_variable: variables == 1 && !path,
            template,
        }
    }

    /// The fields, unless it is the lone `*`.
    pub fn fields(&self) -> Option<(&str, &Field, &Field)> {
        match &self.template {
            Template::All => None,
            Template::Arn {
                service,
                region,
                account,
                ..
            } => Some((service, region, account)),
        }
    }
}

use js_sys::{Array, Object, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::catalog::{CatalogHandle, locale_of};
use super::diagnostic::{Places, Positions, diagnostic, edit};
use super::to_js;
use super::value::Value;
use crate::catalog::AccessLevel;
use crate::coverage::{Draft, Outcome, StatementEvidence};
use crate::diagnostic::Locale;
use crate::pattern::{Bindings, Bits};
use crate::policy::{Effect, LIMIT_CHARACTERS, Statement, clean_up, fill_placeholders};
use crate::report;
use crate::syntax;

/// One policy text that is being edited.
#[wasm_bindgen(js_name = Draft)]
pub struct DraftHandle {
    draft: Draft,
    locale: Locale,
    positions: Positions,
}

#[wasm_bindgen(js_class = Draft)]
impl DraftHandle {
    /// An empty draft over a catalogue; `locale` is `en` or `zh`, `positions` `utf16` or `utf8`.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(catalog: &CatalogHandle, locale: Option<String>, positions: Option<String>) -> Self {
        Self {
            draft: Draft::over(std::rc::Rc::clone(&catalog.ground)),
            locale: locale_of(locale.as_deref()),
            positions: match positions.as_deref() {
                Some("utf8") => Positions::Utf8,
                _ => Positions::Utf16,
            },
        }
    }

    /// Takes the text as it is now.
    pub fn update(&mut self, text: &str) {
        self.draft.update(text);
    }

    /// Binds variables; returns those whose value cannot stand there, with the reason.
    pub fn bind(&mut self, values: &Object) -> JsValue {
        let mut bindings = Bindings::default();
        let mut problems = Vec::new();
        for entry in Object::entries(values).iter() {
            let entry = Array::from(&entry);
            let (Some(name), Some(value)) = (entry.get(0).as_string(), entry.get(1).as_string()) else {
                continue;
            };
            if let Err(error) = bindings.set(&name, &value) {
                problems.push((name, error));
            }
        }
        let templates = &self.draft.ground().catalog.templates;
        for (variable, error) in templates.iter().flat_map(|template| template.unfit(&bindings)) {
            if !problems.iter().any(|(known, _)| known == variable) {
                problems.push((variable.to_owned(), error));
            }
        }
        self.draft.bind(bindings);
        to_js(&Value::list(problems, |(variable, error)| {
            Value::Object(vec![
                ("variable", variable.into()),
                ("reason", error.to_string().into()),
            ])
        }))
    }

    /// The outcome code of each operation.
    #[must_use]
    pub fn outcomes(&self) -> Uint8Array {
        let codes: Vec<u8> = self.draft.nets().iter().map(|net| net.outcome as u8).collect();
        Uint8Array::from(codes.as_slice())
    }

    /// The marks of all statements, by operation: the marks on operation `o` stand from the index at `o` up to the index
    /// at `o + 1`, each as `statement * 8 + code`; the code is the level's, or 4 for contributing.
    #[must_use]
    pub fn marks(&self) -> Uint32Array {
        Uint32Array::from(self.draft.marks().as_slice())
    }

    /// For each statement the operations that its action names, as bits in words of 32.
    #[wasm_bindgen(js_name = actionMatches)]
    #[must_use]
    pub fn action_matches(&self) -> Uint32Array {
        let words = self.draft.nets().len().div_ceil(32);
        let mut matches = vec![0u32; words * self.draft.coverages().len()];
        for (row, coverage) in matches.chunks_exact_mut(words.max(1)).zip(self.draft.coverages()) {
            for (at, word) in row.iter_mut().enumerate() {
                *word = (coverage.named.word(at / 2) >> (32 * (at % 2))) as u32;
            }
        }
        Uint32Array::from(matches.as_slice())
    }

    /// How many operations there are of each access level (rows) and outcome (columns).
    #[must_use]
    pub fn summary(&self) -> Uint32Array {
        let mut counts = vec![0u32; AccessLevel::ALL.len() * Outcome::ALL.len()];
        for (operation, net) in self.draft.ground().catalog.operations.iter().zip(self.draft.nets()) {
            let place = operation.access_level as usize * Outcome::ALL.len() + net.outcome as usize;
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
        Uint32Array::from(counts.as_slice())
    }

    /// What each statement is and covers.
    #[must_use]
    pub fn statements(&self) -> JsValue {
        let places = self.places();
        let statements = self.draft.policy().statements.iter().zip(self.draft.coverages());
        to_js(&Value::list(statements, |(placed, coverage)| {
            let (from, to) = places.of(placed.span);
            Value::Object(vec![
                ("from", from.into()),
                ("to", to.into()),
                ("effect", effect(&placed.statement)),
                ("conditional", placed.statement.is_conditional().into()),
                ("faulty", placed.statement.faulty.into()),
                ("full", coverage.full.count().into()),
                ("partial", coverage.partial.count().into()),
                ("contributing", coverage.contributing.count().into()),
                (
                    "undecided",
                    (coverage.undecided.count() + coverage.blocked.count()).into(),
                ),
            ])
        }))
    }

    /// Every pattern, where it stands, and how much it matches.
    #[must_use]
    pub fn patterns(&self) -> JsValue {
        let places = self.places();
        to_js(&Value::list(&self.draft.patterns(), |pattern| {
            let (from, to) = places.of(pattern.span);
            Value::Object(vec![
                ("statement", pattern.statement.into()),
                ("element", pattern.element.text().into()),
                ("from", from.into()),
                ("to", to.into()),
                ("text", (*pattern.text).into()),
                ("matches", pattern.matches.map_or(Value::Number(-1), Value::from)),
            ])
        }))
    }

    /// Everything there is to say of the text.
    #[must_use]
    pub fn diagnostics(&self) -> JsValue {
        let places = self.places();
        let mut diagnostics = self.draft.policy().diagnostics(self.draft.tree());
        fill_placeholders(&mut diagnostics, &self.draft.ground().bindings);
        to_js(&Value::list(&diagnostics, |of| diagnostic(of, &places, self.locale)))
    }

    /// Why an operation has its outcome.
    #[must_use]
    pub fn explain(&self, id: u32) -> JsValue {
        let evidence = self.draft.evidence(id as usize);
        let sentences = report::explain(&self.draft, &evidence, &self.draft.patterns(), self.locale);
        to_js(&Value::Object(vec![
            ("operation", id.into()),
            ("outcome", evidence.net.outcome.name().into()),
            ("must", evidence.net.must.name().into()),
            ("may", evidence.net.may.name().into()),
            ("sentences", Value::list(sentences, Value::from)),
            (
                "statements",
                Value::list(&evidence.statements, |part| self.statement_explanation(part)),
            ),
        ]))
    }

    /// The operations that a statement covers, contributes to, or leaves undecided.
    #[wasm_bindgen(js_name = operationsOfStatement)]
    #[must_use]
    pub fn operations_of_statement(&self, statement: usize) -> Uint32Array {
        self.draft
            .coverages()
            .get(statement)
            .map_or_else(|| ids(&Bits::default()), |coverage| ids(&coverage.touched))
    }

    /// The operations for which a pattern counts.
    #[wasm_bindgen(js_name = operationsOfPattern)]
    #[must_use]
    pub fn operations_of_pattern(&self, pattern: usize) -> Uint32Array {
        ids(&self.draft.operations_of_pattern(pattern))
    }

    /// What "clean up" would make of the text; `undefined` where there is nothing to clean.
    #[wasm_bindgen(js_name = cleanUp)]
    #[must_use]
    pub fn clean_up(&self) -> JsValue {
        let before = self.draft.text();
        let Some(cleaned) = clean_up(before, &self.draft.ground().bindings) else {
            return JsValue::UNDEFINED;
        };
        let change = syntax::difference(before, &cleaned.text);
        to_js(&Value::Object(vec![
            ("text", cleaned.text.as_str().into()),
            ("changes", Value::List(vec![edit(&change, &self.places())])),
            ("reasons", Value::list(&cleaned.reasons, |message| message.name.into())),
        ]))
    }

    /// The document in one canonical form; `undefined` while its JSON is broken.
    #[must_use]
    pub fn format(&self) -> Option<String> {
        syntax::format(self.draft.tree(), self.draft.text())
    }

    /// The length as RAM counts it, and its limit.
    #[must_use]
    pub fn size(&self) -> JsValue {
        to_js(&Value::Object(vec![
            ("characters", self.draft.policy().characters.into()),
            ("bytes", self.draft.text().len().into()),
            ("limit", LIMIT_CHARACTERS.into()),
        ]))
    }
}

impl DraftHandle {
    fn statement_explanation<'a>(&'a self, part: &'a StatementEvidence) -> Value<'a> {
        let Some(placed) = self.draft.policy().statements.get(part.statement) else {
            return Value::Null;
        };
        let resources = Value::list(&part.resources, |met| {
            Value::Object(vec![
                ("template", met.template.into()),
                ("level", met.level.name().into()),
                ("patterns", Value::list(&met.patterns, |pattern| (*pattern).into())),
            ])
        });
        Value::Object(vec![
            ("statement", part.statement.into()),
            ("effect", effect(&placed.statement)),
            ("level", part.level.name().into()),
            ("conditional", placed.statement.is_conditional().into()),
            ("faulty", placed.statement.faulty.into()),
            (
                "actionPatterns",
                Value::list(&part.action_patterns, |pattern| (*pattern).into()),
            ),
            ("resources", resources),
            ("missing", Value::list(&part.missing, |template| (*template).into())),
        ])
    }

    fn places(&self) -> Places {
        Places::new(self.draft.text(), self.positions)
    }
}

fn effect(statement: &Statement) -> Value<'static> {
    match statement.effect {
        Some(Effect::Allow) => "Allow".into(),
        Some(Effect::Deny) => "Deny".into(),
        None => Value::Null,
    }
}

fn ids(bits: &Bits) -> Uint32Array {
    let ids: Vec<u32> = bits.iter().map(|id| id as u32).collect();
    Uint32Array::from(ids.as_slice())
}

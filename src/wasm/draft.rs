use js_sys::{Array, Object, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::catalog::{CatalogHandle, locale_of};
use super::diagnostic::{Places, Positions, shape};
use super::{shapes, to_js};
use crate::catalog::AccessLevel;
use crate::coverage::{Draft, Outcome};
use crate::diagnostic::Locale;
use crate::pattern::{Bindings, Bits};
use crate::policy::{Effect, LIMIT_CHARACTERS, clean_up, fill_placeholders};
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
                problems.push(shapes::BindingProblem {
                    variable: name,
                    reason: error.to_string(),
                });
            }
        }
        let templates = &self.draft.ground().catalog.templates;
        for (variable, error) in templates.iter().flat_map(|template| template.unfit(&bindings)) {
            if !problems.iter().any(|problem| problem.variable == variable) {
                problems.push(shapes::BindingProblem {
                    variable: variable.to_owned(),
                    reason: error.to_string(),
                });
            }
        }
        self.draft.bind(bindings);
        to_js(&problems)
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
        to_js(
            &statements
                .map(|(placed, coverage)| {
                    let (from, to) = places.of(placed.span);
                    shapes::StatementInfo {
                        from,
                        to,
                        effect: effect_name(placed.statement.effect),
                        conditional: placed.statement.is_conditional(),
                        faulty: placed.statement.faulty,
                        full: coverage.full.count(),
                        partial: coverage.partial.count(),
                        contributing: coverage.contributing.count(),
                        undecided: coverage.undecided.count() + coverage.blocked.count(),
                    }
                })
                .collect::<Vec<_>>(),
        )
    }

    /// Every pattern, where it stands, and how much it matches.
    #[must_use]
    pub fn patterns(&self) -> JsValue {
        let places = self.places();
        let patterns = self.draft.patterns();
        to_js(
            &(patterns.iter())
                .map(|pattern| {
                    let (from, to) = places.of(pattern.span);
                    shapes::PatternInfo {
                        statement: pattern.statement,
                        element: pattern.element.text(),
                        from,
                        to,
                        text: &pattern.text,
                        matches: pattern.matches.map_or(-1, |matches| matches as i32),
                    }
                })
                .collect::<Vec<_>>(),
        )
    }

    /// Everything there is to say of the text.
    #[must_use]
    pub fn diagnostics(&self) -> JsValue {
        let places = self.places();
        let mut diagnostics = self.draft.policy().diagnostics(self.draft.tree());
        fill_placeholders(&mut diagnostics, &self.draft.ground().bindings);
        to_js(
            &diagnostics
                .iter()
                .map(|diagnostic| shape(diagnostic, &places, self.locale))
                .collect::<Vec<_>>(),
        )
    }

    /// Why an operation has its outcome.
    #[must_use]
    pub fn explain(&self, id: u32) -> JsValue {
        let evidence = self.draft.evidence(id as usize);
        let patterns = self.draft.patterns();
        let policy = self.draft.policy();
        to_js(&shapes::Explanation {
            operation: id,
            outcome: evidence.net.outcome.name(),
            must: evidence.net.must.name(),
            may: evidence.net.may.name(),
            sentences: report::explain(&self.draft, &evidence, &patterns, self.locale),
            statements: (evidence.statements.into_iter())
                .filter_map(|part| {
                    let statement = &policy.statements.get(part.statement)?.statement;
                    Some(shapes::StatementExplanation {
                        statement: part.statement,
                        effect: effect_name(statement.effect),
                        level: part.level.name(),
                        conditional: statement.is_conditional(),
                        faulty: statement.faulty,
                        action_patterns: part.action_patterns,
                        resources: (part.resources.into_iter())
                            .map(|met| shapes::ResourceExplanation {
                                template: met.template,
                                level: met.level.name(),
                                patterns: met.patterns,
                            })
                            .collect(),
                        missing: part.missing,
                    })
                })
                .collect(),
        })
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
        let edit = syntax::difference(before, &cleaned.text);
        let (from, to) = self.places().of(edit.span);
        to_js(&shapes::CleanUp {
            text: &cleaned.text,
            changes: vec![shapes::TextEdit {
                from,
                to,
                insert: &edit.replacement,
            }],
            reasons: cleaned.reasons.iter().map(|message| message.name.to_owned()).collect(),
        })
    }

    /// The document in one canonical form; `undefined` while its JSON is broken.
    #[must_use]
    pub fn format(&self) -> Option<String> {
        syntax::format(self.draft.tree(), self.draft.text())
    }

    /// The length as RAM counts it, and its limit.
    #[must_use]
    pub fn size(&self) -> JsValue {
        to_js(&shapes::Size {
            characters: self.draft.policy().characters,
            bytes: self.draft.text().len(),
            limit: LIMIT_CHARACTERS,
        })
    }

    fn places(&self) -> Places {
        Places::new(self.draft.text(), self.positions)
    }
}

fn effect_name(effect: Option<Effect>) -> Option<&'static str> {
    effect.map(|effect| match effect {
        Effect::Allow => "Allow",
        Effect::Deny => "Deny",
    })
}

fn ids(bits: &Bits) -> Uint32Array {
    let ids: Vec<u32> = bits.iter().map(|id| id as u32).collect();
    Uint32Array::from(ids.as_slice())
}

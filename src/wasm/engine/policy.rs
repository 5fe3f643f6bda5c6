use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::catalog::{CatalogHandle, locale_of};
use super::coverage::CoverageHandle;
use super::diagnostic::{Places, Positions, diagnostic, edit, kind_name};
use super::to_js;
use super::value::Value;
use crate::diagnostic::{Diagnostic, Locale};
use crate::lint;
use crate::pattern::{BindingError, Bindings};
use crate::place::Place;
use crate::policy::{ANALYSED_CHARACTERS, Limit, PolicyKind, PolicyText, ValueType, clean_up};
use crate::syntax;
use crate::text::Span;

/// One policy text that is being edited.
#[wasm_bindgen(js_name = Policy)]
pub struct PolicyHandle {
    pub(super) text: Rc<RefCell<PolicyText>>,
    pub(super) locale: Locale,
    pub(super) positions: Positions,
}

#[wasm_bindgen(js_class = Policy)]
impl PolicyHandle {
    /// Reads a text; `locale` is `en` or `zh`, `positions` `utf16` or `utf8`, `kind` the name of a kind or `auto`.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(text: &str, locale: Option<String>, positions: Option<String>, kind: &str) -> Self {
        Self {
            text: Rc::new(RefCell::new(PolicyText::of_kind(text, PolicyKind::named(kind)))),
            locale: locale_of(locale.as_deref()),
            positions: match positions.as_deref() {
                Some("utf8") => Positions::Utf8,
                _ => Positions::Utf16,
            },
        }
    }

    /// Takes the text as it is now.
    pub fn update(&self, text: &str) {
        self.text.borrow_mut().update(text);
    }

    /// The name of the kind that the text is read as.
    #[must_use]
    pub fn kind(&self) -> String {
        self.text.borrow().policy().kind.name().to_owned()
    }

    /// Reads the text as another kind from now on: the name of a kind, or `auto`.
    #[wasm_bindgen(js_name = setKind)]
    pub fn set_kind(&self, kind: &str) {
        self.text.borrow_mut().set_kind(PolicyKind::named(kind));
    }

    /// What the policy grants of a catalogue's operations; follows [`PolicyHandle::update`].
    #[must_use]
    pub fn coverage(&self, catalog: &CatalogHandle) -> CoverageHandle {
        let mut coverage = CoverageHandle::new(Rc::clone(&catalog.ground), self.locale);
        coverage.follow(&self.text, self.positions, None);
        coverage
    }

    /// Everything there is to say of the text; `bindings` holds names and values in turn.
    #[must_use]
    pub fn diagnostics(&self, bindings: Vec<String>) -> JsValue {
        let text = self.text.borrow();
        let places = Places::new(text.text(), self.positions);
        let diagnostics = text.diagnostics(&read_bindings(bindings).0);
        to_js(&Value::list(&diagnostics, |of| diagnostic(of, &places, self.locale)))
    }

    /// Everything there is to say of the text with what a catalogue knows; `bindings` as in `diagnostics`.
    #[must_use]
    pub fn findings(&self, catalog: &CatalogHandle, bindings: Vec<String>) -> JsValue {
        let text = self.text.borrow();
        let places = Places::new(text.text(), self.positions);
        let findings = lint::findings(&text, &catalog.ground.catalog, &read_bindings(bindings).0);
        to_js(&Value::list(&findings, |of| diagnostic(of, &places, self.locale)))
    }

    /// The text with fixes of some kinds taken, only those of some codes if any are given; `bindings` as in `diagnostics`.
    #[wasm_bindgen(js_name = applyFixes)]
    #[must_use]
    pub fn apply_fixes(
        &self,
        catalog: &CatalogHandle,
        kinds: Vec<String>,
        codes: Vec<String>,
        bindings: Vec<String>,
    ) -> JsValue {
        let text = self.text.borrow();
        let wanted = |one: &Diagnostic| {
            let kind = lint::promise(one).map(kind_name);
            kind.is_some_and(|kind| kinds.iter().any(|wanted| wanted == kind))
                && (codes.is_empty() || codes.iter().any(|code| code == one.message.code))
        };
        let fixed = lint::apply_fixes(&text, &catalog.ground.catalog, &read_bindings(bindings).0, &wanted);
        let places = Places::new(&fixed.text, self.positions);
        let mut refused = Vec::new();
        for (of, refusal) in &fixed.refused {
            if let Value::Object(mut members) = diagnostic(of, &places, self.locale) {
                members.push(("reason", refusal.name().into()));
                refused.push(Value::Object(members));
            }
        }
        to_js(&Value::Object(vec![
            ("text", fixed.text.as_str().into()),
            (
                "applied",
                Value::list(&fixed.applied, |of| {
                    Value::Object(vec![
                        ("code", of.message.code.into()),
                        ("name", of.message.name.into()),
                        ("message", of.text(self.locale).into()),
                    ])
                }),
            ),
            ("refused", Value::List(refused)),
        ]))
    }

    /// What "clean up" would make of the text; `undefined` where there is nothing to clean.
    #[wasm_bindgen(js_name = cleanUp)]
    #[must_use]
    pub fn clean_up(&self, bindings: Vec<String>) -> JsValue {
        let text = self.text.borrow();
        let Some(cleaned) = clean_up(text.text(), text.policy().kind, &read_bindings(bindings).0) else {
            return JsValue::UNDEFINED;
        };
        let change = syntax::difference(text.text(), &cleaned.text);
        let places = Places::new(text.text(), self.positions);
        to_js(&Value::Object(vec![
            ("text", cleaned.text.as_str().into()),
            ("changes", Value::List(vec![edit(&change, &places)])),
            ("reasons", Value::list(&cleaned.reasons, |message| message.name.into())),
        ]))
    }

    /// The document in one canonical form; `undefined` while its JSON is broken.
    #[must_use]
    pub fn format(&self) -> Option<String> {
        self.text.borrow().format()
    }

    /// The length as RAM counts it, and the limit of its kind; of a kind without one, what is analysed at most.
    #[must_use]
    pub fn size(&self) -> JsValue {
        let text = self.text.borrow();
        let (limit, unit) = match text.policy().kind.limit() {
            None => (ANALYSED_CHARACTERS, "characters"),
            Some(Limit::Characters(limit)) => (limit, "characters"),
            Some(Limit::Bytes(limit)) => (limit, "bytes"),
        };
        to_js(&Value::Object(vec![
            ("characters", text.policy().characters.into()),
            ("bytes", text.text().len().into()),
            ("limit", limit.into()),
            ("unit", unit.into()),
        ]))
    }

    /// The condition keys that its statements mention.
    #[wasm_bindgen(js_name = conditionKeys)]
    #[must_use]
    pub fn condition_keys(&self) -> JsValue {
        let text = self.text.borrow();
        let places = Places::new(text.text(), self.positions);
        to_js(&Value::list(&text.policy().condition_keys(), |key| {
            let (from, to) = places.of(key.span);
            Value::Object(vec![
                ("key", (*key.key).into()),
                ("type", key.values_are.map_or("mixed", ValueType::name).into()),
                ("values", Value::list(&key.values, |value| (**value).into())),
                ("from", from.into()),
                ("to", to.into()),
            ])
        }))
    }

    /// What stands at a position, as a `Place`; `undefined` where nothing could.
    #[wasm_bindgen(js_name = placeAt)]
    #[must_use]
    pub fn place_at(&self, position: u32) -> JsValue {
        let text = self.text.borrow();
        let places = Places::new(text.text(), self.positions);
        let Some(place) = Place::at(&text, places.byte(position)) else {
            return JsValue::UNDEFINED;
        };
        let (from, to) = places.of(place.span);
        let (_, end) = places.of(Span::at(place.end));
        let list = |texts| Value::list(texts, |text: &String| text.as_str().into());
        let mut path = place.path.iter().map(String::as_str);
        to_js(&Value::Object(vec![
            ("statement", place.statement.map_or(Value::Null, Value::from)),
            ("element", Value::text_or_null(path.next())),
            ("operator", Value::text_or_null(path.next())),
            ("key", Value::text_or_null(path.next())),
            ("isName", place.is_name.into()),
            ("from", from.into()),
            ("to", to.into()),
            ("text", place.text.as_str().into()),
            ("quoted", place.is_quoted.into()),
            ("end", end.into()),
            ("listed", place.is_listed.into()),
            ("beside", list(&place.beside)),
            ("actions", list(&place.actions)),
            ("next", place.next.map_or(Value::Null, |next| String::from(next).into())),
        ]))
    }

    /// Its action patterns, a line each, as they are written.
    #[must_use]
    pub fn actions(&self) -> String {
        let text = self.text.borrow();
        let mut actions = String::new();
        for placed in &text.policy().statements {
            for at in placed.statement.action.iter().flat_map(|element| &element.patterns) {
                actions.push_str(&at.text);
                actions.push('\n');
            }
        }
        actions
    }

    /// Whether RAM would refuse the document.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.text.borrow().is_refused()
    }
}

/// Bindings from names and values in turn, and those that cannot stand in any template.
pub(super) fn read_bindings(pairs: Vec<String>) -> (Bindings, Vec<(String, BindingError)>) {
    let mut bindings = Bindings::default();
    let mut refused = Vec::new();
    let mut pairs = pairs.into_iter();
    while let (Some(name), Some(value)) = (pairs.next(), pairs.next()) {
        if let Err(error) = bindings.set(&name, &value) {
            refused.push((name, error));
        }
    }
    (bindings, refused)
}

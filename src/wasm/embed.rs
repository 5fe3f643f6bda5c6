//! The exports of the second `.wasm`, `ramlight/embed`: policies inside other files. `src/npm/embed.d.ts` describes it.

use wasm_bindgen::prelude::*;

use super::to_js;
use super::value::Value;
use crate::diagnostic::Locale;
use crate::embed::{Embedded, Format, Found, find};
use crate::text::{LineIndex, Span};

/// What was found in a file; positions are UTF-16 code units.
#[wasm_bindgen(js_name = Found)]
pub struct FoundHandle {
    found: Found,
    /// The places of the file, and those of each policy's text.
    outer: LineIndex,
    inner: Vec<LineIndex>,
}

#[wasm_bindgen(js_class = Found)]
impl FoundHandle {
    /// Finds the policies of a text; `format` is the name of one, and an unknown one finds nothing.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(text: &str, format: &str) -> Self {
        let found = Format::named(format).map_or_else(Found::default, |format| find(text, format));
        Self {
            outer: LineIndex::new(text),
            inner: found
                .policies
                .iter()
                .map(|policy| LineIndex::new(&policy.text))
                .collect(),
            found,
        }
    }

    /// The name of the format that a file's name tells.
    #[wasm_bindgen(js_name = formatOf)]
    #[must_use]
    pub fn format_of(file: &str) -> Option<String> {
        Format::of_file(file).map(|format| format.name().to_owned())
    }

    /// `{ policies, skipped, problems }`, with the messages in `locale`, `en` or `zh`.
    #[must_use]
    pub fn list(&self, locale: &str) -> JsValue {
        let locale = if locale.starts_with("zh") {
            Locale::Chinese
        } else {
            Locale::English
        };
        let policies = self.found.policies.iter().zip(&self.inner);
        let policies = Value::list(policies, |(policy, inner)| {
            let holes = Value::list(&policy.holes, |hole| {
                Value::Object(vec![
                    ("from", inner.utf16(hole.start).into()),
                    ("to", inner.utf16(hole.end).into()),
                ])
            });
            let mut members = vec![
                ("name", policy.name.as_str().into()),
                ("kind", Value::text_or_null(policy.kind.map(|kind| kind.name()))),
                ("text", policy.text.as_str().into()),
                ("holes", holes),
            ];
            members.extend(self.place(policy.span));
            Value::Object(members)
        });
        let skipped = Value::list(&self.found.skipped, |skipped| {
            let mut members = vec![
                ("name", skipped.name.as_str().into()),
                ("reason", skipped.reason.name().into()),
                ("message", skipped.reason.text(locale).into()),
            ];
            members.extend(self.place(skipped.span));
            Value::Object(members)
        });
        let problems = Value::list(&self.found.problems, |problem| {
            let mut members = vec![("message", problem.text(locale).into())];
            members.extend(self.place(problem.span));
            Value::Object(members)
        });
        to_js(&Value::Object(vec![
            ("policies", policies),
            ("skipped", skipped),
            ("problems", problems),
        ]))
    }

    /// `{ from, to, exact }` of a range of the text of a policy, counted from 0.
    #[wasm_bindgen(js_name = toOuter)]
    #[must_use]
    pub fn to_outer(&self, policy: usize, from: u32, to: u32) -> JsValue {
        let Some((policy, range)) = self.range(policy, from, to) else {
            return JsValue::NULL;
        };
        let place = policy.to_outer(range);
        let mut members = self.place(place.span);
        let exact = place.exact && policy.takes_text_as_it_is(range);
        members.push(("exact", exact.into()));
        to_js(&Value::Object(members))
    }

    /// `{ from, to, insert }` of the file that makes an edit of the text of a policy, or `null`.
    #[must_use]
    pub fn edit(&self, policy: usize, from: u32, to: u32, insert: &str) -> JsValue {
        let edit = self.range(policy, from, to);
        let Some((span, insert)) = edit.and_then(|(policy, range)| policy.edit(range, insert)) else {
            return JsValue::NULL;
        };
        let mut members = self.place(span);
        members.push(("insert", insert.into()));
        to_js(&Value::Object(members))
    }

    fn place(&self, span: Span) -> Vec<(&'static str, Value<'static>)> {
        vec![
            ("from", self.outer.utf16(span.start).into()),
            ("to", self.outer.utf16(span.end).into()),
        ]
    }

    fn range(&self, policy: usize, from: u32, to: u32) -> Option<(&Embedded, Span)> {
        let index = self.inner.get(policy)?;
        let start = index.byte(from);
        Some((
            self.found.policies.get(policy)?,
            Span::new(start, index.byte(to).max(start)),
        ))
    }
}

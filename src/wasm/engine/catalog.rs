use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::catalog_details::{operation, ready_policies, requirement, service, template, texts};
use super::to_js;
use super::value::Value;
use crate::catalog::{Catalog, CatalogError, KeyType, Operation, Reason};
use crate::coverage::Ground;
use crate::diagnostic::Locale;

/// A list of operations, ready for coverages.
#[wasm_bindgen(js_name = Catalog)]
pub struct CatalogHandle {
    pub(super) ground: Rc<Ground>,
}

#[wasm_bindgen(js_class = Catalog)]
impl CatalogHandle {
    /// The embedded catalogue of API Gateway.
    #[must_use]
    pub fn builtin() -> Self {
        Self::of(Catalog::api_gateway())
    }

    /// The catalogue of a file's text, of either format.
    ///
    /// # Errors
    /// The list of everything wrong with it.
    #[wasm_bindgen(js_name = fromJSON)]
    pub fn from_json(text: &str, file: &str) -> Result<Self, JsValue> {
        if Catalog::is_cloud(text) {
            return Self::from_cloud(text.as_bytes(), file, None);
        }
        read(Catalog::from_texts(&[(file, text)]))
    }

    /// The catalogue of the bytes of a file of the whole cloud, with the operations of some services or of all.
    ///
    /// # Errors
    /// The list of everything wrong with it.
    #[wasm_bindgen(js_name = fromCloud)]
    pub fn from_cloud(bytes: &[u8], file: &str, services: Option<Vec<String>>) -> Result<Self, JsValue> {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return read(Err(vec![CatalogError {
                file: file.to_owned(),
                line: 1,
                column: 1,
                reason: Reason::Checksum,
            }]));
        };
        let services: Option<Vec<&str>> = services
            .as_ref()
            .map(|codes| codes.iter().map(String::as_str).collect());
        read(Catalog::from_cloud(file, text, services.as_deref()).map_err(|error| vec![error]))
    }

    /// This catalogue with another one put over it.
    #[must_use]
    pub fn extended(&self, over: &Self) -> Self {
        Self::of(self.ground.catalog.extended(&over.ground.catalog))
    }

    /// Date, sources, kinds of sources, regions and whether it is of the whole cloud; kinds of sources in `locale`.
    #[must_use]
    pub fn about(&self, locale: Option<String>) -> JsValue {
        let (catalog, locale) = (&self.ground.catalog, locale_of(locale.as_deref()));
        to_js(&Value::Object(vec![
            ("date", catalog.date.as_str().into()),
            ("whole", catalog.is_whole.into()),
            ("operations", catalog.operations.len().into()),
            ("sources", texts(&catalog.sources)),
            (
                "origins",
                Value::list(&catalog.origins, |origin| {
                    Value::Object(vec![
                        ("id", origin.id.as_str().into()),
                        (
                            "date",
                            Value::text_or_null(Some(origin.date.as_str()).filter(|date| !date.is_empty())),
                        ),
                        ("words", origin.words.wording(locale).into()),
                    ])
                }),
            ),
        ]))
    }

    /// The services, without their operations.
    #[must_use]
    pub fn services(&self) -> JsValue {
        to_js(&Value::list(&self.ground.catalog.services, service))
    }

    /// The services by a code or alias, in any case, the one whose code it is first: their indices.
    #[must_use]
    #[wasm_bindgen(js_name = servicesCalled)]
    pub fn services_called(&self, code: &str) -> Vec<u32> {
        self.ground.catalog.services_called(code)
    }

    /// The names of all operations, in the order of their ids, with line breaks between.
    #[must_use]
    pub fn names(&self) -> String {
        let mut names = String::new();
        for operation in &self.ground.catalog.operations {
            names.push_str(&operation.name);
            names.push('\n');
        }
        names
    }

    /// The access level of each operation: its place in `ACCESS_LEVELS`, and 8 more where it comes from the verb.
    #[must_use]
    pub fn levels(&self) -> Vec<u8> {
        let level =
            |operation: &Operation| operation.access_level as u8 | u8::from(operation.access_level_derived) << 3;
        self.ground.catalog.operations.iter().map(level).collect()
    }

    /// Requirements by their ids; none where resources are not published.
    #[must_use]
    pub fn requirements(&self) -> JsValue {
        let catalog = &self.ground.catalog;
        to_js(&Value::list(0..catalog.requirements.len() as u32, |id| {
            requirement(catalog, id)
        }))
    }

    /// The id of the requirement of each operation.
    #[must_use]
    #[wasm_bindgen(js_name = requirementIds)]
    pub fn requirement_ids(&self) -> Vec<u32> {
        let operations = &self.ground.catalog.operations;
        operations.iter().map(|operation| operation.requirement).collect()
    }

    /// The ids of the operations with notes.
    #[must_use]
    pub fn noted(&self) -> Vec<u32> {
        let operations = (0..).zip(&self.ground.catalog.operations);
        operations
            .filter(|(_, operation)| !operation.notes.is_empty())
            .map(|(id, _)| id)
            .collect()
    }

    /// Operations by their ids, with all that is known of each.
    #[must_use]
    pub fn operations(&self, from: u32, to: u32, locale: Option<String>) -> JsValue {
        let (catalog, locale) = (&self.ground.catalog, locale_of(locale.as_deref()));
        to_js(&Value::list(from..to.min(catalog.operations.len() as u32), |id| {
            operation(catalog, id, locale)
        }))
    }

    /// The id of the operation that an action names, in any case.
    #[must_use]
    pub fn operation(&self, action: &str) -> Option<u32> {
        self.ground.catalog.operation(action)
    }

    /// Templates by their ids.
    #[must_use]
    pub fn templates(&self, locale: Option<String>) -> JsValue {
        let (catalog, locale) = (&self.ground.catalog, locale_of(locale.as_deref()));
        to_js(&Value::list(0..catalog.templates.len() as u32, |id| {
            template(catalog, id, locale)
        }))
    }

    /// The formats of ARNs seen in documents of a service, by its index.
    #[must_use]
    pub fn hints(&self, service: u32) -> JsValue {
        to_js(&texts(self.ground.catalog.arn_hints(service)))
    }

    /// The keys of conditions, in `locale`.
    #[must_use]
    #[wasm_bindgen(js_name = conditionKeys)]
    pub fn condition_keys(&self, locale: Option<String>) -> JsValue {
        let locale = locale_of(locale.as_deref());
        to_js(&Value::list(&self.ground.catalog.condition_keys, |key| {
            Value::Object(vec![
                ("name", key.name.as_str().into()),
                ("tag", key.has_tag().into()),
                ("type", Value::text_or_null(key.value_type.map(KeyType::name))),
                ("certainty", key.certainty.name().into()),
                ("always", key.is_always_present.into()),
                ("meaning", key.meaning.wording(locale).into()),
            ])
        }))
    }

    /// The ids of regions.
    #[must_use]
    pub fn regions(&self) -> JsValue {
        to_js(&texts(&self.ground.catalog.regions))
    }

    /// System policies and service-linked roles, in `locale` (`en` or `zh`) where it can.
    #[must_use]
    #[wasm_bindgen(js_name = readyPolicies)]
    pub fn ready_policies(&self, locale: Option<String>) -> JsValue {
        to_js(&ready_policies(&self.ground.catalog, locale_of(locale.as_deref())))
    }
}

impl CatalogHandle {
    fn of(catalog: Catalog) -> Self {
        Self {
            ground: Rc::new(Ground::new(Rc::new(catalog))),
        }
    }
}

/// A catalogue that was read, or the list of everything wrong with its file.
fn read(catalog: Result<Catalog, Vec<CatalogError>>) -> Result<CatalogHandle, JsValue> {
    let errors = match catalog {
        Ok(catalog) => return Ok(CatalogHandle::of(catalog)),
        Err(errors) => errors,
    };
    Err(to_js(&Value::list(&errors, |error| {
        Value::Object(vec![
            ("file", error.file.as_str().into()),
            ("line", error.line.into()),
            ("column", error.column.into()),
            ("reason", error.reason.to_string().into()),
        ])
    })))
}

/// `zh…` is Chinese, anything else English.
pub(super) fn locale_of(name: Option<&str>) -> Locale {
    match name {
        Some(name) if name.starts_with("zh") => Locale::Chinese,
        _ => Locale::English,
    }
}

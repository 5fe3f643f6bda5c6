use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::{shapes, to_js};
use crate::catalog::{Catalog, Words};
use crate::coverage::Ground;
use crate::diagnostic::Locale;

/// A list of operations, ready for drafts.
#[wasm_bindgen(js_name = Catalog)]
pub struct CatalogHandle {
    pub(super) ground: Rc<Ground>,
}

#[wasm_bindgen(js_class = Catalog)]
impl CatalogHandle {
    /// The embedded catalogue of API Gateway.
    #[wasm_bindgen(js_name = apiGateway)]
    #[must_use]
    pub fn api_gateway() -> Self {
        Self {
            ground: Rc::new(Ground::new(Rc::new(Catalog::api_gateway()))),
        }
    }

    /// The catalogue of a file's text.
    ///
    /// # Errors
    /// The list of everything wrong with it.
    #[wasm_bindgen(js_name = fromText)]
    pub fn from_text(text: &str, file: &str) -> Result<Self, JsValue> {
        match Catalog::from_texts(&[(file, text)]) {
            Ok(catalog) => Ok(Self {
                ground: Rc::new(Ground::new(Rc::new(catalog))),
            }),
            Err(errors) => Err(to_js(
                &(errors.iter())
                    .map(|error| shapes::CatalogError {
                        file: error.file.clone(),
                        line: error.line,
                        column: error.column,
                        reason: error.reason.to_string(),
                    })
                    .collect::<Vec<_>>(),
            )),
        }
    }

    /// Everything the catalogue says, in `locale` (`en` or `zh`) where it can.
    #[must_use]
    pub fn info(&self, locale: Option<String>) -> JsValue {
        let locale = locale_of(locale.as_deref());
        let catalog = &*self.ground.catalog;
        let words = |words: &'_ [Words]| -> Vec<String> {
            words.iter().map(|words| words.wording(locale).to_owned()).collect()
        };
        let system_notes: Vec<Vec<String>> = catalog
            .system_policies
            .iter()
            .map(|policy| words(&policy.notes))
            .collect();
        to_js(&shapes::CatalogInfo {
            date: &catalog.date,
            sources: &catalog.sources,
            services: (catalog.services.iter())
                .map(|service| shapes::ServiceInfo {
                    code: &service.code,
                    name: &service.name,
                    aliases: &service.aliases,
                    first: service.first,
                    count: service.count,
                })
                .collect(),
            operations: (0u32..)
                .zip(&catalog.operations)
                .map(|(id, operation)| shapes::OperationInfo {
                    id: id as usize,
                    service: catalog
                        .services
                        .get(operation.service as usize)
                        .map_or("", |service| &service.code),
                    name: &operation.name,
                    access_level: operation.access_level.name(),
                    access_level_source: if operation.access_level_derived {
                        "derived"
                    } else {
                        "metadata"
                    },
                    requirement: (catalog.requirements.get(operation.requirement as usize))
                        .map(|requirement| requirement.alternatives.as_slice())
                        .filter(|alternatives| !alternatives.is_empty()),
                    notes: catalog.notes_of(id).map(|note| note.wording(locale)).collect(),
                })
                .collect(),
            templates: (0u32..)
                .zip(&catalog.templates)
                .map(|(id, template)| shapes::TemplateInfo {
                    id: id as usize,
                    text: template.to_string(),
                    r#type: template.resource_type(),
                    title: catalog.resource_type(id).map(|kind| shapes::Title {
                        one: kind.one.wording(locale),
                        many: kind.many.wording(locale),
                    }),
                    variables: template.variables(),
                })
                .collect(),
            system_policies: (catalog.system_policies.iter().zip(&system_notes))
                .map(|(policy, notes)| shapes::ReadyPolicy {
                    name: &policy.name,
                    title: policy.title.wording(locale),
                    version: policy.version.as_deref(),
                    date: policy.date.as_deref(),
                    source: &policy.source,
                    notes: notes.iter().map(String::as_str).collect(),
                    text: &policy.document,
                })
                .collect(),
            service_linked_roles: (catalog.service_linked_roles.iter())
                .map(|role| shapes::ServiceLinkedRole {
                    purpose: role.purpose.wording(locale),
                    role: &role.role,
                    service_name: &role.service_name,
                    policy_name: &role.policy_name,
                    permissions: role.permissions.wording(locale),
                    creation: role.creation.wording(locale),
                    deletion: role.deletion.wording(locale),
                    notes: role.notes.iter().map(|note| note.wording(locale)).collect(),
                    source: &role.source,
                    policy_text: &role.document,
                    create_text: role.creation_policy(),
                    delete_text: role.deletion_policy(),
                })
                .collect(),
        })
    }
}

/// `zh…` is Chinese, anything else English.
pub(super) fn locale_of(name: Option<&str>) -> Locale {
    match name {
        Some(name) if name.starts_with("zh") => Locale::Chinese,
        _ => Locale::English,
    }
}

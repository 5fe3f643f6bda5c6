use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::to_js;
use super::value::Value;
use crate::catalog::{Catalog, Service, ServiceLinkedRole, SystemPolicy};
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
        Self {
            ground: Rc::new(Ground::new(Rc::new(Catalog::api_gateway()))),
        }
    }

    /// The catalogue of a file's text.
    ///
    /// # Errors
    /// The list of everything wrong with it.
    #[wasm_bindgen(js_name = fromJSON)]
    pub fn from_json(text: &str, file: &str) -> Result<Self, JsValue> {
        match Catalog::from_texts(&[(file, text)]) {
            Ok(catalog) => Ok(Self {
                ground: Rc::new(Ground::new(Rc::new(catalog))),
            }),
            Err(errors) => Err(to_js(&Value::list(&errors, |error| {
                Value::Object(vec![
                    ("file", error.file.as_str().into()),
                    ("line", error.line.into()),
                    ("column", error.column.into()),
                    ("reason", error.reason.to_string().into()),
                ])
            }))),
        }
    }

    /// Everything the catalogue says, in `locale` (`en` or `zh`) where it can.
    #[must_use]
    pub fn info(&self, locale: Option<String>) -> JsValue {
        to_js(&catalog_info(&self.ground.catalog, locale_of(locale.as_deref())))
    }
}

fn catalog_info(catalog: &Catalog, locale: Locale) -> Value<'_> {
    Value::Object(vec![
        ("date", catalog.date.as_str().into()),
        (
            "sources",
            Value::list(&catalog.sources, |source| source.as_str().into()),
        ),
        ("services", Value::list(&catalog.services, service)),
        (
            "operations",
            Value::list(0..catalog.operations.len() as u32, |id| operation(catalog, id, locale)),
        ),
        (
            "templates",
            Value::list(0..catalog.templates.len() as u32, |id| template(catalog, id, locale)),
        ),
        (
            "systemPolicies",
            Value::list(&catalog.system_policies, |policy| system_policy(policy, locale)),
        ),
        (
            "serviceLinkedRoles",
            Value::list(&catalog.service_linked_roles, |role| service_linked_role(role, locale)),
        ),
    ])
}

fn service(service: &Service) -> Value<'_> {
    Value::Object(vec![
        ("code", service.code.as_str().into()),
        ("name", service.name.as_str().into()),
        ("aliases", Value::list(&service.aliases, |alias| alias.as_str().into())),
        ("first", service.first.into()),
        ("count", service.count.into()),
    ])
}

fn operation(catalog: &Catalog, id: u32, locale: Locale) -> Value<'_> {
    let Some(operation) = catalog.operations.get(id as usize) else {
        return Value::Null;
    };
    let service = catalog
        .services
        .get(operation.service as usize)
        .map_or("", |service| &service.code);
    let requirement = catalog.requirements.get(operation.requirement as usize);
    let alternatives = requirement.map_or(&[][..], |requirement| &requirement.alternatives);
    Value::Object(vec![
        ("id", id.into()),
        ("service", service.into()),
        ("name", operation.name.as_str().into()),
        ("accessLevel", operation.access_level.name().into()),
        (
            "accessLevelSource",
            if operation.access_level_derived {
                "derived"
            } else {
                "metadata"
            }
            .into(),
        ),
        (
            "requirement",
            match alternatives {
                [] => Value::Null,
                alternatives => Value::list(alternatives, |ids| Value::list(ids, |id| (*id).into())),
            },
        ),
        (
            "notes",
            Value::list(catalog.notes_of(id), |note| note.wording(locale).into()),
        ),
    ])
}

fn template(catalog: &Catalog, id: u32, locale: Locale) -> Value<'_> {
    let Some(template) = catalog.templates.get(id as usize) else {
        return Value::Null;
    };
    let title = catalog.resource_type(id).map(|kind| {
        let (one, many) = (kind.one.wording(locale), kind.many.wording(locale));
        Value::Object(vec![("one", one.into()), ("many", many.into())])
    });
    Value::Object(vec![
        ("id", id.into()),
        ("text", template.to_string().into()),
        ("type", template.resource_type().into()),
        ("title", title.unwrap_or(Value::Null)),
        ("variables", Value::list(template.variables(), Value::from)),
    ])
}

fn system_policy(policy: &SystemPolicy, locale: Locale) -> Value<'_> {
    Value::Object(vec![
        ("name", policy.name.as_str().into()),
        ("title", policy.title.wording(locale).into()),
        ("version", Value::text_or_null(policy.version.as_deref())),
        ("date", Value::text_or_null(policy.date.as_deref())),
        ("source", policy.source.as_str().into()),
        ("notes", Value::list(&policy.notes, |note| note.wording(locale).into())),
        ("text", policy.document.as_str().into()),
    ])
}

fn service_linked_role(role: &ServiceLinkedRole, locale: Locale) -> Value<'_> {
    Value::Object(vec![
        ("purpose", role.purpose.wording(locale).into()),
        ("role", role.role.as_str().into()),
        ("serviceName", role.service_name.as_str().into()),
        ("policyName", role.policy_name.as_str().into()),
        ("permissions", role.permissions.wording(locale).into()),
        ("creation", role.creation.wording(locale).into()),
        ("deletion", role.deletion.wording(locale).into()),
        ("notes", Value::list(&role.notes, |note| note.wording(locale).into())),
        ("source", role.source.as_str().into()),
        ("policyText", role.document.as_str().into()),
        ("createText", role.creation_policy().into()),
        ("deleteText", role.deletion_policy().into()),
    ])
}

/// `zh…` is Chinese, anything else English.
pub(super) fn locale_of(name: Option<&str>) -> Locale {
    match name {
        Some(name) if name.starts_with("zh") => Locale::Chinese,
        _ => Locale::English,
    }
}

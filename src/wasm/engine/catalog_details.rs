//! Parts of a catalogue as plain objects.

use super::value::Value;
use crate::catalog::{Catalog, Service, ServiceLinkedRole, SystemPolicy};
use crate::diagnostic::Locale;

pub(super) fn texts(texts: &[String]) -> Value<'_> {
    Value::list(texts, |text| text.as_str().into())
}

/// The system policies and the service-linked roles.
pub(super) fn ready_policies(catalog: &Catalog, locale: Locale) -> Value<'_> {
    Value::Object(vec![
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

/// The alternatives of a requirement, by its id.
pub(super) fn requirement(catalog: &Catalog, id: u32) -> Value<'_> {
    let requirement = catalog.requirements.get(id as usize);
    match requirement.map_or(&[][..], |requirement| &requirement.alternatives) {
        [] => Value::Null,
        alternatives => Value::list(alternatives, |ids| Value::list(ids, |id| (*id).into())),
    }
}

pub(super) fn service(service: &Service) -> Value<'_> {
    Value::Object(vec![
        ("code", service.code.as_str().into()),
        ("name", service.name.as_str().into()),
        ("aliases", texts(&service.aliases)),
        ("first", service.first.into()),
        ("count", service.count.into()),
        ("known", service.known.into()),
        ("loaded", service.is_loaded.into()),
    ])
}

pub(super) fn operation(catalog: &Catalog, id: u32, locale: Locale) -> Value<'_> {
    let Some(operation) = catalog.operations.get(id as usize) else {
        return Value::Null;
    };
    let service = catalog
        .services
        .get(operation.service as usize)
        .map_or("", |service| &service.code);
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
        ("requirement", requirement(catalog, operation.requirement)),
        (
            "notes",
            Value::list(catalog.notes_of(id), |note| note.wording(locale).into()),
        ),
        (
            "conditionKeys",
            Value::list(catalog.keys_of_operation(id), |key| key.name.as_str().into()),
        ),
        ("nameOrigin", origin(catalog, operation.name_origin)),
        ("resourceOrigin", origin(catalog, operation.resource_origin)),
    ])
}

fn origin(catalog: &Catalog, at: Option<u8>) -> Value<'_> {
    let origin = at.and_then(|at| catalog.origins.get(usize::from(at)));
    Value::text_or_null(origin.map(|origin| origin.id.as_str()))
}

pub(super) fn template(catalog: &Catalog, id: u32, locale: Locale) -> Value<'_> {
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

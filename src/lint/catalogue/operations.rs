use crate::catalog::{Catalog, Operation, Requirement};
use crate::pattern::{NamePattern, Template};
use crate::policy::ActionPattern;

/// The operations that an action pattern names. `None` where it could name more than the catalogue lists: it names no
/// service by its code, or one that is not listed, or no operation at all.
#[inline(never)]
pub(super) fn named<'c>(catalog: &'c Catalog, pattern: &ActionPattern) -> Option<Vec<&'c Operation>> {
    let ActionPattern::Named {
        service: NamePattern::Literal(code),
        name,
    } = pattern
    else {
        return None;
    };
    let mut found = operations_of(catalog, code);
    found.retain(|operation| name.matches(&operation.name.to_ascii_lowercase()));
    Some(found).filter(|found| !found.is_empty())
}

/// The operations of the services that go by a code.
#[inline(never)]
fn operations_of<'c>(catalog: &'c Catalog, code: &str) -> Vec<&'c Operation> {
    let mut operations = Vec::new();
    for service in catalog.services_called(code) {
        operations.extend(catalog.operations_of(service));
    }
    operations
}

/// Whether the names of a service's operations are documented, or at least half of them: of those that are inferred from
/// the names of its API, many actions are called otherwise.
#[inline(never)]
pub(super) fn are_documented(catalog: &Catalog, code: &str) -> bool {
    let operations = operations_of(catalog, code);
    let mut inferred = 0;
    for operation in &operations {
        inferred += usize::from(has_origin(catalog, operation.name_origin, "api-name"));
    }
    !operations.is_empty() && inferred * 2 <= operations.len()
}

fn has_origin(catalog: &Catalog, origin: Option<u8>, id: &str) -> bool {
    let origin = origin.and_then(|origin| catalog.origins.get(usize::from(origin)));
    origin.is_some_and(|origin| origin.id == id)
}

/// What a call of an operation is checked against, where that is published. That the metadata of an API has a lone `*`
/// says little: it stands where a type was never entered, too.
#[inline(never)]
pub(super) fn requirement<'c>(catalog: &'c Catalog, operation: &Operation) -> Option<&'c Requirement> {
    let requirement = catalog.requirements.get(operation.requirement as usize);
    let is_all = |id: &u32| catalog.templates.get(*id as usize) == Some(&Template::All);
    let is_doubtful = |requirement: &Requirement| {
        has_origin(catalog, operation.resource_origin, "ramActions")
            && requirement.alternatives.iter().flatten().any(is_all)
    };
    requirement.filter(|requirement| requirement.is_published() && !is_doubtful(requirement))
}

/// The templates that the operations of a pattern are checked against, each once; `None` where not all of them are
/// published.
#[inline(never)]
pub(super) fn templates_of<'c>(catalog: &'c Catalog, pattern: &ActionPattern) -> Option<Vec<&'c Template>> {
    let mut ids: Vec<u32> = Vec::new();
    let mut seen: Vec<u32> = Vec::new();
    for operation in named(catalog, pattern)? {
        let requirement = requirement(catalog, operation)?;
        if !seen.contains(&operation.requirement) {
            seen.push(operation.requirement);
            ids.extend(requirement.alternatives.iter().flatten());
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Some(
        ids.iter()
            .filter_map(|id| catalog.templates.get(*id as usize))
            .collect(),
    )
}

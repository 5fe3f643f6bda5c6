use crate::catalog::{Catalog, Operation, Requirement};
use crate::pattern::{NamePattern, Template};
use crate::policy::ActionPattern;

/// The operations that an action pattern names. `None` where it could name more than the catalogue lists: it names no
/// service by its code, or one that is not listed, or no operation at all.
pub(super) fn named<'c>(catalog: &'c Catalog, pattern: &ActionPattern) -> Option<Vec<&'c Operation>> {
    let ActionPattern::Named {
        service: NamePattern::Literal(code),
        name,
    } = pattern
    else {
        return None;
    };
    let service = catalog.services.get(catalog.service(code)? as usize)?;
    let range = service.operations();
    let operations = catalog.operations.get(range.start as usize..range.end as usize)?;
    let found: Vec<&Operation> = (operations.iter())
        .filter(|operation| name.matches(&operation.name.to_ascii_lowercase()))
        .collect();
    Some(found).filter(|found| !found.is_empty())
}

/// What a call of an operation is checked against, where that is published.
pub(super) fn requirement<'c>(catalog: &'c Catalog, operation: &Operation) -> Option<&'c Requirement> {
    let requirement = catalog.requirements.get(operation.requirement as usize);
    requirement.filter(|requirement| requirement.is_published())
}

/// The templates that the operations of a pattern are checked against, each once; `None` where not all of them are
/// published.
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

//! The catalogue of the whole cloud: its counts, facts worked out by hand of the tables, and files that are damaged.

use std::time::Instant;

use ramlight::catalog::{AccessLevel, Catalog, Reason};
use ramlight::diagnostic::Locale;

use crate::{notes, operation, requires};

pub(crate) const CLOUD: &str = include_str!("../../src/catalog/data/cloud/cloud.txt");

fn whole() -> Catalog {
    Catalog::from_cloud("cloud.txt", CLOUD, None).unwrap()
}

#[test]
fn it_is_complete_by_count_sorted_and_well_formed() {
    let start = Instant::now();
    let catalog = whole();
    eprintln!("{} operations in {:?}", catalog.operations.len(), start.elapsed());
    // 24,758 rows of the table, two of them twice in another case; and 9 that are written by hand
    assert_eq!(catalog.services.len(), 319);
    assert_eq!(catalog.operations.len(), 24_758 - 2 + 9);
    assert!(catalog.is_whole);
    assert_eq!(catalog.date, "2025-12-19");
    assert!(catalog.services.is_sorted_by(|a, b| a.code < b.code));
    let mut id = 0;
    for (at, service) in (0..).zip(&catalog.services) {
        assert!(service.is_loaded && service.first == id, "{}", service.code);
        id += service.count;
        let operations = catalog.operations_of(at);
        assert_eq!(operations.len(), service.count as usize);
        assert!(operations.iter().all(|operation| operation.service == at));
        let names: Vec<String> = operations.iter().map(|o| o.name.to_ascii_lowercase()).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{}", service.code);
        assert!(service.arn_hints.is_sorted_by(|a, b| a < b), "{}", service.code);
    }
    assert_eq!(id as usize, catalog.operations.len());
    for operation in &catalog.operations {
        let requirement = &catalog.requirements[operation.requirement as usize];
        // of API Gateway the embedded catalogue tells the source of all of it
        let is_embedded =
            operation.resource_origin.is_none() && catalog.services[operation.service as usize].code == "apigateway";
        assert!(
            requirement.is_published() == operation.resource_origin.is_some() || is_embedded,
            "{}",
            operation.name
        );
        assert!(operation.name_origin.is_some(), "{}", operation.name);
        assert!(
            requirement
                .alternatives
                .iter()
                .flatten()
                .all(|id| (*id as usize) < catalog.templates.len())
        );
        assert!(
            operation
                .notes
                .iter()
                .all(|note| (*note as usize) < catalog.notes.len())
        );
    }
    assert!(catalog.operation_keys.is_sorted_by(|a, b| a.0 < b.0));
}

//! Catalogues of the size to design for, and the templates of the large table that later catalogues come from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use ramlight::catalog::Catalog;
use ramlight::pattern::{Template, TemplateError};

use crate::shared;

/// 300 services, 25,000 operations, four templates a service.
fn made_up() -> String {
    let mut text = String::from(r#"{ "format": "ramlight-catalog/1", "date": "2026-01-01", "services": ["#);
    for service in 0..300 {
        let comma = if service == 0 { "" } else { "," };
        write!(
            text,
            "{comma}\n{{ \"code\": \"svc-{service}\", \"name\": \"Service {service}\", \"templates\": {{"
        )
        .unwrap();
        for (i, kind) in ["instance", "disk", "image", "snapshot"].into_iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(
                text,
                "{comma} \"{kind}\": \"acs:svc-{service}:$regionid:$accountid:{kind}/$id\""
            )
            .unwrap();
        }
        text.push_str(" }, \"operations\": [");
        let count = if service < 100 { 84 } else { 83 };
        for operation in 0..count {
            let comma = if operation == 0 { "" } else { "," };
            let requires = ["instance", "disk | image", "instance + snapshot", "*"][operation % 4];
            // a stride, so that the names do not come in their order
            let name = operation * 37 % count;
            write!(
                text,
                "{comma}\n{{ \"name\": \"DescribeThing{name}\", \"level\": \"get\", \"requires\": \"{requires}\" }}"
            )
            .unwrap();
        }
        text.push_str("] }");
    }
    text.push_str("] }");
    text
}

#[test]
fn large_catalogues_load_quickly() {
    let text = made_up();
    let start = Instant::now();
    let catalog = Catalog::from_texts(&[("large.json", &text)]).unwrap();
    let time = start.elapsed();
    eprintln!("25,000 operations, {} bytes: {time:?}", text.len());
    assert_eq!(catalog.operations.len(), 25_000);
    assert_eq!(catalog.templates.len(), 300 * 4 + 1);
    assert_eq!(catalog.requirements.len(), 300 * 3 + 1);
    let codes: BTreeSet<&str> = catalog.services.iter().map(|s| s.code.as_str()).collect();
    assert!(catalog.services.iter().map(|s| s.code.as_str()).eq(codes));
    for service in &catalog.services {
        let names: Vec<String> = service
            .operations()
            .map(|id| catalog.operations[id as usize].name.to_ascii_lowercase())
            .collect();
        assert!(names.is_sorted(), "{}", service.code);
    }
    // far above what it takes (debug builds and busy machines included), far below what a quadratic step would
    assert!(time < Duration::from_secs(10), "{time:?}");
}

#[test]
fn templates_of_the_large_table() {
    let Some(actions) = shared("catalog/actions.tsv") else {
        return;
    };
    let mut read = 0;
    let mut refused: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let templates = actions.lines().skip(1).filter_map(|line| line.split('\t').nth(3));
    for text in templates
        .flat_map(|templates| templates.split('|'))
        .filter(|text| !text.is_empty())
    {
        match Template::parse(text) {
            Ok(template) => {
                read += 1;
                assert_eq!(Template::parse(&template.to_string()), Ok(template), "{text}");
            }
            Err(error) => {
                let kind = match error {
                    TemplateError::Prefix => "prefix",
                    TemplateError::Fields(_) => "fields",
                    TemplateError::Service => "service",
                    TemplateError::RelativeId => "relative-id",
                    TemplateError::MixedField(_) => "mixed",
                    TemplateError::Variable(_) => "variable",
                    TemplateError::Text(_) => "text",
                };
                refused.entry(kind).or_default().insert(text);
            }
        }
    }
    eprintln!("{read} read; refused: {refused:#?}");
    assert!(read > 2000);
    for garbage in refused.values().flatten() {
        let known = ["%", "**", "。", ":::"].iter().any(|trace| garbage.contains(trace))
            || garbage.matches(':').count() < 4
            || garbage.ends_with(':');
        assert!(known, "{garbage} looks sound");
    }
}

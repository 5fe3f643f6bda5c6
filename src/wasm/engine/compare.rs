use wasm_bindgen::prelude::*;

use super::catalog::CatalogHandle;
use super::policy::PolicyHandle;
use super::to_js;
use super::value::Value;
use crate::compare::{self, Difference};
use crate::lint::relation_both_ways;
use crate::pattern::Budget;

/// The steps of one comparison: about a second. Policies that people write take some hundreds.
const STEPS: u64 = 5_000_000;

/// What the second policy grants as seen from the first.
#[wasm_bindgen]
#[must_use]
pub fn compare(a: &PolicyHandle, b: &PolicyHandle, catalog: &CatalogHandle) -> JsValue {
    let (a, b) = (a.text.borrow(), b.text.borrow());
    let mut budget = Budget::new(STEPS);
    let (policies, catalog) = ([a.policy(), b.policy()], &catalog.ground.catalog);
    let comparison = compare::compare(a.policy(), b.policy(), catalog, &mut budget);
    let relation = relation_both_ways(policies, comparison.relation, catalog, &mut budget);
    let mut members = vec![
        ("relation", relation.name().into()),
        ("gained", Value::list(&comparison.gained, difference)),
        ("lost", Value::list(&comparison.lost, difference)),
    ];
    if comparison.is_capped {
        members.push(("capped", true.into()));
    }
    to_js(&Value::Object(members))
}

fn difference(difference: &Difference) -> Value<'_> {
    let witness = &difference.witness;
    // Keys are the policies' own, so the context is a list here; `src/npm/api.js` makes an object of it.
    let context = Value::list(&witness.context, |(key, values)| {
        let values = Value::list(values, |value| value.as_str().into());
        Value::List(vec![key.as_str().into(), values])
    });
    let mut request = vec![
        ("action", witness.action.as_str().into()),
        ("resources", Value::List(vec![witness.resource.as_str().into()])),
        ("context", context),
    ];
    if let Some(principal) = &witness.principal {
        request.push(("principal", principal.as_str().into()));
    }
    Value::Object(vec![
        ("action", difference.action.as_str().into()),
        ("witness", Value::Object(request)),
    ])
}

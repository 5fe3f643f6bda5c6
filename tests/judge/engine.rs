//! What the engine says, in the judge's words.

use std::rc::Rc;

use ramlight::catalog::Catalog;
use ramlight::coverage::Coverage;
use ramlight::pattern::Bindings;

use super::verdict::Verdict;

pub fn catalogue(json: &str) -> Rc<Catalog> {
    Rc::new(Catalog::from_texts(&[("catalogue.json", json)]).unwrap_or_else(|e| panic!("{}\n{json}", e[0])))
}

pub fn bindings(pairs: &[(&str, &str)]) -> Bindings {
    let mut bindings = Bindings::default();
    for (name, value) in pairs {
        bindings
            .set(name, value)
            .unwrap_or_else(|e| panic!("{name}={value}: {e:?}"));
    }
    bindings
}

/// Everything the engine says of an operation.
pub fn verdict(draft: &Coverage, operation: usize) -> Verdict {
    let net = draft.net(operation);
    Verdict {
        levels: draft.coverages().iter().map(|s| s.level(operation).name()).collect(),
        contributes: draft
            .coverages()
            .iter()
            .map(|s| s.contributing.contains(operation))
            .collect(),
        must: net.must.name(),
        may: net.may.name(),
        outcome: net.outcome.name(),
    }
}

//! Findings beyond the grammar: what RAM accepts and still does not do what its author means, or does too much.
//!
//! One rule a file, in a folder for each topic. A rule looks at a [`Subject`] and reports diagnostics; it changes nothing
//! and knows no other rule. Each code has a page in `www/findings/`, which is its test case as well.

mod catalogue;
mod conditions;
mod fixes;
mod grants;
mod kinds;
mod one_service;
mod proof;
mod redundancy;
mod report;
mod security;
mod subject;

pub use fixes::{Fixed, Refusal, apply_fixes, promise};
pub use one_service::relation_both_ways;
pub use subject::Subject;

use one_service::AsOne;
use report::Report;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, in_text_order};
use crate::pattern::Bindings;
use crate::policy::PolicyText;

/// Looks at a policy for one kind of finding.
type Rule = fn(&Subject, &mut Report);

/// Everything that can be said of a text, in its order: its diagnostics, and what the rules find in it with what a
/// catalogue knows.
///
/// ```
/// use ramlight::{catalog::Catalog, lint, pattern::Bindings, policy::PolicyText};
/// let text = PolicyText::new(r#"{"Version": "1", "Statement": [
///     {"Effect": "Allow", "Action": "apigateway:ImportSwagger", "Resource": "*"}]}"#);
/// let findings = lint::findings(&text, &Catalog::api_gateway(), &Bindings::default());
/// assert_eq!(findings[0].message.name, "unknown-action");
/// ```
#[must_use]
pub fn findings(text: &PolicyText, catalog: &Catalog, bindings: &Bindings) -> Vec<Diagnostic> {
    let as_one = AsOne::new(&[text.policy()], catalog);
    let subject = Subject {
        policy: text.policy(),
        as_one: as_one.as_ref(),
        source: text.text(),
        catalog,
    };
    let mut report = Report::new(text.diagnostics(bindings));
    let topics = [
        security::RULES,
        conditions::RULES,
        redundancy::RULES,
        catalogue::RULES,
        kinds::RULES,
    ];
    for rule in topics.into_iter().flatten() {
        rule(&subject, &mut report);
    }
    in_text_order(report.into_diagnostics())
}

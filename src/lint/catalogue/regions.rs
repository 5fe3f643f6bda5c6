use crate::diagnostic::{Diagnostic, catalogue_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, field, in_text};
use crate::text::Span;

/// The condition keys whose values are regions.
const KEYS: [&str; 2] = ["acs:RequestedRegion", "ecs:Region"];

/// RAM708 and RAM709: a region that is not known, in an ARN or in the value of a condition.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for (placed, at) in subject.resources() {
        report_unknown(subject, field(&at.text, 2), in_text(placed, at.span), report);
    }
    for placed in subject.whole_statements() {
        for condition in &placed.statement.conditions {
            if KEYS.contains(&&*condition.key) {
                for (span, value) in &condition.values {
                    report_unknown(subject, value, in_text(placed, *span), report);
                }
            }
        }
    }
}

fn report_unknown(subject: &Subject, region: &str, span: Span, report: &mut Report) {
    // OSS calls its places `oss-cn-hangzhou`.
    let plain = region.strip_prefix("oss-").unwrap_or(region);
    if plain.is_empty() || plain.contains(['*', '?', '$', '{', '<']) || subject.catalog.is_region(plain) {
        return;
    }
    let near = subject.catalog.regions_like(plain);
    report.push(match near.is_empty() {
        true => Diagnostic::new(&messages::UNKNOWN_REGION, span).with(region),
        false => Diagnostic::new(&messages::MISSPELT_REGION, span)
            .with(region)
            .with(&near.join("`, `")),
    });
}

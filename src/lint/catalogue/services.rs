use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, FixKind, catalogue_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::pattern::Template;
use crate::text::{Span, order_by_span};

/// How long a RAM code is that can be taken for a slip of another. Of shorter ones many are alike (`cen`, `cdn`, `ecd`), and
/// no catalogue holds them all.
const LONG: usize = 6;

/// RAM703 and RAM704: a RAM code, in an action or a resource, that no service of the catalogue has; each where it stands
/// first.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let mut told: Vec<String> = Vec::new();
    let mut codes: Vec<(Span, &str, &str)> = Vec::new();
    for (placed, at) in subject.actions() {
        codes.push((in_text(placed, at.span), "", &at.text));
    }
    for (placed, at) in subject.resources() {
        let rest = at.text.strip_prefix("acs:").unwrap_or("");
        codes.push((in_text(placed, at.span), "acs:", rest));
    }
    for at in order_by_span(codes.iter().map(|(span, ..)| *span)) {
        let Some((span, before, text)) = codes.get(at) else {
            continue;
        };
        let Some((code, after)) = text.split_once(':') else {
            continue;
        };
        let lower = code.to_ascii_lowercase();
        let is_plain = !code.is_empty() && !code.contains(['*', '?', '$', '{', '<']);
        if is_plain
            && !is_known(subject.catalog, &lower)
            && !told.contains(&lower)
            && let Some(found) = unknown(subject.catalog, &lower, *span, [before, after])
        {
            told.push(lower);
            report.push(found);
        }
    }
}

/// Whether a service has this code, or presents resources under it.
fn is_known(catalog: &Catalog, code: &str) -> bool {
    let presents = |template: &Template| matches!(template, Template::Arn { service, .. } if service == code);
    catalog.is_known(code) || catalog.templates.iter().any(presents)
}

fn unknown(catalog: &Catalog, code: &str, span: Span, [before, after]: [&str; 2]) -> Option<Diagnostic> {
    let near = match code.len() >= LONG {
        true => catalog.services_like(code),
        false => Vec::new(),
    };
    let message = match near.is_empty() {
        true if !catalog.is_whole => return None,
        true => &messages::UNKNOWN_SERVICE,
        false => &messages::MISSPELT_SERVICE,
    };
    let diagnostic = Diagnostic::new(message, span).with(code).with(&catalog.date);
    Some(match *near {
        [] => diagnostic,
        [meant] if !after.contains(['"', '\\']) => {
            let text = ["\"", before, meant, ":", after, "\""].concat();
            diagnostic.with(meant).fixed(FixKind::Change, span, &text)
        }
        _ => diagnostic.with(&near.join("`, `")),
    })
}

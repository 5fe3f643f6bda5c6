use crate::diagnostic::{Diagnostic, FixKind, kind_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, field, in_text};
use crate::text::Span;

/// RAM800: upper case in the name of a role in an ARN, as resource, as principal, and where a condition compares the
/// caller's ARN (`ram/language.md` §1.2).
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for placed in &subject.policy.statements {
        let statement = &placed.statement;
        let mut look = |span: Span, text: &str| {
            if let Some(name) = role_in_upper_case(text) {
                report.push(finding(in_text(placed, span), text, name, subject.source));
            }
        };
        let resources = statement.resource.iter().flat_map(|element| &element.patterns);
        resources.for_each(|at| look(at.span, &at.text));
        let principals = statement.principal.iter().flat_map(|principal| &principal.entries);
        principals.for_each(|entry| look(entry.span, &entry.text));
        for condition in &statement.conditions {
            let compares_arn = condition.key.eq_ignore_ascii_case("acs:PrincipalArn");
            if compares_arn && !condition.operator.ends_with("IgnoreCase") {
                condition.values.iter().for_each(|(span, value)| look(*span, value));
            }
        }
    }
}

/// The name of the role of an ARN, if it holds upper case. Whether the letters of a placeholder do is open.
#[inline(never)]
fn role_in_upper_case(text: &str) -> Option<&str> {
    let name = field(text, 4)
        .strip_prefix("role/")
        .filter(|_| text.starts_with("acs:ram:"))?;
    (name.contains(|c: char| c.is_ascii_uppercase()) && !name.contains(['$', '{', '<'])).then_some(name)
}

#[inline(never)]
fn finding(span: Span, text: &str, name: &str, source: &str) -> Diagnostic {
    let lower = name.to_ascii_lowercase();
    let inner = Span::new(span.start + 1, span.end.saturating_sub(1));
    // an escape would stand in the way
    match inner.of(source) == text {
        true => {
            let place = Span::new(inner.end - name.len() as u32, inner.end);
            let diagnostic = Diagnostic::new(&messages::ROLE_IN_UPPER_CASE, place)
                .with(name)
                .with(&lower);
            diagnostic.fixed(FixKind::Change, place, &lower)
        }
        false => Diagnostic::new(&messages::ROLE_IN_UPPER_CASE, span)
            .with(name)
            .with(&lower),
    }
}

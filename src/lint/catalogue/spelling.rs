use crate::diagnostic::Diagnostic;
use crate::diagnostic::{FixKind, catalogue_findings as messages};
use crate::lint::report::Report;
use crate::lint::subject::{Subject, in_text};
use crate::policy::{PatternAt, Placed};

/// RAM705: a RAM code in upper case in an action. RAM706: an operation in another case than it is documented.
/// RAM707: a RAM code in upper case in a resource, where case counts.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for (placed, at) in subject.actions() {
        let Some((code, name)) = at.text.split_once(':') else {
            continue;
        };
        let lower = code.to_ascii_lowercase();
        if lower != code {
            let text = [&lower, ":", name].concat();
            let diagnostic = at_pattern(placed, at, &messages::SERVICE_IN_UPPER_CASE)
                .with(code)
                .with(&lower);
            report.push(fixed(diagnostic, FixKind::Equal, &text));
            continue;
        }
        let operation = subject.catalog.operation(&at.text);
        let known = operation.and_then(|operation| subject.catalog.operations.get(operation as usize));
        if let Some(known) = known.filter(|known| known.name != name) {
            let text = [code, ":", &known.name].concat();
            let diagnostic = at_pattern(placed, at, &messages::ACTION_IN_OTHER_CASE)
                .with(&at.text)
                .with(&text);
            report.push(fixed(diagnostic, FixKind::Equal, &text));
        }
    }
    for (placed, at) in subject.resources() {
        let Some((code, rest)) = at.text.strip_prefix("acs:").and_then(|rest| rest.split_once(':')) else {
            continue;
        };
        let lower = code.to_ascii_lowercase();
        if lower != code {
            let text = ["acs:", &lower, ":", rest].concat();
            let diagnostic = at_pattern(placed, at, &messages::ARN_SERVICE_IN_UPPER_CASE)
                .with(code)
                .with(&lower);
            report.push(fixed(diagnostic, FixKind::Change, &text));
        }
    }
}

fn at_pattern<P>(placed: &Placed, at: &PatternAt<P>, message: &'static crate::diagnostic::Message) -> Diagnostic {
    Diagnostic::new(message, in_text(placed, at.span))
}

/// With the fix that writes another text; actions and ARNs that can be read hold nothing that JSON escapes.
fn fixed(diagnostic: Diagnostic, kind: FixKind, text: &str) -> Diagnostic {
    let span = diagnostic.span;
    match text.contains(['"', '\\']) {
        true => diagnostic,
        false => diagnostic.fixed(kind, span, &["\"", text, "\""].concat()),
    }
}

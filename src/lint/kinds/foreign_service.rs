use crate::diagnostic::kind_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::{Subject, field, in_text};
use crate::pattern::ResourcePattern;
use crate::policy::{ActionPattern, PolicyKind, Statement};

/// RAM809: an operation, or a resource, of another service than the policy stands with.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    let is_bucket = match subject.policy.kind {
        PolicyKind::Bucket => true,
        PolicyKind::Resource => false,
        _ => return,
    };
    for placed in subject.whole_statements() {
        let statement = &placed.statement;
        let own = match is_bucket {
            true => vec!["oss"],
            false => codes(statement),
        };
        // `osstables` and `ossvector` have policies of the same form
        let is_own = |code: &str| {
            let fits = |own: &&str| code.eq_ignore_ascii_case(own) || is_bucket && code.starts_with(own);
            code.contains(['*', '?']) || own.iter().any(fits)
        };
        let mut look = |span, text: &str, code: &str| {
            if !is_own(code) {
                let service = own.join("`, `");
                let span = in_text(placed, span);
                report.say(&messages::OF_ANOTHER_SERVICE, span, &[text, &service]);
            }
        };
        if is_bucket {
            for at in statement.action.iter().flat_map(|element| &element.patterns) {
                if at.pattern.is_some()
                    && let Some((code, _)) = at.text.split_once(':')
                {
                    look(at.span, &at.text, code);
                }
            }
        } else if own.is_empty() {
            continue;
        }
        for at in statement.resource.iter().flat_map(|element| &element.patterns) {
            if let Some(ResourcePattern::Fields(_)) = at.pattern {
                look(at.span, &at.text, field(&at.text, 1));
            }
        }
    }
}

/// The services of a statement's operations; none where it could be any.
#[inline(never)]
fn codes(statement: &Statement) -> Vec<&str> {
    let Some(element) = statement.action.as_ref().filter(|element| !element.name.is_negated()) else {
        return Vec::new();
    };
    let mut codes = Vec::new();
    for at in &element.patterns {
        match (&at.pattern, at.text.split_once(':')) {
            (Some(ActionPattern::Named { .. }), Some((code, _))) if !code.contains(['*', '?']) => {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            _ => return Vec::new(),
        }
    }
    codes
}

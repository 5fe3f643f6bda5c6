use crate::diagnostic::{FixKind, kind_findings as messages};
use crate::lint::report::{Report, finding};
use crate::lint::subject::{Subject, in_text};
use crate::policy::{Caller, Effect, Placed, PolicyKind, Principal, PrincipalAt, PrincipalPattern};
use crate::text::Span;

/// RAM801, RAM802, RAM806 and RAM815: whom a statement names too many of, whom it does not name though it seems so, and who is
/// named already.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for placed in &subject.policy.statements {
        let Some(principal) = &placed.statement.principal else {
            continue;
        };
        for entry in &principal.entries {
            wildcard(subject.policy.kind, placed, entry, report);
            service(placed, entry, report);
        }
        for (at, entry) in principal.entries.iter().enumerate() {
            if let Some(other) = covering(principal, at) {
                let arguments = [&*entry.text, &other.text];
                let mut found = finding(&messages::REDUNDANT_PRINCIPAL, in_text(placed, entry.span), &arguments);
                if let Some(span) = removal(principal, at, placed, subject.source) {
                    found = found.fixed(FixKind::Equal, span, "");
                }
                report.push(found);
            }
        }
    }
}

#[inline(never)]
fn wildcard(kind: PolicyKind, placed: &Placed, entry: &PrincipalAt, report: &mut Report) {
    if kind == PolicyKind::Bucket || !entry.text.contains(['*', '?']) {
        return;
    }
    let span = in_text(placed, entry.span);
    let allows = placed.statement.effect == Some(Effect::Allow);
    if &*entry.text == "*" && entry.pattern.is_none() && allows {
        report.say(&messages::EVERYBODY_IS_TRUSTED, span, &[]);
    } else if let Some(PrincipalPattern::One(_)) = entry.pattern {
        // those in the id of an account are told by the grammar
        let name = entry.text.rsplit(':').next().unwrap_or("");
        if name.contains(['*', '?']) {
            report.say(&messages::WILDCARD_IN_PRINCIPAL, span, &[&entry.text]);
        }
    }
}

/// What is no name at all is told by the grammar.
#[inline(never)]
fn service(placed: &Placed, entry: &PrincipalAt, report: &mut Report) {
    if let Some(PrincipalPattern::One(Caller::Service(name))) = &entry.pattern
        && name.contains('.')
        && !name.ends_with(".aliyuncs.com")
        && !name.contains(['*', '?'])
    {
        let span = in_text(placed, entry.span);
        report.say(&messages::FOREIGN_SERVICE, span, &[name]);
    }
}

/// Another entry that names everybody whom this one names; of equal ones the first stays.
#[inline(never)]
fn covering(principal: &Principal, at: usize) -> Option<&PrincipalAt> {
    let entry = principal.entries.get(at)?;
    let others = principal.entries.iter().enumerate();
    let mut covering = others.filter(|(other, covering)| match (&covering.pattern, &entry.pattern) {
        _ if *other == at => false,
        (Some(_), Some(_)) if covering.text == entry.text => *other < at,
        (Some(PrincipalPattern::Everybody), Some(_)) => true,
        (Some(PrincipalPattern::Account(account)), Some(PrincipalPattern::One(caller))) => {
            caller.account() == Some(account)
        }
        _ => false,
    });
    covering.next().map(|(_, covering)| covering)
}

/// What goes with an entry out of its list: the comma before it or behind it, too; `None` where it stands alone.
#[inline(never)]
fn removal(principal: &Principal, at: usize, placed: &Placed, source: &str) -> Option<Span> {
    let place = |index: usize| Some(in_text(placed, principal.entries.get(index)?.span));
    let span = place(at)?;
    let is_next = |from: u32, to: u32| from <= to && Span::new(from, to).of(source).trim() == ",";
    let before = at
        .checked_sub(1)
        .and_then(place)
        .filter(|before| is_next(before.end, span.start));
    let behind = place(at + 1).filter(|behind| is_next(span.end, behind.start));
    match (before, behind) {
        (Some(before), _) => Some(Span::new(before.end, span.end)),
        (None, Some(behind)) => Some(Span::new(span.start, behind.start)),
        (None, None) => None,
    }
}

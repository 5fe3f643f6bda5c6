//! What of the policies a request touches, so that it can be told what no request does.

use super::near::{Failed, PatternPlace, Verdict};
use super::trace::Trace;
use crate::text::Span;

/// A statement that a request touches, or one of its patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The policy, by its number.
    pub policy: usize,
    /// The statement, by its index in the policy.
    pub statement: usize,
    /// The place of the pattern; `None` for the statement itself.
    pub pattern: Option<Span>,
}

impl Trace {
    /// Says to `each` what the request touches, some of it more than once: a statement that matches or could, and of each
    /// of its lists the pattern that does; of a statement that excepts the request the pattern that excepts it.
    pub fn touched(&self, mut each: impl FnMut(Touched)) {
        let stages = self.resources.iter().flat_map(|resource| &resource.stages);
        for trace in stages.flat_map(|stage| &stage.statements) {
            let touched = |pattern| Touched {
                policy: trace.policy,
                statement: trace.statement,
                pattern,
            };
            if !matches!(trace.verdict, Verdict::Fails(_)) {
                each(touched(None));
            }
            for (place, failing) in [
                (&trace.action, Failed::Action),
                (&trace.resource, Failed::Resource(None)),
            ] {
                if let Some(place) = place
                    && touches(trace.verdict, place, failing)
                {
                    each(touched(Some(place.span)));
                }
            }
        }
    }
}

/// Whether a pattern matches the request, or excepts it where the statement fails by its element: any other is just the
/// nearest one.
fn touches(verdict: Verdict, place: &PatternPlace, failing: Failed) -> bool {
    match (verdict, failing) {
        (Verdict::Fails(Failed::Action), Failed::Action)
        | (Verdict::Fails(Failed::Resource(_)), Failed::Resource(_)) => place.element.is_negated(),
        (Verdict::Fails(_), _) => false,
        _ => true,
    }
}

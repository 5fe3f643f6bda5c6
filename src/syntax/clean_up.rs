use super::parser;
use crate::diagnostic::{Diagnostic, Edit, FixKind, Message};
use crate::text::order_by_span;

/// How often the text is read again: a fix can bring another trace to light.
const ROUNDS: usize = 16;

/// How many problems of one round are looked at.
const PROBLEM_LIMIT: usize = 100_000;

/// A text without the traces of copying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanUp {
    /// The whole text afterwards.
    pub text: String,
    /// What was cleaned, each kind once, round by round in the order of the text.
    pub reasons: Vec<&'static Message>,
}

/// Takes every clean-up fix of `source`, and of what comes out, until nothing is left to clean; `None` if nothing is.
///
/// `more` adds the diagnostics of later layers for each text on the way; of these too only clean-up fixes are taken.
///
/// ```
/// let cleaned = ramlight::syntax::clean_up("1. {\n2. “a”：1，\n3. }", |_| Vec::new()).unwrap();
/// assert_eq!(cleaned.text, "{\n\"a\":1\n}");
/// ```
#[must_use]
pub fn clean_up(source: &str, more: impl Fn(&str) -> Vec<Diagnostic>) -> Option<CleanUp> {
    let mut text = source.to_owned();
    let mut reasons: Vec<&'static Message> = Vec::new();
    for _ in 0..ROUNDS {
        let mut problems = parser::parse(&text, PROBLEM_LIMIT).problems;
        problems.extend(more(&text));
        let Some(next) = apply(&text, &problems, &mut reasons) else {
            break;
        };
        text = next;
    }
    (text != source).then_some(CleanUp { text, reasons })
}

/// `text` with the clean-up fixes of `problems` that do not overlap; `None` if there is none.
fn apply(text: &str, problems: &[Diagnostic], reasons: &mut Vec<&'static Message>) -> Option<String> {
    let mut edits: Vec<(usize, &Edit)> = Vec::new();
    for (index, problem) in problems.iter().enumerate() {
        let fix = problem.fix.iter().filter(|fix| fix.kind == FixKind::CleanUp);
        edits.extend(fix.flat_map(|fix| &fix.edits).map(|edit| (index, edit)));
    }
    let order = order_by_span(edits.iter().map(|(_, edit)| edit.span));
    let mut edits: Vec<(usize, &Edit)> = order.iter().filter_map(|at| edits.get(*at).copied()).collect();

    // of two fixes that overlap the later waits for the next round, whole
    let mut waits = vec![false; problems.len()];
    let mut end = 0;
    for (index, edit) in &edits {
        match waits.get_mut(*index) {
            Some(waits) if !*waits && edit.span.start < end => *waits = true,
            Some(false) => end = end.max(edit.span.end),
            _ => {}
        }
    }
    edits.retain(|(index, _)| waits.get(*index) == Some(&false));
    if edits.is_empty() {
        return None;
    }

    let mut output = String::with_capacity(text.len());
    let mut copied = 0;
    for (index, edit) in edits {
        output.push_str(text.get(copied..edit.span.start as usize).unwrap_or(""));
        output.push_str(&edit.replacement);
        copied = edit.span.end as usize;
        let message = problems.get(index).map(|problem| problem.message);
        reasons.extend(message.filter(|message| !reasons.iter().any(|known| known.code == message.code)));
    }
    output.push_str(text.get(copied..).unwrap_or(""));
    Some(output)
}

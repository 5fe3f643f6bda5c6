use super::one_service::AsOne;
use crate::catalog::Catalog;
use crate::compare::beyond;
use crate::diagnostic::policy_messages::PLACEHOLDER;
use crate::diagnostic::{Diagnostic, Edit, FixKind};
use crate::pattern::{Bindings, Budget};
use crate::policy::{Policy, PolicyText};
use crate::text::Span;

/// How many fixes are taken at most; a policy that can be analysed does not hold so many.
const LIMIT: usize = 10_000;

/// The steps that the proof of one fix may take.
const STEPS: u64 = 200_000;

/// A text with fixes taken.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// The text as it is then.
    pub text: String,
    /// What was mended, each with its place in the text of its time.
    pub applied: Vec<Diagnostic>,
    /// What was not, without its fix, and why.
    pub refused: Vec<(Diagnostic, Refusal)>,
}

/// Why a fix is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It claims to leave the meaning as it is, and does not.
    ChangesMeaning,
    /// Whether it leaves the meaning as it is could not be told.
    Undecided,
}

impl Refusal {
    /// Its name in interfaces: `changes-meaning`, `undecided`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChangesMeaning => "changes-meaning",
            Self::Undecided => "undecided",
        }
    }
}

/// Takes the fixes of the findings that are `wanted`, one after another, until there is none left. A fix that claims to leave the meaning as
/// it is ([`FixKind::Equal`]) is taken only if it does. One that is refused stands in the way of no other.
///
/// ```
/// use ramlight::{catalog::Catalog, lint, pattern::Bindings, policy::PolicyText};
/// let text = PolicyText::new(r#"{"Version": "1", "Statement": [
///     {"Effect": "allow", "Action": ["oss:Get*", "oss:GetObject"], "Resource": "*"}]}"#);
/// let fixed = lint::apply_fixes(&text, &Catalog::api_gateway(), &Bindings::default(), &|_| true);
/// assert_eq!(fixed.text, r#"{"Version": "1", "Statement": [
///     {"Effect": "Allow", "Action": ["oss:Get*"], "Resource": "*"}]}"#);
/// ```
#[must_use]
pub fn apply_fixes(
    text: &PolicyText,
    catalog: &Catalog,
    bindings: &Bindings,
    wanted: &dyn Fn(&Diagnostic) -> bool,
) -> Fixed {
    let mut text = text.clone();
    let mut fixed = Fixed::default();
    let mut refused: Vec<(Diagnostic, Refusal)> = Vec::new();
    while fixed.applied.len() + refused.len() < LIMIT {
        let findings = super::findings(&text, catalog, bindings);
        let is_refused = |one: &Diagnostic| {
            refused
                .iter()
                .any(|(known, _)| known.message == one.message && known.span == one.span)
        };
        let next = findings
            .into_iter()
            .find(|one| one.fix.is_some() && wanted(one) && !is_refused(one));
        let Some((next, fix)) = next.and_then(|next| next.fix.clone().map(|fix| (next, fix))) else {
            break;
        };
        let mut changed = text.clone();
        changed.update(&with_edits(text.text(), &fix.edits));
        let refusal = match fix.kind {
            FixKind::Equal => difference(text.policy(), changed.policy()).or_else(|| {
                let as_one = AsOne::new(&[text.policy(), changed.policy()], catalog)?;
                difference(as_one.policy(), &as_one.of(changed.policy()))
            }),
            _ => None,
        };
        if let Some(refusal) = refusal {
            refused.push((Diagnostic { fix: None, ..next }, refusal));
            continue;
        }
        for (known, _) in &mut refused {
            known.span = moved(known.span, &fix.edits);
        }
        text = changed;
        fixed.applied.push(next);
    }
    fixed.refused = refused;
    fixed.text = text.text().to_owned();
    fixed
}

/// What taking a finding's fix promises. What clean-up makes of a placeholder is wider than what stands there, so by itself it
/// is a change.
#[must_use]
pub fn promise(finding: &Diagnostic) -> Option<FixKind> {
    let kind = finding.fix.as_ref()?.kind;
    Some(match finding.message == &PLACEHOLDER {
        true => FixKind::Change,
        false => kind,
    })
}

/// A text with edits made, which are in its order and do not overlap.
fn with_edits(text: &str, edits: &[Edit]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        edited.push_str(text.get(from..edit.span.start as usize).unwrap_or(""));
        edited.push_str(&edit.replacement);
        from = edit.span.end as usize;
    }
    edited.push_str(text.get(from..).unwrap_or(""));
    edited
}

/// Where a span stands after edits that leave its own text alone.
fn moved(span: Span, edits: &[Edit]) -> Span {
    let before = edits.iter().filter(|edit| edit.span.end <= span.start);
    let by: i64 = before
        .map(|edit| edit.replacement.len() as i64 - i64::from(edit.span.end - edit.span.start))
        .sum();
    let shift = |at: u32| u32::try_from(i64::from(at) + by).unwrap_or(at);
    Span::new(shift(span.start), shift(span.end))
}

/// What stands against two policies granting the same.
fn difference(one: &Policy, other: &Policy) -> Option<Refusal> {
    let (one, other) = (one.bare_statements(), other.bare_statements());
    for (part, whole) in [(&one, &other), (&other, &one)] {
        match beyond(part, whole, None, &mut Budget::new(STEPS)) {
            Ok(None) => {}
            Ok(Some(_)) => return Some(Refusal::ChangesMeaning),
            Err(_) => return Some(Refusal::Undecided),
        }
    }
    None
}

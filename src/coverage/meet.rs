//! How one pattern, or the patterns of one element, meet the resources of one template.

use super::calls;
use super::ground::{BoundTemplate, SAMPLE};
use super::level::Level;
use crate::pattern::{Budget, Exhausted, Field, Fields, Piece, ResourcePattern, Status, Template, Token, Wildcard};
use crate::policy::Element;

/// The steps that one pattern may take on one template.
const STEPS: u64 = 2_000;

/// Whether a pattern matches some resource of a template, its variables standing for anything; true where that cannot be
/// told within the steps.
#[must_use]
pub fn can_match(pattern: &ResourcePattern, template: &Template) -> bool {
    let template = BoundTemplate::new(template.clone());
    pattern_level(pattern, &template, &mut Budget::new(STEPS)) != Ok(Level::None)
}

/// The level of one pattern on the resources of one template.
pub(super) fn pattern_level(
    pattern: &ResourcePattern,
    template: &BoundTemplate,
    budget: &mut Budget,
) -> Result<Level, Exhausted> {
    let ResourcePattern::Fields(fields) = pattern else {
        return Ok(Level::Full);
    };
    let Some((service, region, account)) = template.fields() else {
        return Ok(Level::None);
    };
    if !fields.service.matches(service) {
        return Ok(Level::None);
    }
    let region = field_level(&fields.region, region);
    let account = field_level(&fields.account, account);
    if region == Level::None || account == Level::None {
        return Ok(Level::None);
    }
    // The fields are independent of each other, so the whole is full if each is, and none if one is.
    Ok(match relative_id_level(&fields.relative_id, template, budget)? {
        Level::None => Level::None,
        Level::Full if region == Level::Full && account == Level::Full => Level::Full,
        _ => Level::Partial,
    })
}

/// The level of an element's patterns, taken together, on the resources of one template.
pub(super) fn element_level(
    element: &Element<ResourcePattern>,
    template: &BoundTemplate,
    budget: &mut Budget,
) -> Result<Level, Exhausted> {
    let level = union_level(element, template, budget)?;
    Ok(if element.name.is_negated() {
        level.negated()
    } else {
        level
    })
}

fn union_level(
    element: &Element<ResourcePattern>,
    template: &BoundTemplate,
    budget: &mut Budget,
) -> Result<Level, Exhausted> {
    let mut partial = 0;
    for pattern in element.patterns.iter().filter_map(|at| at.pattern.as_ref()) {
        match pattern_level(pattern, template, budget)? {
            Level::Full => return Ok(Level::Full),
            Level::None => {}
            Level::Partial | Level::Undecided => partial += 1,
        }
    }
    if partial < 2 {
        return Ok(if partial == 0 { Level::None } else { Level::Partial });
    }
    // Several parts may add up to the whole. Mostly they do not, and one resource that nobody named shows it.
    let stranger_missed = !element
        .patterns
        .iter()
        .filter_map(|at| at.pattern.as_ref())
        .any(|pattern| meets_stranger(pattern, template));
    if stranger_missed {
        return Ok(Level::Partial);
    }
    calls::union_level(element, template, budget)
}

/// How a region or account pattern meets a field: an empty one is met by an empty field or a lone `*`
/// (`ram/language.md` §9.12), and never by a variable.
fn field_level(pattern: &Wildcard, field: &Field) -> Level {
    match field {
        Field::Literal(text) if field_matches(pattern, text) => Level::Full,
        Field::Literal(_) => Level::None,
        Field::Variable(_) if pattern.is_empty() => Level::None,
        Field::Variable(_) if pattern.matches_all_non_empty() => Level::Full,
        Field::Variable(_) => Level::Partial,
    }
}

/// Whether a region or account pattern matches a field's text.
pub(super) fn field_matches(pattern: &Wildcard, text: &str) -> bool {
    match pattern.is_empty() {
        true => text.is_empty() || text == "*",
        false => pattern.matches(text),
    }
}

/// The level of a relative-id pattern: by its literal ends and a plain comparison first, by the automaton at last.
fn relative_id_level(pattern: &Wildcard, template: &BoundTemplate, budget: &mut Budget) -> Result<Level, Exhausted> {
    if pattern.matches_all() || pattern.covers(&template.sample, SAMPLE) {
        return Ok(Level::Full);
    }
    if ends_differ(pattern, template) {
        return Ok(Level::None);
    }
    if template.single_variable
        && let Some(text) = literal(pattern)
    {
        let value = text
            .strip_prefix(&template.prefix)
            .and_then(|rest| rest.strip_suffix(&template.suffix));
        let fits = value.is_some_and(|value| !value.is_empty() && !value.contains(['/', ':']));
        return Ok(if fits { Level::Partial } else { Level::None });
    }
    if begins_value(pattern, &template.template) {
        return Ok(Level::Partial);
    }
    let only = |statuses: &[Status], wanted: Status| match statuses {
        [Status::Open] => None,
        [status] => Some(*status == wanted),
        _ => Some(false),
    };
    if !template
        .texts
        .exists(&[pattern], budget, &mut |statuses| only(statuses, Status::Always))?
    {
        return Ok(Level::None);
    }
    Ok(
        match template
            .texts
            .exists(&[pattern], budget, &mut |statuses| only(statuses, Status::Never))?
        {
            true => Level::Partial,
            false => Level::Full,
        },
    )
}

/// Whether the literal beginnings, or the literal ends, of pattern and template contradict each other.
fn ends_differ(pattern: &Wildcard, template: &BoundTemplate) -> bool {
    let differ = |token: &Token, character: char| matches!(token, Token::Character(wanted) if *wanted != character);
    let fixed = |token: &&Token| **token != Token::Any;
    let tokens = pattern.tokens();
    (tokens.iter().take_while(fixed).zip(template.prefix.chars())).any(|(token, character)| differ(token, character))
        || (tokens.iter().rev().take_while(fixed).zip(template.suffix.chars().rev()))
            .any(|(token, character)| differ(token, character))
}

/// Whether the pattern is what the template begins with, some of the value of the variable behind that, and `*`, as
/// `group/prod-*` is of `group/$id`: a value can begin so, and need not.
fn begins_value(pattern: &Wildcard, template: &Template) -> bool {
    let Template::Arn { relative_id, .. } = template else {
        return false;
    };
    let before = match &**relative_id {
        [Piece::Variable { .. }, ..] => "",
        [Piece::Literal(text), Piece::Variable { .. }, ..] => text,
        _ => return false,
    };
    let Some((Token::Any, text)) = pattern.tokens().split_last() else {
        return false;
    };
    let mut rest = text.iter();
    let begins = before
        .chars()
        .all(|character| rest.next() == Some(&Token::Character(character)));
    let in_value = |token: &Token| matches!(token, Token::Character(character) if !['/', ':'].contains(character));
    begins && rest.len() > 0 && rest.all(in_value)
}

/// The text of a pattern without wildcards.
fn literal(pattern: &Wildcard) -> Option<String> {
    (pattern.tokens().iter())
        .map(|token| {
            if let Token::Character(character) = token {
                Some(*character)
            } else {
                None
            }
        })
        .collect()
}

/// Whether the pattern matches the resource of the template in which every variable is a text that nobody named.
fn meets_stranger(pattern: &ResourcePattern, template: &BoundTemplate) -> bool {
    let ResourcePattern::Fields(fields) = pattern else {
        return true;
    };
    let Fields {
        service,
        region,
        account,
        relative_id,
    } = &**fields;
    let Some((code, at_region, at_account)) = template.fields() else {
        return false;
    };
    let stranger = SAMPLE.to_string();
    let text = |field: &Field| match field {
        Field::Literal(text) => text.clone(),
        Field::Variable(_) => stranger.clone(),
    };
    service.matches(code)
        && field_matches(region, &text(at_region))
        && field_matches(account, &text(at_account))
        && relative_id.matches(&template.sample)
}

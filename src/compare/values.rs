//! Values of one condition key for which some questions are answered yes and others no.

use super::text::{Search, Step, TextSet, literal, steps};
use crate::condition::{Comparison, Form, Question, SetPrefix, samples};
use crate::pattern::{Budget, Exhausted};

/// An answer that is wanted to a question.
#[derive(Clone, Copy)]
pub(super) struct Wish<'a> {
    pub question: &'a Question,
    pub yes: bool,
}

/// Why no answer is given.
pub(super) struct Unanswered;

impl From<Exhausted> for Unanswered {
    fn from(_: Exhausted) -> Self {
        Self
    }
}

/// Values of a key for which all wishes come true; none of them: the request does not carry the key.
pub(super) fn find(wishes: &[Wish], budget: &mut Budget) -> Result<Option<Vec<String>>, Unanswered> {
    budget.spend()?;
    // Each value is in all of `all` and in none of `none`; for each of `some` there is a value that is (not) in it.
    let mut all: Vec<&Question> = Vec::new();
    let mut none: Vec<&Question> = Vec::new();
    let mut some: Vec<(&Question, bool)> = Vec::new();
    for wish in wishes {
        let question = wish.question;
        match (question.is_empty(), wish.yes, question.prefix()) {
            (true, true, _) => return Ok(None),
            (true, false, _) => {}
            (false, true, SetPrefix::Any) => some.push((question, true)),
            (false, false, SetPrefix::Any) => none.push(question),
            (false, true, SetPrefix::All) => all.push(question),
            (false, false, SetPrefix::All) => some.push((question, false)),
        }
    }
    if some.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let value = |some: &[(&Question, bool)], budget: &mut Budget| {
        let of = |wanted: bool| {
            some.iter()
                .filter(move |(_, is_in)| *is_in == wanted)
                .map(|(question, _)| *question)
        };
        let inside: Vec<&Question> = all.iter().copied().chain(of(true)).collect();
        let outside: Vec<&Question> = none.iter().copied().chain(of(false)).collect();
        value(&inside, &outside, budget)
    };
    if let Some(one) = value(&some, budget)? {
        return Ok(Some(vec![one]));
    }
    let mut values: Vec<String> = Vec::new();
    for of in &some {
        if values.iter().any(|value| of.0.is_met_by(value) == of.1) {
            continue;
        }
        match value(&[*of], budget)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(values))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Text,
    Number,
    Date,
    Address,
}

fn type_of(question: &Question) -> Type {
    use Comparison as C;
    match question.comparison() {
        C::StringEquals | C::StringEqualsIgnoreCase | C::StringLike | C::Bool => Type::Text,
        C::NumericEquals
        | C::NumericLessThan
        | C::NumericLessThanEquals
        | C::NumericGreaterThan
        | C::NumericGreaterThanEquals => Type::Number,
        C::DateEquals | C::DateLessThan | C::DateLessThanEquals | C::DateGreaterThan | C::DateGreaterThanEquals => {
            Type::Date
        }
        C::IpAddress => Type::Address,
    }
}

/// A text that meets all of `inside` and none of `outside`.
fn value(inside: &[&Question], outside: &[&Question], budget: &mut Budget) -> Result<Option<String>, Unanswered> {
    budget.take(1 + (inside.len() + outside.len()) as u64)?;
    if inside.iter().any(|question| outside.contains(question)) {
        return Ok(None);
    }
    let fits = |text: &str| {
        inside.iter().all(|question| question.is_met_by(text))
            && !outside.iter().any(|question| question.is_met_by(text))
    };
    // What the request's value must be one of, if there is such a list.
    for question in inside {
        let forms = question.forms().unwrap_or_default();
        let exact = |form: &Form| match form {
            Form::Exact(text) => Some(String::from(*text)),
            Form::Folded(_) => None,
            Form::Like(wildcard) => literal_of(wildcard),
        };
        let texts: Vec<String> = forms.iter().filter_map(exact).collect();
        if !forms.is_empty() && texts.len() == forms.len() {
            return Ok(texts.into_iter().find(|text| fits(text)));
        }
    }
    let mut types = inside
        .iter()
        .map(|question| type_of(question))
        .filter(|of| *of != Type::Text);
    let Some(of) = types.next() else {
        return Ok(text(inside, outside, budget, &fits)?);
    };
    // No text is of two of these types.
    if types.any(|other| other != of) {
        return Ok(None);
    }
    let typed: Vec<&Question> = (inside.iter().chain(outside).copied())
        .filter(|question| type_of(question) == of)
        .collect();
    let samples = samples(&typed);
    budget.take(samples.len() as u64)?;
    if let Some(sample) = samples.iter().find(|sample| fits(sample)) {
        return Ok(Some(sample.clone()));
    }
    let is_text = |question: &&&Question| type_of(question) == Type::Text;
    if !inside.iter().chain(outside).any(|question| is_text(&question)) {
        return Ok(None);
    }
    Err(Unanswered)
}

/// A text, where none of `inside` compares numbers, dates or addresses.
fn text(
    inside: &[&Question],
    outside: &[&Question],
    budget: &mut Budget,
    fits: &dyn Fn(&str) -> bool,
) -> Result<Option<String>, Unanswered> {
    let is_typed = outside.iter().any(|question| type_of(question) != Type::Text);
    for question in inside {
        for form in question.forms().unwrap_or_default() {
            let candidate = match form {
                Form::Exact(text) | Form::Folded(text) => text.to_owned(),
                Form::Like(wildcard) => wildcard.to_string().replace(['*', '?'], "x"),
            };
            if fits(&candidate) {
                return Ok(Some(candidate));
            }
        }
    }
    let search = Search {
        wanted: inside.iter().map(|question| set(question)).collect(),
        unwanted: (outside.iter())
            .filter(|question| type_of(question) == Type::Text)
            .map(|question| set(question))
            .collect(),
        without: None,
        strange: is_typed,
    };
    let found = search.run(budget)?;
    if found.is_none() && is_typed {
        return Err(Unanswered);
    }
    Ok(found)
}

fn set(question: &Question) -> TextSet {
    let of = |form: &Form| match form {
        Form::Exact(text) => literal(text),
        Form::Folded(text) => (text.chars())
            .map(|character| match character.is_ascii_alphabetic() {
                true => Step::Letter(character),
                false => Step::Character(character),
            })
            .collect(),
        Form::Like(wildcard) => steps(wildcard),
    };
    TextSet(question.forms().unwrap_or_default().iter().map(of).collect())
}

/// The one text that matches, if there is but one.
fn literal_of(wildcard: &crate::pattern::Wildcard) -> Option<String> {
    let text = wildcard.to_string();
    (!text.contains(['*', '?'])).then_some(text)
}

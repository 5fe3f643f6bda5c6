//! Values of one condition key for which some questions are answered yes and others no.

use super::dates::Pass;
use super::numbers;
use super::text::{Search, Step, TextSet, literal, steps};
use super::typed::Typed;
use crate::condition::{Comparison, Form, Question, SetPrefix, samples};
use crate::pattern::{Budget, Exhausted};

/// How many steps are worth it that a date is shown in a zone of whole hours.
const PLAIN_STEPS: u64 = 40_000;

/// An answer that is wanted to a question.
#[derive(Clone, Copy)]
pub(super) struct Wish<'a> {
    pub question: &'a Question,
    pub yes: bool,
}

/// Values of a key for which all wishes come true; none of them: the request does not carry the key.
pub(super) fn find(wishes: &[Wish], budget: &mut Budget) -> Result<Option<Vec<String>>, Exhausted> {
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
fn value(inside: &[&Question], outside: &[&Question], budget: &mut Budget) -> Result<Option<String>, Exhausted> {
    budget.take(1 + (inside.len() + outside.len()) as u64)?;
    if inside.iter().any(|question| outside.contains(question)) {
        return Ok(None);
    }
    let mut types = inside
        .iter()
        .map(|question| type_of(question))
        .filter(|of| *of != Type::Text);
    let of = types.next();
    // No text is of two of these types.
    if of.is_some_and(|of| types.any(|other| other != of)) {
        return Ok(None);
    }
    let wanted = Wanted { inside, outside };
    if let Some(forms) = inside.iter().find_map(|question| finite(question)) {
        return wanted.one_of(&forms, budget);
    }
    wanted.any(of, budget)
}

/// The texts that meet a question, if they are not many but for their case.
fn finite(question: &Question) -> Option<Vec<Form<'_>>> {
    let forms = question.forms()?;
    let is_finite = |form: &Form| !matches!(form, Form::Like(wildcard) if wildcard.to_string().contains(['*', '?']));
    forms.iter().all(is_finite).then_some(forms)
}

struct Wanted<'a> {
    inside: &'a [&'a Question],
    outside: &'a [&'a Question],
}

impl Wanted<'_> {
    fn fits(&self, text: &str) -> bool {
        self.inside.iter().all(|question| question.is_met_by(text))
            && !self.outside.iter().any(|question| question.is_met_by(text))
    }

    /// Whether a text is as wanted where numbers, dates and addresses are compared. Its case does not matter there.
    fn fits_types(&self, text: &str) -> bool {
        let is_typed = |question: &&&Question| type_of(question) != Type::Text;
        self.inside
            .iter()
            .filter(is_typed)
            .all(|question| question.is_met_by(text))
            && !self
                .outside
                .iter()
                .filter(is_typed)
                .any(|question| question.is_met_by(text))
    }

    /// What is asked of texts as such.
    fn search(&self) -> Search {
        let sets = |questions: &[&Question]| questions.iter().filter_map(|question| set(question)).collect();
        Search {
            wanted: sets(self.inside),
            unwanted: sets(self.outside),
            without: None,
            typed: None,
        }
    }

    /// One of these texts, perhaps in another case.
    fn one_of(&self, forms: &[Form], budget: &mut Budget) -> Result<Option<String>, Exhausted> {
        for form in forms {
            let text = text_of(form);
            if self.fits(&text) {
                return Ok(Some(text));
            }
            if matches!(form, Form::Folded(_)) && self.fits_types(&text) {
                let mut search = self.search();
                search.wanted.push(TextSet(vec![steps_of(form)]));
                let found = search.run(budget)?;
                if found.is_some() {
                    return Ok(found);
                }
            }
        }
        Ok(None)
    }

    /// Any text, which has to be a number, a date or an address if something inside compares those.
    fn any(&self, of: Option<Type>, budget: &mut Budget) -> Result<Option<String>, Exhausted> {
        let inside = if of.is_none() { self.inside } else { &[] };
        for form in inside.iter().flat_map(|question| question.forms().unwrap_or_default()) {
            let candidate = text_of(&form).replace(['*', '?'], "x");
            if self.fits(&candidate) {
                return Ok(Some(candidate));
            }
        }
        let mut search = self.search();
        let questions = || self.inside.iter().chain(self.outside).copied();
        let all = [Type::Date, Type::Address];
        for of_type in of.as_ref().map_or(&all[..], std::slice::from_ref) {
            let typed: Vec<&Question> = questions().filter(|question| type_of(question) == *of_type).collect();
            let samples = samples(&typed);
            budget.take(samples.len() as u64)?;
            if of.is_some() {
                if let Some(sample) = samples.iter().find(|sample| self.fits(sample)) {
                    return Ok(Some(sample.clone()));
                }
                if !questions().any(|question| type_of(question) == Type::Text)
                    || !samples.iter().any(|sample| self.fits_types(sample))
                {
                    return Ok(None);
                }
            }
            if *of_type != Type::Number && !typed.is_empty() {
                let reader = search.typed.get_or_insert_with(|| Typed::new(of.is_none()));
                reader.add(*of_type == Type::Date, &samples, &|sample| self.fits_types(sample));
            }
        }
        self.run(search, budget)
    }

    /// A text of a search. First it is looked for one that could be, and for each date only if there is.
    fn run(&self, mut search: Search, budget: &mut Budget) -> Result<Option<String>, Exhausted> {
        let found = search.run(budget)?;
        let fits = |found: &Option<String>| found.as_ref().is_none_or(|found| self.fits(found));
        let Some(typed) = &search.typed else { return Ok(found) };
        match fits(&found) {
            true => return Ok(found),
            // Addresses are told exactly at once. Should the reader err, it is better not to say anything.
            false if !typed.has_dates() => return Err(Exhausted),
            false => {}
        }
        for leaps in [false, true] {
            let mut run = |whole_hours: bool, budget: &mut Budget| {
                if let Some(typed) = &mut search.typed {
                    typed.pass = Some(Pass { leaps, whole_hours });
                }
                search.run(budget)
            };
            if let Some(found) = run(false, budget)? {
                let plain = run(true, &mut Budget::new(PLAIN_STEPS)).ok().flatten();
                let found = Some(plain.unwrap_or(found));
                return if fits(&found) { Ok(found) } else { Err(Exhausted) };
            }
        }
        Ok(None)
    }
}

/// The texts that meet a question; `None` for dates and addresses.
fn set(question: &Question) -> Option<TextSet> {
    match question.forms() {
        Some(forms) => Some(TextSet(forms.iter().map(steps_of).collect())),
        None => numbers::set(question),
    }
}

fn text_of(form: &Form) -> String {
    match form {
        Form::Exact(text) | Form::Folded(text) => (*text).to_owned(),
        Form::Like(wildcard) => wildcard.to_string(),
    }
}

fn steps_of(form: &Form) -> Vec<Step> {
    match form {
        Form::Exact(text) => literal(text),
        Form::Folded(text) => (text.chars())
            .map(|character| match character.is_ascii_alphabetic() {
                true => Step::Letter(character),
                false => Step::Character(character),
            })
            .collect(),
        Form::Like(wildcard) => steps(wildcard),
    }
}

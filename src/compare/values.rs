//! Values of one condition key for which some questions are answered yes and others no.

use super::numbers;
use super::text::{Judged, Search, Step, TextSet, literal, steps};
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

/// The steps to look through texts of which every character is spelled by some pattern.
const FORCED_STEPS: u64 = 50_000;

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
        return Ok(wanted.one_of(&forms, budget)?);
    }
    match of {
        None => wanted.text(budget),
        Some(of) => wanted.typed(of, budget),
    }
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
    fn search(&self) -> Search<'static> {
        let sets = |questions: &[&Question]| questions.iter().filter_map(|question| set(question)).collect();
        Search {
            wanted: sets(self.inside),
            unwanted: sets(self.outside),
            without: None,
            judged: Judged::No,
        }
    }

    /// One of these texts, perhaps in another case.
    fn one_of(&self, forms: &[Form], budget: &mut Budget) -> Result<Option<String>, Exhausted> {
        for form in forms {
            let text = match form {
                Form::Exact(text) | Form::Folded(text) => (*text).to_owned(),
                Form::Like(wildcard) => wildcard.to_string(),
            };
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

    /// A number, a date or an address.
    fn typed(&self, of: Type, budget: &mut Budget) -> Result<Option<String>, Unanswered> {
        let questions = || self.inside.iter().chain(self.outside).copied();
        let typed: Vec<&Question> = questions().filter(|question| type_of(question) == of).collect();
        let samples = samples(&typed);
        budget.take(samples.len() as u64)?;
        if let Some(sample) = samples.iter().find(|sample| self.fits(sample)) {
            return Ok(Some(sample.clone()));
        }
        if !questions().any(|question| type_of(question) == Type::Text)
            || !samples.iter().any(|sample| self.fits_types(sample))
        {
            return Ok(None);
        }
        if of == Type::Number {
            return Ok(self.search().run(budget)?);
        }
        for sample in samples.iter().filter(|sample| self.fits_types(sample)) {
            if let Some(spelling) = spellings(sample).into_iter().find(|spelling| self.fits(spelling)) {
                return Ok(Some(spelling));
            }
        }
        let mut search = self.search();
        search.wanted.push(match of {
            Type::Date => shape_of_dates(),
            _ => shape_of_addresses(
                samples
                    .iter()
                    .any(|sample| !sample.contains(':') && self.fits_types(sample)),
            ),
        });
        match search.run(budget)? {
            Some(text) if !self.fits(&text) => Err(Unanswered),
            found => Ok(found),
        }
    }

    /// A text, where nothing inside compares numbers, dates or addresses.
    fn text(&self, budget: &mut Budget) -> Result<Option<String>, Unanswered> {
        for form in self
            .inside
            .iter()
            .flat_map(|question| question.forms().unwrap_or_default())
        {
            let candidate = match form {
                Form::Exact(text) | Form::Folded(text) => text.to_owned(),
                Form::Like(wildcard) => wildcard.to_string().replace(['*', '?'], "x"),
            };
            if self.fits(&candidate) {
                return Ok(Some(candidate));
            }
        }
        let mut search = self.search();
        // Numbers are texts of a form, which the search knows.
        if !self
            .outside
            .iter()
            .any(|question| matches!(type_of(question), Type::Date | Type::Address))
        {
            return Ok(search.run(budget)?);
        }
        search.judged = Judged::Strange;
        if let Some(found) = search.run(budget)? {
            return Ok(Some(found));
        }
        // Then every character is one that a pattern spells, each pattern but once.
        let spelled = |step: &&Step| matches!(step, Step::Character(_) | Step::Letter(_));
        let longest = search
            .wanted
            .iter()
            .flat_map(|set| &set.0)
            .flatten()
            .filter(spelled)
            .count();
        let fits = |text: &str| self.fits(text);
        let search = Search {
            judged: Judged::Each(longest, &fits),
            ..search
        };
        // Such texts are few where the patterns are those of people.
        let mut steps = Budget::new(FORCED_STEPS);
        let found = search.run(&mut steps);
        budget.take(steps.taken())?;
        Ok(found?)
    }
}

/// The texts that meet a question; `None` for dates and addresses.
fn set(question: &Question) -> Option<TextSet> {
    match question.forms() {
        Some(forms) => Some(TextSet(forms.iter().map(steps_of).collect())),
        None => numbers::set(question),
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

/// What every date looks like.
fn shape_of_dates() -> TextSet {
    let digits = |count: usize| vec![Step::Digit; count];
    let mark = |character: char| vec![Step::Character(character)];
    let day = [
        digits(4),
        mark('-'),
        digits(2),
        mark('-'),
        digits(2),
        vec![Step::Letter('t')],
    ]
    .concat();
    let clock = [digits(2), mark(':'), digits(2)].concat();
    let time = [day, clock.clone(), mark(':'), digits(2)].concat();
    let fraction = [mark('.'), digits(1), vec![Step::Digits]].concat();
    let mut shapes = Vec::new();
    for time in [time.clone(), [time, fraction].concat()] {
        for zone in [
            vec![Step::Letter('z')],
            [mark('+'), clock.clone()].concat(),
            [mark('-'), clock.clone()].concat(),
        ] {
            shapes.push([&*time, &zone].concat());
        }
    }
    TextSet(shapes)
}

/// What every IPv6 address looks like, and, where it can be one, every IPv4 address.
fn shape_of_addresses(v4: bool) -> TextSet {
    let (number, point, colon) = (
        [Step::Digit, Step::Digits],
        [Step::Character('.')],
        [Step::Character(':')],
    );
    let mut shapes = vec![[&[Step::Hexes], &colon[..], &[Step::Groups], &colon, &[Step::Groups]].concat()];
    if v4 {
        shapes.push([&number[..], &point, &number, &point, &number, &point, &number].concat());
    }
    TextSet(shapes)
}

/// Other ways to write a date or an address.
fn spellings(text: &str) -> Vec<String> {
    let mut spellings = vec![text.to_ascii_lowercase(), text.to_ascii_uppercase()];
    match text.strip_suffix('Z') {
        Some(local) => {
            let fraction = if local.contains('.') { "0" } else { ".0" };
            for zone in ["+00:00", "-00:00"] {
                spellings.push([local, zone].concat());
            }
            spellings.push([local, fraction, "Z"].concat());
            spellings.push([local, fraction, "0z"].concat());
        }
        None if text.contains('.') => spellings.push(["::ffff:", text].concat()),
        None => {}
    }
    spellings
}

//! A shortest readable action or resource that some lists of patterns match and others do not.
//!
//! A pattern is several fields, each matched for itself; so a text is found field by field, and a pattern is avoided in
//! one of its fields.

use std::rc::Rc;

use super::search::{Levels, Space, search};
use super::text::{Search, Step, TextSet, literal, steps};
use crate::pattern::{Budget, Exhausted, Fields, ResourcePattern, Wildcard};
use crate::policy::ActionPattern;

/// A pattern of one field.
#[derive(Clone, Debug)]
pub(super) struct Field {
    wildcard: Wildcard,
    text: Rc<str>,
    form: Form,
    /// A text that it matches and that reads well.
    plain: Option<Rc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// An empty region or account: an empty one or a lone `*` (`ram/language.md` §9.12).
    Global,
    Literal,
    All,
    Other,
}

impl Field {
    pub fn new(text: &str) -> Self {
        Self::of(Wildcard::new(text))
    }

    /// A pattern, and a text that it matches.
    pub fn with_plain(text: &str, plain: &str) -> Self {
        Self {
            plain: Some(plain.into()),
            ..Self::new(text)
        }
    }

    /// The text and nothing else, whatever characters it has.
    pub fn literal(text: &str) -> Self {
        Self {
            text: text.into(),
            form: Form::Literal,
            ..Self::new("")
        }
    }

    fn of(wildcard: Wildcard) -> Self {
        let text: Rc<str> = wildcard.to_string().into();
        let form = match wildcard.matches_all() {
            true => Form::All,
            false if text.contains(['*', '?']) => Form::Other,
            false => Form::Literal,
        };
        Self {
            wildcard,
            text,
            form,
            plain: None,
        }
    }

    fn of_place(wildcard: &Wildcard) -> Self {
        let field = Self::of(wildcard.clone());
        match wildcard.is_empty() {
            true => Self {
                form: Form::Global,
                ..field
            },
            false => field,
        }
    }

    fn matches(&self, text: &str) -> bool {
        match self.form {
            Form::Global => matches!(text, "" | "*"),
            Form::Literal => *self.text == *text,
            Form::All => true,
            Form::Other => self.wildcard.matches(text),
        }
    }

    /// Whether it certainly matches whatever the other does.
    fn covers(&self, other: &Self) -> bool {
        match (self.form, other.form) {
            (Form::All, _) | (Form::Global, Form::Global) => true,
            (Form::Global, Form::Literal) => &*other.text == "*",
            (Form::Global, _) | (Form::Literal, Form::All | Form::Other | Form::Global) => false,
            (Form::Other, Form::Global) => self.matches("") && self.matches("*"),
            (Form::Literal, Form::Literal) => self.text == other.text,
            (Form::Other, Form::Literal) => self.wildcard.matches(&other.text),
            (Form::Other, _) => self.wildcard.covers(&other.text, '*'),
        }
    }

    fn set(&self) -> TextSet {
        match self.form {
            Form::Global => TextSet(vec![Vec::new(), vec![Step::Character('*')]]),
            Form::Literal => TextSet(vec![literal(&self.text)]),
            _ => TextSet(vec![steps(&self.wildcard)]),
        }
    }
}

/// A pattern as its fields; without any it matches everything.
pub(super) type Pattern = Vec<Field>;

pub(super) fn of_action(pattern: &ActionPattern, text: &str) -> Pattern {
    match (pattern, text.split_once(':')) {
        (ActionPattern::Named { .. }, Some((code, name))) => {
            vec![
                Field::new(&code.to_ascii_lowercase()),
                Field::new(&name.to_ascii_lowercase()),
            ]
        }
        _ => Vec::new(),
    }
}

pub(super) fn of_resource(pattern: &ResourcePattern) -> Pattern {
    match pattern {
        ResourcePattern::All => Vec::new(),
        ResourcePattern::Fields(fields) => {
            let Fields {
                service,
                region,
                account,
                relative_id,
            } = &**fields;
            vec![
                Field::of(service.clone()),
                Field::of_place(region),
                Field::of_place(account),
                Field::of(relative_id.clone()),
            ]
        }
    }
}

/// What the texts of a dimension are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `code:name`, neither empty.
    Action,
    /// `acs:` and four fields, or a lone `*`.
    Resource,
}

/// A value: its fields, or none for the lone `*`.
pub(super) type Value = Vec<String>;

pub(super) fn matches(pattern: &[Field], value: &[String]) -> bool {
    pattern.is_empty()
        || pattern.len() == value.len() && pattern.iter().zip(value).all(|(field, text)| field.matches(text))
}

/// A value that some pattern of each of the wanted lists matches, and no unwanted pattern.
pub(super) fn find(
    shape: Shape,
    wanted: &[&[Pattern]],
    unwanted: &[&[Pattern]],
    budget: &mut Budget,
) -> Result<Option<Value>, Exhausted> {
    if unwanted.iter().any(|list| list.iter().any(Vec::is_empty)) {
        return Ok(None);
    }
    // A list that everything matches asks for nothing.
    let wanted: Vec<&[Pattern]> = (wanted.iter().copied())
        .filter(|list| !list.iter().any(Vec::is_empty))
        .collect();
    if shape == Shape::Resource && wanted.is_empty() && unwanted.iter().all(|list| list.is_empty()) {
        return Ok(Some(Value::new()));
    }
    let unwanted: Vec<&Pattern> = unwanted.iter().copied().flatten().collect();
    let found = choose(shape, &wanted, &mut Vec::new(), &unwanted, budget)?;
    if found.is_none() && shape == Shape::Resource && wanted.is_empty() {
        return Ok(Some(Value::new()));
    }
    Ok(found)
}

/// Chooses a pattern from each list that is left.
fn choose<'a>(
    shape: Shape,
    lists: &[&'a [Pattern]],
    chosen: &mut Vec<&'a Pattern>,
    unwanted: &[&Pattern],
    budget: &mut Budget,
) -> Result<Option<Value>, Exhausted> {
    let Some((list, rest)) = lists.split_first() else {
        return within(shape, chosen, unwanted, budget);
    };
    for pattern in *list {
        budget.spend()?;
        let is_covered = |other: &&Pattern| other.iter().zip(pattern).all(|(other, field)| other.covers(field));
        let is_apart = |other: &&Pattern| other.iter().zip(pattern).any(|(other, field)| are_apart(other, field));
        if unwanted.iter().any(is_covered) || chosen.iter().any(is_apart) {
            continue;
        }
        chosen.push(pattern);
        let found = choose(shape, rest, chosen, unwanted, budget)?;
        chosen.pop();
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// Whether two fields certainly match no same text.
fn are_apart(one: &Field, other: &Field) -> bool {
    match (one.form, other.form) {
        (Form::Literal, Form::Literal) => one.text != other.text,
        (Form::Literal, _) => !other.matches(&one.text),
        (_, Form::Literal) => !one.matches(&other.text),
        _ => false,
    }
}

/// A value that all of these patterns match, and none of those.
fn within(
    shape: Shape,
    wanted: &[&Pattern],
    unwanted: &[&Pattern],
    budget: &mut Budget,
) -> Result<Option<Value>, Exhausted> {
    let mut fields_space = FieldsSpace {
        shape,
        wanted,
        unwanted,
        asked: Vec::new(),
        values: Vec::new(),
    };
    for at in 0..fields_space.fields() {
        let Some(text) = fields_space.text(at, None, budget)? else {
            return Ok(None);
        };
        fields_space.values.push(text);
    }
    let found = search(&mut fields_space, 0, budget)?;
    Ok(found.is_ok().then_some(fields_space.values))
}

struct FieldsSpace<'a> {
    shape: Shape,
    wanted: &'a [&'a Pattern],
    unwanted: &'a [&'a Pattern],
    /// The patterns that are avoided, the field in which they are, since which level, and that field's text before.
    asked: Vec<(usize, usize, u32, String)>,
    values: Value,
}

impl Space for FieldsSpace<'_> {
    fn clauses(&self) -> usize {
        self.unwanted.len()
    }

    fn parts(&self, clause: usize) -> usize {
        self.unwanted.get(clause).map_or(0, |pattern| pattern.len())
    }

    fn holds(&mut self, clause: usize) -> bool {
        let mut pairs = self
            .unwanted
            .get(clause)
            .copied()
            .into_iter()
            .flatten()
            .zip(&self.values);
        pairs.all(|(field, text)| field.matches(text))
    }

    fn avoid(
        &mut self,
        clause: usize,
        part: usize,
        level: u32,
        budget: &mut Budget,
    ) -> Result<Result<(), Levels>, Exhausted> {
        let unwanted = self.unwanted.get(clause).and_then(|pattern| pattern.get(part));
        let of_part = |asked: &&(usize, usize, u32, String)| asked.1 == part;
        match self.text(part, unwanted, budget)? {
            Some(text) => {
                if let Some(value) = self.values.get_mut(part) {
                    let before = std::mem::replace(value, text);
                    self.asked.push((clause, part, level, before));
                }
                Ok(Ok(()))
            }
            // Nothing that was asked before stands against it then.
            None if unwanted.is_some_and(|field| self.is_covered(field, part)) => Ok(Err(Levels::default())),
            None => {
                let levels = self.asked.iter().filter(of_part).map(|asked| Levels::of(asked.2));
                Ok(Err(levels.fold(Levels::default(), Levels::and)))
            }
        }
    }

    fn undo(&mut self) {
        if let Some((_, part, _, before)) = self.asked.pop()
            && let Some(value) = self.values.get_mut(part)
        {
            *value = before;
        }
    }
}

impl FieldsSpace<'_> {
    fn fields(&self) -> usize {
        match self.shape {
            Shape::Action => 2,
            Shape::Resource => 4,
        }
    }

    /// Whether a pattern of a field matches whatever is wanted there.
    fn is_covered(&self, field: &Field, at: usize) -> bool {
        let mut wanted = self.wanted.iter().filter_map(|pattern| pattern.get(at));
        field.form == Form::All || wanted.any(|wanted| field.covers(wanted))
    }

    /// A text for a field as it is asked for, and not matched by one more pattern.
    fn text(&self, at: usize, more: Option<&Field>, budget: &mut Budget) -> Result<Option<String>, Exhausted> {
        let wanted: Vec<&Field> = self.wanted.iter().filter_map(|pattern| pattern.get(at)).collect();
        let mut unwanted: Vec<&Field> = (self.asked.iter())
            .filter(|asked| asked.1 == at)
            .filter_map(|asked| self.unwanted.get(asked.0)?.get(at))
            .collect();
        unwanted.extend(more);
        let is_action = self.shape == Shape::Action;
        let fits = |text: &str| {
            (!is_action || !text.is_empty())
                && wanted.iter().all(|field| field.matches(text))
                && !unwanted.iter().any(|field| field.matches(text))
        };
        // One text, or two, are all that can be.
        if let Some(field) = wanted.iter().find(|field| field.form == Form::Literal) {
            return Ok(fits(&field.text).then(|| (*field.text).to_owned()));
        }
        if wanted.iter().any(|field| field.form == Form::Global) {
            return Ok(["", "*"].into_iter().find(|text| fits(text)).map(str::to_owned));
        }
        if unwanted
            .iter()
            .any(|unwanted| unwanted.form == Form::All || wanted.iter().any(|wanted| unwanted.covers(wanted)))
        {
            return Ok(None);
        }
        if let Some(plain) = wanted.iter().find_map(|field| field.plain.as_deref())
            && fits(plain)
        {
            return Ok(Some(plain.to_owned()));
        }
        let fillings = FILLINGS.get(if is_action { at } else { 2 + at });
        for filling in fillings.copied().unwrap_or_default() {
            let text = match wanted.iter().max_by_key(|field| field.text.len()) {
                Some(field) => filled(&field.text, filling),
                None => (*filling).to_owned(),
            };
            if fits(&text) {
                return Ok(Some(text));
            }
        }
        let mut search = Search {
            wanted: wanted.iter().map(|field| field.set()).collect(),
            unwanted: unwanted.iter().map(|field| field.set()).collect(),
            // A colon ends a field; but for the relative-id, which is the rest.
            without: (is_action || at + 1 < self.fields()).then_some(':'),
            typed: None,
        };
        if is_action {
            search.unwanted.push(TextSet(vec![literal("")]));
        }
        search.run(budget)
    }
}

/// What stands first for the wildcards of a code, a name, a service, a region, an account and a relative-id.
static FILLINGS: [&[&str]; 6] = [
    &["ecs", "", "x"],
    &["", "get", "x"],
    &["ecs", "", "x"],
    &["cn-hangzhou", "", "cn-beijing", "x"],
    &["1234567890123456", "", "6543210987654321", "x"],
    &["", "instance/i-1", "1", "x"],
];

/// A pattern with its wildcards filled: if it has nothing else, by the whole filling, else by its last part.
fn filled(pattern: &str, filling: &str) -> String {
    if pattern.chars().all(|character| matches!(character, '*' | '?')) {
        return filling.to_owned();
    }
    let last = filling.rsplit(['/', '-']).next().unwrap_or(filling);
    let mut text = String::with_capacity(pattern.len() + last.len());
    for character in pattern.chars() {
        match character {
            '*' => text.push_str(last),
            '?' => text.push('x'),
            character => text.push(character),
        }
    }
    text
}

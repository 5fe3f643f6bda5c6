use std::cell::{Ref, RefCell};
use std::rc::Rc;

use js_sys::{Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::catalog::CatalogHandle;
use super::diagnostic::{Places, Positions};
use super::policy::{PolicyHandle, read_bindings};
use super::to_js;
use super::value::Value;
use crate::catalog::AccessLevel;
use crate::condition::{Context, Known, Truth};
use crate::coverage::{Coverage, Ground, Level, Net, Outcome, StatementEvidence, TemplateLevels};
use crate::diagnostic::Locale;
use crate::pattern::Bits;
use crate::policy::{Effect, Policy, PolicyText, Statement};
use crate::report;
use crate::text::Span;

/// What one policy, or several together, grant of a catalogue's operations. Every answer is about the texts as they are
/// when asked.
#[wasm_bindgen(js_name = Coverage)]
pub struct CoverageHandle {
    texts: Vec<Followed>,
    coverage: Coverage,
    /// The language of the first policy.
    locale: Locale,
}

/// A policy whose text is followed.
struct Followed {
    text: Rc<RefCell<PolicyText>>,
    /// The revision that was followed last.
    revision: Option<u32>,
    positions: Positions,
    /// What explanations call it.
    name: Option<Rc<str>>,
}

impl CoverageHandle {
    /// The coverage of no policy yet.
    pub(super) fn new(ground: Rc<Ground>, locale: Locale) -> Self {
        Self {
            texts: Vec::new(),
            coverage: Coverage::over(ground),
            locale,
        }
    }

    /// Follows one more policy.
    pub(super) fn follow(&mut self, text: &Rc<RefCell<PolicyText>>, positions: Positions, name: Option<String>) {
        self.texts.push(Followed {
            text: Rc::clone(text),
            revision: None,
            positions,
            name: name.map(Rc::from),
        });
    }

    /// The coverage of the texts as they are now.
    fn now(&mut self) -> &Coverage {
        let mut changed = false;
        for followed in &mut self.texts {
            let revision = Some(followed.text.borrow().revision());
            changed |= followed.revision != revision;
            followed.revision = revision;
        }
        if changed {
            let texts: Vec<Ref<'_, PolicyText>> = self.texts.iter().map(|followed| followed.text.borrow()).collect();
            let policies: Vec<&Policy> = texts.iter().map(|text| text.policy()).collect();
            self.coverage.follow(&policies);
        }
        &self.coverage
    }

    /// What turns places in each policy's text into positions.
    fn places(&self) -> Vec<Places> {
        let places = |followed: &Followed| Places::new(followed.text.borrow().text(), followed.positions);
        self.texts.iter().map(places).collect()
    }

    fn levels(&mut self, of: impl Fn(&Net) -> Level) -> Uint8Array {
        let codes: Vec<u8> = self.now().nets().iter().map(|net| of(net) as u8).collect();
        Uint8Array::from(codes.as_slice())
    }
}

#[wasm_bindgen(js_class = Coverage)]
impl CoverageHandle {
    /// What several policies grant together: none yet. Speaks the language of the first that is added.
    #[must_use]
    pub fn over(catalog: &CatalogHandle) -> Self {
        Self::new(Rc::clone(&catalog.ground), Locale::English)
    }

    /// Adds a policy; its statements come after those of the policies before it. `name`: what explanations call it.
    pub fn add(&mut self, policy: &PolicyHandle, name: Option<String>) {
        if self.texts.is_empty() {
            self.locale = policy.locale;
        }
        self.follow(&policy.text, policy.positions, name);
    }

    /// Takes what is known of the context: keys and values in turn, one pair for each value, and the keys that are absent.
    pub fn assume(&mut self, pairs: Vec<String>, absent: Vec<String>) {
        self.now();
        self.coverage.assume(read_context(pairs, absent));
    }

    /// Binds variables, given as names and values in turn; returns those whose value cannot stand there, with the reason.
    pub fn bind(&mut self, pairs: Vec<String>) -> JsValue {
        let (bindings, mut refused) = read_bindings(pairs);
        self.now();
        let templates = &self.coverage.ground().catalog.templates;
        for (variable, error) in templates.iter().flat_map(|template| template.unfit(&bindings)) {
            if !refused.iter().any(|(known, _)| known == variable) {
                refused.push((variable.to_owned(), error));
            }
        }
        self.coverage.bind(bindings);
        to_js(&Value::list(refused, |(variable, error)| {
            Value::Object(vec![
                ("variable", variable.into()),
                ("reason", error.to_string().into()),
            ])
        }))
    }

    /// The level code of what is allowed at least of each operation.
    #[must_use]
    pub fn must(&mut self) -> Uint8Array {
        self.levels(|net| net.must)
    }

    /// The level code of what is allowed at most of each operation.
    #[must_use]
    pub fn may(&mut self) -> Uint8Array {
        self.levels(|net| net.may)
    }

    /// The outcome code of each operation.
    #[must_use]
    pub fn outcomes(&mut self) -> Uint8Array {
        let codes: Vec<u8> = self.now().nets().iter().map(|net| net.outcome as u8).collect();
        Uint8Array::from(codes.as_slice())
    }

    /// The marks of all statements; see [`Coverage::marks`].
    #[must_use]
    pub fn marks(&mut self) -> Uint32Array {
        Uint32Array::from(self.now().marks().as_slice())
    }

    /// For each statement the operations that its action names, as bits in words of 32.
    #[wasm_bindgen(js_name = actionMatches)]
    #[must_use]
    pub fn action_matches(&mut self) -> Uint32Array {
        let coverage = self.now();
        let words = coverage.nets().len().div_ceil(32);
        let mut matches = vec![0u32; words * coverage.coverages().len()];
        for (row, statement) in matches.chunks_exact_mut(words.max(1)).zip(coverage.coverages()) {
            for (at, word) in row.iter_mut().enumerate() {
                *word = (statement.named.word(at / 2) >> (32 * (at % 2))) as u32;
            }
        }
        Uint32Array::from(matches.as_slice())
    }

    /// How many operations there are of each access level (rows) and outcome (columns).
    #[must_use]
    pub fn summary(&mut self) -> Uint32Array {
        let coverage = self.now();
        let mut counts = vec![0u32; AccessLevel::ALL.len() * Outcome::ALL.len()];
        for (operation, net) in coverage.ground().catalog.operations.iter().zip(coverage.nets()) {
            let place = operation.access_level as usize * Outcome::ALL.len() + net.outcome as usize;
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
        Uint32Array::from(counts.as_slice())
    }

    /// What each statement is and covers.
    #[must_use]
    pub fn statements(&mut self) -> JsValue {
        let places = self.places();
        let coverage = self.now();
        to_js(&Value::list(
            (coverage.statements().iter().zip(coverage.coverages())).zip(0..),
            |((placed, covered), number)| {
                let (policy, _) = coverage.place(number);
                let (from, to) = place_in(&places, policy, placed.span);
                Value::Object(vec![
                    ("policy", policy.into()),
                    ("holds", truth(coverage.holds(number)).into()),
                    ("from", from.into()),
                    ("to", to.into()),
                    ("effect", effect(&placed.statement)),
                    ("conditional", placed.statement.is_conditional().into()),
                    ("faulty", placed.statement.faulty.into()),
                    ("full", covered.full.count().into()),
                    ("partial", covered.partial.count().into()),
                    ("contributing", covered.contributing.count().into()),
                    (
                        "undecided",
                        (covered.undecided.count() + covered.blocked.count()).into(),
                    ),
                ])
            },
        ))
    }

    /// Every pattern, where it stands, and how much it matches.
    #[must_use]
    pub fn patterns(&mut self) -> JsValue {
        let places = self.places();
        let coverage = self.now();
        to_js(&Value::list(&coverage.patterns(), |pattern| {
            let (policy, _) = coverage.place(pattern.statement);
            let (from, to) = place_in(&places, policy, pattern.span);
            Value::Object(vec![
                ("policy", policy.into()),
                ("statement", pattern.statement.into()),
                ("element", pattern.element.text().into()),
                ("from", from.into()),
                ("to", to.into()),
                ("text", (*pattern.text).into()),
                ("matches", pattern.matches.map_or(Value::Number(-1), Value::from)),
            ])
        }))
    }

    /// Why an operation has its outcome.
    #[must_use]
    pub fn explain(&mut self, id: u32) -> JsValue {
        let locale = self.locale;
        let names: Vec<Option<Rc<str>>> = self.texts.iter().map(|followed| followed.name.clone()).collect();
        let coverage = self.now();
        let evidence = coverage.evidence(id as usize);
        let sentences = report::explain(coverage, &evidence, &coverage.patterns(), &names, locale);
        to_js(&Value::Object(vec![
            ("operation", id.into()),
            ("outcome", evidence.net.outcome.name().into()),
            ("must", evidence.net.must.name().into()),
            ("may", evidence.net.may.name().into()),
            ("sentences", Value::list(sentences, Value::from)),
            (
                "statements",
                Value::list(&evidence.statements, |part| statement_evidence(coverage, part)),
            ),
        ]))
    }

    /// How one statement bears on one operation; `null` where it neither names nor blocks it.
    #[must_use]
    pub fn evidence(&mut self, statement: usize, operation: u32) -> JsValue {
        let coverage = self.now();
        let evidence = coverage.evidence(operation as usize);
        let part = evidence.statements.iter().find(|part| part.statement == statement);
        to_js(&part.map_or(Value::Null, |part| statement_evidence(coverage, part)))
    }

    /// The text of each template, its variables bound as they are now.
    #[must_use]
    pub fn templates(&mut self) -> JsValue {
        let ground = self.coverage.ground();
        let texts = (0..).map_while(|id| ground.template(id));
        to_js(&Value::list(texts, |template| template.to_string().into()))
    }

    /// The levels on each template of an operation's requirement; `null` where it is not published.
    #[must_use]
    pub fn requirement(&mut self, operation: u32) -> JsValue {
        let alternatives = self.now().template_levels(operation as usize);
        to_js(&match alternatives.is_empty() {
            true => Value::Null,
            false => Value::list(&alternatives, |templates| Value::list(templates, template_levels)),
        })
    }

    /// The operations that a statement covers, contributes to, or leaves undecided.
    #[wasm_bindgen(js_name = operationsOfStatement)]
    #[must_use]
    pub fn operations_of_statement(&mut self, statement: usize) -> Uint32Array {
        let covered = self.now().coverages().get(statement);
        covered.map_or_else(|| ids(&Bits::default()), |covered| ids(&covered.touched))
    }

    /// The operations for which a pattern counts.
    #[wasm_bindgen(js_name = operationsOfPattern)]
    #[must_use]
    pub fn operations_of_pattern(&mut self, pattern: usize) -> Uint32Array {
        ids(&self.now().operations_of_pattern(pattern))
    }
}

/// A place in the text of one of several policies.
fn place_in(places: &[Places], policy: usize, span: Span) -> (u32, u32) {
    places.get(policy).map_or((0, 0), |places| places.of(span))
}

fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

/// An open context, of the values of some keys, one pair for each value and those of a key together, and the keys that
/// are absent.
fn read_context(pairs: Vec<String>, absent: Vec<String>) -> Context {
    let mut context = Context::open();
    let mut pairs = pairs.into_iter();
    let mut key = String::new();
    let mut values = Vec::new();
    while let (Some(next), Some(value)) = (pairs.next(), pairs.next()) {
        if next != key && !values.is_empty() {
            context.set(&key, Known::Values(std::mem::take(&mut values)));
        }
        key = next;
        values.push(value);
    }
    if !values.is_empty() {
        context.set(&key, Known::Values(values));
    }
    for key in absent {
        context.set(&key, Known::Absent);
    }
    context
}

fn statement_evidence<'a>(coverage: &'a Coverage, part: &'a StatementEvidence) -> Value<'a> {
    let Some(placed) = coverage.statements().get(part.statement) else {
        return Value::Null;
    };
    let resources = Value::list(&part.resources, |met| {
        Value::Object(vec![
            ("template", met.template.into()),
            ("level", met.level.name().into()),
            ("patterns", Value::list(&met.patterns, |pattern| (*pattern).into())),
        ])
    });
    Value::Object(vec![
        ("statement", part.statement.into()),
        ("effect", effect(&placed.statement)),
        ("level", part.level.name().into()),
        ("conditional", placed.statement.is_conditional().into()),
        ("faulty", placed.statement.faulty.into()),
        (
            "actionPatterns",
            Value::list(&part.action_patterns, |pattern| (*pattern).into()),
        ),
        ("resources", resources),
        ("missing", Value::list(&part.missing, |template| (*template).into())),
    ])
}

fn template_levels(levels: &TemplateLevels) -> Value<'_> {
    let statements = Value::list(&levels.statements, |(statement, level)| {
        Value::Object(vec![("statement", (*statement).into()), ("level", level.name().into())])
    });
    Value::Object(vec![
        ("template", levels.template.into()),
        ("must", levels.must.name().into()),
        ("may", levels.may.name().into()),
        ("statements", statements),
    ])
}

fn effect(statement: &Statement) -> Value<'static> {
    match statement.effect {
        Some(Effect::Allow) => "Allow".into(),
        Some(Effect::Deny) => "Deny".into(),
        None => Value::Null,
    }
}

fn ids(bits: &Bits) -> Uint32Array {
    let ids: Vec<u32> = bits.iter().map(|id| id as u32).collect();
    Uint32Array::from(ids.as_slice())
}

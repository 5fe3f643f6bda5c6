use super::phrases::{self, Phrase};
use crate::coverage::{Draft, Evidence, Level, Outcome, PatternPlace, StatementEvidence};
use crate::diagnostic::Locale;
use crate::policy::{Effect, Statement};

/// How many patterns one sentence names; more are counted.
const NAMED_PATTERNS: usize = 3;

/// The rank of what counts least: a faulty statement that grants nothing.
const LAST_RANK: u8 = 5;

/// Why an operation has its outcome, in sentences, the most important first. Text of the policy stands in backticks;
/// statements are counted from 1. `evidence` and `patterns` are what [`Draft::evidence`] and [`Draft::patterns`] give.
#[must_use]
pub fn explain(draft: &Draft, evidence: &Evidence, patterns: &[PatternPlace], locale: Locale) -> Vec<String> {
    let mut sentences = vec![verdict(evidence, locale)];
    if draft.policy().skipped {
        sentences.push(phrases::NOT_ANALYSED.say(locale, &[]));
        return sentences;
    }
    let parts: Vec<(u8, String)> = (evidence.statements.iter())
        .filter_map(|part| {
            let placed = draft.policy().statements.get(part.statement)?;
            let speaker = Speaker {
                draft,
                part,
                statement: &placed.statement,
                patterns,
                locale,
            };
            Some(speaker.sentence())
        })
        .collect();
    for rank in 0..=LAST_RANK {
        sentences.extend(
            parts
                .iter()
                .filter(|(of, _)| *of == rank)
                .map(|(_, sentence)| sentence.clone()),
        );
    }
    sentences
}

fn verdict(evidence: &Evidence, locale: Locale) -> String {
    let bound = |level: Level| {
        let phrase = match level {
            Level::None => &phrases::NO_CALL,
            Level::Partial => &phrases::SOME_CALLS,
            Level::Full => &phrases::EVERY_CALL,
            Level::Undecided => &phrases::AN_OPEN_NUMBER,
        };
        phrase.say(locale, &[])
    };
    let phrase = match evidence.net.outcome {
        Outcome::NotGranted => &phrases::NOT_GRANTED,
        Outcome::Denied => &phrases::DENIED,
        Outcome::Allowed => &phrases::ALLOWED,
        Outcome::Partial => &phrases::PARTIAL,
        Outcome::Conditional => &phrases::CONDITIONAL,
        Outcome::PartialConditional => &phrases::PARTIAL_CONDITIONAL,
        Outcome::Undecided => &phrases::UNDECIDED,
        Outcome::Unknown => &phrases::UNKNOWN,
    };
    phrase.say(locale, &[bound(evidence.net.must), bound(evidence.net.may)])
}

/// Puts into words how one statement bears on the operation.
struct Speaker<'a> {
    draft: &'a Draft,
    part: &'a StatementEvidence,
    statement: &'a Statement,
    patterns: &'a [PatternPlace],
    locale: Locale,
}

impl Speaker<'_> {
    /// The sentence and its rank: what blocks, then Denies, then Allows, then what does not count.
    fn sentence(&self) -> (u8, String) {
        let number = (self.part.statement + 1).to_string();
        if self.statement.faulty {
            return match self.part.level {
                Level::Undecided => (0, phrases::BLOCKS.say(self.locale, &[number])),
                _ => (LAST_RANK, phrases::FAULTY.say(self.locale, &[number])),
            };
        }
        let deny = self.statement.effect == Some(Effect::Deny);
        let (rank, phrase): (u8, &Phrase) = match (deny, self.part.level) {
            (true, Level::Full) => (1, &phrases::DENIES_ALL),
            (true, Level::Partial) => (1, &phrases::DENIES_SOME),
            (true, Level::Undecided) => (1, &phrases::MAY_DENY),
            (false, Level::Full) => (2, &phrases::ALLOWS_ALL),
            (false, Level::Partial) => (2, &phrases::ALLOWS_SOME),
            (false, Level::Undecided) => (2, &phrases::MAY_ALLOW),
            (_, Level::None) => return self.without_a_call(number),
        };
        let arguments = match self.part.level {
            Level::Undecided => vec![number, self.by()],
            _ => vec![
                number,
                self.types(self.part.resources.iter().map(|met| met.template)),
                self.by(),
            ],
        };
        (rank, self.under_conditions(phrase.say(self.locale, &arguments)))
    }

    /// The statement names the action and covers no call.
    fn without_a_call(&self, number: String) -> (u8, String) {
        let missing = self.types(self.part.missing.iter().copied());
        if self.part.resources.is_empty() {
            let arguments = [number, self.quoted(&self.part.action_patterns), missing];
            return (4, phrases::MISSES.say(self.locale, &arguments));
        }
        let met = self.types(self.part.resources.iter().map(|met| met.template));
        let sentence = match self.part.missing.is_empty() {
            true => phrases::CONTRIBUTES_APART.say(self.locale, &[number, met]),
            false => phrases::CONTRIBUTES.say(self.locale, &[number, met, missing]),
        };
        (3, sentence)
    }

    fn under_conditions(&self, sentence: String) -> String {
        if !self.statement.is_conditional() {
            return sentence;
        }
        let conditions: Vec<String> = (self.statement.conditions.iter())
            .map(|condition| format!("`{} {}`", condition.operator, condition.key))
            .collect();
        phrases::UNDER.say(self.locale, &[sentence, conditions.join(", ")])
    }

    /// The patterns that decide: actions, and resources.
    fn by(&self) -> String {
        let mut resources: Vec<usize> = Vec::new();
        for pattern in self.part.resources.iter().flat_map(|met| &met.patterns) {
            if !resources.contains(pattern) {
                resources.push(*pattern);
            }
        }
        let actions = self.quoted(&self.part.action_patterns);
        match resources.is_empty() {
            true => actions,
            false => phrases::ON.say(self.locale, &[actions, self.quoted(&resources)]),
        }
    }

    fn quoted(&self, numbers: &[usize]) -> String {
        let mut named: Vec<String> = (numbers.iter().take(NAMED_PATTERNS))
            .filter_map(|number| self.patterns.get(*number))
            .map(|place| match place.element.is_negated() {
                true => format!("{} `{}`", place.element.text(), place.text),
                false => format!("`{}`", place.text),
            })
            .collect();
        if numbers.len() > NAMED_PATTERNS {
            named.push(format!("+{}", numbers.len() - NAMED_PATTERNS));
        }
        named.join(", ")
    }

    /// What the resources of some templates are called: `API groups and signature keys`.
    fn types(&self, templates: impl Iterator<Item = u32>) -> String {
        let catalog = &self.draft.ground().catalog;
        let mut names: Vec<String> = Vec::new();
        for id in templates {
            let name = match (catalog.resource_type(id), self.draft.ground().template(id as usize)) {
                (Some(kind), _) => kind.many.wording(self.locale).to_owned(),
                (None, Some(template)) => format!("`{}`", template.resource_type()),
                (None, None) => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let Some(last) = names.pop() else {
            return phrases::RESOURCES.say(self.locale, &[]);
        };
        match names.is_empty() {
            true => last,
            false => phrases::JOINED.say(self.locale, &[names.join(", "), last]),
        }
    }
}

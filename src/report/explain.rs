use std::rc::Rc;

use super::phrases::{self, Phrase};
use crate::condition::Truth;
use crate::coverage::{Coverage, Evidence, Level, Outcome, PatternPlace, StatementEvidence};
use crate::diagnostic::Locale;
use crate::policy::{Condition, Effect, Statement};
use crate::text::joined;

/// How many patterns one sentence names; more are counted.
const NAMED_PATTERNS: usize = 3;

/// The rank of what counts least: a faulty statement that grants nothing, or one whose conditions are not met.
const LAST_RANK: u8 = 5;

/// Why an operation has its outcome, in sentences, the most important first. Text of the policy stands in backticks;
/// statements are counted from 1, in their policy where there are several. `evidence` and `patterns` are what
/// [`Coverage::evidence`] and [`Coverage::patterns`] give; `names` has the name of each policy that has one.
#[must_use]
pub fn explain(
    coverage: &Coverage,
    evidence: &Evidence,
    patterns: &[PatternPlace],
    names: &[Option<Rc<str>>],
    locale: Locale,
) -> Vec<String> {
    let mut sentences = vec![verdict(evidence, locale)];
    if coverage.is_skipped() {
        sentences.push(phrases::NOT_ANALYSED.say(locale, &[]));
        return sentences;
    }
    let catalog = &coverage.ground().catalog;
    let requirement = (catalog.operations.get(evidence.operation))
        .and_then(|operation| catalog.requirements.get(operation.requirement as usize));
    let parts: Vec<(u8, String)> = (evidence.statements.iter())
        .filter_map(|part| {
            let placed = coverage.statements().get(part.statement)?;
            let speaker = Speaker {
                coverage,
                part,
                statement: &placed.statement,
                alternatives: requirement.map_or(&[], |requirement| &requirement.alternatives),
                patterns,
                names,
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
    coverage: &'a Coverage,
    part: &'a StatementEvidence,
    statement: &'a Statement,
    /// What is checked in one call: alternatives, each of templates that are checked together.
    alternatives: &'a [Vec<u32>],
    patterns: &'a [PatternPlace],
    names: &'a [Option<Rc<str>>],
    locale: Locale,
}

impl Speaker<'_> {
    /// The sentence and its rank: what blocks, then Denies, then Allows, then what does not count.
    fn sentence(&self) -> (u8, String) {
        let number = self.name();
        let deny = self.statement.effect == Some(Effect::Deny);
        if self.statement.faulty {
            let (rank, phrase) = match (self.part.level, deny) {
                (Level::Undecided, _) => (0, &phrases::BLOCKS),
                (_, true) => (LAST_RANK, &phrases::FAULTY_DENY),
                (_, false) => (LAST_RANK, &phrases::FAULTY),
            };
            return (rank, phrase.say(self.locale, &[number]));
        }
        if self.coverage.holds(self.part.statement) == Truth::False
            && (self.part.level != Level::None || !self.part.resources.is_empty())
        {
            let not_met = self.conditions(Truth::False);
            let phrases = [&phrases::NOT_MET, &phrases::NOT_MET_SEVERAL];
            return (LAST_RANK, self.on_keys(phrases, number, &not_met));
        }
        let sentence = match (deny, self.part.level) {
            (_, Level::None) => return self.without_a_call(number),
            (true, Level::Undecided) => phrases::MAY_DENY.say(self.locale, &[number, self.by()]),
            (false, Level::Undecided) => phrases::MAY_ALLOW.say(self.locale, &[number, self.by()]),
            (true, _) => phrases::DENIES.say(self.locale, &[number, self.covered(deny), self.by()]),
            (false, _) => phrases::ALLOWS.say(self.locale, &[number, self.covered(deny), self.by()]),
        };
        (if deny { 1 } else { 2 }, self.under_conditions(sentence))
    }

    /// What the statement is called.
    fn name(&self) -> String {
        let (policy, statement) = self.coverage.place(self.part.statement);
        let number = (statement + 1).to_string();
        match self.names.get(policy) {
            Some(Some(name)) => phrases::STATEMENT_OF_NAMED.say(self.locale, &[number, name.to_string()]),
            _ if self.coverage.policy_count() > 1 => {
                phrases::STATEMENT_OF.say(self.locale, &[(policy + 1).to_string(), number])
            }
            _ => phrases::STATEMENT.say(self.locale, &[number]),
        }
    }

    /// What the statement covers: `all signature keys, not for throttling policies`.
    ///
    /// A Deny covers a call by any resource of it, an Allow only by all of them.
    fn covered(&self, deny: bool) -> String {
        let (mut all, mut some, mut out) = (Vec::new(), Vec::new(), Vec::new());
        if self.part.level == Level::Full {
            all.extend(self.part.resources.iter().map(|met| met.template));
        } else if deny {
            for met in &self.part.resources {
                let covered = if met.level == Level::Full { &mut all } else { &mut some };
                covered.push(met.template);
            }
        } else {
            for alternative in self.alternatives {
                match self.lacks(alternative) {
                    lacking if !lacking.is_empty() => out.extend(lacking),
                    _ if alternative.iter().all(|id| self.level_on(*id) == Level::Full) => all.extend(alternative),
                    _ => some.extend(alternative),
                }
            }
        }
        let mut covered: Vec<String> = Vec::new();
        if !all.is_empty() || some.is_empty() {
            covered.push(phrases::ALL_OF.say(self.locale, &[self.types(&all)]));
        }
        if !some.is_empty() {
            covered.push(phrases::SOME_OF.say(self.locale, &[self.types(&some)]));
        }
        let covered = self.join(covered, &phrases::AND);
        match out.is_empty() {
            true => covered,
            false => phrases::NOT_FOR.say(self.locale, &[covered, self.types(&out)]),
        }
    }

    fn level_on(&self, template: u32) -> Level {
        let met = self.part.resources.iter().find(|met| met.template == template);
        met.map_or(Level::None, |met| met.level)
    }

    /// The templates of an alternative that the statement does not meet.
    fn lacks(&self, alternative: &[u32]) -> Vec<u32> {
        let lacking = alternative.iter().filter(|id| self.level_on(**id) == Level::None);
        lacking.copied().collect()
    }

    /// The statement names the action and covers no call.
    fn without_a_call(&self, number: String) -> (u8, String) {
        if self.part.resources.is_empty() {
            let checked = self.part.missing.iter().filter_map(|id| {
                let template = self.coverage.ground().template(*id as usize)?;
                Some(format!("`{template}`"))
            });
            let checked = match self.join(checked.collect(), &phrases::OR) {
                unpublished if unpublished.is_empty() => phrases::RESOURCES.say(self.locale, &[]),
                checked => checked,
            };
            let arguments = [number, self.quoted(&self.part.action_patterns), checked];
            return (4, phrases::MISSES.say(self.locale, &arguments));
        }
        let met: Vec<u32> = self.part.resources.iter().map(|met| met.template).collect();
        let met = self.types(&met);
        let mut lacking: Vec<String> = Vec::new();
        for alternative in self.alternatives {
            let lacks = self.lacks(alternative);
            if lacks.is_empty() {
                return (3, phrases::CONTRIBUTES_APART.say(self.locale, &[number, met]));
            }
            let types = self.types(&lacks);
            if lacks.len() < alternative.len() && !lacking.contains(&types) {
                lacking.push(types);
            }
        }
        let lacking = self.join(lacking, &phrases::OR);
        (3, phrases::CONTRIBUTES.say(self.locale, &[number, met, lacking]))
    }

    /// The conditions of which this is what the context says.
    fn conditions(&self, truth: Truth) -> Vec<&Condition> {
        let context = self.coverage.context();
        let all = self.statement.conditions.iter();
        all.filter(|condition| condition.truth(context) == truth).collect()
    }

    /// The sentence with the conditions that are open, and those that are met.
    fn under_conditions(&self, sentence: String) -> String {
        let open: Vec<String> = (self.conditions(Truth::Unknown).into_iter())
            .map(|condition| format!("`{} {}`", condition.operator, condition.key))
            .collect();
        let phrase = match open.len() {
            1 => &phrases::UNDER,
            _ => &phrases::UNDER_SEVERAL,
        };
        let sentence = match open.is_empty() {
            true => sentence,
            false => phrase.say(self.locale, &[sentence, self.join(open, &phrases::AND)]),
        };
        let met = self.conditions(Truth::True);
        match met.is_empty() {
            true => sentence,
            false => self.on_keys([&phrases::MET, &phrases::MET_SEVERAL], sentence, &met),
        }
    }

    /// One of two phrases, for one condition and for several, with the keys of some conditions.
    fn on_keys(&self, [one, several]: [&Phrase; 2], sentence: String, conditions: &[&Condition]) -> String {
        let mut keys: Vec<String> = Vec::new();
        for condition in conditions {
            let key = format!("`{}`", condition.key);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let phrase = if conditions.len() == 1 { one } else { several };
        phrase.say(self.locale, &[sentence, self.join(keys, &phrases::AND)])
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
        let places = || numbers.iter().filter_map(|number| self.patterns.get(*number));
        let mut named: Vec<String> = (places().take(NAMED_PATTERNS))
            .map(|place| format!("`{}`", place.text))
            .collect();
        if numbers.len() > NAMED_PATTERNS {
            named.push(format!("+{}", numbers.len() - NAMED_PATTERNS));
        }
        let named = joined(&named, ", ");
        match places().next().filter(|place| place.element.is_negated()) {
            Some(place) => format!("{} {named}", place.element.text()),
            None => named,
        }
    }

    /// What the resources of some templates are called: `API groups and signature keys`.
    fn types(&self, templates: &[u32]) -> String {
        let catalog = &self.coverage.ground().catalog;
        let mut names: Vec<String> = Vec::new();
        for id in templates {
            let name = match (
                catalog.resource_type(*id),
                self.coverage.ground().template(*id as usize),
            ) {
                (Some(kind), _) => kind.many.wording(self.locale).to_owned(),
                (None, Some(template)) => format!("`{}`", template.resource_type()),
                (None, None) => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.is_empty() {
            true => phrases::RESOURCES.say(self.locale, &[]),
            false => self.join(names, &phrases::AND),
        }
    }

    /// `a, b and c`, the last joined by `phrase`.
    fn join(&self, names: Vec<String>, phrase: &Phrase) -> String {
        phrase.join(self.locale, names)
    }
}

use std::rc::Rc;

use super::phrases;
use crate::condition::{Known, Truth};
use crate::diagnostic::Locale;
use crate::evaluate::{
    ArnField, Authorization, ConditionTrace, Decision, Failed, PatternPlace, Request, ResourceTrace, Stage,
    StatementTrace, Trace, Verdict,
};
use crate::policy::{Caller, Effect};

/// How many statements of one sort, and values of one condition, are named; more values are counted.
const NAMED: usize = 3;

/// Why a request is decided as it is, in sentences, the most important first: what decided it, else what is nearest and
/// what it lacks. Text of the policy and the request stands in backticks; statements are counted from 1.
#[must_use]
pub fn decision(authorization: &Authorization, request: &Request, trace: &Trace, locale: Locale) -> Vec<String> {
    let speaker = Speaker {
        authorization,
        request,
        trace,
        locale,
    };
    let mut sentences = speaker.sentences();
    if trace.answer.decisions.contains(Decision::Allow) && speaker.lacks_trust() {
        sentences.push(phrases::TRUST_IS_LACKING.say(locale, &[]));
    }
    sentences
}

/// `statement 2`, with its policy where there are several.
pub(super) fn statement_name(
    authorization: &Authorization,
    (policy, statement): (usize, usize),
    locale: Locale,
) -> String {
    let number = (statement + 1).to_string();
    let name = authorization
        .policies()
        .get(policy)
        .and_then(|attached| attached.name.as_ref());
    match name {
        Some(name) => phrases::STATEMENT_OF_NAMED.say(locale, &[number, name.to_string()]),
        None if authorization.policies().len() > 1 => {
            phrases::STATEMENT_OF_POLICY.say(locale, &[number, (policy + 1).to_string()])
        }
        None => phrases::STATEMENT.say(locale, &[number]),
    }
}

/// Values in backticks: `a` or `b`.
pub(super) fn values(values: &[&str], locale: Locale) -> String {
    if values.is_empty() {
        return phrases::NO_VALUE.say(locale, &[]);
    }
    let mut named: Vec<String> = values.iter().take(NAMED).map(|value| format!("`{value}`")).collect();
    if values.len() > NAMED {
        named.push(format!("+{}", values.len() - NAMED));
    }
    phrases::OR.join(locale, named)
}

struct Speaker<'a> {
    authorization: &'a Authorization,
    request: &'a Request<'a>,
    trace: &'a Trace,
    locale: Locale,
}

impl Speaker<'_> {
    fn sentences(&self) -> Vec<String> {
        let Some(decision) = self.trace.answer.decisions.decided() else {
            return self.undecided();
        };
        let decisive = self.trace.decisive(decision);
        let verdict = match decision {
            Decision::Allow => &phrases::IS_ALLOWED,
            Decision::ExplicitDeny => &phrases::IS_DENIED,
            _ if decisive.is_some_and(|resource| self.is_identity_alone(resource)) => {
                &phrases::IS_NOT_ALLOWED_BY_IDENTITY
            }
            Decision::ImplicitDeny => &phrases::IS_NOT_ALLOWED,
        };
        let mut sentences = vec![verdict.say(self.locale, &[])];
        let Some(resource) = decisive else {
            return sentences;
        };
        if self.trace.resources.len() > 1 && decision != Decision::Allow {
            sentences.push(phrases::DECISIVE_RESOURCE.say(self.locale, &[resource.resource.to_string()]));
        }
        match decision {
            Decision::Allow => {
                for resource in &self.trace.resources {
                    for sentence in self.deciding(resource, Effect::Allow) {
                        if !sentences.contains(&sentence) {
                            sentences.push(sentence);
                        }
                    }
                }
            }
            Decision::ExplicitDeny => sentences.extend(self.deciding(resource, Effect::Deny)),
            Decision::ImplicitDeny => {
                sentences.extend(self.lacking(resource));
                sentences.extend(self.attached_elsewhere(resource));
            }
        }
        sentences
    }

    /// Whether what stops a resource is the one policy there is, an identity policy: then the verdict says so, and no
    /// second sentence.
    fn is_identity_alone(&self, resource: &ResourceTrace) -> bool {
        let is_identity = |stage| matches!(stage, Stage::Account | Stage::ResourceGroup);
        self.authorization.policies().len() == 1
            && resource.stage.is_none_or(is_identity)
            && resource.stages.iter().all(|stage| is_identity(stage.stage))
    }

    /// Whether a role is assumed whose trust policy was not asked.
    fn lacks_trust(&self) -> bool {
        let mut stages = self.trace.resources.iter().flat_map(|resource| &resource.stages);
        self.request.action.eq_ignore_ascii_case("sts:AssumeRole")
            && stages.all(|stage| stage.stage != Stage::AssumeRole)
    }

    /// The resource groups in which policies are attached that were not asked, where identity policies lack.
    fn attached_elsewhere(&self, resource: &ResourceTrace) -> Vec<String> {
        let mut sentences = Vec::new();
        if !matches!(
            resource.stage,
            Some(Stage::Account | Stage::ResourceGroup | Stage::Resource)
        ) {
            return sentences;
        }
        let groups = self
            .authorization
            .policies()
            .iter()
            .filter_map(|attached| attached.resource_group.as_deref());
        for group in groups.filter(|group| Some(*group) != self.request.resource_group) {
            let sentence = phrases::OTHER_RESOURCE_GROUP.say(self.locale, &[group.to_owned()]);
            if sentences.len() < NAMED && !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }

    fn name(&self, statement: &StatementTrace) -> String {
        statement_name(self.authorization, (statement.policy, statement.statement), self.locale)
    }

    /// The statements that brought a decision about.
    fn deciding(&self, resource: &ResourceTrace, effect: Effect) -> Vec<String> {
        if resource.is_owner && effect == Effect::Allow {
            return vec![phrases::OWNER.say(self.locale, &[])];
        }
        let phrase = match effect {
            Effect::Allow => &phrases::DOES_ALLOW,
            Effect::Deny => &phrases::DOES_DENY,
        };
        let mut of_effect = Vec::new();
        for stage in &resource.stages {
            if Some(stage.stage) == resource.stage {
                let statements = stage.statements.iter();
                of_effect.extend(statements.filter(|statement| statement.effect == Some(effect)));
            }
        }
        let matching = (of_effect.iter()).filter(|statement| statement.verdict == Verdict::Matches);
        let mut sentences = Vec::new();
        for statement in matching.take(NAMED) {
            let mut said = phrase.say(self.locale, &[self.name(statement)]);
            if let Some(by) = self.by(statement) {
                said = phrases::BY_PATTERNS.say(self.locale, &[said, by]);
            }
            for condition in statement.conditions.iter().take(NAMED) {
                said = phrases::BECAUSE_MET.say(self.locale, &[said, self.condition(condition)]);
            }
            sentences.push(said);
        }
        if sentences.is_empty() {
            sentences.push(phrases::EITHER_WAY.say(self.locale, &[]));
            let open = (of_effect.iter()).filter(|statement| statement.verdict == Verdict::Unknown);
            sentences.extend(open.map(|statement| self.open(statement)));
        }
        sentences
    }

    /// The patterns that match: action and resource.
    fn by(&self, statement: &StatementTrace) -> Option<String> {
        let quoted = |place: &Option<PatternPlace>| place.as_ref().map(|place| format!("`{}`", place.text));
        match (quoted(&statement.action), quoted(&statement.resource)) {
            (Some(action), Some(resource)) => Some(phrases::ON.say(self.locale, &[action, resource])),
            (None, Some(resource)) => Some(phrases::ON.say(self.locale, &["`NotAction`".to_owned(), resource])),
            (action, None) => action,
        }
    }

    /// What stopped an implicit denial, and the statements that came nearest to allowing it.
    fn lacking(&self, resource: &ResourceTrace) -> Vec<String> {
        let by_trust_alone = matches!(self.request.caller, Caller::Service(_) | Caller::Federated(_));
        let mut sentences = match resource.stage {
            _ if self.is_identity_alone(resource) => Vec::new(),
            Some(Stage::Control(level)) => vec![phrases::CONTROL_STOPS.say(self.locale, &[(level + 1).to_string()])],
            Some(Stage::Session) => vec![phrases::SESSION_STOPS.say(self.locale, &[])],
            Some(Stage::AssumeRole) if by_trust_alone => vec![phrases::TRUST_ALONE_STOPS.say(self.locale, &[])],
            Some(Stage::AssumeRole) => vec![phrases::TRUST_STOPS.say(self.locale, &[])],
            _ if resource.stages.iter().any(|stage| stage.stage == Stage::Resource) => {
                vec![phrases::EITHER_STOPS.say(self.locale, &[])]
            }
            _ => vec![phrases::IDENTITY_STOPS.say(self.locale, &[])],
        };
        let is_identity = |stage| matches!(stage, Some(Stage::Account | Stage::ResourceGroup | Stage::Resource));
        let stages = resource.stages.iter().filter(|stage| {
            Some(stage.stage) == resource.stage || is_identity(Some(stage.stage)) && is_identity(resource.stage)
        });
        let statements = stages.flat_map(|stage| &stage.statements);
        let allows: Vec<&StatementTrace> = statements
            .filter(|statement| statement.effect == Some(Effect::Allow) && statement.verdict != Verdict::Matches)
            .collect();
        let mut told: Vec<usize> = Vec::new();
        while told.len() < NAMED {
            let rest = (allows.iter().enumerate()).filter(|(at, _)| !told.contains(at));
            // Of several that came equally near the first.
            let Some((at, nearest)) = rest.rev().max_by_key(|(_, statement)| statement.nearness) else {
                break;
            };
            let Verdict::Fails(Failed::Principal | Failed::Service | Failed::Action) = nearest.verdict else {
                told.push(at);
                sentences.push(self.lack(nearest, resource));
                continue;
            };
            // Those that do not name the action are worth a word only where none does.
            if told.is_empty() {
                sentences.push(self.lack(nearest, resource));
            }
            return sentences;
        }
        if told.is_empty() {
            sentences.push(phrases::NO_ALLOW.say(self.locale, &[]));
        }
        sentences
    }

    /// What an Allow lacks to match.
    fn lack(&self, statement: &StatementTrace, resource: &ResourceTrace) -> String {
        let say = |phrase: &phrases::Phrase, arguments: &[String]| phrase.say(self.locale, arguments);
        let text = |place: &Option<PatternPlace>| place.as_ref().map(|place| place.text.to_string());
        let excepts = |place: &Option<PatternPlace>| place.as_ref().is_some_and(|place| place.element.is_negated());
        let (name, action) = (self.name(statement), self.request.action.to_owned());
        match statement.verdict {
            Verdict::Fails(Failed::Principal) => say(&phrases::OTHER_PRINCIPAL, &[name]),
            Verdict::Fails(Failed::Service) => {
                let code = action.split_once(':').map_or(&*action, |(code, _)| code).to_owned();
                say(&phrases::NAMES_NO_SERVICE, &[code])
            }
            Verdict::Fails(Failed::Action) => match text(&statement.action) {
                Some(pattern) if excepts(&statement.action) => say(&phrases::EXCEPTS_ACTION, &[name, pattern]),
                Some(pattern) => say(&phrases::NAMES_NO_ACTION, &[action, name, pattern]),
                None => say(&phrases::NO_ACTIONS, &[name]),
            },
            Verdict::Fails(Failed::Resource(field)) => match (text(&statement.resource), field) {
                (Some(pattern), _) if excepts(&statement.resource) => say(&phrases::EXCEPTS_RESOURCE, &[name, pattern]),
                (Some(pattern), Some(field)) => {
                    let field = match field {
                        ArnField::Service => &phrases::SERVICE_FIELD,
                        ArnField::Region => &phrases::REGION_FIELD,
                        ArnField::Account => &phrases::ACCOUNT_FIELD,
                        ArnField::RelativeId => &phrases::RELATIVE_ID_FIELD,
                    };
                    say(&phrases::DIFFERS_IN, &[name, pattern, say(field, &[])])
                }
                (Some(pattern), None) => say(
                    &phrases::OTHER_RESOURCE,
                    &[name, pattern, resource.resource.to_string()],
                ),
                (None, _) => say(&phrases::NO_RESOURCE, &[name]),
            },
            Verdict::Faulty => say(&phrases::ERROR_GRANTS_NOTHING, &[name]),
            Verdict::Unknown | Verdict::Matches => self.open(statement),
            Verdict::Fails(Failed::Condition) => {
                let failing = statement
                    .conditions
                    .iter()
                    .filter(|condition| condition.met == Truth::False);
                let failing: Vec<String> = failing.take(NAMED).map(|condition| self.condition(condition)).collect();
                say(
                    &phrases::CONDITION_FAILS,
                    &[name, phrases::AND.join(self.locale, failing)],
                )
            }
        }
    }

    fn condition(&self, condition: &ConditionTrace) -> String {
        let mut arguments = vec![condition.operator.to_string(), condition.key.to_string()];
        let is_met = condition.met == Truth::True;
        // Whatever the request carries, and whether that is known.
        if condition.expected.is_empty() {
            let phrase = if is_met {
                &phrases::ALWAYS_MET
            } else {
                &phrases::NEVER_MET
            };
            return phrase.say(self.locale, &arguments);
        }
        let Known::Values(actual) = &condition.known else {
            let phrase = if is_met {
                &phrases::MET_ABSENT
            } else {
                &phrases::NOT_MET_ABSENT
            };
            return phrase.say(self.locale, &arguments);
        };
        let expected: Vec<&str> = condition.expected.iter().map(Rc::as_ref).collect();
        let actual: Vec<&str> = actual.iter().map(AsRef::as_ref).collect();
        arguments.extend([values(&expected, self.locale), values(&actual, self.locale)]);
        let phrase = if is_met {
            &phrases::CONDITION_MET
        } else {
            &phrases::CONDITION_NOT_MET
        };
        phrase.say(self.locale, &arguments)
    }

    /// What is open, and the statements that hang on it.
    fn undecided(&self) -> Vec<String> {
        let keys: Vec<String> = (self.trace.answer.unknown_keys.iter())
            .map(|key| format!("`{key}`"))
            .collect();
        let mut sentences = vec![match keys.is_empty() {
            true => phrases::IS_OPEN_BY_ERROR.say(self.locale, &[]),
            false => phrases::IS_OPEN.say(self.locale, &[phrases::AND.join(self.locale, keys)]),
        }];
        let stages = || self.trace.resources.iter().flat_map(|resource| &resource.stages);
        for policy in stages().flat_map(|stage| &stage.policies) {
            let sentence = self.too_long(*policy);
            sentences.extend(sentence.filter(|sentence| !sentences.contains(sentence)));
        }
        for statement in stages().flat_map(|stage| &stage.statements) {
            let sentence = match (statement.verdict, statement.effect) {
                (Verdict::Faulty, Some(Effect::Allow)) => continue,
                (Verdict::Faulty, _) => phrases::ERROR_COULD_DENY.say(self.locale, &[self.name(statement)]),
                (Verdict::Unknown, _) => self.open(statement),
                _ => continue,
            };
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }

    /// That a policy, by its number, is too long to be read.
    fn too_long(&self, policy: usize) -> Option<String> {
        let attached = self.authorization.policies().get(policy)?;
        if !attached.policy.borrow().policy().skipped {
            return None;
        }
        let name = match &attached.name {
            Some(name) => format!("`{name}`"),
            None => phrases::POLICY_NUMBER.say(self.locale, &[(policy + 1).to_string()]),
        };
        Some(phrases::TOO_LONG.say(self.locale, &[name]))
    }

    /// What a statement does if its conditions on unknown keys are met.
    fn open(&self, statement: &StatementTrace) -> String {
        let mut open = Vec::new();
        for condition in &statement.conditions {
            if condition.met == Truth::Unknown {
                open.push(format!("`{} {}`", condition.operator, condition.key));
            }
        }
        let met = match open.len() {
            1 => &phrases::ITS_CONDITION,
            _ => &phrases::ITS_CONDITIONS,
        };
        let met = met.say(self.locale, &[phrases::AND.join(self.locale, open)]);
        let phrase = match statement.effect {
            Some(Effect::Allow) => &phrases::COULD_ALLOW,
            _ => &phrases::COULD_DENY,
        };
        phrase.say(self.locale, &[self.name(statement), met])
    }
}

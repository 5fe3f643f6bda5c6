//! What a policy grants on resources that it does not name, to a request that nothing sets apart.
//!
//! Asked of one witness: a resource whose name is nobody's ([`ANY`]). A pattern that matches it stands for whatever there
//! is, and one that names somebody's own user or bucket does not: of what a Deny names, nothing is said. The request is signed with an AccessKey and comes over
//! HTTPS from an address that nobody has ([`ordinary`]); nothing else is known of it, and so an Allow counts only if its
//! conditions are met in any case, and a Deny unless they are not.

use crate::condition::{Context, Known, Truth};
use crate::diagnostic::Message;
use crate::diagnostic::security_findings::ADMINISTRATOR;
use crate::lint::report::{Report, finding};
use crate::lint::subject::{Subject, in_text};
use crate::pattern::{NamePattern, ResourcePattern, Wildcard};
use crate::policy::{ActionPattern, Effect, Element, Placed, Statement};
use crate::text::{Span, find};

/// A name that no pattern means in particular, and that is too long for a pattern of a few `?`.
pub(super) const ANY: &str = "~~~~~~~~~~~~";

/// What stands for [`ANY`] in the resources that are asked for.
pub(super) const NAME: char = '~';

/// An operation of no service in particular, and a resource of it.
pub(super) const WHATEVER: &str = "~~~~~~~~~~~~:~~~~~~~~~~~~";

/// The account of the policies that every account has (`ram/language.md` §2).
pub(super) const SYSTEM: &str = "system";

/// A service of no name in particular, as conditions compare it.
pub(super) const SOME_SERVICE: &str = "~~~~~~~~~~~~.aliyuncs.com";

/// The statements of a policy that is attached to somebody, and the root causes found in it.
pub(super) struct Grants<'a> {
    allows: Vec<&'a Placed>,
    denies: Vec<&'a Placed>,
    context: Context,
    causes: Vec<(&'static Message, Span)>,
    /// The same if the codes of a service mean the same, where that makes a difference: both have to grant.
    as_one: Option<Box<Self>>,
}

/// One resource of a request.
struct Witness<'a> {
    service: &'a str,
    region: String,
    account: String,
    relative_id: &'a str,
}

impl<'a> Grants<'a> {
    pub fn new(subject: &Subject<'a>) -> Self {
        let with = |effect| {
            let statements = subject.sound_statements();
            statements
                .filter(|placed| placed.statement.effect == Some(effect))
                .collect()
        };
        Self {
            allows: with(Effect::Allow),
            denies: with(Effect::Deny),
            context: ordinary(),
            causes: Vec::new(),
            as_one: subject.as_one.map(|as_one| {
                let as_one = Subject {
                    policy: as_one.policy(),
                    as_one: None,
                    ..*subject
                };
                Box::new(Self::new(&as_one))
            }),
        }
    }

    /// The statements that allow.
    pub fn allows(&self) -> &[&'a Placed] {
        &self.allows
    }

    /// The statements that deny.
    pub fn denies(&self) -> &[&'a Placed] {
        &self.denies
    }

    /// Where `action` is granted on all of `resources`, each `service:relative-id` or `service:account:relative-id`: at the
    /// pattern of an Allow, or at its `NotAction`. `None` where it is not.
    pub fn of(&self, action: &str, resources: &[&str]) -> Option<Span> {
        self.within(action, resources, &self.context)
    }

    /// The same, where one more key of the request is known.
    pub fn with(&self, key: &str, value: &str, action: &str, resources: &[&str]) -> Option<Span> {
        let mut context = self.context.clone();
        context.set(key, Known::Values(vec![value.to_owned()]));
        self.within(action, resources, &context)
    }

    #[inline(never)]
    fn within(&self, action: &str, resources: &[&str], context: &Context) -> Option<Span> {
        let action = action.to_ascii_lowercase();
        let mut first = None;
        for resource in resources {
            let (service, rest) = resource.split_once(':')?;
            let (account, relative_id) = rest.split_once(':').unwrap_or(("", rest));
            let relative_id = &*relative_id.replace(NAME, ANY);
            let is_met = |placed: &&&Placed| placed.statement.truth(context) == Truth::True;
            let span = self.allows.iter().filter(is_met).find_map(|placed| {
                let span = named(placed.statement.action.as_ref()?, &action)?;
                let mut witnesses = witnesses(&placed.statement, [service, account, relative_id]).into_iter();
                let granted = witnesses.any(|witness| !self.denied(&action, &witness, context));
                granted.then(|| in_text(placed, span))
            })?;
            first.get_or_insert(span);
        }
        if let Some(as_one) = &self.as_one {
            as_one.within(&action, resources, context)?;
        }
        first
    }

    /// Whether a statement about an action names resources that have this part.
    pub fn names(&self, action: &str, part: &str) -> bool {
        let action = &*action.to_ascii_lowercase();
        for placed in self.allows.iter().chain(&self.denies) {
            let Statement {
                action: of, resource, ..
            } = &*placed.statement;
            if let (Some(of), Some(resource)) = (of, resource)
                && named(of, action).is_some()
                && resource.patterns.iter().any(|at| find(part, &at.text).is_some())
            {
                return true;
            }
        }
        false
    }

    /// Where an Allow, under whatever condition, is about whatever there is.
    pub fn allows_whatever(&self) -> Option<Span> {
        self.allows.iter().find_map(|placed| {
            let span = named(placed.statement.action.as_ref()?, WHATEVER)?;
            let is_anywhere = !witnesses(&placed.statement, [ANY, "", ANY]).is_empty();
            is_anywhere.then(|| in_text(placed, span))
        })
    }

    /// Whether a Deny without conditions is about whatever there is.
    pub fn denies_whatever(&self) -> bool {
        let witness = Witness::global([ANY, "", ANY]);
        self.denies.iter().any(|placed| {
            let statement = &placed.statement;
            let names = |element| named(element, WHATEVER).is_some();
            statement.conditions.is_empty()
                && statement.action.as_ref().is_some_and(names)
                && denies(statement, &witness)
        })
    }

    /// Where every operation of a service is granted without an exception, on what is not named.
    #[inline(never)]
    pub fn whole_service(&self, code: &str) -> Option<Span> {
        let touched = |placed: &&Placed| {
            let action = placed.statement.action.as_ref();
            action.is_some_and(|element| element.name.is_negated() || names_of(element, code, false))
        };
        if self.standing(&self.context).any(touched) {
            return None;
        }
        if let Some(as_one) = &self.as_one {
            as_one.whole_service(code)?;
        }
        let is_met = |placed: &&&Placed| placed.statement.truth(&self.context) == Truth::True;
        let mut allows = self.allows.iter().filter(is_met);
        let any = [code, ":", ANY].concat();
        allows.find_map(|placed| {
            let action = placed.statement.action.as_ref()?;
            let is_whole = match action.name.is_negated() {
                true => !names_of(action, code, false),
                false => names_of(action, code, true),
            };
            let is_anywhere = !witnesses(&placed.statement, [code, "", ANY]).is_empty();
            let span = named(action, &any).filter(|_| is_whole && is_anywhere)?;
            Some(in_text(placed, span))
        })
    }

    /// The Denies that a request does not get around.
    fn standing(&self, context: &Context) -> impl Iterator<Item = &&'a Placed> {
        let stands = |placed: &&&Placed| placed.statement.truth(context) != Truth::False;
        self.denies.iter().filter(stands)
    }

    #[inline(never)]
    fn denied(&self, action: &str, witness: &Witness, context: &Context) -> bool {
        self.standing(context).any(|placed| {
            let statement = &placed.statement;
            let names = |element| named(element, action).is_some();
            statement.action.as_ref().is_some_and(names) && denies(statement, witness)
        })
    }

    /// Reports a finding that others may follow from, if they are about the same place; from an administrator everything
    /// follows.
    pub fn cause(&mut self, message: &'static Message, span: Span, arguments: &[&str], report: &mut Report) {
        self.say(message, span, arguments, report);
        self.causes.push((message, span));
    }

    /// Reports a finding, under its cause if it has one.
    #[cold]
    #[inline(never)]
    pub fn say(&self, message: &'static Message, span: Span, arguments: &[&str], report: &mut Report) {
        let leads_to = |(message, place): &&(&Message, Span)| *place == span || message.code == ADMINISTRATOR.code;
        let mut finding = finding(message, span, arguments);
        if let Some((message, span)) = self.causes.iter().find(leads_to) {
            finding = finding.under(message, *span);
        }
        report.push(finding);
    }
}

/// What is known of a request that nothing sets apart; of other keys nothing is.
#[inline(never)]
pub(super) fn ordinary() -> Context {
    let mut context = Context::open();
    for (key, value) in [
        // of no network that is in use
        ("acs:SourceIp", "240.37.73.11"),
        ("acs:SecureTransport", "true"),
        ("acs:UserAgent", ANY),
    ] {
        context.set(key, Known::Values(vec![value.to_owned()]));
    }
    for key in ["acs:SourceVpc", "acs:VpcSourceIp", "acs:MFAPresent"] {
        context.set(key, Known::Absent);
    }
    context
}

impl<'a> Witness<'a> {
    /// One of no region in particular, and of no account where that is empty.
    fn global([service, account, relative_id]: [&'a str; 3]) -> Self {
        Self {
            service,
            region: "*".to_owned(),
            account: if account.is_empty() { "*" } else { account }.to_owned(),
            relative_id,
        }
    }
}

/// Where an element names an action, which is lower-cased: at the first pattern, or at `NotAction`.
#[inline(never)]
pub(super) fn named(element: &Element<ActionPattern>, action: &str) -> Option<Span> {
    let (of, called) = action.split_once(':')?;
    let mut patterns = element.patterns.iter();
    let found = patterns.find(|at| match &at.pattern {
        Some(ActionPattern::All) => true,
        Some(ActionPattern::Named { service, name }) => service.matches(of) && name.matches(called),
        None => false,
    });
    match (found, element.name.is_negated()) {
        (Some(at), false) => Some(at.span),
        (None, true) => Some(element.span),
        _ => None,
    }
}

/// Whether a pattern names operations of a service; `all`: every one.
#[inline(never)]
fn names_of(element: &Element<ActionPattern>, code: &str, all: bool) -> bool {
    element.patterns.iter().any(|at| match &at.pattern {
        Some(ActionPattern::All) => true,
        Some(ActionPattern::Named { service, name }) => {
            service.matches(code) && (!all || matches!(name, NamePattern::All))
        }
        None => false,
    })
}

/// Resources that an Allow matches, one for each of its patterns, with the region that the pattern names, and with the
/// account that it names where none is asked for.
#[inline(never)]
fn witnesses<'a>(statement: &Statement, resource: [&'a str; 3]) -> Vec<Witness<'a>> {
    let global = || Witness::global(resource);
    let [service, asked, relative_id] = resource;
    let Some(element) = &statement.resource else {
        return Vec::new();
    };
    if element.name.is_negated() {
        return match denied_by(element, &global()) {
            true => Vec::new(),
            false => vec![global()],
        };
    }
    let patterns = element.patterns.iter().filter_map(|at| at.pattern.as_ref());
    patterns
        .filter_map(|pattern| match pattern {
            ResourcePattern::All => Some(global()),
            ResourcePattern::Fields(fields) => {
                let is_meant = fields.service.matches(service)
                    && fields.relative_id.matches(relative_id)
                    && (asked.is_empty() || fields.account.matches(asked));
                let account = || match asked.is_empty() {
                    true => sample(&fields.account),
                    false => asked.to_owned(),
                };
                is_meant.then(|| Witness {
                    region: sample(&fields.region),
                    account: account(),
                    ..global()
                })
            }
        })
        .collect()
}

/// A region or an account that a pattern matches: `*`, which stands for no one in particular, where it can be.
fn sample(pattern: &Wildcard) -> String {
    match pattern.is_empty() || pattern.matches("*") {
        true => "*".to_owned(),
        false => pattern.to_string().replace(['*', '?'], "0"),
    }
}

fn denies(statement: &Statement, witness: &Witness) -> bool {
    (statement.resource.as_ref()).is_some_and(|element| denied_by(element, witness) != element.name.is_negated())
}

/// Whether a pattern of the element matches. An account that is written out is taken for the one that is meant: there is
/// no other whose resources the policy could be about, but for the system's own.
#[inline(never)]
fn denied_by(element: &Element<ResourcePattern>, witness: &Witness) -> bool {
    let mut patterns = element.patterns.iter().filter_map(|at| at.pattern.as_ref());
    patterns.any(|pattern| match pattern {
        ResourcePattern::All => true,
        ResourcePattern::Fields(fields) => {
            let account = fields.account.to_string();
            fields.service.matches(witness.service)
                && fields.relative_id.matches(witness.relative_id)
                && field(&fields.region, &witness.region)
                && (field(&fields.account, &witness.account)
                    || witness.account != SYSTEM && account.parse::<u64>().is_ok())
        }
    })
}

/// An empty region or account means a global one (`ram/language.md` §9.12).
fn field(pattern: &Wildcard, text: &str) -> bool {
    pattern.matches(text) || pattern.is_empty() && text == "*"
}

use std::rc::Rc;

use super::caller::Caller;
use super::kind::PolicyKind;
use super::statement::{Reader, misread_key};
use crate::diagnostic::{Diagnostic, FixKind, policy_messages as messages};
use crate::pattern::Wildcard;
use crate::syntax::{Kind, NodeId};
use crate::text::Span;

/// Whom a statement of a resource-based policy is about (`ram/language.md` §1.4).
#[derive(Clone, Debug)]
pub struct Principal {
    /// Its value, in bytes from the statement's start.
    pub span: Span,
    /// Each one named, in the order of the text; one of them is enough.
    pub entries: Vec<PrincipalAt>,
    /// Whether everyone named could be read and the text is whole; if not, whom it means is open.
    pub readable: bool,
}

/// One of those named, and its place.
#[derive(Clone, Debug)]
pub struct PrincipalAt {
    /// The string with its quotes, in bytes from the statement's start.
    pub span: Span,
    /// What the string means.
    pub text: Rc<str>,
    /// Whom it names; `None` where that cannot be told.
    pub pattern: Option<PrincipalPattern>,
}

/// Whom one principal names.
#[derive(Clone, Debug)]
pub enum PrincipalPattern {
    /// `*`
    Everybody,
    /// `acs:ram::ACCOUNT:root`, `acs:ram::ACCOUNT:*`: every user, every role and the owner of the account.
    Account(Rc<str>),
    /// Exactly this user, role, service or provider. A role means its sessions too.
    One(Caller),
    /// A bare id: the account's owner, or the caller who is known by it.
    Id(Rc<str>),
    /// `arn:sts::ACCOUNT:assumed-role/ROLE/SESSION`, with wildcards.
    Session(Wildcard),
}

impl Principal {
    /// Whether the caller is one of those named. With `readable` false others may be meant, too.
    #[must_use]
    pub fn matches(&self, caller: &Caller) -> bool {
        let mut patterns = self.entries.iter().filter_map(|entry| entry.pattern.as_ref());
        patterns.any(|pattern| pattern.matches(caller))
    }

    /// Whether `*` is one of those named.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        let everybody = |entry: &PrincipalAt| matches!(entry.pattern, Some(PrincipalPattern::Everybody));
        self.entries.iter().any(everybody)
    }
}

impl PrincipalPattern {
    /// Whether the caller is meant. Names and ids are compared exactly, wildcards but those of a session included.
    #[must_use]
    pub fn matches(&self, caller: &Caller) -> bool {
        match (self, caller) {
            (Self::Everybody, _) => true,
            (Self::Account(account), caller) => caller.account() == Some(account),
            (Self::One(Caller::Role { account, name }), Caller::Session { account: of, role, .. }) => {
                account == of && name == role
            }
            (Self::One(one), caller) => one == caller,
            (Self::Id(id), Caller::Root { account: known } | Caller::Id(known)) => id == known,
            (Self::Session(pattern), Caller::Session { account, role, session }) => {
                pattern.matches(&["arn:sts::", account, ":assumed-role/", role, "/", session].concat())
            }
            (Self::Id(_) | Self::Session(_), _) => false,
        }
    }
}

/// What stands in front of a principal: the key of the object that holds it, or no object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Bare,
    Ram,
    Service,
    Federated,
}

/// The keys of a principal, as a help text lists them.
const TYPES: &str = "RAM, Service, Federated";

/// How the ARN of an account, a user, a role or a provider begins.
const ARN: &str = "acs:ram::";

impl Reader<'_> {
    /// Reads the value of `Principal`.
    pub(super) fn principal(&mut self, node: NodeId) -> Principal {
        let mut principal = Principal {
            span: self.span(node),
            entries: Vec::new(),
            readable: self.is_whole(node),
        };
        if self.tree.kind(node) != Kind::Object {
            self.named(node, Place::Bare, &mut principal);
            if principal.entries.is_empty() && principal.readable {
                self.nobody(node, &mut principal);
            }
            return principal;
        }
        if self.kind == PolicyKind::Bucket {
            self.report(&messages::PRINCIPAL_OBJECT_IN_BUCKET, node, &[]);
            principal.readable = false;
            return principal;
        }
        self.equal_keys(node);
        let mut held = None;
        for member in self.counting_members(node) {
            let name = self.text(member.key);
            let place = match &*name {
                "RAM" => Place::Ram,
                "Service" => Place::Service,
                "Federated" => Place::Federated,
                name => {
                    let known =
                        (TYPES.split(',').map(str::trim_start)).find(|known| known.eq_ignore_ascii_case(name.trim()));
                    let diagnostic = misread_key(self.span(member.key), self.inner(member.key), name, known, TYPES);
                    self.problems.push(diagnostic);
                    principal.readable = false;
                    continue;
                }
            };
            if let Some(value) = member.value {
                held = Some(value);
                self.named(value, place, &mut principal);
            }
        }
        if principal.entries.is_empty() && principal.readable {
            self.nobody(held.unwrap_or(node), &mut principal);
        }
        principal
    }

    /// Reads a string or a list of strings.
    fn named(&mut self, value: NodeId, place: Place, principal: &mut Principal) {
        let nodes: Vec<NodeId> = match self.tree.kind(value) {
            Kind::Array => self.tree.items(value).collect(),
            _ => vec![value],
        };
        for node in nodes {
            if self.tree.kind(node) != Kind::String {
                self.report_text(&messages::NOT_STRINGS, node, &["Principal"]);
                principal.readable = false;
                continue;
            }
            let text = self.text(node);
            let pattern = self.one(node, &text, place);
            principal.readable &= pattern.is_some();
            principal.entries.push(PrincipalAt {
                span: self.span(node),
                text,
                pattern,
            });
        }
    }

    /// An empty list or object: OSS may take it for everybody, elsewhere nobody is named.
    fn nobody(&mut self, node: NodeId, principal: &mut Principal) {
        if self.kind == PolicyKind::Bucket {
            self.report(&messages::EMPTY_PRINCIPAL_IN_BUCKET, node, &[]);
            principal.readable = false;
        } else {
            self.report(&messages::NO_PRINCIPALS, node, &[]);
        }
    }

    /// Reads one principal; `None` where whom it names cannot be told.
    fn one(&mut self, node: NodeId, text: &str, place: Place) -> Option<PrincipalPattern> {
        match place {
            Place::Bare if self.kind == PolicyKind::Trust => {
                self.report(&messages::BARE_PRINCIPAL_IN_TRUST, node, &[text]);
                None
            }
            Place::Bare if text == "*" => Some(PrincipalPattern::Everybody),
            Place::Bare if text.starts_with("arn:sts:") => self.session(node, text),
            Place::Bare if text.contains(':') => {
                self.undocumented(node);
                None
            }
            Place::Bare => {
                self.account_id(node, 0, text);
                Some(PrincipalPattern::Id(Rc::from(text)))
            }
            Place::Service => {
                if !text.contains('.') {
                    self.report(&messages::NOT_A_SERVICE, node, &[text]);
                }
                Some(PrincipalPattern::One(Caller::Service(Rc::from(text))))
            }
            Place::Ram | Place::Federated if text == "*" => {
                self.undocumented(node);
                None
            }
            Place::Ram | Place::Federated => self.identity(node, text, place),
        }
    }

    /// `arn:sts::ACCOUNT:assumed-role/ROLE/SESSION`; `*` may stand for any part of it.
    fn session(&mut self, node: NodeId, text: &str) -> Option<PrincipalPattern> {
        let parts = text.strip_prefix("arn:sts::").and_then(|rest| rest.split_once(':'));
        let word = parts.and_then(|(_, session)| session.split_once('/'));
        if word.is_some_and(|(word, _)| Wildcard::new(word).matches("assumed-role")) {
            return Some(PrincipalPattern::Session(Wildcard::new(text)));
        }
        self.report(&messages::INVALID_SESSION, node, &[text]);
        None
    }

    /// `acs:ram::ACCOUNT:…`.
    fn identity(&mut self, node: NodeId, text: &str, place: Place) -> Option<PrincipalPattern> {
        let parts = text.strip_prefix(ARN).and_then(|rest| rest.split_once(':'));
        let caller = parts.and_then(|_| Caller::parse(text, ""));
        let pattern = match (caller, place) {
            (Some(Caller::Root { account }), Place::Ram) => PrincipalPattern::Account(account),
            (Some(caller @ (Caller::User { .. } | Caller::Role { .. })), Place::Ram) => PrincipalPattern::One(caller),
            (Some(caller @ Caller::Federated(_)), Place::Federated) => PrincipalPattern::One(caller),
            // Documented for the policy of a KMS key: everyone of the account.
            (None, Place::Ram) if self.kind == PolicyKind::Resource && text.ends_with(":*") => {
                PrincipalPattern::Account(Rc::from(parts.map_or("", |(account, _)| account)))
            }
            (None, Place::Ram) if text.ends_with(":*") => {
                self.undocumented(node);
                return None;
            }
            _ => {
                let message = match place {
                    Place::Federated => &messages::INVALID_PROVIDER,
                    _ => &messages::INVALID_IDENTITY,
                };
                let mut diagnostic = Diagnostic::new(message, self.span(node)).with(text);
                let trimmed = text.trim();
                if trimmed.len() < text.len() && Caller::parse(trimmed, "").is_some() {
                    diagnostic = diagnostic.fixed(FixKind::Certain, self.inner(node), trimmed);
                }
                self.problems.push(diagnostic);
                return None;
            }
        };
        if let Some((account, _)) = parts {
            self.account_id(node, ARN.len(), account);
        }
        Some(pattern)
    }

    /// Warns of an account or user id that none can be; it begins at `from` in its string.
    fn account_id(&mut self, node: NodeId, from: usize, id: &str) {
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
            let span = match id {
                "" => self.span(node),
                _ => self.within(node, from..from + id.len()),
            };
            self.report_at(&messages::NOT_AN_ACCOUNT, span, &[id]);
        }
    }

    fn undocumented(&mut self, node: NodeId) {
        self.report_text(&messages::UNDOCUMENTED_PRINCIPAL, node, &[]);
    }
}

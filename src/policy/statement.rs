use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use super::action::ActionPattern;
use super::condition::Condition;
use super::element::{Element, ElementName, PatternAt};
use super::kind::PolicyKind;
use super::placeholder;
use super::principal::Principal;
use crate::condition::{Context, Truth};
use crate::diagnostic::{Diagnostic, FixKind, Message, Severity, policy_messages as messages};
use crate::pattern::{ResourceError, ResourcePattern};
use crate::syntax::{Kind, Member, NodeId, Tree};
use crate::text::{Span, order_by_text, similar};

/// What a matching statement does; anything but exactly `Allow` or `Deny` is an error (`ram/language.md` §9.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// `Allow`
    Allow,
    /// `Deny`
    Deny,
}

/// One statement of a policy (`ram/language.md` §1.1, §9.1). All its spans count from its own start.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What it does; `None` where it is missing or cannot be read.
    pub effect: Option<Effect>,
    /// Whom it is about, where the kind has that; `None` where it is not given.
    pub principal: Option<Principal>,
    /// `Action` or `NotAction`; `None` where neither or both are given.
    pub action: Option<Element<ActionPattern>>,
    /// `Resource` or `NotResource`; `None` where neither or both are given.
    pub resource: Option<Element<ResourcePattern>>,
    /// The conditions, one for each operator and key; all must be met.
    pub conditions: Vec<Condition>,
    /// What is wrong with it beyond its JSON; spans count from the statement's start.
    pub problems: Vec<Diagnostic>,
    /// Whether it has an error, or it is open whom it means: it grants nothing then, and a Deny leaves what it could touch undecided
    /// (`ram/language.md` §9.6).
    pub faulty: bool,
}

impl Statement {
    /// Reads one element of the list of statements of a policy of `kind`. `broken` says where its JSON is faulty.
    pub(super) fn read(tree: &Tree, source: &str, kind: PolicyKind, node: NodeId, broken: &[Span]) -> Self {
        let base = tree.span(node).start;
        let mut reader = Reader {
            tree,
            source,
            kind,
            base,
            broken,
            problems: Vec::new(),
        };
        let mut statement = Self {
            effect: None,
            principal: None,
            action: None,
            resource: None,
            conditions: Vec::new(),
            problems: Vec::new(),
            faulty: !broken.is_empty() || !tree.is_closed(node),
        };
        if tree.kind(node) == Kind::Object {
            reader.elements(node, &mut statement);
        } else {
            reader.report_text(&messages::STATEMENT_NOT_OBJECT, node, &[]);
        }
        statement.faulty |= reader
            .problems
            .iter()
            .any(|problem| problem.message.severity == Severity::Error);
        statement.problems = reader.problems;
        statement
    }

    /// Whether the statement holds only under conditions.
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        !self.conditions.is_empty()
    }

    /// Whether all its conditions are met by what is known of a request's context. Those of a faulty statement may be
    /// about to change, so they are unknown.
    #[must_use]
    pub fn truth(&self, context: &Context) -> Truth {
        match self.faulty && self.is_conditional() {
            true => Truth::Unknown,
            false => (self.conditions.iter())
                .map(|condition| condition.truth(context))
                .fold(Truth::True, Truth::and),
        }
    }
}

/// Reads the parts of one statement and collects what is wrong with them.
pub(super) struct Reader<'a> {
    pub(super) tree: &'a Tree,
    pub(super) source: &'a str,
    pub(super) kind: PolicyKind,
    base: u32,
    broken: &'a [Span],
    pub(super) problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn elements(&mut self, node: NodeId, statement: &mut Statement) {
        let mut has_effect = false;
        let mut actions: [Option<Member>; 2] = [None; 2];
        let mut resources: [Option<Member>; 2] = [None; 2];
        let mut principals: [Option<Member>; 2] = [None; 2];
        let mut condition = None;
        self.equal_keys(node);
        for member in self.tree.members(node) {
            match &*self.tree.text(member.key, self.source) {
                "Effect" => {
                    has_effect = true;
                    statement.effect = self.effect(member);
                    if let (Some(Effect::Deny), PolicyKind::Trust, Some(value)) =
                        (statement.effect, self.kind, member.value)
                    {
                        self.report(&messages::DENY_IN_TRUST, value, &[]);
                    }
                }
                "Action" => actions[0] = Some(member),
                "NotAction" => actions[1] = Some(member),
                "Resource" => resources[0] = Some(member),
                "NotResource" => resources[1] = Some(member),
                "Condition" => condition = member.value,
                "Sid" if self.kind == PolicyKind::Resource => {}
                "Sid" => self.report(&messages::SID, member.key, &[]),
                "Principal" => principals[0] = Some(member),
                "NotPrincipal" => principals[1] = Some(member),
                name => self.unknown_element(node, member.key, name),
            }
        }
        if !has_effect {
            self.missing(&messages::MISSING_EFFECT, ["Effect"; 2]);
        }
        statement.action = match actions {
            [Some(member), None] => self.actions(member, ElementName::Action),
            [None, Some(member)] => self.actions(member, ElementName::NotAction),
            [Some(_), Some(second)] => {
                self.report(&messages::BOTH_ACTIONS, second.key, &[]);
                None
            }
            [None, None] => {
                self.missing(&messages::MISSING_ACTION, ["Action", "NotAction"]);
                None
            }
        };
        self.principals(node, principals, statement);
        statement.resource = match resources {
            _ if self.kind == PolicyKind::Trust => {
                for member in resources.into_iter().flatten() {
                    let name = self.text(member.key);
                    self.report(&messages::RESOURCE_IN_TRUST, member.key, &[&name]);
                }
                None
            }
            [Some(member), None] => self.resources(member, ElementName::Resource),
            [None, Some(member)] => {
                self.report(&messages::NOT_RESOURCE, member.key, &[]);
                self.resources(member, ElementName::NotResource)
            }
            [Some(_), Some(second)] => {
                self.report(&messages::BOTH_RESOURCES, second.key, &[]);
                None
            }
            [None, None] => {
                self.missing(&messages::MISSING_RESOURCE, ["Resource", "NotResource"]);
                None
            }
        };
        if let Some(node) = condition {
            statement.conditions = self.conditions(node, statement.effect);
        }
        self.rules_of_kind(node, statement);
    }

    #[cold]
    #[inline(never)]
    fn unknown_element(&mut self, statement: NodeId, key: NodeId, name: &str) {
        let elements = self.kind.elements();
        let known = meant(name, elements, self.tree, self.source, statement);
        let diagnostic = misread_key(self.span(key), self.inner(key), name, known, elements);
        self.problems.push(diagnostic);
    }

    /// Says that an element is missing, under the misspelt name that one of `names` is meant by.
    #[cold]
    #[inline(never)]
    pub(super) fn missing(&mut self, message: &'static Message, names: [&str; 2]) {
        let mut diagnostic = Diagnostic::new(message, Span::new(0, 1));
        let is_cause = |known: &&Diagnostic| {
            let is_misread =
                known.message == &messages::MISSPELT_ELEMENT || known.message == &messages::BLANK_IN_ELEMENT;
            is_misread && known.arguments.get(1).is_some_and(|name| names.contains(&&**name))
        };
        if let Some(cause) = self.problems.iter().find(is_cause) {
            diagnostic = diagnostic.under(cause.message, cause.span);
        }
        self.problems.push(diagnostic);
    }

    fn effect(&mut self, member: Member) -> Option<Effect> {
        let node = member.value?;
        let text = self.tree.text(node, self.source);
        let effect = match &*text {
            "Allow" => Some(Effect::Allow),
            "Deny" => Some(Effect::Deny),
            _ => None,
        };
        if let (Some(effect), Kind::String) = (effect, self.tree.kind(node)) {
            // Where its JSON is faulty that is reported already, and the effect may be about to change.
            return Some(effect).filter(|_| self.is_whole(node));
        }
        self.no_effect(node, &text);
        None
    }

    #[cold]
    #[inline(never)]
    fn no_effect(&mut self, node: NodeId, text: &str) {
        if self.tree.kind(node) == Kind::Junk {
            // That it is no JSON is reported already.
            return;
        }
        let mut diagnostic = Diagnostic::new(&messages::INVALID_EFFECT, self.span(node)).with(text);
        let meant = ["Allow", "Deny"]
            .into_iter()
            .find(|effect| text.trim().eq_ignore_ascii_case(effect));
        if let (Some(meant), Kind::String) = (meant, self.tree.kind(node)) {
            diagnostic = diagnostic.fixed(FixKind::Certain, self.inner(node), meant);
        }
        self.problems.push(diagnostic);
    }

    fn actions(&mut self, member: Member, name: ElementName) -> Option<Element<ActionPattern>> {
        self.element(member, name, |reader, node, text| {
            let pattern = ActionPattern::parse(text);
            if pattern.is_none() {
                reader.no_action(node, text);
            }
            pattern
        })
    }

    #[cold]
    #[inline(never)]
    fn no_action(&mut self, node: NodeId, text: &str) {
        let compact = text.replace(char::is_whitespace, "");
        let certain = compact.len() < text.len() && ActionPattern::parse(&compact).is_some();
        let message = if certain {
            &messages::BLANK_IN_ACTION
        } else {
            &messages::INVALID_ACTION
        };
        let mut diagnostic = Diagnostic::new(message, self.span(node)).with(text);
        if certain {
            diagnostic = diagnostic.fixed(FixKind::Certain, self.inner(node), &compact);
        }
        self.problems.push(diagnostic);
    }

    fn resources(&mut self, member: Member, name: ElementName) -> Option<Element<ResourcePattern>> {
        self.element(member, name, |reader, node, text| match ResourcePattern::parse(text) {
            Ok(_) if text.ends_with(char::is_whitespace) => {
                reader.blank_around(node, text);
                None
            }
            Ok(pattern) => {
                for range in placeholder::find(text) {
                    reader.placeholder(node, text, range);
                }
                Some(pattern)
            }
            Err(error) => {
                reader.no_resource(node, text, error);
                None
            }
        })
    }

    #[cold]
    #[inline(never)]
    fn placeholder(&mut self, node: NodeId, text: &str, range: Range<usize>) {
        let fill = "*";
        let span = self.within(node, range.clone());
        let held = text.get(range).unwrap_or("");
        let diagnostic = Diagnostic::new(&messages::PLACEHOLDER, span).with(held).with(fill);
        self.problems.push(diagnostic.fixed(FixKind::CleanUp, span, fill));
    }

    #[cold]
    #[inline(never)]
    fn no_resource(&mut self, node: NodeId, text: &str, error: ResourceError) {
        let is_resource = |text: &str| ResourcePattern::parse(text).is_ok();
        let trimmed = text.trim();
        if trimmed.len() < text.len() && is_resource(trimmed) {
            self.blank_around(node, text);
            return;
        }
        let span = self.span(node);
        if let ResourceError::Fields(count) = error {
            self.report_at(&messages::MISSING_ARN_FIELD, span, &[&count.to_string()]);
            return;
        }
        let message = match text.strip_prefix("arn:") {
            None => &messages::INVALID_ARN_PREFIX,
            Some(rest) if rest.starts_with("acs:") => &messages::ARN_IN_AWS_FORM,
            Some(_) => &messages::FOREIGN_ARN,
        };
        let mut diagnostic = Diagnostic::new(message, span).with(text);
        if text.strip_prefix("arn:").is_some_and(is_resource) {
            diagnostic = diagnostic.fixed(FixKind::Certain, self.within(node, 0..4), "");
        }
        self.problems.push(diagnostic);
    }

    #[cold]
    #[inline(never)]
    fn blank_around(&mut self, node: NodeId, text: &str) {
        let diagnostic = Diagnostic::new(&messages::BLANK_AROUND_ARN, self.span(node)).with(text);
        self.problems
            .push(diagnostic.fixed(FixKind::Certain, self.inner(node), text.trim()));
    }

    /// Reads a string or a list of strings, each by `pattern`.
    fn element<P>(
        &mut self,
        member: Member,
        name: ElementName,
        pattern: impl Fn(&mut Self, NodeId, &str) -> Option<P>,
    ) -> Option<Element<P>> {
        let value = member.value?;
        let is_list = self.tree.kind(value) == Kind::Array;
        let nodes: Vec<NodeId> = if is_list {
            self.tree.items(value).collect()
        } else {
            vec![value]
        };
        if nodes.is_empty() {
            self.report(&messages::EMPTY_LIST, value, &[name.text()]);
        }
        let mut readable = self.is_whole(value);
        let mut patterns = Vec::with_capacity(nodes.len());
        for node in nodes {
            if self.tree.kind(node) != Kind::String {
                self.report_text(&messages::NOT_STRINGS, node, &[name.text()]);
                readable = false;
                continue;
            }
            let text = self.text(node);
            let pattern = pattern(self, node, &text);
            readable &= pattern.is_some();
            patterns.push(PatternAt {
                span: self.span(node),
                text,
                pattern,
            });
        }
        Some(Element {
            name,
            span: self.span(member.key),
            patterns,
            readable,
        })
    }

    /// Warns of equal keys, at every place where the key stands; the last one counts (`ram/language.md` §9.7).
    pub(super) fn equal_keys(&mut self, object: NodeId) {
        let places = equal_keys(self.tree, self.source, object);
        self.problems.extend(places.into_iter().map(|(span, key)| {
            let span = Span::new(span.start - self.base, span.end - self.base);
            Diagnostic::new(&messages::EQUAL_KEYS, span).with(&key)
        }));
    }

    /// What the node means as text.
    pub(super) fn text(&self, node: NodeId) -> Rc<str> {
        Rc::from(&*self.tree.text(node, self.source))
    }

    /// The node's place from the statement's start.
    pub(super) fn span(&self, node: NodeId) -> Span {
        self.relative(self.tree.span(node))
    }

    /// What stands between the quotes of a string node.
    pub(super) fn inner(&self, node: NodeId) -> Span {
        self.within(node, 0..self.tree.text(node, self.source).len())
    }

    #[cold]
    #[inline(never)]
    pub(super) fn report(&mut self, message: &'static Message, node: NodeId, arguments: &[&str]) {
        self.report_at(message, self.span(node), arguments);
    }

    // Here and above: said in many places and never in haste, so the code stands once.
    #[cold]
    #[inline(never)]
    pub(super) fn report_at(&mut self, message: &'static Message, span: Span, arguments: &[&str]) {
        let diagnostic = Diagnostic::new(message, span);
        let with = |diagnostic: Diagnostic, argument: &&str| diagnostic.with(argument);
        self.problems.push(arguments.iter().fold(diagnostic, with));
    }

    /// Reports with the node's own text as the last argument; what is no JSON at all is reported as that already.
    #[cold]
    #[inline(never)]
    pub(super) fn report_text(&mut self, message: &'static Message, node: NodeId, arguments: &[&str]) {
        if self.tree.kind(node) != Kind::Junk {
            let text = self.tree.span(node).of(self.source);
            self.report(message, node, &[arguments, &[text]].concat());
        }
    }

    pub(super) fn within(&self, node: NodeId, range: Range<usize>) -> Span {
        self.relative(self.tree.span_within(node, self.source, range))
    }

    fn relative(&self, span: Span) -> Span {
        Span::new(span.start.saturating_sub(self.base), span.end.saturating_sub(self.base))
    }

    /// Whether the node's JSON is complete and sound.
    pub(super) fn is_whole(&self, node: NodeId) -> bool {
        let span = self.tree.span(node);
        self.tree.is_closed(node) && !self.broken.iter().any(|broken| span.contains(*broken))
    }
}

/// Every place of a key that stands more than once in `object`.
pub(super) fn equal_keys(tree: &Tree, source: &str, object: NodeId) -> Vec<(Span, String)> {
    let texts: Vec<_> = tree
        .members(object)
        .map(|member| (tree.text(member.key, source), tree.span(member.key)))
        .collect();
    // Nearly every object is small and without equal keys; this answers for it without sorting.
    let repeats = |at: usize, key: &str| texts.iter().skip(at + 1).any(|(other, _)| *other == key);
    if texts.len() <= 8 && !texts.iter().enumerate().any(|(at, (key, _))| repeats(at, key)) {
        return Vec::new();
    }
    repeated(&texts)
}

#[cold]
#[inline(never)]
fn repeated(texts: &[(Cow<'_, str>, Span)]) -> Vec<(Span, String)> {
    let keys: Vec<&str> = texts.iter().map(|(text, _)| &**text).collect();
    let order = order_by_text(&keys);
    let mut places = Vec::new();
    for equal in order.chunk_by(|one, other| keys.get(*one) == keys.get(*other)) {
        if equal.len() > 1 {
            let equal = equal.iter().filter_map(|at| texts.get(*at));
            places.extend(equal.map(|(text, span)| (*span, text.to_string())));
        }
    }
    places
}

/// The element that a name can only mean which is none: one that does not stand there itself, in another case or with a slip.
#[cold]
#[inline(never)]
pub(super) fn meant<'k>(name: &str, elements: &'k str, tree: &Tree, source: &str, object: NodeId) -> Option<&'k str> {
    let name = name.trim();
    let [known] = *similar(name, elements.split(',').map(str::trim_start)) else {
        return None;
    };
    for member in tree.members(object) {
        if tree.text(member.key, source) == known {
            return None;
        }
    }
    // `Id` is no slip of `Sid`
    (known.len() > 3 || known.eq_ignore_ascii_case(name)).then_some(known)
}

/// What to say of a key that is no element: `known` is the element that was meant, if one is near.
pub(super) fn misread_key(span: Span, inner: Span, name: &str, known: Option<&str>, elements: &str) -> Diagnostic {
    match known {
        None => Diagnostic::new(&messages::UNKNOWN_ELEMENT, span)
            .with(name)
            .with(elements),
        Some(known) if name.len() > known.len() && name.trim().eq_ignore_ascii_case(known) => {
            Diagnostic::new(&messages::BLANK_IN_ELEMENT, span)
                .with(name)
                .with(known)
                .fixed(FixKind::CleanUp, inner, known)
        }
        Some(known) => Diagnostic::new(&messages::MISSPELT_ELEMENT, span)
            .with(name)
            .with(known)
            .fixed(FixKind::Certain, inner, known),
    }
}

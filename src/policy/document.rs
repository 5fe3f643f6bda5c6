use std::rc::Rc;

use super::kind::{Limit, PolicyKind};
use super::statement::{Statement, equal_keys, meant, misread_key};
use crate::diagnostic::{Diagnostic, Edit, Fix, FixKind, in_text_order, policy_messages as messages, syntax_messages};
use crate::syntax::{Kind, NodeId, Tree};
use crate::text::Span;

/// How many characters are analysed at most: what RAM's own policy check takes (`ram/language.md` §1.5).
pub const ANALYSED_CHARACTERS: usize = 61_440;

/// Whether a text is too long to be analysed.
#[must_use]
pub fn is_too_long(source: &str) -> bool {
    source.len() > ANALYSED_CHARACTERS && source.chars().count() > ANALYSED_CHARACTERS
}

/// A policy: its statements with their places, and what is wrong outside of them. Spans are in bytes of UTF-8.
///
/// What stands outside the document is a statement too, a faulty one: it could be a Deny that fell out of its list.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// What it was read as.
    pub kind: PolicyKind,
    /// The statements in the order of the text.
    pub statements: Vec<Placed>,
    /// What is wrong with the document itself; spans count from the text's start.
    pub problems: Vec<Diagnostic>,
    /// The length as RAM counts it: Unicode scalar values, white space included (`ram/language.md` §9.14).
    pub characters: usize,
    /// Whether the text is too long to be analysed; it has no statements then.
    pub skipped: bool,
}

/// A statement and its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its place in the text.
    pub span: Span,
    /// What it says, in spans from `span.start` on.
    pub statement: Rc<Statement>,
    /// Whether its JSON is whole and it stands in its list, so that its text alone says what it means.
    pub(super) sound: bool,
}

impl Placed {
    /// Whether its JSON is sound and it stands in its list, so that each element says what its author wrote; one or another
    /// may still have an error.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.sound
    }
}

/// The elements of a policy, as a help text lists them.
const ELEMENTS: &str = "Version, Statement";

impl Policy {
    /// Reads the policy of `tree`, the tree of `source`. A sound statement with the same text as one of `previous`
    /// (the policy of `previous_source`) is taken over from there, if that is of the same kind.
    #[must_use]
    pub fn read(tree: &Tree, source: &str, kind: PolicyKind, previous: &Self, previous_source: &str) -> Self {
        let characters = source.chars().count();
        let mut reader = Reader {
            tree,
            source,
            previous,
            previous_source,
            policy: Self {
                kind,
                characters,
                ..Self::default()
            },
            list: None,
        };
        if is_too_long(source) {
            let place = Span::at(0);
            reader.report(Diagnostic::new(&messages::NOT_ANALYSED, place).with(&ANALYSED_CHARACTERS.to_string()));
            reader.policy.skipped = true;
            return reader.policy;
        }
        reader.length(characters);
        if let Some(root) = tree.root() {
            reader.document(root);
            reader.strays(root);
            reader.foreign(root);
        }
        reader.policy
    }

    /// The statements without their places.
    #[must_use]
    pub fn bare_statements(&self) -> Vec<&Statement> {
        self.statements.iter().map(|placed| &*placed.statement).collect()
    }
}

pub(super) struct Reader<'a> {
    pub(super) tree: &'a Tree,
    pub(super) source: &'a str,
    previous: &'a Policy,
    previous_source: &'a str,
    pub(super) policy: Policy,
    /// The value of the `Statement` that counts.
    pub(super) list: Option<NodeId>,
}

impl Reader<'_> {
    /// Reports what is longer than the kind allows, where it begins.
    #[inline(never)]
    fn length(&mut self, characters: usize) {
        let (message, length, limit, from) = match self.policy.kind.limit() {
            Some(Limit::Characters(limit)) if characters > limit => {
                let from = self.source.char_indices().nth(limit).map(|(offset, _)| offset);
                (&messages::TOO_LONG, characters, limit, from)
            }
            Some(Limit::Bytes(limit)) if self.source.len() > limit => {
                let from = (0..=limit).rev().find(|offset| self.source.is_char_boundary(*offset));
                (&messages::TOO_MANY_BYTES, self.source.len(), limit, from)
            }
            _ => return,
        };
        let place = Span::new(from.unwrap_or(0) as u32, self.source.len() as u32);
        let diagnostic = Diagnostic::new(message, place).with(&length.to_string());
        self.report(diagnostic.with(&limit.to_string()));
    }

    fn document(&mut self, root: NodeId) {
        match self.tree.kind(root) {
            Kind::Object if self.looks_like_statement(root) => {
                self.missing_wrapper(root, "{\"Version\": \"1\", \"Statement\": [", "]}");
            }
            Kind::Object => self.elements(root),
            Kind::Array if self.tree.items(root).any(|item| self.looks_like_statement(item)) => {
                self.missing_wrapper(root, "{\"Version\": \"1\", \"Statement\": ", "}");
            }
            _ => self.report(Diagnostic::new(&messages::NOT_A_DOCUMENT, self.tree.span(root))),
        }
    }

    pub(super) fn looks_like_statement(&self, node: NodeId) -> bool {
        let mut effect = false;
        let mut action = false;
        for member in self.tree.members(node) {
            match self.tree.text(member.key, self.source).trim() {
                "Statement" => return false,
                "Effect" => effect = true,
                "Action" | "NotAction" => action = true,
                _ => {}
            }
        }
        effect && action
    }

    #[cold]
    #[inline(never)]
    fn missing_wrapper(&mut self, root: NodeId, before: &str, after: &str) {
        let span = self.tree.span(root);
        let edit = |at, text: &str| Edit {
            span: Span::at(at),
            replacement: text.to_owned(),
        };
        let mut diagnostic = Diagnostic::new(&messages::MISSING_WRAPPER, Span::new(span.start, span.start + 1));
        if self.tree.is_closed(root) {
            diagnostic.fix = Some(Fix {
                kind: FixKind::CleanUp,
                edits: vec![edit(span.start, before), edit(span.end, after)],
            });
        }
        self.report(diagnostic);
    }

    fn elements(&mut self, root: NodeId) {
        let (mut version, mut statement) = (None, None);
        let mut misspelt = Vec::new();
        for (span, key) in equal_keys(self.tree, self.source, root) {
            self.report(Diagnostic::new(&messages::EQUAL_KEYS, span).with(&key));
        }
        for member in self.tree.members(root) {
            match &*self.tree.text(member.key, self.source) {
                "Version" => version = Some(member),
                "Statement" => statement = Some(member),
                name => {
                    let known = meant(name, ELEMENTS, self.tree, self.source, root);
                    misspelt.extend(known);
                    let inner = self.tree.span_within(member.key, self.source, 0..name.len());
                    self.report(misread_key(self.tree.span(member.key), inner, name, known, ELEMENTS));
                }
            }
        }
        let start = self.tree.span(root).start;
        let opening = Span::new(start, start + 1);
        match version {
            // Mending the name mends this too.
            None if misspelt.contains(&"Version") => {}
            None => self.report(Diagnostic::new(&messages::MISSING_VERSION, opening).fixed(
                FixKind::Certain,
                Span::at(start + 1),
                match self.tree.members(root).next() {
                    Some(_) => "\"Version\": \"1\", ",
                    None => "\"Version\": \"1\"",
                },
            )),
            Some(member) => {
                if let Some(value) = member.value {
                    self.version(value);
                }
            }
        }
        match statement {
            None if misspelt.contains(&"Statement") => {}
            None => self.report(Diagnostic::new(&messages::MISSING_STATEMENT, opening)),
            Some(member) => {
                self.list = member.value;
                if let Some(value) = member.value {
                    self.statements(value);
                }
            }
        }
    }

    fn version(&mut self, node: NodeId) {
        if self.tree.kind(node) == Kind::String && self.tree.text(node, self.source) == "1" {
            return;
        }
        self.no_version(node);
    }

    #[cold]
    #[inline(never)]
    fn no_version(&mut self, node: NodeId) {
        let span = self.tree.span(node);
        let mut diagnostic = Diagnostic::new(&messages::INVALID_VERSION, span).with(span.of(self.source));
        if self.tree.is_closed(node) {
            diagnostic = diagnostic.fixed(FixKind::Certain, span, "\"1\"");
        }
        self.report(diagnostic);
    }

    fn statements(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Array => {
                let items: Vec<NodeId> = self.tree.items(node).collect();
                if items.is_empty() {
                    self.report(Diagnostic::new(&messages::NO_STATEMENTS, self.tree.span(node)));
                }
                for item in items {
                    self.statement(item);
                }
            }
            kind => {
                let span = self.tree.span(node);
                let mut diagnostic =
                    Diagnostic::new(&messages::STATEMENT_NOT_LIST, Span::new(span.start, span.start + 1));
                if kind == Kind::Object && self.tree.is_closed(node) {
                    let edit = |at, text: &str| Edit {
                        span: Span::at(at),
                        replacement: text.to_owned(),
                    };
                    diagnostic.fix = Some(Fix {
                        kind: FixKind::Certain,
                        edits: vec![edit(span.start, "["), edit(span.end, "]")],
                    });
                }
                self.report(diagnostic);
                self.statement(node);
            }
        }
    }

    fn statement(&mut self, node: NodeId) {
        let span = self.tree.span(node);
        let broken = self.broken_within(span);
        let sound = broken.is_empty() && self.tree.is_closed(node);
        let known = match sound {
            true => self.known(span.of(self.source)),
            false => None,
        };
        let statement =
            known.unwrap_or_else(|| Rc::new(Statement::read(self.tree, self.source, self.policy.kind, node, &broken)));
        self.policy.statements.push(Placed { span, statement, sound });
    }

    /// The statement of the previous policy that has this text; mostly it is the one at the same place, or nearby.
    fn known(&self, text: &str) -> Option<Rc<Statement>> {
        if self.previous.kind != self.policy.kind {
            return None;
        }
        let previous = &self.previous.statements;
        let same = |placed: &&Placed| placed.sound && placed.span.of(self.previous_source) == text;
        let (before, after) = previous.split_at(self.policy.statements.len().min(previous.len()));
        let known = after.iter().find(same).or_else(|| before.iter().rev().find(same));
        known.map(|placed| Rc::clone(&placed.statement))
    }

    /// Where the JSON is faulty within `span`; the problems stand in the order of the text. Where their list was cut,
    /// nothing is known of the rest of the text, and all of it counts as faulty.
    fn broken_within(&self, span: Span) -> Vec<Span> {
        let problems = self.tree.problems();
        let cut = problems
            .last()
            .filter(|last| last.message == &syntax_messages::TOO_MANY);
        if cut.is_some_and(|cut| cut.span.start < span.end) {
            return vec![span];
        }
        let first = problems.partition_point(|problem| problem.span.start < span.start);
        (problems.iter().skip(first))
            .map(|problem| problem.span)
            .take_while(|problem| problem.start < span.end)
            .filter(|problem| span.contains(*problem) && problem.end > span.start)
            .collect()
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.policy.problems.push(diagnostic);
    }
}

impl Policy {
    /// Everything that can be said of the text: as JSON, as a document, and statement by statement, in the order of
    /// the text. `tree` is the one that the policy was read from; spans count from the text's start.
    #[must_use]
    pub fn diagnostics(&self, tree: &Tree) -> Vec<Diagnostic> {
        let of_statements = self.statements.iter().flat_map(|placed| {
            placed
                .statement
                .problems
                .iter()
                .map(|problem| problem.clone().shifted(placed.span.start))
        });
        let of_document = tree.problems().iter().chain(&self.problems).cloned();
        in_text_order(of_document.chain(of_statements).collect())
    }
}

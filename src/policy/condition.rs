use rustc_hash::FxHashSet;
use std::rc::Rc;

use super::statement::Reader;
use crate::condition::{Operator, OperatorError, Test};
use crate::diagnostic::{Diagnostic, FixKind, policy_messages as messages};
use crate::syntax::{Kind, Member, NodeId};
use crate::text::Span;

/// One key of a statement's condition: the values it is held against under one operator. Not evaluated here.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The operator as written, `StringEquals`.
    pub operator: Rc<str>,
    /// Its place, quotes included, in bytes from the statement's start.
    pub operator_span: Span,
    /// The key as written, `acs:SourceIp`.
    pub key: Rc<str>,
    /// Its place, as the operator's.
    pub key_span: Span,
    /// The values and their places, as the operator's; a bare number or boolean counts as its text (`ram/language.md` §9.8).
    pub values: Vec<(Span, Rc<str>)>,
    /// What it asks of a request; `None` where the operator is none.
    pub test: Option<Test>,
}

impl Reader<'_> {
    /// Reads the value of `Condition`. An empty object, or an empty one under an operator, is no condition
    /// (`ram/language.md` §9.6).
    pub(super) fn conditions(&mut self, node: NodeId) -> Vec<Condition> {
        let mut conditions = Vec::new();
        if self.tree.kind(node) != Kind::Object {
            self.report_text(&messages::CONDITION_NOT_OBJECT, node, &["Condition"]);
            return conditions;
        }
        self.equal_keys(node);
        for member in self.counting_members(node) {
            let operator = self.text(member.key);
            let read = self.operator(member.key, &operator);
            let Some(keys) = member.value else { continue };
            if self.tree.kind(keys) != Kind::Object {
                self.report_text(&messages::CONDITION_NOT_OBJECT, keys, &[&operator]);
                continue;
            }
            self.equal_keys(keys);
            for member in self.counting_members(keys) {
                let key = self.text(member.key);
                self.key(member.key, &key);
                let Some(value) = member.value else { continue };
                let values = self.values(value, &operator, &key, member.key);
                let expected: Vec<Rc<str>> = values.iter().map(|(_, value)| Rc::clone(value)).collect();
                conditions.push(Condition {
                    test: read.map(|operator| Test::new(operator, &expected)),
                    operator: operator.clone(),
                    operator_span: self.span(member.key),
                    key,
                    key_span: self.span(member.key),
                    values,
                });
            }
        }
        conditions
    }

    /// The members of an object, of equal keys only the last (`ram/language.md` §9.7).
    pub(super) fn counting_members(&self, object: NodeId) -> Vec<Member> {
        let mut seen = FxHashSet::default();
        let mut members: Vec<Member> = self.tree.members(object).collect();
        members.reverse();
        members.retain(|member| seen.insert(self.text(member.key)));
        members.reverse();
        members
    }

    fn operator(&mut self, node: NodeId, text: &str) -> Option<Operator> {
        let message = match Operator::parse(text) {
            Ok(operator) => {
                if text.contains(':') {
                    self.report(&messages::SET_PREFIX, node, &[text]);
                }
                return Some(operator);
            }
            Err(OperatorError::Refused) => &messages::REFUSED_OPERATOR,
            Err(OperatorError::Unknown) => &messages::UNKNOWN_OPERATOR,
        };
        let mut diagnostic = Diagnostic::new(message, self.span(node)).with(text);
        if let Some(meant) = Operator::meant_by(text) {
            diagnostic = diagnostic.fixed(FixKind::Certain, self.inner(node), &meant);
        }
        self.problems.push(diagnostic);
        None
    }

    fn key(&mut self, node: NodeId, key: &str) {
        if key.contains(char::is_whitespace) {
            let diagnostic = Diagnostic::new(&messages::BLANK_IN_KEY, self.span(node)).with(key);
            self.problems.push(diagnostic.fixed(
                FixKind::Certain,
                self.inner(node),
                &key.replace(char::is_whitespace, ""),
            ));
        } else if !key.contains(':') {
            self.report(&messages::KEY_WITHOUT_PREFIX, node, &[key]);
        }
    }

    fn values(&mut self, node: NodeId, operator: &str, key: &str, key_node: NodeId) -> Vec<(Span, Rc<str>)> {
        let nodes: Vec<NodeId> = match self.tree.kind(node) {
            Kind::Array => self.tree.items(node).collect(),
            _ => vec![node],
        };
        if nodes.is_empty() {
            self.report(&messages::NO_VALUES, node, &[key]);
        }
        if operator.rsplit(':').next() == Some("Bool") && nodes.len() > 1 {
            self.report(&messages::SEVERAL_BOOLEANS, key_node, &[key]);
        }
        let mut values = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.tree.kind(node) {
                Kind::String => {}
                Kind::Number | Kind::Bool(_) => {
                    let text = self.text(node);
                    let diagnostic = Diagnostic::new(&messages::BARE_VALUE, self.span(node)).with(&text);
                    self.problems
                        .push(diagnostic.fixed(FixKind::Certain, self.span(node), &format!("\"{text}\"")));
                }
                _ => {
                    self.report_text(&messages::INVALID_VALUE, node, &[]);
                    continue;
                }
            }
            values.push((self.span(node), self.text(node)));
        }
        values
    }
}

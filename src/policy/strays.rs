//! What can be meant as a statement but does not stand where a statement stands.

use std::rc::Rc;

use super::document::{Placed, Reader};
use super::statement::Statement;
use crate::syntax::{Kind, NodeId};
use crate::text::{Span, order_by_span};

impl Reader<'_> {
    /// An object or list that stands outside the document, or an object where a policy has none, is no part of the
    /// policy; but it could be a Deny that fell out of its list: it counts as a statement with an error. That it stands
    /// there is reported already.
    pub(super) fn strays(&mut self, root: NodeId) {
        let outside = self.tree.values().filter(|node| *node != root);
        let mut strays: Vec<NodeId> = outside.filter(|node| self.is_container(*node)).collect();
        let document = self.tree.kind(root) == Kind::Object && !self.looks_like_statement(root);
        if document && self.has_errors() {
            for member in self.tree.members(root) {
                let earlier = &*self.tree.text(member.key, self.source) == "Statement" && member.value != self.list;
                if let Some(value) = member.value.filter(|_| !earlier) {
                    self.find_lost(member.key, value, &mut strays);
                }
            }
        }
        if !strays.is_empty() {
            self.count(strays);
        }
    }

    /// Takes objects and lists as statements with an error, each at its place.
    #[cold]
    #[inline(never)]
    fn count(&mut self, strays: Vec<NodeId>) {
        for node in strays {
            let span = self.tree.span(node);
            let mut statement = Statement::read(self.tree, self.source, self.policy.kind, node, &[span]);
            statement.problems.clear();
            self.policy.statements.push(Placed {
                span,
                statement: Rc::new(statement),
                sound: false,
            });
        }
        let statements = &self.policy.statements;
        let order = order_by_span(statements.iter().map(|placed| placed.span));
        self.policy.statements = order.iter().filter_map(|at| statements.get(*at).cloned()).collect();
    }

    /// Every object in a wrong place is an error of the JSON, of the document or of a statement.
    fn has_errors(&self) -> bool {
        !self.tree.problems().is_empty()
            || !self.policy.problems.is_empty()
            || self.policy.statements.iter().any(|placed| placed.statement.faulty)
    }

    /// The objects in `value` that can be meant as statements but were not read as such: they have an element that only
    /// a statement has, or no key. A list that was closed too early, or not at all, leaves them there.
    fn find_lost(&self, key: NodeId, value: NodeId, lost: &mut Vec<NodeId>) {
        if !self.is_container(value) {
            return;
        }
        let span = self.tree.span(value);
        let read = &self.policy.statements;
        let was_read = (read.binary_search_by_key(&span.start, |placed| placed.span.start).ok())
            .and_then(|at| read.get(at))
            .is_some_and(|placed| placed.span == span);
        let without_key = self.tree.span(key) == Span::at(span.start);
        let is_object = self.tree.kind(value) == Kind::Object;
        if is_object && !was_read && (without_key || self.has_element(value)) {
            lost.push(value);
            return;
        }
        for member in self.tree.members(value) {
            if let Some(value) = member.value {
                self.find_lost(member.key, value, lost);
            }
        }
        for item in self.tree.items(value) {
            self.find_lost(value, item, lost);
        }
    }

    fn is_container(&self, node: NodeId) -> bool {
        matches!(self.tree.kind(node), Kind::Object | Kind::Array)
    }

    /// Whether an object has a key that only a statement has.
    fn has_element(&self, node: NodeId) -> bool {
        self.tree.members(node).any(|member| {
            let key = self.tree.text(member.key, self.source);
            let key = key.trim();
            ["Effect", "Action", "NotAction"]
                .iter()
                .any(|element| key.eq_ignore_ascii_case(element))
        })
    }
}

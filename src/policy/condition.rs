use rustc_hash::FxHashSet;
use std::rc::Rc;

use super::statement::{Effect, Reader};
use crate::condition::{Comparison, Context, Operator, OperatorError, Test, Truth, ValueError, without_host_bits};
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
    /// What it asks of a request; `None` where that cannot be told: the operator is none, or a value has an error.
    pub test: Option<Test>,
}

impl Condition {
    /// Whether it is met by what is known of a request's context; unknown where it has an error.
    #[must_use]
    pub fn truth(&self, context: &Context) -> Truth {
        let truth = |test: &Test| test.truth(context.get(&self.key));
        self.test.as_ref().map_or(Truth::Unknown, truth)
    }
}

impl Reader<'_> {
    /// Reads the value of `Condition`. An empty object, or an empty one under an operator, is no condition
    /// (`ram/language.md` §9.6).
    // Here and elsewhere in this layer: what a plain policy has none of stands by itself, so that its first reading, for
    // which each function is compiled, does not wait for it.
    #[inline(never)]
    pub(super) fn conditions(&mut self, node: NodeId, effect: Option<Effect>) -> Vec<Condition> {
        let mut conditions = Vec::new();
        if self.tree.kind(node) != Kind::Object {
            self.report_text(&messages::CONDITION_NOT_OBJECT, node, &["Condition"]);
            return conditions;
        }
        self.equal_keys(node);
        if self.tree.members(node).next().is_none() {
            self.report(&messages::EMPTY_CONDITION, node, &[]);
        }
        for member in self.counting_members(node) {
            let operator = self.text(member.key);
            let operator_span = self.span(member.key);
            let read = self.operator(member.key, &operator);
            let Some(keys) = member.value else { continue };
            if self.tree.kind(keys) != Kind::Object {
                self.report_text(&messages::CONDITION_NOT_OBJECT, keys, &[&operator]);
                continue;
            }
            self.equal_keys(keys);
            if self.tree.members(keys).next().is_none() {
                self.report(&messages::EMPTY_CONDITION, keys, &[]);
            }
            for member in self.counting_members(keys) {
                let key = self.text(member.key);
                self.key(member.key, &key);
                let Some(value) = member.value else { continue };
                let (values, are_sound) = self.values(value, read, &key, member.key);
                if read.is_some_and(|operator| operator.comparison == Comparison::Bool) {
                    self.denies_without_mfa(effect, &key, &values);
                }
                let expected: Vec<Rc<str>> = values.iter().map(|(_, value)| Rc::clone(value)).collect();
                conditions.push(Condition {
                    test: read
                        .filter(|_| are_sound)
                        .map(|operator| Test::new(operator, &expected)),
                    operator: operator.clone(),
                    operator_span,
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
        // The key of a tag, behind the slash, may hold one.
        let (name, tag) = key.split_at(key.find('/').unwrap_or(key.len()));
        if name.contains(char::is_whitespace) || tag.ends_with(char::is_whitespace) {
            let diagnostic = Diagnostic::new(&messages::BLANK_IN_KEY, self.span(node)).with(key);
            self.problems.push(diagnostic.fixed(
                FixKind::Certain,
                self.inner(node),
                &[&name.replace(char::is_whitespace, ""), tag.trim_end()].concat(),
            ));
        } else if key.is_empty() {
            self.report(&messages::EMPTY_KEY, node, &[]);
        } else if !key.contains(':') {
            self.report(&messages::KEY_WITHOUT_PREFIX, node, &[key]);
        }
    }

    /// Reads the values of a key, and says whether all of them can be compared with.
    fn values(
        &mut self,
        node: NodeId,
        operator: Option<Operator>,
        key: &str,
        key_node: NodeId,
    ) -> (Vec<(Span, Rc<str>)>, bool) {
        let nodes: Vec<NodeId> = match self.tree.kind(node) {
            Kind::Array => self.tree.items(node).collect(),
            _ => vec![node],
        };
        if nodes.is_empty() {
            self.report(&messages::NO_VALUES, node, &[key]);
        }
        let mut are_sound = true;
        if nodes.len() > 1 && operator.is_some_and(|operator| operator.comparison == Comparison::Bool) {
            self.report(&messages::SEVERAL_BOOLEANS, key_node, &[key]);
            are_sound = false;
        }
        let mut values = Vec::with_capacity(nodes.len());
        for node in nodes {
            let text = self.text(node);
            match self.tree.kind(node) {
                Kind::String => {}
                Kind::Number | Kind::Bool(_) => {
                    let diagnostic = Diagnostic::new(&messages::BARE_VALUE, self.span(node)).with(&text);
                    self.problems
                        .push(diagnostic.fixed(FixKind::Certain, self.span(node), &format!("\"{text}\"")));
                }
                _ => {
                    self.report_text(&messages::INVALID_VALUE, node, &[]);
                    are_sound = false;
                    continue;
                }
            }
            if let Some(operator) = operator {
                are_sound &= self.value(node, operator, &text);
            }
            values.push((self.span(node), text));
        }
        (values, are_sound)
    }

    /// Says what is wrong with a value under its operator (`ram/language.md` §9.2, §9.10, §9.11), and whether it can be
    /// compared with.
    fn value(&mut self, node: NodeId, operator: Operator, text: &str) -> bool {
        let Err(error) = operator.comparison.check(text) else {
            self.sound_value(node, operator, text);
            return true;
        };
        let message = match error {
            ValueError::Number => &messages::NOT_A_NUMBER,
            ValueError::Date => &messages::NOT_A_DATE,
            ValueError::Zone => &messages::DATE_WITHOUT_ZONE,
            ValueError::Bool => &messages::NOT_A_BOOLEAN,
            ValueError::Address => &messages::NOT_AN_ADDRESS,
            ValueError::Masked => &messages::MASKED_ADDRESS,
        };
        let mut diagnostic = Diagnostic::new(message, self.span(node)).with(text);
        let meant = match operator.comparison {
            Comparison::Bool => text.trim().to_ascii_lowercase(),
            _ => text.trim().to_owned(),
        };
        if self.tree.kind(node) == Kind::String && operator.comparison.check(&meant).is_ok() {
            diagnostic = diagnostic.fixed(FixKind::Certain, self.inner(node), &meant);
        }
        self.problems.push(diagnostic);
        false
    }

    /// Says of a value that can be compared with where it may not mean what it seems to.
    fn sound_value(&mut self, node: NodeId, operator: Operator, text: &str) {
        let like = match (operator.comparison, operator.is_negated) {
            (Comparison::StringEquals | Comparison::StringEqualsIgnoreCase, false) => "StringLike",
            (Comparison::StringEquals | Comparison::StringEqualsIgnoreCase, true) => "StringNotLike",
            (Comparison::IpAddress, _) => {
                if let Some(network) = without_host_bits(text) {
                    let diagnostic = Diagnostic::new(&messages::HOST_BITS, self.span(node))
                        .with(text)
                        .with(&network);
                    self.problems
                        .push(diagnostic.fixed(FixKind::Certain, self.inner(node), &network));
                }
                return;
            }
            _ => return,
        };
        if text.contains(['*', '?']) {
            self.report(&messages::LITERAL_WILDCARD, node, &[text, like]);
        }
    }

    /// Warns of a Deny for calls without MFA: one that is signed with an AccessKey does not carry the key at all, and
    /// `Bool` is false then (`ram/language.md` §3.2, §9.2).
    fn denies_without_mfa(&mut self, effect: Option<Effect>, key: &str, values: &[(Span, Rc<str>)]) {
        if let (Some(Effect::Deny), "acs:MFAPresent", [(span, value)]) = (effect, key, values)
            && **value == *"false"
        {
            self.problems.push(Diagnostic::new(&messages::MFA_FALSE_IN_DENY, *span));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use crate::policy::PolicyText;

    #[test]
    fn operator_and_key_have_their_own_places() {
        let text = r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*",
            "Condition": {"Bool": {"acs:MFAPresent": "true"}}}]}"#;
        let policy = PolicyText::new(text);
        let placed = &policy.policy().statements[0];
        let condition = &placed.statement.conditions[0];
        let of_text = |span: crate::text::Span| span.shifted(placed.span.start).of(text);
        assert_eq!(of_text(condition.operator_span), "\"Bool\"");
        assert_eq!(of_text(condition.key_span), "\"acs:MFAPresent\"");
    }
}

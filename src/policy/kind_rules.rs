//! What holds for the statements of one kind of policy alone.

use super::action::ActionPattern;
use super::element::Element;
use super::kind::PolicyKind;
use super::recognise::of_statement;
use super::statement::{Reader, Statement};
use crate::diagnostic::policy_messages as messages;
use crate::syntax::{Kind, Member, NodeId};
use crate::text::find;

/// How many bytes OSS takes in one value (`ram/language.md` §1.5).
const FIELD_BYTES: usize = 4_095;

impl Reader<'_> {
    /// What else the kind asks of a statement that was read.
    pub(super) fn rules_of_kind(&mut self, node: NodeId, statement: &Statement) {
        match self.kind {
            PolicyKind::Trust => self.trust_actions(node, statement.action.as_ref()),
            PolicyKind::Bucket => self.bucket_rules(node, statement),
            _ => {}
        }
    }

    /// A role is asked only whether it may be assumed.
    #[inline(never)]
    fn trust_actions(&mut self, node: NodeId, action: Option<&Element<ActionPattern>>) {
        let Some(action) = action else { return };
        if action.name.is_negated() {
            let name = action.name.text();
            let mut members = self.tree.members(node);
            if let Some(member) = members.find(|member| self.tree.text(member.key, self.source) == name) {
                self.report(&messages::TRUST_ACTION, member.key, &[name]);
            }
            return;
        }
        for at in &action.patterns {
            let asked = ["sts:AssumeRole", "sts:SetSourceIdentity"];
            if at.pattern.is_some() && !asked.iter().any(|asked| at.text.eq_ignore_ascii_case(asked)) {
                self.report_at(&messages::TRUST_ACTION, at.span, &[&at.text]);
            }
        }
    }

    /// Reads whom the statement is about, or says that it cannot be about anybody.
    pub(super) fn principals(&mut self, node: NodeId, members: [Option<Member>; 2], statement: &mut Statement) {
        match (members, self.kind.has_principal()) {
            ([None, None], false) => {}
            (_, false) => self.no_principals(node, members),
            (_, true) => self.callers(members, statement),
        }
    }

    #[cold]
    #[inline(never)]
    fn no_principals(&mut self, node: NodeId, members: [Option<Member>; 2]) {
        let like = of_statement(self.tree, self.source, node).map_or("", PolicyKind::name);
        for member in members.into_iter().flatten() {
            let name = self.text(member.key);
            self.report(&messages::PRINCIPAL_IN_IDENTITY, member.key, &[&name, like]);
        }
    }

    #[inline(never)]
    fn callers(&mut self, members: [Option<Member>; 2], statement: &mut Statement) {
        let [principal, excepted] = members;
        if let Some(value) = principal.and_then(|member| member.value) {
            let principal = self.principal(value);
            statement.faulty |= !principal.readable;
            statement.principal = Some(principal);
        }
        if let Some(member) = excepted {
            self.report(&messages::NOT_PRINCIPAL, member.key, &[]);
            statement.faulty = true;
        }
        // A resource that grants to nobody in particular, as an SLS project, has a policy without principals.
        if principal.is_none() && excepted.is_none() && self.kind != PolicyKind::Resource {
            self.missing(&messages::MISSING_PRINCIPAL, ["Principal"; 2]);
        }
    }

    /// What OSS refuses in a statement of a bucket policy (`ram/language.md` §6.1).
    #[inline(never)]
    fn bucket_rules(&mut self, node: NodeId, statement: &Statement) {
        self.bucket_values(node);
        let place_of = |key: &str| {
            let mut conditions = statement.conditions.iter();
            conditions.find(|condition| &*condition.key == key)
        };
        if let (Some(condition), None) = (place_of("acs:SourceIp"), place_of("acs:SourceVpc")) {
            self.report_at(&messages::SOURCE_IP_ALONE, condition.key_span, &[]);
        }
    }

    /// Looks at every string that is no key.
    fn bucket_values(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Object | Kind::Array => {
                let members = self.tree.members(node).filter_map(|member| member.value);
                let inner: Vec<NodeId> = members.chain(self.tree.items(node)).collect();
                inner.into_iter().for_each(|value| self.bucket_values(value));
            }
            Kind::String => {
                let text = self.tree.text(node, self.source);
                if text.len() > FIELD_BYTES {
                    let arguments = [text.len().to_string(), FIELD_BYTES.to_string()];
                    self.report(
                        &messages::FIELD_TOO_LONG,
                        node,
                        &arguments.each_ref().map(String::as_str),
                    );
                }
                let mut at = 0;
                while let Some(offset) = text.get(at..).and_then(|rest| find("**", rest)) {
                    let from = at + offset;
                    let rest = text.get(from..).unwrap_or("");
                    at = from + rest.len() - rest.trim_start_matches('*').len();
                    let held = text.get(from..at).unwrap_or("");
                    let span = self.within(node, from..at);
                    self.report_at(&messages::DOUBLE_ASTERISK, span, &[held]);
                }
            }
            _ => {}
        }
    }
}

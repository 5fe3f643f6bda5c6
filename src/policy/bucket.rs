use super::statement::{Reader, Statement};
use crate::diagnostic::{Diagnostic, policy_messages as messages};
use crate::syntax::{Kind, NodeId};

/// How many bytes OSS takes in one value (`ram/language.md` §1.5).
const FIELD_BYTES: usize = 4_095;

impl Reader<'_> {
    /// What OSS refuses in a statement of a bucket policy (`ram/language.md` §6.1).
    pub(super) fn bucket_rules(&mut self, node: NodeId, statement: &Statement) {
        self.bucket_values(node);
        let place_of = |key: &str| {
            let mut conditions = statement.conditions.iter();
            conditions.find(|condition| &*condition.key == key)
        };
        if let (Some(condition), None) = (place_of("acs:SourceIp"), place_of("acs:SourceVpc")) {
            self.problems
                .push(Diagnostic::new(&messages::SOURCE_IP_ALONE, condition.key_span));
        }
    }

    /// Looks at every string that is no key.
    fn bucket_values(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Object => {
                let values: Vec<NodeId> = self.tree.members(node).filter_map(|member| member.value).collect();
                values.into_iter().for_each(|value| self.bucket_values(value));
            }
            Kind::Array => {
                let items: Vec<NodeId> = self.tree.items(node).collect();
                items.into_iter().for_each(|item| self.bucket_values(item));
            }
            Kind::String => {
                let text = self.tree.text(node, self.source);
                if text.len() > FIELD_BYTES {
                    let diagnostic = Diagnostic::new(&messages::FIELD_TOO_LONG, self.span(node));
                    let diagnostic = diagnostic.with(&text.len().to_string());
                    self.problems.push(diagnostic.with(&FIELD_BYTES.to_string()));
                }
                if let Some(from) = text.find("**") {
                    let rest = text.get(from..).unwrap_or("");
                    let length = rest.len() - rest.trim_start_matches('*').len();
                    let span = self.within(node, from..from + length);
                    self.problems
                        .push(Diagnostic::new(&messages::DOUBLE_ASTERISK, span).with(rest.get(..length).unwrap_or("")));
                }
            }
            _ => {}
        }
    }
}

//! Documents of the same shape in another language: a policy of AWS IAM, a stack policy of ROS.

use super::document::Reader;
use crate::diagnostic::{Diagnostic, policy_messages as messages};
use crate::syntax::{Kind, NodeId};
use crate::text::Span;

/// Service codes of AWS that no service of Alibaba Cloud has.
const AWS_CODES: &str = "athena: autoscaling: bedrock: cloudformation: cloudfront: cloudtrail: cloudwatch: dynamodb: \
    ec2: ecr: eks: elasticloadbalancing: events: glue: iam: lambda: logs: organizations: route53: s3: secretsmanager: \
    sns: sqs: ssm:";

/// What a document has that another language has.
#[derive(Default)]
struct Signs {
    /// What AWS has: codes, a date, an ARN …
    aws: Vec<&'static str>,
    /// Whether one of these is no mere slip, unless the version is that of RAM.
    certain: bool,
    version_1: bool,
    /// What ROS has.
    ros: Vec<&'static str>,
    /// Whether an action is an update of a stack, and whether one is not.
    update: bool,
    other_action: bool,
    /// Whether there is an ARN or a key of Alibaba Cloud.
    acs: bool,
}

impl Signs {
    #[inline(never)]
    fn add(list: &mut Vec<&'static str>, sign: &'static str) {
        if !list.contains(&sign) && list.len() < 4 {
            list.push(sign);
        }
    }

    fn key(&mut self, key: &str) {
        self.acs |= key.starts_with("acs:");
        match key {
            "AWS" => self.aws(true, "AWS"),
            "StackPolicyBody" => Self::add(&mut self.ros, "StackPolicyBody"),
            _ if key.starts_with("aws:") => self.aws(true, "aws:"),
            _ => {}
        }
    }

    /// A string, and the key that it stands under.
    fn value(&mut self, key: &str, text: &str) {
        self.acs |= text.starts_with("acs:");
        match key {
            "Version" => {
                self.version_1 |= text == "1";
                if let Some(date) = "2012-10-17 2008-10-17".split(' ').find(|date| *date == text) {
                    self.aws(false, date);
                }
            }
            "Action" | "NotAction" => {
                self.update |= text.starts_with("Update:");
                self.other_action |= !text.starts_with("Update:");
                let code = text.split_inclusive(':').next();
                if let Some(code) = AWS_CODES.split(' ').find(|known| Some(*known) == code) {
                    self.aws(false, code);
                }
            }
            _ if text.starts_with("arn:aws") => self.aws(true, "arn:aws"),
            _ if text.ends_with(".amazonaws.com") => self.aws(false, "amazonaws.com"),
            _ if text.starts_with("LogicalResourceId/") => Self::add(&mut self.ros, "LogicalResourceId/"),
            _ => {}
        }
    }

    fn aws(&mut self, certain: bool, sign: &'static str) {
        self.certain |= certain;
        Self::add(&mut self.aws, sign);
    }
}

impl Reader<'_> {
    /// Says first of all that a document is no policy of RAM, where that is plain. A single slip does not make it so,
    /// nor does anything in a document that has ARNs or keys of Alibaba Cloud.
    pub(super) fn foreign(&mut self, root: NodeId) {
        // Every such document has errors, so nothing is looked for in a sound one.
        let sound = self.policy.problems.is_empty() && !self.policy.statements.iter().any(|at| at.statement.faulty);
        if !sound {
            self.look_foreign(root);
        }
    }

    #[cold]
    #[inline(never)]
    fn look_foreign(&mut self, root: NodeId) {
        let mut signs = Signs::default();
        self.signs("", root, &mut signs);
        if signs.update && !signs.other_action {
            Signs::add(&mut signs.ros, "Update:");
        }
        let (message, found) = match signs {
            Signs { acs: true, .. } => return,
            Signs { ros, .. } if !ros.is_empty() => (&messages::ROS_POLICY, ros),
            Signs { aws, .. } if aws.len() > 1 => (&messages::AWS_POLICY, aws),
            Signs {
                aws,
                certain: true,
                version_1: false,
                ..
            } => (&messages::AWS_POLICY, aws),
            _ => return,
        };
        let start = self.tree.span(root).start;
        let found = ["`", &found.join("`, `"), "`"].concat();
        let diagnostic = Diagnostic::new(message, Span::new(start, start + 1)).with(&found);
        self.policy.problems.insert(0, diagnostic);
    }

    fn signs(&self, key: &str, node: NodeId, signs: &mut Signs) {
        match self.tree.kind(node) {
            Kind::String => signs.value(key, &self.tree.text(node, self.source)),
            Kind::Array => {
                for item in self.tree.items(node) {
                    self.signs(key, item, signs);
                }
            }
            Kind::Object => {
                for member in self.tree.members(node) {
                    let key = self.tree.text(member.key, self.source);
                    signs.key(&key);
                    if let Some(value) = member.value {
                        self.signs(&key, value, signs);
                    }
                }
            }
            _ => {}
        }
    }
}

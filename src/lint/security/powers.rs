//! Operations that are worth more than they look, and on which resources.

use crate::diagnostic::{Message, security_findings as messages};
use crate::lint::grants::{Grants, SOME_SERVICE};
use crate::lint::report::Report;
use crate::text::Span;

/// What comes of an operation on resources that nobody chose: the operation, and all resources that it is checked for,
/// with [`NAME`](crate::lint::grants::NAME) for the name. Where the documents tell no resource it is that name alone.
type Power = (&'static str, &'static [&'static str]);

/// System policies with which one can do anything.
const ADMINISTRATOR: &str = "ram:system:policy/AdministratorAccess";
const FULL_ACCESS_TO_RAM: &str = "ram:system:policy/AliyunRAMFullAccess";

const POWERS: &[(&Message, &[Power])] = &[
    (
        &messages::REWRITES_POLICIES,
        &[
            ("ram:CreatePolicyVersion", &["ram:policy/~"]),
            ("ram:SetDefaultPolicyVersion", &["ram:policy/~"]),
            ("resourcemanager:CreatePolicyVersion", &["resourcemanager:policy/~"]),
            ("resourcemanager:SetDefaultPolicyVersion", &["resourcemanager:policy/~"]),
        ],
    ),
    (
        &messages::ATTACHES_POLICIES,
        &[
            ("ram:AttachPolicyToUser", &["ram:user/~", "ram:policy/~"]),
            ("ram:AttachPolicyToGroup", &["ram:group/~", "ram:policy/~"]),
            ("ram:AttachPolicyToRole", &["ram:role/~", "ram:policy/~"]),
            ("resourcemanager:AttachPolicy", &["resourcemanager:~"]),
        ],
    ),
    // by name: all of it at once, or everything of RAM (RAM402)
    (
        &messages::ATTACHES_ADMINISTRATOR,
        &[
            ("ram:AttachPolicyToUser", &["ram:user/~", ADMINISTRATOR]),
            ("ram:AttachPolicyToGroup", &["ram:group/~", ADMINISTRATOR]),
            ("ram:AttachPolicyToRole", &["ram:role/~", ADMINISTRATOR]),
            ("ram:AttachPolicyToUser", &["ram:user/~", FULL_ACCESS_TO_RAM]),
            ("ram:AttachPolicyToGroup", &["ram:group/~", FULL_ACCESS_TO_RAM]),
            ("ram:AttachPolicyToRole", &["ram:role/~", FULL_ACCESS_TO_RAM]),
        ],
    ),
    // RAM's table names the user alone: where no statement names a group, users will do
    (
        &messages::JOINS_GROUPS,
        &[
            ("ram:AddUserToGroup", &["ram:group/~", "ram:user/~"]),
            ("ims:AddUserToGroup", &["ims:group/~", "ims:user/~"]),
        ],
    ),
    (
        &messages::SIGNS_IN_AS_OTHERS,
        &[
            ("ram:CreateAccessKey", &["ram:user/~"]),
            ("ram:CreateLoginProfile", &["ram:user/~"]),
            ("ram:UpdateLoginProfile", &["ram:user/~"]),
            ("ims:CreateAccessKey", &["ims:user/~"]),
            ("ims:CreateLoginProfile", &["ims:user/~"]),
            ("ims:UpdateLoginProfile", &["ims:user/~"]),
        ],
    ),
    (
        &messages::CHANGES_TRUST,
        &[
            ("ram:UpdateRole", &["ram:role/~"]),
            ("resourcemanager:UpdateRole", &["resourcemanager:role/~"]),
        ],
    ),
    (&messages::ASSUMES_ANY_ROLE, &[("sts:AssumeRole", &["ram:role/~"])]),
    (&messages::PASSES_ANY_ROLE, &[("ram:PassRole", &["ram:role/~"])]),
    (
        &messages::EXPOSES_CREDENTIALS,
        &[
            ("kms:GetSecretValue", &["kms:secret/~"]),
            ("kms:CreateClientKey", &["kms:~"]),
            ("oos:GetSecretParameter", &["oos:~"]),
            ("oos:GetSecretParameters", &["oos:~"]),
            ("ims:GetAppSecret", &["ims:~"]),
            ("ims:CreateAppSecret", &["ims:~"]),
            ("rds:ResetAccountPassword", &["rds:dbinstance/~"]),
        ],
    ),
    (
        &messages::READS_ALL_DATA,
        &[
            ("oss:GetObject", &["oss:~/~"]),
            ("oss:PutBucketReplication", &["oss:~"]),
            ("kms:Decrypt", &["kms:key/~"]),
            ("ecs:ExportImage", &["ecs:image/~"]),
            ("ecs:ExportSnapshot", &["ecs:snapshot/~"]),
        ],
    ),
    (
        &messages::OPENS_RESOURCES,
        &[
            ("oss:PutBucketPolicy", &["oss:~"]),
            ("oss:PutBucketAcl", &["oss:~"]),
            ("oss:PutObjectAcl", &["oss:~/~"]),
            ("oss:PutAccessPointPolicy", &["oss:~"]),
            ("oss:DeleteBucketPublicAccessBlock", &["oss:~"]),
            ("oss:DeletePublicAccessBlock", &["oss:~"]),
            ("kms:SetKeyPolicy", &["kms:key/~"]),
            ("kms:SetSecretPolicy", &["kms:secret/~"]),
            ("ecs:ModifyImageSharePermission", &["ecs:image/~"]),
            ("ecs:ModifyImageShareGroupPermission", &["ecs:image/~"]),
            ("ots:UpdateInstancePolicy", &["ots:instance/~"]),
            ("rds:ModifySecurityIps", &["rds:dbinstance/~"]),
            ("resourcesharing:CreateResourceShare", &["resourcesharing:~"]),
        ],
    ),
    (
        &messages::CREATES_SERVICE_LINKED_ROLES,
        &[
            ("ram:CreateServiceLinkedRole", &["ram:role/~"]),
            ("resourcemanager:CreateServiceLinkedRole", &["resourcemanager:role/~"]),
        ],
    ),
];

/// How many operations of a list are told.
const TOLD: usize = 4;

/// RAM407–RAM413, RAM415–RAM418 and RAM421, one finding for each place that grants operations of a kind. An operation is told
/// once at a place: that any policy may be attached says more than that a certain one may.
pub(super) fn check(grants: &Grants, report: &mut Report) {
    let mut told: Vec<(Span, &str)> = Vec::new();
    for (message, powers) in POWERS {
        let mut places = Places::default();
        for (action, resources) in *powers {
            let granted = match key_of(action) {
                Some(key) => grants.with(key, SOME_SERVICE, action, resources),
                None => grants.of(action, resources),
            };
            let granted = match resources {
                [_, user] if user.ends_with("user/~") && !grants.names(action, ":group/") => {
                    grants.of(action, &[*user])
                }
                _ => granted,
            };
            if let Some(span) = granted
                && !told.contains(&(span, action))
            {
                told.push((span, action));
                places.add(span, action);
            }
        }
        for (span, actions) in places.0 {
            grants.say(message, span, &[&list(&actions)], report);
        }
    }
}

/// The key that every call of an operation carries, which is the service that it is for (`ram/language.md` §4).
pub(super) fn key_of(action: &str) -> Option<&'static str> {
    match action.split_once(':')? {
        ("ram", "PassRole") => Some("acs:Service"),
        (_, "CreateServiceLinkedRole") => Some("ram:ServiceName"),
        _ => None,
    }
}

/// What each place grants.
#[derive(Default)]
pub(super) struct Places(pub Vec<(Span, Vec<&'static str>)>);

impl Places {
    #[inline(never)]
    pub fn add(&mut self, span: Span, action: &'static str) {
        match self.0.iter_mut().find(|(known, _)| *known == span) {
            Some((_, actions)) => actions.push(action),
            None => self.0.push((span, vec![action])),
        }
    }
}

/// Some operations, as a message tells them.
#[inline(never)]
pub(super) fn list(actions: &[&str]) -> String {
    let told = actions.get(..TOLD).unwrap_or(actions);
    let more = if told.len() < actions.len() { "`, …" } else { "`" };
    ["`", &told.join("`, `"), more].concat()
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::POWERS;
    use crate::lint::grants::NAME;

    /// Each operation is one of those that the notes list, and each resource is of a service and holds the name of nobody.
    #[test]
    fn every_power_is_documented() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/catalog/actions.tsv");
        let Ok(listed) = std::fs::read_to_string(path) else {
            eprintln!("skipped: the list of operations is missing");
            return;
        };
        for (action, resources) in POWERS.iter().flat_map(|(_, powers)| *powers) {
            let is_listed = listed.lines().any(|line| line.split('\t').nth(1) == Some(action));
            assert!(is_listed, "{action}");
            for resource in *resources {
                let is_system = resource.starts_with("ram:system:policy/");
                assert!(is_system || resource.contains(NAME), "{action}: {resource}");
                assert!(resource.contains(':'), "{action}: {resource}");
            }
        }
    }
}

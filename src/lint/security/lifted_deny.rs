use crate::diagnostic::security_findings as messages;
use crate::lint::grants::{Grants, named};
use crate::lint::report::Report;
use crate::lint::subject::{field, in_text};
use crate::policy::{Element, Placed};

use super::powers::list;

/// Operations that take a policy off whoever it is attached to, or change what it says.
const LIFT: &[(&str, &[&str])] = &[
    ("ram:DetachPolicyFromUser", &["ram:user/~", "ram:policy/~"]),
    ("ram:DetachPolicyFromGroup", &["ram:group/~", "ram:policy/~"]),
    ("ram:DetachPolicyFromRole", &["ram:role/~", "ram:policy/~"]),
    ("ram:CreatePolicyVersion", &["ram:policy/~"]),
    ("ram:SetDefaultPolicyVersion", &["ram:policy/~"]),
    ("resourcemanager:DetachPolicy", &["resourcemanager:~"]),
];

/// Operations on objects that the policy of their bucket can give to anybody.
const OBJECTS: [&str; 3] = ["oss:getobject", "oss:putobject", "oss:deleteobject"];

/// RAM419 and RAM420: a Deny that the same policy lets its holder take off, or go around.
pub(super) fn check(grants: &Grants, report: &mut Report) {
    let lifting = |(action, resources): &(&'static str, &[&str])| grants.of(action, resources).map(|_| *action);
    let lifting: Vec<&str> = LIFT.iter().filter_map(lifting).collect();
    for placed in grants.denies() {
        let Some(action) = &placed.statement.action else {
            continue;
        };
        let span = in_text(placed, action.span);
        if !lifting.is_empty() {
            grants.say(&messages::DENY_CAN_BE_LIFTED, span, &[&list(&lifting)], report);
        }
        if let Some(bucket) = opened_bucket(placed, grants) {
            grants.say(&messages::DENY_CAN_BE_GONE_AROUND, span, &[&bucket], report);
        }
    }
}

/// A bucket on whose objects the statement denies something, and whose policy may be changed.
fn opened_bucket(placed: &Placed, grants: &Grants) -> Option<String> {
    let statement = &placed.statement;
    let action = statement.action.as_ref().filter(|element| !element.name.is_negated())?;
    OBJECTS.iter().find(|object| named(action, object).is_some())?;
    let is_named = |element: &&Element<_>| !element.name.is_negated();
    let resources = statement.resource.as_ref().filter(is_named)?;
    resources.patterns.iter().find_map(|at| {
        let (bucket, _) = field(&at.text, 4)
            .split_once('/')
            .filter(|_| at.text.starts_with("acs:oss:"))?;
        let sample = bucket.replace('*', "~").replace('?', "0");
        grants.of("oss:PutBucketPolicy", &[&["oss:", &sample].concat()])?;
        Some(bucket.to_owned())
    })
}

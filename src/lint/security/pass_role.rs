use super::powers::{Places, list};
use crate::diagnostic::security_findings as messages;
use crate::lint::grants::{Grants, SOME_SERVICE};
use crate::lint::report::{Report, finding};

/// Operations that run something with a role that they are given, what they are checked for, and the service that the
/// role is passed to.
const COMPUTE: &[(&str, &str, &str)] = &[
    ("ecs:RunInstances", "ecs:instance/~", "ecs.aliyuncs.com"),
    ("ecs:CreateInstance", "ecs:instance/~", "ecs.aliyuncs.com"),
    ("ecs:AttachInstanceRamRole", "ecs:instance/~", "ecs.aliyuncs.com"),
    ("eci:CreateContainerGroup", "eci:containergroup/~", "eci.aliyuncs.com"),
    (
        "ess:CreateScalingConfiguration",
        "ess:scalinggroup/~",
        "ecs.aliyuncs.com",
    ),
    ("fc:CreateFunction", "fc:functions/~", "fc.aliyuncs.com"),
    ("fc:UpdateFunction", "fc:functions/~", "fc.aliyuncs.com"),
    ("oos:StartExecution", "oos:template/~", "oos.aliyuncs.com"),
    ("ros:CreateStack", "ros:stack/~", "ros.aliyuncs.com"),
    ("ros:UpdateStack", "ros:stack/~", "ros.aliyuncs.com"),
];

/// RAM414: every role that a service may assume, and something to run with it there.
pub(super) fn check(grants: &Grants, report: &mut Report) {
    let mut places = Places::default();
    for (action, resource, service) in COMPUTE {
        let passed = grants.with("acs:Service", service, "ram:PassRole", &["ram:role/~"]);
        if let (Some(passed), Some(_)) = (passed, grants.of(action, &[resource])) {
            places.add(passed, action);
        }
    }
    let unbounded = grants.with("acs:Service", SOME_SERVICE, "ram:PassRole", &["ram:role/~"]);
    for (span, actions) in places.0 {
        let actions = list(&actions);
        if unbounded == Some(span) {
            let found = finding(&messages::RUNS_WITH_ANY_ROLE, span, &[&actions]);
            report.push(found.under(&messages::PASSES_ANY_ROLE, span));
        } else {
            grants.say(&messages::RUNS_WITH_ANY_ROLE, span, &[&actions], report);
        }
    }
}

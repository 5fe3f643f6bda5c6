//! A witness of `compare`, put to `decide`.

use std::cell::RefCell;
use std::rc::Rc;

use ramlight::compare::Witness;
use ramlight::condition::{Context, Known};
use ramlight::evaluate::{Attached, Authorization, Decision, Parts, Request};
use ramlight::policy::{Caller, PolicyText};

const ALL: &str = r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#;

/// Whether a policy alone grants the request of a witness; `None` where it may or may not. Assuming a role takes an
/// identity policy as well: one that allows everything.
pub fn grants(policy: &PolicyText, witness: &Witness) -> Option<bool> {
    let attached = Attached::new(Rc::new(RefCell::new(policy.clone())));
    let all = Attached::new(Rc::new(RefCell::new(PolicyText::new(ALL))));
    let parts = match policy.policy().kind.has_principal() {
        false => Parts {
            identity: vec![attached],
            ..Parts::default()
        },
        true => Parts {
            identity: match policy.policy().kind == ramlight::policy::PolicyKind::Trust {
                true => vec![all],
                false => vec![],
            },
            resource: Some(attached),
            ..Parts::default()
        },
    };
    let mut context = Context::default();
    for (key, values) in &witness.context {
        context.set(key, Known::Values(values.clone()));
    }
    let caller = match &witness.principal {
        Some(text) => Caller::parse(text, "").expect("a caller"),
        None => Caller::Unnamed,
    };
    let answer = Authorization::new(parts).decide(&Request {
        action: &witness.action,
        resources: &[&witness.resource],
        context: &context,
        caller: &caller,
        resource_group: None,
    });
    match answer.decisions.contains(Decision::Allow) {
        false => Some(false),
        true => answer.decisions.decided().map(|_| true),
    }
}

use super::diagnostic::Places;
use super::value::Value;
use crate::condition::{Known, Truth};
use crate::diagnostic::Locale;
use crate::evaluate::{
    ArnField, Authorization, ConditionTrace, Decision, Decisions, DiagnosticMessage, Failed, PatternPlace, Request,
    ResourceTrace, Stage, StageTrace, StatementTrace, Trace, Verdict,
};
use crate::policy::Effect;
use crate::report;

/// Writes a trace as a `DecisionExplanation`.
pub(super) struct Writer<'a> {
    /// What decided.
    pub authorization: &'a Authorization,
    /// The language of sentences.
    pub locale: Locale,
    /// The places in their texts.
    pub places: &'a [Places],
}

impl<'a> Writer<'a> {
    pub fn explanation(&self, request: &Request, trace: &'a Trace) -> Value<'a> {
        let decisions = trace.answer.decisions;
        let decided = decisions.decided();
        let sentences = report::decision(self.authorization, request, trace, self.locale);
        let cases = report::cases(self.authorization, trace, self.locale);
        Value::Object(vec![
            ("decision", decided.map_or("Undecided", decision).into()),
            ("possible", possible(decisions)),
            (
                "unknownKeys",
                Value::list(&trace.answer.unknown_keys, |key| (**key).into()),
            ),
            ("sentences", Value::list(sentences, Value::from)),
            ("when", Value::list(cases, case)),
            ("stage", trace.stage.map_or(Value::Null, |stage| stage.name().into())),
            ("policies", self.taking_part()),
            (
                "resources",
                Value::list(&trace.resources, |resource| self.resource(resource)),
            ),
            (
                "diagnosticMessage",
                self.message(self.authorization.diagnostic_message(request, trace)),
            ),
        ])
    }

    fn message(&self, message: DiagnosticMessage) -> Value<'a> {
        let principal = message.principal.map(|principal| {
            Value::Object(vec![
                ("AuthPrincipalType", principal.kind.into()),
                ("AuthPrincipalOwnerId", principal.owner_id.to_string().into()),
                ("AuthPrincipalDisplayName", principal.display_name.to_string().into()),
            ])
        });
        let stage = message.no_permission_policy_type;
        Value::Object(vec![
            ("ExplicitDeny", message.explicit_deny.into()),
            (
                "NoPermissionPolicyType",
                stage.map_or(Value::Null, |stage| stage.name().into()),
            ),
            ("AuthAction", message.action.into_string().into()),
            ("AuthResource", message.resource.into_string().into()),
            ("AuthPrincipal", principal.unwrap_or(Value::Null)),
            (
                "AuthConditions",
                Value::list(message.conditions, |(key, values)| {
                    Value::Object(vec![
                        ("ConditionKey", key.into_string().into()),
                        ("ConditionValues", Value::list(values, Value::from)),
                    ])
                }),
            ),
            (
                "MatchedPolicies",
                Value::list(message.matched_policies, |matched| {
                    let attached = self.authorization.policies().get(matched.policy);
                    let is_system = attached.is_some_and(|attached| attached.is_system);
                    let name = attached.and_then(|attached| attached.name.as_deref());
                    Value::Object(vec![
                        ("Effect", effect(Some(matched.effect))),
                        ("PolicyIdentifier", name.unwrap_or_default().into()),
                        ("PolicyType", if is_system { "System" } else { "Custom" }.into()),
                        ("PolicyVersion", Value::Null),
                        (
                            "AttachedEntityType",
                            matched.entity.map_or(Value::Null, |entity| entity.name().into()),
                        ),
                        ("AttachedScope", matched.scope.into()),
                    ])
                }),
            ),
        ])
    }

    fn taking_part(&self) -> Value<'a> {
        Value::list(
            self.authorization.policies().iter().zip(self.authorization.stages()),
            |(attached, stage)| {
                let text = |text: &'a Option<_>| text.as_deref().map_or(Value::Null, Value::from);
                Value::Object(vec![
                    ("name", text(&attached.name)),
                    ("stage", stage.name().into()),
                    (
                        "entity",
                        attached.entity.map_or(Value::Null, |entity| entity.name().into()),
                    ),
                    ("entityName", text(&attached.entity_name)),
                    ("resourceGroup", text(&attached.resource_group)),
                ])
            },
        )
    }

    fn resource(&self, resource: &'a ResourceTrace) -> Value<'a> {
        Value::Object(vec![
            ("resource", (*resource.resource).into()),
            ("possible", possible(resource.decisions)),
            ("stages", Value::list(&resource.stages, |stage| self.stage(stage))),
        ])
    }

    fn stage(&self, stage: &'a StageTrace) -> Value<'a> {
        let level = match stage.stage {
            Stage::Control(level) => level.into(),
            _ => Value::Null,
        };
        Value::Object(vec![
            ("stage", stage.stage.name().into()),
            ("level", level),
            ("possible", possible(stage.decisions)),
            (
                "statements",
                Value::list(&stage.statements, |statement| self.statement(statement)),
            ),
        ])
    }

    fn statement(&self, statement: &'a StatementTrace) -> Value<'a> {
        let Some(places) = self.places.get(statement.policy) else {
            return Value::Null;
        };
        let (from, to) = places.of(statement.span);
        let (verdict, failed) = match statement.verdict {
            Verdict::Matches => ("matches", None),
            Verdict::Unknown => ("unknown", None),
            Verdict::Faulty => ("faulty", None),
            Verdict::Fails(failed) => ("fails", Some(failed)),
        };
        let (failed, field) = match failed {
            None => (Value::Null, None),
            Some(Failed::Principal) => ("Principal".into(), None),
            Some(Failed::Service) => ("Service".into(), None),
            Some(Failed::Action) => ("Action".into(), None),
            Some(Failed::Resource(field)) => ("Resource".into(), field),
            Some(Failed::Condition) => ("Condition".into(), None),
        };
        Value::Object(vec![
            ("policy", statement.policy.into()),
            ("statement", statement.statement.into()),
            ("from", from.into()),
            ("to", to.into()),
            ("effect", effect(statement.effect)),
            ("verdict", verdict.into()),
            ("failed", failed),
            ("field", field.map_or(Value::Null, |field| field_name(field).into())),
            ("action", pattern(statement.action.as_ref(), places)),
            ("resource", pattern(statement.resource.as_ref(), places)),
            (
                "conditions",
                Value::list(&statement.conditions, |of| condition(of, places)),
            ),
        ])
    }
}

fn case((of, sentence): (Decision, String)) -> Value<'static> {
    Value::Object(vec![("decision", decision(of).into()), ("sentence", sentence.into())])
}

fn pattern<'a>(place: Option<&'a PatternPlace>, places: &Places) -> Value<'a> {
    place.map_or(Value::Null, |place| {
        let (from, to) = places.of(place.span);
        Value::Object(vec![
            ("from", from.into()),
            ("to", to.into()),
            ("text", (*place.text).into()),
        ])
    })
}

fn condition<'a>(trace: &'a ConditionTrace, places: &Places) -> Value<'a> {
    let (from, to) = places.of(trace.span);
    let (known, actual) = match &trace.known {
        Known::Values(values) => ("known", Value::list(values, |value| value.as_str().into())),
        Known::Absent => ("absent", Value::Null),
        Known::Unknown => ("unknown", Value::Null),
    };
    let met = match trace.met {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    };
    Value::Object(vec![
        ("operator", (*trace.operator).into()),
        ("key", (*trace.key).into()),
        ("expected", Value::list(&trace.expected, |value| (**value).into())),
        ("actual", actual),
        ("known", known.into()),
        ("met", met.into()),
        ("from", from.into()),
        ("to", to.into()),
    ])
}

fn effect(effect: Option<Effect>) -> Value<'static> {
    match effect {
        Some(Effect::Allow) => "Allow".into(),
        Some(Effect::Deny) => "Deny".into(),
        None => Value::Null,
    }
}

fn possible(decisions: Decisions) -> Value<'static> {
    let all = Decision::ALL.into_iter().filter(|of| decisions.contains(*of));
    Value::list(all, |of| decision(of).into())
}

const fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "Allow",
        Decision::ExplicitDeny => "ExplicitDeny",
        Decision::ImplicitDeny => "ImplicitDeny",
    }
}

const fn field_name(field: ArnField) -> &'static str {
    match field {
        ArnField::Service => "service",
        ArnField::Region => "region",
        ArnField::Account => "account",
        ArnField::RelativeId => "relative-id",
    }
}

//! The objects that cross the boundary, named as in `src/npm/index.d.ts`.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct TextEdit<'a> {
    pub from: u32,
    pub to: u32,
    pub insert: &'a str,
}

#[derive(Serialize)]
pub(super) struct Fix<'a> {
    pub kind: &'static str,
    pub edits: Vec<TextEdit<'a>>,
}

#[derive(Serialize)]
pub(super) struct Diagnostic<'a> {
    pub code: &'static str,
    pub name: &'static str,
    pub severity: &'static str,
    pub from: u32,
    pub to: u32,
    pub message: String,
    pub help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OperationInfo<'a> {
    pub id: usize,
    pub service: &'a str,
    pub name: &'a str,
    pub access_level: &'static str,
    pub access_level_source: &'static str,
    pub requirement: Option<&'a [Vec<u32>]>,
    pub notes: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct TemplateInfo<'a> {
    pub id: usize,
    pub text: String,
    pub r#type: &'a str,
    pub title: Option<Title<'a>>,
    pub variables: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Title<'a> {
    pub one: &'a str,
    pub many: &'a str,
}

#[derive(Serialize)]
pub(super) struct ServiceInfo<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub aliases: &'a [String],
    pub first: u32,
    pub count: u32,
}

#[derive(Serialize)]
pub(super) struct ReadyPolicy<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub version: Option<&'a str>,
    pub date: Option<&'a str>,
    pub source: &'a str,
    pub notes: Vec<&'a str>,
    pub text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ServiceLinkedRole<'a> {
    pub purpose: &'a str,
    pub role: &'a str,
    pub service_name: &'a str,
    pub policy_name: &'a str,
    pub permissions: &'a str,
    pub creation: &'a str,
    pub deletion: &'a str,
    pub notes: Vec<&'a str>,
    pub source: &'a str,
    pub policy_text: &'a str,
    pub create_text: String,
    pub delete_text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CatalogInfo<'a> {
    pub date: &'a str,
    pub sources: &'a [String],
    pub services: Vec<ServiceInfo<'a>>,
    pub operations: Vec<OperationInfo<'a>>,
    pub templates: Vec<TemplateInfo<'a>>,
    pub system_policies: Vec<ReadyPolicy<'a>>,
    pub service_linked_roles: Vec<ServiceLinkedRole<'a>>,
}

#[derive(Serialize)]
pub(super) struct CatalogError {
    pub file: String,
    pub line: u32,
    pub column: u32,
    pub reason: String,
}

#[derive(Serialize)]
pub(super) struct StatementInfo {
    pub from: u32,
    pub to: u32,
    pub effect: Option<&'static str>,
    pub conditional: bool,
    pub faulty: bool,
    pub full: usize,
    pub partial: usize,
    pub contributing: usize,
    pub undecided: usize,
}

#[derive(Serialize)]
pub(super) struct PatternInfo<'a> {
    pub statement: usize,
    pub element: &'static str,
    pub from: u32,
    pub to: u32,
    pub text: &'a str,
    pub matches: i32,
}

#[derive(Serialize)]
pub(super) struct ResourceExplanation {
    pub template: u32,
    pub level: &'static str,
    pub patterns: Vec<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatementExplanation {
    pub statement: usize,
    pub effect: Option<&'static str>,
    pub level: &'static str,
    pub conditional: bool,
    pub faulty: bool,
    pub action_patterns: Vec<usize>,
    pub resources: Vec<ResourceExplanation>,
    pub missing: Vec<u32>,
}

#[derive(Serialize)]
pub(super) struct Explanation {
    pub operation: u32,
    pub outcome: &'static str,
    pub must: &'static str,
    pub may: &'static str,
    pub sentences: Vec<String>,
    pub statements: Vec<StatementExplanation>,
}

#[derive(Serialize)]
pub(super) struct BindingProblem {
    pub variable: String,
    pub reason: String,
}

#[derive(Serialize)]
pub(super) struct CleanUp<'a> {
    pub text: &'a str,
    pub changes: Vec<TextEdit<'a>>,
    pub reasons: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Size {
    pub characters: usize,
    pub bytes: usize,
    pub limit: usize,
}

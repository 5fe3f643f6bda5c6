//! Policies inside other files: Terraform, ROS templates, YAML.
//!
//! [`find`] tells where they are, gives each as JSON text, and maps places of that text to the outer file. It knows
//! which attributes of which resources hold a policy, and what one looks like; not what a policy means.

mod chunk;
mod document;
mod edit;
mod escape;
mod json;
mod looks;
mod message;
mod place;
mod template;
mod terraform;
mod tree;
mod writer;
mod yaml;
mod yaml_scalar;

pub use document::Embedded;
pub use message::{Problem, Reason};
pub use place::{Piece, Place};

use crate::text::Span;

/// The longest policy that is given, in bytes: four times what RAM's own check reads.
pub const DOCUMENT_LIMIT: usize = 262_144;

/// The language of an outer file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Terraform's own language (`.tf`).
    Terraform,
    /// Terraform in JSON (`.tf.json`).
    TerraformJson,
    /// JSON: a template of ROS, or anything else with policies in it.
    Json,
    /// YAML: a template of ROS, or anything else with policies in it.
    Yaml,
}

impl Format {
    /// The format that a file's name tells; `None` for any other name.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        match () {
            () if ends(&[".tf", ".tofu"]) => Some(Self::Terraform),
            () if ends(&[".tf.json", ".tofu.json"]) => Some(Self::TerraformJson),
            () if ends(&[".yaml", ".yml"]) => Some(Self::Yaml),
            () if ends(&[".json"]) => Some(Self::Json),
            () => None,
        }
    }

    /// Its name: `terraform`, `terraform-json`, `json` or `yaml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Terraform => "terraform",
            Self::TerraformJson => "terraform-json",
            Self::Json => "json",
            Self::Yaml => "yaml",
        }
    }

    /// The format with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let all = [Self::Terraform, Self::TerraformJson, Self::Json, Self::Yaml];
        all.into_iter().find(|format| format.name() == name)
    }
}

/// What [`find`] found, each list in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The policies.
    pub policies: Vec<Embedded>,
    /// Where a policy is, but not what it says.
    pub skipped: Vec<Skipped>,
    /// What is wrong with the outer file itself; policies may be missing then.
    pub problems: Vec<Problem>,
}

/// A policy that is there but cannot be read from this file alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// What holds it, as in [`Embedded::name`].
    pub name: String,
    /// Where it would stand.
    pub span: Span,
    /// Why it cannot be read.
    pub reason: Reason,
}

/// Finds the policies of a file. Takes any text; never fails.
///
/// A file that mentions neither `Statement` nor a resource of Alibaba Cloud is not read at all: what is wrong with it is
/// not told either.
///
/// ```
/// use ramlight::embed::{Format, find};
///
/// let file = "resource \"alicloud_ram_policy\" \"read\" {\n  policy_document = jsonencode({ Version = \"1\" })\n}\n";
/// let found = find(file, Format::Terraform);
/// assert_eq!(found.policies[0].name, "alicloud_ram_policy.read");
/// assert_eq!(found.policies[0].text, r#"{"Version":"1"}"#);
/// ```
#[must_use]
pub fn find(source: &str, format: Format) -> Found {
    let mut found = Found::default();
    if u32::try_from(source.len()).is_err() {
        found.problems.push(Problem::too_large());
        return found;
    }
    if !["Statement", "alicloud_", "ALIYUN::"]
        .iter()
        .any(|word| source.contains(word))
    {
        return found;
    }
    match format {
        Format::Terraform => terraform::find(source, &mut found),
        Format::TerraformJson => terraform::find_in_json(source, &mut found),
        Format::Json => template::find_in_json(source, &mut found),
        Format::Yaml => template::find_in_yaml(source, &mut found),
    }
    found
        .policies
        .sort_by_key(|policy| (policy.span.start, policy.span.end));
    found
        .skipped
        .sort_by_key(|skipped| (skipped.span.start, skipped.span.end));
    found
}

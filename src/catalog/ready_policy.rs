use super::Words;

/// A policy that the vendor provides and keeps up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemPolicy {
    /// Index into [`Catalog::services`](super::Catalog::services).
    pub service: u32,
    /// `AliyunApiGatewayFullAccess`.
    pub name: String,
    /// What it is for.
    pub title: Words,
    /// The version that `document` is, where it is published: `v3`.
    pub version: Option<String>,
    /// The ISO date of that version, where it is published.
    pub date: Option<String>,
    /// Where it is published.
    pub source: String,
    /// What it misses, and doubts.
    pub notes: Vec<Words>,
    /// The policy's JSON.
    pub document: String,
}

/// A role that a service assumes to reach other services of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLinkedRole {
    /// Index into [`Catalog::services`](super::Catalog::services).
    pub service: u32,
    /// What the service needs it for.
    pub purpose: Words,
    /// The role's name.
    pub role: String,
    /// The value of `ram:ServiceName`: `monitor.apigateway.aliyuncs.com`.
    pub service_name: String,
    /// The name of the system policy that is attached to it.
    pub policy_name: String,
    /// What the role may do.
    pub permissions: Words,
    /// How it comes to be.
    pub creation: Words,
    /// What must be gone before it can be deleted.
    pub deletion: Words,
    /// Doubts.
    pub notes: Vec<Words>,
    /// Where it is described.
    pub source: String,
    /// The JSON of its system policy as far as it is published.
    pub document: String,
}

impl ServiceLinkedRole {
    /// The JSON of a policy that lets a RAM user create this role.
    #[must_use]
    pub fn creation_policy(&self) -> String {
        self.policy_to("ram:CreateServiceLinkedRole")
    }

    /// The JSON of a policy that lets a RAM user delete this role.
    #[must_use]
    pub fn deletion_policy(&self) -> String {
        self.policy_to("ram:DeleteServiceLinkedRole")
    }

    /// Allows `action` for this role's service only. The reader of catalogues admits no service name with a quote.
    fn policy_to(&self, action: &str) -> String {
        let service_name = &self.service_name;
        format!(
            r#"{{
  "Version": "1",
  "Statement": [
    {{
      "Effect": "Allow",
      "Action": "{action}",
      "Resource": "*",
      "Condition": {{
        "StringEquals": {{
          "ram:ServiceName": "{service_name}"
        }}
      }}
    }}
  ]
}}
"#
        )
    }
}

/// What a policy is for; each kind has its own grammar and limits (`ram/language.md` §1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PolicyKind {
    /// Attached to a user, a group or a role.
    #[default]
    Identity,
    /// Given when a role is assumed; narrows what the role may do.
    Session,
    /// A control policy of a Resource Directory.
    Control,
    /// The trust policy of a role: who may assume it. It has a principal and no resource.
    Trust,
    /// The policy of an OSS bucket.
    Bucket,
    /// A policy of any other resource, such as a KMS key; it has a principal.
    Resource,
}

impl PolicyKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Identity,
        Self::Session,
        Self::Control,
        Self::Trust,
        Self::Bucket,
        Self::Resource,
    ];

    /// Its name in interfaces: `identity`, `session`, `control`, `trust`, `bucket`, `resource`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Session => "session",
            Self::Control => "control",
            Self::Trust => "trust",
            Self::Bucket => "bucket",
            Self::Resource => "resource",
        }
    }
}

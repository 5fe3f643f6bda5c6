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

    /// The kind with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// How long a policy of this kind may be (`ram/language.md` §1.5); `None` where no limit is known.
    #[must_use]
    pub const fn limit(self) -> Option<Limit> {
        match self {
            Self::Identity => Some(Limit::Characters(6_144)),
            Self::Session => Some(Limit::Bytes(2_048)),
            Self::Control => Some(Limit::Characters(4_096)),
            Self::Bucket => Some(Limit::Bytes(16 * 1_024)),
            Self::Trust | Self::Resource => None,
        }
    }

    /// Whether its statements say whom they are about.
    #[must_use]
    pub const fn has_principal(self) -> bool {
        matches!(self, Self::Trust | Self::Bucket | Self::Resource)
    }

    /// The elements of a statement, as a help text lists them.
    pub(super) const fn elements(self) -> &'static str {
        match self {
            Self::Identity | Self::Session | Self::Control => {
                "Effect, Action, NotAction, Resource, NotResource, Condition"
            }
            Self::Trust => "Effect, Principal, Action, NotAction, Condition",
            Self::Bucket => "Effect, Principal, Action, NotAction, Resource, NotResource, Condition",
            Self::Resource => "Sid, Effect, Principal, Action, NotAction, Resource, NotResource, Condition",
        }
    }
}

/// The greatest length of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// In Unicode scalar values, white space included (`ram/language.md` §9.14).
    Characters(usize),
    /// In bytes of UTF-8.
    Bytes(usize),
}

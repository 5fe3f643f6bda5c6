use std::cell::RefCell;
use std::rc::Rc;

use crate::policy::PolicyText;

/// A policy and where it is attached.
#[derive(Clone, Debug)]
pub struct Attached {
    /// The policy; the authorization follows its updates.
    pub policy: Rc<RefCell<PolicyText>>,
    /// Its name.
    pub name: Option<Rc<str>>,
    /// Whether it is a system policy.
    pub is_system: bool,
    /// What it is attached to; `None` for the policy of a resource and for a session policy.
    pub entity: Option<Entity>,
    /// That one's name.
    pub entity_name: Option<Rc<str>>,
    /// The resource group it is attached in; `None`: the account. Of use for identity policies only.
    pub resource_group: Option<Rc<str>>,
}

impl Attached {
    /// A policy of which nothing but its text is known.
    #[must_use]
    pub fn new(policy: Rc<RefCell<PolicyText>>) -> Self {
        Self {
            policy,
            name: None,
            is_system: false,
            entity: None,
            entity_name: None,
            resource_group: None,
        }
    }
}

/// What a policy can be attached to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entity {
    /// A RAM user.
    User,
    /// A RAM user group.
    Group,
    /// A RAM role.
    Role,
    /// A folder or a member of a Resource Directory.
    DirectoryTarget,
}

impl Entity {
    /// Its name in `DecodeDiagnosticMessage` (`ram/language.md` §5.3).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "RamUser",
            Self::Group => "RamGroup",
            Self::Role => "RamRole",
            Self::DirectoryTarget => "ResourceDirectoryTarget",
        }
    }
}

/// Every policy that takes part in deciding requests of one caller on one resource.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The control policies of each level, from the directory's root down to the member; none where they do not apply.
    pub control: Vec<Vec<Attached>>,
    /// The policy of a role session.
    pub session: Option<Attached>,
    /// The identity policies of the caller and its groups.
    pub identity: Vec<Attached>,
    /// The policy of the resource; for `sts:AssumeRole` the trust policy of the role.
    pub resource: Option<Attached>,
    /// The account whose policies these are; its owner is not limited by them. `None`: only that of the
    /// account that a resource names is.
    pub account: Option<Rc<str>>,
}

/// A stage of the order in which policies are looked at (`ram/language.md` §5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// The control policies of one level, counted from 0 at the root.
    Control(u32),
    /// The session policy.
    Session,
    /// The identity policies at account level.
    Account,
    /// The identity policies attached in the request's resource group.
    ResourceGroup,
    /// The trust policy of a role that is assumed.
    AssumeRole,
    /// The policy of a bucket, or of another resource.
    Resource,
}

impl Stage {
    /// Its name, as `DecodeDiagnosticMessage` has it (`ram/language.md` §5.3) but for `ResourceBasedPolicy`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Control(_) => "ControlPolicy",
            Self::Session => "SessionPolicy",
            Self::Account => "AccountLevelIdentityBasedPolicy",
            Self::ResourceGroup => "ResourceGroupLevelIdentityBasedPolicy",
            Self::AssumeRole => "AssumeRolePolicy",
            Self::Resource => "ResourceBasedPolicy",
        }
    }
}

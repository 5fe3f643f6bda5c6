use std::rc::Rc;

/// Who makes a request: a request's principal, read from its text.
///
/// ```
/// use ramlight::policy::Caller;
/// let alice = Caller::parse("user/alice", "123");
/// assert_eq!(alice, Caller::parse("acs:ram::123:user/alice", ""));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Caller {
    /// Nobody that is named: only a principal `*` means it.
    #[default]
    Unnamed,
    /// The owner of an account.
    Root {
        /// The account's id.
        account: Rc<str>,
    },
    /// A RAM user.
    User {
        /// Its account's id.
        account: Rc<str>,
        /// Its name.
        name: Rc<str>,
    },
    /// A RAM role.
    Role {
        /// Its account's id.
        account: Rc<str>,
        /// Its name.
        name: Rc<str>,
    },
    /// A session of a role that was assumed.
    Session {
        /// The role's account's id.
        account: Rc<str>,
        /// The role's name.
        role: Rc<str>,
        /// The session's name.
        session: Rc<str>,
    },
    /// A service of Alibaba Cloud, `ecs.aliyuncs.com`.
    Service(Rc<str>),
    /// An identity provider, `acs:ram::123:saml-provider/x`.
    Federated(Rc<str>),
    /// A bare id of a user, a role or an account.
    Id(Rc<str>),
}

impl Caller {
    /// Reads `acs:ram::ACCOUNT:user/NAME`, `…:role/NAME`, `…:root`, `…:saml-provider/NAME`, `…:oidc-provider/NAME`,
    /// `arn:sts::ACCOUNT:assumed-role/ROLE/SESSION`, `ecs.aliyuncs.com`, a bare id, and of `account` `user/NAME`,
    /// `role/NAME` and `root`. `None` where the text is none of these.
    #[must_use]
    pub fn parse(text: &str, account: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("acs:ram::") {
            let (account, identity) = rest.split_once(':')?;
            return match identity.split_once('/') {
                Some(("saml-provider" | "oidc-provider", name)) if !name.is_empty() => {
                    Some(Self::Federated(Rc::from(text)))
                }
                _ => Self::of_account(account, identity),
            };
        }
        if let Some(rest) = text.strip_prefix("arn:sts::") {
            let (account, session) = rest.split_once(':')?;
            let (role, session) = session.strip_prefix("assumed-role/")?.split_once('/')?;
            return Some(Self::Session {
                account: Rc::from(account),
                role: Rc::from(role),
                session: Rc::from(session),
            });
        }
        if let Some(caller) = Self::of_account(account, text) {
            return Some(caller);
        }
        let plain = !text.is_empty() && !text.contains([':', '/', ' ']);
        match plain {
            true if text.contains('.') => Some(Self::Service(Rc::from(text))),
            true => Some(Self::Id(Rc::from(text))),
            false => None,
        }
    }

    /// `root`, `user/NAME` or `role/NAME` of an account.
    pub(super) fn of_account(account: &str, identity: &str) -> Option<Self> {
        let account = Rc::from(account);
        match identity.split_once('/') {
            None if identity == "root" => Some(Self::Root { account }),
            Some(("user", name)) if !name.is_empty() => Some(Self::User {
                account,
                name: Rc::from(name),
            }),
            Some(("role", name)) if !name.is_empty() => Some(Self::Role {
                account,
                name: Rc::from(name),
            }),
            _ => None,
        }
    }

    /// The id of the account that a user, a role, a session or an owner belongs to.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Root { account }
            | Self::User { account, .. }
            | Self::Role { account, .. }
            | Self::Session { account, .. } => Some(account),
            _ => None,
        }
    }
}

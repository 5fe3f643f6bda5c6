/// How many of an operation's calls something covers: an Allow the calls of which it matches every resource, a Deny those
/// of which it matches any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// No call.
    #[default]
    None,
    /// Some calls but not all.
    Partial,
    /// Every call.
    Full,
    /// The step budget ran out; or the resources are not published, and something narrower than `*` is named; or a faulty
    /// Deny, or a statement without a readable effect, stands in the way.
    Undecided,
}

impl Level {
    /// Every level; the index is its code at the boundary.
    pub const ALL: [Self; 4] = [Self::None, Self::Partial, Self::Full, Self::Undecided];

    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Partial => "partial",
            Self::Full => "full",
            Self::Undecided => "undecided",
        }
    }

    /// The level of what is covered exactly where this is not.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::None => Self::Full,
            Self::Full => Self::None,
            Self::Partial | Self::Undecided => self,
        }
    }

    /// The level over several disjoint sets of calls, from the level over each; of no set at all `None`.
    #[must_use]
    pub fn over_all(levels: impl IntoIterator<Item = Self>) -> Self {
        let mut over: Option<Self> = None;
        for level in levels {
            over = Some(match (over, level) {
                (None, level) => level,
                (Some(Self::Partial), _) | (Some(_), Self::Partial) => Self::Partial,
                (Some(Self::None), Self::Full) | (Some(Self::Full), Self::None) => Self::Partial,
                (Some(Self::Undecided), _) | (Some(_), Self::Undecided) => Self::Undecided,
                (Some(same), _) => same,
            });
        }
        over.unwrap_or_default()
    }
}

/// What the whole policy allows of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// No call is allowed, and no Deny is the reason.
    #[default]
    NotGranted,
    /// No call is allowed, and a Deny is the reason: without the Denies some call could be allowed, or the unconditional
    /// ones cover every call.
    Denied,
    /// Every call is allowed.
    Allowed,
    /// Some calls are allowed.
    Partial,
    /// Every call is allowed if conditions are met that are not decided here.
    Conditional,
    /// Which calls are allowed depends on conditions: bounds that differ, or two different sets of some calls, but not
    /// none and every call.
    PartialConditional,
    /// The step budget ran out, or a faulty Deny, or a statement without a readable effect, could touch the operation
    /// (`ram/language.md` §9.6).
    Undecided,
    /// The resources are not published, and the policy names narrower ones than `*`.
    Unknown,
}

impl Outcome {
    /// Every outcome; the index is its code at the boundary.
    pub const ALL: [Self; 8] = [
        Self::NotGranted,
        Self::Denied,
        Self::Allowed,
        Self::Partial,
        Self::Conditional,
        Self::PartialConditional,
        Self::Undecided,
        Self::Unknown,
    ];

    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotGranted => "not-granted",
            Self::Denied => "denied",
            Self::Allowed => "allowed",
            Self::Partial => "partial",
            Self::Conditional => "conditional",
            Self::PartialConditional => "partial-conditional",
            Self::Undecided => "undecided",
            Self::Unknown => "unknown",
        }
    }
}

/// What the whole policy allows of an operation: the outcome and the two bounds that it rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Net {
    /// What is allowed at least: by the unconditional Allows, with every Deny standing. A statement whose conditions are
    /// met by the context counts as unconditional, one whose conditions are not met does not count.
    pub must: Level,
    /// What is allowed at most: by all Allows, with only the unconditional Denies standing.
    pub may: Level,
    /// The two in one word.
    pub outcome: Outcome,
}

impl Net {
    /// The same answer for both bounds.
    #[must_use]
    pub const fn same(level: Level, outcome: Outcome) -> Self {
        Self {
            must: level,
            may: level,
            outcome,
        }
    }
}

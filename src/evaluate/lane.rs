//! Truth and decisions under 64 assignments of answers at once: one bit each.

use super::decision::{Decision, Decisions};

/// Under which assignments something holds. Where it holds for certain, it may.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Holds {
    pub may: u64,
    pub must: u64,
}

impl Holds {
    pub const NEVER: Self = Self { may: 0, must: 0 };
    pub const ALWAYS: Self = Self { may: !0, must: !0 };
    /// Nothing is known, whatever is assigned.
    pub const OPEN: Self = Self { may: !0, must: 0 };

    pub fn and(self, other: Self) -> Self {
        Self {
            may: self.may & other.may,
            must: self.must & other.must,
        }
    }

    pub fn or(self, other: Self) -> Self {
        Self {
            may: self.may | other.may,
            must: self.must | other.must,
        }
    }

    pub fn negated(self) -> Self {
        Self {
            may: !self.must,
            must: !self.may,
        }
    }
}

/// Which decisions are possible under each assignment: one, but where more is open than is assigned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Lane {
    pub allow: u64,
    pub deny: u64,
    pub silent: u64,
}

impl Lane {
    pub const ALLOW: Self = Self {
        allow: !0,
        deny: 0,
        silent: 0,
    };
    pub const SILENT: Self = Self {
        allow: 0,
        deny: 0,
        silent: !0,
    };

    /// The unit step (`ram/language.md` §5.1): a matching Deny, else a matching Allow, else nothing.
    pub fn of(deny: Holds, allow: Holds) -> Self {
        Self {
            allow: allow.may & !deny.must,
            deny: deny.may,
            silent: !allow.must & !deny.must,
        }
    }

    /// A stage that must allow before the next is asked.
    pub fn then(self, next: Self) -> Self {
        Self {
            allow: self.allow & next.allow,
            deny: self.deny | (self.allow & next.deny),
            silent: self.silent | (self.allow & next.silent),
        }
    }

    /// A stage that is final unless it says nothing.
    pub fn or_else(self, next: Self) -> Self {
        Self {
            allow: self.allow | (self.silent & next.allow),
            deny: self.deny | (self.silent & next.deny),
            silent: self.silent & next.silent,
        }
    }

    /// Either may allow, either may deny.
    pub fn either(self, other: Self) -> Self {
        let by = |one: Self, another: Self| one.allow & (another.allow | another.silent);
        Self {
            allow: by(self, other) | by(other, self),
            deny: self.deny | other.deny,
            silent: self.silent & other.silent,
        }
    }

    /// Both must allow, either may deny.
    pub fn both(self, other: Self) -> Self {
        let by = |one: Self, another: Self| one.silent & (another.allow | another.silent);
        Self {
            allow: self.allow & other.allow,
            deny: self.deny | other.deny,
            silent: by(self, other) | by(other, self),
        }
    }

    /// Under which assignments a decision is possible.
    pub fn word(self, decision: Decision) -> u64 {
        match decision {
            Decision::Allow => self.allow,
            Decision::ExplicitDeny => self.deny,
            Decision::ImplicitDeny => self.silent,
        }
    }

    /// What is possible under any assignment.
    pub fn decisions(self) -> Decisions {
        let possible = Decision::ALL.into_iter().filter(|decision| self.word(*decision) != 0);
        possible.fold(Decisions::default(), |all, decision| all.or(decision.into()))
    }
}

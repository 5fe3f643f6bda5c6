/// What RAM answers (`ram/language.md` §5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Something allows it and nothing denies it.
    Allow,
    /// A matching Deny.
    ExplicitDeny,
    /// Nothing matches.
    ImplicitDeny,
}

impl Decision {
    /// All of them, in the order of their codes: the bits of [`Decisions`].
    pub const ALL: [Self; 3] = [Self::Allow, Self::ExplicitDeny, Self::ImplicitDeny];
}

/// The decisions that are still possible; one alone is the decision.
///
/// ```
/// use ramlight::evaluate::{Decision, Decisions};
/// assert_eq!(Decisions::from(Decision::Allow).decided(), Some(Decision::Allow));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Decisions(u8);

impl Decisions {
    /// The decision, where only one is possible.
    #[must_use]
    pub fn decided(self) -> Option<Decision> {
        let mut possible = Decision::ALL.into_iter().filter(|decision| self.contains(*decision));
        let first = possible.next()?;
        possible.next().is_none().then_some(first)
    }

    /// Whether a decision is possible.
    #[must_use]
    pub fn contains(self, decision: Decision) -> bool {
        self.0 & (1 << decision as u8) != 0
    }

    /// The decisions possible here or there.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// As bits: 1 allow, 2 explicit deny, 4 implicit deny.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }
}

impl From<Decision> for Decisions {
    fn from(decision: Decision) -> Self {
        Self(1 << decision as u8)
    }
}

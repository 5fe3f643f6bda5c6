use std::rc::Rc;

use super::ground::Ground;
use super::level::{Level, Net, Outcome};
use super::matches::Matches;
use super::net::NetEffects;
use super::statement::StatementCoverage;
use crate::catalog::Catalog;
use crate::pattern::{Bindings, Bits, Budget};
use crate::policy::{Placed, Policy, Statement};

/// How many steps of the automata one statement may take; real policies take a few hundred.
const STATEMENT_STEPS: u64 = 100_000;

/// How many steps the net effect of one operation may take.
pub(super) const OPERATION_STEPS: u64 = 100_000;

/// What a policy that is being edited grants of a catalogue's operations.
///
/// ```
/// use std::rc::Rc;
/// use ramlight::{catalog::Catalog, coverage::{Coverage, Outcome}, policy::PolicyText};
/// let catalog = Rc::new(Catalog::api_gateway());
/// let text = PolicyText::new(r#"{"Version": "1", "Statement": [
///     {"Effect": "Allow", "Action": "apigateway:Describe*", "Resource": "*"}]}"#);
/// let mut coverage = Coverage::new(Rc::clone(&catalog));
/// coverage.follow(text.policy());
/// let operation = catalog.operation("apigateway:DescribeApi").unwrap();
/// assert_eq!(coverage.net(operation as usize).outcome, Outcome::Allowed);
/// ```
pub struct Coverage {
    ground: Rc<Ground>,
    statements: Vec<Placed>,
    skipped: bool,
    coverages: Vec<Rc<StatementCoverage>>,
    nets: Vec<Net>,
    matches: Matches,
    steps: u64,
}

impl Coverage {
    /// What the empty policy grants of a catalogue.
    #[must_use]
    pub fn new(catalog: Rc<Catalog>) -> Self {
        Self::over(Rc::new(Ground::new(catalog)))
    }

    /// The same over a catalogue that is ready; many can share one.
    #[must_use]
    pub fn over(ground: Rc<Ground>) -> Self {
        let nets = vec![Net::default(); ground.operation_count()];
        Self {
            ground,
            statements: Vec::new(),
            skipped: false,
            coverages: Vec::new(),
            nets,
            matches: Matches::default(),
            steps: 0,
        }
    }

    /// Takes the policy as it is now. What a statement covers is worked out anew only if the statement is another value
    /// than before, and the net effect only of the operations that such a statement touches or touched.
    pub fn follow(&mut self, policy: &Policy) {
        self.steps = 0;
        let mut changed = Bits::default();
        let mut gone = vec![true; self.coverages.len()];
        let mut coverages = Vec::with_capacity(policy.statements.len());
        for (index, placed) in policy.statements.iter().enumerate() {
            let kept = self.place_of(&placed.statement, index);
            let kept = kept.and_then(|at| Some((gone.get_mut(at)?, self.coverages.get(at)?)));
            coverages.push(match kept {
                Some((gone, coverage)) => {
                    *gone = false;
                    Rc::clone(coverage)
                }
                None => {
                    let coverage = self.cover(&placed.statement);
                    changed.union(&coverage.touched);
                    Rc::new(coverage)
                }
            });
        }
        for (_, coverage) in gone.iter().zip(&self.coverages).filter(|(gone, _)| **gone) {
            changed.union(&coverage.touched);
        }
        if policy.skipped != self.skipped {
            changed = Bits::full(0..self.nets.len());
        }
        self.statements.clone_from(&policy.statements);
        self.skipped = policy.skipped;
        self.coverages = coverages;
        if self.skipped {
            self.nets.fill(Net::same(Level::Undecided, Outcome::Undecided));
        } else {
            let mut effects = NetEffects::new(&self.ground, &self.statements, &self.coverages, OPERATION_STEPS);
            effects.weigh(&changed, &mut self.nets);
            self.steps += effects.steps();
        }
    }

    /// Where a statement stood before; mostly at the same place, or nearby.
    fn place_of(&self, statement: &Rc<Statement>, index: usize) -> Option<usize> {
        let same = |placed: &Placed| Rc::ptr_eq(&placed.statement, statement);
        let (before, after) = self.statements.split_at(index.min(self.statements.len()));
        match after.iter().position(same) {
            Some(ahead) => Some(before.len() + ahead),
            None => before.iter().rposition(same),
        }
    }

    /// Binds variables of the templates; everything is worked out anew. A value that does not fit a template
    /// ([`Template::unfit`](crate::pattern::Template::unfit)) leaves the variable there as it is.
    pub fn bind(&mut self, bindings: Bindings) {
        if bindings != self.ground.bindings {
            let policy = Policy {
                statements: std::mem::take(&mut self.statements),
                skipped: self.skipped,
                ..Policy::default()
            };
            *self = Self::over(Rc::new(self.ground.bound(bindings)));
            self.follow(&policy);
        }
    }

    fn cover(&mut self, statement: &Statement) -> StatementCoverage {
        let mut budget = Budget::new(STATEMENT_STEPS);
        let coverage = StatementCoverage::of(statement, &self.ground, &mut self.matches, &mut budget);
        self.steps += budget.taken();
        coverage
    }

    /// The policy's statements and their places.
    #[must_use]
    pub fn statements(&self) -> &[Placed] {
        &self.statements
    }

    /// Whether the text is too long to be analysed: everything is undecided then.
    #[must_use]
    pub fn is_skipped(&self) -> bool {
        self.skipped
    }

    /// The catalogue with what is bound in it.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// What each statement covers, in the order of the policy's statements.
    #[must_use]
    pub fn coverages(&self) -> &[Rc<StatementCoverage>] {
        &self.coverages
    }

    /// The net effect on each operation; the index is the operation's id.
    #[must_use]
    pub fn nets(&self) -> &[Net] {
        &self.nets
    }

    /// The net effect on one operation, by its id; nothing is granted of one that is not listed.
    #[must_use]
    pub fn net(&self, operation: usize) -> Net {
        self.nets.get(operation).copied().unwrap_or_default()
    }

    /// How many steps the automata took for the last policy.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }
}

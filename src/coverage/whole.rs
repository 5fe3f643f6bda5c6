use std::rc::Rc;

use super::ground::Ground;
use super::level::{Level, Net, Outcome};
use super::matches::Matches;
use super::net::NetEffects;
use super::statement::StatementCoverage;
use crate::catalog::Catalog;
use crate::condition::{Context, Truth};
use crate::pattern::{Bindings, Bits, Budget};
use crate::policy::{Placed, Policy, Statement};

/// How many steps of the automata one statement may take; real policies take a few hundred.
const STATEMENT_STEPS: u64 = 100_000;

/// How many steps the net effect of one operation may take.
pub(super) const OPERATION_STEPS: u64 = 100_000;

/// What a policy that is being edited, or several together, grant of a catalogue's operations.
///
/// ```
/// use std::rc::Rc;
/// use ramlight::{catalog::Catalog, coverage::{Coverage, Outcome}, policy::PolicyText};
/// let catalog = Rc::new(Catalog::api_gateway());
/// let text = PolicyText::new(r#"{"Version": "1", "Statement": [
///     {"Effect": "Allow", "Action": "apigateway:Describe*", "Resource": "*"}]}"#);
/// let mut coverage = Coverage::new(Rc::clone(&catalog));
/// coverage.follow(&[text.policy()]);
/// let operation = catalog.operation("apigateway:DescribeApi").unwrap();
/// assert_eq!(coverage.net(operation as usize).outcome, Outcome::Allowed);
/// ```
pub struct Coverage {
    ground: Rc<Ground>,
    statements: Vec<Placed>,
    /// Where the statements of each policy begin.
    firsts: Vec<usize>,
    skipped: bool,
    coverages: Vec<Rc<StatementCoverage>>,
    context: Context,
    /// Whether the conditions of each statement are met in the context.
    holds: Vec<Truth>,
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
            firsts: Vec::new(),
            skipped: false,
            coverages: Vec::new(),
            context: Context::open(),
            holds: Vec::new(),
            nets,
            matches: Matches::default(),
            steps: 0,
        }
    }

    /// Takes the policies as they are now; what they grant together, as the policies of a user and its groups are merged.
    /// What a statement covers is worked out anew only if the statement is another value than before, and the net effect
    /// only of the operations that such a statement touches or touched.
    pub fn follow(&mut self, policies: &[&Policy]) {
        let mut firsts = Vec::with_capacity(policies.len());
        let mut statements: Vec<Placed> = Vec::with_capacity(self.statements.len() + 1);
        for policy in policies {
            firsts.push(statements.len());
            statements.extend_from_slice(&policy.statements);
        }
        self.firsts = firsts;
        self.take(statements, policies.iter().any(|policy| policy.skipped));
    }

    fn take(&mut self, statements: Vec<Placed>, skipped: bool) {
        self.steps = 0;
        let mut changed = Bits::default();
        let mut gone = vec![true; self.coverages.len()];
        let mut coverages = Vec::with_capacity(statements.len());
        for (index, placed) in statements.iter().enumerate() {
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
        if skipped != self.skipped {
            changed = Bits::full(0..self.nets.len());
        }
        self.statements = statements;
        self.skipped = skipped;
        self.coverages = coverages;
        self.holds = self.truths();
        self.weigh(&changed);
    }

    /// Takes what is known of a request's context, instead of what was known before; nothing is known at first. What a
    /// statement covers by itself stays as it is. In the net effect a statement whose conditions are met counts as one
    /// without conditions, and one whose conditions are not met does not count; the others stay conditional. A faulty
    /// statement stays in the way whatever its conditions are.
    ///
    /// Keys that are not listed are unknown in a [`Context::open`], absent in another.
    pub fn assume(&mut self, context: Context) {
        self.steps = 0;
        self.context = context;
        let truths = self.truths();
        let mut changed = Bits::default();
        for ((before, now), coverage) in self.holds.iter().zip(&truths).zip(&self.coverages) {
            if before != now {
                changed.union(&coverage.touched);
            }
        }
        self.holds = truths;
        self.weigh(&changed);
    }

    fn truths(&self) -> Vec<Truth> {
        let truth = |placed: &Placed| placed.statement.truth(&self.context);
        self.statements.iter().map(truth).collect()
    }

    /// Works out the net effect on some operations.
    fn weigh(&mut self, operations: &Bits) {
        if self.skipped {
            self.nets.fill(Net::same(Level::Undecided, Outcome::Undecided));
            return;
        }
        let mut effects = NetEffects::new(
            &self.ground,
            &self.statements,
            &self.coverages,
            &self.holds,
            OPERATION_STEPS,
        );
        effects.weigh(operations, &mut self.nets);
        self.steps += effects.steps();
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
            let bound = Self::over(Rc::new(self.ground.bound(bindings)));
            let before = std::mem::replace(self, bound);
            self.context = before.context;
            self.firsts = before.firsts;
            self.take(before.statements, before.skipped);
        }
    }

    fn cover(&mut self, statement: &Statement) -> StatementCoverage {
        let mut budget = Budget::new(STATEMENT_STEPS);
        let coverage = StatementCoverage::of(statement, &self.ground, &mut self.matches, &mut budget);
        self.steps += budget.taken();
        coverage
    }

    /// The statements of all policies, one policy after the other; each place is one in its own policy's text.
    #[must_use]
    pub fn statements(&self) -> &[Placed] {
        &self.statements
    }

    /// How many policies there are.
    #[must_use]
    pub fn policy_count(&self) -> usize {
        self.firsts.len()
    }

    /// Which policy a statement is of, and which one it is there; both counted from 0.
    #[must_use]
    pub fn place(&self, statement: usize) -> (usize, usize) {
        let policy = self.firsts.partition_point(|first| *first <= statement);
        let policy = policy.saturating_sub(1);
        let first = self.firsts.get(policy).copied().unwrap_or(0);
        (policy, statement - first)
    }

    /// What is known of a request's context.
    #[must_use]
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Whether a statement's conditions are met by what is known of the context; those of one that there is not are.
    #[must_use]
    pub fn holds(&self, statement: usize) -> Truth {
        self.holds.get(statement).copied().unwrap_or(Truth::True)
    }

    /// Whether a text is too long to be analysed: everything is undecided then.
    #[must_use]
    pub fn is_skipped(&self) -> bool {
        self.skipped
    }

    /// The catalogue with what is bound in it.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// What each statement covers by itself, in the order of the statements.
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

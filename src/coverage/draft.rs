use std::rc::Rc;

use super::ground::Ground;
use super::level::{Level, Net, Outcome};
use super::matches::Matches;
use super::net::NetEffects;
use super::statement::StatementCoverage;
use crate::catalog::Catalog;
use crate::pattern::{Bindings, Bits, Budget};
use crate::policy::{Policy, Statement, is_too_long};
use crate::syntax::Tree;

/// How many steps of the automata one statement may take; real policies take a few hundred.
const STATEMENT_STEPS: u64 = 100_000;

/// How many steps the net effect of one operation may take.
const OPERATION_STEPS: u64 = 100_000;

/// One policy text that is being edited, and what it grants of a catalogue's operations.
///
/// ```
/// use std::rc::Rc;
/// use ramlight::{catalog::Catalog, coverage::{Draft, Outcome}};
/// let catalog = Rc::new(Catalog::api_gateway());
/// let mut draft = Draft::new(Rc::clone(&catalog));
/// draft.update(r#"{"Version": "1", "Statement": [
///     {"Effect": "Allow", "Action": "apigateway:Describe*", "Resource": "*"}]}"#);
/// let operation = catalog.operation("apigateway:DescribeApi").unwrap();
/// assert_eq!(draft.net(operation as usize).outcome, Outcome::Allowed);
/// ```
pub struct Draft {
    ground: Rc<Ground>,
    text: String,
    tree: Tree,
    policy: Policy,
    coverages: Vec<Rc<StatementCoverage>>,
    nets: Vec<Net>,
    matches: Matches,
    steps: u64,
}

impl Draft {
    /// An empty draft over a catalogue.
    #[must_use]
    pub fn new(catalog: Rc<Catalog>) -> Self {
        Self::over(Rc::new(Ground::new(catalog)))
    }

    /// An empty draft over a catalogue that is ready; many drafts can share one.
    #[must_use]
    pub fn over(ground: Rc<Ground>) -> Self {
        let nets = vec![Net::default(); ground.operation_count()];
        Self {
            ground,
            text: String::new(),
            tree: Tree::default(),
            policy: Policy::default(),
            coverages: Vec::new(),
            nets,
            matches: Matches::default(),
            steps: 0,
        }
    }

    /// Takes the text as it is now; any text will do. What a statement covers is worked out anew only if the statement changed, and the
    /// net effect only of the operations that such a statement touches or touched.
    pub fn update(&mut self, text: &str) {
        let tree = match is_too_long(text) {
            true => Tree::default(),
            false => Tree::parse(text),
        };
        let policy = Policy::read(&tree, text, &self.policy, &self.text);
        self.steps = 0;
        let mut changed = Bits::default();
        let mut gone = vec![true; self.coverages.len()];
        let mut coverages = Vec::with_capacity(policy.statements.len());
        for placed in &policy.statements {
            let kept = placed
                .kept
                .and_then(|index| Some((gone.get_mut(index)?, self.coverages.get(index)?)));
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
        if policy.skipped != self.policy.skipped {
            changed = Bits::full(0..self.nets.len());
        }
        self.text.clear();
        self.text.push_str(text);
        self.tree = tree;
        self.policy = policy;
        self.coverages = coverages;
        if self.policy.skipped {
            self.nets.fill(Net::same(Level::Undecided, Outcome::Undecided));
        } else {
            self.weigh(&changed);
        }
    }

    /// Binds variables of the templates; everything is worked out anew. A value that does not fit a template
    /// ([`Template::unfit`](crate::pattern::Template::unfit)) leaves the variable there as it is.
    pub fn bind(&mut self, bindings: Bindings) {
        if bindings != self.ground.bindings {
            self.ground = Rc::new(self.ground.bound(bindings));
            self.coverages.clear();
            self.policy = Policy::default();
            self.nets.fill(Net::default());
            let text = std::mem::take(&mut self.text);
            self.update(&text);
        }
    }

    fn cover(&mut self, statement: &Statement) -> StatementCoverage {
        let mut budget = Budget::new(STATEMENT_STEPS);
        let coverage = StatementCoverage::of(statement, &self.ground, &mut self.matches, &mut budget);
        self.steps += budget.taken();
        coverage
    }

    /// Works out the net effect on some operations.
    fn weigh(&mut self, operations: &Bits) {
        let mut effects = NetEffects::new(&self.ground, &self.policy, &self.coverages, OPERATION_STEPS);
        effects.weigh(operations, &mut self.nets);
        self.steps += effects.steps();
    }

    /// The text as it was given last.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as JSON; empty where it is too long to be analysed.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The text as a policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
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

    /// How many steps the automata took for the last text.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }
}

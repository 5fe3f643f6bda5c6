use super::beyond::{Lists, Undecided, Witness};
use super::clause::Clause;
use super::product::Field;
use super::readable::resources_of;
use super::space::Extra;
use crate::catalog::Catalog;
use crate::pattern::Budget;
use crate::policy::{Policy, PolicyKind};
use crate::text::order_by_text;

/// How many differences are listed in one direction at most.
pub const LISTED: usize = 1_000;
/// How many groups of actions that the catalogue does not have are listed in one direction at most.
const GROUPS: usize = 200;
/// The steps to look for such groups beyond those that some pattern names.
const GROUP_STEPS: u64 = 300_000;

/// What one policy grants, seen from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both grant the same.
    Equal,
    /// It grants less.
    Narrower,
    /// It grants more.
    Wider,
    /// It grants something that the other does not, and the other way round.
    Neither,
    /// That can't be told: the budget ran out, or a statement with an error could touch it.
    Undecided,
}

impl Relation {
    /// Its name in interfaces: `equal`, `narrower`, `wider`, `neither`, `undecided`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Narrower => "narrower",
            Self::Wider => "wider",
            Self::Neither => "neither",
            Self::Undecided => "undecided",
        }
    }
}

/// An action of which one policy grants something that another does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// An operation of the catalogue; where none shows the difference, the shortest action that does.
    pub action: String,
    /// A request that shows it.
    pub witness: Witness,
}

impl Difference {
    fn of(witness: Witness) -> Self {
        Self {
            action: witness.action.clone(),
            witness,
        }
    }
}

/// What a policy grants as seen from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How the one stands to the other.
    pub relation: Relation,
    /// What it grants and the other does not, by action.
    pub gained: Vec<Difference>,
    /// What it does not grant and the other does, by action.
    pub lost: Vec<Difference>,
    /// Whether more than what is listed was gained or lost.
    pub is_capped: bool,
}

/// What `b` grants as seen from `a`. What is gained and lost is listed as far as the budget goes, also where the relation
/// is undecided.
pub fn compare(a: &Policy, b: &Policy, catalog: &Catalog, budget: &mut Budget) -> Comparison {
    let (of_a, of_b) = (a.bare_statements(), b.bare_statements());
    let mut comparison = Comparison {
        relation: Relation::Undecided,
        gained: Vec::new(),
        lost: Vec::new(),
        is_capped: false,
    };
    if a.skipped || b.skipped {
        return comparison;
    }
    let extra = match a.kind == PolicyKind::Trust && b.kind == PolicyKind::Trust {
        true => assume_role(),
        false => Extra::default(),
    };
    let mut directions = [(&of_b, &of_a), (&of_a, &of_b)].map(|(one, other)| {
        let mut differences = Differences {
            lists: Lists::new(one, other),
            extra: &extra,
            catalog,
            found: Vec::new(),
            is_capped: false,
        };
        let is_more = differences.list(budget);
        (is_more, differences.found, differences.is_capped)
    });
    let [(is_more, gained, more), (is_less, lost, less)] = &mut directions;
    comparison.relation = match (&is_more, &is_less) {
        (Ok(false), Ok(false)) => Relation::Equal,
        (Ok(true), Ok(false)) => Relation::Wider,
        (Ok(false), Ok(true)) => Relation::Narrower,
        (Ok(true), Ok(true)) => Relation::Neither,
        _ => Relation::Undecided,
    };
    comparison.gained = std::mem::take(gained);
    comparison.lost = std::mem::take(lost);
    comparison.is_capped = *more || *less;
    comparison
}

/// A trust policy is asked when a role is assumed, and then alone.
pub(super) fn assume_role() -> Extra {
    Extra {
        actions: vec![vec![vec![Field::new("sts"), Field::new("assumerole")]]],
        resources: Vec::new(),
    }
}

/// The differences of one direction.
struct Differences<'a> {
    lists: Lists<'a>,
    extra: &'a Extra,
    catalog: &'a Catalog,
    found: Vec<Difference>,
    is_capped: bool,
}

impl<'a> Differences<'a> {
    /// Lists them; whether there are any.
    fn list(&mut self, budget: &mut Budget) -> Result<bool, Undecided> {
        let Some(first) = self.lists.beyond(self.extra, &[], budget)? else {
            return Ok(false);
        };
        if self
            .operations(budget)
            .and_then(|shown| self.groups(shown, budget))
            .is_err()
        {
            self.is_capped = true;
        }
        if self.found.is_empty() {
            self.found.push(Difference::of(first));
        }
        let actions: Vec<&str> = self.found.iter().map(|difference| &*difference.action).collect();
        let order = order_by_text(&actions);
        let mut found: Vec<Option<Difference>> = std::mem::take(&mut self.found).into_iter().map(Some).collect();
        self.found = order.into_iter().filter_map(|at| found.get_mut(at)?.take()).collect();
        self.is_capped |= self.found.len() > LISTED;
        self.found.truncate(LISTED);
        Ok(true)
    }

    /// The operations that differ; of what kinds their actions are.
    fn operations(&mut self, budget: &mut Budget) -> Result<Vec<Vec<bool>>, Undecided> {
        let mut shown: Vec<Vec<bool>> = Vec::new();
        let mut known: Vec<(Vec<bool>, u32, Option<Witness>)> = Vec::new();
        for (operation, at) in self.catalog.operations.iter().zip(0_u32..) {
            let Some(service) = self.catalog.services.get(operation.service as usize) else {
                continue;
            };
            let (code, name) = (service.code.to_ascii_lowercase(), operation.name.to_ascii_lowercase());
            let kind = self.lists.kind(&code, &name);
            let mut same = known
                .iter()
                .filter(|(of, requirement, _)| *of == kind && *requirement == operation.requirement);
            let witness = match same.next() {
                Some((.., witness)) => witness.clone(),
                None => {
                    let mut extra = self.extra.clone();
                    extra.actions.push(vec![vec![Field::new(&code), Field::new(&name)]]);
                    let resources = resources_of(self.catalog, at as usize);
                    extra.resources.extend((!resources.is_empty()).then_some(resources));
                    let witness = self.lists.beyond(&extra, &[], budget)?;
                    known.push((kind.clone(), operation.requirement, witness.clone()));
                    witness
                }
            };
            if let (Some(mut witness), Some(action)) = (witness, self.catalog.action(at)) {
                if !shown.contains(&kind) {
                    shown.push(kind);
                }
                witness.action.clone_from(&action);
                self.found.push(Difference { action, witness });
            }
        }
        Ok(shown)
    }

    /// The kinds of actions that differ and of which the catalogue has none: first those that the patterns name, then
    /// what is left.
    fn groups(&mut self, mut shown: Vec<Vec<bool>>, budget: &mut Budget) -> Result<(), Undecided> {
        let mut seen = shown.clone();
        for action in self.lists.plain_actions() {
            let (code, name) = action.split_once(':').unwrap_or_default();
            let kind = self.lists.kind(code, name);
            if seen.contains(&kind) {
                continue;
            }
            let mut extra = self.extra.clone();
            extra.actions.push(vec![vec![Field::new(code), Field::new(name)]]);
            if let Some(witness) = self.lists.beyond(&extra, &[], budget)? {
                self.found.push(Difference::of(witness));
                shown.push(kind.clone());
            }
            seen.push(kind);
        }
        let mut steps = Budget::new(GROUP_STEPS);
        for _ in 0..GROUPS {
            let kinds: Vec<Clause> = shown.iter().map(|kind| self.lists.of_kind(kind)).collect();
            let kinds: Vec<&Clause> = kinds.iter().collect();
            let Some(witness) = self.lists.beyond(self.extra, &kinds, &mut steps)? else {
                return Ok(());
            };
            let action = witness.action.to_ascii_lowercase();
            let (code, name) = action.split_once(':').unwrap_or_default();
            shown.push(self.lists.kind(code, name));
            self.found.push(Difference::of(witness));
        }
        self.is_capped = true;
        Ok(())
    }
}

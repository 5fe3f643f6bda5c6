use super::level::Level;
use super::meet::element_level;
use super::net::{Part, exact};
use super::whole::{Coverage, OPERATION_STEPS};
use crate::catalog::Requirement;
use crate::condition::Truth;
use crate::pattern::Budget;

/// What the policy allows of one template of an operation by itself.
///
/// For people to look at: what is allowed of the operation does not follow from these, because the templates of a call
/// share their region and account.
#[derive(Clone, Debug)]
pub struct TemplateLevels {
    /// The template's id.
    pub template: u32,
    /// Allowed at least.
    pub must: Level,
    /// Allowed at most.
    pub may: Level,
    /// The statements that name the operation and meet the template, by index, with their level on it; those whose
    /// conditions are not met too, though nothing is allowed or denied by them.
    pub statements: Vec<(usize, Level)>,
}

impl Coverage {
    /// The levels on each template of an operation's requirement, by alternative; nothing where it is not published.
    #[must_use]
    pub fn template_levels(&self, operation: usize) -> Vec<Vec<TemplateLevels>> {
        let requirement = self
            .ground()
            .requirement_of(operation)
            .map(|(_, requirement)| requirement);
        let alternatives = requirement.map_or(&[][..], |requirement| &requirement.alternatives);
        let levels = |ids: &Vec<u32>| ids.iter().map(|id| self.levels_on(operation, *id)).collect();
        alternatives.iter().map(levels).collect()
    }

    fn levels_on(&self, operation: usize, id: u32) -> TemplateLevels {
        let mut levels = TemplateLevels {
            template: id,
            must: Level::None,
            may: Level::None,
            statements: Vec::new(),
        };
        let Some(template) = self.ground().templates.get(id as usize) else {
            return levels;
        };
        let mut budget = Budget::new(OPERATION_STEPS);
        let mut parts = Vec::new();
        let mut blocked = self.is_skipped();
        for ((placed, coverage), index) in self.statements().iter().zip(self.coverages()).zip(0..) {
            blocked |= coverage.blocked.contains(operation);
            let statement = &*placed.statement;
            let resource = statement.resource.as_ref().filter(|_| !statement.faulty);
            let Some(resource) = resource.filter(|_| coverage.named.contains(operation)) else {
                continue;
            };
            let level = element_level(resource, template, &mut budget).unwrap_or(Level::Undecided);
            if level != Level::None {
                levels.statements.push((index, level));
                let holds = self.holds(index);
                if holds != Truth::False {
                    let is_conditional = holds == Truth::Unknown;
                    parts.push(Part {
                        statement,
                        level,
                        is_conditional,
                    });
                }
            }
        }
        let alone = Requirement {
            alternatives: vec![vec![id]],
        };
        let net = exact(self.ground(), &alone, &parts, &mut budget);
        (levels.must, levels.may) = match blocked {
            true => (Level::Undecided, Level::Undecided),
            false => (net.must, net.may),
        };
        levels
    }
}

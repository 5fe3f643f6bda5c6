use super::one_service::AsOne;
use crate::catalog::Catalog;
use crate::pattern::ResourcePattern;
use crate::policy::{ActionPattern, PatternAt, Placed, Policy};
use crate::text::Span;

/// What a rule looks at.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The policy; statements with an error are in it.
    pub policy: &'a Policy,
    /// How it reads if the codes of a service mean the same, where that makes a difference: what is concluded of several
    /// actions has to hold in this reading as well.
    pub as_one: Option<&'a AsOne<'a>>,
    /// Its text.
    pub source: &'a str,
    /// What is known of actions, resources and keys.
    pub catalog: &'a Catalog,
}

// All are lists: each rule would bring its own copy of the code that looks through the statements.
impl<'a> Subject<'a> {
    /// The statements of sound JSON, and their places: for what is said of one element, whatever is wrong with another.
    pub fn whole_statements(&self) -> std::vec::IntoIter<&'a Placed> {
        self.statements(false)
    }

    /// The statements without an error, and their places: for what is said of them as a whole.
    pub fn sound_statements(&self) -> std::vec::IntoIter<&'a Placed> {
        self.statements(true)
    }

    #[inline(never)]
    fn statements(&self, sound: bool) -> std::vec::IntoIter<&'a Placed> {
        let mut statements = Vec::new();
        for placed in &self.policy.statements {
            if placed.is_whole() && !(sound && placed.statement.faulty) {
                statements.push(placed);
            }
        }
        statements.into_iter()
    }

    /// The actions that can be read, in statements of sound JSON.
    #[inline(never)]
    pub fn actions(&self) -> std::vec::IntoIter<(&'a Placed, &'a PatternAt<ActionPattern>)> {
        let mut actions = Vec::new();
        for placed in self.whole_statements() {
            if let Some(element) = &placed.statement.action {
                for at in &element.patterns {
                    if at.pattern.is_some() {
                        actions.push((placed, at));
                    }
                }
            }
        }
        actions.into_iter()
    }

    /// The resources that can be read, in statements of sound JSON.
    #[inline(never)]
    pub fn resources(&self) -> std::vec::IntoIter<(&'a Placed, &'a PatternAt<ResourcePattern>)> {
        let mut resources = Vec::new();
        for placed in self.whole_statements() {
            if let Some(element) = &placed.statement.resource {
                for at in &element.patterns {
                    if at.pattern.is_some() {
                        resources.push((placed, at));
                    }
                }
            }
        }
        resources.into_iter()
    }
}

/// A field of an ARN, of which `acs` is the first (0) and the relative-id the last (4); of an action the RAM code is 0. Empty
/// where there is none.
#[inline(never)]
pub(super) fn field(text: &str, number: usize) -> &str {
    let mut rest = text;
    for _ in 0..number {
        let Some((_, after)) = rest.split_once(':') else {
            return "";
        };
        rest = after;
    }
    match rest.split_once(':') {
        Some((field, _)) if number < 4 => field,
        _ => rest,
    }
}

/// A span of a statement, in the text of its policy.
pub(super) fn in_text(placed: &Placed, span: Span) -> Span {
    span.shifted(placed.span.start)
}

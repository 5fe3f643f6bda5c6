use crate::pattern::Wildcard;
use crate::policy::ElementName;

/// A pattern, and one text that it matches: a pattern that does not match the text does not cover the pattern. Most
/// patterns of a list have nothing to do with each other, and are told apart by this at once.
pub(super) struct Sampled {
    wildcard: Wildcard,
    sample: String,
}

/// Stands where a wildcard does.
const ANY: &str = "\u{e000}";

impl Sampled {
    /// Of an action (in any case), or of a resource. Fields are not told apart here, so the pattern seems to match no less
    /// than it does.
    #[inline(never)]
    pub fn new(element: ElementName, text: &str) -> Self {
        let is_action = matches!(element, ElementName::Action | ElementName::NotAction);
        let text = match is_action {
            true => text.to_ascii_lowercase(),
            false => text.to_owned(),
        };
        // every action has a colon, so `*` and `*:*` are the same
        let sample = match (is_action, &*text) {
            (true, "*") => [ANY, ":", ANY].concat(),
            _ => text.replace(['*', '?'], ANY),
        };
        Self {
            wildcard: Wildcard::new(&text),
            sample,
        }
    }

    pub fn may_cover(&self, other: &Self) -> bool {
        self.wildcard.matches(&other.sample)
    }
}

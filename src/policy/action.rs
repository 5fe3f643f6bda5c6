use crate::pattern::NamePattern;

/// A pattern for actions: `*`, or RAM code and name matched separately, without case (`ram/language.md` §9.3).
#[derive(Clone, Debug)]
pub enum ActionPattern {
    /// A bare `*`: every action of every service.
    All,
    /// `code:name`.
    Named {
        /// The RAM code's pattern.
        service: NamePattern,
        /// The name's pattern.
        name: NamePattern,
    },
}

impl ActionPattern {
    /// Reads a pattern; `None` where it is neither `*` nor `code:name` of letters, digits, `-`, `_`, `.`, `/`, `*` and `?`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::All);
        }
        let (service, name) = text.split_once(':')?;
        let plain = |part: &str, more: &[u8]| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || more.contains(&byte))
        };
        (plain(service, b"*?-_.") && plain(name, b"*?-_./")).then(|| Self::Named {
            service: NamePattern::new(service),
            name: NamePattern::new(name),
        })
    }
}

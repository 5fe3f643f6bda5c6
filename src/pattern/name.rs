use super::part::SHORT;
use super::wildcard::Wildcard;

/// Which pairs of neighbouring characters a name holds, each pair hashed to one of 64 bits: a name can only match a
/// pattern if it has all of the pattern's pairs. Most names are ruled out by this one look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs(u64);

impl Pairs {
    /// The pairs of a text; those with a wildcard do not count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut pairs = 0;
        let mut before = b'*';
        for byte in text.bytes() {
            if !matches!(before, b'*' | b'?') && !matches!(byte, b'*' | b'?') {
                // of all factors 21 leaves the fewest names of operations to be looked at
                pairs |= 1 << (before.wrapping_mul(21).wrapping_add(byte) % 64);
            }
            before = byte;
        }
        Self(pairs)
    }

    /// Whether these hold all of `others`.
    #[must_use]
    pub const fn hold(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }
}

/// A pattern with the quickest way to hold many names against it: one part of an action, the RAM code or the name, which
/// are matched separately and lower-cased (`ram/language.md` §9.3); or one field of a resource, of which the case counts.
#[derive(Clone, Debug)]
pub enum NamePattern {
    /// `*`
    All,
    /// No wildcard.
    Literal(String),
    /// `text*`
    Prefix(String),
    /// `*text`
    Suffix(String),
    /// `*text*`
    Part(String),
    /// `text*text*text`: more than one part, no `?`.
    Parts {
        /// What stands before the first wildcard.
        prefix: String,
        /// What stands between two wildcards, none of it empty.
        inner: Box<[String]>,
        /// What stands behind the last wildcard.
        suffix: String,
        /// The pairs of all parts.
        pairs: Pairs,
    },
    /// Any other: one with a `?`, which is a character and not a byte, or with a long part between two `*`, which is not
    /// looked for at each place.
    General {
        /// What stands before the first wildcard.
        prefix: String,
        /// The pattern itself.
        wildcard: Wildcard,
        /// The pairs of the pattern.
        pairs: Pairs,
    },
}

impl NamePattern {
    /// Reads a pattern and lower-cases it: actions are matched without case (`ram/language.md` §1.2).
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::in_case(text.to_ascii_lowercase())
    }

    /// The pattern for names of which the case counts.
    #[must_use]
    pub fn in_case(text: String) -> Self {
        let Some(first) = text.find(['*', '?']) else {
            return Self::Literal(text);
        };
        let (prefix, wild) = text.split_at(first);
        let inner = wild.trim_matches('*');
        if inner.is_empty() {
            return match prefix {
                "" => Self::All,
                prefix => Self::Prefix(prefix.to_owned()),
            };
        }
        if prefix.is_empty() && !inner.contains(['*', '?']) {
            match wild.ends_with('*') {
                true if inner.len() <= SHORT => return Self::Part(inner.to_owned()),
                true => {}
                false => return Self::Suffix(inner.to_owned()),
            }
        }
        let prefix = prefix.to_owned();
        let pairs = Pairs::of(&text);
        if text.contains('?') || wild.split('*').any(|part| part.len() > SHORT) {
            let wildcard = Wildcard::new(&text);
            return Self::General {
                prefix,
                wildcard,
                pairs,
            };
        }
        let mut inner: Vec<String> = Vec::new();
        let mut suffix = "";
        for part in wild.split('*') {
            if !suffix.is_empty() {
                inner.push(suffix.to_owned());
            }
            suffix = part;
        }
        Self::Parts {
            prefix,
            suffix: suffix.to_owned(),
            inner: inner.into_boxed_slice(),
            pairs,
        }
    }

    /// Whether one name matches; lower-cased, if the pattern is.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Literal(text) => name == text,
            Self::Prefix(text) => name.starts_with(text.as_str()),
            Self::Suffix(text) => name.ends_with(text.as_str()),
            Self::Part(text) => place(name.as_bytes(), text.as_bytes()).is_some(),
            Self::Parts {
                prefix, inner, suffix, ..
            } => match name.strip_prefix(prefix.as_str()) {
                Some(rest) => rest
                    .strip_suffix(suffix.as_str())
                    .is_some_and(|rest| follow(rest.as_bytes(), inner)),
                None => false,
            },
            Self::General { prefix, wildcard, .. } => name.starts_with(prefix.as_str()) && wildcard.matches(name),
        }
    }

    /// The text that every matching name begins with, lower-cased.
    #[must_use]
    pub fn prefix(&self) -> &str {
        match self {
            Self::All | Self::Suffix(_) | Self::Part(_) => "",
            Self::Literal(text) | Self::Prefix(text) => text,
            Self::Parts { prefix, .. } | Self::General { prefix, .. } => prefix,
        }
    }

    /// The pairs of characters that every matching name holds.
    #[must_use]
    pub fn pairs(&self) -> Pairs {
        match self {
            Self::All => Pairs::default(),
            Self::Literal(text) | Self::Prefix(text) | Self::Suffix(text) | Self::Part(text) => Pairs::of(text),
            Self::Parts { pairs, .. } | Self::General { pairs, .. } => *pairs,
        }
    }
}

/// Where `part`, which is not empty, first stands in `name`. Names are short, so a plain look at each place beats a
/// search that has to be prepared.
fn place(name: &[u8], part: &[u8]) -> Option<usize> {
    name.windows(part.len())
        .position(|window| window.first() == part.first() && window == part)
}

/// Whether the parts stand one behind the other in `rest`: each is taken where it comes first, which leaves most to
/// those after it.
fn follow(mut rest: &[u8], parts: &[String]) -> bool {
    parts.iter().all(
        |part| match place(rest, part.as_bytes()).and_then(|at| rest.get(at + part.len()..)) {
            Some(after) => {
                rest = after;
                true
            }
            None => false,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::NamePattern;

    /// Every row runs through the quick match and the bare wildcard.
    #[test]
    fn all_ways_agree() {
        let names = [
            "describeapi",
            "describeapis",
            "createapi",
            "a",
            "",
            "a[b]",
            "a/b",
            "api",
            "中文api",
            "a\\b",
            "a!b",
            "describeapisdescribeapisdescribeapis",
            "adescribeapisdescribeapisdescribeapisda",
            "dodescribeapisdescribeapisdescribeapisda",
        ];
        let patterns = [
            "*",
            "Describe*",
            "*API",
            "*api*",
            "d*api",
            "?",
            "describeap?",
            "*?i",
            "a**b",
            "a[b]",
            "a*]",
            "a?b",
            "a/**/b",
            "**/api",
            "a\\?",
            "a{b,c}*",
            "!*",
            "?*api",
            "*中?api",
            "a*!*",
            "",
            "*describeapisdescribeapisdescribeapis*",
            "*d*describeapisdescribeapisdescribeapis*a",
        ];
        for text in patterns {
            let pattern = NamePattern::new(text);
            let wildcard = super::Wildcard::new(&text.to_ascii_lowercase());
            for name in names {
                let expected = wildcard.matches(name);
                assert_eq!(pattern.matches(name), expected, "{text} on {name}");
                assert!(
                    !expected || name.starts_with(pattern.prefix()),
                    "{text} on {name}, prefix"
                );
            }
        }
    }
}

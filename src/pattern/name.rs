use globset::GlobBuilder;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};

use super::wildcard::Wildcard;

/// From how many names on a pattern with an inner wildcard is worth an automaton of globset's: making one costs as
/// much as a plain match of about this many names (`make bench`).
const WORTH_AN_AUTOMATON: usize = 512;

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
                pairs |= 1 << (before.wrapping_mul(7).wrapping_add(byte) % 64);
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
    /// Any other: an inner wildcard, or a `?`.
    General {
        /// What stands before the first wildcard.
        prefix: String,
        /// The pattern itself.
        wildcard: Wildcard,
        /// The pattern as written, in its case.
        text: String,
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
            return match wild.ends_with('*') {
                true => Self::Part(inner.to_owned()),
                false => Self::Suffix(inner.to_owned()),
            };
        }
        Self::General {
            prefix: prefix.to_owned(),
            wildcard: Wildcard::new(&text),
            text,
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
            Self::Part(text) => holds(name.as_bytes(), text.as_bytes()),
            Self::General { prefix, wildcard, .. } => name.starts_with(prefix.as_str()) && wildcard.matches(name),
        }
    }

    /// The text that every matching name begins with, lower-cased.
    #[must_use]
    pub fn prefix(&self) -> &str {
        match self {
            Self::All | Self::Suffix(_) | Self::Part(_) => "",
            Self::Literal(text) | Self::Prefix(text) => text,
            Self::General { prefix, .. } => prefix,
        }
    }

    /// The pairs of characters that every matching name holds.
    #[must_use]
    pub fn pairs(&self) -> Pairs {
        match self {
            Self::All => Pairs::default(),
            Self::Literal(text) | Self::Prefix(text) | Self::Suffix(text) | Self::Part(text) => Pairs::of(text),
            Self::General { text, .. } => Pairs::of(text),
        }
    }

    /// The test for about `names` names: the same answers as [`NamePattern::matches`], an automaton where it pays.
    #[must_use]
    pub fn for_many(&self, names: usize) -> Matcher<'_> {
        match self {
            // To globset `?` is one byte, to RAM one character.
            Self::General { text, .. } if names >= WORTH_AN_AUTOMATON && !text.contains('?') => match automaton(text) {
                Some(automaton) => {
                    let cache = Box::new(automaton.create_cache());
                    Matcher::Automaton {
                        pattern: self,
                        automaton: Box::new(automaton),
                        cache,
                    }
                }
                None => Matcher::Plain(self),
            },
            _ => Matcher::Plain(self),
        }
    }
}

/// Whether `name` holds `part`, which is not empty. Names are short, so a plain look at each place beats a search that
/// has to be prepared.
fn holds(name: &[u8], part: &[u8]) -> bool {
    name.windows(part.len())
        .any(|window| window.first() == part.first() && window == part)
}

/// A [`NamePattern`] made ready for a number of names.
pub enum Matcher<'p> {
    /// The pattern itself.
    Plain(&'p NamePattern),
    /// An automaton for it.
    Automaton {
        /// The pattern itself, for when the automaton gives up.
        pattern: &'p NamePattern,
        /// The automaton, which is built as names are matched.
        automaton: Box<DFA>,
        /// What is built of it.
        cache: Box<Cache>,
    },
}

impl Matcher<'_> {
    /// Whether one name matches; lower-cased, if the pattern is.
    pub fn matches(&mut self, name: &str) -> bool {
        match self {
            Self::Plain(pattern) => pattern.matches(name),
            Self::Automaton {
                pattern,
                automaton,
                cache,
            } => {
                let input = Input::new(name).anchored(Anchored::Yes);
                match automaton.try_search_fwd(cache, &input) {
                    Ok(found) => found.is_some(),
                    Err(_) => pattern.matches(name),
                }
            }
        }
    }
}

/// An automaton for a pattern that knows only `*` and `?`, by way of globset.
///
/// globset gives `[ ] { } ! \` and `**` a meaning, so the former are escaped and runs of `*` collapsed. Its own matcher
/// brings every engine that regex has; the one needed here, run on globset's regular expression, makes the .wasm a
/// third smaller. `None` where the pattern is beyond a size limit: the plain match serves then.
fn automaton(text: &str) -> Option<DFA> {
    let mut glob = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '*' if glob.ends_with('*') => {}
            '[' | ']' | '{' | '}' | '!' | '\\' => {
                glob.push('\\');
                glob.push(character);
            }
            character => glob.push(character),
        }
    }
    let glob = GlobBuilder::new(&glob)
        .literal_separator(false)
        .backslash_escape(true)
        .build()
        .ok()?;
    // As globset itself reads its expressions.
    let syntax = syntax::Config::new().utf8(false).dot_matches_new_line(true);
    DFA::builder().syntax(syntax).build(glob.regex()).ok()
}

#[cfg(test)]
mod tests {
    use super::NamePattern;

    /// Every row runs through the plain match, globset's automaton and the bare wildcard.
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
        ];
        for text in patterns {
            let pattern = NamePattern::new(text);
            let mut many = pattern.for_many(usize::MAX);
            let wildcard = super::Wildcard::new(&text.to_ascii_lowercase());
            for name in names {
                let expected = wildcard.matches(name);
                assert_eq!(pattern.matches(name), expected, "{text} on {name}");
                assert_eq!(many.matches(name), expected, "{text} on {name}, many");
                assert!(
                    !expected || name.starts_with(pattern.prefix()),
                    "{text} on {name}, prefix"
                );
            }
        }
    }
}

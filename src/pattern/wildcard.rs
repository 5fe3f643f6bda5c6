use std::fmt;

use super::part::{find, meets};

/// One wildcard pattern: `*` is any run of characters, the empty one too, `?` exactly one character (not byte).
///
/// There is no escape: a literal `*` or `?` cannot be written (`ram/language.md` §1.3). Runs of wildcards are kept in
/// one form (`*?*` is `?*`), so patterns that are the same but for such a run are equal.
///
/// ```
/// use ramlight::pattern::Wildcard;
/// assert!(Wildcard::new("api?roup/*").matches("apigroup/g-1"));
/// assert_eq!(Wildcard::new("a**?b"), Wildcard::new("a?*b"));
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wildcard {
    tokens: Box<[Token]>,
}

/// One step of a [`Wildcard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Token {
    /// This character.
    Character(char),
    /// `?`: any one character.
    One,
    /// `*`: any run of characters. Never beside another `Any`, never before a `One`.
    Any,
}

impl Wildcard {
    /// Reads a pattern; every text is one. Nothing is trimmed and no case is changed.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut tokens = Vec::with_capacity(text.len());
        let mut any = false;
        for character in text.chars() {
            match character {
                '*' => any = true,
                '?' => tokens.push(Token::One),
                character => {
                    if std::mem::take(&mut any) {
                        tokens.push(Token::Any);
                    }
                    tokens.push(Token::Character(character));
                }
            }
        }
        if any {
            tokens.push(Token::Any);
        }
        Self {
            tokens: tokens.into_boxed_slice(),
        }
    }

    /// The steps of the pattern, runs of wildcards in their one form.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether the pattern matches every text.
    #[must_use]
    pub fn matches_all(&self) -> bool {
        matches!(*self.tokens, [Token::Any])
    }

    /// Whether the pattern matches every text but the empty one.
    #[must_use]
    pub fn matches_all_non_empty(&self) -> bool {
        matches!(*self.tokens, [Token::Any] | [Token::One, Token::Any])
    }

    /// Whether the pattern is the empty text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Whether the pattern matches `text` as a whole. No character is read much more than 32 times.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.run(text.chars(), None)
    }

    /// Whether the pattern certainly matches every text that `sample` stands for, each `variable` in it being any
    /// non-empty text: every variable falls to a `*`. A pattern that needs more than that to match may be missed.
    #[must_use]
    pub fn covers(&self, sample: &str, variable: char) -> bool {
        self.run(sample.chars(), Some(variable))
    }

    /// The match itself; a `variable` is met by a `*` only. What stands before the first `*` and behind the last has its
    /// place; each part between them is taken where it comes first, which leaves most to those after it.
    fn run<C>(&self, mut rest: C, variable: Option<char>) -> bool
    where
        C: DoubleEndedIterator<Item = char> + Clone,
    {
        let mut parts = self.tokens.split(|token| *token == Token::Any);
        let mut before = parts.next().unwrap_or_default().iter();
        if !before.all(|token| meets(*token, rest.next(), variable)) {
            return false;
        }
        let Some(behind) = parts.next_back() else {
            return rest.next().is_none();
        };
        let mut behind = behind.iter().rev();
        behind.all(|token| meets(*token, rest.next_back(), variable))
            && parts.all(|part| find(part, &mut rest, variable))
    }
}

impl fmt::Display for Wildcard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tokens.iter().try_for_each(|token| match token {
            Token::Character(character) => write!(f, "{character}"),
            Token::One => write!(f, "?"),
            Token::Any => write!(f, "*"),
        })
    }
}

impl fmt::Debug for Wildcard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wildcard({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::Wildcard;

    #[test]
    fn matches_as_the_language_says() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("*", "a/b:c", true),
            ("?", "", false),
            ("?", "中", true),
            ("??", "中", false),
            ("a*c", "abbc", true),
            ("a*c", "abb", false),
            ("*a*b", "xaxbxab", true),
            ("*ab", "aab", true),
            ("*ab*ab", "ab", false),
            ("a?*", "a", false),
            ("a*?", "ab", true),
            ("apigroup/*", "apigroup/", true),
            ("apigroup/*", "apigroup/x/y", true),
            ("[a]", "a", false),
            ("[a]", "[a]", true),
            ("{a,b}", "a", false),
            ("\\*", "\\x", true),
        ] {
            assert_eq!(Wildcard::new(pattern).matches(text), expected, "{pattern} on {text}");
        }
    }

    /// Characters, with a count of how often one was read.
    #[derive(Clone)]
    struct Counted<'a> {
        characters: std::str::Chars<'a>,
        read: &'a std::cell::Cell<usize>,
    }

    impl Iterator for Counted<'_> {
        type Item = char;

        fn next(&mut self) -> Option<char> {
            self.read.set(self.read.get() + 1);
            self.characters.next()
        }
    }

    impl DoubleEndedIterator for Counted<'_> {
        fn next_back(&mut self) -> Option<char> {
            self.read.set(self.read.get() + 1);
            self.characters.next_back()
        }
    }

    #[test]
    fn a_crafted_pattern_reads_no_character_often() {
        let text = "a".repeat(20_000);
        let a = "a".repeat(3_000);
        for (pattern, expected) in [
            (format!("*{a}b*"), false),
            (format!("*{a}b"), false),
            (format!("*{a}?b*"), false),
            (format!("*?{a}*"), true),
            (["*"; 1_500].join("a"), true),
            (["*"; 1_500].join("a") + "b", false),
            (["*"; 600].join("aaaab"), false),
            (format!("*{}b*", "a?".repeat(1_500)), false),
            (["*"; 30].join(&a), false),
        ] {
            let read = std::cell::Cell::new(0);
            let characters = text.chars();
            let counted = Counted {
                characters,
                read: &read,
            };
            let shown: String = pattern.chars().take(8).collect();
            assert_eq!(Wildcard::new(&pattern).run(counted, None), expected, "{shown}");
            assert!(read.get() <= 34 * text.len(), "{shown} reads {}", read.get());
        }
    }

    /// Parts on both sides of the length from which on another search finds them, and of each 64 tokens.
    #[test]
    fn long_parts_are_found_where_they_stand() {
        for length in [31, 32, 33, 63, 64, 65, 127, 128, 129, 200] {
            let part: String = ('a'..='z').cycle().take(length).collect();
            let holes: String = (part.chars().zip(0..))
                .map(|(letter, at)| if at % 5 == 3 { '?' } else { letter })
                .collect();
            for (pattern, text, expected) in [
                (format!("*{part}*"), format!("ab{part}"), true),
                (format!("*{part}*"), part.clone(), true),
                (format!("*{part}*{part}*"), format!("{part}{part}"), true),
                (format!("*{part}*{part}*"), format!("{part}b{part}"), true),
                (format!("*{part}*{part}*"), part.clone(), false),
                (format!("*{part}*z?*"), format!("{part}z"), false),
                (format!("*{holes}*"), format!("中{part}中"), true),
                (
                    format!("*{holes}*"),
                    format!("a{}b", part.replacen('b', "中", 1)),
                    false,
                ),
                (format!("*{holes}*"), format!("a{}b", part.replacen('d', "中", 1)), true),
                (format!("*{part}*"), part.chars().skip(1).collect(), false),
                (
                    format!("*{part}*"),
                    format!("{}!", part.chars().take(length - 1).collect::<String>()),
                    false,
                ),
            ] {
                assert_eq!(Wildcard::new(&pattern).matches(&text), expected, "{pattern} on {text}");
            }
            // a variable outside falls to the stars, one in a hole does not
            let outside = Wildcard::new(&format!("*{holes}*"));
            assert!(outside.covers(&format!("${part}$"), '$'), "{length}");
            let inside = part.replacen('d', "$", 1);
            assert!(outside.matches(&inside) && !outside.covers(&inside, '$'), "{length}");
        }
    }

    #[test]
    fn covers_only_what_falls_to_a_star() {
        for (pattern, sample, expected) in [
            ("group/*", "group/$", true),
            ("*", "$", true),
            ("g?oup/*", "group/$", true),
            ("group/?", "group/$", false),
            ("group/?*", "group/$", false),
            ("group/$", "group/$", false),
            ("*/x", "$/x", true),
            ("a*b*", "a$b", true),
            ("group/*", "groups/$", false),
        ] {
            assert_eq!(
                Wildcard::new(pattern).covers(sample, '$'),
                expected,
                "{pattern} on {sample}"
            );
        }
    }
}

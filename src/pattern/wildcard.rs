use std::fmt;

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

    /// Whether the pattern matches `text` as a whole; linear in all but crafted cases, never worse than quadratic.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.run(text, None)
    }

    /// Whether the pattern certainly matches every text that `sample` stands for, each `variable` in it being any
    /// non-empty text: every variable falls to a `*`. A pattern that needs more than that to match may be missed.
    #[must_use]
    pub fn covers(&self, sample: &str, variable: char) -> bool {
        self.run(sample, Some(variable))
    }

    /// The match itself; a `variable` is met by a `*` only.
    fn run(&self, text: &str, variable: Option<char>) -> bool {
        let mut tokens = self.tokens.as_ref();
        let mut rest = text.chars();
        // Where to go on after the last `*` took one more character.
        let mut retry: Option<(&[Token], std::str::Chars<'_>)> = None;
        loop {
            if let [Token::Any, after @ ..] = tokens {
                tokens = after;
                retry = Some((after, rest.clone()));
                continue;
            }
            let mut ahead = rest.clone();
            let met = match (tokens, ahead.next()) {
                ([], None) => return true,
                (_, found) if found.is_some() && found == variable => None,
                ([Token::One, after @ ..], Some(_)) => Some(after),
                ([Token::Character(wanted), after @ ..], Some(found)) if *wanted == found => Some(after),
                _ => None,
            };
            if let Some(after) = met {
                tokens = after;
                rest = ahead;
                continue;
            }
            let Some((after, from)) = &mut retry else {
                return false;
            };
            if from.next().is_none() {
                return false;
            }
            tokens = after;
            rest = from.clone();
        }
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

/// How grave a diagnostic is: the four classes of RAM's own policy check (`ram/language.md` §6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// RAM would refuse the policy.
    Error,
    /// The policy may grant more, or deny less, than it seems to.
    SecurityWarning,
    /// The policy may not do what it seems to.
    GeneralWarning,
    /// The policy could be simpler or clearer.
    Suggestion,
}

impl Severity {
    /// The name used in JSON: `error`, `security-warning`, `general-warning` or `suggestion`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::SecurityWarning => "security-warning",
            Self::GeneralWarning => "general-warning",
            Self::Suggestion => "suggestion",
        }
    }
}

/// The language of a wording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

/// A row of a message table.
///
/// Wording follows one style: lower-case start, no full stop, the user's text in backticks, advice in `help`.
#[derive(Debug)]
pub struct Message {
    /// The stable code, `RAM` and three digits.
    pub code: &'static str,
    /// The stable name, in kebab case.
    pub name: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What it says and what to do, in English and then in Chinese, each a line. They are one text because each by itself
    /// would cost a place and a length in the `.wasm`.
    pub(super) wordings: &'static str,
}

/// Messages are told by their codes.
impl PartialEq for Message {
    #[inline(never)]
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Message {}

impl Message {
    /// The wording in one language.
    #[must_use]
    pub fn wording(&self, locale: Locale) -> Wording {
        let mut lines = self.wordings.lines();
        if locale == Locale::Chinese {
            lines.nth(1);
        }
        Wording {
            message: lines.next().unwrap_or(""),
            help: lines.next().unwrap_or(""),
        }
    }
}

/// A message and its advice in one language, with `{0}`, `{1}` … for the arguments.
#[derive(Debug)]
pub struct Wording {
    /// What is wrong.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl Wording {
    /// The message with its arguments filled in.
    #[must_use]
    pub fn message(&self, arguments: &[String]) -> String {
        fill(self.message, arguments)
    }

    /// The advice with its arguments filled in.
    #[must_use]
    pub fn help(&self, arguments: &[String]) -> String {
        fill(self.help, arguments)
    }
}

/// `template` with `{0}` … `{9}` replaced; an argument's own braces stay as they are.
#[must_use]
pub fn fill(template: &str, arguments: &[String]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((number, after)) = from.split_once('}') else {
            filled.push('{');
            rest = from;
            continue;
        };
        match number.parse::<usize>().ok().and_then(|n| arguments.get(n)) {
            Some(argument) => filled.push_str(argument),
            None => {
                filled.push('{');
                filled.push_str(number);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

//! What is said of policies that cannot be read, and of files that are not sound, in English and Chinese.

use crate::diagnostic::{Diagnostic, Locale};
use crate::text::Span;

/// Why a policy cannot be read from its file alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is what an expression gives: a variable, a function.
    Unknown(String),
    /// It stands in another file, which this expression reads.
    OtherFile(String),
    /// Directives (`%{ for … }`) put it together.
    Directives,
    /// It is longer than [`super::DOCUMENT_LIMIT`], or nests too deep, when it is written out.
    TooLong,
    /// There is neither a text nor an object.
    NoDocument,
}

/// Something wrong with an outer file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it was seen.
    pub span: Span,
    fault: Fault,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    TooLarge,
    /// With what the parser says.
    Terraform(String),
    Yaml(String),
    Json(Diagnostic),
}

/// How much of an expression is told.
const SHOWN: usize = 60;

impl Reason {
    /// The value is what `expression` gives.
    pub(super) fn unknown(expression: &str) -> Self {
        Self::Unknown(shortened(expression))
    }

    pub(super) fn other_file(expression: &str) -> Self {
        Self::OtherFile(shortened(expression))
    }

    /// A name that does not change: `unknown`, `other-file`, `directives`, `too-long` or `no-document`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown",
            Self::OtherFile(_) => "other-file",
            Self::Directives => "directives",
            Self::TooLong => "too-long",
            Self::NoDocument => "no-document",
        }
    }

    /// The reason in a sentence.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        let (english, chinese) = match self {
            Self::Unknown(_) => (
                "the policy is `{0}`, and what that gives is not known from this file",
                "策略为 `{0}`，仅凭此文件无法得知其值",
            ),
            Self::OtherFile(_) => (
                "the policy stands in another file, which `{0}` reads; check that file",
                "策略在另一个文件中，由 `{0}` 读取；请检查该文件",
            ),
            Self::Directives => (
                "directives (`%{ … }`) put the policy together; what it says is not known from this file",
                "策略由指令（`%{ … }`）拼成，仅凭此文件无法得知其内容",
            ),
            Self::TooLong => (
                "the policy is longer than 262,144 bytes when it is written out, or nests too deep",
                "策略展开后超过 262,144 字节，或嵌套过深",
            ),
            Self::NoDocument => (
                "there is neither a text nor an object where the policy should stand",
                "应为策略的位置既不是文本也不是对象",
            ),
        };
        let argument = match self {
            Self::Unknown(expression) | Self::OtherFile(expression) => expression,
            Self::Directives | Self::TooLong | Self::NoDocument => "",
        };
        choose(locale, english, chinese).replace("{0}", argument)
    }
}

impl Problem {
    pub(super) fn too_large() -> Self {
        Self {
            span: Span::at(0),
            fault: Fault::TooLarge,
        }
    }

    pub(super) fn terraform(span: Span, detail: String) -> Self {
        Self {
            span,
            fault: Fault::Terraform(detail),
        }
    }

    pub(super) fn yaml(span: Span, detail: String) -> Self {
        Self {
            span,
            fault: Fault::Yaml(detail),
        }
    }

    pub(super) fn json(problem: &Diagnostic) -> Self {
        Self {
            span: problem.span,
            fault: Fault::Json(problem.clone()),
        }
    }

    /// What is wrong, in a sentence; what the parser of Terraform or YAML says in it is English.
    #[must_use]
    pub fn text(&self, locale: Locale) -> String {
        let (english, chinese, detail) = match &self.fault {
            Fault::TooLarge => ("the file is too large to be read", "文件过大，无法读取", String::new()),
            Fault::Terraform(detail) => (
                "the file is not sound Terraform: {0}",
                "文件不是有效的 Terraform：{0}",
                detail.clone(),
            ),
            Fault::Yaml(detail) => (
                "the file is not sound YAML: {0}",
                "文件不是有效的 YAML：{0}",
                detail.clone(),
            ),
            Fault::Json(problem) => (
                "the file is not sound JSON: {0}",
                "文件不是有效的 JSON：{0}",
                problem.text(locale),
            ),
        };
        choose(locale, english, chinese).replace("{0}", &detail)
    }
}

fn choose(locale: Locale, english: &'static str, chinese: &'static str) -> &'static str {
    match locale {
        Locale::English => english,
        Locale::Chinese => chinese,
    }
}

/// An expression in one line, cut where it is long.
fn shortened(expression: &str) -> String {
    let mut words = String::new();
    for word in expression.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        if words.chars().count() + word.chars().count() > SHOWN {
            words.extend(word.chars().take(SHOWN.saturating_sub(words.chars().count())));
            words.push('…');
            break;
        }
        words.push_str(word);
    }
    words
}

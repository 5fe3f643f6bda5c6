use crate::text::{find, is_one_of};
use std::fmt;

/// A resource as a service presents it: `acs:service:region:account:relative-id` with variables.
///
/// `*` in a template is the literal character: for a create or list call the service presents `apigroup/*` itself.
///
/// ```
/// use ramlight::pattern::Template;
/// let template = Template::parse("acs:apigateway:$regionid:$accountid:apigroup/$groupId").unwrap();
/// assert_eq!(template.resource_type(), "apigroup");
/// assert_eq!(template.variables(), ["regionid", "accountid", "groupId"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    /// The lone `*` that an action without resource-level authorisation presents.
    All,
    /// The five fields.
    Arn {
        /// The RAM code; always literal.
        service: String,
        /// The region: one variable, or literal (perhaps empty, perhaps `*`).
        region: Field,
        /// The account: one variable, or literal.
        account: Field,
        /// What the service itself defines.
        relative_id: Vec<Piece>,
    },
}

/// The region or account of a template: the two fields that all templates of a call share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// This text.
    Literal(String),
    /// Any non-empty text without `:` that is not a lone `*` (which stands for "global", `ram/language.md` §9.12).
    Variable(String),
}

/// A part of a relative-id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// This text.
    Literal(String),
    /// Any non-empty text without `:` and, unless `path`, without `/`. Written `$name`, `{#name}` or, as a path, `{name*}`.
    Variable {
        /// The name without its sigil.
        name: String,
        /// Whether the text may hold `/`.
        path: bool,
    },
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// It does not begin with `acs:`.
    Prefix,
    /// It has this many fields instead of five.
    Fields(usize),
    /// The service is no RAM code: lower-case letters, digits and `-`.
    Service,
    /// Nothing stands after the fourth colon.
    RelativeId,
    /// A region or account mixes literal text and a variable.
    MixedField(String),
    /// A `$` or `{` without a name, or a `{` without `}`.
    Variable(String),
    /// Text that no resource name has: a trace of markdown or of another notation (`**`, `%s`, `<id>`, a blank …).
    Text(String),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix => write!(f, "a template begins with `acs:`"),
            Self::Fields(n) => write!(f, "a template has 5 fields, this one has {n}"),
            Self::Service => write!(
                f,
                "the second field is the RAM code of the service: lower-case letters, digits and `-`"
            ),
            Self::RelativeId => write!(f, "nothing stands after the fourth colon"),
            Self::MixedField(field) => {
                write!(f, "a region or account is one variable or literal text, not `{field}`")
            }
            Self::Variable(at) => write!(f, "`{at}` is no variable: write `$name`, `{{#name}}` or `{{name*}}`"),
            Self::Text(text) => write!(
                f,
                "`{text}` cannot stand in a resource: write a variable as `$name` or `{{#name}}`"
            ),
        }
    }
}

impl std::error::Error for TemplateError {}

impl Template {
    /// Reads a template; variables are `$name`, `{#name}`, `{name}`, or `{name*}` for a path.
    ///
    /// A name is made of ASCII letters, digits and `_`, in braces also of `-` and `.`.
    ///
    /// # Errors
    /// When the text is not `*` and not five fields of literals and variables, or has text that no resource name has.
    ///
    /// ```
    /// use ramlight::pattern::{Template, TemplateError};
    /// assert_eq!(Template::parse("acs:ecs:{#regionId}:"), Err(TemplateError::Fields(4)));
    /// ```
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        if text == "*" {
            return Ok(Self::All);
        }
        let rest = text.strip_prefix("acs:").ok_or(TemplateError::Prefix)?;
        let fields: Vec<&str> = rest.splitn(4, ':').collect();
        let [service, region, account, relative_id] = fields.as_slice() else {
            return Err(TemplateError::Fields(fields.len() + 1));
        };
        if !is_ram_code(service) {
            return Err(TemplateError::Service);
        }
        if relative_id.is_empty() {
            return Err(TemplateError::RelativeId);
        }
        Ok(Self::Arn {
            service: (*service).to_owned(),
            region: Field::parse(region)?,
            account: Field::parse(account)?,
            relative_id: pieces(relative_id)?,
        })
    }

    /// The resource type: the relative-id up to its first `/`, or `*` for [`Template::All`].
    #[must_use]
    pub fn resource_type(&self) -> &str {
        match self {
            Self::All => "*",
            Self::Arn { relative_id, .. } => match relative_id.first() {
                Some(Piece::Literal(text)) => text.split('/').next().unwrap_or(text),
                _ => "",
            },
        }
    }

    /// The names of the variables in their order, a repeated one each time.
    #[must_use]
    pub fn variables(&self) -> Vec<&str> {
        self.variables_with_kind().map(|(name, _)| name).collect()
    }

    /// The variables in their order, and whether each is a path.
    pub(super) fn variables_with_kind(&self) -> impl Iterator<Item = (&str, bool)> {
        let (fields, relative_id) = match self {
            Self::All => (Vec::new(), [].as_slice()),
            Self::Arn {
                region,
                account,
                relative_id,
                ..
            } => (vec![region, account], relative_id.as_slice()),
        };
        let shared = fields.into_iter().filter_map(|field| match field {
            Field::Variable(name) => Some((name.as_str(), false)),
            Field::Literal(_) => None,
        });
        let own = relative_id.iter().filter_map(|piece| match piece {
            Piece::Variable { name, path } => Some((name.as_str(), *path)),
            Piece::Literal(_) => None,
        });
        shared.chain(own)
    }
}

impl fmt::Display for Template {
    /// Writes a text that [`Template::parse`] reads as the same template.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Arn {
            service,
            region,
            account,
            relative_id,
        } = self
        else {
            return write!(f, "*");
        };
        write!(f, "acs:{service}:{region}:{account}:")?;
        for (i, piece) in relative_id.iter().enumerate() {
            match piece {
                Piece::Literal(text) => write!(f, "{text}")?,
                Piece::Variable { name, path: true } => write!(f, "{{{name}*}}")?,
                Piece::Variable { name, path: false } => {
                    let runs_on =
                        matches!(relative_id.get(i + 1), Some(Piece::Literal(text)) if text.starts_with(is_bare));
                    write_variable(f, name, runs_on)?;
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => write!(f, "{text}"),
            Self::Variable(name) => write_variable(f, name, false),
        }
    }
}

/// Writes `$name`, or `{#name}` where the name would not end where it should.
fn write_variable(f: &mut fmt::Formatter<'_>, name: &str, runs_on: bool) -> fmt::Result {
    if !runs_on && name.chars().all(is_bare) {
        write!(f, "${name}")
    } else {
        write!(f, "{{#{name}}}")
    }
}

/// A character of a name written `$name`.
fn is_bare(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether `text` is written as a RAM code is, in lower-case letters, digits and `-`: `ecs`, `yundun-waf`.
#[must_use]
pub fn is_ram_code(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

impl Field {
    fn parse(text: &str) -> Result<Self, TemplateError> {
        let pieces = pieces(text)?;
        match pieces.as_slice() {
            [] => Ok(Self::Literal(String::new())),
            [Piece::Literal(literal)] => Ok(Self::Literal(literal.clone())),
            [Piece::Variable { name, path: false }] => Ok(Self::Variable(name.clone())),
            _ => Err(TemplateError::MixedField(text.to_owned())),
        }
    }
}

/// Splits a field into literal text and variables.
fn pieces(text: &str) -> Result<Vec<Piece>, TemplateError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (before, from) = rest.split_at(rest.find(['$', '{']).unwrap_or(rest.len()));
        if !is_resource_text(before) {
            return Err(TemplateError::Text(beginning(before)));
        }
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        rest = if from.is_empty() {
            from
        } else {
            let (name, path, after) = variable(from).ok_or_else(|| TemplateError::Variable(beginning(from)))?;
            pieces.push(Piece::Variable {
                name: name.to_owned(),
                path,
            });
            after
        };
    }
    Ok(pieces)
}

/// The variable that `text` begins with: its name, whether it is a path, and what follows.
fn variable(text: &str) -> Option<(&str, bool, &str)> {
    if let Some(named) = text.strip_prefix('$') {
        let (name, after) = named.split_at(named.find(|c| !is_bare(c)).unwrap_or(named.len()));
        return (!name.is_empty()).then_some((name, false, after));
    }
    let (inner, after) = text.strip_prefix('{')?.split_once('}')?;
    let (name, path) = match inner.strip_suffix('*') {
        Some(name) => (name, true),
        None => (inner.strip_prefix('#').unwrap_or(inner), false),
    };
    let named = name.starts_with(is_bare) && name.chars().all(|c| is_bare(c) || c == '-' || c == '.');
    named.then_some((name, path, after))
}

/// Whether literal text of a template can be part of a resource's name.
fn is_resource_text(text: &str) -> bool {
    find("**", text).is_none() && text.chars().all(|c| is_bare(c) || is_one_of(c, "-./:*@=+,~!#&;()"))
}

/// Enough of a faulty text to recognise it.
fn beginning(text: &str) -> String {
    text.chars().take(20).collect()
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;

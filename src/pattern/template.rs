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
    /// It has fewer than five fields.
    Fields(usize),
    /// The service is empty or not literal.
    Service,
    /// A region or account mixes literal text and a variable.
    MixedField(String),
    /// A `$` or `{` without a name, or a `{` without `}`.
    Variable(String),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix => write!(f, "a template begins with `acs:`"),
            Self::Fields(n) => write!(f, "a template has 5 fields, this one has {n}"),
            Self::Service => write!(f, "the second field is the RAM code of the service"),
            Self::MixedField(field) => {
                write!(f, "a region or account is one variable or literal text, not `{field}`")
            }
            Self::Variable(at) => write!(f, "`{at}` is no variable: write `$name`, `{{#name}}` or `{{name*}}`"),
        }
    }
}

impl std::error::Error for TemplateError {}

impl Template {
    /// Reads a template; variables are `$name`, `{#name}`, `{name}`, or `{name*}` for a path.
    ///
    /// # Errors
    /// When the text is not `*` and not five fields of literals and variables.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        if text == "*" {
            return Ok(Self::All);
        }
        let rest = text.strip_prefix("acs:").ok_or(TemplateError::Prefix)?;
        let fields: Vec<&str> = rest.splitn(4, ':').collect();
        let [service, region, account, relative_id] = fields.as_slice() else {
            return Err(TemplateError::Fields(fields.len() + 1));
        };
        if service.is_empty() || service.contains(['$', '{', '*', '?']) {
            return Err(TemplateError::Service);
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

    /// The names of the variables in their order.
    #[must_use]
    pub fn variables(&self) -> Vec<&str> {
        let Self::Arn {
            region,
            account,
            relative_id,
            ..
        } = self
        else {
            return Vec::new();
        };
        let shared = [region, account].into_iter().filter_map(|field| match field {
            Field::Variable(name) => Some(name.as_str()),
            Field::Literal(_) => None,
        });
        let own = relative_id.iter().filter_map(|piece| match piece {
            Piece::Variable { name, .. } => Some(name.as_str()),
            Piece::Literal(_) => None,
        });
        shared.chain(own).collect()
    }
}

impl fmt::Display for Template {
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
        relative_id.iter().try_for_each(|piece| write!(f, "{piece}"))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => write!(f, "{text}"),
            Self::Variable(name) => write!(f, "${name}"),
        }
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => write!(f, "{text}"),
            Self::Variable { name, path: false } => write!(f, "${name}"),
            Self::Variable { name, path: true } => write!(f, "{{{name}*}}"),
        }
    }
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
        let literal = rest.find(['$', '{']).unwrap_or(rest.len());
        let (before, from) = rest.split_at(literal);
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        if from.is_empty() {
            break;
        }
        let bad = || TemplateError::Variable(from.chars().take(20).collect());
        let (name, path, after) = if let Some(named) = from.strip_prefix('$') {
            let end = named
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(named.len());
            let (name, after) = named.split_at(end);
            (name, false, after)
        } else {
            let (inner, after) = from.get(1..).and_then(|f| f.split_once('}')).ok_or_else(bad)?;
            let inner = inner.strip_prefix('#').unwrap_or(inner);
            match inner.strip_suffix('*') {
                Some(name) => (name, true, after),
                None => (inner, false, after),
            }
        };
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
            return Err(bad());
        }
        pieces.push(Piece::Variable {
            name: name.to_owned(),
            path,
        });
        rest = after;
    }
    Ok(pieces)
}

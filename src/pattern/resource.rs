use std::fmt;

use super::wildcard::Wildcard;

/// A pattern for resources, matched field by field and case-sensitively (`ram/language.md` §1.2, §9.12–13).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ResourcePattern {
    /// A bare `*`: every resource.
    All,
    /// `acs:service:region:account:relative-id`, each field a wildcard pattern.
    Fields(Box<Fields>),
}

/// The fields of an ARN as patterns.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fields {
    /// The RAM code.
    pub service: Wildcard,
    /// The region; empty matches an empty one or a lone `*`.
    pub region: Wildcard,
    /// The account; empty matches an empty one or a lone `*`.
    pub account: Wildcard,
    /// The rest, colons included.
    pub relative_id: Wildcard,
}

/// Why a text is no resource pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResourceError {
    /// It does not begin with `acs:`.
    Prefix,
    /// It has this many fields instead of five.
    Fields(usize),
}

impl ResourcePattern {
    /// Reads a pattern: `*`, or five fields, split at the first four colons.
    ///
    /// # Errors
    /// When the prefix is not `acs:` or a field is missing.
    pub fn parse(text: &str) -> Result<Self, ResourceError> {
        if text == "*" {
            return Ok(Self::All);
        }
        let rest = text.strip_prefix("acs:").ok_or(ResourceError::Prefix)?;
        let mut fields = rest.splitn(4, ':');
        let (Some(service), Some(region), Some(account), Some(relative_id)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(ResourceError::Fields(1 + rest.split(':').count()));
        };
        Ok(Self::Fields(Box::new(Fields {
            service: Wildcard::new(service),
            region: Wildcard::new(region),
            account: Wildcard::new(account),
            relative_id: Wildcard::new(relative_id),
        })))
    }
}

impl fmt::Display for ResourcePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => write!(f, "*"),
            Self::Fields(fields) => {
                write!(
                    f,
                    "acs:{}:{}:{}:{}",
                    fields.service, fields.region, fields.account, fields.relative_id
                )
            }
        }
    }
}

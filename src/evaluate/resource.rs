use super::near::begins_alike;
use crate::pattern::{NamePattern, ResourcePattern, Wildcard};

/// A resource of a request, split at its first four colons (`ram/language.md` §9.13).
#[derive(Clone, Copy)]
pub(super) struct ResourceText<'a> {
    /// Service, region, account and relative-id; `None` where it is no ARN.
    pub fields: Option<[&'a str; 4]>,
}

impl<'a> ResourceText<'a> {
    pub fn new(text: &'a str) -> Self {
        let fields = text.strip_prefix("acs:").and_then(|rest| {
            let (service, rest) = until_colon(rest)?;
            let (region, rest) = until_colon(rest)?;
            let (account, relative_id) = until_colon(rest)?;
            Some([service, region, account, relative_id])
        });
        Self { fields }
    }
}

/// What stands before the first colon, and behind it. Fields are short: a plain look beats a search.
fn until_colon(text: &str) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == b':')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// A resource pattern made ready to be held against many resources.
pub(super) enum ReadyPattern {
    All,
    /// Service, region, account and relative-id.
    Fields(Box<[FieldPattern; 4]>),
}

/// A pattern of one field.
pub(super) enum FieldPattern {
    /// An empty region or account: an empty one or a lone `*` (`ram/language.md` §9.12).
    Global,
    Text(NamePattern),
}

impl ReadyPattern {
    pub fn new(pattern: &ResourcePattern) -> Self {
        let ResourcePattern::Fields(fields) = pattern else {
            return Self::All;
        };
        let text = |wildcard: &Wildcard| FieldPattern::Text(NamePattern::in_case(wildcard.to_string()));
        let global = |wildcard: &Wildcard| match wildcard.is_empty() {
            true => FieldPattern::Global,
            false => text(wildcard),
        };
        Self::Fields(Box::new([
            text(&fields.service),
            global(&fields.region),
            global(&fields.account),
            text(&fields.relative_id),
        ]))
    }

    pub fn matches(&self, resource: &ResourceText) -> bool {
        match (self, &resource.fields) {
            (Self::All, _) => true,
            (Self::Fields(_), None) => false,
            (Self::Fields(patterns), Some(texts)) => {
                // the relative-id tells most apart
                let mut fields = patterns.iter().zip(texts).rev();
                fields.all(|(pattern, text)| pattern.matches(text))
            }
        }
    }
}

impl FieldPattern {
    pub fn matches(&self, text: &str) -> bool {
        match self {
            Self::Global => matches!(text, "" | "*"),
            Self::Text(pattern) => pattern.matches(text),
        }
    }

    /// How many bytes a text has in common with the literal beginning of the pattern.
    pub fn begins_alike(&self, text: &str) -> u64 {
        match self {
            Self::Global => 0,
            Self::Text(pattern) => begins_alike(pattern, text),
        }
    }
}

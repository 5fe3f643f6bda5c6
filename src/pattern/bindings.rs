use std::fmt;

use super::{Field, Piece, Template};

/// What the person knows of their resources: values for variables of templates.
///
/// Names are compared without case, `-`, `_` and `.`; `region` and `account` mean `regionid` and `accountid`.
///
/// ```
/// use ramlight::pattern::{Bindings, Template};
/// let mut bindings = Bindings::default();
/// bindings.set("regionId", "cn-hangzhou").unwrap();
/// let template = Template::parse("acs:apigateway:$regionid:$accountid:apigroup/*").unwrap();
/// assert_eq!(template.bind(&bindings).to_string(), "acs:apigateway:cn-hangzhou:$accountid:apigroup/*");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bindings {
    /// By canonical name, sorted by it. They are few.
    values: Vec<(String, String)>,
}

/// Why a value cannot stand for a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BindingError {
    /// A `:` would begin the next field.
    Colon,
    /// A `/` where the variable stands for one part of a path, or for a region or account.
    Slash,
    /// A `*` or `?`: a binding is one value. In a template the `*` would be the literal character.
    Wildcard,
    /// A `$`, `{`, `}`, `<` or `>`: a placeholder is still in it.
    Placeholder,
    /// A blank or control character within it.
    Blank,
}

impl fmt::Display for BindingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Colon => "a value has no `:`, which separates the fields of a resource",
            Self::Slash => "a value has no `/` here, which separates the parts of a resource",
            Self::Wildcard => "a value is one name, not a pattern; leave it empty for any",
            Self::Placeholder => {
                "a value has no `$`, braces or angle brackets; put the name itself, or leave it empty for any"
            }
            Self::Blank => "a value has no blanks or control characters",
        })
    }
}

impl std::error::Error for BindingError {}

impl Bindings {
    /// Binds `name` to `value`, white space around it removed; an empty value removes the binding.
    ///
    /// # Errors
    /// When the value cannot stand in any template; the binding that was there before is then removed, so that
    /// no answer is about a value that the person no longer sees. Whether a `/` fits depends on the template:
    /// [`Template::unfit`] tells.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), BindingError> {
        let (name, value) = (canonical(name), value.trim());
        let place = match self.find(&name) {
            Ok(known) => {
                self.values.remove(known);
                known
            }
            Err(place) => place,
        };
        if let Some(error) = value.chars().find_map(fault) {
            return Err(error);
        }
        if !value.is_empty() {
            self.values.insert(place, (name, value.to_owned()));
        }
        Ok(())
    }

    /// The value bound to a variable.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let place = self.find(&canonical(name)).ok()?;
        self.values.get(place).map(|(_, value)| value.as_str())
    }

    /// Whether nothing is bound.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Where a canonical name is, or where it would be inserted.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.values.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// The value where it can stand for the variable: `/` fits a path only.
    fn fitting(&self, name: &str, path: bool) -> Option<&str> {
        self.get(name).filter(|value| path || !value.contains('/'))
    }
}

/// What is wrong with a character in any value.
fn fault(c: char) -> Option<BindingError> {
    match c {
        ':' => Some(BindingError::Colon),
        '*' | '?' => Some(BindingError::Wildcard),
        '$' | '{' | '}' | '<' | '>' => Some(BindingError::Placeholder),
        c if c.is_whitespace() || c.is_control() => Some(BindingError::Blank),
        _ => None,
    }
}

/// The name under which all spellings of a variable meet.
fn canonical(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '-' | '_' | '.'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    match plain.as_str() {
        "region" => "regionid".to_owned(),
        "account" => "accountid".to_owned(),
        _ => plain,
    }
}

impl Template {
    /// The template with the bound variables replaced by their values. A value that does not fit ([`Template::unfit`])
    /// leaves its variable as it is.
    #[must_use]
    pub fn bind(&self, bindings: &Bindings) -> Self {
        let Self::Arn {
            service,
            region,
            account,
            relative_id,
        } = self
        else {
            return Self::All;
        };
        let mut bound: Vec<Piece> = Vec::with_capacity(relative_id.len());
        for piece in relative_id {
            let text = match piece {
                Piece::Literal(text) => text,
                Piece::Variable { name, path } => match bindings.fitting(name, *path) {
                    Some(value) => value,
                    None => {
                        bound.push(piece.clone());
                        continue;
                    }
                },
            };
            // neighbours become one literal, so that equal templates are equal values
            match bound.last_mut() {
                Some(Piece::Literal(before)) => before.push_str(text),
                _ => bound.push(Piece::Literal(text.to_owned())),
            }
        }
        Self::Arn {
            service: service.clone(),
            region: region.bind(bindings),
            account: account.bind(bindings),
            relative_id: bound,
        }
    }

    /// The variables whose bound value cannot stand in this template, with the reason.
    #[must_use]
    pub fn unfit(&self, bindings: &Bindings) -> Vec<(&str, BindingError)> {
        self.variables_with_kind()
            .filter(|(name, path)| bindings.get(name).is_some() && bindings.fitting(name, *path).is_none())
            .map(|(name, _)| (name, BindingError::Slash))
            .collect()
    }
}

impl Field {
    fn bind(&self, bindings: &Bindings) -> Self {
        match self {
            Self::Variable(name) => match bindings.fitting(name, false) {
                Some(value) => Self::Literal(value.to_owned()),
                None => self.clone(),
            },
            Self::Literal(_) => self.clone(),
        }
    }
}

#[cfg(test)]
#[path = "bindings_tests.rs"]
mod tests;

use std::fmt;

use crate::pattern::TemplateError;

/// One thing wrong with a catalogue file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogError {
    /// The file, as the caller named it.
    pub file: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in UTF-16 code units.
    pub column: u32,
    /// What is wrong.
    pub reason: Reason,
}

/// What can be wrong with a catalogue file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is no JSON; in words.
    Json(String),
    /// A value of another type than this one is needed: `a string`.
    Type(&'static str),
    /// The text is empty.
    Empty,
    /// An object lacks this key.
    MissingKey(&'static str),
    /// An object has a key that the format does not know.
    UnknownKey(String),
    /// A key stands twice in an object.
    RepeatedKey(String),
    /// It is no catalogue.
    Format(String),
    /// It is a catalogue of a later version of the format.
    NewerFormat(String),
    /// It is a catalogue of an earlier version of the format.
    OlderFormat(String),
    /// The end is missing; how much is there: `12 of 500 bytes`.
    Truncated(String),
    /// Its checksum is another than that of its content.
    Checksum,
    /// Its content is not as the format has it, for all that its checksum fits; what is wrong with the line.
    Malformed(&'static str),
    /// No date like `2017-12-01`.
    Date(String),
    /// No RAM code.
    ServiceCode(String),
    /// Another service has this code or alias.
    RepeatedService(String),
    /// No name of an action.
    OperationName(String),
    /// The service has this operation already, in this or another case.
    RepeatedOperation(String),
    /// Neither or both of `level` and `derived`.
    LevelOrDerived,
    /// No access level.
    AccessLevel(String),
    /// No template.
    Template(TemplateError),
    /// No name of a template or note.
    Name(String),
    /// A requirement names a template that the service does not have.
    UnknownTemplate(String),
    /// A requirement names a template, or has an alternative, twice.
    RepeatedTemplate(String),
    /// A requirement lacks a name beside ` + ` or ` | `.
    Requirement(String),
    /// An operation has a note that the service does not have.
    UnknownNote(String),
    /// No service name of a service-linked role.
    ServiceName(String),
}

impl Reason {
    /// What stands before the value, the value, and what stands after it.
    fn words(&self) -> (&'static str, &str, &'static str) {
        match self {
            Self::Json(words) => ("", words, ""),
            Self::Type(needed) => ("", needed, " is needed here"),
            Self::Empty => ("the text is empty", "", ""),
            Self::MissingKey(key) => ("`", key, "` is missing"),
            Self::UnknownKey(key) => ("`", key, "` is no key of this object"),
            Self::RepeatedKey(key) => ("`", key, "` stands twice in this object"),
            Self::Format(format) => ("`", format, "` is no format of a catalogue"),
            Self::NewerFormat(format) => ("`", format, "` is made for a newer ramlight"),
            Self::OlderFormat(format) => ("`", format, "` is made for an older ramlight: it must be made anew"),
            Self::Truncated(length) => ("the file is cut off: ", length, " are there"),
            Self::Checksum => (
                "the file is damaged or was changed: its checksum is not that of its content",
                "",
                "",
            ),
            Self::Malformed(what) => ("the line is not as the format has it: ", what, ""),
            Self::Date(date) => ("`", date, "` is no date like `2017-12-01`"),
            Self::ServiceCode(code) => ("`", code, "` is no RAM code: lower-case letters, digits and `-`"),
            Self::RepeatedService(code) => ("another service has the code or alias `", code, "`"),
            Self::OperationName(name) => ("`", name, "` is no name of an action: letters, digits and `_`"),
            Self::RepeatedOperation(name) => ("the service has an operation `", name, "` already"),
            Self::LevelOrDerived => ("one of `level` and `derived` is needed, not both", "", ""),
            Self::AccessLevel(level) => (
                "`",
                level,
                "` is no access level: create, list, get, update, delete or none",
            ),
            Self::Template(_) => ("", "", ""),
            Self::Name(name) => ("`", name, "` is no name: lower-case letters, digits and `-`"),
            Self::UnknownTemplate(name) => ("the service has no template `", name, "`"),
            Self::RepeatedTemplate(text) => ("`", text, "` is named twice"),
            Self::Requirement(text) => ("a template is missing beside ` + ` or ` | ` in `", text, "`"),
            Self::UnknownNote(name) => ("the service has no note `", name, "`"),
            Self::ServiceName(name) => (
                "`",
                name,
                "` is no service name: lower-case letters, digits, `-` and `.`",
            ),
        }
    }

    /// Whether it is about something that is not there.
    pub(super) const fn is_absence(&self) -> bool {
        matches!(self, Self::MissingKey(_) | Self::LevelOrDerived)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, value, after) = self.words();
        f.write_str(before)?;
        f.write_str(value)?;
        f.write_str(after)?;
        match self {
            Self::NewerFormat(format) if format.starts_with("ramlight-cloud") => {
                write!(f, "; this one reads `ramlight-cloud 1`")
            }
            Self::Format(_) | Self::NewerFormat(_) => write!(f, "; this one reads `{FORMAT}`"),
            Self::Template(error) => error.fmt(f),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.reason)
    }
}

impl std::error::Error for CatalogError {}

/// The format that this version reads.
pub(super) const FORMAT: &str = "ramlight-catalog/1";
/// What every version of the format begins with.
pub(super) const FORMAT_FAMILY: &str = "ramlight-catalog/";

use crate::diagnostic::Locale;

/// A short text of a catalogue in the languages it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words {
    /// In English.
    pub english: String,
    /// In Simplified Chinese, where the catalogue has it.
    pub chinese: Option<String>,
}

impl Words {
    /// The text in one language; in English where that language is missing.
    #[must_use]
    pub fn wording(&self, locale: Locale) -> &str {
        match (locale, &self.chinese) {
            (Locale::Chinese, Some(chinese)) => chinese,
            _ => &self.english,
        }
    }
}

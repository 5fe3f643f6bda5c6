use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A point in time, to the nanosecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Instant {
    /// From the beginning of 1970 in UTC; negative before that.
    seconds: i64,
    nanoseconds: u32,
}

impl Instant {
    /// Reads a date as RFC 3339 has it, with `Z` or an offset (`ram/language.md` §9.11). Digits behind the nanoseconds do
    /// not count, and a leap second is the last nanosecond before it.
    pub fn parse(text: &str) -> Option<Self> {
        // The library takes any character between date and time.
        if !matches!(text.as_bytes().get(10), Some(b'T' | b't')) {
            return None;
        }
        let date = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        Some(Self {
            seconds: date.unix_timestamp(),
            nanoseconds: date.nanosecond(),
        })
    }

    /// Whether the text would be a date if it had a time zone.
    pub fn lacks_zone(text: &str) -> bool {
        Self::parse(&[text, "Z"].concat()).is_some()
    }
}

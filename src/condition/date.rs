use chrono::{DateTime, Datelike};

/// Nanoseconds of a second, and seconds of a day.
const SECOND: u32 = 1_000_000_000;
const DAY: i64 = 86_400;

/// A point in time, to the nanosecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Instant {
    /// From the beginning of 1970 in UTC; negative before that.
    seconds: i64,
    /// A second or more in a leap second, which so comes between the seconds around it.
    nanoseconds: u32,
}

impl Instant {
    /// Reads a date as RFC 3339 has it, with `Z` or an offset (`ram/language.md` §9.11). Digits behind the nanoseconds do
    /// not count.
    pub fn parse(text: &str) -> Option<Self> {
        // The library also takes a blank between date and time, and the sign U+2212 for a minus.
        if !matches!(text.as_bytes().get(10), Some(b'T' | b't')) || !text.is_ascii() {
            return None;
        }
        let date = DateTime::parse_from_rfc3339(text).ok()?;
        let instant = Self {
            seconds: date.timestamp(),
            nanoseconds: date.timestamp_subsec_nanos(),
        };
        (instant.nanoseconds < SECOND || instant.ends_a_month()).then_some(instant)
    }

    /// Whether this is the last second of a month in UTC, the only one that a leap second can follow. In which months one
    /// did is not looked up: the list grows.
    fn ends_a_month(&self) -> bool {
        let next = DateTime::from_timestamp(self.seconds + 1, 0);
        next.is_some_and(|next| self.seconds.rem_euclid(DAY) == DAY - 1 && next.day() == 1)
    }

    /// Whether the text would be a date if it had a time zone.
    pub fn lacks_zone(text: &str) -> bool {
        Self::parse(&[text, "Z"].concat()).is_some()
    }
}

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

    /// The point in time so many seconds later.
    pub fn seconds_later(&self, seconds: i64) -> Self {
        Self {
            seconds: self.seconds.saturating_add(seconds),
            nanoseconds: self.nanoseconds.min(SECOND - 1),
        }
    }

    /// The next point in time: a nanosecond later.
    pub fn next(&self) -> Self {
        match self.nanoseconds + 1 < self.nanoseconds_in_second() {
            true => Self {
                nanoseconds: self.nanoseconds + 1,
                ..*self
            },
            false => Self {
                seconds: self.seconds.saturating_add(1),
                nanoseconds: 0,
            },
        }
    }

    /// The point in time before.
    pub fn previous(&self) -> Self {
        let mut before = *self;
        match self.nanoseconds.checked_sub(1) {
            Some(nanoseconds) => before.nanoseconds = nanoseconds,
            None => {
                before.seconds = self.seconds.saturating_sub(1);
                before.nanoseconds = before.nanoseconds_in_second() - 1;
            }
        }
        before
    }

    /// How many nanoseconds are counted from its second on: a leap second may follow.
    fn nanoseconds_in_second(&self) -> u32 {
        if self.ends_a_month() { 2 * SECOND } else { SECOND }
    }

    /// As RFC 3339 has it, in UTC where that has a year of four digits; `None` where no offset gives one.
    pub fn text(&self) -> Option<String> {
        let most = (23 * 60 + 59) * 60;
        [(0, "Z"), (most, "+23:59"), (-most, "-23:59")]
            .into_iter()
            .find_map(|(offset, zone)| {
                let seconds = self.seconds.checked_add(offset)?;
                let date = DateTime::from_timestamp(seconds, 0).filter(|date| (0..=9_999).contains(&date.year()))?;
                let of_day = seconds.rem_euclid(DAY);
                let leap = i64::from(self.nanoseconds >= SECOND);
                let mut text = String::with_capacity(24);
                for (number, width, before) in [
                    (date.year().into(), 4, ""),
                    (date.month().into(), 2, "-"),
                    (date.day().into(), 2, "-"),
                    (of_day / 3_600, 2, "T"),
                    (of_day / 60 % 60, 2, ":"),
                    (of_day % 60 + leap, 2, ":"),
                ] {
                    push_digits(&mut text, before, number, width);
                }
                let fraction = self.nanoseconds % SECOND;
                if fraction > 0 {
                    push_digits(&mut text, ".", i64::from(fraction), 9);
                    text.truncate(text.trim_end_matches('0').len());
                }
                text.push_str(zone);
                Some(text)
            })
    }
}

fn push_digits(text: &mut String, before: &str, number: i64, width: usize) {
    let digits = number.to_string();
    text.push_str(before);
    text.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
    text.push_str(&digits);
}

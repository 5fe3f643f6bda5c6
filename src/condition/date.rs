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
            nanoseconds: self.nanoseconds.min(NANOSECONDS - 1),
        }
    }

    /// The next point in time: a nanosecond later.
    pub fn next(&self) -> Self {
        match self.nanoseconds + 1 < nanoseconds_in(self.seconds) {
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
        let before = self.seconds.saturating_sub(1);
        match self.nanoseconds.checked_sub(1) {
            Some(nanoseconds) => Self { nanoseconds, ..*self },
            None => Self {
                seconds: before,
                nanoseconds: nanoseconds_in(before) - 1,
            },
        }
    }

    /// As RFC 3339 has it, in UTC where that has a year of four digits; `None` where no offset gives one.
    pub fn text(&self) -> Option<String> {
        let most = (23 * 60 + 59) * 60;
        [(0, "Z"), (most, "+23:59"), (-most, "-23:59")]
            .into_iter()
            .find_map(|(offset, zone)| {
                let seconds = self.seconds.checked_add(offset)?;
                let (year, month, day) = civil(seconds.div_euclid(86_400))?;
                let of_day = seconds.rem_euclid(86_400);
                let leap = i64::from(self.nanoseconds >= NANOSECONDS);
                let mut text = String::with_capacity(24);
                for (number, width, before) in [
                    (year, 4, ""),
                    (month, 2, "-"),
                    (day, 2, "-"),
                    (of_day / 3_600, 2, "T"),
                    (of_day / 60 % 60, 2, ":"),
                    (of_day % 60 + leap, 2, ":"),
                ] {
                    push_digits(&mut text, before, number, width);
                }
                let fraction = self.nanoseconds % NANOSECONDS;
                if fraction > 0 {
                    push_digits(&mut text, ".", i64::from(fraction), 9);
                    text.truncate(text.trim_end_matches('0').len());
                }
                text.push_str(zone);
                Some(text)
            })
    }
}

const NANOSECONDS: u32 = 1_000_000_000;

/// How many nanoseconds can be counted from a second on: the last of a minute may be followed by a leap second.
fn nanoseconds_in(seconds: i64) -> u32 {
    if seconds.rem_euclid(60) == 59 {
        2 * NANOSECONDS
    } else {
        NANOSECONDS
    }
}

/// Year, month and day of a day counted from the beginning of 1970; `None` outside the years of four digits.
fn civil(days: i64) -> Option<(i64, i64, i64)> {
    // Counted from the first of March of year 0, so that a leap day ends its year: 400 years are always as long.
    let days = days.checked_add(719_468)?;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    (0..=9_999).contains(&year).then_some((year, month, day))
}

fn push_digits(text: &mut String, before: &str, number: i64, width: usize) {
    let digits = number.to_string();
    text.push_str(before);
    text.extend(std::iter::repeat_n('0', width.saturating_sub(digits.len())));
    text.push_str(&digits);
}

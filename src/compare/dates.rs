//! A date (RFC 3339), read character by character. `condition` says which texts are dates; tests hold this to it.
//!
//! A date lies on the line by its minute in UTC and by the nanoseconds within that, of which a leap second has the
//! sixty-first thousand million.

use super::typed::{Line, Place, Reading};

// How many characters are read behind each part. Nine digits behind the point count.
const YEAR: u8 = 4;
const MONTH: u8 = 7;
const DAY: u8 = 10;
const HOUR: u8 = 13;
const MINUTE: u8 = 16;
const SECOND: u8 = 19;
const POINT: u8 = 20;
const NANOSECOND: u8 = 29;
// How the zone is counted on, whatever stands before it.
const SIGN: u8 = 30;
const ZONE_HOUR: u8 = 32;
const END: u8 = 35;

// What else matters of a date.
/// The day is the first of a month, or the last: a leap second can be there.
const FIRST: u8 = 1;
const LAST: u8 = 2;
const LEAP: u8 = 4;
/// Whether it is a leap second hangs on the minute.
const EDGE: u8 = FIRST | LAST | LEAP;
/// Further digits of the fraction do not matter.
const STILL: u8 = 8;
/// The zone is ahead of UTC.
const AHEAD: u8 = 16;

const MINUTES_OF_DAY: u64 = 1_440;
/// Nanoseconds of a second.
const WHOLE: u64 = 1_000_000_000;
/// Those of a minute with a leap second.
const WITHIN: u64 = 61 * WHOLE - 1;

/// How nothing is read.
pub(super) const START: Reading = Reading {
    value: (0, 0),
    digits: 0,
    count: 0,
    at: 0,
    form: 0,
    is_certain: false,
    is_date: true,
};

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The days of a month, which is counted from the beginning of the year 0.
fn days_of(month: u64) -> u64 {
    match month % 12 {
        1 => 28 + u64::from(is_leap(month / 12)),
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// The first minute of a month. There is a day before the first, because UTC can be behind.
fn minute_of(month: u64) -> u64 {
    let year = month / 12;
    let leap_years = year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400);
    let days: u64 = (year * 12..month).map(days_of).sum();
    (1 + year * 365 + leap_years + days) * MINUTES_OF_DAY
}

pub(super) fn finished(reading: &Reading) -> Option<Place> {
    (reading.at == END).then_some(reading.value)
}

/// Whether the day of a date has been read.
pub(super) fn has_day(reading: &Reading) -> bool {
    reading.is_date && reading.at >= DAY
}

/// What stands in a date: the greatest digits, and what is between them. Of the points but one or none are there, then up to
/// nine digits, and how the zone is counted.
const SHAPE: &str = "9999-19-39T29:59:69...........29:59";

const DIGITS: &str = "0123456789";

/// The characters with which a date can go on, each letter in one case.
pub(super) fn characters(at: u8) -> &'static str {
    match (at, SHAPE.get(usize::from(at)..=usize::from(at))) {
        (SECOND, _) => "Z+-.",
        (POINT, _) => DIGITS,
        (_, Some(".")) => "0123456789Z+-",
        (_, Some(mark @ ("-" | "T" | ":"))) => mark,
        (_, shape) => shape.map_or("", |_| DIGITS),
    }
}

/// Which dates are looked through at a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pass {
    /// Leap seconds, or all others.
    pub leaps: bool,
    /// Those in zones of whole hours, or all.
    pub whole_hours: bool,
}

impl Pass {
    /// Whether what goes on so is not of the pass, if it becomes a date.
    pub fn leaves_out(self, reading: &Reading, character: char) -> bool {
        match (reading.at, character.to_digit(10)) {
            (17, Some(digit)) => (digit == 6) != self.leaps,
            (33 | 34, Some(digit)) => self.whole_hours && digit > 0,
            _ => false,
        }
    }
}

/// Takes the minutes of the day from a date of which one character more was read, and says by how many it became later. Of
/// one whose minutes do not matter that is none.
pub(super) fn take_minutes(before: &Reading, after: &mut Reading) -> i32 {
    if before.at < DAY {
        return 0;
    }
    let by = after.value.0.wrapping_sub(before.value.0) as i32;
    after.value.0 = before.value.0;
    match after.is_certain && after.form & EDGE == 0 {
        true => 0,
        false => by,
    }
}

/// Whether a whole one is a date at a minute of its day in UTC: a leap second is the end of a month.
pub(super) fn can_be(reading: &Reading, minute: i32) -> bool {
    let form = reading.form;
    let edge = match minute {
        -1 => FIRST,
        1_439 => LAST,
        _ => 0,
    };
    form & LEAP == 0 || form & edge != 0
}

/// Reads one character more.
pub(super) fn read(reading: Reading, character: char) -> Option<Reading> {
    let at = reading.at;
    let mut next = Reading { at: at + 1, ..reading };
    let shape = SHAPE.as_bytes();
    let digit = character.to_digit(10);
    match (*shape.get(usize::from(at))?, digit) {
        (b'.', Some(digit)) if at >= POINT => match reading.form & STILL {
            0 if at < NANOSECOND => next.value.1 += u64::from(digit) * width(next.at),
            _ => next.at = NANOSECOND,
        },
        (b'.', _) if at == SECOND && character == '.' => {}
        (b'.', _) if at != POINT => {
            let is_ahead = character == '+';
            next.at = match character {
                '+' | '-' => SIGN,
                'Z' | 'z' => END,
                _ => return None,
            };
            next.form = reading.form & EDGE | if is_ahead { AHEAD } else { 0 };
        }
        (greatest @ b'1'..=b'9', Some(digit)) if digit <= u32::from(greatest - b'0') => {
            if at < YEAR {
                next.value.0 = reading.value.0 * 10 + u64::from(digit);
            } else if shape.get(usize::from(at - 1)).is_some_and(u8::is_ascii_digit) {
                next.digits = 0;
                return with(next, u64::from(reading.digits * 10 + digit));
            } else {
                next.digits = digit;
            }
        }
        (mark, None) if mark != b'.' && character.eq_ignore_ascii_case(&char::from(mark)) => {}
        _ => return None,
    }
    Some(next)
}

/// How many nanoseconds the last digit that was read counts.
fn width(at: u8) -> u64 {
    match at {
        SECOND | POINT => WHOLE,
        _ => 10_u64.pow(u32::from(NANOSECOND - at)),
    }
}

/// Reads a number of two digits.
fn with(reading: Reading, number: u64) -> Option<Reading> {
    let mut next = reading;
    let value = reading.value.0;
    let most = match reading.at {
        MONTH => 12,
        DAY => days_of(value),
        HOUR | ZONE_HOUR => 23,
        SECOND => 60,
        _ => 59,
    };
    let least = u64::from(reading.at <= DAY);
    if !(least..=most).contains(&number) {
        return None;
    }
    match reading.at {
        MONTH => next.value.0 = value * 12 + number - 1,
        DAY => {
            next.value.0 = minute_of(value) + (number - 1) * MINUTES_OF_DAY;
            next.form = if number == 1 { FIRST } else { 0 } | if number == most { LAST } else { 0 };
        }
        HOUR => next.value.0 += number * 60,
        MINUTE => next.value.0 += number,
        SECOND => {
            next.value.1 = number * WHOLE;
            next.form = match number {
                60 if next.form == 0 => return None,
                60 => next.form | LEAP,
                _ => 0,
            };
        }
        at => {
            let offset = if at == ZONE_HOUR { number * 60 } else { number };
            next.value.0 = match next.form & AHEAD {
                0 => value + offset,
                _ => value - offset,
            };
        }
    }
    Some(next)
}

/// Between which minutes a date lies that begins so, and between which nanoseconds within; `None` where nothing new is told
/// since the character before. Behind the day no minute is told: it is taken from the reading.
pub(super) fn stretch(reading: &Reading) -> Option<(Place, Place)> {
    let (value, within) = reading.value;
    let mut most = WITHIN;
    let (first, end) = match reading.at {
        at @ 1..=YEAR => {
            let years = 10_u64.pow(u32::from(YEAR - at));
            (minute_of(value * years * 12), minute_of((value + 1) * years * 12))
        }
        MONTH => (minute_of(value), minute_of(value + 1)),
        at @ (DAY | SECOND..SIGN) => {
            if at > DAY {
                most = if reading.form & STILL == 0 { width(at) - 1 } else { 0 };
            }
            (value, value + MINUTES_OF_DAY)
        }
        _ => return None,
    };
    // A zone takes it not quite a day back or forth.
    let zone = MINUTES_OF_DAY - 1;
    Some(((first - zone, within), (end - 1 + zone, within + most)))
}

/// Takes from a reading what makes no difference to the marks, nor to how it can go on. Without a pass each minute has a
/// leap second.
pub(super) fn settle(reading: &mut Reading, line: &Line, pass: Option<Pass>) {
    let (value, within) = reading.value;
    let has_leaps = pass.is_some_and(|pass| pass.leaps);
    if !has_leaps {
        reading.form &= !EDGE;
    }
    let is_edge = reading.form & EDGE != 0;
    if reading.is_certain && reading.at >= DAY {
        reading.value.0 = MINUTES_OF_DAY;
    }
    match reading.at {
        // Which years are leap years recurs every 400, and which tens, hundreds and thousands of them have which.
        at @ 1..=YEAR if reading.is_certain => {
            reading.value.0 = match at {
                1 => value % 2,
                2 => value % 4,
                3 => value % 40,
                _ => u64::from(!is_leap(value)),
            };
        }
        MONTH if reading.is_certain => {
            reading.value.0 = match days_of(value) {
                31 => 0,
                30 => 3,
                29 => 1,
                _ => 13,
            };
        }
        15 | 18 | 34 if reading.is_certain && !has_leaps => reading.digits = 0,
        SECOND.. if reading.is_certain => {
            reading.value.1 = 0;
            reading.form = if is_edge { reading.form | STILL } else { STILL };
            if (POINT + 1..SIGN).contains(&reading.at) {
                reading.at = NANOSECOND;
            }
        }
        SECOND..SIGN if reading.form & STILL == 0 => {
            let end = within + width(reading.at);
            if !line.marks.iter().any(|mark| (within + 1..end).contains(mark)) {
                reading.value.1 = below(&line.marks, within);
                reading.form |= STILL;
                if reading.at > POINT {
                    reading.at = NANOSECOND;
                }
            }
        }
        _ => {}
    }
}

/// The last mark that is not more; zero if there is none.
fn below(marks: &[u64], number: u64) -> u64 {
    marks.iter().copied().filter(|mark| *mark <= number).max().unwrap_or(0)
}

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
    is_harmless: false,
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
///
/// A date can lie up to a day from where its clock says, and each minute between would be a beginning of its own. Where the
/// minutes of the zone are known, all minutes of an hour are alike but for a few.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pass {
    /// The minutes of the zone.
    pub zone: u8,
    /// Leap seconds, or all others.
    pub leaps: bool,
}

impl Pass {
    /// All of them, those of many dates first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..120).map(|at| Self {
            zone: at % 2 * 30 + at % 60 / 2,
            leaps: at >= 60,
        })
    }

    /// Whether what goes on so is not of the pass, if it becomes a date.
    pub fn leaves_out(self, reading: &Reading, character: char) -> bool {
        let Some(digit) = character.to_digit(10) else {
            return self.zone > 0 && matches!(character, 'Z' | 'z') && reading.at < SIGN;
        };
        let zone = u32::from(self.zone);
        match reading.at {
            17 => (digit == 6) != self.leaps,
            33 => digit != zone / 10 && digit < 6,
            34 => digit != zone % 10,
            _ => false,
        }
    }

    /// What the minutes of an hour are compared with, because of a minute.
    pub fn add_minutes(self, minute: u64, marks: &mut Vec<u64>) {
        let zone = u64::from(self.zone);
        // A leap second is in the last of an hour.
        for minute in [minute, if self.leaps { 59 } else { minute }] {
            for mark in [minute + zone, minute + 60 - zone] {
                marks.extend([mark % 60, mark % 60 + 1]);
            }
        }
    }
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
            if reading.form & LEAP != 0 {
                // It is a month's last minute in UTC: of this day, or of the one before where the zone is ahead.
                let edge = if is_ahead && !ends_day(&reading) { FIRST } else { LAST };
                if reading.form & edge == 0 || next.at == END && !ends_day(&reading) {
                    return None;
                }
            }
            next.form = reading.form & LEAP | if is_ahead { AHEAD } else { 0 };
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
        (mark, None) if character.eq_ignore_ascii_case(&char::from(mark)) => {}
        _ => return None,
    }
    Some(next)
}

/// Whether it is the last minute of a day.
fn ends_day(reading: &Reading) -> bool {
    reading.value.0 % MINUTES_OF_DAY == MINUTES_OF_DAY - 1
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
            if at == END && next.form & LEAP != 0 && !ends_day(&next) {
                return None;
            }
        }
    }
    Some(next)
}

/// Adds the stretches of the line on which a date of a pass can lie that begins so; none where nothing new is told since
/// the character before.
pub(super) fn stretches(reading: &Reading, pass: Option<Pass>, add: &mut dyn FnMut(Place, Place)) {
    let Reading { at, form, .. } = *reading;
    let (value, within) = reading.value;
    let (first, last) = match at {
        1..=YEAR => {
            let years = 10_u64.pow(u32::from(YEAR - at));
            (minute_of(value * years * 12), minute_of((value + 1) * years * 12) - 1)
        }
        MONTH => (minute_of(value), minute_of(value + 1) - 1),
        DAY => (value, value + MINUTES_OF_DAY - 1),
        HOUR => (value, value + 59),
        15 | MINUTE | 18 | SECOND | 21..=32 => {
            let tens = u64::from(reading.digits) * 10;
            // The first minute, how many more; the first nanosecond within, how many more.
            let (minute, minutes) = if at == 15 { (value + tens, 9) } else { (value, 0) };
            let (within, width) = match at {
                ..=MINUTE => (0, WITHIN),
                18 => (tens * WHOLE, 10 * WHOLE - 1),
                SECOND..SIGN if form & STILL == 0 => (within, width(at) - 1),
                _ => (within, 0),
            };
            let mut add = |minute: u64| add((minute, within), (minute + minutes, within + width));
            let hours = match at {
                ZONE_HOUR => 0..1,
                31 => tens..(tens + 10).min(24),
                _ => 0..24,
            };
            for hour in hours {
                let offset = hour * 60 + pass.map_or(0, |pass| u64::from(pass.zone));
                let is_ahead = form & AHEAD != 0;
                if at < SIGN || is_ahead {
                    add(minute - offset);
                }
                if at < SIGN || !is_ahead {
                    add(minute + offset);
                }
            }
            return;
        }
        END => return add(reading.value, reading.value),
        _ => return,
    };
    let zone = MINUTES_OF_DAY - 1;
    add((first - zone, 0), (last + zone, WITHIN));
}

/// Takes from a reading what makes no difference to the marks, nor to how it can go on. Without a pass each minute has a
/// leap second.
pub(super) fn settle(reading: &mut Reading, line: &Line, pass: Option<Pass>) {
    let (value, within) = reading.value;
    let day = MINUTES_OF_DAY;
    if !pass.is_some_and(|pass| pass.leaps) {
        reading.form &= !(FIRST | LAST);
    }
    let is_edge = reading.form & (FIRST | LAST | LEAP) != 0;
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
        at @ DAY..SECOND => {
            let minute = match (reading.is_certain, is_edge) {
                (true, false) => day,
                (true, true) => day + value % day,
                (false, _) => value,
            };
            let past = if at == MINUTE { minute % 60 } else { 0 };
            reading.value.0 = minute - past + below(&line.minutes, past);
            let (marks, unit) = match at {
                15 => (&line.minutes, 10),
                18 => (&line.marks, 10 * WHOLE),
                _ => return,
            };
            let digit = u64::from(reading.digits);
            if reading.is_certain && !is_edge && (digit < 6 || pass.is_none()) {
                reading.digits = 0;
            } else if digit < 6 {
                let is_between = |digit: &u64| {
                    let (least, end) = ((digit - 1) * unit, (digit + 1) * unit);
                    marks.iter().any(|mark| (least + 1..end).contains(mark))
                };
                reading.digits = (1..=digit).rev().find(is_between).unwrap_or(0) as u32;
            }
        }
        SECOND.. if reading.is_certain => {
            let is_leap = reading.form & LEAP != 0;
            reading.value = (day + if is_leap { value % day } else { 0 }, 0);
            reading.form = if is_leap { reading.form | STILL } else { STILL };
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

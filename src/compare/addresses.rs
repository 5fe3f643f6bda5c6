//! An address, read character by character. `condition` says which texts are addresses; tests hold this to it.
//!
//! An address lies on the line as the number that it is as IPv6, in two halves: an IPv4 address as `::ffff:192.0.2.7`. Where `::` stands
//! it is not known how many groups follow, so each number of them is a reading of its own; and so is the IPv4 address that
//! can follow where two groups are left.

use super::typed::{Place, Reading};

pub(super) const CHARACTERS: &str = "0123456789abcdef:.";

// What was read last; `at` is how many bits were read before.
const START_FORM: u8 = 0;
/// The colon at the start, which has to be followed by another.
const FIRST_COLON: u8 = 1;
const COLON: u8 = 2;
const TWO_COLONS: u8 = 3;
const GROUP: u8 = 4;
/// A number of an IPv4 address, or what stands before it.
const OCTET: u8 = 5;
/// Besides: groups were left out.
const LEFT_OUT: u8 = 8;

const NOTHING: Reading = Reading {
    value: (0, 0),
    digits: 0,
    count: 0,
    at: 0,
    form: START_FORM,
    is_certain: false,
    is_date: false,
};

/// How nothing is read: as IPv6, and as IPv4.
pub(super) const START: [Reading; 2] = [
    NOTHING,
    Reading {
        value: (0, 0xffff << 32),
        at: 96,
        form: OCTET,
        ..NOTHING
    },
];

pub(super) fn finished(reading: &Reading) -> Option<Place> {
    match (reading.form & !LEFT_OUT, reading.at) {
        (GROUP, 112) => Some(with_digits(reading, 16)),
        (OCTET, 120) if reading.count > 0 => Some(with_digits(reading, 8)),
        (TWO_COLONS, 128) => Some(reading.value),
        _ => None,
    }
}

/// What was read, and the digits behind it as so many bits.
fn with_digits(reading: &Reading, bits: u8) -> Place {
    let (high, low) = reading.value;
    let digits = u64::from(reading.digits);
    match reading.at + bits {
        end @ ..=64 => (high | digits << (64 - end), low),
        end => (high, low | digits << (128 - end)),
    }
}

/// Reads one character more.
pub(super) fn read(reading: Reading, character: char, next: &mut Vec<Reading>) {
    let Reading {
        value,
        digits,
        count,
        at,
        ..
    } = reading;
    let form = reading.form & !LEFT_OUT;
    let left_out = reading.form & LEFT_OUT;
    let mut push = |form: u8, value: Place, at: u8| {
        let reading = Reading {
            value,
            digits: 0,
            count: 0,
            at,
            form,
            ..reading
        };
        next.push(reading);
        if at == 96 && form & !LEFT_OUT != OCTET {
            next.push(Reading { form: OCTET, ..reading });
        }
    };
    match (character, form) {
        (':', START_FORM) => next.push(Reading {
            form: FIRST_COLON,
            ..reading
        }),
        (':', FIRST_COLON | COLON) if left_out == 0 => {
            for to in (at + 16..=128).step_by(16) {
                push(TWO_COLONS | LEFT_OUT, value, to);
            }
        }
        (':', GROUP) if at < 112 => push(COLON | left_out, with_digits(&reading, 16), at + 16),
        ('.', OCTET) if count > 0 && at < 120 => push(OCTET, with_digits(&reading, 8), at + 8),
        (_, OCTET) => {
            let more = character.to_digit(10).map(|digit| digits * 10 + digit);
            if let Some(digits) = more.filter(|more| *more < 256)
                && count < 3
                && (count == 0 || reading.digits > 0)
            {
                next.push(Reading {
                    digits,
                    count: count + 1,
                    ..reading
                });
            }
        }
        (_, START_FORM | COLON | TWO_COLONS | GROUP) if at < 128 && count < 4 => {
            if let Some(digit) = character.to_digit(16) {
                next.push(Reading {
                    digits: digits * 16 + digit,
                    count: count + 1,
                    form: GROUP | left_out,
                    ..reading
                });
            }
        }
        _ => {}
    }
}

/// The stretch of the line on which an address lies that begins so.
pub(super) fn stretch(reading: &Reading) -> (Place, Place) {
    let (high, low) = reading.value;
    let open = |from: u8| {
        u64::MAX
            .checked_shr(u32::from(reading.at.saturating_sub(from)))
            .unwrap_or(0)
    };
    ((high, low), (high | open(0), low | open(64)))
}

/// What the groups and the numbers of an address are compared with: its own and the next, for it is less, equal or more.
pub(super) fn add_marks((high, low): Place, marks: &mut Vec<u64>) {
    let mut add = |number: u64| {
        for mark in [number, number + 1] {
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
    };
    for at in (0..64).step_by(16) {
        add(high >> at & 0xffff);
        add(low >> at & 0xffff);
    }
    for at in (0..32).step_by(8) {
        add(low >> at & 0xff);
    }
    // As in `FORM`.
    add(0);
    add(255);
}

/// A number of more than one digit begins with no zero, and none is more than 255.
const FORM: [u64; 2] = [1, 256];

/// Takes from a reading what makes no difference to the marks.
pub(super) fn settle(reading: &mut Reading, marks: &[u64]) {
    let (radix, longest) = if reading.form == OCTET { (10, 3) } else { (16, 4) };
    let marks = if reading.is_certain { &FORM } else { marks };
    if reading.is_certain {
        reading.value = (0, 0);
    }
    // The fewest for which no mark lies between it and these digits, however many more follow.
    let digits = u64::from(reading.digits);
    let mut fewest = 0;
    let mut width = 1;
    for _ in reading.count..=longest {
        for mark in marks.iter().filter(|mark| **mark < (digits + 1) * width) {
            fewest = fewest.max(mark.div_ceil(width));
        }
        width *= radix;
    }
    reading.digits = digits.min(fewest) as u32;
}

//! An address, read character by character. `condition` says which texts are addresses; tests hold this to it.
//!
//! An address lies on the line as the number that it is as IPv6: an IPv4 address as `::ffff:192.0.2.7`. Where `::` stands
//! it is not known how many groups follow, so each number of them is a reading of its own; and so is the IPv4 address that
//! can follow where two groups are left.

use super::typed::Reading;

pub(super) const CHARACTERS: &str = "0123456789abcdef:.";

// What was read last; `at` is how many bits were read before.
const START: u8 = 0;
/// The colon at the start, which has to be followed by another.
const FIRST_COLON: u8 = 1;
const COLON: u8 = 2;
const TWO_COLONS: u8 = 3;
const GROUP: u8 = 4;
/// A number of an IPv4 address, or what stands before it.
const OCTET: u8 = 5;
/// Besides: groups were left out.
const LEFT_OUT: u8 = 8;

pub(super) fn start() -> Vec<Reading> {
    let v4 = Reading {
        value: 0xffff,
        at: 96,
        form: OCTET,
        ..Reading::default()
    };
    vec![Reading::default(), v4]
}

pub(super) fn finished(reading: &Reading) -> Option<u128> {
    let digits = u128::from(reading.digits);
    match (reading.form & !LEFT_OUT, reading.at) {
        (GROUP, 112) => Some(reading.value << 16 | digits),
        (OCTET, 120) if reading.count > 0 => Some(reading.value << 8 | digits),
        (TWO_COLONS, 128) => Some(reading.value),
        _ => None,
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
    let mut push = |form: u8, value: u128, at: u8| {
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
        (':', START) => next.push(Reading {
            form: FIRST_COLON,
            ..reading
        }),
        (':', FIRST_COLON | COLON) if left_out == 0 => {
            for to in (at + 16..=128).step_by(16) {
                push(
                    TWO_COLONS | LEFT_OUT,
                    value.checked_shl(u32::from(to - at)).unwrap_or(0),
                    to,
                );
            }
        }
        (':', GROUP) if at < 112 => push(COLON | left_out, value << 16 | u128::from(digits), at + 16),
        ('.', OCTET) if count > 0 && at < 120 => push(OCTET, value << 8 | u128::from(digits), at + 8),
        (_, OCTET) => {
            let more = character.to_digit(10).map(|digit| digits * 10 + digit);
            if let Some(digits) = more.filter(|more| *more < 256)
                && (count == 0 || reading.digits > 0)
            {
                next.push(Reading {
                    digits,
                    count: count + 1,
                    ..reading
                });
            }
        }
        (_, START | COLON | TWO_COLONS | GROUP) if at < 128 && count < 4 => {
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

/// Between what an address lies that begins so.
pub(super) fn bounds(reading: &Reading) -> (u128, u128) {
    let at = u32::from(reading.at);
    let first = reading.value.checked_shl(128 - at).unwrap_or(0);
    (first, first | u128::MAX.checked_shr(at).unwrap_or(0))
}

/// What the groups and the numbers of an address are compared with: its own and the next, for it is less, equal or more.
pub(super) fn marks(value: u128, add: &mut dyn FnMut(u64)) {
    for at in (0..128).step_by(16) {
        let group = (value >> at) as u64 & 0xffff;
        [group, group + 1].into_iter().for_each(&mut *add);
    }
    for at in (0..32).step_by(8) {
        let number = (value >> at) as u64 & 0xff;
        [number, number + 1].into_iter().for_each(&mut *add);
    }
    FORM.into_iter().for_each(add);
}

/// A number of more than one digit begins with no zero, and none is more than 255.
const FORM: [u64; 2] = [1, 256];

/// A reading that goes on in the same ways and is at the same places among the marks.
pub(super) fn settled(mut reading: Reading, marks: &[u64]) -> Reading {
    let (radix, longest) = if reading.form == OCTET { (10, 3) } else { (16, 4) };
    let marks = if reading.is_certain { &FORM } else { marks };
    if reading.is_certain {
        reading.value = 0;
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
    reading
}

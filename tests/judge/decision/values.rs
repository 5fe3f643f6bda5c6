//! Values of conditions: numbers, dates, addresses, each by the plainest means (§9.10, §9.11).

use std::cmp::Ordering;
use std::net::IpAddr;

/// A decimal number as text: no digits are lost.
pub struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

/// `12`, `-0.5`: digits, with digits behind a point or not.
pub fn decimal(text: &str) -> Option<Decimal> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit());
    (all_digits(whole) && all_digits(fraction)).then(|| Decimal {
        negative,
        whole: whole.to_owned(),
        fraction: fraction.to_owned(),
    })
}

impl Decimal {
    /// Its digits as one text, so many before and behind the point.
    fn padded(&self, before: usize, behind: usize) -> String {
        format!("{:0>before$}{:0<behind$}", self.whole, self.fraction)
    }

    pub fn compare(&self, other: &Self) -> Ordering {
        let before = self.whole.len().max(other.whole.len());
        let behind = self.fraction.len().max(other.fraction.len());
        let (own, its) = (self.padded(before, behind), other.padded(before, behind));
        let zero = |digits: &str| digits.chars().all(|c| c == '0');
        match (self.negative && !zero(&own), other.negative && !zero(&its)) {
            (false, false) => own.cmp(&its),
            (true, true) => its.cmp(&own),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

/// Nanoseconds since the year 0 of an RFC 3339 date and time with its zone.
pub fn instant(text: &str) -> Option<i128> {
    let (date, rest) = text.split_once(['T', 't'])?;
    let date: Vec<&str> = date.split('-').collect();
    let [year, month, day] = date[..] else { return None };
    let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
    if !(1..=12).contains(&month) || day < 1 || day > days_of_month(year, month) {
        return None;
    }
    let zone_at = rest.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = rest.split_at(zone_at);
    let (time, fraction) = time.split_once('.').map_or((time, None), |(t, f)| (t, Some(f)));
    let time: Vec<&str> = time.split(':').collect();
    let [hour, minute, second] = time[..] else { return None };
    let (hour, minute, second) = (number(hour, 2)?, number(minute, 2)?, number(second, 2)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let nanoseconds = match fraction {
        None => 0,
        Some(digits) if digits.len() > 9 => return None,
        Some(digits) => number(&format!("{digits:0<9}"), 9).filter(|_| !digits.is_empty())?,
    };
    let offset = match zone.split_at(1) {
        ("Z" | "z", "") => 0,
        (sign @ ("+" | "-"), clock) => {
            let (hours, minutes) = clock.split_once(':')?;
            let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            (hours * 60 + minutes) * if sign == "+" { 60 } else { -60 }
        }
        _ => return None,
    };
    let mut days = day - 1;
    for earlier in 1..month {
        days += days_of_month(year, earlier);
    }
    // Every fourth year has a day more, but for the centuries that 400 does not divide.
    days += 365 * year + (0..year).filter(|&y| is_leap(y)).count() as i128;
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset;
    Some(seconds * 1_000_000_000 + nanoseconds)
}

fn number(text: &str, digits: usize) -> Option<i128> {
    let plain = text.len() == digits && text.chars().all(|c| c.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

fn is_leap(year: i128) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_of_month(year: i128, month: i128) -> i128 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The addresses that a policy value stands for.
pub enum Network {
    Every,
    Of { address: IpAddr, bits: u32 },
}

/// A single address, a CIDR, or `*`.
pub fn network(text: &str) -> Option<Network> {
    if text == "*" {
        return Some(Network::Every);
    }
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address.parse().ok()?, Some(bits)),
        None => (text.parse().ok()?, None),
    };
    let most = match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    };
    let bits = match bits {
        None => most,
        Some(bits) if bits.chars().all(|c| c.is_ascii_digit()) => bits.parse().ok().filter(|&b| b <= most)?,
        Some(_) => return None,
    };
    Some(Network::Of { address, bits })
}

impl Network {
    /// Host bits of the network are masked off (§9.10).
    pub fn holds(&self, given: IpAddr) -> bool {
        match self {
            Self::Every => true,
            Self::Of { address, bits } => match (address, given) {
                (IpAddr::V4(network), IpAddr::V4(given)) => {
                    same_start(u128::from(u32::from(*network)), u128::from(u32::from(given)), 32 - bits)
                }
                (IpAddr::V6(network), IpAddr::V6(given)) => {
                    same_start(u128::from(*network), u128::from(given), 128 - bits)
                }
                _ => false,
            },
        }
    }
}

/// Whether two numbers are the same but for so many bits at their ends.
fn same_start(one: u128, other: u128, hosts: u32) -> bool {
    one.checked_shr(hosts).unwrap_or(0) == other.checked_shr(hosts).unwrap_or(0)
}

//! Values of conditions: numbers, dates, addresses, each by the plainest means (§9.10, §9.11).

use std::cmp::Ordering;
use std::net::IpAddr;

/// A decimal number as text: no digits are lost. Equal numbers are equal: no zeros before or behind that say nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    Some(Decimal {
        negative: negative && !(whole.is_empty() && fraction.is_empty()),
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
        match (self.negative, other.negative) {
            (false, false) => own.cmp(&its),
            (true, true) => its.cmp(&own),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

/// Where on the line of time an RFC 3339 date and time with its zone lies: every second since the year 0 takes two thousand
/// million, the second half for the nanoseconds of a leap second behind it (§9.11).
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
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let nanoseconds = match fraction {
        None => 0,
        Some(digits) if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit()) => return None,
        // What is behind the nanoseconds does not count.
        Some(digits) => number(&format!("{digits:0<9}")[..9], 9)?,
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
    days += days_before(year);
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset;
    if second < 60 {
        return Some(seconds * 2_000_000_000 + nanoseconds);
    }
    // Only behind a month's last second in UTC: a month begins then.
    let begun = |of: i128| {
        (1..=12).scan(days_before(of), move |day, month| {
            let begins = *day;
            *day += days_of_month(of, month);
            Some(begins)
        })
    };
    let begins = (year - 1..=year + 1).flat_map(begun).any(|day| day * 86_400 == seconds);
    begins.then_some((seconds - 1) * 2_000_000_000 + 1_000_000_000 + nanoseconds)
}

fn number(text: &str, digits: usize) -> Option<i128> {
    let plain = text.len() == digits && text.chars().all(|c| c.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

/// The days before a year. Every fourth year has one more, but for the centuries that 400 does not divide.
fn days_before(year: i128) -> i128 {
    let leap = |years: std::ops::Range<i128>| years.filter(|&y| is_leap(y)).count() as i128;
    365 * year + leap(0..year) - leap(year..0)
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

/// Addresses that have the first bits in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Network {
    is_v6: bool,
    /// How many bits a member may choose.
    hosts: u32,
    /// The bits in common.
    start: u128,
}

/// A single address, or a CIDR, the host bits of which are masked off (§9.10).
pub fn network(text: &str) -> Option<Network> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let (is_v6, number, most) = number_of(address.parse().ok()?);
    let bits = match bits {
        None => most,
        Some(bits) if bits.chars().all(|c| c.is_ascii_digit()) => bits.parse().ok().filter(|&b| b <= most)?,
        Some(_) => return None,
    };
    // `::ffff:192.0.2.0/120` is `192.0.2.0/24`.
    if let Ok(IpAddr::V6(v6)) = address.parse()
        && let Some(v4) = v6.to_ipv4_mapped()
        && bits >= 96
    {
        return network(&format!("{v4}/{}", bits - 96));
    }
    let hosts = most - bits;
    let start = number.checked_shr(hosts).unwrap_or(0);
    Some(Network { is_v6, hosts, start })
}

impl Network {
    pub fn holds(&self, given: IpAddr) -> bool {
        // An IPv4 address that is written as IPv6 is the IPv4 address.
        let (is_v6, number, _) = number_of(given.to_canonical());
        is_v6 == self.is_v6 && number.checked_shr(self.hosts).unwrap_or(0) == self.start
    }
}

/// Whether it is a v6 address, its number, and how many bits it has.
fn number_of(address: IpAddr) -> (bool, u128, u32) {
    match address {
        IpAddr::V4(v4) => (false, u128::from(u32::from(v4)), 32),
        IpAddr::V6(v6) => (true, u128::from(v6), 128),
    }
}

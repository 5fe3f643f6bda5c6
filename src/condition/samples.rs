//! Texts that stand for all numbers, dates and addresses that some questions can tell apart.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::address::Network;
use super::date::Instant;
use super::expected::Expected;
use super::number::Decimal;
use super::test::Question;

/// The addresses behind these are IPv6 again: `::ffff:0:0` to here are IPv4 addresses, written otherwise.
const MAPPED_END: u128 = 1 << 48;

/// Texts of numbers, dates and addresses: for every number, date or address there is one that these questions all answer
/// alike. Those that read well come first.
#[must_use]
pub fn samples(questions: &[&Question]) -> Vec<String> {
    let mut samples = Vec::new();
    let mut numbers: Vec<&Decimal<Box<str>>> = Vec::new();
    let mut dates: Vec<Instant> = Vec::new();
    let mut networks: Vec<Network> = Vec::new();
    for question in questions {
        match question.expected() {
            Expected::Numbers(of) => numbers.extend(of),
            Expected::Dates(of) => dates.extend(of),
            Expected::Networks(of) => networks.extend(of),
            _ => {}
        }
    }
    if !numbers.is_empty() {
        of_numbers(&numbers, &mut samples);
    }
    if !dates.is_empty() {
        of_dates(&dates, &mut samples);
    }
    if !networks.is_empty() {
        of_networks(&networks, &mut samples);
    }
    samples
}

/// Each number, its neighbours among the integers, zero, and one so little farther from zero that none of the others
/// lies between. Between two numbers with zero not between them there is so always one.
fn of_numbers(numbers: &[&Decimal<Box<str>>], samples: &mut Vec<String>) {
    let digits = numbers.iter().map(|number| number.places()).max().unwrap_or(0);
    samples.extend(numbers.iter().map(|number| number.text()));
    for number in numbers {
        let whole = (number.places() == 0)
            .then(|| number.text().parse::<i64>().ok())
            .flatten();
        for neighbour in [1, -1].into_iter().filter_map(|step| whole?.checked_add(step)) {
            samples.push(neighbour.to_string());
        }
    }
    samples.push("0".to_owned());
    for number in numbers {
        let text = number.text();
        let point = if number.places() == 0 { "." } else { "" };
        let more = digits - number.places();
        let beyond = [&text, point, &"0".repeat(more), "1"].concat();
        if text == "0" {
            samples.push(["-", &beyond].concat());
        }
        samples.push(beyond);
    }
}

/// Each point in time, the seconds around it, the nanoseconds around it, and the first and the last that can be written.
fn of_dates(dates: &[Instant], samples: &mut Vec<String>) {
    samples.extend(dates.iter().filter_map(Instant::text));
    for by in [1, -1] {
        samples.extend(dates.iter().filter_map(|date| date.seconds_later(by).text()));
    }
    samples.extend(dates.iter().filter_map(|date| date.next().text()));
    samples.extend(dates.iter().filter_map(|date| date.previous().text()));
    samples.push("0000-01-01T00:00:00+23:59".to_owned());
    samples.push("9999-12-31T23:59:60.999999999-23:59".to_owned());
}

/// The first address of each network, its last, and those outside of both; the first of all.
fn of_networks(networks: &[Network], samples: &mut Vec<String>) {
    let mut v4: Vec<u32> = Vec::new();
    let mut v6: Vec<u128> = Vec::new();
    for network in networks {
        match network {
            Network::V4 { first, mask } => {
                let last = first | !mask;
                // A host rather than the network's own address, where there is one.
                v4.extend([first.saturating_add(1).min(last), *first, last]);
                v4.extend(last.checked_add(1));
                v4.extend(first.checked_sub(1));
            }
            Network::V6 { first, mask } => {
                let last = first | !mask;
                v6.extend([first.saturating_add(1).min(last), *first, last]);
                v6.extend(last.checked_add(1));
                v6.extend(first.checked_sub(1));
            }
        }
    }
    v4.push(0);
    v6.extend([1, 0, MAPPED_END]);
    samples.extend(v4.into_iter().map(|address| Ipv4Addr::from_bits(address).to_string()));
    let v6 = v6.into_iter().map(Ipv6Addr::from_bits);
    // One of these is an IPv4 address, and those stand above.
    let v6 = v6.filter(|address| matches!(IpAddr::V6(*address).to_canonical(), IpAddr::V6(_)));
    samples.extend(v6.map(|address| address.to_string()));
}

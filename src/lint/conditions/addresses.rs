use std::net::{IpAddr, Ipv4Addr};

use super::{Asked, asked, of_statement};
use crate::condition::{Comparison, Truth, samples};
use crate::diagnostic::condition_findings as messages;
use crate::lint::report::Report;
use crate::lint::subject::Subject;

/// RAM514: a network that holds every address. RAM520 and RAM521: private addresses where public ones are compared.
pub(super) fn check(subject: &Subject, report: &mut Report) {
    for one in asked(subject) {
        if one.operator.comparison != Comparison::IpAddress {
            continue;
        }
        let kinds: Vec<Kind> = one.condition.values.iter().map(|(_, value)| kind(value)).collect();
        if !kinds.contains(&Kind::Any) && are_all_together(&one) {
            let values: Vec<&str> = one.condition.values.iter().map(|(_, value)| &**value).collect();
            let diagnostic = one.at(&messages::ANY_ADDRESS, one.condition.key_span);
            report.push(diagnostic.with(&values.join("`, `")).with(&one.condition.operator));
        }
        let is_public = *one.condition.key == *"acs:SourceIp" && !names_vpc(&one);
        let private = match kinds.iter().all(|kind| *kind == Kind::Private) {
            true => &messages::PRIVATE_SOURCE_IP,
            false => &messages::PRIVATE_AMONG_PUBLIC,
        };
        for ((span, value), kind) in one.condition.values.iter().zip(kinds) {
            match kind {
                Kind::Any => {
                    let diagnostic = one.at(&messages::ANY_ADDRESS, *span).with(value);
                    report.push(diagnostic.with(&one.condition.operator));
                }
                Kind::Private if is_public => report.push(one.at(private, *span).with(value)),
                Kind::Private | Kind::Public => {}
            }
        }
    }
}

/// Whether the networks of a condition hold every IPv4 address between them, as `0.0.0.0/1` and `128.0.0.0/1` do.
fn are_all_together(one: &Asked) -> bool {
    let Some(test) = one.condition.test.as_ref().filter(|_| one.condition.values.len() > 1) else {
        return false;
    };
    let holds = |address: &str| test.truth_of(&mut std::iter::once(address)) != Truth::from(test.is_negated());
    let tried = samples(&[test.question()]);
    tried
        .iter()
        .filter(|text| text.parse::<Ipv4Addr>().is_ok())
        .all(|text| holds(text))
}

/// Whether the statement asks for a VPC as well: OSS gives the private address in `acs:SourceIp` then.
fn names_vpc(one: &Asked) -> bool {
    of_statement(one.placed).any(|other| *other.condition.key == *"acs:SourceVpc")
}

/// What kind of addresses a value holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// All there are.
    Any,
    /// Such as no host on the Internet has.
    Private,
    Public,
}

/// The networks of private, shared, loopback and link-local addresses: the first address and the prefix.
const PRIVATE: [(&str, u32); 9] = [
    ("10.0.0.0", 8),
    ("172.16.0.0", 12),
    ("192.168.0.0", 16),
    ("100.64.0.0", 10),
    ("127.0.0.0", 8),
    ("169.254.0.0", 16),
    ("fc00::", 7),
    ("fe80::", 10),
    ("::1", 128),
];

/// The kind of an address, a network or `*`.
pub(super) fn kind(value: &str) -> Kind {
    let (address, prefix) = value.split_once('/').unwrap_or((value, ""));
    let Ok(address) = address.parse::<IpAddr>() else {
        return Kind::Any;
    };
    let written = bits(address).1;
    let prefix = prefix.parse().unwrap_or(written);
    let (first, width) = bits(address.to_canonical());
    // Of an IPv4 address that is written as IPv6 the last 32 bits count.
    let Some(prefix) = prefix.checked_sub(written - width) else {
        return Kind::Public;
    };
    let holds = |(network, shared): &(&str, u32)| {
        let Some((network, network_width)) = network.parse().ok().map(bits) else {
            return false;
        };
        network_width == width && *shared <= prefix && (first ^ network).checked_shr(width - shared).unwrap_or(0) == 0
    };
    match prefix {
        0 => Kind::Any,
        _ if PRIVATE.iter().any(holds) => Kind::Private,
        _ => Kind::Public,
    }
}

/// An address as a number, and how many bits it has.
fn bits(address: IpAddr) -> (u128, u32) {
    match address {
        IpAddr::V4(address) => (u128::from(address.to_bits()), 32),
        IpAddr::V6(address) => (address.to_bits(), 128),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind};

    #[test]
    fn knows_private_networks_by_their_edges() {
        for private in [
            "10.0.0.0/8",
            "10.255.255.255",
            "172.16.0.0/12",
            "172.31.255.255",
            "192.168.1.0/24",
            "100.127.0.1",
            "::ffff:10.0.0.1",
            "::ffff:10.0.0.0/104",
            "fdff::1",
            "::1",
        ] {
            assert!(kind(private) == Kind::Private, "{private}");
        }
        for public in [
            "10.0.0.0/7",
            "11.0.0.0",
            "172.32.0.0",
            "172.12.0.0/16",
            "192.169.0.0/16",
            "192.0.0.0/8",
            "::ffff:10.0.0.0/90",
            "2001:db8::/32",
            "::2",
        ] {
            assert!(kind(public) == Kind::Public, "{public}");
        }
        for any in ["*", "0.0.0.0/0", "1.2.3.4/0", "::/0"] {
            assert!(kind(any) == Kind::Any, "{any}");
        }
    }
}

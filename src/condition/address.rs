use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A network of IPv4 or IPv6 addresses; a single address is one of its own. Bits behind the prefix are zero.
///
/// An IPv4 address that is written as IPv6 (`::ffff:192.0.2.7`) is the IPv4 address, in policies and in requests: how a
/// proxy writes it must not decide what is granted. Otherwise the two never meet: `::/0` is every IPv6 address and no
/// IPv4 address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Network {
    V4 { first: u32, mask: u32 },
    V6 { first: u128, mask: u128 },
}

/// Every address: what `*` stands for (`ram/language.md` §9.10).
pub(super) const EVERY: [Network; 2] = [Network::V4 { first: 0, mask: 0 }, Network::V6 { first: 0, mask: 0 }];

impl Network {
    /// Reads an address or a CIDR block; host bits are masked off (`ram/language.md` §9.10).
    pub fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = parts(text)?;
        Some(match address {
            IpAddr::V4(address) => {
                let mask = u32::MAX.checked_shl(32 - prefix).unwrap_or(0);
                Self::V4 {
                    first: address.to_bits() & mask,
                    mask,
                }
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(128 - prefix).unwrap_or(0);
                Self::V6 {
                    first: address.to_bits() & mask,
                    mask,
                }
            }
        })
    }

    /// Whether an address lies in the network.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self, address) {
            (Self::V4 { first, mask }, IpAddr::V4(address)) => address.to_bits() & mask == *first,
            (Self::V6 { first, mask }, IpAddr::V6(address)) => address.to_bits() & mask == *first,
            _ => false,
        }
    }
}

/// Reads the address of a request.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    Some(text.parse::<IpAddr>().ok()?.to_canonical())
}

/// The network that a CIDR block with host bits stands for, as `192.0.2.0/24` for `192.0.2.7/24`; `None` where no host
/// bit is set, or the text is no CIDR block.
#[must_use]
pub fn without_host_bits(text: &str) -> Option<String> {
    let (address, prefix) = parts(text)?;
    let first = match Network::parse(text)? {
        Network::V4 { first, .. } => IpAddr::V4(Ipv4Addr::from_bits(first)),
        Network::V6 { first, .. } => IpAddr::V6(Ipv6Addr::from_bits(first)),
    };
    (first != address).then(|| format!("{first}/{prefix}"))
}

/// Whether a text has the form of an address some digits of which a document has masked: `42.120.XX.X/24`.
pub(super) fn is_masked(text: &str) -> bool {
    let address = text.split('/').next().unwrap_or("");
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'x' | b'X'));
    address.split('.').count() == 4 && address.split('.').all(is_part) && address.contains(['x', 'X'])
}

/// An address and the length of its prefix, both those of the IPv4 address where an IPv6 one stands for it.
fn parts(text: &str) -> Option<(IpAddr, u32)> {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let longest = if address.is_ipv4() { 32 } else { 128 };
    let prefix: u32 = match prefix {
        None => longest,
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
        Some(_) => return None,
    };
    match address.to_canonical() {
        _ if prefix > longest => None,
        IpAddr::V4(address) if longest == 128 => match prefix.checked_sub(96) {
            Some(prefix) => Some((IpAddr::V4(address), prefix)),
            // A block of IPv6 addresses that happens to begin there.
            None => Some((IpAddr::V6(address.to_ipv6_mapped()), prefix)),
        },
        address => Some((address, prefix)),
    }
}

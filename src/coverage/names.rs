use std::ops::Range;

use crate::catalog::Catalog;
use crate::pattern::{Bits, NamePattern, Pairs};
use crate::policy::ActionPattern;

/// The names of all operations, lower-cased and sorted within their service, so that a pattern looks only where its
/// matches can be.
pub(super) struct Names {
    services: Vec<(String, Range<usize>)>,
    names: Vec<String>,
    /// The first eight bytes of each name as a number, so that most of a search is a comparison of numbers.
    heads: Vec<u64>,
    pairs: Vec<Pairs>,
}

impl Names {
    pub fn new(catalog: &Catalog) -> Self {
        let services = (catalog.services.iter())
            .map(|service| {
                let first = service.first as usize;
                (service.code.to_ascii_lowercase(), first..first + service.count as usize)
            })
            .collect();
        let names: Vec<String> = catalog
            .operations
            .iter()
            .map(|operation| operation.name.to_ascii_lowercase())
            .collect();
        let heads = names.iter().map(|name| head(name)).collect();
        let pairs = names.iter().map(|name| Pairs::of(name)).collect();
        Self {
            services,
            names,
            heads,
            pairs,
        }
    }

    /// The operations that an action pattern names.
    pub fn matching(&self, pattern: &ActionPattern) -> Bits {
        let (service, name) = match pattern {
            ActionPattern::All => return Bits::full(0..self.names.len()),
            ActionPattern::Named { service, name } => (service, name),
        };
        if matches!((service, name), (NamePattern::All, NamePattern::All)) {
            return Bits::full(0..self.names.len());
        }
        let ranges: Vec<Range<usize>> = match service {
            NamePattern::Literal(code) => (self.services)
                .binary_search_by(|(known, _)| known.as_str().cmp(code))
                .ok()
                .and_then(|at| self.services.get(at))
                .map(|(_, range)| self.narrowed(range.clone(), name.prefix()))
                .into_iter()
                .collect(),
            service => (self.services.iter())
                .filter(|(code, _)| service.matches(code))
                .map(|(_, range)| self.narrowed(range.clone(), name.prefix()))
                .collect(),
        };
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else {
            return Bits::default();
        };
        let mut found = Bits::with_room(first.start..last.end);
        if let NamePattern::All | NamePattern::Prefix(_) = name {
            // The narrowed ranges are the answer.
            ranges.into_iter().for_each(|range| found.insert_range(range));
            return found;
        }
        let wanted = name.pairs();
        for range in ranges {
            for (pairs, id) in self.pairs.get(range.clone()).unwrap_or(&[]).iter().zip(range) {
                if pairs.hold(wanted) && self.names.get(id).is_some_and(|known| name.matches(known)) {
                    found.insert(id);
                }
            }
        }
        found
    }

    /// The part of a service's range whose names begin with `prefix`.
    fn narrowed(&self, range: Range<usize>, prefix: &str) -> Range<usize> {
        if prefix.is_empty() {
            return range;
        }
        let heads = self.heads.get(range.clone()).unwrap_or(&[]);
        let low = head(prefix);
        // The greatest head of a name that begins so: all bytes after the prefix are at their greatest.
        let high = low | u64::MAX.checked_shr(8 * prefix.len() as u32).unwrap_or(0);
        let from = heads.partition_point(|head| *head < low);
        let length = heads.get(from..).unwrap_or(&[]).partition_point(|head| *head <= high);
        let mut narrowed = range.start + from..range.start + from + length;
        if prefix.len() > 8 {
            let names = self.names.get(narrowed.clone()).unwrap_or(&[]);
            let skipped = names.partition_point(|name| name.as_str() < prefix);
            let length = names
                .get(skipped..)
                .unwrap_or(&[])
                .partition_point(|name| name.starts_with(prefix));
            narrowed = narrowed.start + skipped..narrowed.start + skipped + length;
        }
        narrowed
    }
}

/// The first eight bytes as a number that sorts as the text does.
fn head(text: &str) -> u64 {
    text.bytes()
        .chain(std::iter::repeat(0))
        .take(8)
        .fold(0, |head, byte| head << 8 | u64::from(byte))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use crate::policy::ActionPattern;

    #[test]
    fn a_prefix_finds_exactly_the_names_that_begin_with_it() {
        let catalog = Catalog::api_gateway();
        let names = Names::new(&catalog);
        let longest = "describeapigroupdetailx";
        for length in 0..=longest.len() {
            let pattern = ActionPattern::parse(&format!("apigateway:{}*", &longest[..length])).unwrap();
            let expected: Vec<usize> = (catalog.operations.iter().enumerate())
                .filter(|(_, operation)| operation.name.to_ascii_lowercase().starts_with(&longest[..length]))
                .map(|(id, _)| id)
                .collect();
            assert_eq!(
                names.matching(&pattern).iter().collect::<Vec<_>>(),
                expected,
                "{length}"
            );
        }
    }
}

use std::ops::Range;

use crate::catalog::Catalog;
use crate::pattern::{Bits, NamePattern, Pairs};
use crate::policy::ActionPattern;

/// The names of all operations, lower-cased and sorted within their service, so that a pattern looks only where its
/// matches can be.
pub(super) struct Names {
    services: Vec<(String, Range<usize>)>,
    names: Vec<String>,
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
        let pairs = names.iter().map(|name| Pairs::of(name)).collect();
        Self { services, names, pairs }
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
        let candidates: Vec<usize> = (ranges.into_iter().flatten())
            .filter(|id| self.pairs.get(*id).is_some_and(|pairs| pairs.hold(wanted)))
            .collect();
        let matcher = name.for_many(candidates.len());
        for id in candidates {
            if self.names.get(id).is_some_and(|name| matcher.matches(name)) {
                found.insert(id);
            }
        }
        found
    }

    /// The part of a service's range whose names begin with `prefix`.
    fn narrowed(&self, range: Range<usize>, prefix: &str) -> Range<usize> {
        let names = self.names.get(range.clone()).unwrap_or(&[]);
        let from = names.partition_point(|name| name.as_str() < prefix);
        let length = names
            .get(from..)
            .unwrap_or(&[])
            .partition_point(|name| name.starts_with(prefix));
        range.start + from..range.start + from + length
    }
}

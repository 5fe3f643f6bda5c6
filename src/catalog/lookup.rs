//! What is asked of a catalogue by the text of a policy: whether a name is known, and what was meant if it is not.

use super::{Catalog, ConditionKey, Operation};
use crate::text::similar;

impl Catalog {
    /// The index of the service with this RAM code, else of the first that has it as an alias, in any case.
    #[must_use]
    pub fn service(&self, code: &str) -> Option<u32> {
        self.services_called(code).first().copied()
    }

    /// The services that go by a code, in any case: the one whose RAM code it is first, then those that have it as an
    /// alias. `ram` names RAM itself and IMS, whose actions are documented under either code.
    #[must_use]
    #[inline(never)]
    pub fn services_called(&self, code: &str) -> Vec<u32> {
        let mut called = Vec::new();
        for (at, service) in (0..).zip(&self.services) {
            if service.code.eq_ignore_ascii_case(code) {
                called.insert(0, at);
            } else if service.is_called(code) {
                called.push(at);
            }
        }
        called
    }

    /// Whether a service has this RAM code or alias, in any case. Where [`Catalog::is_whole`] is false the answer no
    /// says nothing of the cloud.
    #[must_use]
    pub fn is_known(&self, code: &str) -> bool {
        self.service(code).is_some()
    }

    /// The RAM codes that a mistyped one most likely means, nearest first.
    #[must_use]
    pub fn services_like(&self, code: &str) -> Vec<&str> {
        similar(code, self.services.iter().map(|service| service.code.as_str()))
    }

    /// The operations of a service, by its index, in the order of their ids; none of one that there is not.
    #[must_use]
    pub fn operations_of(&self, service: u32) -> &[Operation] {
        let service = self.services.get(service as usize);
        let range = service.map(|service| service.first as usize..(service.first + service.count) as usize);
        range.and_then(|range| self.operations.get(range)).unwrap_or(&[])
    }

    /// The id of the operation of a service, by its index, with a name in any case.
    #[must_use]
    pub fn operation_of(&self, service: u32, name: &str) -> Option<u32> {
        let wanted = name.to_ascii_lowercase();
        let position = self
            .operations_of(service)
            .binary_search_by(|operation| operation.name.to_ascii_lowercase().cmp(&wanted))
            .ok()?;
        Some(self.services.get(service as usize)?.first + u32::try_from(position).ok()?)
    }

    /// The id of the operation that an action names, in any case: `apigateway:CreateApi`. An alias of the code will do.
    #[must_use]
    pub fn operation(&self, action: &str) -> Option<u32> {
        let (code, name) = action.split_once(':')?;
        self.services_called(code)
            .into_iter()
            .find_map(|service| self.operation_of(service, name))
    }

    /// The names of operations of a service that a mistyped one most likely means, nearest first.
    #[must_use]
    pub fn operations_like(&self, service: u32, name: &str) -> Vec<&str> {
        let operations = self.operations_of(service);
        similar(name, operations.iter().map(|operation| operation.name.as_str()))
    }

    /// The key that a policy writes, with its case: `acs:ResourceTag/team` is `acs:ResourceTag/`.
    #[must_use]
    pub fn condition_key(&self, key: &str) -> Option<&ConditionKey> {
        self.condition_keys.iter().find(|known| known.is_called(key))
    }

    /// The names of keys that a mistyped one most likely means, nearest first. What follows a slash is not compared.
    #[must_use]
    pub fn condition_keys_like(&self, key: &str) -> Vec<&str> {
        let end = key.find('/').map_or(key.len(), |slash| slash + 1);
        let name = key.get(..end).unwrap_or(key);
        similar(name, self.condition_keys.iter().map(|known| known.name.as_str()))
    }

    /// The keys that every service may carry: those that begin with `acs:`.
    pub fn global_keys(&self) -> impl Iterator<Item = &ConditionKey> {
        self.condition_keys.iter().filter(|key| key.prefix() == "acs")
    }

    /// The keys of a service, by its index: those that begin with its RAM code or an alias of it.
    pub fn keys_of_service(&self, service: u32) -> impl Iterator<Item = &ConditionKey> {
        let service = self.services.get(service as usize);
        let fits = move |key: &&ConditionKey| service.is_some_and(|service| service.is_called(key.prefix()));
        self.condition_keys.iter().filter(fits)
    }

    /// The keys that are published for one operation, by its id; of most operations none is, which does not mean that it
    /// carries none.
    pub fn keys_of_operation(&self, operation: u32) -> impl Iterator<Item = &ConditionKey> {
        let found = self.operation_keys.binary_search_by_key(&operation, |(id, _)| *id);
        let keys = found.ok().and_then(|at| self.operation_keys.get(at));
        let keys = keys.into_iter().flat_map(|(_, keys)| keys);
        keys.filter_map(|key| self.condition_keys.get(*key as usize))
    }

    /// The formats of ARNs seen in documents of a service, by its index. They are hints, not facts: which operation is
    /// checked against which of them is not published.
    #[must_use]
    pub fn arn_hints(&self, service: u32) -> &[String] {
        self.services
            .get(service as usize)
            .map_or(&[], |service| service.arn_hints.as_slice())
    }

    /// Whether this is a known region of the cloud, with its case. New regions come, and services have their own names
    /// of places: one that is not known is not wrong.
    #[must_use]
    pub fn is_region(&self, region: &str) -> bool {
        self.regions
            .binary_search_by(|known| known.as_str().cmp(region))
            .is_ok()
    }

    /// The regions that a mistyped one most likely means, nearest first.
    #[must_use]
    pub fn regions_like(&self, region: &str) -> Vec<&str> {
        similar(region, self.regions.iter().map(String::as_str))
    }
}

use std::slice::Iter;

use crate::condition::{Context, Known};
use crate::evaluate::{Request, is_resource};
use crate::policy::Caller;

/// The requests that `src/npm/request.js` packs: texts, one behind the other, and words that point to them.
///
/// A request is its action, principal and resource group (of the latter two one more than the text's number, 0 for none),
/// the number of its resources and these; then its context: 1 where it is open, the number of keys, and for each its text
/// and what is known of it (0 unknown, 1 absent, else two more than the number of its values, and these).
pub(super) struct Requests<'p> {
    texts: Vec<&'p str>,
    words: Iter<'p, u32>,
    resources: Vec<&'p str>,
    /// The caller that was read last, and its text.
    caller: (Option<&'p str>, Caller),
    /// The context that was read last, whether it is open, and its keys with what is known of them, as words. Requests in
    /// a row often carry the same keys: what they say alike is not said anew.
    context: Context,
    is_open: bool,
    keys: Vec<(u32, &'p [u32])>,
    read: Vec<(u32, &'p [u32])>,
}

impl<'p> Requests<'p> {
    /// Takes packed requests; `lengths` are those of the texts, in bytes.
    pub fn new(texts: &'p [u8], lengths: &[u32], words: &'p [u32]) -> Self {
        let mut rest = std::str::from_utf8(texts).unwrap_or_default();
        let texts = lengths.iter().map(|length| {
            let (text, after) = rest.split_at_checked(*length as usize).unwrap_or_default();
            rest = after;
            text
        });
        Self {
            texts: texts.collect(),
            words: words.iter(),
            resources: Vec::new(),
            caller: Default::default(),
            context: Context::default(),
            is_open: false,
            keys: Vec::new(),
            read: Vec::new(),
        }
    }

    /// What `answer` says of the next request; `None` where there is none, or a resource of it cannot be read.
    pub fn read<T>(&mut self, answer: impl FnOnce(&Request) -> T) -> Option<T> {
        let action = self.text()?;
        let principal = self.optional()?;
        if principal != self.caller.0 {
            let caller = principal.and_then(|principal| Caller::parse(principal, ""));
            self.caller = (principal, caller.unwrap_or_default());
        }
        let resource_group = self.optional()?;
        self.resources.clear();
        for _ in 0..self.word()? {
            let resource = self.text()?;
            self.resources.push(resource);
        }
        self.context()?;
        if !self.resources.iter().all(|resource| is_resource(resource)) {
            return None;
        }
        Some(answer(&Request {
            action,
            resources: &self.resources,
            context: &self.context,
            caller: &self.caller.1,
            resource_group,
        }))
    }

    /// Reads the next context.
    fn context(&mut self) -> Option<()> {
        let is_open = self.word()? != 0;
        self.read.clear();
        for _ in 0..self.word()? {
            let key = self.word()?;
            let words = self.words.as_slice();
            let length = (*words.first()?).saturating_sub(1).max(1);
            let (known, rest) = words.split_at_checked(length as usize)?;
            self.words = rest.iter();
            self.read.push((key, known));
        }
        let keys = |(key, _): &(u32, _)| *key;
        let alike = is_open == self.is_open && self.read.iter().map(keys).eq(self.keys.iter().map(keys));
        if !alike {
            self.is_open = is_open;
            self.keys.clear();
            self.context = match is_open {
                true => Context::open(),
                false => Context::default(),
            };
        }
        for (at, (key, known)) in self.read.iter().enumerate() {
            if self.keys.get(at).is_some_and(|(_, before)| before.iter().eq(*known)) {
                continue;
            }
            let text = |number: &u32| self.texts.get(*number as usize).copied();
            let key = text(key)?;
            match known {
                [0, ..] => self.context.set(key, Known::Unknown),
                [1, ..] => self.context.set(key, Known::Absent),
                [_, values @ ..] => self.context.set_values(key, values.iter().filter_map(text)),
                [] => return None,
            }
        }
        std::mem::swap(&mut self.keys, &mut self.read);
        Some(())
    }

    fn word(&mut self) -> Option<u32> {
        self.words.next().copied()
    }

    fn text(&mut self) -> Option<&'p str> {
        let number = self.word()?;
        self.texts.get(number as usize).copied()
    }

    /// A text that may be missing.
    fn optional(&mut self) -> Option<Option<&'p str>> {
        match self.word()?.checked_sub(1) {
            None => Some(None),
            Some(number) => Some(Some(self.texts.get(number as usize).copied()?)),
        }
    }
}

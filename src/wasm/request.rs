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
}

impl<'p> Requests<'p> {
    /// Takes packed requests: the words begin with the number of those that are requests, the others are the lengths of
    /// the texts in bytes.
    pub fn new(texts: &'p [u8], words: &'p [u32]) -> Self {
        let whole = std::str::from_utf8(texts).unwrap_or_default();
        let (count, words) = words.split_first().unwrap_or((&0, &[]));
        let (words, lengths) = words.split_at_checked(*count as usize).unwrap_or((words, &[]));
        let mut rest = whole;
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
        let context = self.context()?;
        if !self.resources.iter().all(|resource| is_resource(resource)) {
            return None;
        }
        Some(answer(&Request {
            action,
            resources: &self.resources,
            context: &context,
            caller: &self.caller.1,
            resource_group,
        }))
    }

    fn context(&mut self) -> Option<Context> {
        let mut context = match self.word()? {
            0 => Context::default(),
            _ => Context::open(),
        };
        for _ in 0..self.word()? {
            let key = self.text()?;
            let known = match self.word()? {
                0 => Known::Unknown,
                1 => Known::Absent,
                more => Known::Values((2..more).map(|_| self.text().map(Box::from)).collect::<Option<_>>()?),
            };
            context.set(key, known);
        }
        Some(context)
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

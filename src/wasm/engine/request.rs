use std::str::CharIndices;

use crate::evaluate::{Call, Facts};
use crate::policy::Caller;

/// The requests that `src/npm/request.js` packs: their texts, one behind the other, and words about them.
///
/// A request is the length of its action, what else it has (bits: 1 its context is open, 2 a principal, 4 a resource
/// group), the lengths of these two if it has them, the number of its resources and the length of each. Then, of each
/// key that something is known of, its number times four and 0 (unknown), 1 (absent), 2 (behind it their number and the
/// length of each of its values) or 3 (behind it the length of its one value); then [`END`].
pub(super) struct Packed<'p> {
    rest: &'p str,
    words: &'p [u32],
    /// How many keys there are.
    keys: usize,
    /// Every text is of ASCII, so that a length in UTF-16 is one in bytes.
    is_ascii: bool,
    resources: Vec<&'p str>,
    facts: Facts<'p>,
    /// The caller that was read last, and its text.
    caller: (Option<&'p str>, Caller),
}

const END: u32 = u32::MAX;
const IS_OPEN: u32 = 1;
const PRINCIPAL: u32 = 2;
const RESOURCE_GROUP: u32 = 4;

impl<'p> Packed<'p> {
    /// Takes packed requests; `length` is that of the texts, in UTF-16, and `keys` how many there are.
    pub fn new(texts: &'p str, length: usize, words: &'p [u32], keys: usize) -> Self {
        Self {
            rest: texts,
            words,
            keys,
            is_ascii: texts.len() == length,
            resources: Vec::new(),
            facts: Facts::default(),
            caller: Default::default(),
        }
    }

    /// The next request; `None` where there is none.
    #[inline(never)] // it is read in several places, and is long
    pub fn next(&mut self) -> Option<(Call<'_>, &Facts<'p>)> {
        let action = self.text()?;
        let has = self.word()?;
        let principal = if has & PRINCIPAL != 0 { Some(self.text()?) } else { None };
        if principal != self.caller.0 {
            let caller = principal.and_then(|principal| Caller::parse(principal, ""));
            self.caller = (principal, caller.unwrap_or_default());
        }
        let resource_group = if has & RESOURCE_GROUP != 0 {
            Some(self.text()?)
        } else {
            None
        };
        self.resources.clear();
        for _ in 0..self.word()? {
            let resource = self.text()?;
            self.resources.push(resource);
        }
        self.facts.clear(self.keys, has & IS_OPEN != 0);
        loop {
            let word = self.word()?;
            if word == END {
                break;
            }
            let key = (word / 4) as usize;
            match word % 4 {
                0 => self.facts.set_unknown(key),
                1 => self.facts.set_absent(key),
                kind => {
                    let count = if kind == 3 { 1 } else { self.word()? };
                    let from = self.facts.values();
                    for _ in 0..count {
                        let value = self.text()?;
                        self.facts.add_value(value);
                    }
                    self.facts.set_values(key, from);
                }
            }
        }
        let call = Call {
            action,
            resources: &self.resources,
            caller: &self.caller.1,
            resource_group,
        };
        Some((call, &self.facts))
    }

    fn word(&mut self) -> Option<u32> {
        let (word, rest) = self.words.split_first()?;
        self.words = rest;
        Some(*word)
    }

    /// The next text. Half a character at the end of one and half a character at the beginning of the next look like a
    /// whole one: then there is none, and the caller mends both before packing them anew.
    fn text(&mut self) -> Option<&'p str> {
        let length = self.word()? as usize;
        let end = match self.is_ascii {
            true => length,
            false => end_of(self.rest.char_indices(), length)?,
        };
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(text)
    }
}

/// Where so many units of UTF-16 end, in bytes; `None` within a character.
fn end_of(mut characters: CharIndices, units: usize) -> Option<usize> {
    let mut left = units;
    while left > 0 {
        let (_, character) = characters.next()?;
        left = left.checked_sub(character.len_utf16())?;
    }
    Some(characters.offset())
}

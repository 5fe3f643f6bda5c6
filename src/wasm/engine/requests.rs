use wasm_bindgen::prelude::*;

use super::request::Packed;
use crate::evaluate::Kept;

/// Requests that are decided again and again.
#[wasm_bindgen(js_name = Requests)]
#[derive(Default)]
pub struct RequestsHandle {
    pub(super) kept: Kept,
}

#[wasm_bindgen(js_class = Requests)]
impl RequestsHandle {
    /// None yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds packed requests, of which these are the keys; `false`, and none is added, where they must be packed anew, or
    /// an action or a resource has not the form of one.
    pub fn add(&mut self, keys: Vec<String>, count: usize, texts: &str, length: usize, words: &[u32]) -> bool {
        let mut packed = Packed::new(texts, length, words, keys.len());
        let before = self.kept.len();
        let are_added = (0..count).all(|_| {
            let next = packed.next();
            next.is_some_and(|(call, facts)| self.kept.add(call, facts, &keys))
        });
        if !are_added {
            self.kept.truncate(before);
        }
        are_added
    }
}

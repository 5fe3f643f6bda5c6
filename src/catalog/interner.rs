use super::Places;

/// Gives values of equal text one id, counted from 0.
pub(super) struct Interner<T> {
    pub(super) values: Vec<T>,
    ids: Places,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            ids: Places::default(),
        }
    }
}

impl<T> Interner<T> {
    /// The id of the value that `text` stands for; `value` makes it where it is new.
    pub(super) fn id(&mut self, text: String, value: impl FnOnce() -> T) -> u32 {
        if let Some(id) = self.ids.get(&text) {
            return number(*id);
        }
        let id = self.values.len();
        self.ids.insert(text, id);
        self.values.push(value());
        number(id)
    }
}

/// A length or index as an id. A text of 4 GiB, which alone could hold more, cannot be read.
pub(super) fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// What is known of one condition key in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// The request carries the key with these values.
    Values(Vec<String>),
    /// The request does not carry it.
    Absent,
    /// It is not known whether the request carries it, nor with which values.
    Unknown,
}

/// The condition keys of a request. Keys are case-sensitive (`ram/language.md` §1.2).
///
/// In a request that is decided, a key that is not listed is absent (`ram/language.md` §9.12); [`Context::open`] makes
/// one in which it is unknown.
///
/// ```
/// use ramlight::condition::{Context, Known};
/// let mut context = Context::default();
/// context.set("acs:SourceIp", Known::Values(vec!["192.0.2.7".into()]));
/// assert_eq!(*context.get("acs:MFAPresent"), Known::Absent);
/// assert_eq!(*Context::open().get("acs:MFAPresent"), Known::Unknown);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Few: looked through in turn.
    keys: Vec<(Box<str>, Known)>,
    is_open: bool,
}

impl Context {
    /// A context in which every key that is not listed is unknown.
    #[must_use]
    pub fn open() -> Self {
        Self {
            keys: Vec::new(),
            is_open: true,
        }
    }

    /// Says what is known of a key, instead of what was said before.
    pub fn set(&mut self, key: &str, known: Known) {
        match self.keys.iter_mut().find(|(name, _)| **name == *key) {
            Some((_, before)) => *before = known,
            None => self.keys.push((key.into(), known)),
        }
    }

    /// Says what is known of a key that is not listed yet; unlike [`Context::set`] it looks through no others.
    pub fn add(&mut self, key: &str, known: Known) {
        self.keys.push((key.into(), known));
    }

    /// What is known of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> &Known {
        match self.keys.iter().find(|(name, _)| **name == *key) {
            Some((_, known)) => known,
            None if self.is_open => &Known::Unknown,
            None => &Known::Absent,
        }
    }

    /// The keys that are listed, in the order they were set.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &Known)> {
        self.keys.iter().map(|(name, known)| (&**name, known))
    }
}

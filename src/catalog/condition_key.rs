use super::Words;

/// A key of conditions that requests may carry.
///
/// Which keys there are is published nowhere as one list: that a key is missing here does not mean that it does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionKey {
    /// As a policy writes it, with its prefix: `acs:SourceIp`. One that ends with `/` is followed by the key of a tag.
    pub name: String,
    /// The type of its values; `None` where no document says.
    pub value_type: Option<KeyType>,
    /// How sure it is that the key exists.
    pub certainty: Certainty,
    /// Whether every request carries it. If not, an absent key is a normal thing: a negated operator is met then.
    pub is_always_present: bool,
    /// What it means and where it is present; empty where only the name is known.
    pub meaning: Words,
}

/// The type of a key's values: which operators fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyType {
    /// Operators that begin with `String`.
    String,
    /// Operators that begin with `Numeric`.
    Numeric,
    /// Operators that begin with `Date`.
    Date,
    /// `Bool`.
    Bool,
    /// `IpAddress` and `NotIpAddress`.
    Ip,
}

/// How sure it is that a key exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// A document of the vendor names it.
    Documented,
    /// The vendor's own policies, code or measurements use it.
    Observed,
    /// Only others name it, or its spelling is not certain.
    Doubtful,
}

impl KeyType {
    /// All types.
    pub const ALL: [Self; 5] = [Self::String, Self::Numeric, Self::Date, Self::Bool, Self::Ip];

    /// The name in the documents: `String`, `Numeric`, `Date`, `Bool` or `IP`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Numeric => "Numeric",
            Self::Date => "Date",
            Self::Bool => "Bool",
            Self::Ip => "IP",
        }
    }
}

impl Certainty {
    /// All of them, the surest first.
    pub const ALL: [Self; 3] = [Self::Documented, Self::Observed, Self::Doubtful];

    /// The name in JSON: `documented`, `observed` or `doubtful`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
            Self::Doubtful => "doubtful",
        }
    }
}

impl ConditionKey {
    /// Whether the name goes on with the key of a tag: `acs:ResourceTag/`.
    #[must_use]
    pub fn has_tag(&self) -> bool {
        self.name.ends_with('/')
    }

    /// The part before the first colon: `acs`, or a RAM code.
    #[must_use]
    pub fn prefix(&self) -> &str {
        self.name.split(':').next().unwrap_or("")
    }

    /// Whether a policy's `key` is this one: the name, or the name and some key of a tag. Case counts
    /// (`ram/language.md` §1.2).
    #[must_use]
    pub fn is_called(&self, key: &str) -> bool {
        match key.strip_prefix(self.name.as_str()) {
            Some(rest) => rest.is_empty() != self.has_tag(),
            None => false,
        }
    }

    /// A line of a list of keys: name, type, certainty, `always` or `sometimes`, meaning in English and in Chinese, with
    /// tabs between; `None` if it is none.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut field = || fields.next();
        let (name, value_type, certainty) = (field()?, field()?, field()?);
        let (presence, english, chinese) = (field()?, field()?, field()?);
        let value_type = match value_type {
            "" => None,
            named => Some(KeyType::ALL.into_iter().find(|known| known.name() == named)?),
        };
        Some(Self {
            name: name.to_owned(),
            value_type,
            certainty: Certainty::ALL.into_iter().find(|known| known.name() == certainty)?,
            is_always_present: presence == "always",
            meaning: Words {
                english: english.to_owned(),
                chinese: Some(chinese.to_owned()).filter(|text| !text.is_empty()),
            },
        })
    }

    /// The keys of a list, one a line; a line that is none is left out.
    pub(super) fn read_all(text: &str) -> Vec<Self> {
        text.lines().filter_map(Self::read).collect()
    }
}

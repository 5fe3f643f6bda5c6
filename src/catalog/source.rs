use super::{Places, Reason, Words};
use crate::diagnostic::Locale;
use crate::syntax::{Kind, NodeId, Tree};
use crate::text::{Span, order_by_span};

/// One catalogue file that is being read: typed access to its JSON, gathering everything wrong with it.
///
/// A reading function that finds a fault notes it and gives `None`, an empty value or no item; the caller goes on, so
/// that all faults come to light at once. What comes out of a file with a fault is never used.
pub(super) struct Source<'s> {
    text: &'s str,
    tree: Tree,
    /// Byte offset and reason, in the order found.
    faults: Vec<(u32, Reason)>,
}

impl<'s> Source<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let tree = Tree::parse(text);
        let faults = tree
            .problems()
            .iter()
            .map(|problem| (problem.span.start, Reason::Json(problem.text(Locale::English))))
            .collect();
        Self { text, tree, faults }
    }

    pub(super) fn root(&self) -> Option<NodeId> {
        self.tree.root()
    }

    /// Everything found, in the order of the text. What is absent from broken JSON may be there once it is mended,
    /// so it is not told yet.
    pub(super) fn into_faults(mut self) -> Vec<(u32, Reason)> {
        if !self.tree.problems().is_empty() {
            self.faults.retain(|(_, reason)| !reason.is_absence());
        }
        let order = order_by_span(self.faults.iter().map(|(at, _)| Span::at(*at)));
        let mut faults: Vec<_> = self.faults.into_iter().map(Some).collect();
        order
            .into_iter()
            .filter_map(|place| faults.get_mut(place)?.take())
            .collect()
    }

    #[cold]
    #[inline(never)]
    pub(super) fn fail(&mut self, node: NodeId, reason: Reason) {
        self.faults.push((self.tree.span(node).start, reason));
    }

    /// The values of an object by key, in the order of `keys`; any other key is a fault.
    pub(super) fn object<const N: usize>(
        &mut self,
        node: NodeId,
        keys: [&'static str; N],
    ) -> Option<[Option<NodeId>; N]> {
        let mut values = [None; N];
        self.values(node, &keys, &mut values)?;
        Some(values)
    }

    /// [`Source::object`] for any number of keys, so that it is compiled once.
    fn values(&mut self, node: NodeId, keys: &[&'static str], values: &mut [Option<NodeId>]) -> Option<()> {
        self.expect(node, Kind::Object, "an object")?;
        let members: Vec<_> = self.tree.members(node).collect();
        for member in members {
            let key = self.tree.text(member.key, self.text);
            let slot = keys.iter().position(|k| *k == key).and_then(|i| values.get_mut(i));
            match slot {
                Some(slot) if slot.is_none() => *slot = member.value,
                Some(_) => {
                    let reason = Reason::RepeatedKey(key.into_owned());
                    self.fail(member.key, reason);
                }
                None => {
                    let reason = Reason::UnknownKey(key.into_owned());
                    self.fail(member.key, reason);
                }
            }
        }
        Some(())
    }

    /// The value of one key of an object, which must be there.
    pub(super) fn member(&mut self, object: NodeId, key: &'static str) -> Option<NodeId> {
        self.expect(object, Kind::Object, "an object")?;
        let found = self
            .tree
            .members(object)
            .find(|member| self.tree.text(member.key, self.text) == key)
            .and_then(|member| member.value);
        self.required(object, key, found)
    }

    /// The members of an object whose keys are names that the file makes up.
    pub(super) fn table(&mut self, node: Option<NodeId>) -> Vec<(NodeId, String, NodeId)> {
        let Some(node) = node else { return Vec::new() };
        if self.expect(node, Kind::Object, "an object").is_none() {
            return Vec::new();
        }
        let members: Vec<_> = self.tree.members(node).collect();
        let mut seen = Places::default();
        let mut rows = Vec::with_capacity(members.len());
        for member in members {
            let key = self.tree.text(member.key, self.text).into_owned();
            if seen.insert(key.clone(), rows.len()).is_some() {
                self.fail(member.key, Reason::RepeatedKey(key));
            } else if let Some(value) = member.value {
                rows.push((member.key, key, value));
            }
        }
        rows
    }

    /// The elements of a list; none where there is no node.
    #[inline(never)]
    pub(super) fn list(&mut self, node: Option<NodeId>) -> Vec<NodeId> {
        match node {
            Some(node) if self.expect(node, Kind::Array, "a list").is_some() => self.tree.items(node).collect(),
            _ => Vec::new(),
        }
    }

    /// The value that stands under `key` of `object`, which must be there.
    #[inline(never)]
    pub(super) fn required(&mut self, object: NodeId, key: &'static str, value: Option<NodeId>) -> Option<NodeId> {
        if value.is_none() {
            self.fail(object, Reason::MissingKey(key));
        }
        value
    }

    pub(super) fn is_string(&self, node: NodeId) -> bool {
        self.tree.kind(node) == Kind::String
    }

    /// A text that is not empty.
    #[inline(never)]
    pub(super) fn string(&mut self, node: NodeId) -> Option<String> {
        self.expect(node, Kind::String, "a string")?;
        let text = self.tree.text(node, self.text).into_owned();
        if text.is_empty() {
            self.fail(node, Reason::Empty);
            return None;
        }
        Some(text)
    }

    /// The text under `key` of `object`, which must be there.
    #[inline(never)]
    pub(super) fn required_string(&mut self, object: NodeId, key: &'static str, value: Option<NodeId>) -> String {
        let value = self.required(object, key, value);
        value.and_then(|value| self.string(value)).unwrap_or_default()
    }

    /// Each text of a list.
    #[inline(never)]
    pub(super) fn strings(&mut self, node: Option<NodeId>) -> Vec<String> {
        let items = self.list(node);
        items.into_iter().filter_map(|item| self.string(item)).collect()
    }

    /// A string, or `{ "en": …, "zh": … }`.
    #[inline(never)]
    pub(super) fn words(&mut self, node: NodeId) -> Option<Words> {
        match self.tree.kind(node) {
            Kind::Object => {
                let [en, zh] = self.object(node, ["en", "zh"])?;
                let chinese = zh.map(|zh| self.string(zh));
                Some(Words {
                    english: self.required_string(node, "en", en),
                    chinese: chinese.flatten(),
                })
            }
            Kind::String => Some(Words {
                english: self.string(node)?,
                chinese: None,
            }),
            Kind::Junk => None,
            _ => {
                self.fail(node, Reason::Type("a string, or an object with `en` and `zh`,"));
                None
            }
        }
    }

    /// Words under `key` of `object`, which must be there.
    #[inline(never)]
    pub(super) fn required_words(&mut self, object: NodeId, key: &'static str, value: Option<NodeId>) -> Words {
        let value = self.required(object, key, value);
        value.and_then(|value| self.words(value)).unwrap_or_default()
    }

    /// The JSON text of an object under `key` of `object`, with the indentation that it has in the file taken off.
    pub(super) fn document(&mut self, object: NodeId, key: &'static str, value: Option<NodeId>) -> String {
        let value = self.required(object, key, value);
        let Some(value) = value.filter(|value| self.expect(*value, Kind::Object, "an object").is_some()) else {
            return String::new();
        };
        let text = self.tree.span(value).of(self.text);
        let margin = |line: &str| line.len() - line.trim_start().len();
        let indentation = text.rsplit_once('\n').map_or(0, |(_, last)| margin(last));
        let mut document = String::with_capacity(text.len());
        for line in text.lines() {
            let cut = margin(line).min(indentation);
            document.push_str(line.get(cut..).unwrap_or(line));
            document.push('\n');
        }
        document
    }

    /// Notes a fault unless the node is of that kind. Junk was noted by the parser.
    fn expect(&mut self, node: NodeId, kind: Kind, words: &'static str) -> Option<()> {
        let found = self.tree.kind(node);
        if found == kind {
            return Some(());
        }
        if found != Kind::Junk {
            self.fail(node, Reason::Type(words));
        }
        None
    }
}

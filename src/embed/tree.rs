use super::chunk::Text;
use crate::text::Span;

/// The values of an outer file. Each stands once; an alias of YAML names another.
#[derive(Debug, Default)]
pub(super) struct Values {
    list: Vec<Value>,
}

/// The index of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id(u32);

#[derive(Debug)]
pub(super) struct Value {
    /// Where it stands, quotes and brackets included.
    pub(super) span: Span,
    pub(super) node: Node,
}

#[derive(Debug)]
pub(super) enum Node {
    /// Members in the order of the file, equal keys included.
    Object(Vec<(Id, Id)>),
    List(Vec<Id>),
    Text(Text),
    /// A number, `true`, `false` or `null`, as JSON has it.
    Scalar(String),
    /// A string in which `${…}` is replaced: `!Sub` of YAML.
    Sub(Text),
    /// Something whose value is not known here.
    Unknown,
    /// The same value once more.
    Alias(Id),
}

impl Values {
    pub(super) fn add(&mut self, span: Span, node: Node) -> Id {
        self.list.push(Value { span, node });
        Id((self.list.len() - 1) as u32)
    }

    pub(super) fn get(&self, id: Id) -> Option<&Value> {
        self.list.get(id.0 as usize)
    }

    pub(super) fn span(&self, id: Id) -> Span {
        self.get(id).map_or(Span::default(), |value| value.span)
    }

    /// The value itself, where this is its alias.
    pub(super) fn resolved(&self, id: Id) -> Option<&Value> {
        match self.get(id) {
            Some(Value {
                node: Node::Alias(of), ..
            }) => self.get(*of),
            value => value,
        }
    }

    /// The members of an object; nothing for any other value.
    pub(super) fn members(&self, id: Id) -> &[(Id, Id)] {
        match self.resolved(id) {
            Some(Value {
                node: Node::Object(members),
                ..
            }) => members,
            _ => &[],
        }
    }

    /// The elements of a list; nothing for any other value.
    pub(super) fn items(&self, id: Id) -> &[Id] {
        match self.resolved(id) {
            Some(Value {
                node: Node::List(items),
                ..
            }) => items,
            _ => &[],
        }
    }

    /// What a string means.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match self.resolved(id) {
            Some(Value {
                node: Node::Text(text), ..
            }) => Some(&text.value),
            _ => None,
        }
    }

    /// The value of a member; of equal keys the first.
    pub(super) fn member(&self, object: Id, name: &str) -> Option<Id> {
        let mut members = self.members(object).iter();
        members
            .find(|(key, _)| self.text(*key) == Some(name))
            .map(|(_, value)| *value)
    }
}

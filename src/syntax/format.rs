use super::tree::{Kind, NodeId, Tree};

/// The widest line, in characters, on which a list of one scalar stands whole.
const WIDTH: usize = 100;

/// The document in one canonical form; `None` while the text has problems.
///
/// Two blanks a level, one member or item a line; empty lists and objects, and short lists of one scalar, stand on one
/// line. Strings and numbers are written as they stand in `source`, the text that was parsed. No line end at the end.
///
/// ```
/// use ramlight::syntax::{Tree, format};
///
/// let source = r#"{"Action":["a"],"Resource":["b","c"]}"#;
/// let formatted = format(&Tree::parse(source), source);
/// assert_eq!(formatted.as_deref(), Some("{\n  \"Action\": [\"a\"],\n  \"Resource\": [\n    \"b\",\n    \"c\"\n  ]\n}"));
/// ```
#[must_use]
pub fn format(tree: &Tree, source: &str) -> Option<String> {
    if !tree.problems().is_empty() {
        return None;
    }
    let mut writer = Writer {
        tree,
        source,
        output: String::with_capacity(source.len() * 3 / 2),
        level: 0,
    };
    writer.value(tree.root()?);
    Some(writer.output)
}

struct Writer<'s> {
    tree: &'s Tree,
    source: &'s str,
    output: String,
    level: usize,
}

impl Writer<'_> {
    /// Writes a value at the end of the current line. Recursion is bounded by the depth limit of the parser.
    fn value(&mut self, node: NodeId) {
        match self.tree.kind(node) {
            Kind::Array => self.list(node),
            Kind::Object => self.object(node),
            _ => self.output.push_str(self.tree.span(node).of(self.source)),
        }
    }

    fn list(&mut self, node: NodeId) {
        let tree = self.tree;
        let mut items = tree.items(node);
        if let (Some(only), None) = (items.next(), items.next())
            && self.fits(only)
        {
            self.output.push('[');
            self.value(only);
            self.output.push(']');
            return;
        }
        self.lines('[', tree.items(node), ']', Self::value);
    }

    fn object(&mut self, node: NodeId) {
        let tree = self.tree;
        self.lines('{', tree.members(node), '}', |writer, member| {
            writer.value(member.key);
            writer.output.push_str(": ");
            if let Some(value) = member.value {
                writer.value(value);
            }
        });
    }

    /// Whether `[item],` can stand at the end of the current line.
    fn fits(&self, item: NodeId) -> bool {
        let line = self.output.rsplit('\n').next().unwrap_or("");
        let text = self.tree.span(item).of(self.source);
        let scalar = !matches!(self.tree.kind(item), Kind::Array | Kind::Object);
        scalar && line.chars().count() + text.chars().count() + 3 <= WIDTH
    }

    /// Writes `parts`, one a line, between two brackets.
    fn lines<T>(&mut self, open: char, parts: impl Iterator<Item = T>, close: char, write: impl Fn(&mut Self, T)) {
        self.output.push(open);
        self.level += 1;
        let mut empty = true;
        for part in parts {
            if !empty {
                self.output.push(',');
            }
            empty = false;
            self.new_line();
            write(self, part);
        }
        self.level -= 1;
        if !empty {
            self.new_line();
        }
        self.output.push(close);
    }

    fn new_line(&mut self) {
        self.output.push('\n');
        self.output.extend(std::iter::repeat_n("  ", self.level));
    }
}

//! Where a file of Terraform holds policies.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Object, ObjectKey, TraversalOperator};
use hcl_edit::structure::{Block, Body};

use super::expression::{document, json_of, lone_interpolation, span_of, to_span, unwrapped};
use super::{DATA_DOCUMENT, data_document, row};
use crate::embed::looks::{FOREIGN, is_policy_text};
use crate::embed::template::joined;
use crate::embed::tree::{Id, Values};
use crate::embed::{Found, Reason, Skipped, writer};
use crate::policy::PolicyKind;
use crate::text::Span;

/// How often a local value may be another local value.
const LOCAL_LIMIT: usize = 8;

pub(super) fn find(source: &str, body: &Body, found: &mut Found) {
    let mut finder = Finder {
        source,
        found,
        shared: Vec::new(),
    };
    for block in body.blocks() {
        finder.share(block);
    }
    for block in body.blocks() {
        if block.ident.as_str() == "resource" {
            finder.resource(block);
        }
    }
    finder.take_shared();
    for block in body.blocks() {
        finder.look_in(block);
    }
}

struct Finder<'f> {
    source: &'f str,
    found: &'f mut Found,
    /// What resources can refer to.
    shared: Vec<Shared<'f>>,
}

/// A local value, or a data source that writes a policy.
struct Shared<'f> {
    /// `local.x`, `data.alicloud_ram_policy_document.x`.
    name: String,
    what: What<'f>,
    taken: bool,
}

#[derive(Clone, Copy)]
enum What<'f> {
    Local(&'f Expression),
    Document(&'f Block),
}

impl<'f> Finder<'f> {
    fn share(&mut self, block: &'f Block) {
        match block.ident.as_str() {
            "locals" => {
                for attribute in block.body.attributes() {
                    self.shared.push(Shared {
                        name: joined("local", attribute.key.as_str()),
                        what: What::Local(&attribute.value),
                        taken: false,
                    });
                }
            }
            "data" => {
                if let [kind, name] = block.labels.as_slice()
                    && kind.as_str() == DATA_DOCUMENT
                {
                    self.shared.push(Shared {
                        name: joined(&joined("data", DATA_DOCUMENT), name.as_str()),
                        what: What::Document(block),
                        taken: false,
                    });
                }
            }
            _ => {}
        }
    }

    /// Takes the policies of a resource, which its type tells.
    fn resource(&mut self, block: &'f Block) {
        let [kind, name] = block.labels.as_slice() else { return };
        let name = joined(kind.as_str(), name.as_str());
        let before = self.found.policies.len() + self.found.skipped.len();
        self.attributes(kind.as_str(), &name, &block.body);
        let nothing = self.found.policies.len() + self.found.skipped.len() == before;
        // the form before the provider's 1.0
        if nothing && kind.as_str() == "alicloud_ram_policy" && block.body.has_blocks("statement") {
            let (values, id) = data_document::policy(&block.body, to_span(block.span()), self.source);
            self.add(
                &name,
                Some(PolicyKind::Identity),
                Ok((values, id)),
                to_span(block.span()),
            );
        }
    }

    fn attributes(&mut self, resource: &str, name: &str, body: &'f Body) {
        for attribute in body.attributes() {
            if let Some(kind) = row(resource, attribute.key.as_str()) {
                self.take(name, &attribute.value, kind);
            }
        }
        for block in body.blocks() {
            self.attributes(resource, name, &block.body);
        }
    }

    /// Takes an expression for a policy, or what it refers to.
    fn take(&mut self, name: &str, expression: &'f Expression, kind: Option<PolicyKind>) {
        if expression.is_null() {
            return;
        }
        let Some(at) = self.referred(expression, 0) else {
            let read = document(expression, self.source);
            return self.add(name, kind, read, span_of(expression));
        };
        let Some(shared) = self.shared.get_mut(at) else { return };
        let (name, what) = (shared.name.clone(), shared.what);
        if !std::mem::replace(&mut shared.taken, true) {
            self.add_shared(&name, what, kind);
        }
    }

    fn add_shared(&mut self, name: &str, what: What<'f>, kind: Option<PolicyKind>) {
        match what {
            What::Local(value) => self.add(name, kind, document(value, self.source), span_of(value)),
            What::Document(block) => {
                let span = to_span(block.span());
                let read = data_document::policy(&block.body, span, self.source);
                self.add(name, kind, Ok(read), span);
            }
        }
    }

    fn add(&mut self, name: &str, kind: Option<PolicyKind>, read: Result<(Values, Id), Reason>, span: Span) {
        let written = read.and_then(|(values, id)| writer::policy(&values, id, self.source, name, kind));
        match written {
            Ok(policy) => self.found.policies.push(policy),
            Err(reason) => self.found.skipped.push(Skipped {
                name: name.to_owned(),
                span,
                reason,
            }),
        }
    }

    /// What of this file an expression refers to and nothing else: `local.x`, or the document of a data source.
    fn referred(&self, expression: &'f Expression, depth: usize) -> Option<usize> {
        let expression = unwrapped(expression);
        if depth > LOCAL_LIMIT {
            return None;
        }
        if let Some(inner) = lone_interpolation(expression) {
            return self.referred(inner, depth + 1);
        }
        if let Some(argument) = expression.as_func_call().and_then(json_of) {
            return self.referred(argument, depth + 1);
        }
        let traversal = expression.as_traversal()?;
        let mut path = traversal.expr.as_variable()?.to_string();
        for operator in &traversal.operators {
            match operator.value() {
                TraversalOperator::GetAttr(name) => path = joined(&path, name.as_str()),
                _ => return None,
            }
        }
        let path = path.strip_suffix(".document").unwrap_or(&path);
        let at = self.shared.iter().position(|shared| shared.name == path)?;
        match self.shared.get(at).map(|shared| shared.what) {
            Some(What::Local(value)) => Some(self.referred(value, depth + 1).unwrap_or(at)),
            _ => Some(at),
        }
    }

    /// Takes the data sources that nothing in this file refers to.
    fn take_shared(&mut self) {
        for at in 0..self.shared.len() {
            let Some(shared) = self.shared.get_mut(at) else { return };
            if let (What::Document(_), false) = (shared.what, shared.taken) {
                shared.taken = true;
                let (name, what) = (shared.name.clone(), shared.what);
                self.add_shared(&name, what, None);
            }
        }
    }

    /// Takes what looks like a policy where no type of resource tells it.
    fn look_in(&mut self, block: &Block) {
        let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
        let path = match (block.ident.as_str(), labels.as_slice()) {
            ("locals", _) => "local".to_owned(),
            ("variable", [name]) => joined("var", name),
            ("resource", [kind, name]) if kind.starts_with("alicloud_") => joined(kind, name),
            ("module" | "output", [name]) => joined(block.ident.as_str(), name),
            _ => return,
        };
        self.look_in_body(labels.first().copied().unwrap_or(""), &path, &block.body);
    }

    fn look_in_body(&mut self, resource: &str, path: &str, body: &Body) {
        for attribute in body.attributes() {
            if row(resource, attribute.key.as_str()).is_none() {
                self.look(&joined(path, attribute.key.as_str()), &attribute.value);
            }
        }
        for block in body.blocks() {
            self.look_in_body(resource, &joined(path, block.ident.as_str()), &block.body);
        }
    }

    fn look(&mut self, path: &str, expression: &Expression) {
        if self.shared.iter().any(|shared| shared.taken && shared.name == path) {
            return;
        }
        let found = match expression {
            Expression::String(text) => is_policy_text(text.value()),
            Expression::StringTemplate(_) | Expression::HeredocTemplate(_) => {
                let read = document(expression, self.source);
                read.is_ok_and(|(values, id)| values.text(id).is_some_and(is_policy_text))
            }
            Expression::Object(object) => is_policy(object),
            Expression::FuncCall(call) => {
                json_of(call).is_some_and(|of| unwrapped(of).as_object().is_some_and(is_policy))
            }
            _ => false,
        };
        if found {
            return self.add(path, None, document(expression, self.source), span_of(expression));
        }
        match expression {
            Expression::Parenthesis(inner) => self.look(path, inner.inner()),
            Expression::Conditional(conditional) => {
                self.look(path, &conditional.true_expr);
                self.look(path, &conditional.false_expr);
            }
            Expression::FuncCall(call) => {
                for argument in call.args.iter() {
                    self.look(path, argument);
                }
            }
            Expression::Array(array) => {
                for (index, item) in array.iter().enumerate() {
                    self.look(&[path, "[", &index.to_string(), "]"].concat(), item);
                }
            }
            Expression::Object(object) => {
                for (key, value) in object.iter() {
                    self.look(&joined(path, key_text(key).unwrap_or("?")), value.expr());
                }
            }
            _ => {}
        }
    }
}

/// Whether an object looks like a policy.
fn is_policy(object: &Object) -> bool {
    let member = |name: &str| object.iter().find(|(key, _)| key_text(key) == Some(name));
    let version = member("Version").map(|(_, version)| version.expr());
    version.is_some_and(|version| !FOREIGN.contains(&version.as_str().unwrap_or(""))) && member("Statement").is_some()
}

fn key_text(key: &ObjectKey) -> Option<&str> {
    match key {
        ObjectKey::Ident(name) => Some(name.as_str()),
        ObjectKey::Expression(expression) => expression.as_str(),
    }
}

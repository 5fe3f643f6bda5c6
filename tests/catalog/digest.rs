//! Writes the digest of the embedded catalogue, and holds the one that is embedded to it.

use ramlight::catalog::{AccessLevel, Catalog, ServiceLinkedRole, SystemPolicy, Words};
use ramlight::pattern::{Field, Piece, Template};

use super::embedded;

/// `RAMLIGHT_WRITE=1 cargo test --test catalog digest` writes the file anew after a change of the JSON.
#[test]
fn the_digest_is_that_of_the_json() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/catalog/data/apigateway.digest");
    let written = Writer::catalog(&embedded());
    if std::env::var_os("RAMLIGHT_WRITE").is_some() {
        std::fs::write(path, &written).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == written,
        "run `RAMLIGHT_WRITE=1 cargo test --test catalog digest`"
    );
}

#[test]
fn the_digest_reads_as_the_json_does() {
    assert_eq!(Catalog::api_gateway(), embedded());
}

#[derive(Default)]
struct Writer(String);

impl Writer {
    fn catalog(catalog: &Catalog) -> String {
        let mut writer = Self::default();
        writer.text(&catalog.date);
        writer.list(&catalog.sources, |writer, source| writer.text(source));
        writer.list(&catalog.services, |writer, service| {
            writer.text(&service.code);
            writer.text(&service.name);
            writer.list(&service.aliases, |writer, alias| writer.text(alias));
            writer.list(&service.types, |writer, kind| {
                writer.text(&kind.code);
                writer.words(&kind.one);
                writer.words(&kind.many);
            });
            writer.number(service.first);
            writer.number(service.count);
        });
        writer.list(&catalog.operations, |writer, operation| {
            writer.number(operation.service);
            writer.text(&operation.name);
            let level = |level: &AccessLevel| *level == operation.access_level;
            writer.number(AccessLevel::ALL.iter().position(level).unwrap() as u32);
            writer.number(u32::from(operation.access_level_derived));
            writer.number(operation.requirement);
            writer.numbers(&operation.notes);
        });
        writer.list(&catalog.requirements, |writer, requirement| {
            writer.list(&requirement.alternatives, |writer, templates| writer.numbers(templates));
        });
        writer.list(&catalog.templates, Self::template);
        writer.list(&catalog.notes, Self::words);
        writer.list(&catalog.system_policies, Self::system_policy);
        writer.list(&catalog.service_linked_roles, Self::service_linked_role);
        writer.0
    }

    fn text(&mut self, text: &str) {
        assert!(!text.is_empty() && !text.contains('\n'), "{text:?} is no line");
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn optional(&mut self, text: Option<&String>) {
        match text {
            Some(text) => self.text(text),
            None => self.0.push('\n'),
        }
    }

    fn number(&mut self, number: u32) {
        self.text(&number.to_string());
    }

    fn list<T>(&mut self, items: &[T], item: impl Fn(&mut Self, &T)) {
        self.number(items.len() as u32);
        items.iter().for_each(|of| item(self, of));
    }

    fn numbers(&mut self, numbers: &[u32]) {
        self.list(numbers, |writer, number| writer.number(*number));
    }

    fn words(&mut self, words: &Words) {
        self.text(&words.english);
        self.optional(words.chinese.as_ref());
    }

    fn document(&mut self, document: &str) {
        assert!(document.ends_with('\n'));
        self.number(document.lines().count() as u32);
        self.0.push_str(document);
    }

    fn template(&mut self, template: &Template) {
        let Template::Arn {
            service,
            region,
            account,
            relative_id,
        } = template
        else {
            return self.number(0);
        };
        self.number(relative_id.len() as u32);
        self.text(service);
        for field in [region, account] {
            self.text(&match field {
                Field::Literal(text) => format!("={text}"),
                Field::Variable(name) => format!("${name}"),
            });
        }
        for piece in relative_id {
            self.text(&match piece {
                Piece::Literal(text) => format!("={text}"),
                Piece::Variable { name, path: false } => format!("${name}"),
                Piece::Variable { name, path: true } => format!("/{name}"),
            });
        }
    }

    fn system_policy(&mut self, policy: &SystemPolicy) {
        self.number(policy.service);
        self.text(&policy.name);
        self.words(&policy.title);
        self.optional(policy.version.as_ref());
        self.optional(policy.date.as_ref());
        self.text(&policy.source);
        self.list(&policy.notes, Self::words);
        self.document(&policy.document);
    }

    fn service_linked_role(&mut self, role: &ServiceLinkedRole) {
        self.number(role.service);
        self.words(&role.purpose);
        self.text(&role.role);
        self.text(&role.service_name);
        self.text(&role.policy_name);
        self.words(&role.permissions);
        self.words(&role.creation);
        self.words(&role.deletion);
        self.list(&role.notes, Self::words);
        self.text(&role.source);
        self.document(&role.document);
    }
}

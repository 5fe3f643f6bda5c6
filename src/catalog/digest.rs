//! Reads the embedded catalogue in the form that needs no look at JSON: a program's first answer waits for it.
//!
//! One fact a line, in the order of the fields of [`Catalog`]; a list is its length and its items, a document the list
//! of its lines, and a text that is missing an empty line. `tests/catalog/digest.rs` writes it of the JSON and holds it
//! to that.

use std::str::Split;

use super::{AccessLevel, Catalog, Operation, Requirement, ResourceType, Service, ServiceLinkedRole};
use super::{SystemPolicy, Words};
use crate::pattern::{Field, Piece, Template};

/// The catalogue of a digest; what is not there is empty.
pub(super) fn read(text: &str) -> Catalog {
    let mut digest = Digest(text.split('\n'));
    Catalog {
        date: digest.text(),
        sources: digest.list(Digest::text),
        services: digest.list(Digest::service),
        operations: digest.list(Digest::operation),
        requirements: digest.list(Digest::requirement),
        templates: digest.list(Digest::template),
        notes: digest.list(Digest::words),
        system_policies: digest.list(Digest::system_policy),
        service_linked_roles: digest.list(Digest::service_linked_role),
        condition_keys: super::known_keys(),
        operation_keys: Vec::new(),
        regions: super::known_regions(),
        is_whole: false,
        origins: Vec::new(),
    }
}

/// The lines that are not read yet.
struct Digest<'d>(Split<'d, char>);

impl<'d> Digest<'d> {
    fn line(&mut self) -> &'d str {
        self.0.next().unwrap_or("")
    }

    #[inline(never)]
    fn text(&mut self) -> String {
        self.line().to_owned()
    }

    #[inline(never)]
    fn number(&mut self) -> u32 {
        let digit = |number: u32, byte| number.wrapping_mul(10) + u32::from(byte & 15);
        self.line().bytes().fold(0, digit)
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.number()).map(|_| item(self)).collect()
    }

    #[inline(never)]
    fn numbers(&mut self) -> Vec<u32> {
        self.list(Self::number)
    }

    fn optional(&mut self) -> Option<String> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    #[inline(never)]
    fn words(&mut self) -> Words {
        Words {
            english: self.text(),
            chinese: self.optional(),
        }
    }

    #[inline(never)]
    fn document(&mut self) -> String {
        let mut document = String::new();
        for _ in 0..self.number() {
            document.push_str(self.line());
            document.push('\n');
        }
        document
    }

    fn service(&mut self) -> Service {
        let mut service = Service {
            code: self.text(),
            name: self.text(),
            aliases: self.list(Self::text),
            types: self.list(|digest| ResourceType {
                code: digest.text(),
                one: digest.words(),
                many: digest.words(),
            }),
            arn_hints: Vec::new(),
            first: self.number(),
            count: self.number(),
            known: 0,
            is_loaded: true,
        };
        service.known = service.count;
        service
    }

    fn operation(&mut self) -> Operation {
        let service = self.number();
        let name = self.text();
        let level = self.number() as usize;
        Operation {
            service,
            name,
            access_level: AccessLevel::ALL.get(level).copied().unwrap_or(AccessLevel::None),
            access_level_derived: self.number() == 1,
            requirement: self.number(),
            name_origin: None,
            resource_origin: None,
            notes: self.numbers(),
        }
    }

    fn requirement(&mut self) -> Requirement {
        Requirement {
            alternatives: self.list(Self::numbers),
        }
    }

    /// The service and the pieces of the fields; a lone `*` has none.
    fn template(&mut self) -> Template {
        let pieces = self.number();
        if pieces == 0 {
            return Template::All;
        }
        Template::Arn {
            service: self.text(),
            region: self.field(),
            account: self.field(),
            relative_id: (0..pieces).map(|_| self.piece()).collect(),
        }
    }

    /// A text after a sign: `=` literal, `$` a variable, `/` a variable that is a path.
    #[inline(never)]
    fn piece(&mut self) -> Piece {
        let line = self.line();
        let text = line.get(1..).unwrap_or("").to_owned();
        match line.bytes().next() {
            Some(sign @ (b'$' | b'/')) => Piece::Variable {
                name: text,
                path: sign == b'/',
            },
            _ => Piece::Literal(text),
        }
    }

    fn field(&mut self) -> Field {
        match self.piece() {
            Piece::Literal(text) => Field::Literal(text),
            Piece::Variable { name, .. } => Field::Variable(name),
        }
    }

    fn system_policy(&mut self) -> SystemPolicy {
        SystemPolicy {
            service: self.number(),
            name: self.text(),
            title: self.words(),
            version: self.optional(),
            date: self.optional(),
            source: self.text(),
            notes: self.list(Self::words),
            document: self.document(),
        }
    }

    fn service_linked_role(&mut self) -> ServiceLinkedRole {
        ServiceLinkedRole {
            service: self.number(),
            purpose: self.words(),
            role: self.text(),
            service_name: self.text(),
            policy_name: self.text(),
            permissions: self.words(),
            creation: self.words(),
            deletion: self.words(),
            notes: self.list(Self::words),
            source: self.text(),
            document: self.document(),
        }
    }
}

//! An edit within one statement of a policy without errors: only that statement is read.

use std::rc::Rc;

use super::document::{Placed, Policy, is_too_long};
use super::kind::Limit;
use super::statement::Statement;
use crate::syntax::{DEPTH_LIMIT, Kind, Tree};
use crate::text::Span;

impl Policy {
    /// Follows the change from `before`, the text of this policy and sound JSON, to `after`. Returns whether that was
    /// possible; if not, nothing is changed, and the text must be read as a whole.
    ///
    /// Where one object of sound JSON gives way to another, the whole stays sound, and the rest of it means what it
    /// meant. Only an error could change that: then what stands in a wrong place counts as a statement.
    pub(super) fn follow_keystroke(&mut self, before: &str, after: &str) -> bool {
        self.after_keystroke(before, after).is_some()
    }

    fn after_keystroke(&mut self, before: &str, after: &str) -> Option<()> {
        let (from, to) = changed(before, after);
        let at = (self.statements)
            .partition_point(|placed| (placed.span.start as usize) < from)
            .checked_sub(1)?;
        let span = self.statements.get(at)?.span;
        // The brackets of the statement stay.
        if to >= span.end as usize || !self.is_without_errors() {
            return None;
        }
        let end = after.len().checked_sub(before.len() - span.end as usize)?;
        let text = after.get(span.start as usize..end)?;
        let characters = self.characters - span.of(before).chars().count() + text.chars().count();
        let brackets = text.bytes().filter(|byte| matches!(byte, b'{' | b'[')).count();
        // The document and its list are around the statement.
        let fits = match self.kind.limit() {
            Some(Limit::Characters(limit)) => characters <= limit,
            Some(Limit::Bytes(limit)) => after.len() <= limit,
            None => !is_too_long(after),
        };
        if !fits || brackets > DEPTH_LIMIT - 2 {
            return None;
        }
        let tree = Tree::parse(text);
        let root = tree.root().filter(|root| {
            let whole = Span::new(0, text.len() as u32);
            tree.problems().is_empty() && tree.kind(*root) == Kind::Object && tree.span(*root) == whole
        })?;
        let statement = Statement::read(&tree, text, self.kind, root, &[]);
        if statement.faulty {
            return None;
        }
        let moved = |place: u32| (place + end as u32).wrapping_sub(span.end);
        let mut later = self.statements.iter_mut().skip(at);
        if let Some(placed) = later.next() {
            placed.statement = Rc::new(statement);
            placed.span.end = end as u32;
        }
        for placed in later {
            placed.span = Span::new(moved(placed.span.start), moved(placed.span.end));
        }
        self.characters = characters;
        Some(())
    }

    /// Whether nothing is said of the document itself, and every statement stands in its place and has no error.
    fn is_without_errors(&self) -> bool {
        let without = |placed: &Placed| placed.sound && !placed.statement.faulty;
        self.problems.is_empty() && !self.skipped && self.statements.iter().all(without)
    }
}

/// The bytes of `before` between what it begins and what it ends with in common with `after`.
fn changed(before: &str, after: &str) -> (usize, usize) {
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let eights = before.as_chunks::<8>().0.iter().zip(after.as_chunks().0);
    let start = 8 * eights.take_while(|(one, other)| one == other).count();
    let rest = before.iter().zip(after).skip(start);
    let from = start + rest.take_while(|(one, other)| one == other).count();
    let left = before.get(from..).unwrap_or(&[]);
    let right = after.get(from..).unwrap_or(&[]);
    let eights = left
        .as_rchunks::<8>()
        .1
        .iter()
        .rev()
        .zip(right.as_rchunks().1.iter().rev());
    let end = 8 * eights.take_while(|(one, other)| one == other).count();
    let rest = left.iter().rev().zip(right.iter().rev()).skip(end);
    let same = end + rest.take_while(|(one, other)| one == other).count();
    (from, before.len() - same)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use crate::policy::PolicyKind;

    fn read(text: &str) -> Policy {
        read_as(text, PolicyKind::Identity)
    }

    fn read_as(text: &str, kind: PolicyKind) -> Policy {
        Policy::read(&Tree::parse(text), text, kind, &Policy::default(), "")
    }

    const TEXT: &str = r#"{"Version": "1", "Statement": [
        {"Effect": "Allow", "Action": "ecs:Describe*", "Resource": "*"},
        {"Effect": "Deny", "Action": ["ecs:Delete*", "组:*"], "Resource": "acs:ecs:*:*:instance/*"}, {
        "Effect": "Allow", "Action": "oss:*", "Resource": "*"}]}"#;

    /// Whether only the statement is read after replacing `old` by `new` in a policy; what is read must be the same.
    fn follows(text: &str, old: &str, new: &str) -> bool {
        assert!(text.contains(old), "{old}");
        let after = text.replacen(old, new, 1);
        let mut policy = read(text);
        let followed = policy.follow_keystroke(text, &after);
        let expected = read(if followed { &after } else { text });
        assert_eq!(format!("{policy:?}"), format!("{expected:?}"), "{old} to {new}");
        followed
    }

    #[test]
    fn one_statement_is_read_where_that_is_enough() {
        let text = &TEXT.replace("组", "vpc");
        for (old, new) in [
            ("Describe*", "DescribeI*"),
            ("Describe*", "*"),
            ("\"Allow\"", "\"Deny\""),
            ("instance", "组"),
            ("oss:*", "*"),
            (", \"vpc:*\"", ""),
            ("\"Resource\": \"*\"}", "\"Resource\": \"*\", \"Condition\": {}}"),
            ("{\"Effect\"", "{ \"Effect\""),
            ("\"*\"}]}", "\"*\" }]}"),
        ] {
            assert!(follows(text, old, new), "{old} to {new}");
        }
    }

    #[test]
    fn everything_is_read_where_more_may_change() {
        let text = &TEXT.replace("组", "vpc");
        for (old, new) in [
            // outside of the statements, or in two of them
            ("\"1\"", "\"2\""),
            ("Statement", "Statements"),
            ("}]}", "},]}"),
            ("}]}", "}]} "),
            ("\"*\"},", "\"*\"} ,"),
            ("\"*\"},", "\"*\",}"),
            (
                "Allow\", \"Action\": \"ecs:Describe*\", \"Resource\": \"*\"},\n        {\"Effect\": \"Deny",
                "Deny",
            ),
            // no sound JSON any more, or another one
            ("Describe*\"", "Describe*"),
            ("\"ecs:Delete*\",", "\"ecs:Delete*\""),
            ("ecs:Delete*", "ecs:Delete*]"),
            ("\"vpc:*\"]", "\"vpc:*\"]}, {"),
            ("\"Deny\", ", "\"Deny\", }, {"),
            ("oss:*", "oss:\\*"),
            // an error
            ("\"Allow\"", "\"allow\""),
            ("ecs:Describe*", "ecs"),
        ] {
            assert!(!follows(text, old, new), "{old} to {new}");
        }
        // what is not without errors before
        assert!(!follows(TEXT, "Describe*", "DescribeI*"));
        assert!(!follows(&text.replace("Version", "version"), "Describe*", "DescribeI*"));
    }

    #[test]
    fn limits_are_those_of_the_whole() {
        let room = 6_144 - TEXT.chars().count();
        let text = &TEXT.replace("组", "v");
        let name = |length: usize| format!("Describe*{}", "a".repeat(length));
        assert!(follows(text, "Describe*", &name(room)));
        assert!(!follows(text, "Describe*", &name(room + 1)));
        // a `Sid` is said to be needless, whatever its value is
        let nested = |depth: usize| format!("Sid\": {}1{}", "[".repeat(depth), "]".repeat(depth));
        for depth in DEPTH_LIMIT - 5..DEPTH_LIMIT + 5 {
            let before = text.replacen(
                "\"Resource\": \"*\"}",
                &format!("\"Resource\": \"*\", \"{}}}", nested(1)),
                1,
            );
            assert_eq!(
                follows(&before, &nested(1), &nested(depth)),
                depth <= DEPTH_LIMIT - 3,
                "{depth}"
            );
        }
    }

    #[test]
    fn the_limit_is_that_of_the_kind() {
        let text = &TEXT.replace("组", "vpc");
        let longer = |room: usize| text.replace("Describe*", &format!("Describe*{}", "a".repeat(room)));
        for (kind, limit) in [(PolicyKind::Session, 2_048), (PolicyKind::Control, 4_096)] {
            for (room, followed) in [(limit - text.len(), true), (limit - text.len() + 1, false)] {
                let mut policy = read_as(text, kind);
                assert_eq!(
                    policy.follow_keystroke(text, &longer(room)),
                    followed,
                    "{kind:?} {room}"
                );
            }
        }
    }

    #[test]
    fn the_change_lies_between_what_is_common() {
        for (before, after, expected) in [
            ("", "", (0, 0)),
            ("abcdefghij", "abcdefghij", (10, 10)),
            ("abcdefghij", "abcdefghXij", (8, 8)),
            ("abcdefghXijklmnopq", "abcdefghijklmnopq", (8, 9)),
            ("aaaa", "aaaaa", (4, 4)),
            ("aaaaaaaaaaaaaaaaaa", "aa", (2, 18)),
            ("X0123456789", "Y0123456789", (0, 1)),
        ] {
            assert_eq!(changed(before, after), expected, "{before} {after}");
        }
    }
}

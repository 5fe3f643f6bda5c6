//! Bare words: an unquoted key, a string without its quotes, or junk.

use super::balance::Bracket;
use super::lexer::{Token, TokenKind};
use super::parser::{Parser, State};
use super::tree::Kind;
use crate::diagnostic::syntax_messages::{MISSING_QUOTES, UNEXPECTED, UNQUOTED_KEY};
use crate::diagnostic::{Diagnostic, Edit, Fix, FixKind};
use crate::text::{Span, is_one_of};

impl Parser<'_> {
    /// Decides what the bare word before `token` is. True if `token` is a part of it.
    pub(super) fn settle_word(&mut self, token: Token) -> bool {
        let Some(word) = self.word else { return false };
        let span = self.node(word).span;
        let between = Span::new(span.end, token.span.start).of(self.lexer.source);
        let is_key = self.frame.bracket == Some(Bracket::Object) && self.frame.state == State::Key;
        match token.kind {
            TokenKind::Scalar(Kind::Junk) if !between.contains(['\n', '\r']) => {
                self.change(word, |word| word.span.end = token.span.end);
                self.end = token.span.end;
                return true;
            }
            TokenKind::Colon if is_key && is_name(span.of(self.lexer.source)) => {
                self.change(word, |word| word.kind = Kind::String);
                self.report_unquoted_key(span);
            }
            _ => {
                let text = span.of(self.lexer.source);
                if is_name(text) && !is_key && self.frame.bracket.is_some() {
                    self.lexer.problems.report(span, &|span| {
                        Diagnostic::new(&MISSING_QUOTES, span).with(text).fixed(
                            FixKind::Certain,
                            span,
                            &format!("\"{text}\""),
                        )
                    });
                } else if self.frame.bracket.is_some() {
                    self.report_text(&UNEXPECTED, span);
                }
                if is_key && token.kind != TokenKind::Colon {
                    self.frame.state = State::Gap;
                }
            }
        }
        self.word = None;
        false
    }

    fn report_unquoted_key(&mut self, span: Span) {
        let text = span.of(self.lexer.source);
        let quote = |offset| Edit {
            span: Span::at(offset),
            replacement: "\"".to_owned(),
        };
        self.lexer.problems.report(span, &|span| Diagnostic {
            fix: Some(Fix {
                kind: FixKind::CleanUp,
                edits: vec![quote(span.start), quote(span.end)],
            }),
            ..Diagnostic::new(&UNQUOTED_KEY, span).with(text)
        });
    }
}

/// Whether a bare word can be meant as a string: one word of the characters of names, ARNs and patterns.
fn is_name(text: &str) -> bool {
    text.contains(|char: char| char.is_alphanumeric() || char == '*')
        && text
            .chars()
            .all(|char| char.is_alphanumeric() || is_one_of(char, "_-.:*?/$@+="))
}

//! Builds the tree from tokens, whatever their order: what does not fit is reported and kept as junk.

use super::balance::{self, Bracket};
use super::lexer::{Expect, Lexer, Token, TokenKind};
use super::problems::Problems;
use super::tree::{self, Kind, NONE, Node, Tree};
use crate::diagnostic::syntax_messages::{
    EMPTY, MISSING_COLON, MISSING_COMMA, MISSING_KEY, MISSING_VALUE, STRAY_BRACKET, TEXT_AFTER, TEXT_BEFORE, TOO_DEEP,
    TOO_LONG, TRAILING_COMMA, UNCLOSED_BRACKET, UNEXPECTED,
};
use crate::diagnostic::{Diagnostic, FixKind, Message};
use crate::text::Span;

/// How many problems of one text are listed.
pub(super) const PROBLEM_LIMIT: usize = 1_000;

/// How many lists and objects may lie in each other.
pub const DEPTH_LIMIT: usize = 100;

/// How many bytes of the text may be looked at in all to choose between two readings of a bracket.
const BALANCE_BUDGET: usize = 1 << 20;

/// A list or object that is open; the outermost one is the text as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    node: u32,
    /// `None` for the text as a whole.
    pub(super) bracket: Option<Bracket>,
    pub(super) state: State,
    /// The last item or key, and the one before it.
    last: u32,
    before_last: u32,
    comma: Span,
}

/// What came last in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Opened,
    Comma,
    /// A key without its colon.
    Key,
    /// A key with its colon.
    Colon,
    /// An item, or a member with its value.
    Value,
    /// Text that is reported already; no comma is missed after it.
    Gap,
}

pub(super) struct Parser<'s> {
    pub(super) lexer: Lexer<'s>,
    pub(super) nodes: Vec<Node>,
    pub(super) frame: Frame,
    outer: Vec<Frame>,
    /// The end of the last token.
    pub(super) end: u32,
    /// A bare word that is not reported yet: it may go on, or be a key.
    pub(super) word: Option<u32>,
    balance_budget: usize,
}

/// Reads `source`; of its problems the first `problem_limit` are listed.
pub(super) fn parse(source: &str, problem_limit: usize) -> Tree {
    let mut problems = Problems::new(problem_limit);
    if u32::try_from(source.len()).is_err() {
        problems.report(Span::default(), &|span| Diagnostic::new(&TOO_LONG, span));
        return Tree {
            problems: problems.finish(),
            ..Tree::default()
        };
    }
    let mut nodes = Vec::with_capacity(source.len() / 16 + 8);
    nodes.push(Node::default());
    let parser = Parser {
        lexer: Lexer::new(source, problems),
        nodes,
        frame: Frame {
            node: NONE,
            bracket: None,
            state: State::Opened,
            last: NONE,
            before_last: NONE,
            comma: Span::default(),
        },
        outer: Vec::new(),
        end: 0,
        word: None,
        balance_budget: BALANCE_BUDGET,
    };
    parser.run()
}

impl Parser<'_> {
    fn run(mut self) -> Tree {
        loop {
            let token = self.lexer.next(self.expect());
            if self.word.is_some() && self.settle_word(token) {
                continue;
            }
            match token.kind {
                TokenKind::Scalar(kind) => self.scalar(token, kind),
                TokenKind::Comma => self.comma(token),
                TokenKind::Colon => self.colon(token),
                TokenKind::OpenObject => self.open(token, Bracket::Object),
                TokenKind::OpenArray => self.open(token, Bracket::Array),
                TokenKind::CloseObject => self.close(token, Bracket::Object),
                TokenKind::CloseArray => self.close(token, Bracket::Array),
                TokenKind::End => break,
            }
            self.end = token.span.end;
        }
        while self.frame.bracket.is_some() {
            self.close_unclosed();
        }
        self.finish()
    }

    /// How the lexer shall read a bare word.
    fn expect(&self) -> Expect {
        match (self.frame.bracket, self.frame.state) {
            (Some(Bracket::Object), State::Colon) => Expect::Value,
            (Some(Bracket::Object), State::Key) if self.word.is_none() => Expect::Value,
            (Some(Bracket::Object), _) => Expect::Key,
            _ => Expect::Value,
        }
    }

    fn report(&mut self, message: &'static Message, span: Span) {
        self.lexer.problems.report(span, &|span| Diagnostic::new(message, span));
    }

    pub(super) fn report_text(&mut self, message: &'static Message, span: Span) {
        let text = span.of(self.lexer.source);
        self.lexer
            .problems
            .report(span, &|span| Diagnostic::new(message, span).with(text));
    }

    // ------------------------------------------------------------ nodes

    fn add(&mut self, kind: Kind, token: Token) -> u32 {
        let index = self.nodes.len() as u32;
        self.nodes.push(Node {
            span: token.span,
            kind,
            unclosed: kind == Kind::String && token.quotes.open > 0 && token.quotes.close == 0,
            quotes: token.quotes,
            ..Node::default()
        });
        index
    }

    pub(super) fn node(&self, index: u32) -> Node {
        self.nodes.get(index as usize).copied().unwrap_or_default()
    }

    pub(super) fn change(&mut self, index: u32, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(index as usize) {
            change(node);
        }
    }

    /// Makes `node` the last child of the frame: an item, or a key.
    fn append(&mut self, node: u32) {
        let last = self.frame.last;
        if last == NONE {
            self.change(self.frame.node, |parent| parent.child = node);
        } else {
            self.change(last, |last| last.next = node);
        }
        self.frame.before_last = last;
        self.frame.last = node;
    }

    /// Takes the last child out of the frame.
    fn detach_last(&mut self) -> u32 {
        let last = self.frame.last;
        let before = self.frame.before_last;
        if before == NONE {
            self.change(self.frame.node, |parent| parent.child = NONE);
        } else {
            self.change(before, |before| before.next = NONE);
        }
        self.frame.last = before;
        last
    }

    // ------------------------------------------------------------ tokens

    fn scalar(&mut self, token: Token, kind: Kind) {
        let node = self.add(kind, token);
        if kind == Kind::Junk {
            self.word = Some(node);
        }
        self.place(node, token.span);
    }

    /// Puts a value where it belongs in the frame; in an object it may be a key.
    fn place(&mut self, node: u32, span: Span) {
        let kind = self.node(node).kind;
        let in_object = self.frame.bracket == Some(Bracket::Object);
        match self.frame.state {
            State::Colon => return self.set_value(node),
            State::Key => {
                let key = self.node(self.frame.last).span;
                let text = key.of(self.lexer.source);
                self.lexer.problems.report(Span::at(key.end), &|place| {
                    Diagnostic::new(&MISSING_COLON, place)
                        .with(text)
                        .fixed(FixKind::Certain, place, ":")
                });
                return self.set_value(node);
            }
            State::Value if self.frame.bracket.is_some() => self.missing_comma(),
            State::Value | State::Opened | State::Comma | State::Gap => {}
        }
        if !in_object {
            self.append(node);
            self.frame.state = State::Value;
        } else if matches!(kind, Kind::String | Kind::Junk) {
            self.append(node);
            self.frame.state = State::Key;
        } else {
            self.report(&MISSING_KEY, Span::at(span.start));
            self.add_empty_key(span.start);
            self.set_value(node);
        }
    }

    fn set_value(&mut self, node: u32) {
        self.change(self.frame.last, |key| key.child = node);
        self.frame.state = State::Value;
    }

    /// A key for a value that has none, so that the value is not lost.
    fn add_empty_key(&mut self, at: u32) {
        let key = self.add(
            Kind::Junk,
            Token {
                kind: TokenKind::Scalar(Kind::Junk),
                span: Span::at(at),
                quotes: Default::default(),
            },
        );
        self.append(key);
    }

    fn missing_comma(&mut self) {
        self.lexer.problems.report(Span::at(self.end), &|place| {
            Diagnostic::new(&MISSING_COMMA, place).fixed(FixKind::Certain, place, ",")
        });
    }

    fn comma(&mut self, token: Token) {
        match self.frame.state {
            State::Value | State::Gap => {}
            State::Key | State::Colon => self.missing_value(),
            State::Opened | State::Comma => self.report_text(&UNEXPECTED, token.span),
        }
        self.frame.state = State::Comma;
        self.frame.comma = token.span;
    }

    fn missing_value(&mut self) {
        let key = self.node(self.frame.last).span;
        self.report_text(&MISSING_VALUE, key);
    }

    fn colon(&mut self, token: Token) {
        match (self.frame.bracket, self.frame.state) {
            (Some(Bracket::Object), State::Key) => self.frame.state = State::Colon,
            (Some(Bracket::Object), State::Opened | State::Comma | State::Gap) => {
                self.report(&MISSING_KEY, token.span);
                self.add_empty_key(token.span.start);
                self.frame.state = State::Colon;
            }
            (Some(Bracket::Object), State::Value) => self.colon_after_member(token),
            (Some(Bracket::Array), State::Value) => self.colon_after_item(token),
            _ => self.report_text(&UNEXPECTED, token.span),
        }
    }

    /// `"a": "b": …`: what was taken for the value of `a` is the next key.
    fn colon_after_member(&mut self, token: Token) {
        let key = self.node(self.frame.last);
        let value = self.node(key.child);
        if value.kind != Kind::String {
            return self.report_text(&UNEXPECTED, token.span);
        }
        self.change(self.frame.last, |key| key.child = NONE);
        self.missing_value();
        self.append(key.child);
        self.frame.state = State::Colon;
    }

    /// `"a": ["x", "b": …`: the list was not closed, and its last item is the next key of the object around it.
    fn colon_after_item(&mut self, token: Token) {
        let item = self.node(self.frame.last);
        let in_object = self
            .outer
            .last()
            .is_some_and(|outer| outer.bracket == Some(Bracket::Object));
        if item.kind != Kind::String || !in_object || !self.better_closed(1, None, token) {
            self.report_text(&UNEXPECTED, token.span);
            self.frame.state = State::Gap;
            return;
        }
        let key = self.detach_last();
        self.end = match self.frame.last {
            NONE => self.node(self.frame.node).span.start + 1,
            last => self.node(last).span.end,
        };
        self.close_unclosed();
        self.append(key);
        self.frame.state = State::Colon;
    }

    fn open(&mut self, token: Token, bracket: Bracket) {
        let at_key =
            self.frame.bracket == Some(Bracket::Object) && !matches!(self.frame.state, State::Key | State::Colon);
        let in_list = self
            .outer
            .last()
            .is_some_and(|outer| outer.bracket == Some(Bracket::Array));
        if at_key && bracket == Bracket::Object && in_list && self.better_closed(1, Some(bracket), token) {
            self.close_unclosed();
            self.frame.state = State::Gap;
        }
        let kind = match bracket {
            Bracket::Object => Kind::Object,
            Bracket::Array => Kind::Array,
        };
        if self.outer.len() >= DEPTH_LIMIT {
            let span = self.skip_nested(token);
            let node = self.add(Kind::Junk, Token { span, ..token });
            return self.place(node, span);
        }
        let node = self.add(kind, token);
        self.place(node, token.span);
        self.outer.push(self.frame);
        self.frame = Frame {
            node,
            bracket: Some(bracket),
            state: State::Opened,
            last: NONE,
            before_last: NONE,
            comma: Span::default(),
        };
    }

    /// Passes over what is nested too deep, up to the bracket that closes `token`.
    fn skip_nested(&mut self, token: Token) -> Span {
        let mut depth = 1_usize;
        let mut end = token.span.end;
        while depth > 0 {
            let next = self.lexer.next(Expect::Value);
            match next.kind {
                TokenKind::OpenObject | TokenKind::OpenArray => depth += 1,
                TokenKind::CloseObject | TokenKind::CloseArray => depth -= 1,
                TokenKind::End => break,
                _ => {}
            }
            end = next.span.end;
        }
        self.lexer.problems.report(token.span, &|span| {
            Diagnostic::new(&TOO_DEEP, span).with(&DEPTH_LIMIT.to_string())
        });
        Span::new(token.span.start, end)
    }

    fn close(&mut self, token: Token, bracket: Bracket) {
        if self.frame.bracket != Some(bracket) {
            let outer = self.outer.iter().rev();
            let inside = outer
                .map(|frame| frame.bracket)
                .position(|other| other == Some(bracket));
            match inside {
                Some(inside) if self.better_closed(inside + 2, None, token) => {
                    for _ in 0..=inside {
                        self.close_unclosed();
                    }
                }
                _ => return self.report_text(&STRAY_BRACKET, token.span),
            }
        }
        match self.frame.state {
            State::Key | State::Colon => self.missing_value(),
            State::Comma if self.frame.last != NONE => {
                self.lexer.problems.report(self.frame.comma, &|span| {
                    Diagnostic::new(&TRAILING_COMMA, span).fixed(FixKind::CleanUp, span, "")
                });
            }
            _ => {}
        }
        self.change(self.frame.node, |node| node.span.end = token.span.end);
        self.leave();
    }

    /// Ends the frame without its bracket.
    fn close_unclosed(&mut self) {
        if matches!(self.frame.state, State::Key | State::Colon) {
            self.missing_value();
        }
        let node = self.frame.node;
        let start = self.node(node).span.start;
        let width = Span::new(start, self.end)
            .of(self.lexer.source)
            .chars()
            .next()
            .map_or(1, char::len_utf8);
        let (opening, closing) = match self.frame.bracket {
            Some(Bracket::Array) => ("[", "]"),
            _ => ("{", "}"),
        };
        self.lexer
            .problems
            .report(Span::new(start, start + width as u32), &|span| {
                Diagnostic::new(&UNCLOSED_BRACKET, span).with(opening).with(closing)
            });
        let end = self.end;
        self.change(node, |node| {
            node.span.end = end;
            node.unclosed = true;
        });
        self.leave();
    }

    fn leave(&mut self) {
        if let Some(outer) = self.outer.pop() {
            self.frame = outer;
        }
    }

    /// Whether the text after `token` fits better if the `count` innermost frames end here, and `opened` begins,
    /// than if all of them go on. In doubt they end.
    fn better_closed(&mut self, count: usize, opened: Option<Bracket>, token: Token) -> bool {
        let rest = self.lexer.bytes.get(token.span.end as usize..).unwrap_or(&[]);
        let Some(budget) = self.balance_budget.checked_sub(2 * rest.len()) else {
            return true;
        };
        self.balance_budget = budget;
        let frames = self.outer.iter().chain([&self.frame]);
        let mut going_on: Vec<Bracket> = frames.filter_map(|frame| frame.bracket).collect();
        let mut ended = going_on.clone();
        ended.truncate(going_on.len().saturating_sub(count));
        going_on.extend(opened);
        ended.extend(opened);
        // `count` frames end, the last of them by this very token if it is a closing bracket
        let closes = matches!(token.kind, TokenKind::CloseArray | TokenKind::CloseObject);
        let lost = count - usize::from(closes);
        balance::unmatched(ended, rest) + lost <= balance::unmatched(going_on, rest) + 1
    }

    // ------------------------------------------------------------ the end

    fn finish(mut self) -> Tree {
        let values: Vec<u32> = std::iter::successors(Some(self.node(NONE).child), |&value| Some(self.node(value).next))
            .take_while(|&value| value != NONE)
            .collect();
        let is_container = |&&value: &&u32| matches!(self.node(value).kind, Kind::Array | Kind::Object);
        let root = values
            .iter()
            .find(is_container)
            .or(values.first())
            .copied()
            .unwrap_or(NONE);
        let span = self.node(root).span;
        let (first, last) = (values.first().copied(), values.last().copied());
        if root == NONE {
            self.report(&EMPTY, Span::at(self.lexer.bytes.len() as u32));
        } else if self.node(root).kind == Kind::Junk {
            self.report_text(&UNEXPECTED, span);
        }
        if let Some(first) = first.filter(|&first| first != root) {
            let before = Span::new(self.node(first).span.start, span.start);
            let length = before.of(self.lexer.source).trim_end().len() as u32;
            self.report(&TEXT_BEFORE, Span::new(before.start, before.start + length));
        }
        if let Some(last) = last.filter(|&last| last != root) {
            let next = self.node(self.node(root).next).span.start;
            self.report(&TEXT_AFTER, Span::new(next, self.node(last).span.end));
        } else if self.frame.state == State::Comma && root != NONE {
            self.lexer.problems.report(self.frame.comma, &|span| {
                Diagnostic::new(&TRAILING_COMMA, span).fixed(FixKind::CleanUp, span, "")
            });
        }
        Tree {
            root: tree::id(root),
            nodes: self.nodes,
            problems: self.lexer.problems.finish(),
        }
    }
}

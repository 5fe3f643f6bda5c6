//! Questions about all texts at once: is there a text of a template for which some wildcard patterns match and others
//! do not?
//!
//! The template and every pattern are automata that read the text together, one character a step. A joint state is
//! explored once. Two facts keep the states few:
//! - behind the last `*` that a pattern has reached, what it reached before does not matter (whatever could match
//!   from there can also match from the `*`), so those positions are dropped;
//! - the caller judges each joint state, with what is already certain, and closes it when the answer cannot change.
//!
//! A budget of steps bounds the crafted worst cases (`*a?????????` and the like).

use rustc_hash::FxHashSet;

use super::template::Piece;
use super::wildcard::{Token, Wildcard};

/// The steps that may still be taken. When they are used up, every question is answered with [`Exhausted`].
///
/// Each joint state, and each character tried from it, costs one step and one more for each pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    left: u64,
    taken: u64,
}

/// The budget of steps ran out before the answer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl Budget {
    /// A budget of `steps`.
    #[must_use]
    pub const fn new(steps: u64) -> Self {
        Self { left: steps, taken: 0 }
    }

    /// How many steps were taken so far.
    #[must_use]
    pub const fn taken(&self) -> u64 {
        self.taken
    }

    /// Takes one step that is not the automaton's own.
    ///
    /// # Errors
    /// When none is left.
    pub fn spend(&mut self) -> Result<(), Exhausted> {
        self.take(1)
    }

    /// Takes so many steps that are not the automaton's own.
    ///
    /// # Errors
    /// When fewer are left.
    pub fn take(&mut self, steps: u64) -> Result<(), Exhausted> {
        self.left = self.left.checked_sub(steps).ok_or(Exhausted)?;
        self.taken += steps;
        Ok(())
    }
}

/// What is certain of one pattern, given the text read so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It matches, however the text goes on.
    Always,
    /// It does not match, however the text goes on.
    Never,
    /// It depends on the rest.
    Open,
}

/// One step of a template's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Character(char),
    One { slash: bool },
    Run { slash: bool },
}

/// All texts that a part of a template can stand for.
#[derive(Clone, Debug)]
pub struct Texts {
    steps: Vec<Step>,
}

impl Texts {
    /// The texts of a relative-id.
    #[must_use]
    pub fn of_relative_id(pieces: &[Piece]) -> Self {
        let mut steps = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Literal(text) => steps.extend(text.chars().map(Step::Character)),
                Piece::Variable { path, .. } => {
                    steps.extend([Step::One { slash: *path }, Step::Run { slash: *path }]);
                }
            }
        }
        Self { steps }
    }

    /// Any non-empty text without `:`: a region or an account.
    #[must_use]
    pub fn of_field() -> Self {
        Self {
            steps: vec![Step::One { slash: true }, Step::Run { slash: true }],
        }
    }

    /// Whether there is a text for which `judge` holds.
    ///
    /// `judge` gets the [`Status`] of each pattern and says whether the condition holds for every text that goes on
    /// so (`Some(true)`), for none (`Some(false)`), or that it depends. It must decide when no status is open.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn exists(
        &self,
        patterns: &[&Wildcard],
        budget: &mut Budget,
        judge: &mut dyn FnMut(&[Status]) -> Option<bool>,
    ) -> Result<bool, Exhausted> {
        let mut found = false;
        self.explore(patterns, budget, &mut |statuses, complete| match judge(statuses) {
            Some(false) => Visit::Close,
            Some(true) => {
                found = true;
                Visit::Stop
            }
            None if complete => Visit::Close,
            None => Visit::Enter,
        })?;
        Ok(found)
    }

    /// Every combination of patterns that match one same text: for each such text, which of the patterns match it.
    ///
    /// # Errors
    /// When the budget runs out.
    pub fn combinations(&self, patterns: &[&Wildcard], budget: &mut Budget) -> Result<Vec<Vec<bool>>, Exhausted> {
        let mut seen = FxHashSet::default();
        self.explore(patterns, budget, &mut |statuses, complete| {
            let decided = statuses.iter().all(|status| *status != Status::Open);
            if decided {
                // Written as the numbers of the patterns that match, the form of a joint state: one kind of set for both.
                let matching = (0..).zip(statuses).filter(|(_, status)| **status == Status::Always);
                seen.insert(State(matching.map(|(at, _)| at).collect()));
            }
            if decided || complete {
                Visit::Close
            } else {
                Visit::Enter
            }
        })?;
        let of = |matching: State| (0..patterns.len() as u32).map(|at| matching.0.contains(&at)).collect();
        Ok(seen.into_iter().map(of).collect())
    }

    /// Walks the joint states. `visit` sees each once with what is certain in it, and, where the text may end there,
    /// once more (`complete`) with what holds for the text that ends there.
    fn explore(
        &self,
        patterns: &[&Wildcard],
        budget: &mut Budget,
        visit: &mut dyn FnMut(&[Status], bool) -> Visit,
    ) -> Result<(), Exhausted> {
        let stranger = stranger(patterns, &self.steps);
        let start = State::start(self, patterns);
        let mut seen = FxHashSet::from_iter([start.clone()]);
        let mut open = vec![start];
        let mut statuses = Vec::with_capacity(patterns.len());
        while let Some(state) = open.pop() {
            budget.take(1 + patterns.len() as u64)?;
            if state.ends(self) {
                statuses.clear();
                statuses.extend(state.of_patterns().zip(patterns).map(|(positions, pattern)| {
                    if accepts(positions, pattern) {
                        Status::Always
                    } else {
                        Status::Never
                    }
                }));
                if matches!(visit(&statuses, true), Visit::Stop) {
                    return Ok(());
                }
            }
            statuses.clear();
            statuses.extend(
                state
                    .of_patterns()
                    .zip(patterns)
                    .map(|(positions, pattern)| status(positions, pattern)),
            );
            match visit(&statuses, false) {
                Visit::Stop => return Ok(()),
                Visit::Close => continue,
                Visit::Enter => {}
            }
            for character in state.next_characters(self, patterns, stranger) {
                budget.take(1 + patterns.len() as u64)?;
                let Some(next) = state.after(self, patterns, character) else {
                    continue;
                };
                if !seen.contains(&next) {
                    seen.insert(next.clone());
                    open.push(next);
                }
            }
        }
        Ok(())
    }
}

/// How the walk goes on from a joint state.
enum Visit {
    Enter,
    Close,
    Stop,
}

/// A joint state: for the template, then for each pattern, the positions reached, each list ended by `END`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State(Vec<u32>);

const END: u32 = u32::MAX;

impl State {
    fn start(texts: &Texts, patterns: &[&Wildcard]) -> Self {
        let mut state = Self(Vec::new());
        state.enter_step(texts, 0, 0);
        state.0.push(END);
        for pattern in patterns {
            let from = state.0.len();
            state.enter_token(pattern, from, 0);
            state.close_pattern(pattern, from);
        }
        state
    }

    /// The state after one more character; `None` where the template has no such text.
    fn after(&self, texts: &Texts, patterns: &[&Wildcard], character: char) -> Option<Self> {
        let mut next = Self(Vec::with_capacity(self.0.len() + 2));
        let mut lists = self.lists();
        for &position in lists.next().unwrap_or(&[]) {
            match texts.steps.get(position as usize) {
                Some(Step::Character(wanted)) if *wanted == character => next.enter_step(texts, 0, position + 1),
                Some(Step::One { slash }) if fits(character, *slash) => next.enter_step(texts, 0, position + 1),
                Some(Step::Run { slash }) if fits(character, *slash) => next.enter_step(texts, 0, position),
                _ => {}
            }
        }
        if next.0.is_empty() {
            return None;
        }
        next.0.push(END);
        for (positions, pattern) in lists.zip(patterns) {
            let from = next.0.len();
            for &position in positions {
                match pattern.tokens().get(position as usize) {
                    Some(Token::Any) => next.enter_token(pattern, from, position),
                    Some(Token::One) => next.enter_token(pattern, from, position + 1),
                    Some(Token::Character(wanted)) if *wanted == character => {
                        next.enter_token(pattern, from, position + 1)
                    }
                    _ => {}
                }
            }
            next.close_pattern(pattern, from);
        }
        Some(next)
    }

    /// A character for each way in which the text can go on: those that the template or a pattern waits for, a slash
    /// where it makes a difference, and one that nobody knows. That one comes last, so that it is tried first.
    fn next_characters(&self, texts: &Texts, patterns: &[&Wildcard], stranger: char) -> Vec<char> {
        let mut characters = Vec::new();
        let mut free = None;
        let mut lists = self.lists();
        for &position in lists.next().unwrap_or(&[]) {
            match texts.steps.get(position as usize) {
                Some(Step::Character(character)) => characters.push(*character),
                Some(Step::One { slash } | Step::Run { slash }) => free = Some(free.unwrap_or(false) || *slash),
                None => {}
            }
        }
        let Some(slash) = free else {
            return characters;
        };
        let mut add = |character: char| {
            if !characters.contains(&character) {
                characters.push(character);
            }
        };
        if slash {
            add('/');
        }
        for (positions, pattern) in lists.zip(patterns) {
            for &position in positions {
                if let Some(Token::Character(character)) = pattern.tokens().get(position as usize)
                    && fits(*character, slash)
                {
                    add(*character);
                }
            }
        }
        characters.push(stranger);
        characters
    }

    /// Whether a text of the template may end here.
    fn ends(&self, texts: &Texts) -> bool {
        self.lists().next().unwrap_or(&[]).contains(&(texts.steps.len() as u32))
    }

    fn of_patterns(&self) -> impl Iterator<Item = &[u32]> {
        self.lists().skip(1)
    }

    fn lists(&self) -> impl Iterator<Item = &[u32]> {
        self.0.split(|position| *position == END)
    }

    fn enter_step(&mut self, texts: &Texts, from: usize, position: u32) {
        self.insert(from, position);
        if let Some(Step::Run { .. }) = texts.steps.get(position as usize) {
            self.enter_step(texts, from, position + 1);
        }
    }

    fn enter_token(&mut self, pattern: &Wildcard, from: usize, position: u32) {
        self.insert(from, position);
        if pattern.tokens().get(position as usize) == Some(&Token::Any) {
            self.insert(from, position + 1);
        }
    }

    /// Adds a position to the list that begins at `from`, which stays sorted and without repetition; positions come
    /// nearly in order.
    fn insert(&mut self, from: usize, position: u32) {
        let list = self.0.get(from..).unwrap_or(&[]);
        let after = list.iter().rposition(|known| *known <= position);
        if after.and_then(|at| list.get(at)) != Some(&position) {
            self.0.insert(from + after.map_or(0, |at| at + 1), position);
        }
    }

    /// Ends the list of a pattern that begins at `from`: drops what lies before the last `*` reached.
    fn close_pattern(&mut self, pattern: &Wildcard, from: usize) {
        let reached = self.0.get(from..).unwrap_or(&[]);
        let last_any = reached
            .iter()
            .rposition(|position| pattern.tokens().get(*position as usize) == Some(&Token::Any));
        if let Some(last_any) = last_any {
            self.0.drain(from..from + last_any);
        }
        self.0.push(END);
    }
}

fn fits(character: char, slash: bool) -> bool {
    character != ':' && (slash || character != '/')
}

fn accepts(positions: &[u32], pattern: &Wildcard) -> bool {
    positions.contains(&(pattern.tokens().len() as u32))
}

fn status(positions: &[u32], pattern: &Wildcard) -> Status {
    match positions.first() {
        None => Status::Never,
        Some(&first)
            if first as usize + 1 == pattern.tokens().len() && pattern.tokens().last() == Some(&Token::Any) =>
        {
            Status::Always
        }
        Some(_) => Status::Open,
    }
}

/// A character that stands in no pattern and in no literal part of the template.
fn stranger(patterns: &[&Wildcard], steps: &[Step]) -> char {
    let stands_in_pattern = |character: char| {
        patterns
            .iter()
            .any(|pattern| pattern.tokens().contains(&Token::Character(character)))
    };
    ('\u{e000}'..='\u{10ffff}')
        .find(|character| !stands_in_pattern(*character) && !steps.contains(&Step::Character(*character)))
        .unwrap_or('\u{e000}')
}

//! A shortest text that some patterns match and others do not.

use rustc_hash::FxHashMap;

use super::minutes::Minutes;
use super::typed::{Reading, Typed};
use crate::pattern::{Budget, Exhausted, Token, Wildcard};

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This character.
    Character(char),
    /// This ASCII letter, given in lower case, in either case.
    Letter(char),
    /// Any one character.
    One,
    /// Any run of characters.
    Any,
    /// Any one character but this.
    Not(char),
    /// Any run of characters without this one.
    AnyNot(char),
    /// One ASCII digit.
    Digit,
    /// Any run of ASCII digits.
    Digits,
    /// Any run of zeros.
    Zeros,
}

/// The texts that match some of these patterns.
#[derive(Clone, Debug, Default)]
pub(super) struct TextSet(pub Vec<Vec<Step>>);

pub(super) fn steps(wildcard: &Wildcard) -> Vec<Step> {
    let step = |token: &Token| match token {
        Token::Character(character) => Step::Character(*character),
        Token::One => Step::One,
        Token::Any => Step::Any,
    };
    wildcard.tokens().iter().map(step).collect()
}

pub(super) fn literal(text: &str) -> Vec<Step> {
    text.chars().map(Step::Character).collect()
}

/// What is asked of a text.
#[derive(Default)]
pub(super) struct Search {
    /// It is in each of these.
    pub wanted: Vec<TextSet>,
    /// It is in none of these.
    pub unwanted: Vec<TextSet>,
    /// It does not have this character.
    pub without: Option<char>,
    /// It is a date or an address as is wanted.
    pub typed: Option<Typed>,
}

/// Characters to fill with, those first that can stand in no number, date or address.
const FILL: &str = "xgkmnpqyrsuvwhijloXGKMNPQYRSUVWHIJLO_";

struct Node {
    /// A list for each pattern, and behind them the words of the readings.
    positions: Vec<u32>,
    readings: Vec<Reading>,
    minutes: Minutes,
}

/// One way from a node to another.
struct Edge {
    from: u32,
    to: u32,
    character: char,
    /// By how many minutes a date becomes later.
    by: i32,
}

const END: u32 = u32::MAX;

/// How many steps it takes to read one character of a date or an address.
const TYPED_COST: u64 = 2;

impl Search {
    /// A shortest such text; of texts as short, one with plain letters.
    pub fn run(&self, budget: &mut Budget) -> Result<Option<String>, Exhausted> {
        if self.is_spelled_otherwise() {
            return Ok(None);
        }
        let stranger = self.stranger();
        let patterns: Vec<&Vec<Step>> = self.sets().flat_map(|set| &set.0).collect();
        let typed_cost = if self.typed.is_some() { TYPED_COST } else { 0 };
        let cost = 1 + patterns.len() as u64 + typed_cost;
        let mut positions = Vec::new();
        for pattern in &patterns {
            let from = positions.len();
            enter(&mut positions, pattern, from, 0);
            close(&mut positions, pattern, from);
        }
        let (readings, minutes) = self.typed.as_ref().map(Typed::start).unwrap_or_default();
        let mut seen: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        let mut edges: Vec<Edge> = Vec::new();
        let mut nodes = vec![Node {
            positions,
            readings,
            minutes,
        }];
        let mut at = 0;
        while let Some(node) = nodes.get(at as usize) {
            budget.take(cost)?;
            if let Some(minutes) = self.accepts(node) {
                return Ok(Some(text(&nodes, &edges, at, minutes)));
            }
            let characters = match self.is_dead(node) {
                true => Vec::new(),
                false => self.characters(&patterns, node, stranger),
            };
            for character in characters {
                budget.take(cost)?;
                let Some(node) = nodes.get(at as usize) else { break };
                let next = match &self.typed {
                    Some(typed) => typed.after(&node.readings, character),
                    None => Some((Vec::new(), 0)),
                };
                let Some((readings, by)) = next else { continue };
                let mut positions = after(&patterns, &node.positions, character);
                for reading in &readings {
                    positions.extend_from_slice(&reading.words());
                }
                let mut minutes = match readings.iter().any(|reading| reading.is_date) {
                    true => node.minutes.later(by),
                    false => Minutes::default(),
                };
                let mut to = nodes.len() as u32;
                if let Some(latest) = seen.insert(positions.clone(), to)
                    && let Some(node) = nodes.get_mut(latest as usize)
                {
                    minutes.add(&node.minutes);
                    let is_known = minutes == node.minutes;
                    // What follows a node that is done is looked at again, with all its minutes.
                    if is_known || latest > at {
                        to = latest;
                        seen.insert(positions.clone(), to);
                        if is_known {
                            continue;
                        }
                        node.minutes = minutes.clone();
                    }
                }
                edges.push(Edge {
                    from: at,
                    to,
                    character,
                    by,
                });
                if to as usize == nodes.len() {
                    nodes.push(Node {
                        positions,
                        readings,
                        minutes,
                    });
                }
            }
            at += 1;
        }
        Ok(None)
    }

    /// Whether each pattern of one set spells a character that no text of another set holds, as a letter is in no number. The
    /// search would find that out number by number.
    fn is_spelled_otherwise(&self) -> bool {
        let misses = |set: &TextSet, character: char| !set.0.iter().flatten().any(|step| can_be(step, character));
        let is_missed = |step: &Step| match step {
            Step::Character(character) | Step::Letter(character) => {
                self.wanted.iter().any(|set| misses(set, *character))
            }
            _ => false,
        };
        let mut sets = self.wanted.iter();
        sets.any(|set| set.0.iter().all(|pattern| pattern.iter().any(is_missed)))
    }

    fn sets(&self) -> impl Iterator<Item = &TextSet> {
        self.wanted.iter().chain(&self.unwanted)
    }

    /// A character that stands in no pattern.
    pub fn stranger(&self) -> char {
        let is_free = |candidate: &char| {
            self.without != Some(*candidate)
                && !self.sets().flat_map(|set| &set.0).flatten().any(|step| match step {
                    Step::Character(c) | Step::Not(c) | Step::AnyNot(c) => c == candidate,
                    Step::Letter(c) => *c == candidate.to_ascii_lowercase(),
                    Step::Digit | Step::Digits | Step::Zeros => candidate.is_ascii_digit(),
                    Step::One | Step::Any => false,
                })
        };
        let mut candidates = FILL
            .chars()
            .chain('\u{4e00}'..='\u{9fff}')
            .chain('\u{e000}'..='\u{10ffff}');
        candidates.find(is_free).unwrap_or('\u{e000}')
    }

    /// At which minutes the text may end here; `None`: at none.
    fn accepts(&self, node: &Node) -> Option<Minutes> {
        let mut lists = node.positions.split(|position| *position == END);
        let mut is_in = |set: &TextSet| {
            let mut any = false;
            for pattern in &set.0 {
                any |= lists.next().is_some_and(|list| list.contains(&(pattern.len() as u32)));
            }
            any
        };
        // Every set takes its lists, also behind one that decides.
        let mut fits = true;
        for set in &self.wanted {
            fits &= is_in(set);
        }
        for set in &self.unwanted {
            fits &= !is_in(set);
        }
        match &self.typed {
            _ if !fits => None,
            Some(typed) => typed.accepts(&node.readings, &node.minutes),
            None => Some(Minutes::default()),
        }
    }

    /// Whether no text that begins so can do.
    fn is_dead(&self, node: &Node) -> bool {
        let mut lists = node.positions.split(|position| *position == END);
        for set in &self.wanted {
            let mut can = false;
            for _ in &set.0 {
                can |= lists.next().is_some_and(|list| !list.is_empty());
            }
            if !can {
                return true;
            }
        }
        for pattern in self.unwanted.iter().flat_map(|set| &set.0) {
            let list = lists.next().unwrap_or(&[]);
            if pattern.last() == Some(&Step::Any) && list.contains(&(pattern.len() as u32 - 1)) {
                return true;
            }
        }
        false
    }

    /// A character for each way in which the text can go on.
    fn characters(&self, patterns: &[&Vec<Step>], node: &Node, stranger: char) -> Vec<char> {
        let mut characters = Vec::new();
        let mut add = |character: char| {
            if self.without != Some(character) && !characters.contains(&character) {
                characters.push(character);
            }
        };
        add(stranger);
        let lists = node.positions.split(|position| *position == END);
        for (list, pattern) in lists.zip(patterns) {
            for position in list {
                match pattern.get(*position as usize) {
                    Some(Step::Character(character) | Step::Not(character) | Step::AnyNot(character)) => {
                        add(*character);
                    }
                    Some(Step::Letter(letter)) => {
                        add(*letter);
                        add(letter.to_ascii_uppercase());
                    }
                    Some(Step::Zeros) => add('0'),
                    Some(Step::Digit | Step::Digits) => ('0'..='9').for_each(&mut add),
                    _ => {}
                }
            }
        }
        for character in node.readings.iter().flat_map(|reading| reading.characters().chars()) {
            add(character);
            add(character.to_ascii_uppercase());
            add(character.to_ascii_lowercase());
        }
        characters
    }
}

/// Whether what a step stands for can hold a character, in either case.
fn can_be(step: &Step, character: char) -> bool {
    match step {
        Step::Character(own) | Step::Letter(own) => own.eq_ignore_ascii_case(&character),
        Step::Digit | Step::Digits => character.is_ascii_digit(),
        Step::Zeros => character == '0',
        Step::One | Step::Any | Step::Not(_) | Step::AnyNot(_) => true,
    }
}

/// The first of the texts that lead to a node at some of its minutes.
///
/// What leads to a node was added before what leads on from there. Where a node is looked at again with more minutes, what
/// the others lead to was found before.
fn text(nodes: &[Node], edges: &[Edge], end: u32, minutes: Minutes) -> String {
    // At which minutes of each node the way goes on to the end.
    let mut leading: Vec<Option<Minutes>> = vec![None; nodes.len()];
    if let Some(leading) = leading.get_mut(end as usize) {
        *leading = Some(minutes);
    }
    for edge in edges.iter().rev() {
        let (Some(Some(to)), Some(from)) = (leading.get(edge.to as usize), nodes.get(edge.from as usize)) else {
            continue;
        };
        let before = from.minutes.filter(&|minute| to.has(minute + edge.by));
        if let (Some(mut before), Some(known)) = (before, leading.get_mut(edge.from as usize)) {
            if let Some(known) = known {
                before.add(known);
            }
            *known = Some(before);
        }
    }
    let (mut at, mut minute) = (0, 0);
    let mut text = String::new();
    for edge in edges {
        if edge.from == at
            && let Some(Some(to)) = leading.get(edge.to as usize)
            && to.has(minute + edge.by)
        {
            at = edge.to;
            minute += edge.by;
            text.push(edge.character);
        }
    }
    text
}

fn after(patterns: &[&Vec<Step>], positions: &[u32], character: char) -> Vec<u32> {
    let mut next = Vec::with_capacity(positions.len() + 2);
    let lists = positions.split(|position| *position == END);
    for (list, pattern) in lists.zip(patterns) {
        let from = next.len();
        for &position in list {
            match pattern.get(position as usize) {
                Some(Step::Any) => enter(&mut next, pattern, from, position),
                Some(Step::AnyNot(not)) if *not != character => enter(&mut next, pattern, from, position),
                Some(Step::One) => enter(&mut next, pattern, from, position + 1),
                Some(Step::Digits) if character.is_ascii_digit() => enter(&mut next, pattern, from, position),
                Some(Step::Zeros) if character == '0' => enter(&mut next, pattern, from, position),
                Some(Step::Digit) if character.is_ascii_digit() => enter(&mut next, pattern, from, position + 1),
                Some(Step::Not(not)) if *not != character => enter(&mut next, pattern, from, position + 1),
                Some(Step::Character(wanted)) if *wanted == character => enter(&mut next, pattern, from, position + 1),
                Some(Step::Letter(wanted)) if *wanted == character.to_ascii_lowercase() => {
                    enter(&mut next, pattern, from, position + 1);
                }
                _ => {}
            }
        }
        close(&mut next, pattern, from);
    }
    next
}

/// Adds a position to the list that begins at `from`, and what can be reached from there without a character.
fn enter(list: &mut Vec<u32>, pattern: &[Step], from: usize, position: u32) {
    let mut position = position;
    loop {
        let known = list.get(from..).unwrap_or(&[]);
        match known.iter().rposition(|known| *known <= position) {
            Some(at) if known.get(at) == Some(&position) => {}
            Some(at) => list.insert(from + at + 1, position),
            None => list.insert(from, position),
        }
        match pattern.get(position as usize) {
            Some(Step::Any | Step::AnyNot(_) | Step::Digits | Step::Zeros) => position += 1,
            _ => return,
        }
    }
}

/// Ends the list that begins at `from`; what lies before the last `*` reached does not matter any more.
fn close(list: &mut Vec<u32>, pattern: &[Step], from: usize) {
    let reached = list.get(from..).unwrap_or(&[]);
    let last = reached
        .iter()
        .rposition(|position| pattern.get(*position as usize) == Some(&Step::Any));
    if let Some(last) = last {
        list.drain(from..from + last);
    }
    list.push(END);
}

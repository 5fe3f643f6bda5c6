use crate::catalogue::{Catalogue, Template};
use crate::policy::{Effect, Policy, Statement};
use crate::wildcard::{NamePattern, matches, wild};
use std::ops::Range;

pub struct Answer {
    /// Action matches, a bit set per statement.
    pub actions: Vec<u32>,
    /// Granted at least, granted at most.
    pub net: Vec<u32>,
}

pub fn evaluate(catalogue: &Catalogue, policy: &Policy) -> Answer {
    let words = catalogue.names.len().div_ceil(32);
    let mut actions = vec![0; words * policy.statement.len()];
    let mut levels = vec![0; words * policy.statement.len()];
    let mut met = vec![false; catalogue.templates.len()];
    let mut sets = Sets::new(words);
    for (i, statement) in policy.statement.iter().enumerate() {
        let row = i * words..(i + 1) * words;
        let (actions, level) = (&mut actions[row.clone()], &mut levels[row]);
        let mut touched = 0..0;
        for pattern in &statement.action.0 {
            match_action(catalogue, pattern, actions, &mut touched);
        }
        if touched.is_empty() {
            continue;
        }
        cover(catalogue, statement, &mut met, actions, level, touched.clone());
        sets.add(statement, level, touched);
    }
    Answer {
        actions,
        net: sets.net(),
    }
}

/// Sets the operations that the pattern matches, and widens `touched` to their words.
fn match_action(catalogue: &Catalogue, pattern: &str, row: &mut [u32], touched: &mut Range<usize>) {
    let pattern = pattern.to_ascii_lowercase();
    let (code, name) = if pattern == "*" {
        ("*", "*")
    } else {
        pattern.split_once(':').unwrap_or_default()
    };
    let (code, name) = (code.as_bytes(), NamePattern::new(name.as_bytes()));
    if code == b"*" && name.prefix.is_empty() {
        return match_name(catalogue, &name, 0..catalogue.names.len(), row, touched);
    }
    let services = &catalogue.services;
    let candidates = if wild(code) {
        0..services.len()
    } else {
        match services.binary_search_by(|service| service.code.as_ref().cmp(code)) {
            Ok(at) => at..at + 1,
            Err(_) => return,
        }
    };
    for service in &services[candidates] {
        if matches(code, &service.code) {
            match_name(catalogue, &name, service.operations.clone(), row, touched);
        }
    }
}

fn match_name(
    catalogue: &Catalogue,
    pattern: &NamePattern,
    operations: Range<usize>,
    row: &mut [u32],
    touched: &mut Range<usize>,
) {
    let names = &catalogue.names;
    let range = names.beginning(operations, pattern.prefix);
    if range.is_empty() {
        return;
    }
    let words = range.start / 32..range.end.div_ceil(32);
    *touched = if Range::is_empty(touched) {
        words
    } else {
        touched.start.min(words.start)..touched.end.max(words.end)
    };
    if pattern.rest == b"*" {
        return set_all(row, range);
    }
    // Only a name that holds the pattern's longest literal can match.
    let mut i = range.start;
    let end = names.start(range.end);
    while i < range.end {
        let Some(found) = pattern.literal.find(&names.text[names.start(i)..end]) else {
            break;
        };
        let position = names.start(i) + found;
        while names.start(i + 1) <= position {
            i += 1;
        }
        if matches(pattern.rest, &names.get(i)[pattern.prefix.len()..]) {
            set(row, i);
        }
        i += 1;
    }
}

/// The operations of `actions` that the statement's resources cover.
fn cover(
    catalogue: &Catalogue,
    statement: &Statement,
    met: &mut [bool],
    actions: &[u32],
    level: &mut [u32],
    touched: Range<usize>,
) {
    let resources = &statement.resource.0;
    if resources.iter().any(|resource| resource == "*") {
        return level[touched.clone()].copy_from_slice(&actions[touched]);
    }
    met.fill(false);
    for resource in resources {
        meet(catalogue, resource, met);
    }
    for w in touched {
        let mut rest = actions[w];
        while rest != 0 {
            let bit = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let alternatives = &catalogue.requirements[catalogue.requirement[w * 32 + bit] as usize];
            let is_met = |template: &u32| met[*template as usize];
            let covered = match statement.effect {
                Effect::Allow => alternatives.iter().any(|templates| templates.iter().all(is_met)),
                Effect::Deny => alternatives.iter().any(|templates| templates.iter().any(is_met)),
            };
            level[w] |= u32::from(covered) << bit;
        }
    }
}

/// Marks the templates that a resource pattern covers.
fn meet(catalogue: &Catalogue, resource: &str, met: &mut [bool]) {
    let mut fields = resource.splitn(5, ':').map(str::as_bytes);
    let mut field = || fields.next().unwrap_or_default();
    let pattern = [field(), field(), field(), field(), field()];
    let mut mark = |templates: &[u32]| {
        for &template in templates {
            met[template as usize] |= covers(&pattern, &catalogue.templates[template as usize]);
        }
    };
    if !wild(pattern[1]) {
        catalogue
            .templates_of
            .get(pattern[1])
            .into_iter()
            .for_each(|templates| mark(templates));
    } else {
        catalogue.templates_of.values().for_each(|templates| mark(templates));
    }
}

fn covers(pattern: &[&[u8]; 5], template: &Template) -> bool {
    let Some(fields) = template else {
        return false;
    };
    pattern.iter().zip(fields).all(|(pattern, text)| {
        // An empty region or account stands for "global", as a lone `*` in the request does.
        pattern == b"*" || (pattern.is_empty() && text.as_ref() == b"*") || matches(pattern, text)
    })
}

/// What the statements so far cover.
struct Sets {
    allowed_surely: Vec<u32>,
    allowed: Vec<u32>,
    denied_surely: Vec<u32>,
    denied: Vec<u32>,
}

impl Sets {
    fn new(words: usize) -> Self {
        let none = || vec![0; words];
        Sets {
            allowed_surely: none(),
            allowed: none(),
            denied_surely: none(),
            denied: none(),
        }
    }

    fn add(&mut self, statement: &Statement, level: &[u32], touched: Range<usize>) {
        let (surely, perhaps) = match statement.effect {
            Effect::Allow => (&mut self.allowed_surely, &mut self.allowed),
            Effect::Deny => (&mut self.denied_surely, &mut self.denied),
        };
        for w in touched {
            perhaps[w] |= level[w];
            if statement.condition.is_none() {
                surely[w] |= level[w];
            }
        }
    }

    /// What is granted at least, then what is granted at most.
    fn net(&self) -> Vec<u32> {
        let at_least = self.allowed_surely.iter().zip(&self.denied);
        let at_most = self.allowed.iter().zip(&self.denied_surely);
        at_least
            .chain(at_most)
            .map(|(allowed, denied)| allowed & !denied)
            .collect()
    }
}

fn set(row: &mut [u32], i: usize) {
    row[i / 32] |= 1 << (i % 32);
}

fn set_all(row: &mut [u32], range: Range<usize>) {
    let (first, last) = (range.start / 32, (range.end - 1) / 32);
    let (from, to) = (u32::MAX << (range.start % 32), u32::MAX >> (31 - (range.end - 1) % 32));
    if first == last {
        row[first] |= from & to;
    } else {
        row[first] |= from;
        row[first + 1..last].fill(u32::MAX);
        row[last] |= to;
    }
}

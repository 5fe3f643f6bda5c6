//! Calls of an operation as requests: the text of every resource that is checked in one call.

use std::collections::BTreeSet;

use super::catalogue::Template;
use super::random::Random;
use super::values::{Part, representatives};
use super::wildcard::{field_fits, fields, fits};

/// The resource patterns of a policy, by field.
pub struct Fields<'a> {
    patterns: Vec<[&'a str; 4]>,
}

const REGION: usize = 1;
const ACCOUNT: usize = 2;
const RELATIVE: usize = 3;

impl<'a> Fields<'a> {
    pub fn of(patterns: impl Iterator<Item = &'a str>) -> Self {
        Self {
            patterns: patterns.filter_map(fields).collect(),
        }
    }

    /// The resources of a random call: region and account once, then each relative-id.
    pub fn draw(&self, random: &mut Random, alternative: &[Template]) -> Vec<String> {
        let shared = [REGION, ACCOUNT].map(|field| self.shared(random, field));
        alternative
            .iter()
            .map(|template| match template {
                Template::All => "*".to_owned(),
                Template::Arn {
                    service,
                    region,
                    account,
                    relative,
                } => {
                    let [region, account] = [(region, &shared[0]), (account, &shared[1])]
                        .map(|(parts, value)| filled(parts, |_| value.clone()));
                    format!("acs:{service}:{region}:{account}:{}", self.relative(random, relative))
                }
            })
            .collect()
    }

    /// A region or an account: no colon, not empty, not the `*` of global resources.
    fn shared(&self, random: &mut Random, field: usize) -> String {
        for _ in 0..10 {
            let text = self.text_like(random, field);
            if !text.is_empty() && text != "*" && !text.contains(':') {
                return text;
            }
        }
        "cn-fresh".into()
    }

    fn relative(&self, random: &mut Random, parts: &[Part]) -> String {
        if parts.iter().all(|part| matches!(part, Part::Literal(_))) {
            return filled(parts, |_| panic!("no variable"));
        }
        for _ in 0..5 {
            let text = self.text_like(random, RELATIVE);
            if is_of(parts, &text) {
                return text;
            }
        }
        filled(parts, |not| {
            let text = self.text_like(random, RELATIVE);
            let pieces: Vec<&str> = text.split(not).filter(|piece| !piece.is_empty()).collect();
            match pieces.is_empty() || random.chance(20) {
                true => random.text("ab1-", 4),
                false => (*random.pick(&pieces)).to_owned(),
            }
        })
    }

    /// A text that some pattern's field matches, or one that has nothing to do with them.
    fn text_like(&self, random: &mut Random, field: usize) -> String {
        if self.patterns.is_empty() || random.chance(25) {
            return random.text("abx1-", 5);
        }
        let pattern = random.pick(&self.patterns)[field];
        let mut text = String::new();
        for c in pattern.chars() {
            match c {
                '*' if random.chance(40) => {}
                '*' => text.push_str(&random.text("abx1-", 3)),
                '?' => text.push_str(&random.text("abx1-", 1)),
                c => text.push(c),
            }
        }
        text
    }

    /// A call for every way in which the patterns can match its fields, each by itself; not more than `most` of them, in
    /// random order.
    pub fn every(&self, random: &mut Random, alternative: &[Template], most: usize) -> Vec<Vec<String>> {
        let of = |field: usize, parts: &[Part]| -> Vec<String> {
            let patterns: BTreeSet<&str> = self.patterns.iter().map(|p| p[field]).collect();
            let variable = parts.iter().any(|p| !matches!(p, Part::Literal(_)));
            match field {
                RELATIVE => representatives(parts, &patterns, fits, |_| true),
                _ => representatives(parts, &patterns, field_fits, |text| !(variable && text == "*")),
            }
        };
        let any: [Part; 1] = [Part::Variable(&[':'])];
        let (regions, accounts) = (of(REGION, &any), of(ACCOUNT, &any));
        let relatives: Vec<Vec<String>> = alternative
            .iter()
            .map(|template| match template {
                Template::All => vec![String::new()],
                Template::Arn { relative, .. } => of(RELATIVE, relative),
            })
            .collect();
        let all = regions.len() * accounts.len() * relatives.iter().map(Vec::len).product::<usize>();
        (0..all.min(most))
            .map(|number| {
                let mut number = if all <= most { number } else { random.below(all) };
                let mut next = |from: &[String]| {
                    let text = from[number % from.len()].clone();
                    number /= from.len();
                    text
                };
                let (shared_region, shared_account) = (next(&regions), next(&accounts));
                let resource = |(template, relatives): (&Template, &Vec<String>)| match template {
                    Template::All => "*".to_owned(),
                    Template::Arn {
                        service,
                        region,
                        account,
                        ..
                    } => {
                        let region = filled(region, |_| shared_region.clone());
                        let account = filled(account, |_| shared_account.clone());
                        format!("acs:{service}:{region}:{account}:{}", next(relatives))
                    }
                };
                alternative.iter().zip(&relatives).map(resource).collect()
            })
            .collect()
    }
}

/// A field with its variables filled in.
fn filled(parts: &[Part], mut value: impl FnMut(&[char]) -> String) -> String {
    parts
        .iter()
        .map(|part| match part {
            Part::Literal(text) => text.clone(),
            Part::Variable(not) => value(not),
        })
        .collect()
}

/// Whether the parts can become the text.
fn is_of(parts: &[Part], text: &str) -> bool {
    match parts.split_first() {
        None => text.is_empty(),
        Some((Part::Literal(literal), rest)) => text.strip_prefix(literal.as_str()).is_some_and(|t| is_of(rest, t)),
        Some((Part::Variable(not), rest)) => {
            let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
            ends.take_while(|&end| !text[..end].contains(*not))
                .any(|end| is_of(rest, &text[end..]))
        }
    }
}

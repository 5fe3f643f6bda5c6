//! The line numbers that come along when a listing is copied.

use super::trace::is_blank;
use crate::text::{Span, find};

/// A line that begins with a number.
struct Candidate {
    number: u32,
    /// The number, what separates it from the line, and one blank.
    span: Span,
    /// `.`, `)`, `|` …; a blank where only blanks (or nothing) stand between.
    separator: char,
    /// Whether the line is no JSON unless the number is taken away.
    evident: bool,
}

/// The line numbers of `source`, in the order of the text.
///
/// They are the runs of lines whose numbers go up by one, two or three, where at least one line cannot be JSON with
/// its number. No run is found in valid JSON, so a list of numbers is safe.
pub(super) fn line_numbers(source: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut run: Vec<Candidate> = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        if let Some(candidate) = candidate(line, start) {
            let continues = run.last().is_some_and(|last| {
                let step = candidate.number.wrapping_sub(last.number);
                (1..=3).contains(&step) && last.separator == candidate.separator
            });
            if !continues {
                accept(&mut run, &mut found);
            }
            run.push(candidate);
        }
        start += line.len();
    }
    accept(&mut run, &mut found);
    found
}

/// Moves `run` to `found` if it is long enough and evident.
fn accept(run: &mut Vec<Candidate>, found: &mut Vec<Span>) {
    let enough = match run.first().map(|candidate| candidate.separator) {
        Some(' ' | ':') => 3,
        _ => 2,
    };
    if run.len() >= enough && run.iter().any(|candidate| candidate.evident) {
        found.extend(run.iter().map(|candidate| candidate.span));
    }
    run.clear();
}

fn candidate(line: &str, line_start: usize) -> Option<Candidate> {
    let from_number = line.trim_start_matches(is_blank);
    let after_number = from_number.trim_start_matches(|char: char| char.is_ascii_digit());
    let digits = from_number.len() - after_number.len();
    let number = from_number.get(..digits).filter(|text| text.len() <= 5)?.parse().ok()?;
    let (separator, rest) = match after_number.chars().next() {
        Some(mark @ ('.' | ')' | '|' | ':' | '、' | '．' | '：')) => {
            (mark, after_number.get(mark.len_utf8()..).unwrap_or(""))
        }
        _ => (' ', after_number),
    };
    if rest.starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    let text = rest.trim_start_matches(is_blank).trim_end();
    let evident = match separator {
        ' ' => text.starts_with(['"', '“', '”', '{', '[']),
        ':' | '：' => text.starts_with(['}', ']']) || find("\":", text).is_some() || find("\" :", text).is_some(),
        _ => true,
    };
    let start = line_start + line.len() - from_number.len();
    let one_blank = rest
        .chars()
        .next()
        .filter(|&next| is_blank(next))
        .map_or(0, char::len_utf8);
    let end = line_start + line.len() - rest.len() + one_blank;
    Some(Candidate {
        number,
        span: Span::new(start as u32, end as u32),
        separator,
        evident,
    })
}

//! Policies inside other files: the cases of `tests/cases/embed`, properties of the map, and hostile files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use std::fs;
use std::path::Path;

use ramlight::embed::{Embedded, Format, Found, find};
use ramlight::text::{LineIndex, Span};

/// A case: an outer file, and what must be found in it.
struct Case {
    title: String,
    format: Format,
    source: String,
    /// `json NAME` blocks: the policy of that name, as a JSON value.
    values: Vec<(String, String)>,
    expect: Vec<String>,
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/embed");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        for case in cases_of(&fs::read_to_string(&path).unwrap()) {
            count += 1;
            let found = find(&case.source, case.format);
            check_map(&case.source, &found);
            for fault in faults_of(&case, &found) {
                failures.push(format!("{file}, {}: {fault}", case.title));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count >= 20, "{count} cases");
}

/// Reads a file of cases. Between quotes of the source `␍` is a carriage return, `␉` a tab, `␈` a byte order mark.
fn cases_of(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case {
                title: title.to_owned(),
                format: Format::Json,
                source: String::new(),
                values: Vec::new(),
                expect: Vec::new(),
            });
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let Some(case) = cases.last_mut() else { continue };
        let (language, name) = info.split_once(' ').unwrap_or((info, ""));
        match language {
            "expect" => case.expect.extend(body.iter().map(|&line| line.to_owned())),
            "json" if !name.contains(".json") => case.values.push((name.to_owned(), body.join("\n"))),
            _ => {
                case.format = Format::of_file(name).unwrap_or_else(|| panic!("{name}: no such format"));
                let source = body.join("\n") + "\n";
                case.source = source.replace('␍', "\r").replace('␉', "\t").replace('␈', "\u{feff}");
            }
        }
    }
    cases
}

fn faults_of(case: &Case, found: &Found) -> Vec<String> {
    let mut faults = Vec::new();
    let mut told = Told::default();
    let index = LineIndex::new(&case.source);
    let at = |span: Span| {
        let place = index.line_column(span.start);
        format!("{}:{}", place.line, place.column)
    };
    let mut current: Option<&Embedded> = None;
    for line in &case.expect {
        let words: Vec<&str> = line.split_whitespace().collect();
        let quoted: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
        let result = match words[0] {
            "policy" => {
                current = found.policies.get(told.policies);
                told.policies += 1;
                current.map_or("none is left".to_owned(), |policy| {
                    let kind = policy.kind.map_or("any", |kind| kind.name());
                    format!("policy {} {kind} at {}", shown(&policy.name), at(policy.span))
                })
            }
            "skipped" => {
                let skipped = found.skipped.get(told.skipped);
                told.skipped += 1;
                skipped.map_or("none is left".to_owned(), |skipped| {
                    format!("skipped {} {} at {}", shown(&skipped.name), skipped.reason.name(), at(skipped.span))
                })
            }
            "problem" => {
                let problem = found.problems.get(told.problems);
                told.problems += 1;
                problem.map_or("none is left".to_owned(), |problem| format!("problem at {}", at(problem.span)))
            }
            "text" => {
                told.texts += 1;
                current.map_or("no policy".to_owned(), |policy| format!("text {}", policy.text))
            }
            "hole" => {
                let policy = current.expect("a policy comes before a hole");
                let hole = policy.holes.get(told.holes(policy)).copied().unwrap_or_default();
                format!("hole `{}` at {}", hole.of(&policy.text), at(policy.to_outer(hole).span))
            }
            "edit" => {
                let policy = current.expect("a policy comes before an edit");
                match policy.edit(needle(policy, quoted[0]), quoted[1]) {
                    None => format!("edit `{}` to `{}`: none", quoted[0], quoted[1]),
                    Some((span, insert)) => format!(
                        "edit `{}` to `{}`: `{}` at {} becomes `{insert}`",
                        quoted[0],
                        quoted[1],
                        span.of(&case.source),
                        at(span)
                    ),
                }
            }
            _ => {
                let policy = current.expect("a policy comes before its places");
                let place = policy.to_outer(needle(policy, quoted[0]));
                let outer = place.span.of(&case.source);
                let sign = if place.exact { "=" } else { "~" };
                // a long outer text is told by its ends
                let outer = match quoted.get(1).and_then(|expected| expected.split_once('…')) {
                    Some((start, end)) if outer.starts_with(start) && outer.ends_with(end) => quoted[1],
                    _ => outer,
                };
                format!("`{}` {sign} {} `{outer}`", quoted[0], at(place.span))
            }
        };
        let expected = if result.contains(" = ") && quoted.len() == 1 {
            format!("{line} `{}`", quoted[0])
        } else {
            line.clone()
        };
        if result != expected {
            faults.push(format!("expected {expected}\n    found {result}"));
        }
    }
    for (name, value) in &case.values {
        let policy = found.policies.iter().find(|policy| policy.name == *name);
        let text = policy.map_or("", |policy| &policy.text);
        let read = serde_json::from_str::<serde_json::Value>(text);
        let expected: serde_json::Value = serde_json::from_str(value).expect(&case.title);
        if read.ok().as_ref() != Some(&expected) {
            faults.push(format!("the policy {name} is {text}"));
        }
    }
    let counts = [
        (told.policies, found.policies.len(), "policies"),
        (told.skipped, found.skipped.len(), "skipped"),
        (told.problems, found.problems.len(), "problems"),
    ];
    for (told, found, what) in counts {
        if told != found {
            faults.push(format!("{told} {what} were expected, {found} found"));
        }
    }
    faults
}

/// How many of each kind were told so far.
#[derive(Default)]
struct Told {
    policies: usize,
    skipped: usize,
    problems: usize,
    texts: usize,
    holes: (usize, usize),
}

impl Told {
    fn holes(&mut self, policy: &Embedded) -> usize {
        let key = std::ptr::from_ref(policy) as usize;
        self.holes = if self.holes.0 == key { (key, self.holes.1 + 1) } else { (key, 0) };
        self.holes.1
    }
}

fn shown(name: &str) -> &str {
    if name.is_empty() { "(whole)" } else { name }
}

/// The range of the first occurrence; `a|b` is the empty range between the two.
fn needle(policy: &Embedded, text: &str) -> Span {
    let (before, after) = text.split_once('|').unwrap_or((text, ""));
    let start = policy.text.find(&[before, after].concat());
    let start = start.unwrap_or_else(|| panic!("{text} is not in {}", policy.text)) as u32;
    let end = start + before.len() as u32;
    if text.contains('|') { Span::at(end) } else { Span::new(start, end) }
}

/// What holds of every policy.
fn check_map(source: &str, found: &Found) {
    for policy in &found.policies {
        let mut last = 0;
        for piece in policy.pieces() {
            assert!(piece.inner.start >= last && piece.inner.end > piece.inner.start, "{piece:?}");
            last = piece.inner.end;
            assert!(source.get(piece.outer.start as usize..piece.outer.end as usize).is_some(), "{piece:?}");
            assert!(policy.text.get(piece.inner.start as usize..piece.inner.end as usize).is_some(), "{piece:?}");
            if piece.verbatim {
                assert_eq!(piece.inner.of(&policy.text), piece.outer.of(source));
            }
            let place = policy.to_outer(piece.inner);
            assert_eq!((place.span, place.exact), (piece.outer, piece.verbatim), "{piece:?}");
        }
        for hole in &policy.holes {
            assert!(hole.start < hole.end && !hole.of(&policy.text).is_empty());
            assert!(policy.has_hole(*hole));
        }
        let length = policy.text.len() as u32;
        assert!(last <= length);
        for start in (0..=length).step_by((length as usize / 50).max(1)) {
            for end in [start, start + 1, start + 7, length] {
                let place = policy.to_outer(Span::new(start, end.min(length)));
                assert!(place.span.start <= place.span.end && place.span.end as usize <= source.len());
                if place.exact {
                    assert_eq!(place.span.of(source), Span::new(start, end.min(length)).of(&policy.text));
                }
            }
        }
    }
    for skipped in &found.skipped {
        assert!(skipped.span.start <= skipped.span.end && skipped.span.end as usize <= source.len());
    }
}

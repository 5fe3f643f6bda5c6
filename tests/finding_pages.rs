//! Runs the pages of `www/findings`, each the documentation of a code and its test case; their format is in
//! `tests/cases/README.md`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use std::path::Path;

use ramlight::catalog::Catalog;
use ramlight::diagnostic::{Diagnostic, Locale, Severity, TABLES};
use ramlight::lint;
use ramlight::pattern::Bindings;
use ramlight::policy::{PolicyKind, PolicyText};

/// A block of a page: what stands behind the backticks, and its text.
struct Block {
    section: String,
    line: usize,
    info: String,
    text: String,
}

struct Page {
    code: String,
    title: String,
    sections: Vec<String>,
    blocks: Vec<Block>,
}

fn read(code: &str, text: &str) -> Page {
    let mut page = Page {
        code: code.into(),
        title: String::new(),
        sections: Vec::new(),
        blocks: Vec::new(),
    };
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("# ") {
            page.title = title.into();
        } else if let Some(section) = line.strip_prefix("## ") {
            page.sections.push(section.into());
        } else if line.starts_with("```") {
            let (end, info) = line.split_at(line.len() - line.trim_start_matches('`').len());
            let inside: Vec<&str> = lines
                .by_ref()
                .map(|(_, line)| line)
                .take_while(|line| *line != end)
                .collect();
            page.blocks.push(Block {
                section: page.sections.last().cloned().unwrap_or_default(),
                line: at + 1,
                info: info.into(),
                text: inside.join("\n"),
            });
        }
    }
    page
}

/// A text in which `⟨a×3⟩` stands for `aaa`: some findings are about what is long.
fn written_out(text: &str) -> String {
    let mut parts = text.split('⟨');
    let mut whole = parts.next().unwrap().to_owned();
    for part in parts {
        let (repeated, rest) = part.split_once('⟩').unwrap();
        let (unit, count) = repeated.rsplit_once('×').unwrap();
        whole.push_str(&unit.repeat(count.parse().unwrap()));
        whole.push_str(rest);
    }
    whole
}

/// The policy of a block such as ` ```json policy trust `; an identity policy without the last word.
fn policy(block: &Block) -> PolicyText {
    let kind = block.info.split(' ').nth(2).unwrap_or("identity");
    PolicyText::of_kind(
        &written_out(&block.text),
        PolicyKind::named(kind).unwrap_or_else(|| panic!("line {}: no kind `{kind}`", block.line)),
    )
}

/// The catalogue of a block ` ```json catalogue `, or ` ```json catalogue whole `.
fn catalogue(block: &Block) -> Catalog {
    match Catalog::from_texts(&[("catalogue", &block.text)]) {
        Ok(catalog) => Catalog {
            is_whole: block.info.ends_with(" whole"),
            ..catalog
        },
        Err(faults) => panic!("line {}: {}", block.line, faults[0]),
    }
}

/// What an `expect` block says of a finding, one line each; findings are parted by an empty line.
fn check_expectations(page: &Page, block: &Block, text: &PolicyText, found: &[&Diagnostic], faults: &mut Vec<String>) {
    let source = text.text();
    let expected: Vec<&str> = block.text.split("\n\n").collect();
    if expected.len() != found.len() {
        faults.push(format!(
            "{}:{}: {} expected, found {:#?}",
            page.code,
            block.line,
            expected.len(),
            found.iter().map(|one| one.text(Locale::English)).collect::<Vec<_>>()
        ));
        return;
    }
    for (lines, one) in expected.into_iter().zip(found) {
        let keys: Vec<&str> = lines
            .lines()
            .filter_map(|line| line.split_once(": ").map(|(key, _)| key))
            .collect();
        for key in ["at", "en", "en help", "zh", "zh help"] {
            if !keys.contains(&key) {
                faults.push(format!("{}:{}: the line `{key}: …` is missing", page.code, block.line));
            }
        }
        for line in lines.lines() {
            let (key, wanted) = line.split_once(": ").unwrap_or((line, ""));
            let start = one.span.start as usize;
            let actual = match key {
                "at" => source[start..one.span.end as usize]
                    .lines()
                    .next()
                    .unwrap_or("")
                    .to_owned(),
                "line" => (source[..start].matches('\n').count() + 1).to_string(),
                "en" => one.text(Locale::English),
                "en help" => one.help(Locale::English),
                "zh" => one.text(Locale::Chinese),
                "zh help" => one.help(Locale::Chinese),
                "cause" => one.cause.map_or("none", |cause| cause.message.code).to_owned(),
                _ => panic!("{}:{}: what is `{key}`?", page.code, block.line),
            };
            if actual != written_out(wanted) {
                faults.push(format!(
                    "{}:{}: {key} is\n    {actual}\nnot\n    {wanted}",
                    page.code, block.line
                ));
            }
        }
    }
}

/// The text with the edits of a finding's fix.
fn mended(source: &str, finding: &Diagnostic) -> Option<String> {
    let mut text = source.to_owned();
    for edit in finding.fix.as_ref()?.edits.iter().rev() {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.replacement);
    }
    Some(text)
}

fn check(page: &Page, faults: &mut Vec<String>) {
    let message = TABLES
        .iter()
        .copied()
        .flatten()
        .find(|message| message.code == page.code);
    let Some(message) = message else {
        faults.push(format!("{}: there is no such code", page.code));
        return;
    };
    if page.title != format!("{} {}", message.code, message.name) {
        faults.push(format!("{}: the title is `{}`", page.code, page.title));
    }
    for section in ["What it does", "Why", "Example", "Instead"] {
        if !page.sections.iter().any(|known| known == section) {
            faults.push(format!("{}: the section `{section}` is missing", page.code));
        }
    }
    let of_page = |one: &&Diagnostic| one.message.code == page.code;
    let mut catalog = Catalog::api_gateway();
    let mut last: Option<PolicyText> = None;
    let mut instead = 0;
    for (at, block) in page.blocks.iter().enumerate() {
        let place = format!("{}:{}", page.code, block.line);
        let findings = |policy: &PolicyText| lint::findings(policy, &catalog, &Bindings::default());
        if block.info.starts_with("json catalogue") {
            catalog = catalogue(block);
        } else if block.info.contains(" policy") {
            let text = policy(block);
            let found = findings(&text);
            if block.section.starts_with("Instead") {
                instead += 1;
                if let Some(one) = found.iter().find(of_page) {
                    faults.push(format!("{place}: has the finding: {}", one.text(Locale::English)));
                }
                if let Some(one) = found.iter().find(|one| one.message.severity == Severity::Error) {
                    faults.push(format!("{place}: has an error: {}", one.text(Locale::English)));
                }
            } else if page.blocks.get(at + 1).is_none_or(|next| next.info != "expect") {
                faults.push(format!("{place}: no `expect` follows"));
            }
            last = Some(text);
        } else if block.info == "expect" {
            let text = last.as_ref().unwrap();
            let found = findings(text);
            check_expectations(
                page,
                block,
                text,
                &found.iter().filter(of_page).collect::<Vec<_>>(),
                faults,
            );
        } else if block.info.ends_with(" fixed") {
            let text = last.as_ref().unwrap();
            let found = findings(text);
            let first = found.iter().find(|one| of_page(one) && one.fix.is_some());
            match first.and_then(|one| mended(text.text(), one)) {
                None => faults.push(format!("{place}: there is no fix")),
                Some(mended) if mended != block.text => faults.push(format!("{place}: the fix gives\n{mended}")),
                Some(_) => {}
            }
        }
    }
    if instead == 0 {
        faults.push(format!("{}: no policy under `Instead`", page.code));
    }
}

#[test]
fn every_page_is_true() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/findings");
    let mut faults = Vec::new();
    let mut pages = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_str().unwrap().to_owned();
        // findings of settings, of which the engine knows nothing: tests/package/settings-pages.test.mjs runs their pages
        if code.starts_with("RAM90") {
            continue;
        }
        check(&read(&code, &std::fs::read_to_string(&path).unwrap()), &mut faults);
        pages += 1;
    }
    assert!(pages > 0);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every code has a page, but for a text of more than 4 GB.
#[test]
fn every_code_has_a_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/findings");
    let missing: Vec<&str> = (TABLES.iter().copied().flatten())
        .map(|message| message.code)
        .filter(|code| *code != "RAM119" && !folder.join(format!("{code}.md")).exists())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let all: Vec<_> = TABLES.iter().copied().flatten().collect();
    for pair in all.windows(2) {
        assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].code, pair[1].code);
    }
    let mut names: Vec<&str> = all.iter().map(|message| message.name).collect();
    names.sort_unstable();
    for pair in names.windows(2) {
        assert_ne!(pair[0], pair[1]);
    }
}

/// Both languages say something, of the same arguments.
#[test]
fn every_message_is_whole_in_both_languages() {
    let arguments = |text: &str| {
        let mut numbers: Vec<char> = text
            .match_indices('{')
            .map(|(at, _)| &text[at + 1..])
            .filter(|rest| rest.chars().nth(1) == Some('}'))
            .filter_map(|rest| rest.chars().next().filter(char::is_ascii_digit))
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    for message in TABLES.iter().copied().flatten() {
        let (en, zh) = (message.wording(Locale::English), message.wording(Locale::Chinese));
        for text in [en.message, en.help, zh.message, zh.help] {
            assert!(
                !text.is_empty() && !text.ends_with(['.', '。']),
                "{}: {text}",
                message.code
            );
        }
        assert!(!en.message.chars().any(|c| c > '\u{2fff}'), "{}", message.code);
        assert!(zh.message.chars().any(|c| c > '\u{2fff}'), "{}", message.code);
        assert!(zh.help.chars().any(|c| c > '\u{2fff}'), "{}", message.code);
        assert_eq!(arguments(en.message), arguments(zh.message), "{}", message.code);
        assert_eq!(arguments(en.help), arguments(zh.help), "{}", message.code);
    }
}

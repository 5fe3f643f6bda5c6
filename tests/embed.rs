//! Policies inside other files: the cases of `tests/cases/embed`, properties of the map, and hostile files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

#[path = "support/corpus.rs"]
mod corpus;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::bool;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
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

/// Reads a file of cases. In a source `␍` is a carriage return, `␉` a tab, `␈` a byte order
/// mark; in what is expected `␊` is a line end.
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
        let line_ends = line.replace('␊', "\n");
        let quoted: Vec<&str> = line_ends.split('`').skip(1).step_by(2).collect();
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
                    format!(
                        "skipped {} {} at {}",
                        shown(&skipped.name),
                        skipped.reason.name(),
                        at(skipped.span)
                    )
                })
            }
            "problem" => {
                let problem = found.problems.get(told.problems);
                told.problems += 1;
                problem.map_or("none is left".to_owned(), |problem| {
                    format!("problem at {}", at(problem.span))
                })
            }
            "text" => {
                told.texts += 1;
                current.map_or("no policy".to_owned(), |policy| format!("text {}", policy.text))
            }
            "hole" => {
                let policy = current.unwrap_or(&found.policies[0]);
                let hole = policy.holes.get(told.holes(policy)).copied().unwrap_or_default();
                format!("hole `{}` at {}", hole.of(&policy.text), at(policy.to_outer(hole).span))
            }
            "edit" => {
                let policy = current.unwrap_or(&found.policies[0]);
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
                let policy = current.unwrap_or(&found.policies[0]);
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
        let expected = if line.starts_with('`') && quoted.len() == 1 {
            format!("{line} `{}`", quoted[0].replace('\n', "␊"))
        } else {
            line.clone()
        };
        let result = result.replace('\n', "␊");
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
        self.holes = if self.holes.0 == key {
            (key, self.holes.1 + 1)
        } else {
            (key, 0)
        };
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
    // what is not there is told by the place that comes out
    let start = start.unwrap_or(0) as u32;
    let end = start + before.len() as u32;
    if text.contains('|') {
        Span::at(end)
    } else {
        Span::new(start, end)
    }
}

proptest! {
    /// Pieces of all languages in any order: no panic, and the map holds.
    #[test]
    fn any_text(parts in vec(select(PARTS), 0..40), format in select(FORMATS)) {
        let source = parts.concat();
        check_map(&source, &find(&source, format));
    }

    /// A structure of YAML and of Terraform is the same JSON.
    #[test]
    fn a_structure_is_written_as_json(words in vec("[a-z\"\\\\说😀\n\t ${%#:'-]{0,8}", 1..6)) {
        let list = serde_json::to_string(&words).unwrap();
        let value: serde_json::Value = serde_json::json!({ "Version": "1", "Statement": words });
        // JSON escapes that Terraform does not know do not come up
        let terraform = list.replace("${", "$${").replace("%{", "%%{");
        let terraform = format!("locals {{\n  x = {{ Version = \"1\", Statement = {terraform} }}\n}}\n");
        let yaml = format!("x: {{\"Version\": '1', Statement: {list}}}\n");
        let json = format!("{{\"x\": {{\"Version\": \"1\", \"Statement\": {list}}}}}");
        for (source, format) in [(terraform, Format::Terraform), (yaml, Format::Yaml), (json, Format::Json)] {
            let found = find(&source, format);
            check_map(&source, &found);
            prop_assert_eq!(found.policies.len(), 1, "{}", source);
            let policy = &found.policies[0];
            prop_assert!(policy.holes.is_empty());
            prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(&policy.text).unwrap(), &value, "{}", source);
        }
    }

    /// A text of JSON in a string or a block of each language is that text; an edit of it is an edit of its value.
    #[test]
    fn a_text_is_given_as_it_is(words in vec("[a-z\"\\\\说😀${% #:'-]{0,8}", 1..6), pretty in bool::ANY, insert in "[a-z\"\\\\$\\{说 ]{0,5}") {
        let value = serde_json::json!({ "Version": "1", "Statement": words, "Z": "-" });
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let templates = |text: &str| text.replace("${", "$${").replace("%{", "%%{");
        let quoted = serde_json::to_string(&text).unwrap();
        let block: String = text.lines().map(|line| format!("    {line}\n")).collect();
        let sources = [
            (format!("locals {{\n  x = <<EOF\n{}\nEOF\n}}\n", templates(&text)), Format::Terraform),
            (format!("locals {{\n  x = <<-EOF\n{}  EOF\n}}\n", templates(&block)), Format::Terraform),
            (format!("locals {{\n  x = {}\n}}\n", templates(&quoted)), Format::Terraform),
            (format!("{{\"locals\": {{\"x\": {}}}}}", templates(&quoted)), Format::TerraformJson),
            (format!("{{\"x\": {quoted}}}"), Format::Json),
            (format!("x: {quoted}\n"), Format::Yaml),
            (format!("x: |\n{block}"), Format::Yaml),
            (format!("x:\n- '{}'\n", text.replace('\'', "''").replace('\n', "\n\n   ")), Format::Yaml),
        ];
        for (source, format) in sources {
            let found = find(&source, format);
            check_map(&source, &found);
            prop_assert_eq!(found.policies.len(), 1, "{}", source);
            let policy = &found.policies[0];
            prop_assert!(policy.holes.is_empty(), "{}", source);
            let read: serde_json::Value = serde_json::from_str(&policy.text).unwrap();
            prop_assert_eq!(&read, &value, "{}", source);
            // the last string of the text becomes another
            let at = policy.text.rfind("\"-\"").unwrap() as u32;
            let new = serde_json::to_string(&insert).unwrap();
            let edit = policy.edit(Span::new(at, at + 3), &new);
            let Some((span, written)) = edit else {
                prop_assert!(insert.contains(['\\', '"']) || !policy.pieces().iter().any(|piece| piece.verbatim), "{}", source);
                continue;
            };
            let mut changed = source.clone();
            changed.replace_range(span.start as usize..span.end as usize, &written);
            let again = find(&changed, format);
            prop_assert_eq!(again.policies.len(), 1, "{}", changed);
            let mut expected = value.clone();
            expected["Z"] = insert.clone().into();
            let read: serde_json::Value = serde_json::from_str(&again.policies[0].text).unwrap();
            prop_assert_eq!(&read, &expected, "{}", changed);
        }
    }
}

const FORMATS: &[Format] = &[Format::Terraform, Format::TerraformJson, Format::Json, Format::Yaml];

const PARTS: &[&str] = &[
    "resource \"alicloud_ram_policy\" \"p\" {\n",
    "policy_document = ",
    "jsonencode(",
    "<<-EOF\n",
    "<<EOF\n",
    "EOF\n",
    "\n",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "'",
    "${",
    "$${",
    "%{",
    "%{ if x }",
    "\\",
    "\\u0041",
    "Version",
    "\"Version\"",
    ": ",
    "= ",
    "\"1\"",
    "\"Statement\"",
    "Statement",
    "[]",
    ",",
    "说",
    "😀",
    "\u{feff}",
    "\r\n",
    "\t",
    "  ",
    "- ",
    "&a ",
    "*a",
    "<<: ",
    "!Sub ",
    "!Ref x",
    "| ",
    "|-\n",
    ">\n",
    "---\n",
    "#",
    "ALIYUN::RAM::Role",
    "Resources:\n",
    "  x:\n",
    "    Type: ALIYUN::RAM::ManagedPolicy\n",
    "    Properties:\n",
    "      PolicyDocument: ",
    "\"Fn::Sub\": ",
    "Ref: ",
    "locals {\n",
    "x = ",
    "local.x",
    "a",
    "1",
    "~",
    "?",
    "\0",
    "data \"alicloud_ram_policy_document\" \"d\" {\n",
    "statement {\n",
    "condition {\n",
    "values = ",
    "operator = ",
    "variable = ",
];

/// What is no file of a person: an answer comes, and soon.
#[test]
fn hostile_files() {
    let bomb: String = (1..40)
        .map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1))
        .collect();
    let chain: String = (1..5000).map(|n| format!("- &a{n} [*a{}]\n", n - 1)).collect();
    let many = 300_000;
    let yaml = [
        format!("a0: &a0 [1]\n{bomb}policy: {{Version: '1', Statement: *a39}}"),
        format!("- &a0 [1]\n{chain}- {{Version: '1', Statement: *a4999}}"),
        "Statement: &a [*a]".to_owned(),
        format!("Statement: {}", "[".repeat(many)),
        format!("Statement:\n{}", "- ".repeat(many)),
        format!("Statement: {}", "{a: ".repeat(many)),
        format!("Statement: 1\n{}", "? ".repeat(many)),
        format!("Version: '1'\nStatement: [{}]", "a, ".repeat(many)),
        format!("Statement: \"{}\"", "\\n\n".repeat(many)),
        "Version: '1'\nStatement: []\n---\n".repeat(2000),
        format!(
            "x: [{}{{Version: '1', Statement: []}}{}]",
            "[".repeat(90),
            "]".repeat(90)
        ),
        "Statement: \0\u{1}\u{7f}\u{fffe}".to_owned(),
        format!("Statement: 1\n{}", "\t".repeat(many)),
        "--- &a Statement\n".repeat(100_000),
        format!(
            "{0}: {{{1}x: {{Version: '1', Statement: []}}}}",
            "k".repeat(1000),
            "a: 1, ".repeat(100_000)
        ),
        format!(
            "m: &m {{{0}}}\nVersion: '1'\nStatement: {{<<: *m, {0}}}",
            "a: 1, ".repeat(100_000)
        ),
    ];
    let terraform = [
        format!("# Statement\nx = {}", "[".repeat(many)),
        format!("# Statement\nx = {}", "\"${".repeat(many)),
        format!("# Statement\nx = {}", "!".repeat(many)),
        format!("# Statement\nx = {}1", "1 + ".repeat(many)),
        format!("# Statement\n{}", "a {\n".repeat(many)),
        format!(
            "# Statement\nx = {{\n{}}}\n",
            (0..many).map(|n| format!("k{n} = 1\n")).collect::<String>()
        ),
        format!("# Statement\nx = <<A\n{}A\n", "%{ if a }".repeat(many)),
        format!("# Statement\nx = <<A\n{}\nA\n", "\r".repeat(many)),
        "locals {\n  a = local.b\n  b = local.a\n}\nresource \"alicloud_ram_role\" \"r\" {\n  document = local.a\n}\n"
            .to_owned(),
    ];
    let json = [
        format!("{{\"Statement\": {}", "[".repeat(many)),
        format!(
            "{{\"x\": \"{{\\\"Version\\\": 1, \\\"Statement\\\": \\\"{}\\\"}}\"}}",
            "\\\\n".repeat(many)
        ),
        format!("{{\"Statement\": \"{}\"}}", "${".repeat(many)),
        format!(
            "{{\"resource\": {{\"alicloud_ram_policy\": {{\"p\": {{\"document\": \"{}\"}}}}}}}}",
            "${".repeat(20_000)
        ),
    ];
    let all = yaml.iter().map(|source| (source, Format::Yaml));
    let all = all.chain(terraform.iter().map(|source| (source, Format::Terraform)));
    let both = json
        .iter()
        .flat_map(|source| [(source, Format::Json), (source, Format::TerraformJson)]);
    for (source, format) in all.chain(both) {
        let begin = Instant::now();
        let found = find(source, format);
        let start: String = source.chars().take(60).collect();
        assert!(
            begin.elapsed() < Duration::from_secs(60),
            "{start} took {:?}",
            begin.elapsed()
        );
        let answers = found.policies.len() + found.skipped.len() + found.problems.len();
        // Terraform knows no section `x`
        assert!(
            answers > 0 || !source.contains("ersion") || format == Format::TerraformJson,
            "{start}: no answer"
        );
        check_map(source, &found);
    }
    assert_eq!(find(&yaml[0], Format::Yaml).skipped[0].reason.name(), "too-long");
    assert_eq!(find(&yaml[1], Format::Yaml).skipped[0].reason.name(), "too-long");
}

/// Real documents, sound and broken, in each language: they come out as they went in.
#[test]
fn documents_of_the_corpus() {
    let Some(rows) = corpus::corpus() else { return };
    for row in rows {
        let text = row["text"].as_str().unwrap();
        let quoted = serde_json::to_string(text).unwrap();
        let templates = |text: &str| text.replace("${", "$${").replace("%{", "%%{");
        let resource = "resource \"alicloud_ram_policy\" \"p\" {\n  document =";
        let template = "Resources:\n  P:\n    Type: ALIYUN::RAM::ManagedPolicy\n    Properties:\n      PolicyDocument:";
        let json = r#"{"Resources": {"P": {"Type": "ALIYUN::RAM::ManagedPolicy", "Properties": {"PolicyDocument": "#;
        let tf_json = r#"{"resource": {"alicloud_ram_policy": {"p": {"document": "#;
        let block: String = text.lines().map(|line| format!("        {line}\n")).collect();
        let mut sources = vec![
            (
                format!("{resource} <<E_O_F\n{}\nE_O_F\n}}\n", templates(text)),
                Format::Terraform,
            ),
            (
                format!("{tf_json}{}}}}}}}}}", templates(&quoted)),
                Format::TerraformJson,
            ),
            (format!("{json}{quoted}}}}}}}}}"), Format::Json),
            (format!("{template} {quoted}\n"), Format::Yaml),
        ];
        // escapes that Terraform and blocks of YAML do not have
        if !["\\b", "\\f"].iter().any(|escape| quoted.contains(escape)) && !quoted.contains("\\u00") {
            sources.push((format!("{resource} {}\n}}\n", templates(&quoted)), Format::Terraform));
            if !text.contains(['\r', '\u{feff}']) {
                sources.push((format!("{template} |2\n{block}"), Format::Yaml));
            }
        }
        for (source, format) in sources {
            let found = find(&source, format);
            assert!(
                found.problems.is_empty(),
                "{}: {:?}\n{source}",
                row["file"],
                found.problems
            );
            assert_eq!(found.policies.len(), 1, "{}: {:?}", row["file"], found.skipped);
            check_map(&source, &found);
            let policy = &found.policies[0];
            assert_eq!(
                policy.text.trim_end_matches('\n'),
                text.trim_end_matches('\n'),
                "{}",
                row["file"]
            );
            assert!(policy.holes.is_empty());
            for (at, _) in policy.text.match_indices("Action") {
                let place = policy.to_outer(Span::new(at as u32, at as u32 + 6));
                assert_eq!(
                    (place.exact, place.span.of(&source)),
                    (true, "Action"),
                    "{}",
                    row["file"]
                );
            }
        }
    }
}

/// What holds of every policy.
fn check_map(source: &str, found: &Found) {
    for policy in &found.policies {
        let mut last = 0;
        for piece in policy.pieces() {
            assert!(
                piece.inner.start >= last && piece.inner.end > piece.inner.start,
                "{piece:?}"
            );
            last = piece.inner.end;
            assert!(
                source
                    .get(piece.outer.start as usize..piece.outer.end as usize)
                    .is_some(),
                "{piece:?}"
            );
            assert!(
                policy
                    .text
                    .get(piece.inner.start as usize..piece.inner.end as usize)
                    .is_some(),
                "{piece:?}"
            );
            if piece.verbatim {
                assert_eq!(piece.inner.of(&policy.text), piece.outer.of(source));
            }
            // an edit of what takes text as it is, is that text
            if piece.verbatim && policy.takes_text_as_it_is(piece.inner) && policy.edit(piece.inner, "x").is_some() {
                assert_eq!(policy.edit(piece.inner, "x"), Some((piece.outer, "x".to_owned())));
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
                    assert_eq!(
                        place.span.of(source),
                        Span::new(start, end.min(length)).of(&policy.text)
                    );
                }
            }
        }
    }
    for skipped in &found.skipped {
        assert!(skipped.span.start <= skipped.span.end && skipped.span.end as usize <= source.len());
    }
}

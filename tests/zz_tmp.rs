#![allow(
    clippy::all,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]
use ramlight::catalog::Catalog;
use ramlight::diagnostic::Locale;
use ramlight::lint;
use ramlight::pattern::Bindings;
use ramlight::policy::{PolicyKind, PolicyText};

fn catalog() -> Catalog {
    match std::env::var("CATALOG") {
        Ok(path) => {
            let files: Vec<(String, String)> = path
                .split(',')
                .map(|p| (p.to_owned(), std::fs::read_to_string(p).unwrap()))
                .collect();
            let r: Vec<(&str, &str)> = files.iter().map(|(a, b)| (&**a, &**b)).collect();
            Catalog::from_texts(&r).unwrap()
        }
        Err(_) => Catalog::api_gateway(),
    }
}

#[test]
fn corpus() {
    let catalog = catalog();
    let mut counts: std::collections::BTreeMap<&str, (usize, usize)> = Default::default();
    let mut n = 0;
    let want = std::env::var("CODE").unwrap_or("RAM[57]".into());
    let mut texts = Vec::new();
    for line in std::fs::read_to_string("../shared/corpus/policies.jsonl")
        .unwrap()
        .lines()
    {
        let d: serde_json::Value = serde_json::from_str(line).unwrap();
        texts.push((
            d["file"].as_str().unwrap().to_owned(),
            d["kind"].as_str().unwrap().to_owned(),
            d["text"].as_str().unwrap().to_owned(),
        ));
    }
    for e in std::fs::read_dir("../shared/ram/examples").unwrap() {
        let p = e.unwrap().path();
        if p.extension().is_some_and(|x| x == "json") {
            texts.push((
                p.file_name().unwrap().to_str().unwrap().to_owned(),
                "example".into(),
                std::fs::read_to_string(&p).unwrap(),
            ));
        }
    }
    for (file, kind, text) in texts {
        if serde_json::from_str::<serde_json::Value>(&text).is_err() {
            continue;
        }
        n += 1;
        let p = PolicyText::of_kind(&text, PolicyKind::named(&kind));
        let mut seen = std::collections::BTreeSet::new();
        for f in lint::findings(&p, &catalog, &Bindings::default()) {
            let c = f.message.code;
            if !(c.starts_with("RAM5") || c.starts_with("RAM7")) {
                continue;
            }
            let e = counts.entry(c).or_default();
            e.0 += 1;
            if seen.insert(c) {
                e.1 += 1;
            }
            if want == c {
                println!(
                    "{file} [{kind}] :: {} :: {}",
                    f.text(Locale::English),
                    text[f.span.start as usize..f.span.end as usize].replace('\n', " ")
                );
            }
        }
    }
    println!("documents {n}");
    for (c, (a, b)) in counts {
        println!("{c} findings {a} in documents {b}");
    }
}

#[test]
fn expect() {
    let Ok(path) = std::env::var("PAGE") else { return };
    let text = std::fs::read_to_string(&path).unwrap();
    let code = std::path::Path::new(&path)
        .file_stem()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    let cat = text
        .split("```json catalogue\n")
        .nth(1)
        .map(|r| r.split("\n```").next().unwrap().to_owned());
    let catalog = cat.map_or_else(Catalog::api_gateway, |c| {
        Catalog::from_texts(&[("page", &c)]).unwrap_or_else(|e| panic!("{e:?}"))
    });
    for part in text
        .split("\n```")
        .filter(|p| p.contains(" policy") && p.starts_with("json") || p.starts_with("text"))
    {
        let (info, body) = part.split_once('\n').unwrap();
        let kind = info.split(' ').nth(2).unwrap_or("identity");
        let p = PolicyText::of_kind(body, PolicyKind::named(kind));
        println!("-----{}", body.replace('\n', "\n     "));
        for f in lint::findings(&p, &catalog, &Bindings::default()) {
            if f.message.code == code {
                println!(
                    "at: {}",
                    body[f.span.start as usize..f.span.end as usize]
                        .lines()
                        .next()
                        .unwrap_or("")
                );
                println!(
                    "en: {}\nen help: {}\nzh: {}\nzh help: {}\n",
                    f.text(Locale::English),
                    f.help(Locale::English),
                    f.text(Locale::Chinese),
                    f.help(Locale::Chinese)
                );
                if let Some(fix) = &f.fix {
                    let mut t = body.to_owned();
                    for e in fix.edits.iter().rev() {
                        t.replace_range(e.span.start as usize..e.span.end as usize, &e.replacement);
                    }
                    println!("MENDED {:?} {}", fix.kind, serde_json::to_string(&t).unwrap());
                }
            } else {
                println!("   (other {} {})", f.message.code, f.text(Locale::English));
            }
        }
    }
}

//! The layers of `src/` in their order: a layer uses only those below it.
//!
//! Every `crate::…` and `super::…` path is resolved, in macros too. Comments and strings are no paths.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// From the ground up.
const LAYERS: [&str; 15] = [
    "text",
    "diagnostic",
    "syntax",
    "pattern",
    "condition",
    "policy",
    "evaluate",
    "catalog",
    "coverage",
    "compare",
    "lint",
    "embed",
    "report",
    "place",
    "wasm",
];

#[test]
fn a_layer_uses_only_those_below_it() {
    let mut faults = Vec::new();
    let mut used = 0;
    for file in rust_files(&source_root()) {
        let module = module_of(&file);
        let source = fs::read_to_string(&file).unwrap();
        for name in names_at_root(&source, &module) {
            used += 1;
            if let Err(reason) = allowed(&module, &name) {
                faults.push(format!("{}: {reason}", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(used > 0, "no path was found at all");
}

#[test]
fn every_module_is_a_layer() {
    let found: BTreeSet<String> = fs::read_dir(source_root())
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            path.file_stem().unwrap().to_str().unwrap().to_owned()
        })
        .filter(|name| !["lib", "core", "npm"].contains(&name.as_str()))
        .collect();
    let listed = LAYERS.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(found, listed);
}

#[test]
fn finds_the_paths_of_a_source() {
    let at = |source: &str| names_at_root(source, &["policy".into(), "lower".into()]);
    assert_eq!(at("use crate::text::Span;"), ["text"]);
    assert_eq!(at("use crate::{text::{Span, X}, wasm, a as b};"), ["text", "wasm", "a"]);
    assert_eq!(at("fn f() { g(vec![crate::report::X]) }"), ["report"]);
    assert_eq!(at("use super::super::coverage::Level;"), ["coverage"]);
    assert_eq!(
        at("use super::super::{coverage, report::{self, X}};"),
        ["coverage", "report"]
    );
    assert_eq!(at("use super::{super::coverage, other};"), ["coverage"]);
    assert_eq!(at("mod tests { use super::super::super::wasm::X; }"), ["wasm"]);
    assert_eq!(at("mod tests { use super::super::sibling; }"), [""; 0]);
    assert_eq!(
        at("use super::Policy; pub(crate) fn f() {} pub(super) fn g() {}"),
        [""; 0]
    );
    assert_eq!(
        at("// crate::wasm\n/// [`crate::wasm`]\nconst S: &str = \"crate::wasm\";"),
        [""; 0]
    );
}

#[test]
fn refuses_a_layer_above() {
    let policy = ["policy".to_owned()];
    assert!(allowed(&policy, "text").is_ok());
    assert!(allowed(&policy, "policy").is_ok());
    assert!(allowed(&policy, "catalog").is_err());
    assert!(allowed(&policy, "helpers").is_err());
    assert!(allowed(&[], "wasm").is_ok(), "lib.rs names every layer");
}

fn allowed(module: &[String], name: &str) -> Result<(), String> {
    let place = |layer: &str| LAYERS.iter().position(|&known| known == layer);
    let Some(layer) = module.first() else { return Ok(()) };
    let above = place(layer).ok_or_else(|| format!("`{layer}` is no layer"))?;
    match place(name) {
        Some(below) if below <= above => Ok(()),
        Some(_) => Err(format!("`{layer}` uses `{name}`, a layer above it")),
        None => Err(format!("`crate::{name}` is no layer")),
    }
}

fn source_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// `src/policy/lower.rs` is `policy::lower`; `mod.rs` and `lib.rs` are their folders.
fn module_of(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(source_root()).unwrap().with_extension("");
    inside
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .filter(|part| part != "mod" && part != "lib")
        .collect()
}

/// The names directly under the crate's root that the paths of a source in `module` use.
fn names_at_root(source: &str, module: &[String]) -> Vec<String> {
    let tokens: TokenStream = source.parse().expect("Rust source");
    let mut names = Vec::new();
    walk(tokens, module.len(), &mut names);
    names
}

fn walk(tokens: TokenStream, depth: usize, names: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        let in_path = at >= 2 && is_colons(&tokens, at - 2);
        match &tokens[at] {
            TokenTree::Ident(word) if !in_path && is_colons(&tokens, at + 1) => {
                let start = match word.to_string().as_str() {
                    "crate" => Some(0),
                    "super" => depth.checked_sub(1),
                    _ => None,
                };
                if let Some(start) = start {
                    at = follow(&tokens, at + 3, start, names);
                    continue;
                }
            }
            TokenTree::Group(group) => {
                let inline_module = at >= 2
                    && group.delimiter() == Delimiter::Brace
                    && matches!(&tokens[at - 2], TokenTree::Ident(word) if word == "mod");
                walk(group.stream(), depth + usize::from(inline_module), names);
            }
            _ => {}
        }
        at += 1;
    }
}

/// Follows a path from a module `depth` below the root; gives the index after what it read.
fn follow(tokens: &[TokenTree], at: usize, depth: usize, names: &mut Vec<String>) -> usize {
    match tokens.get(at) {
        Some(TokenTree::Ident(word)) if word == "super" && is_colons(tokens, at + 1) => {
            follow(tokens, at + 3, depth - 1, names)
        }
        Some(TokenTree::Ident(word)) => {
            if depth == 0 {
                names.push(word.to_string());
            }
            at + 1
        }
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            for branch in inner.split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')) {
                follow(branch, 0, depth, names);
            }
            at + 1
        }
        _ => at + 1,
    }
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |index: usize| matches!(tokens.get(index), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    colon(at) && colon(at + 1)
}

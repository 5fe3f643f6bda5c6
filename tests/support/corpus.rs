//! The collected corpus: real documents, which stand beside the repository and not in it.

use std::path::Path;

use serde_json::Value;

/// Its rows, each with `file`, `kind` and `text`; `None`, said plainly, where the folder is missing.
pub fn corpus() -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/policies.jsonl");
    let Ok(rows) = std::fs::read_to_string(path) else {
        println!("skipped: there is no ../shared/corpus");
        return None;
    };
    Some(rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect())
}

//! The boundary to JavaScript: thin, no logic. `src/npm/api.js` makes the package's API of it, `src/npm/index.d.ts`
//! describes that.

mod catalog;
mod diagnostic;
mod draft;
mod shapes;

pub use catalog::CatalogHandle;
pub use draft::DraftHandle;

use serde::Serialize;
use wasm_bindgen::JsValue;

/// A value as plain JavaScript objects; `null` where something is missing.
fn to_js(value: &impl Serialize) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    // Plain data of this crate: there is nothing that could fail to be written.
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

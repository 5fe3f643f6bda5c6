//! The boundary to JavaScript: thin, no logic. `src/npm/api.js` makes the package's API of it, `src/npm/index.d.ts`
//! describes that.

mod authorization;
mod catalog;
mod catalog_details;
mod coverage;
mod diagnostic;
mod explanation;
mod json;
mod policy;
mod request;
mod value;

pub use authorization::AuthorizationHandle;
pub use catalog::CatalogHandle;
pub use coverage::CoverageHandle;
pub use json::read_json;
pub use policy::PolicyHandle;

use serde::Serialize;
use value::Value;
use wasm_bindgen::JsValue;

/// A value as plain JavaScript objects.
fn to_js(value: &Value<'_>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    // Plain data of this crate: there is nothing that could fail to be written.
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

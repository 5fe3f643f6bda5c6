//! The boundary to JavaScript: thin, no logic. `src/npm/api.js` makes the package's API of it, `src/npm/index.d.ts`
//! describes that.
//!
//! With the feature `embed` it has other exports, those of the package's second `.wasm`, and none of the first.

#[cfg(not(feature = "embed"))]
mod authorization;
#[cfg(not(feature = "embed"))]
mod catalog;
#[cfg(not(feature = "embed"))]
mod catalog_details;
#[cfg(not(feature = "embed"))]
mod compare;
#[cfg(not(feature = "embed"))]
mod coverage;
#[cfg(not(feature = "embed"))]
mod diagnostic;
#[cfg(feature = "embed")]
mod embed;
#[cfg(not(feature = "embed"))]
mod explanation;
#[cfg(not(feature = "embed"))]
mod json;
#[cfg(not(feature = "embed"))]
mod policy;
#[cfg(not(feature = "embed"))]
mod request;
#[cfg(not(feature = "embed"))]
mod requests;
#[cfg(not(feature = "embed"))]
mod rules;
mod value;

#[cfg(not(feature = "embed"))]
pub use authorization::AuthorizationHandle;
#[cfg(not(feature = "embed"))]
pub use catalog::CatalogHandle;
#[cfg(not(feature = "embed"))]
pub use compare::compare;
#[cfg(not(feature = "embed"))]
pub use coverage::CoverageHandle;
#[cfg(feature = "embed")]
pub use embed::FoundHandle;
#[cfg(not(feature = "embed"))]
pub use json::read_json;
#[cfg(not(feature = "embed"))]
pub use policy::PolicyHandle;
#[cfg(not(feature = "embed"))]
pub use requests::RequestsHandle;

use serde::Serialize;
use value::Value;
use wasm_bindgen::JsValue;

/// A value as plain JavaScript objects.
fn to_js(value: &Value<'_>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    // Plain data of this crate: there is nothing that could fail to be written.
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

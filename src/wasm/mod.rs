//! The boundary to JavaScript: thin, no logic. With the feature `embed` it has the exports of the package's second `.wasm`
//! ([`embed`]), without it those of the first ([`engine`]).

#[cfg(feature = "embed")]
pub mod embed;
#[cfg(not(feature = "embed"))]
pub mod engine;
mod value;

use serde::Serialize;
use value::Value;
use wasm_bindgen::JsValue;

/// A value as plain JavaScript objects.
fn to_js(value: &Value<'_>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    // Plain data of this crate: there is nothing that could fail to be written.
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

//! The boundary to JavaScript: thin, no logic. `src/npm/api.js` makes the package's API of it, `src/npm/index.d.ts`
//! describes that.

mod authorization;
mod catalog;
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

use value::Value;
use wasm_bindgen::JsValue;

/// A value as plain JavaScript objects. It crosses as one text: to set each member by itself takes many times as long.
fn to_js(value: &Value<'_>) -> JsValue {
    let mut json = String::new();
    value.write(&mut json);
    // Plain data of this crate: there is nothing that could fail to be read.
    js_sys::JSON::parse(&json).unwrap_or(JsValue::NULL)
}

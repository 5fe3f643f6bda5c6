//! The exports of the first `.wasm`, over which `src/npm/api.js` makes the package's API; `src/npm/index.d.ts` describes
//! that.

mod authorization;
mod catalog;
mod catalog_details;
mod compare;
mod coverage;
mod diagnostic;
mod explanation;
mod json;
mod policy;
mod request;
mod requests;
mod rules;

pub use authorization::AuthorizationHandle;
pub use catalog::CatalogHandle;
pub use compare::compare;
pub use coverage::CoverageHandle;
pub use json::read_json;
pub use policy::PolicyHandle;
pub use requests::RequestsHandle;

use super::{to_js, value};

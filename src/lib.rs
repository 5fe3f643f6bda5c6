//! ramlight: what an Alibaba Cloud RAM policy grants, decided exactly and fast enough to follow a keystroke.
//!
//! The layers, from the ground up; each uses only those before it in this list (`tests/layers.rs` holds it;
//! `ARCHITECTURE.md` describes it):
//! [`text`], [`diagnostic`], [`syntax`], [`pattern`], [`condition`], [`policy`], [`evaluate`], [`catalog`], [`coverage`],
//! [`compare`], [`lint`], `embed` (a cargo feature: the second `.wasm` of the package), [`report`], [`place`], `wasm`.

pub use ramlight_core::{catalog, condition, coverage, diagnostic, evaluate, pattern, policy, syntax, text};

// The second .wasm is built without the layers that it does not use.
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod compare;
#[cfg(feature = "embed")]
pub mod embed;
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod lint;
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod place;
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod report;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

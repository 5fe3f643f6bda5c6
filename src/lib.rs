//! ramlight: what an Alibaba Cloud RAM policy grants, decided exactly and fast enough to follow a keystroke.
//!
//! The layers, from the ground up; each uses only those before it in this list (`tests/layers.rs` holds it;
//! `ARCHITECTURE.md` describes it):
//! [`text`], [`diagnostic`], [`syntax`], [`pattern`], [`condition`], [`policy`], [`evaluate`], [`catalog`], [`coverage`],
//! [`compare`], [`lint`], `embed` (a cargo feature: the second `.wasm` of the package), [`report`], `wasm`.

// The second .wasm is built without the layers that it does not use, in half the time: the lower ones have parts then
// that nothing uses.
#![cfg_attr(all(feature = "embed", target_arch = "wasm32"), allow(dead_code, unused_imports))]

#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod catalog;
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod compare;
pub mod condition;
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod coverage;
pub mod diagnostic;
#[cfg(feature = "embed")]
pub mod embed;
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod evaluate;
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod lint;
pub mod pattern;
pub mod policy;
#[cfg(not(all(feature = "embed", target_arch = "wasm32")))]
pub mod report;
pub mod syntax;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

//! ramlight: what an Alibaba Cloud RAM policy grants, decided exactly and fast enough to follow a keystroke.
//!
//! The layers, from the ground up; each uses only those before it in this list (`tests/layers.rs` holds it;
//! `ARCHITECTURE.md` describes it):
//! [`text`], [`diagnostic`], [`syntax`], [`pattern`], [`condition`], [`policy`], [`evaluate`], [`catalog`], [`coverage`],
//! [`compare`], [`lint`], `embed` (a cargo feature: the second `.wasm` of the package), [`report`], `wasm`.

pub mod catalog;
pub mod compare;
pub mod condition;
pub mod coverage;
pub mod diagnostic;
#[cfg(feature = "embed")]
pub mod embed;
pub mod evaluate;
pub mod lint;
pub mod pattern;
pub mod policy;
pub mod report;
pub mod syntax;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

//! Sketching, matching and alignment kernels: plain functions over slices.
//!
//! Text enters whole and leaves as [`tokens::Tokens`]; every other kernel works on their arrays.
//! `python.rs` alone knows Python.

pub mod shingles;
pub mod tokens;

#[cfg(feature = "python")]
mod python;

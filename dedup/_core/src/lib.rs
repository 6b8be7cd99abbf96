//! Sketching, matching and alignment kernels: plain functions over slices.
//!
//! Text enters whole and leaves as [`tokens::Tokens`]; every other kernel works on their arrays.
//! `python.rs` alone knows Python.

pub mod align;
pub mod fingerprint;
pub mod fold;
pub mod groups;
pub mod lsh;
pub mod minhash;
pub mod pairs;
pub mod parallel;
pub mod postings;
pub mod prints;
pub mod radix;
pub mod search;
pub mod shingles;
pub mod tokens;
pub mod verify;
pub mod words;

#[cfg(feature = "python")]
mod python;

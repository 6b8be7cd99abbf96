//! Sketching, matching and alignment kernels: plain functions over slices.
//!
//! Text enters whole and leaves as [`tokens::Tokens`]; every other kernel works on their arrays.
//! `python.rs` alone knows Python.

pub mod align;
pub mod builder;
pub mod cut;
pub mod fingerprint;
pub mod fold;
pub mod groups;
pub mod hashing;
pub mod lsh;
pub mod merge;
pub mod minhash;
pub mod names;
pub mod night;
pub mod packed;
pub mod packing;
pub mod pairs;
pub mod parallel;
pub mod pieces;
pub mod postings;
pub mod prints;
pub mod radix;
pub mod ranking;
pub mod records;
pub mod search;
pub mod sequence;
pub mod shingles;
pub mod sieve;
pub mod simd;
pub mod sketch;
pub mod stored;
pub mod stream;
pub mod texts;
pub mod tokens;
pub mod units;
pub mod verify;
pub mod walk;
pub mod words;
pub mod xxh3;

#[cfg(feature = "python")]
mod python;

//! The keys by which a stored text is found again.

use xxhash_rust::xxh3::xxh3_64;

use crate::fingerprint::choose;
use crate::lsh::{Banding, band_keys};
use crate::minhash::{EMPTY, Permutations, mix, sign};
use crate::prints::LEAST_SHINGLES;
use crate::shingles::{Shingles, hash_shingles};
use crate::simd::Level;

/// The keys of one text.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Equal where the shingles are equal; none where there are none.
    pub digests: Vec<u64>,
    /// One a band; none of a text too short for a near-duplicate.
    pub bands: Vec<u64>,
    /// Fingerprints of passages, ascending and distinct.
    pub passages: Vec<u64>,
    /// Hashes of words, ascending and distinct.
    pub words: Vec<u64>,
}

/// Takes the keys of texts.
pub struct Printer {
    permutations: Permutations,
    banding: Banding,
}

impl Printer {
    /// Returns a printer with the permutations that `seed` gives.
    pub fn new(permutations: usize, seed: u32, banding: Banding) -> Self {
        Self {
            permutations: Permutations::new(permutations, seed),
            banding,
        }
    }

    /// Returns the keys of one text, given the hashes of its words, and writes its signature.
    pub fn take(&self, words: &[u64], signature: &mut Vec<u32>) -> Keys {
        let hashes = hash_shingles(words);
        signature.clear();
        signature.resize(self.permutations.len(), EMPTY);
        let mut keys = Keys {
            words: distinct(words.to_vec()),
            ..Keys::default()
        };
        if hashes.is_empty() {
            return keys;
        }
        sign(
            &mix(&hashes),
            &self.permutations,
            signature,
            Level::chosen(),
        );
        keys.passages = choose(&hashes);
        let shingles = Shingles::of_hashes(hashes);
        keys.digests = vec![xxh3_64(bytemuck::cast_slice(&shingles.hashes))];
        if shingles.len() >= LEAST_SHINGLES {
            band_keys(signature, self.banding, &mut keys.bands);
        }
        keys
    }
}

fn distinct(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

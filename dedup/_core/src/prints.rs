//! What a collection keeps of its texts: digests, band keys and fingerprints, some hundred bytes a text.

use xxhash_rust::xxh3::xxh3_128;

use crate::fingerprint::choose;
use crate::lsh::{Banding, band_keys, choose_banding};
use crate::minhash::Permutations;
use crate::parallel;
use crate::shingles::Shingles;
use crate::simd::Level;
use crate::sketch::Sketcher;
use crate::stream::Stream;
use crate::texts::Texts;

/// Texts of fewer shingles match only texts with the same ones: a sentence in common is no near-duplicate.
pub const LEAST_SHINGLES: usize = 20;
/// Permutations, as in a stored signature.
const PERMUTATIONS: usize = 128;

/// The prints of texts, by number.
pub struct Prints {
    permutations: Permutations,
    banding: Banding,
    takes_fingerprints: bool,
    /// Equal where the words are equal; 0 where there are none.
    pub digests: Vec<u128>,
    keys: Vec<u64>,
    fingerprints: Vec<u64>,
    ends: Vec<usize>,
}

/// The print of one text; keys and fingerprints are empty where it is too short for any but an exact match.
#[derive(Default)]
struct Print {
    digest: u128,
    keys: Vec<u64>,
    fingerprints: Vec<u64>,
}

impl Prints {
    /// Returns the prints of no texts yet.
    ///
    /// Bands propose pairs of the given resemblance; fingerprints, which propose by containment, are taken if asked for.
    pub fn new(resemblance: f64, takes_fingerprints: bool) -> Self {
        Self {
            permutations: Permutations::new(PERMUTATIONS, 1),
            banding: choose_banding(resemblance, PERMUTATIONS),
            takes_fingerprints,
            digests: Vec::new(),
            keys: Vec::new(),
            fingerprints: Vec::new(),
            ends: vec![0],
        }
    }

    /// Takes the prints of more texts.
    pub fn add<X: Texts + ?Sized>(&mut self, texts: &X, threads: usize) {
        let mut prints = Vec::new();
        prints.resize_with(texts.count(), Print::default);
        let level = Level::chosen();
        let new = || {
            let signature = vec![0; self.permutations.len()];
            (
                Sketcher::new(&self.permutations, level),
                signature,
                Stream::default(),
            )
        };
        parallel::fill(&mut prints, 1, threads, new, |state, number, print| {
            let (sketcher, signature, stream) = state;
            texts.fold(number, stream, level);
            sketcher.sketch(stream, signature);
            print[0] = self.take(sketcher.shingles(), signature);
        });
        for mut print in prints {
            self.digests.push(print.digest);
            print.keys.resize(self.banding.bands, 0);
            self.keys.extend(print.keys);
            self.fingerprints.extend(print.fingerprints);
            self.ends.push(self.fingerprints.len());
        }
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.digests.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of bands.
    pub fn bands(&self) -> usize {
        self.banding.bands
    }

    /// A text's key in a band, unless the text is too short.
    pub fn key(&self, text: u32, band: usize) -> Option<u64> {
        let key = self.keys[text as usize * self.banding.bands + band];
        (key != 0).then_some(key)
    }

    /// A text's fingerprints, ascending and distinct.
    pub fn fingerprints(&self, text: u32) -> &[u64] {
        let text = text as usize;
        &self.fingerprints[self.ends[text]..self.ends[text + 1]]
    }

    fn take(&self, shingles: &[u64], signature: &[u32]) -> Print {
        if shingles.is_empty() {
            return Print::default();
        }
        if !has_distinct(shingles, LEAST_SHINGLES) {
            return Print {
                digest: digest(&Shingles::of_hashes(shingles.to_vec()).hashes),
                ..Print::default()
            };
        }
        let mut keys = Vec::new();
        band_keys(signature, self.banding, &mut keys);
        let fingerprints = self.takes_fingerprints.then(|| choose(shingles));
        Print {
            digest: digest(shingles),
            keys,
            fingerprints: fingerprints.unwrap_or_default(),
        }
    }
}

/// Whether at least `least` of the hashes are distinct; looks at no more of them than it must.
fn has_distinct(hashes: &[u64], least: usize) -> bool {
    let mut seen = Vec::with_capacity(least);
    hashes.iter().any(|hash| {
        if !seen.contains(hash) {
            seen.push(*hash);
        }
        seen.len() == least
    })
}

/// Returns xxh3-128 of hashes, in the machine's bytes; never 0, which stands for no words.
fn digest(hashes: &[u64]) -> u128 {
    xxh3_128(bytemuck::cast_slice(hashes)).max(1)
}

//! A night's texts beside those of an index: which may be copies of which, and what the texts say of each such pair.
//!
//! Tonight's texts are numbered as they come, stored ones after them by their place in the index. Stored ones always
//! come before tonight's by their claim to be an anchor; `order` gives the claims of tonight's.

mod alike;
mod bands;
mod changes;
mod compare;
mod filter;
mod prints;
mod shared;
mod spool;

use std::io;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::fingerprint::choose;
use crate::groups::Groups;
use crate::lsh::{Banding, band_keys, choose_banding};
use crate::minhash::{Permutations, mix, sign};
use crate::parallel;
use crate::prints::LEAST_SHINGLES;
use crate::radix::Entry;
use crate::shingles::{Shingles, hash_shingles};
use crate::simd::Level;
use crate::texts::Reader;

pub use changes::Changes;
pub use compare::{Measures, Verified};
pub use shared::{PARTS, Shared, Stored};

use filter::Filter;
use prints::Prints;
use spool::Spool;

/// Permutations, as in a stored signature.
const PERMUTATIONS: usize = 128;

/// What is kept of a night's texts in memory, some two hundred bytes each; texts and fingerprints are on disk.
pub struct Night {
    permutations: Permutations,
    banding: Banding,
    threads: usize,
    spool: Spool,
    /// Of each text; equal where the words are, 0 where there are none.
    digests: Vec<u128>,
    /// Of each text; as an index has it: equal where the shingles are.
    sets: Vec<u64>,
    keys: Vec<u64>,
    prints: Prints,
    /// Which keys tonight's texts have, made when the first stored signatures come.
    filter: Option<Filter>,
    /// For each band, the stored texts that may have a key of tonight's.
    hits: Vec<Vec<Entry>>,
    stored: FxHashMap<u32, StoredText>,
    /// Two claims, once for each fingerprint that they share.
    occurrences: Vec<u64>,
    common: u64,
}

/// A stored text that was loaded: where it is on disk, and the digest of its words.
struct StoredText {
    slot: usize,
    digest: u128,
}

#[derive(Default)]
struct Print {
    digest: u128,
    set: u64,
    keys: Vec<u64>,
    prints: Vec<u64>,
}

impl Night {
    /// Returns a night without texts, whose bands propose pairs of the given resemblance.
    pub fn new(resemblance: f64, threads: usize) -> io::Result<Self> {
        let banding = choose_banding(resemblance, PERMUTATIONS);
        Ok(Self {
            permutations: Permutations::new(PERMUTATIONS, 1),
            banding,
            threads,
            spool: Spool::new()?,
            digests: Vec::new(),
            sets: Vec::new(),
            keys: Vec::new(),
            prints: Prints::new()?,
            filter: None,
            hits: vec![Vec::new(); banding.bands],
            stored: FxHashMap::default(),
            occurrences: Vec::new(),
            common: 0,
        })
    }

    /// Number of tonight's texts.
    pub fn len(&self) -> usize {
        self.digests.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The digest of each text's shingles, as an index has it; 0 where there are none.
    pub fn sets(&self) -> &[u64] {
        &self.sets
    }

    /// The number of fingerprints of each text.
    pub fn print_counts(&self) -> &[u32] {
        &self.prints.counts
    }

    /// Takes in more of tonight's texts, in UTF-8; all of them before any stored one.
    pub fn add(&mut self, texts: &[&[u8]]) -> io::Result<()> {
        let taken = parallel::map(texts.len(), self.threads, Reader::default, |reader, i| {
            self.take(reader.read(texts, i))
        });
        self.prints
            .add(taken.iter().map(|print| &print.prints[..]))?;
        for mut print in taken {
            self.digests.push(print.digest);
            self.sets.push(print.set);
            print.keys.resize(self.banding.bands, 0);
            self.keys.append(&mut print.keys);
        }
        self.spool.add(texts)
    }

    /// Takes in the signatures of stored texts, by the numbers of the texts among the stored.
    pub fn add_signatures(&mut self, numbers: &[u32], signatures: &[u32]) {
        let keys = &self.keys;
        let filter = self.filter.get_or_insert_with(|| Filter::of_keys(keys));
        let mut own = Vec::with_capacity(self.banding.bands);
        for (&number, signature) in numbers.iter().zip(signatures.chunks_exact(PERMUTATIONS)) {
            own.clear();
            band_keys(signature, self.banding, &mut own);
            for (&key, hits) in own.iter().zip(&mut self.hits) {
                if filter.may_hold(key) {
                    hits.push((key, number));
                }
            }
        }
    }

    /// Takes in stored texts, by their numbers among the stored.
    pub fn add_stored(&mut self, numbers: &[u32], texts: &[&[u8]]) -> io::Result<()> {
        let digests = parallel::map(texts.len(), self.threads, Reader::default, |reader, i| {
            digest(reader.read(texts, i))
        });
        let slots = self.spool.count()..;
        for ((&number, digest), slot) in numbers.iter().zip(digests).zip(slots) {
            self.stored.insert(number, StoredText { slot, digest });
        }
        self.spool.add(texts)
    }

    /// Returns for each text the first by `order` that has the same words: itself where it has none or is the first.
    pub fn leaders(&self, order: &[u32]) -> Vec<u32> {
        let mut leaders: Vec<u32> = (0..self.len() as u32).collect();
        let groups = Groups::of_digests(order.iter().map(|&text| self.digests[text as usize]));
        for group in 0..groups.len() as u32 {
            let members = groups.members(group);
            for &place in members {
                leaders[order[place as usize] as usize] = order[members[0] as usize];
            }
        }
        leaders
    }

    fn take(&self, words: &[u64]) -> Print {
        let hashes = hash_shingles(words);
        if hashes.is_empty() {
            return Print::default();
        }
        let mut print = Print {
            digest: digest(words),
            prints: choose(&hashes),
            ..Print::default()
        };
        let mixed = mix(&hashes);
        let shingles = Shingles::of_hashes(hashes);
        print.set = xxh3_64(bytemuck::cast_slice(&shingles.hashes));
        if shingles.len() >= LEAST_SHINGLES {
            let mut signature = vec![0; PERMUTATIONS];
            sign(&mixed, &self.permutations, &mut signature, Level::chosen());
            band_keys(&signature, self.banding, &mut print.keys);
        } else {
            print.prints.clear();
        }
        print
    }
}

/// Returns xxh3-128 of the hashes of words in their order; 0 where there are none.
fn digest(words: &[u64]) -> u128 {
    if words.is_empty() {
        return 0;
    }
    xxh3_128(bytemuck::cast_slice(words)).max(1)
}

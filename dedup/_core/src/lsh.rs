//! Locality-sensitive hashing: documents that agree on a band of their signatures, or on a fingerprint, are candidates.

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use crate::fingerprint::{WINDOW, winnow};
use crate::postings::Postings;
use crate::shingles::hash_shingles;
use crate::{minhash, parallel};

/// A pair at the threshold shares a band with at least this probability; one above it does so more surely.
const RECALL: f64 = 0.995;
/// Documents of a hot group are paired with this many of its first.
const ANCHORS: usize = 8;

/// How a signature is cut: `bands` keys of `rows` slots each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Banding {
    /// Keys of a signature.
    pub bands: usize,
    /// Slots in a key.
    pub rows: usize,
}

/// Returns the banding with the most rows, then the fewest bands, that finds a pair at `threshold` all but
/// one time in two hundred.
///
/// More rows keep unlike documents apart; where no banding suffices, every slot is a band.
pub fn choose_banding(threshold: f64, permutations: usize) -> Banding {
    let fewest = |rows: usize| {
        let agree = threshold.clamp(0.0, 1.0).powi(rows as i32);
        (1..=permutations / rows).find(|&bands| 1.0 - (1.0 - agree).powi(bands as i32) >= RECALL)
    };
    let best = (1..=permutations)
        .rev()
        .find_map(|rows| fewest(rows).map(|bands| Banding { bands, rows }));
    best.unwrap_or(Banding {
        bands: permutations,
        rows: 1,
    })
}

/// Appends the keys of a signature: xxh3-64 of the band's number and its slots, in little-endian bytes.
pub fn band_keys(signature: &[u32], banding: Banding, keys: &mut Vec<u64>) {
    let mut bytes = Vec::with_capacity(4 * (banding.rows + 1));
    let bands = signature.chunks_exact(banding.rows.max(1));
    for (band, slots) in bands.take(banding.bands).enumerate() {
        bytes.clear();
        bytes.extend_from_slice(&(band as u32).to_le_bytes());
        for slot in slots {
            bytes.extend_from_slice(&slot.to_le_bytes());
        }
        keys.push(xxh3_64(&bytes));
    }
}

/// Returns the pairs of rows (the smaller first, sorted) that agree on a band; empty sets agree with nothing.
pub fn find_candidates(signatures: &[u32], permutations: usize, threshold: f64) -> Vec<(u32, u32)> {
    let rows = signatures.len() / permutations.max(1);
    let entries = band_entries(signatures, permutations, threshold);
    pair_up(&Postings::of_keys(entries), rows, 1)
}

/// Returns the pairs of texts (the smaller number first, sorted) that share a fingerprint, given the hashes of their words.
pub fn find_shared(texts: &[&[u64]], threads: usize) -> Vec<(u32, u32)> {
    let prints = parallel::map(
        texts.len(),
        threads,
        || (),
        |(), i| winnow(&hash_shingles(texts[i]), WINDOW),
    );
    let entries = (0..).zip(prints);
    let entries =
        entries.flat_map(|(i, prints)| prints.into_iter().map(move |print| (print.hash, i)));
    pair_up(&Postings::of_keys(entries.collect()), texts.len(), threads)
}

/// Returns every pair of a group; in a hot group each document is paired with the group's first ones only.
fn pair_up(postings: &Postings, count: usize, threads: usize) -> Vec<(u32, u32)> {
    let (cool, hot) = postings.part_hot();
    let mut followers = FxHashSet::default();
    for group in hot.groups() {
        for (i, &anchor) in group.iter().enumerate().take(ANCHORS) {
            followers.extend(group[i + 1..].iter().map(|&other| (anchor, other)));
        }
    }
    let mut pairs = cool.visit_pairs(count, threads, |a, b, _| Some((a, b)));
    pairs.extend(followers);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn band_entries(signatures: &[u32], permutations: usize, threshold: f64) -> Vec<(u64, u32)> {
    let banding = choose_banding(threshold, permutations);
    let (mut keys, mut entries) = (Vec::new(), Vec::new());
    for (row, signature) in signatures.chunks_exact(permutations.max(1)).enumerate() {
        if !minhash::is_empty(signature) {
            keys.clear();
            band_keys(signature, banding, &mut keys);
            entries.extend(keys.iter().map(|&key| (key, row as u32)));
        }
    }
    entries
}

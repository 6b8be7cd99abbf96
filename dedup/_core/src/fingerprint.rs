//! Winnowed fingerprints: the few shingles of a text that find any passage it shares with another.

use crate::shingles::{SIZE, hash_shingles};
use crate::tokens::tokenize;

/// Shingles in a window: two texts that share 8 + 4 words in a row share a fingerprint.
pub const WINDOW: usize = 8;

/// A shingle chosen to stand for its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The shingle's hash.
    pub hash: u64,
    /// Which shingle of the text it is, hence its first token.
    pub at: u32,
}

/// Returns the least hash of every window, the rightmost where several are least, each place once
/// (Schleimer, Wilkerson and Aiken 2003). A text shorter than a window gives its least hash.
pub fn winnow(hashes: &[u64], window: usize) -> Vec<Fingerprint> {
    let window = window.clamp(1, hashes.len().max(1));
    let mut chosen = Vec::with_capacity(2 * hashes.len() / (window + 1) + 1);
    let mut least = 0;
    for end in window..=hashes.len() {
        let start = end - window;
        if end == window || least < start {
            least = rightmost_least(hashes, start, end);
        } else if hashes[end - 1] <= hashes[least] {
            least = end - 1;
        } else {
            continue;
        }
        chosen.push(Fingerprint {
            hash: hashes[least],
            at: least as u32,
        });
    }
    chosen
}

/// Returns the hashes of a text's fingerprints, ascending and distinct.
pub fn choose(hashes: &[u64]) -> Vec<u64> {
    let mut chosen: Vec<u64> = winnow(hashes, WINDOW)
        .iter()
        .map(|print| print.hash)
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

fn rightmost_least(hashes: &[u64], start: usize, end: usize) -> usize {
    let mut least = start;
    for at in start + 1..end {
        if hashes[at] <= hashes[least] {
            least = at;
        }
    }
    least
}

/// Returns the fingerprints of a text: the hash, and the code points where its words start and end.
pub fn fingerprints(text: &str, window: usize) -> Vec<(u64, u32, u32)> {
    let tokens = tokenize(text, &[]);
    let last = SIZE.min(tokens.len()).saturating_sub(1);
    let chosen = winnow(&hash_shingles(&tokens.words), window);
    let place = |print: Fingerprint| {
        let first = print.at as usize;
        (print.hash, tokens.starts[first], tokens.ends[first + last])
    };
    chosen.into_iter().map(place).collect()
}

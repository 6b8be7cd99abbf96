//! A text as the set of its word 5-grams, hashed to 64 bits, and the two exact measures on such sets.

use crate::radix;
use crate::simd::{Kernel, Level, Vector};
use crate::tokens;

/// Words in a shingle: Broder's size for text; 5-grams of news prose rarely recur by chance.
pub const SIZE: usize = 5;

/// 2^64 by the golden ratio, odd (Knuth, The Art of Computer Programming 3, 6.4).
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The sorted, distinct shingle hashes of a text. A text without words has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles {
    /// Ascending, without repeats.
    pub hashes: Vec<u64>,
}

impl Shingles {
    /// Returns the shingles of a text.
    pub fn of_text(text: &str) -> Self {
        Self::of_words(&tokens::hash_words(text))
    }

    /// Returns the shingles of a sequence of word hashes.
    pub fn of_words(words: &[u64]) -> Self {
        Self::of_hashes(hash_shingles(words))
    }

    /// Returns the set of some shingle hashes.
    pub fn of_hashes(mut hashes: Vec<u64>) -> Self {
        radix::sort_hashes(&mut hashes, &mut Vec::new());
        hashes.dedup();
        Self { hashes }
    }

    /// Number of distinct shingles.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether the text had no words.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

/// Returns the hash of every shingle in order of place, repeats kept.
///
/// A text of fewer than [`SIZE`] words is one shingle; an empty one has none.
pub fn hash_shingles(words: &[u64]) -> Vec<u64> {
    match words.len() {
        0 => Vec::new(),
        1..SIZE => vec![hash_shingle(words)],
        _ => Level::chosen().run(HashFives { words }),
    }
}

struct HashFives<'w> {
    words: &'w [u64],
}

impl Kernel for HashFives<'_> {
    type Output = Vec<u64>;

    #[inline(always)]
    fn run<V: Vector>(self) -> Vec<u64> {
        let mut hashes = Vec::new();
        hash_fives(self.words, &mut hashes);
        hashes
    }
}

/// Appends to `hashes` the hash of every [`SIZE`] words in a row.
#[inline(always)]
pub fn hash_fives(words: &[u64], hashes: &mut Vec<u64>) {
    hashes.extend(words.windows(SIZE).map(hash_shingle));
}

/// Returns the hash of a shingle from those of its words: a polynomial of them (Karp and Rabin 1987), whose upper half is
/// laid over the lower one, as what a product carries into low bits is little.
#[inline(always)]
pub fn hash_shingle(words: &[u64]) -> u64 {
    let sum = words.iter().fold(0_u64, |sum, word| {
        sum.wrapping_mul(FACTOR).wrapping_add(*word)
    });
    sum ^ sum >> 32
}

/// Returns the Jaccard coefficient of two shingle sets; 0 where either is empty (Broder 1997).
pub fn resemblance(a: &[u64], b: &[u64]) -> f64 {
    let shared = count_shared(a, b);
    ratio(shared, a.len() + b.len() - shared)
}

/// Returns the share of the target's shingles that the source has; 0 where the target has none.
pub fn containment(target: &[u64], source: &[u64]) -> f64 {
    ratio(count_shared(target, source), target.len())
}

/// Returns how many hashes two sorted sets share.
pub fn count_shared(a: &[u64], b: &[u64]) -> usize {
    Level::chosen().run(CountShared { a, b })
}

/// Hashes of either set that are compared all with all at once, so that one step of the merge passes several.
const TILE: usize = 4;

struct CountShared<'s> {
    a: &'s [u64],
    b: &'s [u64],
}

impl Kernel for CountShared<'_> {
    type Output = usize;

    #[inline(always)]
    fn run<V: Vector>(self) -> usize {
        let (mut a, mut b) = (self.a, self.b);
        let mut shared = [0; TILE];
        while let (Some(x), Some(y)) = (a.first_chunk::<TILE>(), b.first_chunk::<TILE>()) {
            for one in x {
                for (shared, other) in shared.iter_mut().zip(y) {
                    *shared += u64::from(one == other);
                }
            }
            let (end, other) = (x[TILE - 1], y[TILE - 1]);
            a = &a[TILE * usize::from(end <= other)..];
            b = &b[TILE * usize::from(other <= end)..];
        }
        shared.iter().sum::<u64>() as usize + merge(a, b)
    }
}

/// Returns how many hashes two sorted sets share, one by one.
fn merge(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    shared
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

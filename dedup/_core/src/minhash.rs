//! MinHash signatures, bit for bit those of datasketch 2's `affine32` (Broder 1997; datasketch issue 212).

use crate::parallel;
use crate::shingles::hash_shingles;
use crate::tokens::hash_words_into;

/// Permutations worked on at once: their parameters and minima stay in eight-lane registers.
const LANES: usize = 32;
/// What a slot of an empty set holds.
pub const EMPTY: u32 = u32::MAX;

/// The maps `h -> a * h + b mod 2^32`, `a` odd, in blocks; the last block is filled up with zeros.
#[derive(Clone, Debug)]
pub struct Permutations {
    blocks: Vec<Block>,
    count: usize,
}

#[derive(Clone, Debug)]
struct Block {
    a: [u32; LANES],
    b: [u32; LANES],
}

impl Permutations {
    /// Draws `count` maps as `numpy.random.RandomState(seed)` does.
    pub fn new(count: usize, seed: u32) -> Self {
        let mut random = MersenneTwister::new(seed);
        let a: Vec<u32> = (0..count)
            .map(|_| (random.draw() & 0x7fff_ffff) * 2 + 1)
            .collect();
        let b: Vec<u32> = (0..count).map(|_| random.draw()).collect();
        let blocks = a.chunks(LANES).zip(b.chunks(LANES)).map(Block::new);
        Self {
            blocks: blocks.collect(),
            count,
        }
    }

    /// Number of permutations, and of a signature's slots.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl Block {
    fn new((a, b): (&[u32], &[u32])) -> Self {
        let fill = |values: &[u32]| std::array::from_fn(|i| values.get(i).copied().unwrap_or(0));
        Self {
            a: fill(a),
            b: fill(b),
        }
    }
}

/// Returns the low halves of shingle hashes, well mixed, as [`sign`] takes them.
pub fn mix(hashes: &[u64]) -> Vec<u32> {
    hashes.iter().map(|&hash| fmix32(hash as u32)).collect()
}

/// Writes to `signature` the least value that each permutation gives any of the mixed hashes.
pub fn sign(mixed: &[u32], permutations: &Permutations, signature: &mut [u32]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, which is all that the function asks for beyond the baseline.
        return unsafe { sign_avx2(mixed, permutations, signature) };
    }
    sign_scalar(mixed, permutations, signature);
}

/// The same loops, compiled for processors with AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn sign_avx2(mixed: &[u32], permutations: &Permutations, signature: &mut [u32]) {
    sign_scalar(mixed, permutations, signature);
}

/// [`sign`] for any processor.
#[inline(always)]
pub fn sign_scalar(mixed: &[u32], permutations: &Permutations, signature: &mut [u32]) {
    for (slots, block) in signature.chunks_mut(LANES).zip(&permutations.blocks) {
        let mut least = [EMPTY; LANES];
        for &hash in mixed {
            for (slot, (a, b)) in least.iter_mut().zip(block.a.iter().zip(&block.b)) {
                *slot = (*slot).min(a.wrapping_mul(hash).wrapping_add(*b));
            }
        }
        slots.copy_from_slice(&least[..slots.len()]);
    }
}

/// MurmurHash3's finaliser, a bijection that spreads structured input.
pub fn fmix32(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// Returns the share of equal slots: an estimate of resemblance; 0 where either set was empty.
pub fn estimate(a: &[u32], b: &[u32]) -> f64 {
    if a.is_empty() || is_empty(a) || is_empty(b) {
        return 0.0;
    }
    let equal = a.iter().zip(b).filter(|(x, y)| x == y).count();
    equal as f64 / a.len() as f64
}

/// Whether a signature is that of an empty set.
pub fn is_empty(signature: &[u32]) -> bool {
    signature.iter().all(|&slot| slot == EMPTY)
}

/// Returns the signatures of `texts`, one row each, one after the other.
pub fn sketch<T: AsRef<str> + Sync>(
    texts: &[T],
    permutations: &Permutations,
    threads: usize,
) -> Vec<u32> {
    let rows = parallel::map(texts.len(), threads, Vec::new, |words, i| {
        hash_words_into(texts[i].as_ref(), words);
        let mut row = vec![EMPTY; permutations.len()];
        sign(&mix(&hash_shingles(words)), permutations, &mut row);
        row
    });
    rows.concat()
}

/// MT19937 seeded by one 32-bit number (Matsumoto and Nishimura 1998).
struct MersenneTwister {
    state: [u32; 624],
    next: usize,
}

impl MersenneTwister {
    fn new(seed: u32) -> Self {
        let mut state = [seed; 624];
        for i in 1..624 {
            let before: u32 = state[i - 1];
            state[i] = (before ^ (before >> 30))
                .wrapping_mul(1_812_433_253)
                .wrapping_add(i as u32);
        }
        Self { state, next: 624 }
    }

    fn draw(&mut self) -> u32 {
        if self.next == 624 {
            self.twist();
        }
        let mut y = self.state[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    fn twist(&mut self) {
        for i in 0..624 {
            let y = (self.state[i] & 0x8000_0000) | (self.state[(i + 1) % 624] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[i] = self.state[(i + 397) % 624] ^ (y >> 1) ^ odd;
        }
        self.next = 0;
    }
}

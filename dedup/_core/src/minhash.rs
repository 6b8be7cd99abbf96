//! MinHash signatures, bit for bit those of datasketch 2's `affine32` (Broder 1997; datasketch issue 212).

use crate::simd::{Kernel, Level, Vector};

/// Permutations are filled up with zeros to a multiple of this, which every [`Vector::LANES`] divides.
const FILLED: usize = 64;
/// What a slot of an empty set holds.
pub const EMPTY: u32 = u32::MAX;

/// The maps `h -> a * h + b mod 2^32`, `a` odd.
#[derive(Clone, Debug)]
pub struct Permutations {
    factors: Vec<u32>,
    summands: Vec<u32>,
    count: usize,
}

impl Permutations {
    /// Draws `count` maps as `numpy.random.RandomState(seed)` does.
    pub fn new(count: usize, seed: u32) -> Self {
        let mut random = MersenneTwister::new(seed);
        let mut factors: Vec<u32> = (0..count)
            .map(|_| (random.draw() & 0x7fff_ffff) * 2 + 1)
            .collect();
        let mut summands: Vec<u32> = (0..count).map(|_| random.draw()).collect();
        factors.resize(count.next_multiple_of(FILLED), 0);
        summands.resize(count.next_multiple_of(FILLED), 0);
        Self {
            factors,
            summands,
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

/// Returns the low halves of shingle hashes, well mixed, as [`sign`] takes them.
pub fn mix(hashes: &[u64]) -> Vec<u32> {
    hashes.iter().map(|&hash| fmix32(hash as u32)).collect()
}

/// Writes to `signature` the least value that each permutation gives any of the mixed hashes.
pub fn sign(mixed: &[u32], permutations: &Permutations, signature: &mut [u32], level: Level) {
    signature.fill(EMPTY);
    level.run(Lower {
        mixed,
        permutations,
        signature,
    });
}

/// Lowers each slot of a signature to the least value that its permutation gives any of the mixed hashes.
pub struct Lower<'a> {
    /// As [`mix`] returns them.
    pub mixed: &'a [u32],
    /// As many as the signature has slots.
    pub permutations: &'a Permutations,
    /// All [`EMPTY`] before the first hash.
    pub signature: &'a mut [u32],
}

impl Kernel for Lower<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(self) {
        match V::LANES {
            64 => lower::<64>(self.mixed, self.permutations, self.signature),
            32 => lower::<32>(self.mixed, self.permutations, self.signature),
            _ => lower::<16>(self.mixed, self.permutations, self.signature),
        }
    }
}

#[inline(always)]
fn lower<const LANES: usize>(mixed: &[u32], permutations: &Permutations, signature: &mut [u32]) {
    let factors = permutations.factors.as_chunks::<LANES>().0;
    let summands = permutations.summands.as_chunks::<LANES>().0;
    for ((slots, a), b) in signature.chunks_mut(LANES).zip(factors).zip(summands) {
        let mut least = [EMPTY; LANES];
        least[..slots.len()].copy_from_slice(slots);
        for &hash in mixed {
            for lane in 0..LANES {
                least[lane] = least[lane].min(a[lane].wrapping_mul(hash).wrapping_add(b[lane]));
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

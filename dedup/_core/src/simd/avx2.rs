//! AVX2: blocks in two registers of 32 bytes.

use std::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8,
    _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_set1_epi8, _mm256_setzero_si256,
    _mm256_shuffle_epi8, _mm256_srli_epi16,
};

use super::classes::{BLOCK, CONNECTOR, Classes, DIGIT, HIGH, IN_DIGITS, IN_LETTERS, LETTER, LOW};
use super::{Kernel, Vector};

/// Processors since 2013.
pub struct Avx2;

/// Whether the processor has all that [`run`] is compiled for.
pub fn is_available() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("bmi1")
        && is_x86_feature_detected!("bmi2")
        && is_x86_feature_detected!("lzcnt")
        && is_x86_feature_detected!("popcnt")
}

/// Runs a kernel compiled for AVX2.
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
pub fn run<K: Kernel>(kernel: K) -> K::Output {
    kernel.run::<Avx2>()
}

impl Vector for Avx2 {
    // Four registers each of factors, summands and minima, of sixteen.
    const LANES: usize = 32;

    #[inline(always)]
    fn classify(block: &[u8; BLOCK]) -> Classes {
        // SAFETY: `Avx2` is a vector only inside `run`, which is called where AVX2 is available.
        unsafe { classify(block) }
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn classify(block: &[u8; BLOCK]) -> Classes {
    let (low, high) = halves(block);
    let kinds = (kinds(low), kinds(high));
    let beyond_ascii = join(movemask(low), movemask(high));
    let mask = |wanted: u8| join(having(kinds.0, wanted), having(kinds.1, wanted));
    Classes {
        letter: mask(LETTER) | beyond_ascii,
        digit: mask(DIGIT),
        connector: mask(CONNECTOR),
        in_letters: mask(IN_LETTERS),
        in_digits: mask(IN_DIGITS),
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn halves(block: &[u8; BLOCK]) -> (__m256i, __m256i) {
    let half = block.as_ptr().cast::<__m256i>();
    // SAFETY: the block has 64 bytes, and the loads need no alignment.
    unsafe { (_mm256_loadu_si256(half), _mm256_loadu_si256(half.add(1))) }
}

/// Returns the kinds of 32 bytes; those beyond ASCII have none, since the shuffle gives them 0.
#[inline]
#[target_feature(enable = "avx2")]
fn kinds(bytes: __m256i) -> __m256i {
    let nibble = _mm256_set1_epi8(15);
    let high = _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), nibble);
    _mm256_and_si256(
        _mm256_shuffle_epi8(table(&LOW), bytes),
        _mm256_shuffle_epi8(table(&HIGH), high),
    )
}

#[inline]
#[target_feature(enable = "avx2")]
fn table(entries: &[u8; 16]) -> __m256i {
    // SAFETY: sixteen bytes are read from sixteen, and the load needs no alignment.
    _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(entries.as_ptr().cast()) })
}

/// Returns the mask of the bytes that have any of the wanted kinds.
#[inline]
#[target_feature(enable = "avx2")]
fn having(kinds: __m256i, wanted: u8) -> u32 {
    let kept = _mm256_and_si256(kinds, _mm256_set1_epi8(wanted.cast_signed()));
    !movemask(_mm256_cmpeq_epi8(kept, _mm256_setzero_si256()))
}

#[inline]
#[target_feature(enable = "avx2")]
fn movemask(bytes: __m256i) -> u32 {
    _mm256_movemask_epi8(bytes).cast_unsigned()
}

fn join(low: u32, high: u32) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

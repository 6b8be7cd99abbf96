//! AVX-512 with bytes and words: a block in one register, masks from single instructions.

use std::arch::x86_64::{
    __m512i, _mm_loadu_si128, _mm512_and_si512, _mm512_broadcast_i32x4, _mm512_loadu_si512,
    _mm512_movepi8_mask, _mm512_set1_epi8, _mm512_shuffle_epi8, _mm512_srli_epi16,
    _mm512_test_epi8_mask,
};

use super::classes::{BLOCK, CONNECTOR, Classes, DIGIT, HIGH, IN_DIGITS, IN_LETTERS, LETTER, LOW};
use super::{Kernel, Vector, avx2};

/// Servers since 2017.
pub struct Avx512;

/// Whether the processor has all that [`run`] is compiled for.
pub fn is_available() -> bool {
    avx2::is_available()
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
}

/// Runs a kernel compiled for AVX-512.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
pub fn run<K: Kernel>(kernel: K) -> K::Output {
    kernel.run::<Avx512>()
}

impl Vector for Avx512 {
    // Four registers each of factors, summands and minima, of thirty-two.
    const LANES: usize = 64;

    #[inline(always)]
    fn classify(block: &[u8; BLOCK]) -> Classes {
        // SAFETY: `Avx512` is a vector only inside `run`, which is called where AVX-512 is available.
        unsafe { classify(block) }
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn classify(block: &[u8; BLOCK]) -> Classes {
    // SAFETY: the block has 64 bytes, and the load needs no alignment.
    let bytes = unsafe { _mm512_loadu_si512(block.as_ptr().cast()) };
    let kinds = kinds(bytes);
    let mask = |wanted: u8| _mm512_test_epi8_mask(kinds, _mm512_set1_epi8(wanted.cast_signed()));
    Classes {
        letter: mask(LETTER) | _mm512_movepi8_mask(bytes),
        digit: mask(DIGIT),
        connector: mask(CONNECTOR),
        in_letters: mask(IN_LETTERS),
        in_digits: mask(IN_DIGITS),
    }
}

/// Returns the kinds of 64 bytes; those beyond ASCII have none, since the shuffle gives them 0.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn kinds(bytes: __m512i) -> __m512i {
    let high = _mm512_and_si512(_mm512_srli_epi16::<4>(bytes), _mm512_set1_epi8(15));
    _mm512_and_si512(
        _mm512_shuffle_epi8(table(&LOW), bytes),
        _mm512_shuffle_epi8(table(&HIGH), high),
    )
}

#[inline]
#[target_feature(enable = "avx512f")]
fn table(entries: &[u8; 16]) -> __m512i {
    // SAFETY: sixteen bytes are read from sixteen, and the load needs no alignment.
    _mm512_broadcast_i32x4(unsafe { _mm_loadu_si128(entries.as_ptr().cast()) })
}

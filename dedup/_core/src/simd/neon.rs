//! NEON: blocks in four registers of 16 bytes.

use std::arch::aarch64::{
    uint8x16_t, vaddv_u8, vandq_u8, vdupq_n_u8, vget_high_u8, vget_low_u8, vld1q_u8, vqtbl1q_u8,
    vshrq_n_u8, vtstq_u8,
};

use super::Vector;
use super::classes::{BLOCK, CONNECTOR, Classes, DIGIT, HIGH, IN_DIGITS, IN_LETTERS, LETTER, LOW};

/// Every 64-bit ARM processor.
pub struct Neon;

impl Vector for Neon {
    // Eight registers each of factors, summands and minima, of thirty-two.
    const LANES: usize = 32;

    #[inline(always)]
    fn classify(block: &[u8; BLOCK]) -> Classes {
        let mut classes = Classes::default();
        for (place, quarter) in block.as_chunks::<16>().0.iter().enumerate() {
            // SAFETY: sixteen bytes are read from sixteen; every 64-bit ARM has NEON.
            let bytes = unsafe { vld1q_u8(quarter.as_ptr()) };
            let kinds = kinds(bytes);
            let mask = |bytes, wanted| u64::from(having(bytes, wanted)) << (16 * place);
            classes.letter |= mask(kinds, LETTER) | mask(bytes, 0x80);
            classes.digit |= mask(kinds, DIGIT);
            classes.connector |= mask(kinds, CONNECTOR);
            classes.in_letters |= mask(kinds, IN_LETTERS);
            classes.in_digits |= mask(kinds, IN_DIGITS);
        }
        classes
    }
}

/// Returns the kinds of 16 bytes; those beyond ASCII have none, since the tables give 0 beyond their ends.
#[inline(always)]
fn kinds(bytes: uint8x16_t) -> uint8x16_t {
    // SAFETY: every 64-bit ARM has NEON, and the tables have the sixteen bytes that are read.
    unsafe {
        let high = vshrq_n_u8::<4>(bytes);
        let low = vandq_u8(bytes, vdupq_n_u8(0x8f));
        vandq_u8(
            vqtbl1q_u8(vld1q_u8(LOW.as_ptr()), low),
            vqtbl1q_u8(vld1q_u8(HIGH.as_ptr()), high),
        )
    }
}

/// Returns the mask of the bytes that have any of the wanted bits.
#[inline(always)]
fn having(bytes: uint8x16_t, wanted: u8) -> u16 {
    const PLACES: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
    // SAFETY: every 64-bit ARM has NEON, and sixteen bytes are read from sixteen.
    unsafe {
        let found = vtstq_u8(bytes, vdupq_n_u8(wanted));
        let places = vandq_u8(found, vld1q_u8(PLACES.as_ptr()));
        u16::from(vaddv_u8(vget_low_u8(places))) | u16::from(vaddv_u8(vget_high_u8(places))) << 8
    }
}

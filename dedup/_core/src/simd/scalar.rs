//! The primitives in plain Rust: what every other level must equal.

use super::Vector;
use super::classes::{BLOCK, CONNECTOR, Classes, DIGIT, IN_DIGITS, IN_LETTERS, LETTER, kind_of};

/// Any processor.
pub struct Scalar;

impl Vector for Scalar {
    const LANES: usize = 16;

    fn classify(block: &[u8; BLOCK]) -> Classes {
        let mut classes = Classes::default();
        for (place, &byte) in block.iter().enumerate() {
            let kind = KINDS[usize::from(byte)];
            let bit = |kinds: u8| u64::from(kind & kinds != 0) << place;
            classes.letter |= bit(LETTER);
            classes.digit |= bit(DIGIT);
            classes.connector |= bit(CONNECTOR);
            classes.in_letters |= bit(IN_LETTERS);
            classes.in_digits |= bit(IN_DIGITS);
        }
        classes
    }
}

static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = kind_of(byte as u8);
        byte += 1;
    }
    kinds
};

//! The classes of bytes that decide where words begin and end, as bit masks over a block.

/// Bytes classified at once.
pub const BLOCK: usize = 64;

/// Which bytes of a block are of which class, the first byte in the lowest bit.
///
/// Bytes beyond ASCII are letters: of a folded text's other characters only letters keep such bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes {
    /// Lower-case letters, and bytes beyond ASCII.
    pub letter: u64,
    /// Digits.
    pub digit: u64,
    /// The low line.
    pub connector: u64,
    /// What joins a letter to a letter.
    pub in_letters: u64,
    /// What joins a digit to a digit.
    pub in_digits: u64,
}

impl Classes {
    /// Returns the classes of the first `count` bytes, fewer than a block.
    #[inline(always)]
    pub fn first(self, count: usize) -> Self {
        let kept = (1 << count) - 1;
        Self {
            letter: self.letter & kept,
            digit: self.digit & kept,
            connector: self.connector & kept,
            in_letters: self.in_letters & kept,
            in_digits: self.in_digits & kept,
        }
    }
}

/// A byte's kind, one bit each. The bytes of a kind are all those of some high nibbles with some low ones, so that
/// the kind can be read off two tables of sixteen.
const fn kind(byte: u8) -> u8 {
    match byte {
        b'a'..=b'o' => 1,
        b'p'..=b'z' => 2,
        b'0'..=b'9' => 4,
        b'_' => 8,
        b'.' | b'\'' => 16,
        b':' => 32,
        b',' => 64,
        b';' => 128,
        _ => 0,
    }
}

/// The kinds of letters.
pub const LETTER: u8 = 1 | 2;
/// The kind of digits.
pub const DIGIT: u8 = 4;
/// The kind of the low line.
pub const CONNECTOR: u8 = 8;
/// The kinds that join letters.
pub const IN_LETTERS: u8 = 16 | 32;
/// The kinds that join digits.
pub const IN_DIGITS: u8 = 16 | 64 | 128;

/// By the low four bits of an ASCII byte the kinds it can be of; what [`HIGH`] has too is its kind.
pub const LOW: [u8; 16] = kinds_by_nibbles().0;
/// By the high four bits.
pub const HIGH: [u8; 16] = kinds_by_nibbles().1;

const fn kinds_by_nibbles() -> ([u8; 16], [u8; 16]) {
    let (mut low, mut high) = ([0; 16], [0; 16]);
    let mut byte = 0;
    while byte < 128 {
        low[byte as usize & 15] |= kind(byte);
        high[byte as usize >> 4] |= kind(byte);
        byte += 1;
    }
    (low, high)
}

/// Returns the kind of a byte, a byte beyond ASCII being a letter.
pub const fn kind_of(byte: u8) -> u8 {
    if byte < 128 {
        LOW[byte as usize & 15] & HIGH[byte as usize >> 4]
    } else {
        LETTER
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::{Class, Table};

    #[test]
    fn two_nibbles_tell_the_kind() {
        assert!((0..128).all(|byte| kind(byte) == kind_of(byte)));
    }

    #[test]
    fn kinds_are_the_classes_of_the_whole_algorithm() {
        for byte in (0..128).filter(|byte: &u8| !byte.is_ascii_uppercase()) {
            let expected = match Table::get().class_of_ascii(byte) {
                Class::Letter => LETTER,
                Class::Digit => DIGIT,
                Class::Connector => CONNECTOR,
                Class::Inner => IN_LETTERS & IN_DIGITS,
                Class::InnerLetter => IN_LETTERS & !IN_DIGITS,
                Class::InnerDigit => IN_DIGITS & !IN_LETTERS,
                Class::Mark | Class::Complex => 0,
            };

            assert_eq!(expected & kind_of(byte), kind_of(byte), "{byte}");
            assert_eq!(expected == 0, kind_of(byte) == 0, "{byte}");
        }
    }
}

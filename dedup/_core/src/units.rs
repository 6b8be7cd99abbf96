//! What a text is given in: the bytes of its UTF-8, or its code points in as many bytes as they need.

use bytemuck::TransparentWrapper;

/// Characters copied at once.
pub const COPIED: usize = 32;
/// The bits that only bytes beyond ASCII have.
const HIGH_BITS: u128 = u128::from_le_bytes([0x80; 16]);

/// What a text is given in.
pub trait Unit: Copy + Default {
    /// Writes the lower-case forms of the units before the first beyond ASCII, and returns their number.
    fn lower(block: &[Self; COPIED], place: &mut [u8; COPIED]) -> usize;

    /// Returns the first character, if it is beyond ASCII, and its length; U+FFFD where it is none.
    fn decode(text: &[Self]) -> Option<(u32, usize)>;

    /// Whether the unit is ASCII white space, over which no word reaches.
    fn is_blank(&self) -> bool;

    /// Appends the text to another.
    fn append(text: &[Self], other: &mut String);
}

/// A byte of UTF-8.
#[derive(Clone, Copy, Default)]
#[repr(transparent)]
pub struct Utf8(u8);

// SAFETY: it is transparent, and any byte may be one.
unsafe impl TransparentWrapper<u8> for Utf8 {}

impl Unit for Utf8 {
    #[inline(always)]
    fn lower(block: &[Self; COPIED], place: &mut [u8; COPIED]) -> usize {
        u8::lower(&block.map(|unit| unit.0), place)
    }

    #[inline(always)]
    fn decode(text: &[Self]) -> Option<(u32, usize)> {
        let tail = |byte: u8| u32::from(byte ^ 0x80);
        match *Self::peel_slice(text) {
            [byte, ..] if byte < 0x80 => None,
            [] => None,
            [lead @ 0xc2..=0xdf, b @ 0x80..=0xbf, ..] => {
                Some((u32::from(lead & 0x1f) << 6 | tail(b), 2))
            }
            [lead @ 0xe1..=0xe2, b @ 0x80..=0xbf, c @ 0x80..=0xbf, ..] => {
                Some((u32::from(lead & 0xf) << 12 | tail(b) << 6 | tail(c), 3))
            }
            // Longer ones and wrong ones: no matter which, since none is simple.
            _ => Some((u32::from(char::REPLACEMENT_CHARACTER), 1)),
        }
    }

    #[inline(always)]
    fn is_blank(&self) -> bool {
        self.0.is_blank()
    }

    fn append(text: &[Self], other: &mut String) {
        other.push_str(&String::from_utf8_lossy(Self::peel_slice(text)));
    }
}

/// A code point.
impl<P: Into<u32> + Copy + Default> Unit for P {
    #[inline(always)]
    fn lower(block: &[P; COPIED], place: &mut [u8; COPIED]) -> usize {
        let (mut lowered, mut capped) = ([0; COPIED], [0; COPIED]);
        for at in 0..COPIED {
            let point: u32 = block[at].into();
            lowered[at] = lower(point as u8);
            capped[at] = point.min(0x80) as u8;
        }
        *place = lowered;
        find_beyond(&capped)
    }

    #[inline(always)]
    fn decode(text: &[P]) -> Option<(u32, usize)> {
        let point = (*text.first()?).into();
        (point >= 0x80).then_some((point, 1))
    }

    #[inline(always)]
    fn is_blank(&self) -> bool {
        matches!((*self).into(), 0x20 | 0x9..=0xd)
    }

    fn append(text: &[P], other: &mut String) {
        let chars = text.iter().map(|&point| char::from_u32(point.into()));
        other.extend(chars.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
    }
}

/// Returns the number of bytes before the first beyond ASCII.
#[inline(always)]
fn find_beyond(block: &[u8; COPIED]) -> usize {
    let halves = block.as_chunks::<16>().0;
    let beyond = [halves[0], halves[1]].map(|half| u128::from_le_bytes(half) & HIGH_BITS);
    if beyond[0] | beyond[1] == 0 {
        COPIED
    } else if beyond[0] != 0 {
        beyond[0].trailing_zeros() as usize / 8
    } else {
        16 + beyond[1].trailing_zeros() as usize / 8
    }
}

/// Returns the lower-case form of an ASCII character.
#[inline(always)]
fn lower(byte: u8) -> u8 {
    byte + (u8::from(byte.wrapping_sub(b'A') < 26) << 5)
}

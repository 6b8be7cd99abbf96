//! What a text is given in: the bytes of its UTF-8, or its code points.

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

impl Unit for u8 {
    #[inline(always)]
    fn lower(block: &[u8; COPIED], place: &mut [u8; COPIED]) -> usize {
        let mut lowered = [0; COPIED];
        for at in 0..COPIED {
            lowered[at] = lower(block[at]);
        }
        *place = lowered;
        find_beyond(block)
    }

    #[inline(always)]
    fn decode(text: &[u8]) -> Option<(u32, usize)> {
        let tail = |byte: u8| u32::from(byte ^ 0x80);
        match *text {
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
        matches!(self, b' ' | b'\t'..=b'\r')
    }

    fn append(text: &[u8], other: &mut String) {
        other.push_str(&String::from_utf8_lossy(text));
    }
}

impl Unit for u32 {
    #[inline(always)]
    fn lower(block: &[u32; COPIED], place: &mut [u8; COPIED]) -> usize {
        let mut lowered = [0; COPIED];
        for at in 0..COPIED {
            lowered[at] = lower(block[at] as u8);
        }
        *place = lowered;
        find_beyond(&block.map(|point| if point < 0x80 { 0 } else { 0x80 }))
    }

    #[inline(always)]
    fn decode(text: &[u32]) -> Option<(u32, usize)> {
        let first = text.first()?;
        (*first >= 0x80).then_some((*first, 1))
    }

    #[inline(always)]
    fn is_blank(&self) -> bool {
        matches!(self, 0x20 | 0x9..=0xd)
    }

    fn append(text: &[u32], other: &mut String) {
        let chars = text.iter().map(|&point| char::from_u32(point));
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

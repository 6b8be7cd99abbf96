//! XXH3-64 (seed 0) of words, most of which have at most sixteen bytes.
//!
//! The same values as the library's, without its calls, and without looking at the bytes one by one.

use xxhash_rust::xxh3::xxh3_64;

const SECRET: [u64; 7] = [
    0xbe4b_a423_396c_feb8,
    0x1cad_21f7_2c81_017c,
    0xdb97_9083_e96d_d4de,
    0x1f67_b3b7_a4a4_4072,
    0x78e5_c0cc_4ee6_79cb,
    0x2172_ffcc_7dd0_5a82,
    0x8e24_43f7_7446_08b8,
];
const FLIP_1_TO_3: u64 = (SECRET[0] & 0xffff_ffff) ^ (SECRET[0] >> 32);
const FLIP_4_TO_8: u64 = SECRET[1] ^ SECRET[2];
const FLIPS_9_TO_16: (u64, u64) = (SECRET[3] ^ SECRET[4], SECRET[5] ^ SECRET[6]);
const PRIME_64_2: u64 = 0xc2b2_ae3d_27d4_eb4f;
const PRIME_64_3: u64 = 0x1656_67b1_9e37_79f9;
const PRIME_MX1: u64 = 0x1656_6791_9e37_79f9;
const PRIME_MX2: u64 = 0x9fb2_1c65_1e98_df25;

/// Words as their first eight bytes and their lengths, so that one loop hashes several at once. The buffers are reused.
#[derive(Default)]
pub struct Words {
    bytes: Vec<u64>,
    /// Eight times the lengths: what shifts want.
    bits: Vec<u64>,
    /// Numbers of the words that are longer than eight bytes.
    long: Vec<u32>,
}

impl Words {
    /// Appends the hashes of the words `buffer[start..end]`, none of which is empty, to `hashes`.
    ///
    /// At least eight bytes follow the last word, whatever they are.
    #[inline(always)]
    pub fn hash(&mut self, buffer: &[u8], places: &[[u32; 2]], hashes: &mut Vec<u64>) {
        let long = self.take(buffer, places);
        let before = hashes.len();
        hashes.resize(before + places.len(), 0);
        let hashes = &mut hashes[before..];
        for ((hash, &bytes), &bits) in hashes.iter_mut().zip(&self.bytes).zip(&self.bits) {
            *hash = hash_up_to_8(bytes, bits);
        }
        for &word in &self.long[..long] {
            let [start, end] = places[word as usize].map(|place| place as usize);
            hashes[word as usize] = hash_long(buffer, start, end);
        }
    }

    /// Reads the words; returns how many are long. That is counted without a branch, which would often be guessed wrong.
    #[inline(always)]
    fn take(&mut self, buffer: &[u8], places: &[[u32; 2]]) -> usize {
        let count = places.len();
        self.bytes.resize(count, 0);
        self.bits.resize(count, 0);
        self.long.resize(count + 1, 0);
        let (bytes, bits) = (&mut self.bytes[..count], &mut self.bits[..count]);
        let mut long = 0;
        for word in 0..count {
            let [start, end] = places[word].map(|place| place as usize);
            bytes[word] = read(buffer, start);
            bits[word] = 8 * (end - start) as u64;
            self.long[long] = word as u32;
            long += usize::from(end - start > 8);
        }
        long
    }
}

/// Returns the hash of a word of at most eight bytes: two rounds of xor-shift and multiply, with numbers that depend on
/// whether it has fewer than four. Nothing branches, so that the compiler makes vectors of it.
#[inline(always)]
fn hash_up_to_8(bytes: u64, bits: u64) -> u64 {
    let pick = |short, long| if bits < 32 { short } else { long };
    let byte = |at: u64| bytes.wrapping_shr(at as u32) & 255;
    let three =
        byte(0) << 16 | byte((bits / 2) & !7) << 24 | byte(bits.wrapping_sub(8)) | bits << 5;
    let tail = bytes.wrapping_shr(bits.wrapping_sub(32) as u32) & 0xffff_ffff;
    let mut hash = pick(three, bytes << 32 | tail) ^ pick(FLIP_1_TO_3, FLIP_4_TO_8);
    hash ^= pick(hash >> 33, hash.rotate_left(49) ^ hash.rotate_left(24));
    hash = hash.wrapping_mul(pick(PRIME_64_2, PRIME_MX2));
    hash ^= pick(hash >> 29, (hash >> 35) + bits / 8);
    hash = hash.wrapping_mul(pick(PRIME_64_3, PRIME_MX2));
    hash ^ hash >> pick(32, 28)
}

/// Returns the hash of a word of more than eight bytes.
#[inline(always)]
fn hash_long(buffer: &[u8], start: usize, end: usize) -> u64 {
    match end - start {
        length @ 9..=16 => hash_9_to_16(read(buffer, start), read(buffer, end - 8), length),
        _ => xxh3_64(&buffer[start..end]),
    }
}

#[inline(always)]
fn hash_9_to_16(first: u64, last: u64, length: usize) -> u64 {
    let low = first ^ FLIPS_9_TO_16.0;
    let high = last ^ FLIPS_9_TO_16.1;
    let sum = (length as u64)
        .wrapping_add(low.swap_bytes())
        .wrapping_add(high)
        .wrapping_add(fold_product(low, high));
    avalanche(sum)
}

/// Returns the eight bytes at a place; 0 where the buffer ends before.
#[inline(always)]
fn read(buffer: &[u8], at: usize) -> u64 {
    let bytes = buffer.get(at..).and_then(<[u8]>::first_chunk);
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// Returns the halves of the product of two numbers, one laid over the other.
#[inline(always)]
fn fold_product(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[inline(always)]
fn avalanche(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 37)).wrapping_mul(PRIME_MX1);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_hash_as_the_library_has_it() {
        let buffer: Vec<u8> = (0..100_u8).map(|byte| byte.wrapping_mul(37)).collect();
        let places = |start: u32| (start + 1..90).map(move |end| [start, end]);
        let places: Vec<_> = (0..20).flat_map(places).collect();
        let expected = places
            .iter()
            .map(|&[start, end]| xxh3_64(&buffer[start as usize..end as usize]));
        let mut found = Vec::new();
        Words::default().hash(&buffer, &places, &mut found);

        assert_eq!(expected.collect::<Vec<_>>(), found);
    }
}

//! Ascending numbers in little more room than they need, of which any is read without the others.
//!
//! Elias 1974 and Fano 1971: the low bits of each number stand side by side; the high bits, which ascend too, as the
//! distances between them in unary. With as many low bits as a number has on average, the high ones take two bits each.

/// Most bits that are read or written at once: eight bytes hold so many wherever they start.
pub const WIDEST: u32 = 57;

/// Writes numbers bit by bit, the lowest first.
#[derive(Default)]
pub struct Bits {
    bytes: Vec<u8>,
    held: u64,
    used: u32,
}

impl Bits {
    /// Appends the `width` low bits of a number that has no others; at most [`WIDEST`].
    pub fn push(&mut self, value: u64, width: u32) {
        self.held |= value << self.used;
        self.used += width;
        if self.used >= u64::BITS {
            self.bytes.extend(self.held.to_le_bytes());
            self.used -= u64::BITS;
            self.held = value.checked_shr(width - self.used).unwrap_or_default();
        }
    }

    /// Appends so many zeros and a one.
    fn push_one(&mut self, zeros: u64) {
        let left = zeros % u64::from(WIDEST);
        self.skip(zeros - left);
        self.push(1 << left, left as u32 + 1);
    }

    /// Appends zeros.
    pub fn skip(&mut self, mut count: u64) {
        while count > 0 {
            let width = count.min(u64::from(WIDEST));
            self.push(0, width as u32);
            count -= width;
        }
    }

    /// Ends with a whole byte, hands over all bytes, and starts anew.
    pub fn take(&mut self, take: impl FnOnce(&[u8])) {
        let rest = self.used.div_ceil(8) as usize;
        self.bytes.extend(&self.held.to_le_bytes()[..rest]);
        take(&self.bytes);
        self.bytes.clear();
        (self.held, self.used) = (0, 0);
    }
}

/// Returns the `width` bits, at most [`WIDEST`], from a place on; what lies behind the end is 0.
pub fn read(data: &[u8], at: usize, width: u32) -> u64 {
    (load(data, at / 8) >> (at % 8)) & ((1 << width) - 1)
}

fn load(data: &[u8], byte: usize) -> u64 {
    let rest = data.get(byte..).unwrap_or_default();
    match rest.first_chunk() {
        Some(&bytes) => u64::from_le_bytes(bytes),
        None => {
            let mut bytes = [0; 8];
            bytes[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(bytes)
        }
    }
}

/// Returns how many bits any number below `bound` needs.
pub fn width_below(bound: u64) -> u32 {
    u64::BITS - bound.saturating_sub(1).leading_zeros()
}

/// Where the parts of a sequence stand: how many numbers below what bound decides that.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sequence {
    count: usize,
    low: u32,
    at: usize,
    upper: usize,
    /// The first bit behind it.
    pub end: usize,
}

impl Sequence {
    /// Returns where the parts stand of so many numbers below `bound` that start at a bit.
    pub fn new(count: usize, bound: u64, at: usize) -> Self {
        if count == 0 {
            return Self {
                end: at,
                ..Self::default()
            };
        }
        let low = (bound / count as u64).max(1).ilog2();
        let upper = at.saturating_add(count.saturating_mul(low as usize));
        let highest = (bound.saturating_sub(1) >> low) as usize;
        Self {
            count,
            low,
            at,
            upper,
            end: upper.saturating_add(count).saturating_add(highest),
        }
    }

    /// Appends ascending numbers below `bound`.
    pub fn write(bits: &mut Bits, values: &[u64], bound: u64) {
        let place = Self::new(values.len(), bound, 0);
        for value in values {
            bits.push(value & ((1 << place.low) - 1), place.low);
        }
        let mut before = 0;
        for value in values {
            let high = value >> place.low;
            bits.push_one(high - before);
            before = high;
        }
        let length = (place.end - place.upper) as u64;
        bits.skip(length.saturating_sub(values.len() as u64 + before));
    }

    /// Visits the numbers from number `first` on, until `visit` returns false.
    pub fn visit(&self, data: &[u8], first: usize, mut visit: impl FnMut(u64) -> bool) {
        let mut ones = Ones::new(data, self.upper, self.end);
        ones.skip(first);
        for number in first..self.count {
            let Some(at) = ones.next() else { return };
            if !visit(self.join(data, number, at)) {
                return;
            }
        }
    }

    /// Returns which number equals `value`, the first of several.
    pub fn find(&self, data: &[u8], value: u64) -> Option<usize> {
        let high = value >> self.low;
        let start = skip_zeros(data, self.upper, self.end, high)?;
        let mut ones = Ones::new(data, start, self.end);
        for number in start - self.upper - high as usize..self.count {
            let found = self.join(data, number, ones.next()?);
            if found >= value {
                return (found == value).then_some(number);
            }
        }
        None
    }

    /// Returns the number whose high bits end at a bit.
    fn join(&self, data: &[u8], number: usize, at: usize) -> u64 {
        let high = (at - self.upper - number) as u64;
        (high << self.low) | read(data, self.at + number * self.low as usize, self.low)
    }
}

/// The bits that are 1, from one place to another.
struct Ones<'d> {
    data: &'d [u8],
    byte: usize,
    word: u64,
    end: usize,
}

impl<'d> Ones<'d> {
    fn new(data: &'d [u8], at: usize, end: usize) -> Self {
        Self {
            data,
            byte: at / 8,
            word: load(data, at / 8) & (u64::MAX << (at % 8)),
            end: end.min(8 * data.len()),
        }
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && 8 * self.byte < self.end {
            let held = self.word.count_ones() as usize;
            if held > count {
                for _ in 0..count {
                    self.word &= self.word - 1;
                }
                return;
            }
            count -= held;
            self.turn();
        }
    }

    fn next(&mut self) -> Option<usize> {
        while self.word == 0 {
            if 8 * self.byte >= self.end {
                return None;
            }
            self.turn();
        }
        let at = 8 * self.byte + self.word.trailing_zeros() as usize;
        self.word &= self.word - 1;
        (at < self.end).then_some(at)
    }

    fn turn(&mut self) {
        self.byte += 8;
        self.word = load(self.data, self.byte);
    }
}

/// Returns the place behind so many zeros.
fn skip_zeros(data: &[u8], mut at: usize, end: usize, mut count: u64) -> Option<usize> {
    let end = end.min(8 * data.len());
    while count > 0 {
        if at >= end {
            return None;
        }
        let zeros = !read(data, at, WIDEST) & ((1 << WIDEST) - 1);
        let held = u64::from(zeros.count_ones());
        if held < count {
            count -= held;
            at += WIDEST as usize;
            continue;
        }
        let mut rest = zeros;
        for _ in 1..count {
            rest &= rest - 1;
        }
        return Some(at + rest.trailing_zeros() as usize + 1);
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back_from_any_place(
            mut values in proptest::collection::vec(0..1_u64 << 48, 0..200),
            shift in 0..48_u32,
            first in 0..220_usize,
            skipped in 0..20_u64,
        ) {
            for value in &mut values {
                *value >>= shift;
            }
            values.sort_unstable();
            let bound = 1 << (48 - shift);
            let mut bits = Bits::default();
            bits.skip(skipped);
            Sequence::write(&mut bits, &values, bound);
            bits.push(1, 1);
            let mut data = Vec::new();
            bits.take(|bytes| data.extend_from_slice(bytes));
            let sequence = Sequence::new(values.len(), bound, skipped as usize);

            let mut found = Vec::new();
            sequence.visit(&data, first, |value| {
                found.push(value);
                true
            });
            prop_assert_eq!(values.get(first..).unwrap_or_default(), &found);
            prop_assert_eq!(1, read(&data, sequence.end, 1));
            for wanted in values.iter().copied().chain([0, bound / 2, bound - 1]) {
                prop_assert_eq!(
                    values.iter().position(|&value| value == wanted),
                    sequence.find(&data, wanted)
                );
            }
        }

        #[test]
        fn whatever_bytes_are_read_nothing_breaks(
            data in proptest::collection::vec(any::<u8>(), 0..100),
            count in 0..1000_usize,
            bound in any::<u64>(),
            at in 0..1000_usize,
        ) {
            let sequence = Sequence::new(count, bound >> 8, at);
            sequence.visit(&data, count / 2, |_| true);
            sequence.find(&data, bound >> 9);
        }
    }
}

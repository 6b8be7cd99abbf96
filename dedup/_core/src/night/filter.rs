//! Which keys are among many: never wrong where it says no.

/// Bits a key: one in eight of the others passes.
const ROOM: usize = 8;

/// A set of keys, which are hashes.
pub struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

impl Filter {
    /// Returns the set of some keys; 0 is none.
    pub fn of_keys(keys: &[u64]) -> Self {
        let size = (ROOM * keys.len()).max(64).next_power_of_two();
        let mut filter = Self {
            bits: vec![0; size / 64],
            shift: u64::BITS - size.ilog2(),
        };
        for &key in keys.iter().filter(|&&key| key != 0) {
            let bit = key >> filter.shift;
            filter.bits[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        filter
    }

    /// Whether a key may be in the set.
    pub fn may_hold(&self, key: u64) -> bool {
        let bit = key >> self.shift;
        self.bits[(bit / 64) as usize] >> (bit % 64) & 1 == 1
    }
}

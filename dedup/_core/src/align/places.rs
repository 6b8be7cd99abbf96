//! Where each key stands in a text.

use rustc_hash::FxHashMap;

/// The places of each key, ascending.
pub struct Places {
    ranges: FxHashMap<u64, (u32, u32)>,
    places: Vec<u32>,
}

impl Places {
    /// Collects the places of `keys`, the n-th key standing at place n.
    pub fn new(keys: impl Iterator<Item = u64>) -> Self {
        let mut entries: Vec<(u64, u32)> = keys.zip(0..).collect();
        entries.sort_unstable();
        let mut ranges = FxHashMap::default();
        let mut start = 0;
        for group in entries.chunk_by(|left, right| left.0 == right.0) {
            let end = start + group.len() as u32;
            ranges.insert(group[0].0, (start, end));
            start = end;
        }
        let places = entries.into_iter().map(|(_, place)| place).collect();
        Self { ranges, places }
    }

    /// Returns the places of `key`, none for an unknown one.
    pub fn get(&self, key: u64) -> &[u32] {
        self.ranges.get(&key).map_or(&[], |&(start, end)| {
            &self.places[start as usize..end as usize]
        })
    }
}

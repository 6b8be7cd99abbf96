//! What the aligner knows of one text alone: made once, used for every pair that the text is in.

use crate::tokens::Tokens;

/// The distinct keys of a text and where they stand.
#[derive(Clone, Debug)]
pub struct Index {
    /// Each token's number; keys are numbered in order of their first places.
    pub ids: Vec<u32>,
    /// The key of each number.
    pub keys: Vec<u64>,
    /// The numbers, each at its key's last bits or in the next free slot after; a power of two of slots.
    slots: Vec<u32>,
    /// Where each number's places begin in `places`, and where the last ones end.
    starts: Vec<u32>,
    /// The places of all tokens by number, then by the number of the token after, then ascending.
    places: Vec<u32>,
}

/// A slot without a number.
const FREE: u32 = u32::MAX;

/// A text and its index.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// The text.
    pub tokens: &'a Tokens,
    /// What is known of it.
    pub index: &'a Index,
}

impl Index {
    /// Indexes a text, in time linear in its length.
    pub fn new(tokens: &Tokens) -> Self {
        let slots = (tokens.len() + tokens.len() / 2 + 1).next_power_of_two();
        let mut index = Self {
            ids: Vec::with_capacity(tokens.len()),
            keys: Vec::with_capacity(tokens.len()),
            slots: vec![FREE; slots],
            starts: Vec::new(),
            places: Vec::new(),
        };
        for &key in &tokens.keys {
            let id = index.number(key);
            index.ids.push(id);
        }
        index.starts = find_starts(&index.ids, index.keys.len());
        index.places = sort_places(&index.ids, &index.starts);
        index
    }

    /// Returns the number of a key, if the text has it.
    pub fn find(&self, key: u64) -> Option<u32> {
        let id = self.slots[self.slot(key)];
        (id != FREE).then_some(id)
    }

    /// Returns the number of a key, a new one for a new key.
    fn number(&mut self, key: u64) -> u32 {
        let slot = self.slot(key);
        if self.slots[slot] == FREE {
            self.slots[slot] = self.keys.len() as u32;
            self.keys.push(key);
        }
        self.slots[slot]
    }

    /// Returns the slot that has the key's number, or else the free one where it belongs.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = key as usize & last;
        while self.slots[slot] != FREE && self.keys[self.slots[slot] as usize] != key {
            slot = (slot + 1) & last;
        }
        slot
    }

    /// Returns how often the text has a number.
    pub fn count(&self, id: u32) -> u32 {
        let id = id as usize;
        self.starts[id + 1] - self.starts[id]
    }

    /// Returns the places of a number, in no order to rely on.
    pub fn places(&self, id: u32) -> &[u32] {
        let id = id as usize;
        &self.places[self.starts[id] as usize..self.starts[id + 1] as usize]
    }

    /// Returns the places of `left` that `right` follows, ascending.
    pub fn bigrams(&self, left: u32, right: u32) -> &[u32] {
        let places = self.places(left);
        // The text's last token has none after it and is the last of its places.
        let next = |place: &u32| {
            self.ids
                .get(*place as usize + 1)
                .copied()
                .unwrap_or(u32::MAX)
        };
        let rest = &places[places.partition_point(|place| next(place) < right)..];
        if rest.first().map(next) != Some(right) {
            return &[];
        }
        &rest[..rest.partition_point(|place| next(place) == right)]
    }
}

fn find_starts(ids: &[u32], vocabulary: usize) -> Vec<u32> {
    let mut starts = vec![0; vocabulary + 1];
    for &id in ids {
        starts[id as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// Sorts by counting, first by the number after, then by the own one.
fn sort_places(ids: &[u32], starts: &[u32]) -> Vec<u32> {
    let length = ids.len() as u32;
    let by_own = distribute(0..length, ids, starts);
    let by_next = by_own.iter().filter_map(|&place| place.checked_sub(1));
    distribute(by_next.chain(length.checked_sub(1)), ids, starts)
}

/// Returns `places` by number, in the order given where that is equal.
fn distribute(places: impl Iterator<Item = u32>, ids: &[u32], starts: &[u32]) -> Vec<u32> {
    let mut free = starts.to_vec();
    let mut sorted = vec![0; ids.len()];
    for place in places {
        let at = &mut free[ids[place as usize] as usize];
        sorted[*at as usize] = place;
        *at += 1;
    }
    sorted
}

/// A made-up text of the given words, without places.
#[cfg(test)]
pub struct Sample {
    tokens: Tokens,
    index: Index,
}

#[cfg(test)]
impl Sample {
    pub fn new(keys: &[u64]) -> Self {
        let tokens = Tokens {
            words: keys.to_vec(),
            keys: keys.to_vec(),
            flags: vec![0; keys.len()],
            ..Tokens::default()
        };
        let index = Index::new(&tokens);
        Self { tokens, index }
    }

    pub fn text(&self) -> Text<'_> {
        Text {
            tokens: &self.tokens,
            index: &self.index,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_of_exhaustive_search(keys in prop::collection::vec(0_u64..6, 0..60)) {
            let index = Sample::new(&keys).index;

            for (&key, id) in index.keys.iter().zip(0..) {
                let mut places = index.places(id).to_vec();
                places.sort_unstable();
                let naive = (0..keys.len()).filter(|&at| keys[at] == key).map(|at| at as u32);
                prop_assert_eq!(naive.collect::<Vec<u32>>(), places);
            }
        }

        #[test]
        fn bigrams_are_those_of_exhaustive_search(keys in prop::collection::vec(0_u64..6, 1..60)) {
            let index = Sample::new(&keys).index;

            for (&left, one) in index.keys.iter().zip(0..) {
                for (&right, two) in index.keys.iter().zip(0..) {
                    let is_here = |at: &usize| keys[*at..*at + 2] == [left, right];
                    let naive = (0..keys.len() - 1).filter(is_here).map(|at| at as u32);
                    prop_assert_eq!(naive.collect::<Vec<u32>>(), index.bigrams(one, two));
                }
            }
        }
    }
}

//! Equal texts, taken together before anything is compared: a hundred thousand copies cost as much as one.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Returns for each item the number of the first one equal to it.
pub fn first_equal<K: Eq + Hash>(items: impl Iterator<Item = K>) -> Vec<u32> {
    let mut firsts = FxHashMap::default();
    (0..)
        .zip(items)
        .map(|(number, item)| *firsts.entry(item).or_insert(number))
        .collect()
}

/// Returns the numbers that stand for themselves.
pub fn distinct(firsts: &[u32]) -> Vec<u32> {
    (0..)
        .zip(firsts)
        .filter(|&(number, &first)| number == first)
        .map(|(number, _)| number)
        .collect()
}

//! Length of the longest common subsequence, 64 cells to a machine word.

use rustc_hash::FxHashMap;

use super::params::{EXACT_LCS, LABEL_GRAM};
use super::places::Places;

/// Returns how many words two texts share in order.
///
/// Exact up to [`EXACT_LCS`] cells once equal ends are taken off; beyond, the texts are cut at grams that
/// both have once, and what still is too large counts nothing: a lower bound.
pub fn common_length(left: &[u64], right: &[u64]) -> usize {
    let (ends, left, right) = strip(left, right);
    if left.len().saturating_mul(right.len()) <= EXACT_LCS {
        return ends + exact_length(left, right);
    }
    let mut length = ends;
    let mut from = (0, 0);
    for anchor in find_anchors(left, right) {
        if anchor.0 < from.0 || anchor.1 < from.1 {
            continue; // overlaps the anchor before
        }
        length += between(&left[from.0..anchor.0], &right[from.1..anchor.1]) + LABEL_GRAM;
        from = (anchor.0 + LABEL_GRAM, anchor.1 + LABEL_GRAM);
    }
    length + between(&left[from.0..], &right[from.1..])
}

/// Returns the length between two anchors.
fn between(left: &[u64], right: &[u64]) -> usize {
    let (ends, left, right) = strip(left, right);
    let small = left.len().saturating_mul(right.len()) <= EXACT_LCS;
    ends + if small { exact_length(left, right) } else { 0 }
}

/// Returns how many words both ends share, and the texts without them.
fn strip<'a>(left: &'a [u64], right: &'a [u64]) -> (usize, &'a [u64], &'a [u64]) {
    let pairs = left.iter().zip(right);
    let head = pairs.take_while(|(left, right)| left == right).count();
    let (left, right) = (&left[head..], &right[head..]);
    let pairs = left.iter().rev().zip(right.iter().rev());
    let tail = pairs.take_while(|(left, right)| left == right).count();
    let inner = |text: &'a [u64]| &text[..text.len() - tail];
    (head + tail, inner(left), inner(right))
}

/// Returns the exact length by the bit-parallel recurrence of Hyyrö (2004): each 0 of `row` is one step up.
fn exact_length(left: &[u64], right: &[u64]) -> usize {
    let blocks = left.len().div_ceil(64);
    let mut masks: FxHashMap<u64, Vec<u64>> = FxHashMap::default();
    for (at, &word) in left.iter().enumerate() {
        masks.entry(word).or_insert_with(|| vec![0; blocks])[at / 64] |= 1 << (at % 64);
    }
    let mut row = vec![u64::MAX; blocks];
    for word in right {
        let Some(mask) = masks.get(word) else {
            continue;
        };
        let mut carry = false;
        for (bits, &mask) in row.iter_mut().zip(mask) {
            let (sum, first) = bits.overflowing_add(*bits & mask);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *bits = sum | (*bits & !mask);
        }
    }
    let ones: u32 = row.iter().map(|bits| bits.count_ones()).sum();
    blocks * 64 - ones as usize
}

/// Returns the places of grams that each text has once, ascending on both sides, as many as possible.
fn find_anchors(left: &[u64], right: &[u64]) -> Vec<(usize, usize)> {
    let keys = |text: &[u64]| -> Vec<u64> { text.windows(LABEL_GRAM).map(gram_key).collect() };
    let (left_keys, right_keys) = (keys(left), keys(right));
    let left_places = Places::new(left_keys.iter().copied());
    let right_places = Places::new(right_keys.into_iter());
    let unique = left_keys.iter().enumerate().filter_map(|(at, &key)| {
        match (left_places.get(key), right_places.get(key)) {
            ([_], [there]) => Some((at, *there as usize)),
            _ => None,
        }
    });
    longest_ascent(&unique.collect::<Vec<_>>())
}

/// Returns the longest run of pairs, ascending on the left already, that ascends on the right too (patience).
fn longest_ascent(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before = vec![usize::MAX; pairs.len()];
    for (at, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| pairs[top].1 < pair.1);
        if pile > 0 {
            before[at] = tops[pile - 1];
        }
        if pile == tops.len() {
            tops.push(at);
        } else {
            tops[pile] = at;
        }
    }
    let mut ascent = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied().unwrap_or(usize::MAX);
    while let Some(&pair) = pairs.get(at) {
        ascent.push(pair);
        at = before[at];
    }
    ascent.reverse();
    ascent
}

fn gram_key(gram: &[u64]) -> u64 {
    gram.iter().fold(0, |key: u64, &word| {
        (key.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook table.
    fn naive_length(left: &[u64], right: &[u64]) -> usize {
        let mut table = vec![vec![0; right.len() + 1]; left.len() + 1];
        for (i, a) in left.iter().enumerate() {
            for (j, b) in right.iter().enumerate() {
                table[i + 1][j + 1] = if a == b {
                    table[i][j] + 1
                } else {
                    table[i][j + 1].max(table[i + 1][j])
                };
            }
        }
        table[left.len()][right.len()]
    }

    proptest! {
        #[test]
        fn bits_count_what_the_table_counts(
            left in prop::collection::vec(0_u64..6, 0..200),
            right in prop::collection::vec(0_u64..6, 0..200),
        ) {
            prop_assert_eq!(naive_length(&left, &right), common_length(&left, &right));
        }
    }

    #[test]
    fn a_long_text_with_one_word_changed_loses_that_word() {
        let left: Vec<u64> = (0..20_000).collect();
        let mut right = left.clone();
        right[3] = u64::MAX;
        right[9_000] = u64::MAX;
        right[19_990] = u64::MAX;

        assert_eq!(19_997, common_length(&left, &right));
    }

    #[test]
    fn anchors_ascend_on_both_sides() {
        let pairs = [(0, 5), (1, 1), (2, 2), (3, 9), (4, 3)];

        assert_eq!(vec![(1, 1), (2, 2), (4, 3)], longest_ascent(&pairs));
    }
}

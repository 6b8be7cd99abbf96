//! Fingerprints, bands and pairs against slow obvious ways.

use dedup_core::fingerprint::winnow;
use dedup_core::lsh::{Banding, choose_banding, find_candidates, find_shared};
use std::convert::Infallible;

use dedup_core::pairs::{Bounded, Collection, Pair, Thresholds};
use dedup_core::radix::{sort_by_key, sort_hashes};
use dedup_core::shingles::{Shingles, containment, resemblance};
use proptest::prelude::*;

proptest! {
    #[test]
    fn winnowing_takes_the_least_of_every_window(hashes in prop::collection::vec(0_u64..50, 0..60), window in 1_usize..12) {
        let mut expected: Vec<(u64, u32)> = hashes
            .windows(window.min(hashes.len().max(1)))
            .enumerate()
            .filter_map(|(start, window)| {
                let least = window.iter().min()?;
                let at = window.iter().rposition(|hash| hash == least)?;
                Some((*least, (start + at) as u32))
            })
            .collect();
        expected.dedup();
        let found: Vec<_> = winnow(&hashes, window).iter().map(|print| (print.hash, print.at)).collect();

        prop_assert_eq!(expected, found);
    }

    #[test]
    fn candidates_are_the_rows_that_agree_on_a_band(
        rows in prop::collection::vec(prop::array::uniform4(0_u32..3), 0..20),
    ) {
        let signatures: Vec<u32> = rows.concat();
        let Banding { bands, rows: height } = choose_banding(0.5, 4);
        let mut expected = Vec::new();
        for (b, other) in (0_u32..).zip(&rows) {
            for (a, one) in (0_u32..b).zip(&rows) {
                let bands_of = |row: &[u32; 4]| row.chunks_exact(height).take(bands).map(<[u32]>::to_vec).collect::<Vec<_>>();
                if bands_of(one).iter().zip(bands_of(other)).any(|(x, y)| *x == y) {
                    expected.push((a, b));
                }
            }
        }
        expected.sort_unstable();

        prop_assert_eq!(expected, find_candidates(&signatures, 4, 0.5));
    }

    #[test]
    fn radix_sorts_as_comparison_does(keys in prop::collection::vec(any::<u64>(), 0..5_000), coarse in 0_u32..64) {
        let mut entries: Vec<(u64, u32)> = keys.iter().map(|key| key >> coarse << coarse).zip(0..).collect();
        let mut expected = entries.clone();
        expected.sort_by_key(|entry| entry.0);
        sort_by_key(&mut entries, &mut Vec::new());

        prop_assert_eq!(expected, entries);

        let mut hashes: Vec<u64> = keys.iter().map(|key| key >> coarse << coarse).collect();
        let mut ascending = hashes.clone();
        ascending.sort_unstable();
        sort_hashes(&mut hashes, &mut Vec::new());

        prop_assert_eq!(ascending, hashes);
    }

    #[test]
    fn every_pair_is_exact_and_reaches_a_threshold(seeds in prop::collection::vec(0_usize..4, 0..12)) {
        let texts: Vec<String> = seeds.iter().map(|&seed| numbered(seed * 13, seed * 13 + 45)).collect();
        let thresholds = Thresholds { resemblance: 0.5, containment: Some(0.5) };
        let (pairs, _) = find_pairs(&texts, thresholds, 2);
        let mut expected = Vec::new();
        for target in 0..texts.len() {
            for source in 0..texts.len() {
                expected.extend(compare(&texts, target, source, thresholds));
            }
        }

        prop_assert_eq!(expected, pairs);
    }
}

/// The pair of two texts if they make one, and if they stand in the right order.
fn compare(texts: &[String], target: usize, source: usize, thresholds: Thresholds) -> Option<Pair> {
    let (a, b) = (
        Shingles::of_text(&texts[target]).hashes,
        Shingles::of_text(&texts[source]).hashes,
    );
    let pair = Pair {
        target: target as u32,
        source: source as u32,
        resemblance: resemblance(&a, &b),
        containment: containment(&a, &b),
    };
    let ordered = a.len() < b.len() || a.len() == b.len() && target > source;
    let reached = pair.resemblance >= thresholds.resemblance
        || Some(pair.containment) >= thresholds.containment;
    (ordered && reached).then_some(pair)
}

/// The pairs of texts that stand in the order of their claim, taken in by two batches.
fn find_pairs(texts: &[String], thresholds: Thresholds, threads: usize) -> (Vec<Pair>, Bounded) {
    let mut collection = Collection::new(thresholds, threads);
    let (some, others) = texts.split_at(texts.len() / 3);
    for texts in [some, others] {
        collection.add(texts);
    }
    let order: Vec<u32> = (0..texts.len() as u32).collect();
    let load = |numbers: &[u32]| {
        let texts = numbers.iter().map(|&number| &texts[number as usize]);
        Ok::<Vec<&String>, Infallible>(texts.collect())
    };
    let Ok(found) = collection.find_pairs(&order, load);
    found
}

fn numbered(first: usize, last: usize) -> String {
    (first..last)
        .map(|number| format!("word{number} "))
        .collect()
}

#[test]
fn bands_have_as_many_rows_as_find_nearly_every_pair() {
    assert_eq!(Banding { bands: 40, rows: 3 }, choose_banding(0.5, 128));
    assert_eq!(Banding { bands: 20, rows: 4 }, choose_banding(0.7, 128));
    assert_eq!(Banding { bands: 4, rows: 1 }, choose_banding(0.0, 4));
}

#[test]
fn empty_rows_are_no_candidates() {
    assert!(find_candidates(&[u32::MAX; 8], 4, 0.5).is_empty());
}

#[test]
fn a_hot_fingerprint_pairs_with_its_first_texts_only() {
    let words: Vec<u64> = (0..30).collect();
    let texts = vec![&words[..]; 1_000];

    assert!(find_shared(&texts, 2).len() < 8 * 1_000);
}

#[test]
fn copies_beyond_counting_are_bounded_and_counted() {
    let texts = vec![numbered(0, 30); 1_000];
    let thresholds = Thresholds {
        resemblance: 0.5,
        containment: None,
    };
    let (pairs, bounded) = find_pairs(&texts, thresholds, 1);

    assert_eq!(999, pairs.len());
    assert_eq!(1_000 * 999 / 2 - 999, bounded.equal_pairs);
}

//! Postings are packed, found, merged and ranked as a map of sets would do it.
#![allow(clippy::expect_used)] // what a test expects ends it

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use dedup_core::merge::{Layout, Limits, Part, merge};
use dedup_core::packed::Packed;
use dedup_core::packing::Writer;
use dedup_core::ranking::{Likeness, rank};
use dedup_core::walk::Groups;
use proptest::prelude::*;

type Map = BTreeMap<u64, BTreeSet<u32>>;

const DOCUMENTS: u32 = 300;
const UNLIMITED: Limits = Limits {
    common: usize::MAX,
    kept: usize::MAX,
};

/// A folder that goes with its test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("dedup-postings-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder for files");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn layout() -> impl Strategy<Value = Layout> {
    (20..=48_u32, 1..40_u64).prop_map(|(width, run)| Layout { width, run })
}

/// Keys spread over all bits, few enough that they meet.
fn map() -> impl Strategy<Value = Map> {
    let entries = proptest::collection::vec((0..400_u64, 0..DOCUMENTS), 0..2000);
    entries.prop_map(|entries| {
        let mut map = Map::new();
        for (key, document) in entries {
            map.entry(key.wrapping_mul(0x9e37_79b9_7f4a_7c15))
                .or_default()
                .insert(document);
        }
        map
    })
}

/// Returns the map with the kept bits of its keys.
fn cut(map: &Map, width: u32) -> Map {
    let mut short = Map::new();
    for (key, documents) in map {
        short
            .entry(key & !(u64::MAX >> width))
            .or_default()
            .extend(documents);
    }
    short
}

fn write(path: &Path, map: &Map, layout: Layout, common: &[u64]) {
    let head = layout.head(map.len() as u64, u64::from(DOCUMENTS));
    let mut writer = Writer::new(path, head).expect("a file");
    for (&key, documents) in map {
        let documents: Vec<u32> = documents.iter().copied().collect();
        writer.push(key, &documents).expect("a key");
    }
    writer.finish(common).expect("a whole file");
}

fn read(data: &[u8]) -> Map {
    let mut groups = Groups::of(Packed::new(data).expect("postings")).expect("groups");
    let mut map = Map::new();
    while let Some(key) = groups.key() {
        map.insert(key, groups.documents().iter().copied().collect());
        groups.advance().expect("a key");
    }
    map
}

proptest! {
    #[test]
    fn each_key_is_found_with_its_documents(map in map(), layout in layout(), skipped in 0..5_u64) {
        let folder = Folder::new();
        let path = folder.0.join("postings");
        let map = cut(&map, layout.width);
        write(&path, &map, layout, &[1, 2]);
        let data = std::fs::read(&path)?;
        let packed = Packed::new(&data).expect("postings");
        prop_assert_eq!(&map, &read(&data));
        prop_assert_eq!((map.len() as u64, 2), (packed.head.keys, packed.head.common));

        let nowhere = 0x1234_5678_9abc_def0 & !(u64::MAX >> layout.width);
        for &key in map.keys().chain([&nowhere]) {
            let (start, end) = packed.find(key);
            let mut found = Vec::new();
            packed.documents(start, end, &mut found);
            let expected: Vec<u32> = map.get(&key).into_iter().flatten().copied().collect();
            prop_assert_eq!(&expected, &found);
            prop_assert_eq!(expected.len() as u64, end - start);

            found.clear();
            packed.documents((start + skipped).min(end), end, &mut found);
            prop_assert_eq!(expected.get(skipped as usize..).unwrap_or_default(), &found);
        }
    }

    #[test]
    fn parts_are_merged_without_what_is_dropped(
        maps in proptest::collection::vec((map(), proptest::collection::btree_set(0..DOCUMENTS, 0..40)), 1..5),
        layout in layout(),
        most in 1..20_usize,
        more in 0..20_usize,
    ) {
        let folder = Folder::new();
        let (mut parts, mut expected, mut lost, mut first) = (Vec::new(), Map::new(), BTreeSet::<u64>::new(), 0);
        for (number, (map, dropped)) in maps.iter().enumerate() {
            let mut map = cut(map, layout.width);
            for (key, documents) in &map {
                let kept = documents.iter().filter(|document| !dropped.contains(document));
                let moved = kept.map(|&one| first + one - dropped.range(..one).count() as u32);
                expected.entry(*key).or_default().extend(moved);
            }
            // What is common in a part, and not held there.
            let common: Vec<u64> = map.keys().copied().filter(|key| map[key].len() > 15).collect();
            map.retain(|key, _| !common.contains(key));
            lost.extend(&common);
            let path = folder.0.join(number.to_string());
            write(&path, &map, layout, &common);
            parts.push(Part { path, first, dropped: dropped.iter().copied().collect() });
            first += DOCUMENTS - dropped.len() as u32;
        }
        let path = folder.0.join("merged");
        let limits = Limits { common: most, kept: most + more };
        let lengths = merge(&parts, layout, first, limits, &path)?;
        let data = std::fs::read(&path)?;

        let rare = |key: &u64| !lost.contains(key) && expected[key].len() <= most;
        let mut counts = vec![0; first as usize];
        for document in expected.keys().filter(|key| rare(key)).flat_map(|key| &expected[key]) {
            counts[*document as usize] += 1;
        }
        prop_assert_eq!(counts, lengths);
        let held = |key: &u64| !lost.contains(key) && (1..=most + more).contains(&expected[key].len());
        let kept: Map = expected.iter().filter(|(key, _)| held(key)).map(|(&key, held)| (key, held.clone())).collect();
        prop_assert_eq!(kept, read(&data));
        let head = Packed::new(&data).expect("postings").head;
        let common: Vec<u64> = expected.keys().copied().filter(|key| !rare(key)).collect();
        let tail = &data[(head.runs_at() + head.bytes) as usize..head.end() as usize];
        let tail: Vec<u64> = tail.as_chunks::<8>().0.iter().copied().map(u64::from_le_bytes).collect();
        prop_assert_eq!(common, tail);
    }

    #[test]
    fn documents_are_ranked_by_what_their_words_weigh(
        map in map(),
        weights in proptest::collection::vec(0.0..9.0_f64, 1..60),
        lengths in proptest::collection::vec(1..900_u16, DOCUMENTS as usize),
        (least, short) in (0.0..2.0_f64, 1..100_u16),
    ) {
        let folder = Folder::new();
        let path = folder.0.join("postings");
        let map = cut(&map, 48);
        write(&path, &map, Layout { width: 48, run: 16 }, &[]);
        let mut sums = vec![0.0; DOCUMENTS as usize];
        for (held, weight) in map.values().zip(&weights) {
            held.iter().for_each(|&document| sums[document as usize] += weight);
        }
        let long = |document: usize| f64::from(lengths[document].max(short)).sqrt();
        let scores = sums.iter().enumerate().map(|(document, sum)| (document as u32, sum / long(document)));
        let met: BTreeSet<u32> = map.values().zip(&weights).flat_map(|(held, _)| held).copied().collect();
        let expected: Vec<(u32, f64)> = scores.filter(|(document, score)| *score >= least && met.contains(document)).collect();
        let data = std::fs::read(&path)?;
        let postings = Packed::new(&data).expect("postings");
        let places = map.keys().map(|&key| postings.find(key)).zip(&weights);
        let likeness = Likeness { lengths: &lengths, short, least };
        let found = rank(postings, places.map(|((start, end), &weight)| (start, end, weight)), likeness);

        prop_assert_eq!(expected, found);
    }

    #[test]
    fn whatever_bytes_are_read_nothing_breaks(
        map in map(),
        flips in proptest::collection::vec((8..4000_usize, any::<u8>()), 1..20),
    ) {
        let folder = Folder::new();
        let path = folder.0.join("postings");
        write(&path, &map, Layout { width: 48, run: 16 }, &[]);
        let mut data = std::fs::read(&path)?;
        for (place, value) in flips {
            if let Some(byte) = data.get_mut(place) {
                *byte = value;
            }
        }
        if let Some(packed) = Packed::new(&data) {
            for &key in map.keys() {
                let (start, end) = packed.find(key);
                packed.documents(start, end.min(start.saturating_add(1000)), &mut Vec::new());
            }
        }
    }
}

#[test]
fn no_keys_make_a_file_as_well() {
    let folder = Folder::new();
    let path = folder.0.join("postings");
    let layout = Layout { width: 48, run: 16 };
    let lengths = merge(&[], layout, 0, UNLIMITED, &path).expect("a file");

    assert!(lengths.is_empty());
    assert!(read(&std::fs::read(&path).expect("a file")).is_empty());
}

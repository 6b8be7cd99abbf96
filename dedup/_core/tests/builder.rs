//! What is sorted some texts at a time and merged is what all texts together have.
#![allow(clippy::expect_used)] // what a test expects ends it

use dedup_core::builder::Builder;
use dedup_core::lsh::Banding;
use dedup_core::merge::Limits;
use dedup_core::packed::Packed;
use dedup_core::stored::{Keys, Printer};
use dedup_core::tokens::hash_words;

/// More than are sorted at once.
const TEXTS: usize = 70_000;

fn printer() -> Printer {
    Printer::new(4, 1, Banding { bands: 2, rows: 2 })
}

/// One word in all texts, one in every seventh thousand of them, one in two texts far from each other, and its own.
fn text(number: usize) -> String {
    let often = if number % 7_000 < 100 { "often" } else { "" };
    format!("the {often} pair{} own{number}", number % 35_000)
}

#[test]
fn texts_of_several_parts_are_found_by_their_words() {
    let folder = std::env::temp_dir().join(format!("dedup-builder-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut builder = Builder::new(printer(), folder.clone());
    let texts: Vec<String> = (0..TEXTS).map(text).collect();
    for batch in texts.chunks(10_000) {
        let added = builder.add(batch, &vec![true; batch.len()], 2);
        added.expect("texts taken in");
    }
    let limits = Limits {
        common: 999,
        kept: 3_000,
    };
    let lengths = builder.finish(&folder, limits).expect("postings written");
    let data = std::fs::read(folder.join("words.postings")).expect("a file");
    let files = std::fs::read_dir(&folder).expect("a folder").count();
    std::fs::remove_dir_all(&folder).expect("a folder that goes");
    let packed = Packed::new(&data).expect("postings");
    let find = |word: &str| {
        let keys: Vec<u64> = hash_words(word);
        let (start, end) = packed.find(keys[0]);
        let mut found = Vec::new();
        packed.documents(start, end, &mut found);
        found
    };

    assert_eq!(4, files);
    assert_eq!(vec![7, 35_007], find("pair7"));
    assert_eq!(vec![69_999], find("own69999"));
    assert_eq!(1_000, find("often").len());
    assert!(find("the").is_empty());
    assert_eq!(2, packed.head.common);
    assert_eq!(
        (TEXTS, true),
        (lengths.len(), lengths.iter().all(|&length| length == 2))
    );
}

#[test]
fn a_printer_takes_each_word_once() {
    let mut signature = Vec::new();
    let Keys { words, .. } = printer().take(&hash_words("a b a"), &mut signature);

    assert_eq!((2, 4), (words.len(), signature.len()));
}

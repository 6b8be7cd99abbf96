//! Words: the short way equals the whole algorithm, and every place slices back.

use dedup_core::fold::Folder;
use dedup_core::tokens::{PARAGRAPH, SENTENCE, tokenize};
use dedup_core::words::{visit_words, visit_words_plainly};
use proptest::prelude::*;

type Seen = (Vec<(String, usize, usize, u32, u32)>, u32);

fn collect(text: &str) -> Seen {
    let mut words = Vec::new();
    let length = visit_words(text, |word| {
        words.push((
            word.folded.to_owned(),
            word.bytes.start,
            word.bytes.end,
            word.points.start,
            word.points.end,
        ));
    });
    (words, length)
}

fn collect_plainly(text: &str) -> Seen {
    let mut words = Vec::new();
    let length = visit_words_plainly(text, |word| {
        words.push((
            word.folded.to_owned(),
            word.bytes.start,
            word.bytes.end,
            word.points.start,
            word.points.end,
        ));
    });
    (words, length)
}

fn folded(text: &str) -> Vec<String> {
    collect(text).0.into_iter().map(|word| word.0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_short_way_equals_the_whole_algorithm(text in any::<String>()) {
        prop_assert_eq!(collect_plainly(&text), collect(&text));
    }

    #[test]
    fn so_it_does_on_latin_text_with_marks(text in "[a-zA-Z0-9.,:;'_ \\-éß\u{130}\u{149}½²ªµ·«’‘“”–—…ΑΣςйЇ\u{2019}\u{ad}\u{202f}\r\n]{0,40}") {
        prop_assert_eq!(collect_plainly(&text), collect(&text));
    }

    #[test]
    fn so_it_does_on_every_character_of_the_table(text in "[\u{1}-\u{52f}\u{1e00}-\u{21ff}]{0,12}") {
        prop_assert_eq!(collect_plainly(&text), collect(&text));
    }

    #[test]
    fn places_slice_back_to_the_word(text in any::<String>()) {
        let points: Vec<char> = text.chars().collect();
        let tokens = tokenize(&text, &[]);
        for (word, (&start, &end)) in collect(&text).0.iter().zip(tokens.starts.iter().zip(&tokens.ends)) {
            let slice: String = points[start as usize..end as usize].iter().collect();
            let again = Folder::default().fold(&slice).to_owned();
            prop_assert_eq!(&word.0, &again);
        }
        prop_assert_eq!(tokens.length as usize, points.len());
    }
}

#[test]
fn folding_unifies_what_readers_take_for_the_same() {
    let pairs = [
        ("Don’t", "don't"),
        ("ＡＰ", "ap"),
        ("STRASSE", "straße"),
        ("co\u{ad}operate", "cooperate"),
        ("cafe\u{301}", "CAFÉ"),
        ("\u{feff}word", "word"),
        ("ﬁnance", "finance"),
        ("re\u{2011}elect", "re-elect"),
        ("１２３", "123"),
    ];
    for (a, b) in pairs {
        assert_eq!(folded(a), folded(b), "{a} {b}");
    }
}

#[test]
fn numbers_keep_their_value() {
    assert_eq!(vec!["1,250.75", "12"], folded("1,250.75 (12%)"));
}

#[test]
fn scripts_without_spaces_give_one_word_a_character() {
    for (text, count) in [
        ("北京是首都", 5),
        ("ひらがな", 4),
        ("ไทย", 3),
        ("ລາວ", 3),
        ("ខមរ", 3),
        ("မန", 2),
    ] {
        assert_eq!(count, folded(text).len(), "{text}");
    }
}

#[test]
fn byte_order_marks_line_ends_and_nul_do_not_shift_places() {
    let tokens = tokenize("\u{feff}One\r\ntwo\0three", &[]);

    assert_eq!(vec![1, 6, 10], tokens.starts);
}

#[test]
fn words_that_touch_an_excluded_range_are_left_out_and_a_paragraph_ends() {
    let tokens = tokenize("one two three four", &[(4, 5)]);

    assert_eq!(vec![0, 8, 14], tokens.starts);
    assert_eq!(PARAGRAPH, tokens.flags[1] & PARAGRAPH);
    assert_eq!(0, tokens.flags[2] & PARAGRAPH);
}

#[test]
fn east_asian_stops_end_sentences_without_a_space() {
    let tokens = tokenize("首都。北京", &[]);

    assert_eq!(SENTENCE, tokens.flags[2] & SENTENCE);
}

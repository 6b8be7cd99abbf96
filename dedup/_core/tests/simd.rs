//! Hashing by every level equals the whole algorithm, whatever the text.

use dedup_core::hashing::Hasher;
use dedup_core::simd::Level;
use dedup_core::stream::Stream;
use dedup_core::words::visit_words_plainly;
use proptest::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

fn expected(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    visit_words_plainly(text, |word| words.push(xxh3_64(word.folded.as_bytes())));
    words
}

fn found(text: &[u8], level: Level) -> Vec<u64> {
    let (mut stream, mut words) = (Stream::default(), Vec::new());
    stream.fill_utf8(text, level);
    Hasher::default().hash(&stream, level, &mut words);
    words
}

#[test]
fn every_level_equals_the_whole_algorithm_on_a_text_of_several_blocks() {
    let text = "The mayor’s “new” café, of 1,000.5 m² (_a_ __ b'c d.e), opened: it’s\n\nlate—北京 isn’t far… ".repeat(3);
    for level in Level::available() {
        assert_eq!(
            expected(&text),
            found(text.as_bytes(), level),
            "{}",
            level.name()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_level_equals_the_whole_algorithm_on_any_text(text in any::<String>()) {
        for level in Level::available() {
            prop_assert_eq!(expected(&text), found(text.as_bytes(), level), "{}", level.name());
        }
    }

    #[test]
    fn so_it_does_on_news(text in "[a-zA-Z0-9.,:;'_ \\-éß\u{130}\u{149}½²ªµ·«’‘“”–—…ΑΣςйЇ\u{2019}\u{ad}\u{202f}\r\n]{0,300}") {
        for level in Level::available() {
            prop_assert_eq!(expected(&text), found(text.as_bytes(), level), "{}", level.name());
        }
    }

    #[test]
    fn so_it_does_on_long_words(text in "[a-z.'_]{0,200}") {
        for level in Level::available() {
            prop_assert_eq!(expected(&text), found(text.as_bytes(), level), "{}", level.name());
        }
    }

    #[test]
    fn so_it_does_on_every_character_of_the_table(text in "[\u{1}-\u{52f}\u{1e00}-\u{21ff}]{0,12}") {
        for level in Level::available() {
            prop_assert_eq!(expected(&text), found(text.as_bytes(), level), "{}", level.name());
        }
    }

    #[test]
    fn what_is_no_character_is_replaced(text in prop::collection::vec(prop_oneof![Just(b' '), Just(b'a'), any::<u8>()], 0..80)) {
        for level in Level::available() {
            prop_assert_eq!(expected(&String::from_utf8_lossy(&text)), found(&text, level), "{}", level.name());
        }
    }
}

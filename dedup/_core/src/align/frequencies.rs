//! How much a word tells: the rarity of its key in news at large.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::tokens::Tokens;

/// Characters of a stem that its key keeps, as in [`Tokens::keys`].
const KEY_LENGTH: usize = 5;
/// A word that at least this share of the documents holds belongs to the language's common stock.
const COMMON_SHARE: f64 = 0.05;
/// Share of a text's tokens that must be common words for the table to speak its language.
const SPOKEN_SHARE: f64 = 0.35;

/// Document frequencies of stems, by key.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    counts: FxHashMap<u64, u32>,
    documents: u32,
}

impl Frequencies {
    /// Collects the stems' counts; stems with one key share the highest.
    pub fn new<'a>(stems: impl IntoIterator<Item = (&'a str, u32)>, documents: u32) -> Self {
        let mut counts = FxHashMap::default();
        for (stem, count) in stems {
            let end = stem.char_indices().nth(KEY_LENGTH);
            let key = &stem[..end.map_or(stem.len(), |(at, _)| at)];
            let highest = counts.entry(xxh3_64(key.as_bytes())).or_insert(0);
            *highest = count.max(*highest);
        }
        Self { counts, documents }
    }

    /// Returns the inverse document frequency of a key, in nats; the highest for an unknown one.
    pub fn idf(&self, key: u64) -> f64 {
        let count = self.counts.get(&key).copied().unwrap_or(0);
        ((f64::from(self.documents) + 1.0) / (f64::from(count) + 0.5)).ln()
    }

    /// Returns the share of the documents that hold a key.
    pub fn share(&self, key: u64) -> f64 {
        let count = self.counts.get(&key).copied().unwrap_or(0);
        f64::from(count) / f64::from(self.documents.max(1))
    }

    /// Whether the table has a key.
    pub fn knows(&self, key: u64) -> bool {
        self.counts.contains_key(&key)
    }

    /// Whether the table knows the language of a text: its common words are common there too.
    pub fn speaks(&self, text: &Tokens) -> bool {
        let least = COMMON_SHARE * f64::from(self.documents);
        let common = |key: &&u64| {
            let count = self.counts.get(*key);
            count.is_some_and(|&count| f64::from(count) >= least)
        };
        let count = text.keys.iter().filter(common).count();
        count as f64 >= SPOKEN_SHARE * text.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;

    fn key(word: &str) -> u64 {
        tokenize(word, &[]).keys[0]
    }

    #[test]
    fn stems_with_one_beginning_share_the_highest_count() {
        let table = Frequencies::new([("minist", 80), ("minis", 2)], 100);

        assert_eq!((101.0_f64 / 80.5).ln(), table.idf(key("Ministers")));
    }

    #[test]
    fn an_unknown_word_is_the_rarest() {
        let table = Frequencies::new([("the", 100)], 100);

        assert_eq!((101.0_f64 / 0.5).ln(), table.idf(key("zinc")));
    }

    #[test]
    fn a_table_speaks_the_language_of_its_common_words() {
        let table = Frequencies::new([("the", 100), ("of", 90)], 100);
        let speaks = |text: &str| table.speaks(&tokenize(text, &[]));

        assert_eq!(
            (true, false),
            (speaks("the price of zinc"), speaks("der Preis von Zink"))
        );
    }
}

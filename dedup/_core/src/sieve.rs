//! What one text can have to do with others, told from their words alone: most have nothing, and need no more reading.

use rustc_hash::FxHashMap;

use crate::align::{self, Band, Frequencies, Index, Text};
use crate::shingles::{SIZE, hash_shingles};
use crate::tokens::{CAPITAL, NUMBER, QUOTED, Range, SENTENCE, Tokens, tokenize};

/// Words at the beginning that count twice, headline and lead, which name the event.
const LEAD: usize = 80;
/// How much more a name tells than a word, and a name that the table of frequencies does not know.
const NAME: f64 = 1.5;
const RARE_NAME: f64 = 2.0;
/// A word in so many of all texts is a function word, or as good as one.
const COMMON: f64 = 1.0 / 3.0;

/// Shingles that texts share where a passage is looked for: eight words in a row, or several shorter runs.
const ALIGNED: usize = 4;

/// What a text has to do with another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bearing {
    /// Cosine of the two texts' words, rare ones and names counting more.
    pub likeness: f64,
    /// Words of the longest run that both have, 0 where it is below [`SIZE`].
    pub run: u32,
    /// The same of what the first one quotes.
    pub quoted: u32,
    /// Whether the aligner is sure of a passage of one in the other.
    pub aligned: bool,
}

/// A text that others are held against.
pub struct Sieve {
    tokens: Tokens,
    index: Index,
    /// Whether each shingle is quoted.
    shingles: FxHashMap<u64, bool>,
    vector: FxHashMap<u64, f64>,
}

impl Sieve {
    /// Returns the sieve of a text; `quoted` are the ranges that stand in quotation marks.
    pub fn new(text: &str, quoted: &[Range], rarity: &Frequencies) -> Self {
        let mut tokens = tokenize(text, &[]);
        tokens.quote(quoted);
        let quoted = tokens
            .flags
            .windows(SIZE)
            .map(|flags| flags.iter().all(|flag| flag & QUOTED != 0));
        Self {
            index: Index::new(&tokens),
            shingles: hash_shingles(&tokens.words)
                .into_iter()
                .zip(quoted)
                .collect(),
            vector: weigh(&tokens, rarity),
            tokens,
        }
    }

    /// Returns what the text has to do with another.
    ///
    /// Words are as rare as `rarity` says where texts are compared, and as `frequencies` says where they are aligned.
    pub fn judge(&self, other: &str, rarity: &Frequencies, frequencies: &Frequencies) -> Bearing {
        let tokens = tokenize(other, &[]);
        let hashes = hash_shingles(&tokens.words);
        let run = longest_run(&hashes, |hash| self.shingles.contains_key(&hash));
        Bearing {
            likeness: self.likeness(&weigh(&tokens, rarity)),
            run,
            quoted: longest_run(&hashes, |hash| self.shingles.get(&hash) == Some(&true)),
            aligned: self.count_shared(&hashes) >= ALIGNED && self.aligns(&tokens, frequencies),
        }
    }

    /// Returns how many of the places of shingles have one of the text.
    fn count_shared(&self, hashes: &[u64]) -> usize {
        let shared = |hash: &&u64| self.shingles.contains_key(*hash);
        hashes.iter().filter(shared).count()
    }

    fn likeness(&self, other: &FxHashMap<u64, f64>) -> f64 {
        let (fewer, more) = if self.vector.len() <= other.len() {
            (&self.vector, other)
        } else {
            (other, &self.vector)
        };
        let shared = fewer
            .iter()
            .filter_map(|(key, value)| Some(value * more.get(key)?));
        shared.sum()
    }

    fn aligns(&self, other: &Tokens, frequencies: &Frequencies) -> bool {
        let index = Index::new(other);
        let ours = Text {
            tokens: &self.tokens,
            index: &self.index,
        };
        let theirs = Text {
            tokens: other,
            index: &index,
        };
        let (target, source) = if self.tokens.len() <= other.len() {
            (ours, theirs)
        } else {
            (theirs, ours)
        };
        let found = align::align(target, source, frequencies).alignments;
        found.iter().any(|one| one.band == Band::Asserted)
    }
}

/// Returns the number of words in the longest run of wanted shingles.
fn longest_run(hashes: &[u64], is_wanted: impl Fn(u64) -> bool) -> u32 {
    let (mut longest, mut run) = (0, 0);
    for &hash in hashes {
        run = if is_wanted(hash) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    if longest > 0 {
        longest + SIZE as u32 - 1
    } else {
        0
    }
}

/// Returns the weights of a text's keys, of length 1.
fn weigh(tokens: &Tokens, frequencies: &Frequencies) -> FxHashMap<u64, f64> {
    let mut counts = FxHashMap::<u64, (f64, u8)>::default();
    for (at, (&key, &flags)) in tokens.keys.iter().zip(&tokens.flags).enumerate() {
        let entry = counts.entry(key).or_default();
        entry.0 += if at < LEAD { 2.0 } else { 1.0 };
        entry.1 |= if flags & CAPITAL == 0 {
            if flags & NUMBER == 0 { LOWER } else { 0 }
        } else if flags & SENTENCE == 0 && at > 0 {
            INSIDE | UPPER
        } else {
            UPPER
        };
    }
    let mut vector: FxHashMap<u64, f64> = counts
        .into_iter()
        .filter(|&(key, _)| frequencies.share(key) < COMMON)
        .map(|(key, (times, seen))| (key, (1.0 + times.ln()) * tell(key, seen, frequencies)))
        .collect();
    let length = vector
        .values()
        .map(|value| value * value)
        .sum::<f64>()
        .sqrt();
    vector.values_mut().for_each(|value| *value /= length);
    vector
}

/// A key was seen in lower case; with a capital; with one that does not begin a sentence.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const INSIDE: u8 = 4;

/// Returns how much a key tells of an event.
fn tell(key: u64, seen: u8, frequencies: &Frequencies) -> f64 {
    let known = frequencies.knows(key);
    let name = seen & LOWER == 0 && (seen & INSIDE != 0 || seen & UPPER != 0 && !known);
    frequencies.idf(key)
        * if !name {
            1.0
        } else if known {
            NAME
        } else {
            RARE_NAME
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str, quoted: &[Range], other: &str) -> Bearing {
        let table = Frequencies::new([("the", 100), ("of", 90), ("harbo", 5)], 100);
        Sieve::new(text, quoted, &table).judge(other, &table, &table)
    }

    #[test]
    fn a_text_is_wholly_like_itself_and_not_at_all_like_one_without_its_words() {
        let text = "The harbour of Port Linden closes on Monday.";

        assert!((judge(text, &[], text).likeness - 1.0).abs() < 1e-9);
        assert_eq!(Bearing::default(), judge(text, &[], "Nobody came."));
    }

    #[test]
    fn words_that_all_texts_have_make_none_alike() {
        assert_eq!(
            0.0,
            judge("The end of the road", &[], "The rise of the tide").likeness
        );
    }

    #[test]
    fn the_longest_run_is_counted_in_words() {
        let found = judge(
            "one two three four five six seven",
            &[],
            "zero one two three four five six",
        );

        assert_eq!((6, 0), (found.run, found.quoted));
    }

    #[test]
    fn what_the_first_text_quotes_is_told_apart() {
        let text = "He said one two three four five six then left";
        let quoted = [(8, 36)];

        assert_eq!(
            6,
            judge(text, &quoted, "So one two three four five six was heard").quoted
        );
    }
}

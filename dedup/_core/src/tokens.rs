//! A text as arrays of folded words, each with its place in the original.

use xxhash_rust::xxh3::xxh3_64;

use crate::hashing::Hasher;
use crate::simd::Level;
use crate::stream::Stream;
use crate::words::{Word, visit_words};

/// A sentence ends before this token.
pub const SENTENCE: u8 = 1;
/// A line ends before this token.
pub const LINE: u8 = 2;
/// A paragraph (two line ends, or an excluded span) ends before this token.
pub const PARAGRAPH: u8 = 4;
/// The word begins with an upper-case letter.
pub const CAPITAL: u8 = 8;
/// The word begins with a digit.
pub const NUMBER: u8 = 16;
/// The word stands in quotation marks.
pub const QUOTED: u8 = 32;

/// A tokenised text: parallel arrays, one entry a token.
///
/// Offsets count Unicode code points of the original text and are half-open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// xxh3-64 of the folded word.
    pub words: Vec<u64>,
    /// xxh3-64 of the word's key: its first five folded characters, apostrophe and what follows cut off; a number whole.
    pub keys: Vec<u64>,
    /// Where the word starts.
    pub starts: Vec<u32>,
    /// Where the word ends.
    pub ends: Vec<u32>,
    /// Where the passage starts that begins with this word: just after the last white space of the gap before it.
    pub outer_starts: Vec<u32>,
    /// Where the passage ends that ends with this word: at the first white space of the gap after it.
    pub outer_ends: Vec<u32>,
    /// What stands before the token and how it begins: [`SENTENCE`], [`LINE`], [`PARAGRAPH`], [`CAPITAL`], [`NUMBER`];
    /// [`QUOTED`] once [`Tokens::quote`] is told.
    pub flags: Vec<u8>,
    /// Length of the text in code points.
    pub length: u32,
}

/// Characters of a word's key: as good as a stemmer for finding passages, in any language.
const KEY_LENGTH: usize = 5;

/// Half-open range of code points.
pub type Range = (u32, u32);

/// Tokenises `text` into its UAX #29 words, folded by NFKC and full case folding.
///
/// Characters of scripts without spaces are words of their own. Words that touch a range of `excluded` (sorted,
/// disjoint) are left out, and a paragraph ends there.
pub fn tokenize(text: &str, excluded: &[Range]) -> Tokens {
    let mut tokens = Tokens::default();
    let mut gap_start = (0, 0);
    let mut skipping = excluded.iter().peekable();
    let mut cut = true;
    let length = visit_words(text, |word| {
        let gap = &text[gap_start.0..word.bytes.start];
        tokens.close(gap, gap_start.1, false);
        gap_start = (word.bytes.end, word.points.end);
        while skipping
            .next_if(|range| range.1 <= word.points.start)
            .is_some()
        {
            cut = true;
        }
        if skipping
            .peek()
            .is_some_and(|range| range.0 < word.points.end)
        {
            cut = true;
        } else {
            tokens.push(&word, &text[word.bytes.clone()], gap, cut);
            cut = false;
        }
    });
    tokens.close(&text[gap_start.0..], gap_start.1, true);
    tokens.length = length;
    tokens
}

/// Returns the hashes of a text's words: `tokenize(text, &[]).words`, without the places.
pub fn hash_words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let (level, mut stream) = (Level::chosen(), Stream::default());
    stream.fill_utf8(text.as_bytes(), level);
    Hasher::default().hash(&stream, level, &mut words);
    words
}

impl Tokens {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn push(&mut self, word: &Word<'_>, original: &str, gap: &str, cut: bool) {
        let (lead, breaks) = read_gap(gap, self.is_empty());
        let breaks = if cut {
            SENTENCE | LINE | PARAGRAPH
        } else {
            breaks
        };
        self.words.push(xxh3_64(word.folded.as_bytes()));
        self.keys.push(xxh3_64(key(word.folded).as_bytes()));
        self.starts.push(word.points.start);
        self.ends.push(word.points.end);
        self.outer_starts.push(word.points.start - lead);
        self.outer_ends.push(word.points.end);
        self.flags.push(breaks | beginning(original));
    }

    /// Flags the words that touch a range of `quoted`, sorted and disjoint.
    pub fn quote(&mut self, quoted: &[Range]) {
        let mut ranges = quoted.iter().peekable();
        let words = self.starts.iter().zip(&self.ends);
        for ((&start, &end), flags) in words.zip(&mut self.flags) {
            while ranges.next_if(|range| range.1 <= start).is_some() {}
            if ranges.peek().is_some_and(|range| range.0 < end) {
                *flags |= QUOTED;
            }
        }
    }

    /// Extends the last token over the marks that follow it directly, `gap` being the text from `gap_start` on.
    fn close(&mut self, gap: &str, gap_start: u32, last: bool) {
        if !gap.starts_with(' ')
            && let (Some(&end), Some(outer)) = (self.ends.last(), self.outer_ends.last_mut())
            && end == gap_start
        {
            let marks = gap.chars().take_while(|c| !c.is_whitespace()).count();
            let whole = marks == gap.chars().count();
            // A gap without white space joins two words ("and/or"): its marks belong to neither, but end the text.
            *outer = if whole && !last {
                end
            } else {
                end + marks as u32
            };
        }
    }
}

/// Returns the part of a folded word that inflected forms share.
fn key(folded: &str) -> &str {
    if folded.starts_with(char::is_numeric) {
        return folded;
    }
    let stem = match folded.find('\'') {
        None | Some(0) => folded,
        Some(end) => &folded[..end],
    };
    match stem.char_indices().nth(KEY_LENGTH) {
        Some((end, _)) => &stem[..end],
        None => stem,
    }
}

/// Returns how many marks of the gap stand directly before the next word, and the breaks in the gap.
fn read_gap(gap: &str, first: bool) -> (u32, u8) {
    if gap == " " {
        return (0, 0);
    }
    let lead = gap.chars().rev().take_while(|c| !c.is_whitespace()).count();
    let joined = lead == gap.chars().count();
    let lead = if joined && !first { 0 } else { lead };
    let lines = gap.matches('\n').count();
    let mut breaks = 0;
    if ends_sentence(gap) {
        breaks |= SENTENCE;
    }
    if lines >= 1 {
        breaks |= LINE;
    }
    if lines >= 2 {
        breaks |= PARAGRAPH;
    }
    (lead as u32, breaks)
}

/// Whether the gap holds a full stop or its kin, closing marks, then white space; East Asian stops need no space.
fn ends_sentence(gap: &str) -> bool {
    let mut stopped = false;
    for c in gap.chars() {
        if matches!(c, '。' | '！' | '？' | '।') {
            return true;
        } else if matches!(c, '.' | '!' | '?' | ':' | ';' | '…' | '؟' | '۔') {
            stopped = true;
        } else if stopped && c.is_whitespace() {
            return true;
        } else if !matches!(c, '"' | '\'' | ')' | ']' | '»' | '”' | '’') {
            stopped = false;
        }
    }
    false
}

fn beginning(word: &str) -> u8 {
    match word.chars().next() {
        Some(c) if c.is_uppercase() => CAPITAL,
        Some(c) if c.is_numeric() => NUMBER,
        _ => 0,
    }
}

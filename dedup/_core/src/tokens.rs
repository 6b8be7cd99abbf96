//! A text as arrays of folded words, each with its place in the original.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use xxhash_rust::xxh3::xxh3_64;

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
    /// What stands before the token and how it begins: [`SENTENCE`], [`LINE`], [`PARAGRAPH`], [`CAPITAL`], [`NUMBER`].
    pub flags: Vec<u8>,
    /// Length of the text in code points.
    pub length: u32,
}

/// Half-open range of code points that takes no part in matching.
pub type Excluded = (u32, u32);

/// Tokenises `text` into its UAX #29 words, folded by NFKC and full case folding.
///
/// Words that touch a range of `excluded` (sorted, disjoint) are left out, and a paragraph ends there.
pub fn tokenize(text: &str, excluded: &[Excluded]) -> Tokens {
    let mut tokens = Tokens::default();
    let mut folder = Folder::default();
    let mut place = Place::default();
    let mut gap_start = 0;
    let mut skipping = excluded.iter().peekable();
    let mut cut = true;
    for (at, word) in text.unicode_word_indices() {
        let gap = &text[gap_start..at];
        let gap_place = place;
        place.advance(gap);
        let start = place.points;
        place.advance(word);
        let end = place.points;
        gap_start = at + word.len();
        while skipping.next_if(|range| range.1 <= start).is_some() {
            cut = true;
        }
        if skipping.peek().is_some_and(|range| range.0 < end) {
            cut = true;
            tokens.close(gap, gap_place.points);
            continue;
        }
        tokens.close(gap, gap_place.points);
        let (lead, breaks) = read_gap(gap, tokens.words.is_empty());
        let flags = if cut {
            SENTENCE | LINE | PARAGRAPH
        } else {
            breaks
        };
        cut = false;
        let folded = folder.fold(word);
        tokens.words.push(xxh3_64(folded.as_bytes()));
        tokens.keys.push(xxh3_64(key(folded).as_bytes()));
        tokens.starts.push(start);
        tokens.ends.push(end);
        tokens.outer_starts.push(start - lead);
        tokens.outer_ends.push(end);
        tokens.flags.push(flags | beginning(word));
    }
    let tail_place = place;
    let tail = &text[gap_start..];
    place.advance(tail);
    tokens.close(tail, tail_place.points);
    tokens.length = place.points;
    tokens
}

/// Returns the hashes of a text's words: `tokenize(text, &[]).words`, without the places.
pub fn hash_words(text: &str) -> Vec<u64> {
    let mut folder = Folder::default();
    text.unicode_words()
        .map(|word| xxh3_64(folder.fold(word).as_bytes()))
        .collect()
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

    /// Extends the last token over the marks that follow it directly, `gap` being the text from `gap_start` on.
    fn close(&mut self, gap: &str, gap_start: u32) {
        if let (Some(&end), Some(outer)) = (self.ends.last(), self.outer_ends.last_mut())
            && end == gap_start
        {
            let marks = gap.chars().take_while(|c| !c.is_whitespace()).count();
            let whole = marks == gap.chars().count();
            // A gap without white space joins two words ("and/or"): its marks belong to neither, but end the text.
            *outer = if whole { end } else { end + marks as u32 };
        }
    }
}

/// A place in the text, counted in code points.
#[derive(Clone, Copy, Default)]
struct Place {
    points: u32,
}

impl Place {
    fn advance(&mut self, text: &str) {
        self.points += text.chars().count() as u32;
    }
}

/// Folds words; the buffer is reused.
#[derive(Default)]
struct Folder {
    buffer: String,
}

impl Folder {
    /// Returns `word` in NFKC, fully case-folded, apostrophes straightened, invisible format characters dropped.
    fn fold(&mut self, word: &str) -> &str {
        self.buffer.clear();
        let visible = word.chars().filter(|c| {
            !matches!(
                c,
                '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
        });
        let folded = visible.nfkc().default_case_fold().nfkc();
        self.buffer.extend(folded.map(|c| {
            if matches!(c, '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}') {
                '\''
            } else {
                c
            }
        }));
        &self.buffer
    }
}

/// Returns the part of a folded word that inflected forms share.
fn key(folded: &str) -> &str {
    if folded.starts_with(char::is_numeric) {
        return folded;
    }
    let stem = folded.split('\'').next().unwrap_or(folded);
    let stem = if stem.is_empty() { folded } else { stem };
    stem.char_indices()
        .nth(5)
        .map_or(stem, |(at, _)| &stem[..at])
}

/// Returns how many marks of the gap stand directly before the next word, and the breaks in the gap.
fn read_gap(gap: &str, first: bool) -> (u32, u8) {
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

/// Whether the gap holds a full stop or its kin, closing marks, then white space.
fn ends_sentence(gap: &str) -> bool {
    let mut stopped = false;
    for c in gap.chars() {
        if matches!(
            c,
            '.' | '!' | '?' | ':' | ';' | '…' | '。' | '！' | '？' | '؟' | '।'
        ) {
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

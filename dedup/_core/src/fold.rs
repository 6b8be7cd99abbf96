//! Words folded to the form in which they are compared.

use std::sync::LazyLock;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Changes whenever the words or the folded form of any text change; stored in every index.
pub const FOLDING_VERSION: u32 = 1;

/// Folds words; the buffer is reused.
#[derive(Default)]
pub struct Folder {
    buffer: String,
}

impl Folder {
    /// Returns `word` in NFKC, fully case-folded, apostrophes straightened, invisible characters dropped.
    pub fn fold(&mut self, word: &str) -> &str {
        self.buffer.clear();
        let visible = word.chars().filter(|&c| !is_invisible(c));
        let folded = visible.nfkc().default_case_fold().nfkc();
        self.buffer.extend(folded.map(straighten));
        &self.buffer
    }

    /// Returns the folded form of a word of ASCII.
    pub fn fold_ascii(&mut self, word: &str) -> &str {
        self.buffer.clear();
        self.buffer.push_str(word);
        self.buffer.make_ascii_lowercase();
        &self.buffer
    }

    /// Returns the folded form of a word whose characters are all in the table.
    pub fn fold_simple(&mut self, word: &str, table: Table) -> &str {
        self.buffer.clear();
        for c in word.chars() {
            self.buffer.push_str(table.folded(c));
        }
        &self.buffer
    }
}

/// How a character takes part in words, as UAX #29 has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// Needs the whole algorithm: marks that combine, scripts beyond the table.
    #[default]
    Complex,
    /// Belongs to no word.
    Mark,
    /// Joins letters and digits.
    Letter,
    /// Joins letters and digits.
    Digit,
    /// The low line: joins letters, digits and itself.
    Connector,
    /// Joins a letter to a letter, and a digit to a digit ("don't", "1.5").
    Inner,
    /// Joins a letter to a letter.
    InnerLetter,
    /// Joins a digit to a digit ("1,000").
    InnerDigit,
}

/// Latin, Greek and Cyrillic, none of whose letters combines with a neighbour.
const LETTERS: u32 = 0x530;
/// More of Latin (Vietnamese) and Greek, typographic quotes and dashes, currencies, letter-like signs and arrows.
const MORE: std::ops::Range<u32> = 0x1e00..0x2200;

static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| Table::points().map(Entry::look_up).collect());

/// Class and folded form of the characters of simple scripts.
#[derive(Clone, Copy)]
pub struct Table(&'static [Entry]);

impl Table {
    /// Returns the table, made at the first call.
    pub fn get() -> Self {
        Self(&ENTRIES)
    }

    /// Whether the table does for a character.
    pub fn knows(self, c: char) -> bool {
        self.class(c) != Class::Complex
    }

    /// The class of a character; [`Class::Complex`] beyond the table.
    pub fn class(self, c: char) -> Class {
        self.entry(c).map_or(Class::Complex, |entry| entry.class)
    }

    /// The class of an ASCII character.
    pub fn class_of_ascii(self, byte: u8) -> Class {
        self.0[usize::from(byte)].class
    }

    /// The code points that the table has, in the order of their numbers.
    pub fn points() -> impl Iterator<Item = u32> {
        (0..LETTERS).chain(MORE)
    }

    /// The number of a code point in the table.
    #[inline(always)]
    pub fn number(point: u32) -> Option<usize> {
        match point {
            0..LETTERS => Some(point as usize),
            point if MORE.contains(&point) => Some((LETTERS + point - MORE.start) as usize),
            _ => None,
        }
    }

    /// The folded form of a character; empty beyond the table.
    pub fn folded(self, c: char) -> &'static str {
        let bytes = self
            .entry(c)
            .map_or(&[][..], |entry| &entry.folded[..usize::from(entry.length)]);
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn entry(self, c: char) -> Option<&'static Entry> {
        self.0.get(Self::number(u32::from(c))?)
    }
}

#[derive(Clone, Copy, Default)]
struct Entry {
    class: Class,
    length: u8,
    folded: [u8; 4],
}

impl Entry {
    fn look_up(point: u32) -> Self {
        let mut entry = Self::default();
        let Some(c) = char::from_u32(point) else {
            return entry;
        };
        let mut folder = Folder::default();
        let folded = folder.fold(c.encode_utf8(&mut [0; 4])).as_bytes();
        if let Some(place) = entry.folded.get_mut(..folded.len()) {
            place.copy_from_slice(folded);
            entry.length = folded.len() as u8;
            entry.class = classify(c);
        }
        entry
    }
}

/// Returns the class of a character by asking the whole algorithm how it sits beside letters and digits.
fn classify(c: char) -> Class {
    let joins = |text: String| segments(&text) == 1;
    let (before, after) = (joins(format!("é{c}")), joins(format!("{c}é")));
    let letters = joins(format!("é{c}é"));
    let digits = joins(format!("1{c}1"));
    match (before, after) {
        _ if c == '_' => Class::Connector,
        (true, true) if c.is_alphabetic() => Class::Letter,
        (true, true) if c.is_numeric() => Class::Digit,
        (false, false) if c.is_alphanumeric() => Class::Complex,
        (false, false) => match (letters, digits) {
            (true, true) => Class::Inner,
            (true, false) => Class::InnerLetter,
            (false, true) => Class::InnerDigit,
            (false, false) => Class::Mark,
        },
        _ => Class::Complex,
    }
}

/// Counts segments; the letter added at the end keeps the library off its path for ASCII, which has other rules.
fn segments(text: &str) -> usize {
    format!("{text} é").split_word_bounds().count() - 2
}

/// Whether a character leaves no mark of its own: soft hyphens, joiners, direction marks, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

fn straighten(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    }
}

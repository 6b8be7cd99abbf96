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

    /// Returns the folded form of a word whose characters are all simple, by table.
    pub fn fold_simple(&mut self, word: &str) -> &str {
        self.buffer.clear();
        for c in word.chars() {
            if c.is_ascii() {
                self.buffer.push(c.to_ascii_lowercase());
            } else {
                self.buffer.push_str(Simple::of(c).folded());
            }
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

/// What the table knows of a character: its class and its folded form.
#[derive(Clone, Copy, Default)]
pub struct Simple {
    /// How it takes part in words.
    pub class: Class,
    length: u8,
    folded: [u8; 4],
}

/// Latin, Greek and Cyrillic, none of whose letters combines with a neighbour.
const LETTERS: u32 = 0x530;
/// General punctuation: typographic quotes and dashes.
const MARKS: std::ops::Range<u32> = 0x2000..0x2040;

static TABLE: LazyLock<Vec<Simple>> =
    LazyLock::new(|| (0..LETTERS).chain(MARKS).map(Simple::look_up).collect());
static COMPLEX: Simple = Simple {
    class: Class::Complex,
    length: 0,
    folded: [0; 4],
};

impl Simple {
    /// Returns what is known of a character; [`Class::Complex`] beyond the table.
    pub fn of(c: char) -> &'static Simple {
        let point = u32::from(c);
        let index = match point {
            0..LETTERS => point,
            _ if MARKS.contains(&point) => LETTERS + point - MARKS.start,
            _ => return &COMPLEX,
        };
        TABLE.get(index as usize).unwrap_or(&COMPLEX)
    }

    fn folded(&self) -> &str {
        std::str::from_utf8(&self.folded[..usize::from(self.length)]).unwrap_or_default()
    }

    fn look_up(point: u32) -> Self {
        let mut simple = Simple::default();
        let Some(c) = char::from_u32(point) else {
            return simple;
        };
        let mut folder = Folder::default();
        let folded = folder.fold(c.encode_utf8(&mut [0; 4])).as_bytes();
        if let Some(place) = simple.folded.get_mut(..folded.len()) {
            place.copy_from_slice(folded);
            simple.length = folded.len() as u8;
            simple.class = classify(c);
        }
        simple
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

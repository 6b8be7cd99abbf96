//! The words of a text, by UAX #29: a short way for simple scripts beside the whole algorithm for all others.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::fold::{Class, Folder, Simple};

/// A word: where it stands, and its folded form.
pub struct Word<'f> {
    /// Its place in the UTF-8 text.
    pub bytes: Range<usize>,
    /// Its place in code points.
    pub points: Range<u32>,
    /// What is compared.
    pub folded: &'f str,
}

/// Visits every word of `text` in order, and returns the length of the text in code points.
///
/// Words never reach over ASCII white space, so each stretch without it is looked at alone.
pub fn visit_words(text: &str, mut visit: impl FnMut(Word<'_>)) -> u32 {
    let mut folder = Folder::default();
    let mut point = 0;
    let mut at = 0;
    while at < text.len() {
        let (end, simple) = measure_stretch(&text[at..]);
        let stretch = Stretch {
            text: &text[at..at + end],
            at,
            point,
        };
        point += if simple {
            stretch.visit_simple(&mut folder, &mut visit)
        } else {
            stretch.visit_any(&mut folder, &mut visit)
        };
        at += end;
        let blanks = text[at..].bytes().take_while(|&b| is_blank(b)).count();
        at += blanks;
        point += blanks as u32;
    }
    point
}

/// Visits every word by the whole algorithm alone: slow, and what [`visit_words`] must equal.
pub fn visit_words_plainly(text: &str, mut visit: impl FnMut(Word<'_>)) -> u32 {
    let mut folder = Folder::default();
    let mut point = 0;
    let mut at = 0;
    for part in text.split_inclusive(|c: char| c.is_ascii() && is_blank(c as u8)) {
        let stretch = part.trim_end_matches(|c: char| c.is_ascii() && is_blank(c as u8));
        let place = Stretch {
            text: stretch,
            at,
            point,
        };
        point += place.visit_any(&mut folder, &mut visit);
        point += (part.len() - stretch.len()) as u32;
        at += part.len();
    }
    point
}

/// A piece of the text without ASCII white space, and where it stands.
struct Stretch<'t> {
    text: &'t str,
    at: usize,
    point: u32,
}

impl Stretch<'_> {
    /// Visits the words of a stretch whose characters are all in the table; returns its length in code points.
    fn visit_simple(&self, folder: &mut Folder, visit: &mut impl FnMut(Word<'_>)) -> u32 {
        let mut chars = self
            .text
            .chars()
            .map(|c| (c, Simple::of(c).class))
            .peekable();
        let (mut at, mut point) = (0, 0);
        let mut run = Run::default();
        while let Some((c, class)) = chars.next() {
            let next = chars.peek().map(|&(_, class)| class);
            if !run.takes(class, next) {
                self.emit(&run, at, point, folder, visit);
                run = Run::starting(at, point);
                run.takes(class, next);
            }
            at += c.len_utf8();
            point += 1;
        }
        self.emit(&run, at, point, folder, visit);
        point
    }

    fn emit(
        &self,
        run: &Run,
        at: usize,
        point: u32,
        folder: &mut Folder,
        visit: &mut impl FnMut(Word<'_>),
    ) {
        if run.is_word {
            visit(Word {
                bytes: self.at + run.at..self.at + at,
                points: self.point + run.point..self.point + point,
                folded: folder.fold_simple(&self.text[run.at..at]),
            });
        }
    }

    /// Visits the words of any stretch; returns its length in code points.
    fn visit_any(&self, folder: &mut Folder, visit: &mut impl FnMut(Word<'_>)) -> u32 {
        // A letter beyond ASCII, set apart, keeps the library off its path for ASCII, which has other rules.
        let guarded = self.text.is_ascii().then(|| format!("{} é", self.text));
        let text = guarded.as_deref().unwrap_or(self.text);
        let (mut at, mut point) = (0, 0);
        for (start, word) in text.unicode_word_indices() {
            if start >= self.text.len() {
                break;
            }
            point += count_points(&self.text[at..start]);
            let end = point + count_points(word);
            at = start + word.len();
            visit(Word {
                bytes: self.at + start..self.at + at,
                points: self.point + point..self.point + end,
                folded: folder.fold(word),
            });
            point = end;
        }
        point + count_points(&self.text[at..])
    }
}

/// The characters since the last word boundary.
#[derive(Default)]
struct Run {
    at: usize,
    point: u32,
    last: Option<Class>,
    before: Option<Class>,
    is_word: bool,
}

impl Run {
    fn starting(at: usize, point: u32) -> Self {
        Self {
            at,
            point,
            ..Self::default()
        }
    }

    /// Whether a character goes on with the run (rules WB5 to WB13b), and takes it in if so.
    fn takes(&mut self, class: Class, next: Option<Class>) -> bool {
        use Class::{Connector, Digit, Inner, InnerDigit, InnerLetter, Letter};
        let goes_on = match (self.last, class) {
            (None, _) => true,
            (Some(Letter | Digit | Connector), Letter | Digit | Connector) => true,
            (Some(Letter), Inner | InnerLetter) => next == Some(Letter),
            (Some(Digit), Inner | InnerDigit) => next == Some(Digit),
            (Some(Inner | InnerLetter), Letter) => self.before == Some(Letter),
            (Some(Inner | InnerDigit), Digit) => self.before == Some(Digit),
            _ => false,
        };
        if goes_on {
            self.before = self.last.replace(class);
            self.is_word |= matches!(class, Letter | Digit);
        }
        goes_on
    }
}

/// Returns the bytes before the next ASCII white space, and whether the table knows all their characters.
fn measure_stretch(text: &str) -> (usize, bool) {
    let end = text.bytes().position(is_blank).unwrap_or(text.len());
    let stretch = &text[..end];
    let simple = stretch.is_ascii()
        || stretch
            .chars()
            .all(|c| Simple::of(c).class != Class::Complex);
    (end, simple)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn count_points(text: &str) -> u32 {
    text.chars().count() as u32
}

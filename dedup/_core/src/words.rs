//! The words of a text, by UAX #29: a short way for simple scripts beside the whole algorithm for all others.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::fold::{Class, Folder, Table};

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
    let table = Table::get();
    let mut point = 0;
    let mut at = 0;
    while at < text.len() {
        let (end, is_ascii) = measure_stretch(&text.as_bytes()[at..]);
        let stretch = Stretch {
            text: &text[at..at + end],
            at,
            point,
        };
        point += if is_ascii {
            stretch.visit_ascii(table, &mut folder, &mut visit)
        } else if stretch.text.chars().all(|c| table.knows(c)) {
            stretch.visit_simple(table, &mut folder, &mut visit)
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
    /// Visits the words of an ASCII stretch; returns its length.
    fn visit_ascii(
        &self,
        table: Table,
        folder: &mut Folder,
        visit: &mut impl FnMut(Word<'_>),
    ) -> u32 {
        let bytes = self.text.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            let end = end_of_run(bytes, start, table);
            if bytes[start..end].iter().any(u8::is_ascii_alphanumeric) {
                visit(Word {
                    bytes: self.at + start..self.at + end,
                    points: self.point + start as u32..self.point + end as u32,
                    folded: folder.fold_ascii(&self.text[start..end]),
                });
            }
            start = end.max(start + 1);
        }
        bytes.len() as u32
    }

    /// Visits the words of a stretch whose characters are all in the table; returns its length in code points.
    fn visit_simple(
        &self,
        table: Table,
        folder: &mut Folder,
        visit: &mut impl FnMut(Word<'_>),
    ) -> u32 {
        let mut chars = self.text.chars().map(|c| (c, table.class(c))).peekable();
        let (mut at, mut point) = (0, 0);
        let mut run = Run::default();
        while let Some((c, class)) = chars.next() {
            let next = chars.peek().map(|&(_, class)| class);
            if !run.takes(class, next) {
                self.emit(&run, (at, point), table, folder, visit);
                run = Run::starting(at, point);
                run.takes(class, next);
            }
            at += c.len_utf8();
            point += 1;
        }
        self.emit(&run, (at, point), table, folder, visit);
        point
    }

    fn emit(
        &self,
        run: &Run,
        (at, point): (usize, u32),
        table: Table,
        folder: &mut Folder,
        visit: &mut impl FnMut(Word<'_>),
    ) {
        if run.is_word {
            visit(Word {
                bytes: self.at + run.at..self.at + at,
                points: self.point + run.point..self.point + point,
                folded: folder.fold_simple(&self.text[run.at..at], table),
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

/// Returns where the run of letters, digits and what joins them ends that starts at `start`, if one does.
fn end_of_run(bytes: &[u8], start: usize, table: Table) -> usize {
    use Class::{Connector, Digit, Inner, InnerDigit, InnerLetter, Letter};
    let class = |at: usize| bytes.get(at).map(|&byte| table.class_of_ascii(byte));
    let mut end = start;
    loop {
        let joins = match class(end) {
            Some(Letter | Digit | Connector) => true,
            Some(inner) if end > start => match (class(end - 1), class(end + 1)) {
                (Some(Letter), Some(Letter)) => matches!(inner, Inner | InnerLetter),
                (Some(Digit), Some(Digit)) => matches!(inner, Inner | InnerDigit),
                _ => false,
            },
            _ => false,
        };
        if !joins {
            return end;
        }
        end += 1;
    }
}

/// Returns the bytes before the next ASCII white space, and whether all are ASCII.
fn measure_stretch(text: &[u8]) -> (usize, bool) {
    let end = text.iter().position(|&byte| is_blank(byte));
    let end = end.unwrap_or(text.len());
    (end, text[..end].is_ascii())
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn count_points(text: &str) -> u32 {
    text.chars().count() as u32
}

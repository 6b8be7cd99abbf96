//! Words as `dedup.language` has them, cut by classes of characters that are given: unlike those of [`crate::words`],
//! they are what stems and lists of words are looked up by ("G20" is two, "U.S." is one).

use std::ops::Range;
use std::sync::OnceLock;

/// Letters, and numerals that are no decimal digits.
pub const LETTER: u8 = 1;
/// Decimal digits.
pub const DIGIT: u8 = 2;
/// Characters of scripts without spaces, whatever else they are.
pub const UNSPACED: u8 = 4;
/// What goes on with a word behind its first letter.
pub const MARK: u8 = 8;
/// Characters that are letters or digits only when they are folded.
pub const WHOLE: u8 = 128;

/// Characters of a page.
pub const PAGE: usize = 256;
const PAGES: usize = 0x11_0000 / PAGE;

/// The classes and the folded forms of characters, page by page.
pub struct Characters {
    pages: Vec<OnceLock<Page>>,
}

/// What is known of 256 neighbouring characters.
pub struct Page {
    classes: [u8; PAGE],
    folded: Vec<Box<str>>,
}

impl Page {
    /// Returns a page, if there is a class and a folded form for each of its characters.
    pub fn new(classes: &[u8], folded: Vec<Box<str>>) -> Option<Self> {
        let classes = classes.try_into().ok()?;
        (folded.len() == PAGE).then_some(Self { classes, folded })
    }
}

impl Default for Characters {
    fn default() -> Self {
        Self {
            pages: (0..PAGES).map(|_| OnceLock::new()).collect(),
        }
    }
}

impl Characters {
    /// Returns a page that a text needs and that is not known yet.
    pub fn find_missing(&self, points: &[u32]) -> Option<usize> {
        let mut last = usize::MAX;
        points.iter().map(|&point| page_of(point)).find(|&page| {
            let is_new = page != last;
            last = page;
            is_new && self.pages.get(page).is_some_and(|one| one.get().is_none())
        })
    }

    /// Takes in what is known of a page.
    pub fn add(&self, number: usize, page: Page) {
        if let Some(place) = self.pages.get(number) {
            place.get_or_init(|| page);
        }
    }

    /// The class of a character, 0 where its page is not known.
    pub fn class(&self, point: u32) -> u8 {
        self.page(point)
            .map_or(0, |page| page.classes[point as usize % PAGE])
    }

    /// Returns the folded form of a word, with straight apostrophes where not all of it is letters and digits; pairs of
    /// characters of scripts without spaces are no words to fold.
    pub fn fold(&self, word: &[u32]) -> String {
        if self.class(word.first().copied().unwrap_or_default()) & UNSPACED != 0 {
            return word.iter().copied().filter_map(char::from_u32).collect();
        }
        let folded = word.iter().filter_map(|&point| {
            let page = self.page(point)?;
            Some(&*page.folded[point as usize % PAGE])
        });
        let folded = folded.collect::<String>();
        if word.iter().all(|&point| self.class(point) & WHOLE != 0) {
            folded
        } else {
            folded.replace(['’', 'ʼ'], "'")
        }
    }

    fn page(&self, point: u32) -> Option<&Page> {
        self.pages.get(page_of(point))?.get()
    }
}

/// Visits the places of the words of a text in order: a number, an abbreviation such as "U.S.", a word with its inner
/// apostrophes, or each pair of neighbours in a run of characters of a script without spaces.
pub fn cut(points: &[u32], characters: &Characters, mut visit: impl FnMut(Range<usize>)) {
    let text = Text { points, characters };
    let mut at = 0;
    while at < points.len() {
        let class = text.class(at);
        if class & UNSPACED != 0 {
            let end = text.skip(at, UNSPACED);
            for start in at..(end - 1).max(at + 1) {
                visit(start..(start + 2).min(end));
            }
            at = end;
        } else if class & (DIGIT | LETTER) != 0 {
            let end = if class & DIGIT != 0 {
                text.end_of_number(at)
            } else {
                text.end_of_abbreviation(at)
                    .unwrap_or_else(|| text.end_of_word(at))
            };
            visit(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
}

struct Text<'t> {
    points: &'t [u32],
    characters: &'t Characters,
}

impl Text<'_> {
    fn class(&self, at: usize) -> u8 {
        self.points
            .get(at)
            .map_or(0, |&point| self.characters.class(point))
    }

    fn is_one_of(&self, at: usize, wanted: &[char]) -> bool {
        self.points
            .get(at)
            .is_some_and(|&point| wanted.iter().any(|&one| u32::from(one) == point))
    }

    /// Returns where the characters of a class end.
    fn skip(&self, mut at: usize, class: u8) -> usize {
        while self.class(at) & class != 0 {
            at += 1;
        }
        at
    }

    fn end_of_number(&self, start: usize) -> usize {
        let mut end = self.skip(start, DIGIT);
        while self.is_one_of(end, &['.', ',', ':']) && self.class(end + 1) & DIGIT != 0 {
            end = self.skip(end + 1, DIGIT);
        }
        end
    }

    /// Returns where two or more letters end that a full stop follows each.
    fn end_of_abbreviation(&self, start: usize) -> Option<usize> {
        let mut end = start;
        while self.class(end) & LETTER != 0 && self.is_one_of(end + 1, &['.']) {
            end += 2;
        }
        (end >= start + 4).then_some(end)
    }

    fn end_of_word(&self, start: usize) -> usize {
        let mut end = self.skip(start + 1, LETTER | MARK);
        while self.is_one_of(end, &['\'', '’', 'ʼ']) && self.class(end + 1) & LETTER != 0 {
            end = self.skip(end + 1, LETTER);
        }
        end
    }
}

fn page_of(point: u32) -> usize {
    point as usize / PAGE
}

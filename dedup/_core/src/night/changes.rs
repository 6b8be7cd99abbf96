//! What a near-duplicate says that its anchor does not: text of its own, another number, another name.

use std::ops::Range;

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use super::numerals;
use crate::shingles::SIZE;
use crate::tokens::{CAPITAL, LINE, NUMBER, SENTENCE, Tokens, tokenize};

/// Words: a longer run is text of its own rather than an edit, and what stands in it replaces nothing.
const EDIT: usize = 30;
/// Words: how far from the start of a line a dateline ends: "KYIV, Ukraine, Nov. 27 (Reuters) —".
const DATELINE: usize = 12;
/// Words: a line of more is prose though no full stop ends it.
const HEADLINE: usize = 20;

/// What may stand inside a number.
const JOINTS: &str = ".,:/-";

/// How a text differs from its anchor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Words of the longest run of the text that stands in no shingle of both.
    pub own: u32,
    /// Whether the text has a number for another one of the anchor's.
    pub numbers: bool,
    /// Whether the text has a name for another one of the anchor's.
    pub names: bool,
}

/// A text with its shingles by place, and as a set.
pub struct Side<'t> {
    /// In UTF-8.
    pub text: &'t [u8],
    /// Hash of each shingle, by place.
    pub sequence: &'t [u64],
    /// The distinct hashes, ascending.
    pub set: &'t [u64],
}

/// Returns how a text differs from its anchor.
pub fn find(anchor: &Side<'_>, target: &Side<'_>) -> Changes {
    let (lost, own) = (runs(anchor, target.set), runs(target, anchor.set));
    let longest = own.iter().map(Range::len).max().unwrap_or_default();
    let (lost, own) = (edits(lost), edits(own));
    let mut changes = Changes {
        own: longest as u32,
        ..Changes::default()
    };
    if lost.is_empty() || own.is_empty() || !may_differ(anchor.text, target.text) {
        return changes;
    }
    let (theirs, ours) = (Facts::of(anchor.text, &lost), Facts::of(target.text, &own));
    changes.numbers = differ(&theirs, &ours, |facts| &facts.numbers);
    changes.names = differ(&theirs, &ours, |facts| &facts.names);
    changes
}

/// Returns the runs of words that stand in no shingle of the other set.
fn runs(side: &Side<'_>, other: &[u64]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut covered = 0; // the words before this one are in a run or in a shared shingle
    for (place, hash) in side.sequence.iter().enumerate() {
        if other.binary_search(hash).is_ok() {
            if covered < place {
                runs.push(covered..place);
            }
            covered = place + SIZE;
        }
    }
    let words = side.sequence.len() + SIZE - 1;
    if covered < words {
        runs.push(covered..words);
    }
    runs
}

fn edits(mut runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
    runs.retain(|run| run.len() <= EDIT);
    runs
}

/// Whether each has something in its edits that the other has nowhere.
fn differ(one: &Facts, other: &Facts, facts: impl Fn(&Facts) -> &Vec<u64>) -> bool {
    let lacks =
        |facts: &[u64], words: &FxHashSet<u64>| facts.iter().any(|fact| !words.contains(fact));
    lacks(facts(one), &other.words) && lacks(facts(other), &one.words)
}

/// Whether each text has a number, in digits or words, or a capitalised word that the other has not: without that nothing stands for another,
/// and the texts need not be tokenised, which takes ten times as long.
fn may_differ(one: &[u8], other: &[u8]) -> bool {
    let (one, other) = (marked(one), marked(other));
    let lacks =
        |ours: &[u64], theirs: &[u64]| ours.iter().any(|word| theirs.binary_search(word).is_err());
    lacks(&one, &other) && lacks(&other, &one)
}

/// Returns the hashes of a text's numbers, in digits, and of its words in capitals, ascending.
fn marked(text: &[u8]) -> Vec<u64> {
    let text = String::from_utf8_lossy(text);
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let (is_number, is_word) = (first.is_numeric(), first.is_alphabetic());
        if !is_number && !is_word {
            continue;
        }
        let goes_on = |c: char| {
            if is_number {
                c.is_numeric() || JOINTS.contains(c)
            } else {
                c.is_alphabetic()
            }
        };
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|&(_, c)| goes_on(c)) {
            end = at + c.len_utf8();
        }
        if is_number || first.is_uppercase() {
            let word = text[start..end].trim_end_matches(|c| JOINTS.contains(c));
            found.push(xxh3_64(word.as_bytes()));
        }
        if is_word && end - start <= numerals::LONGEST {
            let word = &text[start..end];
            let hash = if first.is_uppercase() {
                xxh3_64(word.to_lowercase().as_bytes())
            } else {
                xxh3_64(word.as_bytes())
            };
            found.extend(numerals::digits(hash));
        }
    }
    found.sort_unstable();
    found
}

/// The numbers and names in a text's edits, and all its words.
struct Facts {
    numbers: Vec<u64>,
    names: Vec<u64>,
    words: FxHashSet<u64>,
}

impl Facts {
    fn of(text: &[u8], edits: &[Range<usize>]) -> Self {
        let text = String::from_utf8_lossy(text);
        let tokens = tokenize(&text, &[]);
        let prose = find_prose(&tokens, &text.chars().collect::<Vec<char>>());
        let mut facts = Self {
            numbers: Vec::new(),
            names: Vec::new(),
            words: tokens.words.iter().copied().collect(),
        };
        let numerals = tokens
            .words
            .iter()
            .filter_map(|&word| numerals::digits(word));
        facts.words.extend(numerals);
        for place in edits.iter().flat_map(Clone::clone) {
            let (Some(&word), Some(&flags)) = (tokens.words.get(place), tokens.flags.get(place))
            else {
                continue;
            };
            if let Some(digits) = numerals::digits(word) {
                facts.numbers.push(digits);
            } else if flags & NUMBER != 0 {
                facts.numbers.push(word);
            } else if flags & CAPITAL != 0 && flags & SENTENCE == 0 && prose[place] {
                facts.names.push(word);
            }
        }
        facts
    }
}

/// Returns of each word whether it stands in prose: not in a headline, byline or dateline, each house having its own,
/// and not first in a line.
fn find_prose(tokens: &Tokens, chars: &[char]) -> Vec<bool> {
    let mut prose = vec![false; tokens.len()];
    let starts: Vec<usize> = (0..tokens.len())
        .filter(|&place| place == 0 || tokens.flags[place] & LINE != 0)
        .collect();
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(tokens.len());
        let gap = |place: usize| gap_after(tokens, chars, place);
        if end - start <= HEADLINE && !gap(end - 1).iter().any(|&c| is_stop(c)) {
            continue;
        }
        let head = (start..end.min(start + DATELINE)).rfind(|&place| has_dash(gap(place)));
        prose[head.unwrap_or(start) + 1..end].fill(true);
    }
    prose
}

fn gap_after<'c>(tokens: &Tokens, chars: &'c [char], place: usize) -> &'c [char] {
    let end = tokens
        .starts
        .get(place + 1)
        .map_or(chars.len(), |&start| start as usize);
    chars
        .get(tokens.ends[place] as usize..end)
        .unwrap_or_default()
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔'
    )
}

/// Whether a gap holds a dash between spaces, or one that is wide.
fn has_dash(gap: &[char]) -> bool {
    let wide = gap.iter().any(|&c| matches!(c, '—' | '–' | '―'));
    wide || gap
        .windows(2)
        .any(|pair| pair[0].is_whitespace() && pair[1] == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shingles::{Shingles, hash_shingles};
    use crate::tokens::hash_words;

    const STORY: &str = "KYIV (Reuters) - Russian forces struck the port of Odesa overnight, killing 5 people, the \
        regional governor Oleh Kiper said on Tuesday. Two others were wounded when a warehouse caught fire.";

    fn compare(anchor: &str, target: &str) -> Changes {
        let texts = [anchor, target].map(|text| hash_shingles(&hash_words(text)));
        let sets = texts.clone().map(Shingles::of_hashes);
        let side = |place: usize, text: &'static str| Side {
            text: text.as_bytes(),
            sequence: &texts[place],
            set: &sets[place].hashes,
        };
        find(
            &side(0, anchor.to_owned().leak()),
            &side(1, target.to_owned().leak()),
        )
    }

    #[test]
    fn another_number_is_a_change_and_so_is_another_name() {
        let number = compare(STORY, &STORY.replace('5', "7"));
        let name = compare(STORY, &STORY.replace("Oleh Kiper", "Ivan Fedorov"));

        assert_eq!((true, false), (number.numbers, number.names));
        assert_eq!((false, true), (name.numbers, name.names));
    }

    #[test]
    fn a_number_in_words_is_one_and_digits_for_it_are_the_same() {
        let killed = STORY.replace('5', "five");
        let more = compare(&killed, &STORY.replace('5', "seven"));
        let fewer = compare(STORY, &STORY.replace('5', "four"));
        let digits = compare(STORY, &killed);
        let capital = compare(
            STORY,
            &STORY.replace("Two others were", "Three others were"),
        );

        assert_eq!([true; 3], [more.numbers, fewer.numbers, capital.numbers]);
        assert_eq!((false, false), (digits.numbers, digits.names));
    }

    #[test]
    fn a_house_s_own_dateline_and_a_word_for_a_word_are_none() {
        let dateline = compare(
            STORY,
            &STORY.replace("KYIV (Reuters) - ", "KYIV, Ukraine — "),
        );
        let worded = compare(STORY, &STORY.replace("wounded", "injured"));

        assert_eq!((false, false), (dateline.numbers, dateline.names));
        assert_eq!(
            Changes {
                own: 1,
                ..Changes::default()
            },
            worded
        );
    }

    #[test]
    fn an_added_sentence_is_text_of_its_own() {
        let added = compare(
            STORY,
            &format!("{STORY} Firefighters from Mykolaiv were still at work by noon."),
        );

        assert_eq!(
            Changes {
                own: 9,
                ..Changes::default()
            },
            added
        );
    }
}

//! Plain words apart from names and numbers: an event brings its names along, wording is the writer's.

use rustc_hash::FxHashSet;

use super::extent::{Area, SOURCE, TARGET};
use super::lcs;
use super::pair::Pair;
use super::params::{FEW_CAPITALS, MANY_CAPITALS, SAME_EVENT_NAMES};
use crate::tokens::{CAPITAL, NUMBER, Tokens};

/// Which words of a pair are plain, and whether both texts may tell of one event.
pub struct Wording<'a> {
    pair: &'a Pair<'a>,
    /// Words that a text writes in lower case.
    lower: FxHashSet<u64>,
    /// Whether capitals tell names: not in title case, not in German, not in a script without them.
    telling: bool,
    /// Whether the texts share so many names that independent reports would share topic words too.
    pub same_event: bool,
}

impl<'a> Wording<'a> {
    pub fn new(pair: &'a Pair<'a>) -> Self {
        let texts = [TARGET, SOURCE].map(|side| pair.sides[side].tokens);
        let shares = texts.map(capital_share);
        let mut wording = Self {
            pair,
            lower: texts.into_iter().flat_map(find_lower).collect(),
            telling: shares
                .iter()
                .all(|share| (FEW_CAPITALS..=MANY_CAPITALS).contains(share)),
            // Without capitals nobody can tell whether names are shared.
            same_event: shares.iter().any(|&share| share < FEW_CAPITALS),
        };
        wording.same_event |= wording.count_shared_names() >= SAME_EVENT_NAMES;
        wording
    }

    /// Whether a token is neither a name (capitalised, in neither text in lower case) nor a number.
    pub fn is_plain(&self, side: usize, at: usize) -> bool {
        let tokens = self.pair.sides[side].tokens;
        tokens.flags[at] & NUMBER == 0 && !(self.telling && self.is_name(tokens, at))
    }

    fn is_name(&self, tokens: &Tokens, at: usize) -> bool {
        tokens.flags[at] & CAPITAL != 0 && !self.lower.contains(&tokens.words[at])
    }

    /// Returns the share of plain words that stand in the same order on both sides of a passage.
    pub fn order(&self, area: Area) -> f64 {
        let words = [TARGET, SOURCE].map(|side| {
            let words = &self.pair.sides[side].tokens.words;
            let plain = (area[side].start..area[side].end).filter(|&at| self.is_plain(side, at));
            plain.map(|at| words[at]).collect::<Vec<u64>>()
        });
        let longer = words[TARGET].len().max(words[SOURCE].len());
        lcs::common_length(&words[TARGET], &words[SOURCE]) as f64 / longer.max(1) as f64
    }

    /// Returns how many distinct names both texts have.
    fn count_shared_names(&self) -> usize {
        let [target, source] = [TARGET, SOURCE].map(|side| {
            let tokens = self.pair.sides[side].tokens;
            let names = (0..tokens.len()).filter(|&at| self.is_name(tokens, at));
            names.map(|at| tokens.words[at]).collect::<FxHashSet<u64>>()
        });
        target.intersection(&source).count()
    }
}

/// Returns the words that a text writes in lower case.
fn find_lower(text: &Tokens) -> impl Iterator<Item = u64> + '_ {
    let words = text.words.iter().zip(&text.flags);
    let lower = words.filter(|&(_, &flags)| flags & CAPITAL == 0);
    lower.map(|(&word, _)| word)
}

fn capital_share(text: &Tokens) -> f64 {
    let capitals = text.flags.iter().filter(|&&flags| flags & CAPITAL != 0);
    capitals.count() as f64 / text.len() as f64
}

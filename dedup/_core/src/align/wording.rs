//! Plain words apart from names and numbers: an event brings its names along, wording is the writer's.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::extent::{Area, SOURCE, TARGET};
use super::lcs;
use super::pair::Pair;
use super::params::{FEW_CAPITALS, FEW_FACTS, MANY_CAPITALS, MIN_FACTS, MIN_NUMBERS};
use crate::tokens::{CAPITAL, NUMBER, Tokens};

/// Which words of a pair are plain.
pub struct Wording<'a> {
    pair: &'a Pair<'a>,
    /// Words that a text writes in lower case, once they are asked for: most pairs share nothing to judge.
    lower: OnceCell<FxHashSet<u64>>,
    /// Whether capitals tell names: not in title case, not in German, not in a script without them.
    telling: bool,
}

impl<'a> Wording<'a> {
    pub fn new(pair: &'a Pair<'a>) -> Self {
        let texts = [TARGET, SOURCE].map(|side| pair.sides[side].tokens);
        let shares = texts.map(capital_share);
        Self {
            pair,
            lower: OnceCell::new(),
            telling: shares
                .iter()
                .all(|share| (FEW_CAPITALS..=MANY_CAPITALS).contains(share)),
        }
    }

    /// Number of tokens of a side.
    pub fn length(&self, side: usize) -> usize {
        self.pair.sides[side].len()
    }

    /// Whether a token is neither a name (capitalised, in neither text in lower case) nor a number.
    pub fn is_plain(&self, side: usize, at: usize) -> bool {
        !(self.is_number(side, at) || self.telling && self.is_name(side, at))
    }

    /// Returns the words of a side that are names, among those at `places`.
    pub fn names(
        &self,
        side: usize,
        places: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = u64> {
        let words = &self.pair.sides[side].tokens.words;
        places
            .filter(move |&at| self.is_name(side, at))
            .map(|at| words[at])
    }

    /// Returns the share of plain words, of those at `places`, that stand in the same order on both sides.
    pub fn order(&self, places: [impl Iterator<Item = usize>; 2]) -> f64 {
        let mut side = 0;
        let words = places.map(|places| {
            let words = &self.pair.sides[side].tokens.words;
            let plain = places.filter(|&at| self.is_plain(side, at));
            let plain = plain.map(|at| words[at]).collect::<Vec<u64>>();
            side += 1;
            plain
        });
        let longer = words[TARGET].len().max(words[SOURCE].len());
        lcs::common_length(&words[TARGET], &words[SOURCE]) as f64 / longer.max(1) as f64
    }

    /// Whether a passage keeps the names and numbers of the other side: a formula is filled with other ones.
    pub fn keeps_facts(&self, area: Area) -> bool {
        let is_fact = |side: usize, at: usize| self.is_number(side, at) || self.is_name(side, at);
        let share = self.share(area, is_fact);
        !self.telling || share.is_none_or(|share| share >= MIN_FACTS)
    }

    /// Whether a passage keeps the numbers of the other side: a quarter's results name last quarter's people.
    pub fn keeps_numbers(&self, area: Area) -> bool {
        let share = self.share(area, |side, at| self.is_number(side, at));
        share.is_none_or(|share| share >= MIN_NUMBERS)
    }

    /// Returns the share of a side's words of one sort that both sides have; none where one has too few.
    fn share(&self, area: Area, is_wanted: impl Fn(usize, usize) -> bool) -> Option<f64> {
        let [target, source] = [TARGET, SOURCE].map(|side| {
            let words = &self.pair.sides[side].tokens.words;
            let wanted = (area[side].start..area[side].end).filter(|&at| is_wanted(side, at));
            wanted.map(|at| words[at]).collect::<FxHashSet<u64>>()
        });
        let fewer = target.len().min(source.len());
        let both = target.intersection(&source).count();
        (fewer >= FEW_FACTS).then(|| both as f64 / fewer as f64)
    }

    fn is_number(&self, side: usize, at: usize) -> bool {
        self.pair.sides[side].tokens.flags[at] & NUMBER != 0
    }

    fn is_name(&self, side: usize, at: usize) -> bool {
        let tokens = self.pair.sides[side].tokens;
        tokens.flags[at] & CAPITAL != 0 && !self.lower().contains(&tokens.words[at])
    }

    fn lower(&self) -> &FxHashSet<u64> {
        self.lower.get_or_init(|| {
            let texts = [TARGET, SOURCE].map(|side| self.pair.sides[side].tokens);
            texts.into_iter().flat_map(find_lower).collect()
        })
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

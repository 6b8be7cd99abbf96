//! What a run of words tells: names and numbers belong to the event, plain words to who wrote them.

use super::extent::{Extent, SOURCE, TARGET};
use super::frequencies::Frequencies;
use super::pair::Pair;
use super::params::{COMMON_WORD, FOREIGN_COMMON, FOREIGN_WORD, FULL_WORD, NAME};
use super::wording::Wording;

/// The weights of the target's words in one pair.
pub struct Information<'a> {
    pair: &'a Pair<'a>,
    wording: &'a Wording<'a>,
    frequencies: &'a Frequencies,
    /// Whether the frequency table speaks the language.
    spoken: bool,
}

impl<'a> Information<'a> {
    pub fn new(pair: &'a Pair, wording: &'a Wording, frequencies: &'a Frequencies) -> Self {
        let texts = [TARGET, SOURCE].map(|side| pair.sides[side].tokens);
        Self {
            pair,
            wording,
            frequencies,
            spoken: texts.iter().all(|text| frequencies.speaks(text)),
        }
    }

    /// Returns what a stretch of the target tells, in nats: its plain words, and at most as much again its names.
    pub fn of(&self, extent: Extent) -> f64 {
        let (mut words, mut names) = (0.0, 0.0);
        for at in extent.start..extent.end {
            if self.wording.is_plain(TARGET, at) {
                words += self.word(at);
            } else {
                names += NAME;
            }
        }
        words + words.min(names)
    }

    /// Returns the share of common words in a stretch of the target; 1 in a language that the table does not speak.
    pub fn prose(&self, extent: Extent) -> f64 {
        if !self.spoken {
            return 1.0;
        }
        let keys = &self.pair.sides[TARGET].tokens.keys[extent.start..extent.end];
        let common = keys
            .iter()
            .filter(|&&key| self.frequencies.idf(key) < COMMON_WORD);
        common.count() as f64 / extent.len() as f64
    }

    fn word(&self, at: usize) -> f64 {
        let side = &self.pair.sides[TARGET];
        if self.spoken {
            return (self.frequencies.idf(side.tokens.keys[at]) - COMMON_WORD).max(0.0);
        }
        let count = f64::from(self.pair.totals[side.ids[at] as usize]);
        if count > 2.0 && count > FOREIGN_COMMON * self.pair.len() as f64 {
            return 0.0;
        }
        let length = f64::from(side.tokens.ends[at] - side.tokens.starts[at]);
        FOREIGN_WORD * (length / FULL_WORD).min(1.0)
    }
}

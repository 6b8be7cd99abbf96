//! What a run of words tells: names and numbers belong to the event, plain words to who wrote them.

use super::extent::{Extent, SOURCE, TARGET};
use super::frequencies::Frequencies;
use super::pair::Pair;
use super::params::{FOREIGN_COMMON, FOREIGN_WORD, FULL_WORD};
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

    /// Returns the sum of what the plain words of a stretch of the target tell, in nats.
    pub fn of(&self, extent: Extent) -> f64 {
        let plain = (extent.start..extent.end).filter(|&at| self.wording.is_plain(TARGET, at));
        plain.map(|at| self.word(at)).sum()
    }

    fn word(&self, at: usize) -> f64 {
        let side = &self.pair.sides[TARGET];
        if self.spoken {
            return self.frequencies.idf(side.tokens.keys[at]);
        }
        let count = self.pair.total(side.ids[at]);
        if count > 2.0 && count > FOREIGN_COMMON * self.pair.len() as f64 {
            return 0.0;
        }
        let length = f64::from(side.tokens.ends[at] - side.tokens.starts[at]);
        FOREIGN_WORD * (length / FULL_WORD).min(1.0)
    }
}

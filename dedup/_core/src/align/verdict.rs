//! How sure a passage is: its evidence, against what two texts in this setting would share anyway.

use super::Band;
use super::evidence::Evidence;
use super::extent::{Area, Passage, SOURCE, TARGET};
use super::lifts::Lift;
use super::pair::Pair;
use super::params::{
    APART_IDENTITY, APART_ORDER, APART_SCORE, ASSERTED_IDENTITY, ASSERTED_SCORE, CLEAR_IDENTITY,
    CLEAR_ORDER, CLEAR_SCORE, EDITED_IDENTITY, KEPT_SURVIVAL, MIN_ORDER, ONE_EVENT_IDENTITY,
    ONE_EVENT_ORDER, ONE_EVENT_SCORE, POSSIBLE_IDENTITY, POSSIBLE_SCORE, REST_SHARE,
    SHUFFLED_ORDER, VERBATIM_IDENTITY,
};
use super::setting::Setting;
use super::told::Told;
use super::wording::Wording;
use super::{label, outward, select};

/// Judges the passages of one pair.
pub struct Verdict<'a> {
    wording: &'a Wording<'a>,
    setting: Setting,
    lifts: &'a [Lift],
    evidence: Evidence<'a>,
}

impl<'a> Verdict<'a> {
    pub fn new(
        pair: &'a Pair<'a>,
        wording: &'a Wording<'a>,
        setting: Setting,
        lifts: &'a [Lift],
    ) -> Self {
        Self {
            wording,
            setting,
            lifts,
            evidence: Evidence::new(pair),
        }
    }

    /// Number of tokens read so far.
    pub fn work(&self) -> u64 {
        self.evidence.work
    }

    /// Returns how sure a passage is, and the parts of a doubtful one that are sure; nothing for too little evidence,
    /// or too little of it in order.
    ///
    /// What is neither quoted by both texts nor kept word for word must speak for itself, or only what was kept is
    /// sure.
    pub fn judge(&mut self, passage: &Passage) -> Vec<(Passage, Band)> {
        let places = [TARGET, SOURCE].map(|side| passage.area[side].start..passage.area[side].end);
        if !is_likely(passage) || self.wording.order(places) < self.least_order(passage) {
            return Vec::new();
        }
        let (_, identity) = label::label(self.evidence.pair, passage.area);
        if identity >= VERBATIM_IDENTITY && is_strong(passage) {
            return vec![(*passage, Band::Asserted)];
        }
        let kept = self.find_kept(passage);
        if self.is_sure(passage, identity, &kept) {
            return vec![(*passage, Band::Asserted)];
        }
        let kept = kept.into_iter().map(|part| (part, Band::Asserted));
        kept.chain([(*passage, Band::Possible)]).collect()
    }

    /// Returns the share of plain words in one order below which a passage is only on the same things.
    fn least_order(&self, passage: &Passage) -> f64 {
        let clear = reaches(passage, CLEAR_SCORE, CLEAR_IDENTITY);
        match self.setting {
            Setting::Apart if clear => SHUFFLED_ORDER,
            Setting::Apart => APART_ORDER,
            Setting::Open if clear => APART_ORDER,
            _ => MIN_ORDER,
        }
    }

    /// Whether a passage is reuse as a whole, `kept` being its parts that are nearly word for word.
    fn is_sure(&mut self, passage: &Passage, identity: f64, kept: &[Passage]) -> bool {
        let strong = match self.setting {
            Setting::Apart => reaches(passage, APART_SCORE, APART_IDENTITY),
            _ => is_strong(passage),
        };
        if !strong || !self.wording.keeps_facts(passage.area) {
            return false;
        }
        let kept: Vec<Area> = kept.iter().map(|part| part.area).collect();
        if kept.is_empty() && self.setting != Setting::OneEvent {
            return true;
        }
        let rest = Told::new(&mut self.evidence, self.wording, passage.area, &kept);
        if rest.share < REST_SHARE {
            return identity >= EDITED_IDENTITY;
        }
        if self.setting != Setting::OneEvent {
            return rest.score >= 0.0;
        }
        let least = if rest.order >= CLEAR_ORDER {
            ASSERTED_SCORE
        } else {
            ONE_EVENT_SCORE
        };
        self.wording.keeps_numbers(passage.area)
            && rest.score >= least
            && rest.identity >= ONE_EVENT_IDENTITY
            && rest.order >= ONE_EVENT_ORDER
    }

    /// Returns the parts of a passage that were kept nearly word for word, grown from the exact runs inside it.
    fn find_kept(&mut self, passage: &Passage) -> Vec<Passage> {
        let budget = select::budget(self.evidence.pair);
        let mut kept = Vec::new();
        for lift in self.lifts {
            if self.evidence.work > budget {
                break;
            }
            let inside = |side: usize| passage.area[side].contains(lift.area[side]);
            let done = |part: &Passage| {
                [TARGET, SOURCE]
                    .into_iter()
                    .all(|side| part.area[side].contains(lift.area[side]))
            };
            if ![TARGET, SOURCE].into_iter().all(inside) || kept.iter().any(done) {
                continue;
            }
            if let Some(part) = outward::refine(&mut self.evidence, lift.area, Some(KEPT_SURVIVAL))
            {
                select::merge(&mut self.evidence, &mut kept, part);
            }
        }
        kept.retain(|part| {
            is_strong(part) && label::label(self.evidence.pair, part.area).1 >= EDITED_IDENTITY
        });
        kept
    }
}

/// Whether a passage has evidence enough to be possible.
pub fn is_likely(passage: &Passage) -> bool {
    reaches(passage, POSSIBLE_SCORE, POSSIBLE_IDENTITY)
}

fn is_strong(passage: &Passage) -> bool {
    reaches(passage, ASSERTED_SCORE, ASSERTED_IDENTITY)
}

fn reaches(passage: &Passage, score: f64, identity: f64) -> bool {
    passage.score >= score && passage.identity() >= identity
}

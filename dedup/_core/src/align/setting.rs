//! How two texts stand to each other apart from what they share.
//!
//! Reports of one event name the same people all over; a copied passage brings its names along and leaves the rest
//! of the two texts strangers.

use rustc_hash::FxHashSet;

use super::extent::{Area, SOURCE, TARGET};
use super::params::{
    APART_NAMES, APART_SHARE, MANY_NAMES, ONE_EVENT_LIKENESS, ONE_EVENT_NAMES, TELLING_NAMES,
    TELLING_SHARE,
};
use super::wording::Wording;

/// What the names outside the shared passages say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Both texts may tell of one event, whose words independent reporters share: they name the same people, or the
    /// passages leave too little to tell by.
    OneEvent,
    /// The texts tell of different things: whatever they share was taken over.
    Apart,
    /// Neither is clear.
    Open,
}

impl Setting {
    /// Judges a pair by the names that stand outside `shared` on both sides.
    pub fn new(wording: &Wording, shared: &[Area]) -> Self {
        let outside = [TARGET, SOURCE].map(|side| find_outside(shared, side, wording.length(side)));
        let left = [TARGET, SOURCE]
            .map(|side| outside[side].len() as f64 / wording.length(side).max(1) as f64);
        let [target, source] = [TARGET, SOURCE].map(|side| {
            let places = outside[side].iter().copied();
            wording.names(side, places).collect::<FxHashSet<u64>>()
        });
        let known = target.len().min(source.len());
        let both = target.intersection(&source).count();
        let share = both as f64 / known.max(1) as f64;
        let likeness = both as f64 / ((target.len() * source.len()).max(1) as f64).sqrt();
        let telling = known >= TELLING_NAMES && left[TARGET].max(left[SOURCE]) >= TELLING_SHARE;
        if !telling || both >= ONE_EVENT_NAMES && likeness >= ONE_EVENT_LIKENESS {
            Self::OneEvent
        } else if known >= MANY_NAMES && (both <= APART_NAMES || share <= APART_SHARE) {
            Self::Apart
        } else {
            Self::Open
        }
    }
}

/// Returns the places of a side that no shared extent holds.
fn find_outside(shared: &[Area], side: usize, length: usize) -> Vec<usize> {
    let mut inside = vec![false; length];
    for area in shared {
        inside[area[side].start..area[side].end].fill(true);
    }
    (0..length).filter(|&at| !inside[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::Text;
    use crate::align::index::Index;
    use crate::align::pair::Pair;
    use crate::tokens::tokenize;

    /// Judges two texts that name the people of these numbers.
    fn judge(target: std::ops::Range<usize>, source: std::ops::Range<usize>) -> Setting {
        let name = |number: usize| format!("then Abo{number}lard came late to dinner, ");
        let tokens =
            [target, source].map(|numbers| tokenize(&numbers.map(name).collect::<String>(), &[]));
        let indexes = tokens.each_ref().map(Index::new);
        let [target, source] = [TARGET, SOURCE].map(|side| Text {
            tokens: &tokens[side],
            index: &indexes[side],
        });
        let pair = Pair::new(target, source);
        Setting::new(&Wording::new(&pair), &[])
    }

    #[test]
    fn texts_that_name_the_same_people_may_tell_of_one_event() {
        assert_eq!(Setting::OneEvent, judge(0..20, 14..40));
    }

    #[test]
    fn a_long_text_with_some_names_of_a_short_one_need_not() {
        assert_eq!(Setting::Open, judge(0..20, 14..400));
    }

    #[test]
    fn texts_that_name_others_tell_of_different_things() {
        assert_eq!(Setting::Apart, judge(0..20, 20..40));
    }
}

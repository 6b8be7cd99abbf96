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

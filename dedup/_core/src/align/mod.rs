//! Passage alignment: which stretches of a target also stand in a source, and how closely.
//!
//! Dense places of a coarse grid of word matches become candidate boxes ([`seeds`]); each is refined on both sides
//! to the stretch that maximises a log-likelihood ratio, first by set membership ([`segment`]), then with words
//! matched one to one ([`outward`]); [`select`] merges them and [`verdict`] judges them, by how the two texts stand to
//! each other ([`setting`]) and what they do not both quote ([`told`]); [`summary`] looks for a window that condenses
//! the whole source, and [`lifts`] finds short exact runs, judged by what their words tell ([`information`]).

mod evidence;
mod extent;
mod frequencies;
mod grams;
mod information;
mod label;
mod lcs;
mod lifts;
mod outward;
mod pair;
mod params;
mod places;
#[cfg(feature = "python")]
pub(crate) mod python;
mod runs;
mod seeds;
mod segment;
mod select;
mod setting;
mod summary;
mod told;
mod verdict;
mod wording;

use crate::tokens::Tokens;
use extent::{Area, Extent, Passage, SOURCE, TARGET};
pub use frequencies::Frequencies;
use lifts::Lift;
use pair::Pair;
use params::MAX_OVERLAP;
use segment::Segment;
use setting::Setting;
use summary::Summary;
use wording::Wording;

/// How a passage was reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The same words.
    Verbatim,
    /// Most words, in order.
    Edited,
    /// The same said otherwise.
    Paraphrased,
    /// The target's passage condenses the source.
    Summarised,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Report it.
    Asserted,
    /// Worth a look.
    Possible,
}

/// A passage of the target and where it stands in the source, in code points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alignment {
    /// Start and end in the target's text.
    pub target: (u32, u32),
    /// Start and end in the source's text.
    pub source: (u32, u32),
    /// How it was reused.
    pub kind: Kind,
    /// Longest common subsequence of words over the longer side.
    pub identity: f64,
    /// How sure it is.
    pub band: Band,
    /// Evidence in nats.
    pub score: f64,
}

/// What was found between two texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// By place in the target.
    pub alignments: Vec<Alignment>,
    /// Tokens and matches read: bounded by a multiple of the texts' lengths.
    pub work: u64,
}

/// Finds the passages that `target` shares with `source`.
pub fn align(target: &Tokens, source: &Tokens, frequencies: &Frequencies) -> Outcome {
    if target.is_empty() || source.is_empty() {
        return Outcome::default();
    }
    let pair = Pair::new(target, source);
    let wording = Wording::new(&pair);
    let (candidates, seeding) = seeds::find_candidates(&pair);
    let (passages, refining) = select::refine_all(&pair, &candidates);
    let (lifts, lifting) = lifts::find_lifts(&pair, &wording, frequencies);
    let likely = passages
        .iter()
        .filter(|passage| verdict::is_likely(passage));
    let shared: Vec<Area> = likely
        .map(|passage| passage.area)
        .chain(lifts.iter().map(|lift| lift.area))
        .collect();
    let setting = Setting::new(&wording, &shared);
    let judged = select::judge(&pair, &wording, setting, &passages, &lifts);
    let mut alignments = gather(&pair, &wording, setting, &judged, &lifts);
    alignments.sort_by_key(|found| (found.target, found.source));
    Outcome {
        alignments,
        work: seeding + refining + lifting,
    }
}

/// Puts summary, passages and runs together: each place of the target is explained once, what is asserted first.
fn gather(
    pair: &Pair,
    wording: &Wording,
    setting: Setting,
    judged: &[(Passage, Band)],
    lifts: &[Lift],
) -> Vec<Alignment> {
    let mut passages = of_band(judged, Band::Asserted);
    let mut found = Vec::new();
    let mut taken = Vec::new();
    if let Some(Summary { window, sure }) = summary::find_summary(pair, wording, &passages, lifts) {
        let apart = |passage: &Passage| passage.area[TARGET].overlap(window.extent) == 0;
        if sure {
            passages.retain(apart);
            taken.push(window.extent);
            found.push(summarise(pair, window, Band::Asserted));
        } else if passages.iter().all(apart) {
            found.push(summarise(pair, window, Band::Possible));
        }
    }
    for passage in passages {
        taken.push(passage.area[TARGET]);
        found.push(describe(pair, passage.area, passage.score, Band::Asserted));
    }
    let add_lifts = |band: Band, taken: &mut Vec<Extent>, found: &mut Vec<Alignment>| {
        for lift in lifts.iter().filter(|lift| lift.band(setting) == band) {
            if is_free(lift.area[TARGET], taken) {
                taken.push(lift.area[TARGET]);
                found.push(describe_lift(pair, lift, band));
            }
        }
    };
    add_lifts(Band::Asserted, &mut taken, &mut found);
    for passage in of_band(judged, Band::Possible) {
        if is_free(passage.area[TARGET], &taken) {
            found.push(describe(pair, passage.area, passage.score, Band::Possible));
        }
    }
    add_lifts(Band::Possible, &mut taken, &mut found);
    found
}

fn of_band(judged: &[(Passage, Band)], band: Band) -> Vec<Passage> {
    let wanted = judged.iter().filter(|judged| judged.1 == band);
    wanted.map(|judged| judged.0).collect()
}

/// Whether no more than half of the extent is taken.
fn is_free(extent: Extent, taken: &[Extent]) -> bool {
    let overlap: usize = taken.iter().map(|other| extent.overlap(*other)).sum();
    overlap as f64 <= MAX_OVERLAP * extent.len() as f64
}

fn describe(pair: &Pair, area: Area, score: f64, band: Band) -> Alignment {
    let (kind, identity) = label::label(pair, area);
    let [target, source] = [TARGET, SOURCE].map(|side| pair.sides[side].outer(area[side]));
    Alignment {
        target,
        source,
        kind,
        identity,
        band,
        score,
    }
}

/// Describes a lift, which begins and ends with its words.
fn describe_lift(pair: &Pair, lift: &Lift, band: Band) -> Alignment {
    let [target, source] = [TARGET, SOURCE].map(|side| pair.sides[side].exact(lift.area[side]));
    Alignment {
        target,
        source,
        kind: Kind::Verbatim,
        identity: 1.0,
        band,
        score: lift.information,
    }
}

/// Describes a window of the target that condenses the whole source.
fn summarise(pair: &Pair, window: Segment, band: Band) -> Alignment {
    let whole = Extent {
        start: 0,
        end: pair.sides[SOURCE].len(),
    };
    Alignment {
        kind: Kind::Summarised,
        ..describe(pair, [window.extent, whole], window.score, band)
    }
}

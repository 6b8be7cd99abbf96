//! Passage alignment: which stretches of a target also stand in a source, and how closely.
//!
//! Dense places of a coarse grid of word matches become candidate boxes ([`seeds`]); each is refined on both sides
//! to the stretch that maximises a log-likelihood ratio, first by set membership ([`segment`]), then with words
//! matched one to one ([`outward`]); [`select`] merges and judges them, [`summary`] looks for a window that condenses
//! the whole source, and [`runs`] finds short exact lifts, judged by what their words tell ([`information`]).

mod evidence;
mod extent;
mod frequencies;
mod grams;
mod information;
mod label;
mod lcs;
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
mod summary;
mod wording;

use crate::tokens::Tokens;
use extent::{Area, Extent, Passage, SOURCE, TARGET};
pub use frequencies::Frequencies;
use information::Information;
use pair::Pair;
use params::{LONG_RUN, MAX_OVERLAP, RUN_INFORMATION, SHORT_RUN};
use segment::Segment;
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
    let (candidates, seeding) = seeds::find_candidates(&pair);
    let (refined, refining) = select::refine_all(&pair, &candidates);
    let wording = Wording::new(&pair);
    let judged = select::judge(&pair, &wording, refined);
    let (runs, running) = find_telling(&pair, &wording, frequencies);
    let mut alignments = gather(&pair, &judged, &runs);
    alignments.sort_by_key(|found| (found.target, found.source));
    Outcome {
        alignments,
        work: seeding + refining + running,
    }
}

/// Puts passages, summary and runs together: each place of the target is asserted once.
fn gather(pair: &Pair, judged: &[(Passage, Band)], runs: &[(Area, f64)]) -> Vec<Alignment> {
    let of_band = |band| judged.iter().filter(move |judged| judged.1 == band);
    let mut passages: Vec<Passage> = of_band(Band::Asserted).map(|judged| judged.0).collect();
    let mut found = Vec::new();
    let mut taken = Taken::default();
    if let Some(window) = summary::find_summary(pair, &passages) {
        let apart = |passage: &Passage| passage.area[TARGET].overlap(window.extent) == 0;
        // Alone a summary is a lead; where it takes the place of passages that stood by themselves, a finding.
        let alone = passages.iter().all(apart);
        passages.retain(apart);
        found.push(summarise(pair, window, alone));
        taken.asserted.extend((!alone).then_some(window.extent));
    }
    for passage in &passages {
        let alignment = describe(pair, passage.area, passage.score, Band::Asserted);
        taken.add(passage.area[TARGET], alignment.kind);
        found.push(alignment);
    }
    for &(area, information) in runs {
        if taken.leaves(area[TARGET]) {
            taken.add(area[TARGET], Kind::Verbatim);
            found.push(describe_run(pair, area, information));
        }
    }
    let free = of_band(Band::Possible)
        .filter(|(passage, _)| is_free(passage.area[TARGET], &taken.asserted));
    found.extend(free.map(|(passage, band)| describe(pair, passage.area, passage.score, *band)));
    found
}

/// Where the target is explained already.
#[derive(Default)]
struct Taken {
    asserted: Vec<Extent>,
    verbatim: Vec<Extent>,
}

impl Taken {
    fn add(&mut self, extent: Extent, kind: Kind) {
        self.asserted.push(extent);
        if kind == Kind::Verbatim {
            self.verbatim.push(extent);
        }
    }

    /// Whether a run says something new: a long one does inside a reworded passage too.
    fn leaves(&self, run: Extent) -> bool {
        if run.len() >= LONG_RUN {
            is_free(run, &self.verbatim)
        } else {
            is_free(run, &self.asserted)
        }
    }
}

/// Returns the runs that tell enough, the most telling first, and the work done.
fn find_telling(
    pair: &Pair,
    wording: &Wording,
    frequencies: &Frequencies,
) -> (Vec<(Area, f64)>, u64) {
    let [target, source] = [TARGET, SOURCE].map(|side| pair.sides[side].tokens);
    let (runs, work) = runs::find_runs(&target.words, &source.words);
    let information = Information::new(pair, wording, frequencies);
    let mut telling: Vec<(Area, f64)> = runs
        .into_iter()
        .map(|run| {
            let area = [run.target, run.source].map(|start| Extent {
                start,
                end: start + run.length,
            });
            (area, information.of(area[TARGET]))
        })
        .filter(|&(area, information)| information >= least_information(area[TARGET]))
        .collect();
    telling.sort_by(|left, right| right.1.total_cmp(&left.1));
    (telling, work)
}

/// Returns what a run must tell to be no idiom: the shorter, the more.
fn least_information(run: Extent) -> f64 {
    RUN_INFORMATION + SHORT_RUN * LONG_RUN.saturating_sub(run.len()) as f64
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

/// Describes an exact run, which begins and ends with its words.
fn describe_run(pair: &Pair, area: Area, information: f64) -> Alignment {
    let [target, source] = [TARGET, SOURCE].map(|side| pair.sides[side].exact(area[side]));
    Alignment {
        target,
        source,
        kind: Kind::Verbatim,
        identity: 1.0,
        band: Band::Asserted,
        score: information,
    }
}

/// Describes a window of the target that condenses the whole source.
fn summarise(pair: &Pair, window: Segment, alone: bool) -> Alignment {
    let whole = Extent {
        start: 0,
        end: pair.sides[SOURCE].len(),
    };
    let band = if alone {
        Band::Possible
    } else {
        Band::Asserted
    };
    let alignment = describe(pair, [window.extent, whole], window.score, band);
    Alignment {
        kind: Kind::Summarised,
        ..alignment
    }
}

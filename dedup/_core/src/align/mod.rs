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
mod gather;
mod grams;
mod index;
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

use extent::Area;
pub use frequencies::Frequencies;
pub use index::{Index, Text};
use pair::Pair;
use setting::Setting;
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
pub fn align(target: Text, source: Text, frequencies: &Frequencies) -> Outcome {
    if target.tokens.is_empty() || source.tokens.is_empty() {
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
    let (setting, judged, judging) = if shared.is_empty() {
        (Setting::Open, Vec::new(), 0)
    } else {
        let setting = Setting::new(&wording, &shared);
        let (judged, work) = select::judge(&pair, &wording, setting, &passages, &lifts);
        (setting, judged, work)
    };
    let mut alignments = gather::gather(&pair, &wording, setting, &judged, &lifts);
    alignments.sort_by_key(|found| (found.target, found.source));
    Outcome {
        alignments,
        work: seeding + refining + lifting + judging,
    }
}

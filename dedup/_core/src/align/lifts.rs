//! Short lifts: exact runs whose words tell enough to be no chance and no idiom.

use rustc_hash::FxHashMap;

use super::Band;
use super::extent::{Area, Extent, SOURCE, TARGET};
use super::frequencies::Frequencies;
use super::information::Information;
use super::pair::Pair;
use super::params::{
    APART_RUN, LONG_RUN, PROSE_SHARE, REFRAIN, RUN_INFORMATION, RUN_WORDS, SHORT_RUN,
};
use super::runs::{Run, find_runs, may_share_run};
use super::setting::Setting;
use super::wording::Wording;

/// An exact run that tells enough.
#[derive(Clone, Copy, Debug)]
pub struct Lift {
    pub area: Area,
    /// What it tells, in nats.
    pub information: f64,
    /// Whether it reads as a sentence that was written once: no address, no list, no footer.
    is_sentence: bool,
}

impl Lift {
    /// Returns how sure a lift is: strangers share captions and terms of use.
    pub fn band(&self, setting: Setting) -> Band {
        let long = self.area[TARGET].len() >= APART_RUN;
        let strangers = matches!(setting, Setting::Apart | Setting::Open);
        if long || self.is_sentence && !strangers {
            Band::Asserted
        } else {
            Band::Possible
        }
    }
}

/// Returns the lifts of a pair, the most telling first, and the work done.
pub fn find_lifts(pair: &Pair, wording: &Wording, frequencies: &Frequencies) -> (Vec<Lift>, u64) {
    if !may_share_run(pair) {
        return (Vec::new(), pair.len() as u64);
    }
    let [target, source] = [TARGET, SOURCE].map(|side| &pair.sides[side].tokens.words);
    let (mut runs, work) = find_runs(target, source);
    let information = Information::new(pair, wording, frequencies);
    runs.retain(|run| information.of(extent(run.target, run)) >= least_information(run.length));
    let repeats = count_repeats(&runs, [target, source]);
    let mut lifts: Vec<Lift> = runs
        .iter()
        .map(|run| {
            let area = [run.target, run.source].map(|start| extent(start, run));
            let prose = information.prose(area[TARGET]) >= PROSE_SHARE;
            Lift {
                area,
                information: information.of(area[TARGET]),
                is_sentence: prose && repeats[beginning(run, target)] < REFRAIN,
            }
        })
        .collect();
    lifts.sort_by(|left, right| right.information.total_cmp(&left.information));
    (lifts, work)
}

fn extent(start: usize, run: &Run) -> Extent {
    Extent {
        start,
        end: start + run.length,
    }
}

/// Returns what a run must tell to be no idiom: the shorter, the more.
fn least_information(length: usize) -> f64 {
    RUN_INFORMATION + SHORT_RUN * LONG_RUN.saturating_sub(length) as f64
}

/// Returns how often the words that each run begins with stand in that text which repeats them more.
fn count_repeats<'a>(runs: &[Run], texts: [&'a [u64]; 2]) -> FxHashMap<&'a [u64], usize> {
    let [target, _] = texts;
    let mut most: FxHashMap<&[u64], usize> =
        runs.iter().map(|run| (beginning(run, target), 0)).collect();
    for text in texts {
        let mut counts: FxHashMap<&[u64], usize> = FxHashMap::default();
        for gram in text
            .windows(RUN_WORDS)
            .filter(|gram| most.contains_key(gram))
        {
            *counts.entry(gram).or_default() += 1;
        }
        for (gram, count) in counts {
            most.entry(gram).and_modify(|most| *most = count.max(*most));
        }
    }
    most
}

fn beginning<'a>(run: &Run, target: &'a [u64]) -> &'a [u64] {
    &target[run.target..][..RUN_WORDS]
}

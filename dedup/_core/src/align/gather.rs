//! What is reported of a pair: each place of the target is explained once, what is surest first.

use super::extent::{Area, Extent, Passage, SOURCE, TARGET};
use super::lifts::Lift;
use super::pair::Pair;
use super::params::MAX_OVERLAP;
use super::segment::Segment;
use super::setting::Setting;
use super::summary::{Summary, find_summary};
use super::wording::Wording;
use super::{Alignment, Band, Kind, label};

/// Puts summary, passages and lifts together.
pub fn gather(
    pair: &Pair,
    wording: &Wording,
    mut setting: Setting,
    judged: &[(Passage, Band)],
    lifts: &[Lift],
) -> Vec<Alignment> {
    let mut passages = of_band(judged, Band::Asserted);
    let mut report = Report::new(pair);
    if let Some(Summary { window, sure }) = find_summary(pair, wording, &passages, lifts) {
        let apart = |passage: &Passage| passage.area[TARGET].overlap(window.extent) == 0;
        if sure {
            passages.retain(apart);
            report.add_summary(window, Band::Asserted);
            setting = Setting::Apart; // the source is explained: a short lift beside its summary says nothing new
        } else if passages.iter().all(apart) {
            report.add_summary(window, Band::Possible);
        }
    }
    for passage in &passages {
        report.add(passage, Band::Asserted);
    }
    report.add_lifts(lifts, setting, Band::Asserted);
    for passage in &of_band(judged, Band::Possible) {
        if report.is_free(passage.area[TARGET]) {
            report.add(passage, Band::Possible);
        }
    }
    report.add_lifts(lifts, setting, Band::Possible);
    report.found
}

fn of_band(judged: &[(Passage, Band)], band: Band) -> Vec<Passage> {
    let wanted = judged.iter().filter(|judged| judged.1 == band);
    wanted.map(|judged| judged.0).collect()
}

/// What was found so far, and which places of the target it explains.
struct Report<'a> {
    pair: &'a Pair<'a>,
    taken: Vec<Extent>,
    found: Vec<Alignment>,
}

impl<'a> Report<'a> {
    fn new(pair: &'a Pair<'a>) -> Self {
        Self {
            pair,
            taken: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Whether no more than half of the extent is taken.
    fn is_free(&self, extent: Extent) -> bool {
        let overlap: usize = self.taken.iter().map(|other| extent.overlap(*other)).sum();
        overlap as f64 <= MAX_OVERLAP * extent.len() as f64
    }

    /// Takes the place of what is asserted: something surer may still stand where it is only possible.
    fn take(&mut self, extent: Extent, alignment: Alignment) {
        if alignment.band == Band::Asserted {
            self.taken.push(extent);
        }
        self.found.push(alignment);
    }

    fn add(&mut self, passage: &Passage, band: Band) {
        let alignment = describe(self.pair, passage.area, passage.score, band);
        self.take(passage.area[TARGET], alignment);
    }

    /// Adds a window of the target that condenses the whole source.
    fn add_summary(&mut self, window: Segment, band: Band) {
        let whole = Extent {
            start: 0,
            end: self.pair.sides[SOURCE].len(),
        };
        let alignment = Alignment {
            kind: Kind::Summarised,
            ..describe(self.pair, [window.extent, whole], window.score, band)
        };
        self.take(window.extent, alignment);
    }

    /// Adds the lifts of a band that say something new; each begins and ends with its words.
    fn add_lifts(&mut self, lifts: &[Lift], setting: Setting, band: Band) {
        for lift in lifts.iter().filter(|lift| lift.band(setting) == band) {
            if !self.is_free(lift.area[TARGET]) {
                continue;
            }
            let [target, source] =
                [TARGET, SOURCE].map(|side| self.pair.sides[side].exact(lift.area[side]));
            self.taken.push(lift.area[TARGET]);
            self.found.push(Alignment {
                target,
                source,
                kind: Kind::Verbatim,
                identity: 1.0,
                band,
                score: lift.information,
            });
        }
    }
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

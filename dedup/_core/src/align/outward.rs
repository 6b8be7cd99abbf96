//! Second refinement: words are matched one to one, walking outward from the middle.
//!
//! Without it a box leaks into neighbouring text on the same topic, whose every topical word "matches" something.

use super::evidence::Evidence;
use super::extent::{Area, Extent, Passage, SOURCE, TARGET};
use super::params::{DROP, MARGIN, OUTWARD_ROUNDS, SURVIVAL};
use super::segment::Segment;

/// Alternates between the sides until the box is stable; none where nothing is positive.
///
/// `survival` is the share of words expected to survive; without it the box's own.
pub fn refine(evidence: &mut Evidence, mut area: Area, survival: Option<f64>) -> Option<Passage> {
    let mut scores = [0.0; 2];
    for _ in 0..OUTWARD_ROUNDS {
        let before = area;
        evidence.look(area);
        let survivals =
            [TARGET, SOURCE].map(|side| survival.unwrap_or_else(|| evidence.survival(side)));
        for side in [TARGET, SOURCE] {
            evidence.look(area);
            let best = walk(evidence, side, area[side], survivals[side]);
            if best.score <= 0.0 || best.extent.len() == 0 {
                return None;
            }
            area[side] = best.extent;
            scores[side] = best.score;
        }
        if area == before {
            break;
        }
    }
    evidence.look(area);
    let identities = [TARGET, SOURCE].map(|side| evidence.identity(side, true));
    let bare = [TARGET, SOURCE].map(|side| scores[side] - evidence.edges(side, area[side]));
    Some(Passage {
        area,
        score: bare[TARGET].min(bare[SOURCE]),
        identities,
    })
}

/// One end of the walk.
struct Front {
    /// The edge between tokens that it stands at.
    at: usize,
    sum: f64,
    peak: f64,
    best: f64,
    best_at: usize,
    done: bool,
}

impl Front {
    fn new(at: usize, best: f64) -> Self {
        Self {
            at,
            sum: 0.0,
            peak: 0.0,
            best,
            best_at: at,
            done: false,
        }
    }

    /// Takes one more token that scores `value`, and whose far edge, at `at`, has this bonus.
    fn advance(&mut self, at: usize, value: f64, bonus: f64) {
        self.at = at;
        self.sum += value;
        if self.sum + bonus > self.best {
            (self.best, self.best_at) = (self.sum + bonus, at);
        }
        if self.sum > self.peak {
            self.peak = self.sum;
        }
        self.done = self.peak - self.sum > DROP;
    }
}

/// Extends both ends in turn from the middle of `core`; in turn, or one end would starve the other of words.
fn walk(evidence: &mut Evidence, side: usize, core: Extent, survival: f64) -> Segment {
    let pair = evidence.pair;
    let own = &pair.sides[side];
    let range = core.grown(MARGIN, own.len());
    evidence.face(side);
    evidence.expect(SURVIVAL);
    let middle = find_middle(evidence, side, core);
    evidence.expect(survival);
    let mut left = Front::new(middle, own.edges[middle]);
    let mut right = Front::new(middle, f64::NEG_INFINITY);
    while !(left.done && right.done) {
        right.done |= right.at >= range.end;
        if !right.done {
            let value = score_once(evidence, side, own.ids[right.at]);
            right.advance(right.at + 1, value, own.edges[right.at + 1]);
        }
        left.done |= left.at <= range.start;
        if !left.done {
            let value = score_once(evidence, side, own.ids[left.at - 1]);
            left.advance(left.at - 1, value, own.edges[left.at - 1]);
        }
    }
    for &id in &own.ids[left.at..right.at] {
        evidence.counts[id as usize].used = 0;
    }
    evidence.work += (right.at - left.at) as u64;
    Segment {
        extent: Extent {
            start: left.best_at,
            end: right.best_at,
        },
        score: left.best + right.best,
    }
}

/// Returns what the walk's next word says: its reward, nothing where all its partners are used, or the penalty.
fn score_once(evidence: &mut Evidence, side: usize, id: u32) -> f64 {
    let counts = &mut evidence.counts[id as usize];
    let available = counts.inside[1 - side];
    if counts.used < available {
        counts.used += 1;
        evidence.reward(id)
    } else if available > 0 {
        0.0
    } else {
        evidence.penalty()
    }
}

/// Returns the weighted median of the matched words.
fn find_middle(evidence: &mut Evidence, side: usize, extent: Extent) -> usize {
    let pair = evidence.pair;
    let ids = &pair.sides[side].ids[extent.start..extent.end];
    let mut score = |id: u32| {
        let matched = evidence.counts[id as usize].inside[1 - side] > 0;
        if matched { evidence.reward(id) } else { 0.0 }
    };
    let half = ids.iter().map(|&id| score(id)).sum::<f64>() / 2.0;
    let mut sum = 0.0;
    let found = ids.iter().position(|&id| {
        sum += score(id);
        sum >= half
    });
    evidence.work += ids.len() as u64;
    extent.start + found.unwrap_or(ids.len() / 2)
}

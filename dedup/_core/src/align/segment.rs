//! First refinement: the segment of one side that scores best against the other side's extent.

use super::evidence::Evidence;
use super::extent::{Area, Extent, SOURCE, TARGET};
use super::params::{DROP, MARGIN, SEGMENT_ROUNDS};

/// A segment of one side and its score, edge bonuses included.
#[derive(Clone, Copy)]
pub struct Segment {
    pub extent: Extent,
    pub score: f64,
}

/// Alternates between the sides until the box is stable; returns it with the weaker side's score.
///
/// Words match whenever the other extent has them, however often.
pub fn refine(evidence: &mut Evidence, mut area: Area) -> Option<(Area, f64)> {
    let mut scores = [0.0; 2];
    for _ in 0..SEGMENT_ROUNDS {
        let before = area;
        evidence.look(area);
        let survivals = [TARGET, SOURCE].map(|side| evidence.survival(side));
        for side in [TARGET, SOURCE] {
            evidence.look(area);
            evidence.face(side);
            evidence.expect(survivals[side]);
            let best = best_segment(evidence, side, area[side])?;
            area[side] = best.extent;
            scores[side] = best.score;
        }
        if area == before {
            break;
        }
    }
    Some((area, scores[TARGET].min(scores[SOURCE])))
}

/// Returns the maximum-sum segment (Kadane) around and overlapping `core`; none where nothing is positive.
fn best_segment(evidence: &mut Evidence, side: usize, core: Extent) -> Option<Segment> {
    let pair = evidence.pair;
    let own = &pair.sides[side];
    let range = core.grown(MARGIN + core.len() / 2, own.len());
    let penalty = evidence.penalty();
    let mut best: Option<Segment> = None;
    let (mut start, mut sum, mut peak) = (range.start, f64::NEG_INFINITY, 0.0_f64);
    for at in range.start..range.end {
        if sum < own.edges[at] {
            (start, sum, peak) = (at, own.edges[at], own.edges[at]);
        }
        let id = own.ids[at];
        let matched = evidence.inside[1 - side][id as usize] > 0;
        sum += if matched {
            evidence.reward(id)
        } else {
            penalty
        };
        peak = peak.max(sum);
        let score = sum + own.edges[at + 1];
        let overlaps = start < core.end && at + 1 > core.start;
        if overlaps && score > best.map_or(0.0, |best| best.score) {
            let extent = Extent { start, end: at + 1 };
            best = Some(Segment { extent, score });
        }
        if peak - sum > DROP {
            sum = f64::NEG_INFINITY;
        }
    }
    evidence.work += range.len() as u64;
    best
}

//! First refinement: the segment of one side that scores best against the other side's extent.

use super::evidence::Evidence;
use super::extent::{Area, Extent, SOURCE, TARGET};
use super::pair::Side;
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
    let own = &evidence.pair.sides[side];
    let range = core.grown(MARGIN + core.len() / 2, own.len());
    let mut best = Segment {
        extent: core,
        score: 0.0,
    };
    let mut start = range.start;
    while start < core.end {
        start = extend(evidence, own, Extent { start, ..range }, core, &mut best);
    }
    evidence.work += range.len() as u64;
    (best.score > 0.0).then_some(best)
}

/// Extends a segment from the start of `range` until it is not worth its beginning, or has fallen too far; returns
/// where that is.
fn extend(
    evidence: &mut Evidence,
    own: &Side,
    range: Extent,
    core: Extent,
    best: &mut Segment,
) -> usize {
    let edges = &own.edges[range.start..=range.end];
    let ids = &own.ids[range.start..range.end];
    let (mut sum, mut peak) = (edges[0], edges[0]);
    for ((&id, &edge), end) in ids.iter().zip(&edges[1..]).zip(range.start + 1..) {
        sum += evidence.weigh(id);
        peak = if sum > peak { sum } else { peak };
        if sum + edge > best.score && end > core.start {
            let extent = Extent { end, ..range };
            let score = sum + edge;
            *best = Segment { extent, score };
        }
        if sum < edge || peak - sum > DROP {
            return end;
        }
    }
    range.end
}

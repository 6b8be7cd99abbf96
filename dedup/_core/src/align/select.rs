//! From candidate boxes to passages: refine, merge, judge, and let the better of two overlapping ones stand.

use std::cmp::Ordering;

use super::evidence::Evidence;
use super::extent::{Area, Extent, Passage, SOURCE, TARGET};
use super::lifts::Lift;
use super::pair::Pair;
use super::params::{
    MAX_OVERLAP, MERGE_GAP, MIN_SOURCE, MIN_TARGET, POSSIBLE_SCORE, REFINE_WORK, REFINE_WORK_FLOOR,
    TRIM_COVER, TRIM_GRAM, TRIM_IDENTITY,
};
use super::setting::Setting;
use super::verdict::Verdict;
use super::wording::Wording;
use super::{Band, grams, outward, segment};

/// Refines the candidates, the heaviest first; returns the passages and how many tokens were read.
///
/// The work is bounded by the texts' lengths, whatever the candidates.
pub fn refine_all(pair: &Pair, candidates: &[Area]) -> (Vec<Passage>, u64) {
    let budget = budget(pair);
    let mut evidence = Evidence::new(pair);
    let mut passages = Vec::new();
    for &candidate in candidates {
        if evidence.work > budget {
            break;
        }
        if passages.iter().any(|done| holds(done, candidate)) {
            continue;
        }
        if let Some(passage) = refine(&mut evidence, candidate) {
            merge(&mut evidence, &mut passages, passage);
        }
        evidence.clear();
    }
    (passages, evidence.work)
}

/// Returns the passages that are asserted, and possible ones beside them, the best first, and the tokens read.
pub fn judge(
    pair: &Pair,
    wording: &Wording,
    setting: Setting,
    passages: &[Passage],
    lifts: &[Lift],
) -> (Vec<(Passage, Band)>, u64) {
    let mut verdict = Verdict::new(pair, wording, setting, lifts);
    let mut judged: Vec<(Passage, Band)> = passages
        .iter()
        .flat_map(|passage| verdict.judge(passage))
        .filter(|(passage, _)| is_long_enough(pair, passage))
        .collect();
    let rank = |(passage, band): &(Passage, Band)| (*band == Band::Possible, -passage.score);
    judged.sort_by(|left, right| {
        rank(left)
            .partial_cmp(&rank(right))
            .unwrap_or(Ordering::Equal)
    });
    let mut kept: Vec<(Passage, Band)> = Vec::new();
    for (passage, band) in judged {
        let overlaps = |(other, _): &(Passage, Band)| passage.lies_inside(other, MAX_OVERLAP);
        if !kept.iter().any(overlaps) {
            kept.push((trim(pair, passage), band));
        }
    }
    (kept, verdict.work())
}

/// Returns how many tokens may be read: bounded by the texts' lengths, whatever is found.
pub fn budget(pair: &Pair) -> u64 {
    REFINE_WORK_FLOOR + REFINE_WORK * pair.len() as u64
}

fn refine(evidence: &mut Evidence, candidate: Area) -> Option<Passage> {
    let (area, score) = segment::refine(evidence, candidate)?;
    if score < POSSIBLE_SCORE / 2.0 {
        return None;
    }
    outward::refine(evidence, area, None)
}

fn holds(passage: &Passage, area: Area) -> bool {
    [TARGET, SOURCE]
        .into_iter()
        .all(|side| passage.area[side].contains(area[side]))
}

/// Adds a passage, joined with those that are near it on both sides.
///
/// Near on one side alone may be two lifts from distant places that were put side by side.
pub fn merge(evidence: &mut Evidence, passages: &mut Vec<Passage>, mut passage: Passage) {
    let near = |other: &Passage, passage: &Passage| {
        [TARGET, SOURCE]
            .into_iter()
            .all(|side| passage.area[side].gap(other.area[side]) <= MERGE_GAP)
    };
    while let Some(at) = passages.iter().position(|other| near(other, &passage)) {
        let other = passages.remove(at);
        passage.area = [TARGET, SOURCE].map(|side| passage.area[side].union(other.area[side]));
        passage.score = passage.score.max(other.score);
        evidence.look(passage.area);
        passage.identities = [TARGET, SOURCE].map(|side| evidence.identity(side, true));
    }
    passages.push(passage);
}

fn is_long_enough(pair: &Pair, passage: &Passage) -> bool {
    let length = |side: usize| {
        let (start, end) = pair.sides[side].outer(passage.area[side]);
        end - start
    };
    length(TARGET) >= MIN_TARGET && length(SOURCE) >= MIN_SOURCE
}

/// Returns a nearly exact passage cut to its first and last shared gram, any other as it is.
fn trim(pair: &Pair, mut passage: Passage) -> Passage {
    let area = passage.area;
    let least = passage.identities[TARGET].min(passage.identities[SOURCE]);
    if least < TRIM_IDENTITY {
        return passage;
    }
    let ids = |side: usize| &pair.sides[side].ids[area[side].start..area[side].end];
    let shared = grams::find_shared([ids(TARGET), ids(SOURCE)], TRIM_GRAM);
    if grams::cover(&shared) < TRIM_COVER {
        return passage;
    }
    for side in [TARGET, SOURCE] {
        if let Some(bounds) = grams::bounds(&shared[side]) {
            passage.area[side] = Extent {
                start: area[side].start + bounds.start,
                end: area[side].start + bounds.end,
            };
        }
    }
    passage
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::index::Sample;

    #[test]
    fn a_joined_passage_has_the_identities_of_the_whole() {
        let keys: Vec<u64> = (0..60).collect();
        let text = Sample::new(&keys);
        let pair = Pair::new(text.text(), text.text());
        let mut evidence = Evidence::new(&pair);
        let passage = |start: usize, end: usize, identity: f64| Passage {
            area: [Extent { start, end }; 2],
            score: end as f64,
            identities: [identity; 2],
        };
        let mut passages = vec![passage(0, 40, 1.0)];

        merge(&mut evidence, &mut passages, passage(45, 50, 0.2));

        let whole: Vec<_> = passages.iter().map(|p| (p.area, p.identities)).collect();
        assert_eq!(vec![([Extent { start: 0, end: 50 }; 2], [1.0; 2])], whole);
    }
}

//! Summaries: a window of the target against the whole source.

use rustc_hash::FxHashSet;

use super::evidence::{Memo, reward};
use super::extent::{Extent, Passage, SOURCE, TARGET};
use super::lifts::Lift;
use super::pair::Pair;
use super::params::{
    MAX_CHANCE, PRIOR_TOKENS, SUMMARY_COVER, SUMMARY_DENSITY, SUMMARY_DISTINCTIVE, SUMMARY_DROP,
    SUMMARY_EDGE, SUMMARY_KEPT, SUMMARY_MATCHED, SUMMARY_MIN, SUMMARY_NAMES, SUMMARY_PASSES,
    SUMMARY_PRIOR, SUMMARY_RATIO, SUMMARY_SCORE, SUMMARY_SENTENCE_EDGE, SUMMARY_SHARE,
    SUMMARY_SLICES, SUMMARY_SOURCE, SUMMARY_SURVIVAL, SUMMARY_WINDOW,
};
use super::segment::Segment;
use super::wording::Wording;
use crate::tokens::{LINE, PARAGRAPH, SENTENCE};

/// A window of the target that condenses the whole source.
pub struct Summary {
    pub window: Segment,
    /// Whether only a summary has it; a report of the same event may have such a window too.
    pub sure: bool,
}

/// Returns the window of the target that condenses the whole source, where there is one.
///
/// `passages` are the ordinary findings: the window must explain more than those it would replace.
pub fn find_summary(
    pair: &Pair,
    wording: &Wording,
    passages: &[Passage],
    lifts: &[Lift],
) -> Option<Summary> {
    let [target, source] = &pair.sides;
    if source.len() < SUMMARY_SOURCE || !may_match(pair) {
        return None;
    }
    let window = find_window(pair)?;
    let length = window.extent.len() as f64;
    let cover = spread(pair, window.extent);
    let ids = &target.ids[window.extent.start..window.extent.end];
    let known = ids.iter().filter(|&&id| source.counts[id as usize] > 0);
    let matched = known.count() as f64 / length;
    let kept: usize = lifts
        .iter()
        .map(|lift| lift.area[TARGET].overlap(window.extent))
        .sum();
    let plausible = window.score >= SUMMARY_SCORE
        && window.extent.len() >= SUMMARY_MIN
        && length <= SUMMARY_SHARE * target.len() as f64
        && length * SUMMARY_RATIO <= source.len() as f64
        && cover >= SUMMARY_COVER
        && matched >= SUMMARY_MATCHED
        && kept as f64 <= SUMMARY_KEPT * length;
    let condensed = source.len() as f64 / length;
    let better = plausible && outdoes(window, cover, matched, condensed, passages);
    better.then(|| Summary {
        window,
        sure: window.score >= SUMMARY_DENSITY * length && stands_alone(wording, window.extent),
    })
}

/// Sums in another order may differ by less.
const ROUNDING: f64 = 1e-6;

/// Whether any window of the least length has a share of words from the source that a summary needs.
fn may_match(pair: &Pair) -> bool {
    let [target, source] = &pair.sides;
    let lead = |&id: &u32| f64::from(u8::from(source.counts[id as usize] > 0)) - SUMMARY_MATCHED;
    let Some((first, rest)) = target.ids.split_at_checked(SUMMARY_MIN - 1) else {
        return false;
    };
    let mut sum: f64 = first.iter().map(lead).sum();
    // What the least window that ends here adds up to what came before it, and the least such sum so far.
    let (mut before, mut least) = (0.0, f64::INFINITY);
    target.ids.iter().zip(rest).any(|(first, last)| {
        sum += lead(last);
        least = least.min(before);
        before += lead(first);
        sum - least >= -ROUNDING
    })
}

/// Whether the target outside the window names others than the source does.
fn stands_alone(wording: &Wording, window: Extent) -> bool {
    let places = (0..wording.length(TARGET)).filter(|&at| !window.holds(at));
    let outside: FxHashSet<u64> = wording.names(TARGET, places).collect();
    let source: FxHashSet<u64> = wording.names(SOURCE, 0..wording.length(SOURCE)).collect();
    let both = outside.intersection(&source).count();
    both as f64 <= SUMMARY_NAMES * outside.len().max(1) as f64
}

/// Whether the window explains more than the passages that it overlaps: a linear rule fitted on PAN.
///
/// A source that is `condensed` many times over was summarised; of one little longer, a passage is most.
fn outdoes(
    window: Segment,
    cover: f64,
    matched: f64,
    condensed: f64,
    passages: &[Passage],
) -> bool {
    let overlap = |passage: &Passage| passage.area[TARGET].overlap(window.extent);
    let rivals = || passages.iter().filter(|passage| overlap(passage) > 0);
    if rivals().next().is_none() {
        return true;
    }
    let best = rivals().map(|rival| rival.score).fold(5.0, f64::max);
    let shared = rivals().map(overlap).sum::<usize>() as f64 / window.extent.len() as f64;
    let lead = -5.5 * (best / window.score).ln() + 7.5 * (cover - 0.8);
    let lead = lead + 1.1 * (condensed / 5.0).ln();
    lead - 6.8 * (shared.min(1.0) - 0.7) + 10.0 * (matched - 0.85) >= 0.0
}

/// Returns the best window, its own words left out of the frequencies from the second pass on.
fn find_window(pair: &Pair) -> Option<Segment> {
    let edges = window_edges(pair);
    let [target, source] = &pair.sides;
    let mut inside = vec![0; pair.vocabulary];
    let mut scores = Memo::new(target.counts.iter().copied().max().unwrap_or(0));
    let missing = (1.0 - SUMMARY_SURVIVAL).ln();
    let mut window: Option<Segment> = None;
    for pass in 0..SUMMARY_PASSES {
        let extent = window.map_or(Extent { start: 0, end: 0 }, |window| window.extent);
        let ids = &target.ids[extent.start..extent.end];
        ids.iter().for_each(|&id| inside[id as usize] += 1);
        scores.forget();
        let word = |id: u32| {
            if source.counts[id as usize] == 0 {
                return missing;
            }
            let own = if pass == 0 { 1 } else { inside[id as usize] };
            let outside = target.counts[id as usize].saturating_sub(own);
            scores.get(outside, || word_score(pair, outside, extent.len()))
        };
        window = Some(best_window(&target.ids, &edges, word)?);
        ids.iter().for_each(|&id| inside[id as usize] = 0);
    }
    window
}

/// Returns what a word says that both texts have, the target so often outside a window of so many tokens.
fn word_score(pair: &Pair, outside: u32, window: usize) -> f64 {
    let [target, source] = &pair.sides;
    let tokens = (target.len() - window) as f64 + PRIOR_TOKENS;
    let frequency = (f64::from(outside) + SUMMARY_PRIOR) / tokens;
    let chance = 1.0 - (-frequency * source.len() as f64).exp();
    reward(chance.min(MAX_CHANCE), SUMMARY_SURVIVAL)
}

/// Returns the bonus for a window's edge before each token of the target, and after the last.
fn window_edges(pair: &Pair) -> Vec<f64> {
    let bonus = |flags: u8| match flags {
        _ if flags & PARAGRAPH != 0 => SUMMARY_EDGE,
        _ if flags & SENTENCE != 0 && flags & LINE != 0 => SUMMARY_EDGE,
        _ if flags & SENTENCE != 0 => SUMMARY_SENTENCE_EDGE,
        _ => 0.0,
    };
    let flags = &pair.sides[TARGET].tokens.flags;
    let mut edges: Vec<f64> = flags.iter().map(|&flags| bonus(flags)).collect();
    edges.push(SUMMARY_EDGE);
    edges[0] = SUMMARY_EDGE;
    edges
}

/// Returns the maximum-sum window of at least the least length; none where nothing is positive.
fn best_window(ids: &[u32], edges: &[f64], mut word: impl FnMut(u32) -> f64) -> Option<Segment> {
    let mut best: Option<Segment> = None;
    let (mut start, mut sum, mut peak) = (0, f64::NEG_INFINITY, 0.0_f64);
    for (at, &id) in ids.iter().enumerate() {
        if sum < edges[at] {
            (start, sum, peak) = (at, edges[at], edges[at]);
        }
        sum += word(id);
        peak = peak.max(sum);
        let score = sum + edges[at + 1];
        if at + 1 - start >= SUMMARY_WINDOW && score > best.map_or(0.0, |best| best.score) {
            let extent = Extent { start, end: at + 1 };
            best = Some(Segment { extent, score });
        }
        if peak - sum > SUMMARY_DROP {
            sum = f64::NEG_INFINITY;
        }
    }
    best
}

/// Returns the share of equal slices of the source with a word that the target has in the window alone.
fn spread(pair: &Pair, window: Extent) -> f64 {
    let [target, source] = &pair.sides;
    let mut inside = vec![0; pair.vocabulary];
    for &id in &target.ids[window.start..window.end] {
        inside[id as usize] += 1;
    }
    let mut hit = [false; SUMMARY_SLICES];
    for (at, &id) in source.ids.iter().enumerate() {
        let id = id as usize;
        let only_here = inside[id] > 0 && inside[id] == target.counts[id];
        if only_here && source.counts[id] <= SUMMARY_DISTINCTIVE {
            hit[at * SUMMARY_SLICES / source.len()] = true;
        }
    }
    hit.iter().filter(|&&hit| hit).count() as f64 / SUMMARY_SLICES as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::index::Sample;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_window_may_match_where_exhaustive_search_finds_one(
            target in prop::collection::vec(0_u64..30, 0..130),
            known in 20_u64..30,
        ) {
            let length = target.len();
            let long = (0..length).flat_map(|start| (start + SUMMARY_MIN..=length).map(move |end| start..end));
            let share = |words: &[u64]| {
                words.iter().filter(|&&word| word < known).count() as f64 / words.len() as f64
            };
            let found = long.map(|window| share(&target[window])).any(|share| share >= SUMMARY_MATCHED);
            let source: Vec<u64> = (0..known).collect();
            let [target, source] = [target, source].map(|words| Sample::new(&words));

            prop_assert_eq!(found, may_match(&Pair::new(target.text(), source.text())));
        }
    }
}

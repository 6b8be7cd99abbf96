//! What a passage tells beside the words that both sides quote, and the parts that were kept word for word.
//!
//! Two reporters who heard one speech share its words; a paragraph that was copied says nothing of its neighbours.

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::extent::{Area, Extent, SOURCE, TARGET};
use super::pair::Pair;
use super::params::{MAX_SURVIVAL, MIN_SURVIVAL};
use super::wording::Wording;
use crate::tokens::QUOTED;

/// The measures of the rest of a passage.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The greater of both sides' shares of words that are the rest.
    pub share: f64,
    /// The weaker side's log-likelihood ratio, in nats.
    pub score: f64,
    /// Sum of both sides' identities.
    pub identity: f64,
    /// Share of plain words in one order.
    pub order: f64,
}

impl Told {
    /// Measures what neither both sides quote nor `kept` holds.
    pub fn new(evidence: &mut Evidence, wording: &Wording, area: Area, kept: &[Area]) -> Self {
        let pair = evidence.pair;
        let places = [TARGET, SOURCE].map(|side| find_rest(pair, area, side, kept));
        let counts = [TARGET, SOURCE].map(|side| count(pair, side, places[side].iter().copied()));
        evidence.look(area);
        evidence.work += (area[TARGET].len() + area[SOURCE].len()) as u64;
        let sides = [TARGET, SOURCE].map(|side| weigh(evidence, side, &counts));
        let share = |side: usize| places[side].len() as f64 / area[side].len() as f64;
        let [target, source] = &places;
        Self {
            share: share(TARGET).max(share(SOURCE)),
            score: sides[TARGET].0.min(sides[SOURCE].0),
            identity: sides[TARGET].1 + sides[SOURCE].1,
            order: wording.order([target.iter().copied(), source.iter().copied()]),
        }
    }
}

type Counts = FxHashMap<u32, u32>;

/// Returns the places of one side that are not kept and whose words are not quoted on both sides.
fn find_rest(pair: &Pair, area: Area, side: usize, kept: &[Area]) -> Vec<usize> {
    let quoted = |side: usize, extent: Extent| {
        let flags = &pair.sides[side].tokens.flags;
        (extent.start..extent.end).filter(move |&at| flags[at] & QUOTED != 0)
    };
    let mut others = count(pair, 1 - side, quoted(1 - side, area[1 - side]));
    let own = &pair.sides[side];
    let mut is_shared = |at: usize| match others.get_mut(&own.ids[at]) {
        Some(left) if own.tokens.flags[at] & QUOTED != 0 && *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    };
    let extent = area[side];
    let is_kept = |at: usize| kept.iter().any(|part| part[side].holds(at));
    (extent.start..extent.end)
        .filter(|&at| !is_kept(at) && !is_shared(at))
        .collect()
}

fn count(pair: &Pair, side: usize, places: impl Iterator<Item = usize>) -> Counts {
    let mut counts = Counts::default();
    for at in places {
        *counts.entry(pair.sides[side].ids[at]).or_default() += 1;
    }
    counts
}

/// Returns a side's log-likelihood ratio and identity, words matched one to one among those that are left.
fn weigh(evidence: &mut Evidence, side: usize, counts: &[Counts; 2]) -> (f64, f64) {
    evidence.face(side);
    let mut words: Vec<(u32, u32)> = counts[side].iter().map(|(&id, &own)| (id, own)).collect();
    words.sort_unstable(); // sums of floats in one order
    let other = |id: u32| counts[1 - side].get(&id).copied().unwrap_or(0);
    let (mut whole, mut shared) = (0.0, 0.0);
    for &(id, own) in &words {
        let weight = 1.0 - evidence.chance(id);
        whole += weight * f64::from(own);
        shared += weight * f64::from(own.min(other(id)));
    }
    let identity = if whole > 0.0 { shared / whole } else { 0.0 };
    evidence.expect(identity.clamp(MIN_SURVIVAL, MAX_SURVIVAL));
    let penalty = evidence.penalty();
    let score = words.iter().map(|&(id, own)| match other(id) {
        0 => penalty * f64::from(own),
        other => evidence.reward(id) * f64::from(own.min(other)),
    });
    (score.sum(), identity)
}

//! What a word says for or against a passage: its chance of turning up anyway, its reward where it matches.

use super::extent::{Area, Extent, SOURCE, TARGET};
use super::pair::Pair;
use super::params::{
    MAX_CHANCE, MAX_REWARD, MAX_SURVIVAL, MIN_SURVIVAL, MISSING, PRIOR_COUNT, PRIOR_TOKENS,
    SURVIVAL,
};

/// Values by how often a word occurs, forgotten all at once.
pub struct Memo {
    /// The round that each value is of, and the value.
    values: Vec<(u32, f64)>,
    round: u32,
}

impl Memo {
    /// `most` is the largest number of occurrences.
    pub fn new(most: u32) -> Self {
        Self {
            values: vec![(0, 0.0); most as usize + 1],
            round: 1,
        }
    }

    pub fn forget(&mut self) {
        self.round += 1;
    }

    pub fn get(&mut self, count: u32, compute: impl FnOnce() -> f64) -> f64 {
        self.find(count)
            .unwrap_or_else(|| self.keep(count, compute()))
    }

    fn find(&self, count: u32) -> Option<f64> {
        let (round, value) = self.values[count as usize];
        (round == self.round).then_some(value)
    }

    fn keep(&mut self, count: u32, value: f64) -> f64 {
        self.values[count as usize] = (self.round, value);
        value
    }
}

/// How often a word stands where.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    /// Inside each side's extent.
    pub inside: [u32; 2],
    /// Outside the box, in both texts.
    outside: u32,
    /// Among what the walk at hand has used; 0 between walks.
    pub used: u32,
}

impl Counts {
    /// Returns the counts of a word that the pair has `total` times, none of them in a box.
    fn unseen(total: &u32) -> Self {
        Self {
            outside: *total,
            ..Self::default()
        }
    }
}

/// The words of a pair judged against one box: `look` sets the box, `face` the side whose words are judged.
pub struct Evidence<'a> {
    pub pair: &'a Pair<'a>,
    /// By id.
    pub counts: Vec<Counts>,
    area: Option<Area>,
    side: usize,
    survival: f64,
    penalty: f64,
    /// By side; they hold as long as the box does.
    chances: [Memo; 2],
    /// By one more than how often a word stands outside the box; first the penalty.
    rewards: Memo,
    /// Tokens read so far.
    pub work: u64,
}

impl<'a> Evidence<'a> {
    pub fn new(pair: &'a Pair<'a>) -> Self {
        let most = pair.totals.iter().copied().max().unwrap_or(0);
        let mut evidence = Self {
            pair,
            counts: pair.totals.iter().map(Counts::unseen).collect(),
            area: None,
            side: TARGET,
            survival: SURVIVAL,
            penalty: 0.0,
            chances: [(); 2].map(|()| Memo::new(most)),
            rewards: Memo::new(most + 1),
            work: 0,
        };
        evidence.expect(SURVIVAL);
        evidence
    }

    /// Counts the words inside `area` and forgets the box before.
    pub fn look(&mut self, area: Area) {
        if self.area == Some(area) {
            return;
        }
        self.clear();
        for side in [TARGET, SOURCE] {
            for &id in &self.pair.sides[side].ids[area[side].start..area[side].end] {
                let counts = &mut self.counts[id as usize];
                counts.inside[side] += 1;
                counts.outside -= 1;
            }
        }
        self.area = Some(area);
        self.chances.iter_mut().for_each(Memo::forget);
        self.forget_rewards();
    }

    /// Takes the counts back by walking the box, never by clearing the vocabulary.
    pub fn clear(&mut self) {
        let Some(area) = self.area.take() else { return };
        for side in [TARGET, SOURCE] {
            self.work += area[side].len() as u64;
            for &id in &self.pair.sides[side].ids[area[side].start..area[side].end] {
                self.counts[id as usize] = Counts::unseen(&self.pair.totals[id as usize]);
            }
        }
    }

    /// Judges the words of `side` from now on.
    pub fn face(&mut self, side: usize) {
        self.side = side;
        self.forget_rewards();
    }

    /// Expects this share of a copy's words to survive.
    pub fn expect(&mut self, survival: f64) {
        self.survival = survival;
        self.penalty = MISSING * (1.0 - survival).ln();
        self.forget_rewards();
    }

    fn forget_rewards(&mut self) {
        self.rewards.forget();
        self.rewards.keep(0, self.penalty);
    }

    /// Returns the chance that a word of its frequency outside the box turns up in the other side's extent.
    pub fn chance(&mut self, id: u32) -> f64 {
        let outside = self.counts[id as usize].outside;
        self.chances[self.side]
            .find(outside)
            .unwrap_or_else(|| self.find_chance(outside))
    }

    /// Returns the log-likelihood ratio of a word that the other side's extent has.
    pub fn reward(&mut self, id: u32) -> f64 {
        self.rewards
            .find(self.counts[id as usize].outside + 1)
            .unwrap_or_else(|| self.find_reward(id))
    }

    /// Returns the reward of a word that the other side's extent has, or the penalty.
    pub fn weigh(&mut self, id: u32) -> f64 {
        let counts = &self.counts[id as usize];
        let matched = u32::from(counts.inside[1 - self.side] > 0);
        // Without a branch: which words match is anyone's guess.
        self.rewards
            .find((counts.outside + 1) * matched)
            .unwrap_or_else(|| self.find_reward(id))
    }

    #[cold]
    fn find_chance(&mut self, outside: u32) -> f64 {
        let Some(area) = self.area else {
            return MAX_CHANCE;
        };
        let tokens = self.pair.len() - area[TARGET].len() - area[SOURCE].len();
        let frequency = (f64::from(outside) + PRIOR_COUNT) / (tokens as f64 + PRIOR_TOKENS);
        let chance = 1.0 - (-frequency * area[1 - self.side].len() as f64).exp();
        self.chances[self.side].keep(outside, chance.min(MAX_CHANCE))
    }

    #[cold]
    fn find_reward(&mut self, id: u32) -> f64 {
        let reward = reward(self.chance(id), self.survival);
        self.rewards
            .keep(self.counts[id as usize].outside + 1, reward)
    }

    /// Returns the log-likelihood ratio of a word that the other side's extent lacks: the same for every word.
    pub fn penalty(&self) -> f64 {
        self.penalty
    }

    /// Returns the share of a side's words, weighted by their rarity, that the other side's extent has.
    ///
    /// One to one: where the extent has a word more often than the other, the surplus counts as missing.
    pub fn identity(&mut self, side: usize, one_to_one: bool) -> f64 {
        let Some(area) = self.area else { return 0.0 };
        self.face(side);
        let (mut whole, mut shared) = (0.0, 0.0);
        for &id in &self.pair.sides[side].ids[area[side].start..area[side].end] {
            let weight = 1.0 - self.chance(id);
            let [own, other] = [side, 1 - side].map(|side| self.counts[id as usize].inside[side]);
            let share = f64::from(other) / f64::from(own);
            let full = other > 0 && !one_to_one;
            whole += weight;
            shared += weight * if full { 1.0 } else { share.min(1.0) };
        }
        self.work += area[side].len() as u64;
        if whole > 0.0 { shared / whole } else { 0.0 }
    }

    /// Returns the survival that the box itself shows on a side, within bounds.
    pub fn survival(&mut self, side: usize) -> f64 {
        self.identity(side, false).clamp(MIN_SURVIVAL, MAX_SURVIVAL)
    }

    /// Returns the edge bonuses that both ends of an extent have.
    pub fn edges(&self, side: usize, extent: Extent) -> f64 {
        let edges = &self.pair.sides[side].edges;
        edges[extent.start] + edges[extent.end]
    }
}

/// Returns the log-likelihood ratio of a matched word: copied with `survival`, or there by `chance`.
pub fn reward(chance: f64, survival: f64) -> f64 {
    let ratio = (survival + (1.0 - survival) * chance) / chance;
    ratio.ln().min(MAX_REWARD)
}

//! What a word says for or against a passage: its chance of turning up anyway, its reward where it matches.

use super::extent::{Area, Extent, SOURCE, TARGET};
use super::pair::Pair;
use super::params::{
    MAX_CHANCE, MAX_REWARD, MAX_SURVIVAL, MIN_SURVIVAL, MISSING, PRIOR_COUNT, PRIOR_TOKENS,
    SURVIVAL,
};

/// Values by word id, forgotten all at once.
pub struct Memo {
    rounds: Vec<u32>,
    values: Vec<f64>,
    round: u32,
}

impl Memo {
    pub fn new(vocabulary: usize) -> Self {
        Self {
            rounds: vec![0; vocabulary],
            values: vec![0.0; vocabulary],
            round: 1,
        }
    }

    pub fn forget(&mut self) {
        self.round += 1;
    }

    pub fn get(&mut self, id: u32, compute: impl FnOnce() -> f64) -> f64 {
        let id = id as usize;
        if self.rounds[id] != self.round {
            self.rounds[id] = self.round;
            self.values[id] = compute();
        }
        self.values[id]
    }
}

/// The words of a pair judged against one box: `look` sets the box, `face` the side whose words are judged.
pub struct Evidence<'a> {
    pub pair: &'a Pair<'a>,
    /// How often each side's extent has each id.
    pub inside: [Vec<u32>; 2],
    /// How often the walk at hand has used each id; all 0 between walks.
    pub used: Vec<u32>,
    area: Option<Area>,
    side: usize,
    survival: f64,
    chances: Memo,
    rewards: Memo,
    /// Tokens read so far.
    pub work: u64,
}

impl<'a> Evidence<'a> {
    pub fn new(pair: &'a Pair<'a>) -> Self {
        Self {
            pair,
            inside: [(); 2].map(|()| vec![0; pair.vocabulary]),
            used: vec![0; pair.vocabulary],
            area: None,
            side: TARGET,
            survival: SURVIVAL,
            chances: Memo::new(pair.vocabulary),
            rewards: Memo::new(pair.vocabulary),
            work: 0,
        }
    }

    /// Counts the words inside `area` and forgets the box before.
    pub fn look(&mut self, area: Area) {
        if self.area == Some(area) {
            return;
        }
        self.clear();
        for side in [TARGET, SOURCE] {
            for &id in &self.pair.sides[side].ids[area[side].start..area[side].end] {
                self.inside[side][id as usize] += 1;
            }
        }
        self.area = Some(area);
        self.face(self.side);
    }

    /// Takes the counts back by walking the box, never by clearing the vocabulary.
    pub fn clear(&mut self) {
        let Some(area) = self.area.take() else { return };
        for side in [TARGET, SOURCE] {
            self.work += area[side].len() as u64;
            for &id in &self.pair.sides[side].ids[area[side].start..area[side].end] {
                self.inside[side][id as usize] = 0;
            }
        }
    }

    /// Judges the words of `side` from now on.
    pub fn face(&mut self, side: usize) {
        self.side = side;
        self.chances.forget();
        self.rewards.forget();
    }

    /// Expects this share of a copy's words to survive.
    pub fn expect(&mut self, survival: f64) {
        self.survival = survival;
        self.rewards.forget();
    }

    /// Returns the chance that a word of its frequency outside the box turns up in the other side's extent.
    pub fn chance(&mut self, id: u32) -> f64 {
        let Some(area) = self.area else {
            return MAX_CHANCE;
        };
        let (pair, inside, side) = (self.pair, &self.inside, self.side);
        self.chances.get(id, || {
            let within = inside[TARGET][id as usize] + inside[SOURCE][id as usize];
            let outside = pair.total(id) - f64::from(within);
            let tokens = pair.len() - area[TARGET].len() - area[SOURCE].len();
            let frequency = (outside + PRIOR_COUNT) / (tokens as f64 + PRIOR_TOKENS);
            let chance = 1.0 - (-frequency * area[1 - side].len() as f64).exp();
            chance.min(MAX_CHANCE)
        })
    }

    /// Returns the log-likelihood ratio of a word that the other side's extent has.
    pub fn reward(&mut self, id: u32) -> f64 {
        let chance = self.chance(id);
        let survival = self.survival;
        self.rewards.get(id, || reward(chance, survival))
    }

    /// Returns the log-likelihood ratio of a word that the other side's extent lacks: the same for every word.
    pub fn penalty(&self) -> f64 {
        MISSING * (1.0 - self.survival).ln()
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
            let [own, other] = [side, 1 - side].map(|side| self.inside[side][id as usize]);
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

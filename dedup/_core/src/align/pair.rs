//! Two tokenised texts over one small vocabulary.

use rustc_hash::FxHashMap;

use super::extent::{Extent, SOURCE, TARGET};
use super::params::EDGE;
use crate::tokens::{LINE, SENTENCE, Tokens};

/// One text of a pair.
pub struct Side<'a> {
    pub tokens: &'a Tokens,
    /// The pair's number for each token's key.
    pub ids: Vec<u32>,
    /// How often the text has each id.
    pub counts: Vec<u32>,
    /// Bonus for an edge before each token, and after the last.
    pub edges: Vec<f64>,
}

/// A target and a source: `pair.sides[TARGET]`, `pair.sides[SOURCE]`.
pub struct Pair<'a> {
    pub sides: [Side<'a>; 2],
    pub vocabulary: usize,
}

impl<'a> Pair<'a> {
    pub fn new(target: &'a Tokens, source: &'a Tokens) -> Self {
        let mut numbers = FxHashMap::default();
        let mut sides = [target, source].map(|tokens| Side::new(tokens, &mut numbers));
        let vocabulary = numbers.len();
        for side in &mut sides {
            side.count(vocabulary);
        }
        Self { sides, vocabulary }
    }

    /// Number of tokens of both texts.
    pub fn len(&self) -> usize {
        self.sides[TARGET].len() + self.sides[SOURCE].len()
    }

    /// Returns occurrences in the target times occurrences in the source.
    pub fn product(&self, id: u32) -> u64 {
        let [target, source] = [TARGET, SOURCE].map(|side| self.sides[side].counts[id as usize]);
        u64::from(target) * u64::from(source)
    }

    /// Returns how often the pair has `id`.
    pub fn total(&self, id: u32) -> f64 {
        let [target, source] = [TARGET, SOURCE].map(|side| self.sides[side].counts[id as usize]);
        f64::from(target + source)
    }
}

impl<'a> Side<'a> {
    fn new(tokens: &'a Tokens, numbers: &mut FxHashMap<u64, u32>) -> Self {
        let number = |key: &u64| {
            let next = numbers.len() as u32;
            *numbers.entry(*key).or_insert(next)
        };
        let ids = tokens.keys.iter().map(number).collect();
        let bonus = |flags: &u8| {
            if flags & (SENTENCE | LINE) == 0 {
                0.0
            } else {
                EDGE
            }
        };
        let mut edges: Vec<f64> = tokens.flags.iter().map(bonus).collect();
        edges.push(EDGE);
        if let Some(first) = edges.first_mut() {
            *first = EDGE;
        }
        Self {
            tokens,
            ids,
            counts: Vec::new(),
            edges,
        }
    }

    fn count(&mut self, vocabulary: usize) {
        self.counts = vec![0; vocabulary];
        for &id in &self.ids {
            self.counts[id as usize] += 1;
        }
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns where the passage stands in the text, marks at its ends included.
    pub fn outer(&self, extent: Extent) -> (u32, u32) {
        (
            self.tokens.outer_starts[extent.start],
            self.tokens.outer_ends[extent.end - 1],
        )
    }

    /// Returns where the words stand in the text, without marks at their ends.
    pub fn exact(&self, extent: Extent) -> (u32, u32) {
        (
            self.tokens.starts[extent.start],
            self.tokens.ends[extent.end - 1],
        )
    }
}

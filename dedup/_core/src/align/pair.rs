//! Two tokenised texts over one small vocabulary.

use super::extent::{Extent, SOURCE, TARGET};
use super::index::{Index, Text};
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
    /// How often the pair has each id.
    pub totals: Vec<u32>,
    source: &'a Index,
    /// The source's own number for each of the target's ids; [`NONE`] where it has none.
    partners: Vec<u32>,
}

/// No number.
const NONE: u32 = u32::MAX;

impl<'a> Pair<'a> {
    /// Numbers the target's keys as the target does, and then those that the source alone has.
    pub fn new(target: Text<'a>, source: Text<'a>) -> Self {
        let (partners, numbers, vocabulary) = join(target.index, source.index);
        let sides = [
            Side::new(target, vocabulary, |id| id),
            Side::new(source, vocabulary, |id| numbers[id as usize]),
        ];
        let counts = sides[TARGET].counts.iter().zip(&sides[SOURCE].counts);
        Self {
            totals: counts.map(|(target, source)| target + source).collect(),
            sides,
            vocabulary,
            source: source.index,
            partners,
        }
    }

    /// Returns the places of the source that have a word of the target, in no order to rely on.
    pub fn places(&self, id: u32) -> &[u32] {
        match self.partners[id as usize] {
            NONE => &[],
            id => self.source.places(id),
        }
    }

    /// Returns the places of the source where two neighbouring words of the target begin, ascending.
    pub fn bigrams(&self, left: u32, right: u32) -> &[u32] {
        match [left, right].map(|id| self.partners[id as usize]) {
            [NONE, _] | [_, NONE] => &[],
            [left, right] => self.source.bigrams(left, right),
        }
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
}

impl<'a> Side<'a> {
    /// `number` gives the pair's number for the text's own.
    fn new(text: Text<'a>, vocabulary: usize, number: impl Fn(u32) -> u32) -> Self {
        let Text { tokens, index } = text;
        let mut counts = vec![0; vocabulary];
        for own in 0..index.keys.len() as u32 {
            counts[number(own) as usize] = index.count(own);
        }
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
            ids: index.ids.iter().map(|&own| number(own)).collect(),
            counts,
            edges,
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

/// Returns the source's number for each of the target's keys, the pair's number for each of the source's keys, and
/// how many numbers the pair has.
fn join(target: &Index, source: &Index) -> (Vec<u32>, Vec<u32>, usize) {
    let mut partners = vec![NONE; target.keys.len()];
    let mut vocabulary = target.keys.len() as u32;
    let number = |(&key, own): (&u64, u32)| {
        if let Some(id) = target.find(key) {
            partners[id as usize] = own;
            return id;
        }
        vocabulary += 1;
        vocabulary - 1
    };
    let numbers = source.keys.iter().zip(0..).map(number).collect();
    (partners, numbers, vocabulary as usize)
}

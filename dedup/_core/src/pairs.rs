//! Verified pairs of a collection of texts.

use std::cmp::Reverse;

use crate::groups::Groups;
use crate::postings::HOT;
use crate::prints::Prints;
use crate::search::Search;
use crate::texts::Texts;
use crate::verify::{Overlap, Verifier};

/// More pairs than this between two groups of equal texts are reported through their first texts only.
const MOST_PAIRS: usize = HOT * HOT;

/// What makes two texts a pair: either measure reached.
#[derive(Clone, Copy, Debug)]
pub struct Thresholds {
    /// Least resemblance.
    pub resemblance: f64,
    /// Least containment of one in the other, if that makes a pair at all.
    pub containment: Option<f64>,
}

/// A verified pair; the target is the text contained more, the later one where both are equally.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Number of the target among the texts.
    pub target: u32,
    /// Number of the source among the texts.
    pub source: u32,
    /// Jaccard coefficient of the shingle sets.
    pub resemblance: f64,
    /// Share of the target's shingles that the source has.
    pub containment: f64,
}

/// The work of a search, and what was left out so that hot keys stay affordable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounded {
    /// Pairs of shingle sets that were compared.
    pub compared: u64,
    /// Band buckets of more than 64 texts, whose texts were compared with the bucket's leaders only.
    pub hot_buckets: u64,
    /// Fingerprints of more than 64 texts that were followed through one text a cluster.
    pub thinned_fingerprints: u64,
    /// Fingerprints that more than 64 clusters share: they tell nothing.
    pub common_fingerprints: u64,
    /// Pairs between groups of equal texts that are reported through their first texts.
    pub equal_pairs: u64,
}

/// A collection of texts, of which prints are kept but not the texts.
pub struct Collection {
    prints: Prints,
    thresholds: Thresholds,
    threads: usize,
}

impl Collection {
    /// Returns a collection without texts, to be searched for pairs that reach a threshold.
    pub fn new(thresholds: Thresholds, threads: usize) -> Self {
        Self {
            prints: Prints::new(thresholds.resemblance, thresholds.containment.is_some()),
            thresholds,
            threads,
        }
    }

    /// Takes in more texts; they are numbered as they come.
    pub fn add<X: Texts + ?Sized>(&mut self, texts: &X) {
        self.prints.add(texts, self.threads);
    }

    /// Number of texts.
    pub fn len(&self) -> usize {
        self.prints.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.prints.is_empty()
    }

    /// Returns the verified pairs, by target and source, and what was bounded.
    ///
    /// `order` names every text once, in the order of their claim to be an anchor: where not all pairs are compared,
    /// the first ones lead. `load` gives texts by number; where it fails, so does the search.
    pub fn find_pairs<T, E>(
        &self,
        order: &[u32],
        load: impl Fn(&[u32]) -> Result<Vec<T>, E>,
    ) -> Result<(Vec<Pair>, Bounded), E>
    where
        [T]: Texts,
    {
        let mut bounded = Bounded::default();
        let digests = order.iter().map(|&text| self.prints.digests[text as usize]);
        let groups = Groups::of_digests(digests);
        let texts: Vec<u32> = groups.firsts().map(|place| order[place as usize]).collect();
        let verifier = Verifier {
            texts: &texts,
            thresholds: self.thresholds,
            threads: self.threads,
            load,
        };
        let search = Search {
            prints: &self.prints,
            verifier,
        };
        let overlaps = search.run(&mut bounded)?;
        let mut pairs = spread(&groups, &overlaps, &mut bounded);
        for pair in &mut pairs {
            pair.target = order[pair.target as usize];
            pair.source = order[pair.source as usize];
        }
        pairs.sort_unstable_by_key(|pair| (pair.target, pair.source));
        Ok((pairs, bounded))
    }
}

impl Thresholds {
    /// Whether an overlap makes a pair.
    pub fn are_met_by(&self, overlap: &Overlap) -> bool {
        overlap.resemblance() >= self.resemblance
            || self
                .containment
                .is_some_and(|least| overlap.containment() >= least)
    }
}

/// Returns the pairs of texts that overlapping groups, and the groups themselves, stand for.
fn spread(groups: &Groups, overlaps: &[Overlap], bounded: &mut Bounded) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for group in 0..groups.len() as u32 {
        pair_equals(groups.members(group), &mut pairs, bounded);
    }
    for overlap in overlaps {
        let members = (groups.members(overlap.a), groups.members(overlap.b));
        pair_groups(members, bounded, |x, y| pairs.push(Pair::of(x, y, overlap)));
    }
    pairs
}

impl Pair {
    /// Returns the pair of two texts of overlapping groups.
    fn of(a: u32, b: u32, overlap: &Overlap) -> Self {
        let is_target = (overlap.sizes.0, Reverse(a)) < (overlap.sizes.1, Reverse(b));
        let (target, source) = if is_target { (a, b) } else { (b, a) };
        Self {
            target,
            source,
            resemblance: overlap.resemblance(),
            containment: overlap.containment(),
        }
    }
}

/// Pairs equal texts: all of them, or each with the first where they are many.
fn pair_equals(group: &[u32], pairs: &mut Vec<Pair>, bounded: &mut Bounded) {
    let leaders = if group.len() > HOT { 1 } else { group.len() };
    let before = pairs.len();
    for (i, &source) in group.iter().enumerate().take(leaders) {
        pairs.extend(group[i + 1..].iter().map(|&target| Pair {
            target,
            source,
            resemblance: 1.0,
            containment: 1.0,
        }));
    }
    bounded.equal_pairs += (group.len() * (group.len() - 1) / 2 - (pairs.len() - before)) as u64;
}

/// Visits the pairs between two groups: all of them, or those of the first of each where they are many.
fn pair_groups((a, b): (&[u32], &[u32]), bounded: &mut Bounded, mut visit: impl FnMut(u32, u32)) {
    let all = a.len() * b.len();
    if all <= MOST_PAIRS {
        a.iter().for_each(|&x| b.iter().for_each(|&y| visit(x, y)));
        return;
    }
    b.iter().for_each(|&y| visit(a[0], y));
    a[1..].iter().for_each(|&x| visit(x, b[0]));
    bounded.equal_pairs += (all - (a.len() + b.len() - 1)) as u64;
}

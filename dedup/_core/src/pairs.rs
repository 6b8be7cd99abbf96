//! Verified pairs of a collection of texts.

use crate::postings::HOT;
use crate::prints::Prints;
use crate::search::{Overlap, Search};

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

/// What was left out so that hot keys stay affordable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounded {
    /// Band buckets of more than 64 texts, whose texts were compared with the bucket's leaders only.
    pub hot_buckets: u64,
    /// Fingerprints of more than 64 texts that were followed through one text a cluster.
    pub thinned_fingerprints: u64,
    /// Fingerprints that more than 64 clusters share: they tell nothing.
    pub common_fingerprints: u64,
    /// Pairs between groups of equal texts that are reported through their first texts.
    pub equal_pairs: u64,
}

/// Returns the verified pairs, by target and source, and what was bounded.
///
/// Texts stand in the order of their claim to be an anchor: where not all pairs are compared, the first ones lead.
pub fn find_pairs<T: AsRef<str> + Sync>(
    texts: &[T],
    thresholds: Thresholds,
    threads: usize,
) -> (Vec<Pair>, Bounded) {
    let mut bounded = Bounded::default();
    let Prints { prints, members } = Prints::take(texts, thresholds.resemblance, threads);
    let search = Search {
        prints: &prints,
        thresholds,
        threads,
    };
    let size = |print: u32| prints[print as usize].shingles.len();
    let mut pairs = Vec::new();
    for (group, print) in members.iter().zip(0..) {
        pair_equals(group, size(print), &mut pairs, &mut bounded);
    }
    for Overlap { a, b, shared } in search.run(&mut bounded) {
        let groups = (&members[a as usize][..], &members[b as usize][..]);
        pair_groups(groups, &mut bounded, |x, y| {
            pairs.push(Pair::of((x, size(a)), (y, size(b)), shared));
        });
    }
    pairs.sort_unstable_by_key(|pair| (pair.target, pair.source));
    (pairs, bounded)
}

impl Pair {
    /// Returns the pair of two texts, given as number and size, that share so many shingles.
    fn of(a: (u32, usize), b: (u32, usize), shared: usize) -> Self {
        let is_target = (a.1, std::cmp::Reverse(a.0)) < (b.1, std::cmp::Reverse(b.0));
        let (target, source) = if is_target { (a, b) } else { (b, a) };
        Self {
            target: target.0,
            source: source.0,
            resemblance: shared as f64 / (a.1 + b.1 - shared) as f64,
            containment: shared as f64 / target.1 as f64,
        }
    }
}

/// Pairs equal texts: all of them, or each with the first where they are many.
fn pair_equals(group: &[u32], size: usize, pairs: &mut Vec<Pair>, bounded: &mut Bounded) {
    let leaders = if group.len() > HOT { 1 } else { group.len() };
    let before = pairs.len();
    for (i, &a) in group.iter().enumerate().take(leaders) {
        pairs.extend(
            group[i + 1..]
                .iter()
                .map(|&b| Pair::of((a, size), (b, size), size)),
        );
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

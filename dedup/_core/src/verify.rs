//! Candidates compared on their texts, which are loaded again a batch at a time.

use rustc_hash::FxHashMap;

use crate::pairs::Thresholds;
use crate::parallel;
use crate::shingles::{Shingles, count_shared};
use crate::texts::{Reader, Texts};

/// Texts held at once: some four megabytes of shingles, which caches hold.
const MOST_LOADED: usize = 1_024;
/// Groups of a hot bucket are compared with at most this many leaders.
const MOST_LEADERS: usize = 16;

/// Two groups, the first before the second, with their shingles and how many they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// Number of the first group.
    pub a: u32,
    /// Number of the second group.
    pub b: u32,
    /// Distinct shingles of each.
    pub sizes: (u32, u32),
    /// Shingles in both.
    pub shared: u32,
}

impl Overlap {
    /// The Jaccard coefficient of the two.
    pub fn resemblance(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.sizes.0 + self.sizes.1 - self.shared)
    }

    /// The share of the shorter that the longer has.
    pub fn containment(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.sizes.0.min(self.sizes.1))
    }
}

/// Compares groups of equal texts by the shingles of their first texts.
///
/// `load` gives texts by their numbers in the collection, wherever they are kept, and may fail.
pub struct Verifier<'c, L> {
    /// The text that stands for each group, by its number in the collection.
    pub texts: &'c [u32],
    /// What makes a pair.
    pub thresholds: Thresholds,
    /// Threads to use.
    pub threads: usize,
    /// Gives texts by number.
    pub load: L,
}

impl<T, E, L> Verifier<'_, L>
where
    [T]: Texts,
    L: Fn(&[u32]) -> Result<Vec<T>, E>,
{
    /// Returns those candidates that make a pair. Candidates that share groups are taken together.
    pub fn verify(&self, candidates: &[(u32, u32)]) -> Result<Vec<Overlap>, E> {
        let thresholds = self.thresholds;
        let mut found = Vec::new();
        let ordered = by_component(candidates, self.texts.len());
        let mut rest = &ordered[..];
        while !rest.is_empty() {
            let (slots, loaded, taken) = fill(rest);
            let sets = self.shingle(&loaded)?;
            let batch = &rest[..taken];
            let compared = parallel::map(
                batch.len(),
                self.threads,
                || (),
                |(), i| {
                    let (a, b) = batch[i];
                    compare(thresholds, (a, &sets[slots[&a]]), (b, &sets[slots[&b]]))
                },
            );
            found.extend(compared.into_iter().flatten());
            rest = &rest[taken..];
        }
        Ok(found)
    }

    /// Compares each group of a hot bucket with the leaders before it; one that matches none becomes a leader.
    ///
    /// Returns the pairs, and how many were compared.
    pub fn follow_leaders(&self, bucket: &[u32]) -> Result<(Vec<Overlap>, u64), E> {
        let thresholds = self.thresholds;
        let mut leaders: Vec<(u32, Shingles)> = Vec::new();
        let (mut found, mut compared) = (Vec::new(), 0);
        for part in bucket.chunks(MOST_LOADED) {
            for (&group, set) in part.iter().zip(self.shingle(part)?) {
                let before = found.len();
                compared += leaders.len() as u64;
                let leading = leaders.iter().map(|(leader, shingles)| (*leader, shingles));
                found.extend(
                    leading.filter_map(|leader| compare(thresholds, leader, (group, &set))),
                );
                if found.len() == before && leaders.len() < MOST_LEADERS {
                    leaders.push((group, set));
                }
            }
        }
        Ok((found, compared))
    }

    fn shingle(&self, groups: &[u32]) -> Result<Vec<Shingles>, E> {
        let numbers: Vec<u32> = groups
            .iter()
            .map(|&group| self.texts[group as usize])
            .collect();
        let texts = &(self.load)(&numbers)?[..];
        Ok(parallel::map(
            texts.len(),
            self.threads,
            Reader::default,
            |reader, i| Shingles::of_words(reader.read(texts, i)),
        ))
    }
}

/// Returns the overlap of two groups if it makes a pair.
fn compare(
    thresholds: Thresholds,
    (a, one): (u32, &Shingles),
    (b, other): (u32, &Shingles),
) -> Option<Overlap> {
    let overlap = Overlap {
        a,
        b,
        sizes: (one.len() as u32, other.len() as u32),
        shared: count_shared(&one.hashes, &other.hashes) as u32,
    };
    (overlap.shared > 0 && thresholds.are_met_by(&overlap)).then_some(overlap)
}

/// Returns the groups that the next candidates need, as many as may be loaded, and how many candidates that serves.
pub(crate) fn fill(candidates: &[(u32, u32)]) -> (FxHashMap<u32, usize>, Vec<u32>, usize) {
    let (mut slots, mut loaded) = (FxHashMap::default(), Vec::new());
    let mut taken = 0;
    while taken < candidates.len() && loaded.len() + 2 <= MOST_LOADED {
        let (a, b) = candidates[taken];
        for group in [a, b] {
            slots.entry(group).or_insert_with(|| {
                loaded.push(group);
                loaded.len() - 1
            });
        }
        taken += 1;
    }
    (slots, loaded, taken)
}

/// Returns the pairs with those that are connected side by side, so that each text is loaded once or a few times.
pub(crate) fn by_component(pairs: &[(u32, u32)], count: usize) -> Vec<(u32, u32)> {
    let mut parents: Vec<u32> = (0..count as u32).collect();
    for &(a, b) in pairs {
        let (one, other) = (root(&mut parents, a), root(&mut parents, b));
        parents[one.max(other) as usize] = one.min(other);
    }
    let mut ordered = pairs.to_vec();
    ordered.sort_by_cached_key(|&(a, b)| (root(&mut parents, a), a, b));
    ordered
}

fn root(parents: &mut [u32], mut node: u32) -> u32 {
    while parents[node as usize] != node {
        parents[node as usize] = parents[parents[node as usize] as usize];
        node = parents[node as usize];
    }
    node
}

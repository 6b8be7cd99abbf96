//! The search for overlapping prints: bands and fingerprints propose, the shingle sets decide.

use rustc_hash::FxHashSet;

use crate::pairs::{Bounded, Thresholds};
use crate::parallel;
use crate::postings::{HOT, Postings};
use crate::prints::Print;
use crate::shingles::count_shared;

/// Prints of a hot bucket are compared with at most this many leaders.
const MOST_LEADERS: usize = 16;
/// Share of the shorter print's fingerprints, per unit of containment asked for, that makes a candidate: edits spread
/// over a text spare more shingles than fingerprints.
const SHARE_OF_FINGERPRINTS: f64 = 0.125;

/// Two prints, the first before the second, and how many shingles they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// Number of the first print.
    pub a: u32,
    /// Number of the second print.
    pub b: u32,
    /// Shingles in both.
    pub shared: usize,
}

/// A search among prints that stand in the order of their claim to lead.
pub struct Search<'p> {
    /// Distinct, none empty.
    pub prints: &'p [Print],
    /// What makes a pair.
    pub thresholds: Thresholds,
    /// Threads to use.
    pub threads: usize,
}

impl Search<'_> {
    /// Returns the verified overlaps, sorted.
    pub fn run(&self, bounded: &mut Bounded) -> Vec<Overlap> {
        let mut found = self.by_bands(bounded);
        let leaders = self.choose_leaders(&found);
        found.extend(self.by_fingerprints(&leaders, bounded));
        found.sort_unstable();
        found.dedup();
        found
    }

    fn by_bands(&self, bounded: &mut Bounded) -> Vec<Overlap> {
        let (cool, hot) = self.post(|print| &print.keys).part_hot();
        let mut found =
            cool.visit_pairs(self.prints.len(), self.threads, |a, b, _| self.verify(a, b));
        bounded.hot_buckets += hot.len() as u64;
        let followed = parallel::map(
            hot.len(),
            self.threads,
            || (),
            |(), i| self.follow_leaders(hot.group(i)),
        );
        found.extend(followed.into_iter().flatten());
        found
    }

    fn by_fingerprints(&self, leaders: &[u32], bounded: &mut Bounded) -> Vec<Overlap> {
        let all = self.post(|print| &print.fingerprints);
        let postings = thin(all, leaders, bounded);
        let count = |print: u32| self.prints[print as usize].fingerprints.len();
        let share = SHARE_OF_FINGERPRINTS * self.least_containment();
        postings.visit_pairs(self.prints.len(), self.threads, |a, b, common| {
            let shorter = count(a).min(count(b)) as f64;
            (f64::from(common) >= share * shorter).then(|| self.verify(a, b))?
        })
    }

    /// Returns the containment that every pair has: one of resemblance r has at least 2r / (1 + r), so fingerprints
    /// also find what the bands miss.
    fn least_containment(&self) -> f64 {
        let implied = 2.0 * self.thresholds.resemblance / (1.0 + self.thresholds.resemblance);
        self.thresholds.containment.unwrap_or(1.0).min(implied)
    }

    fn post(&self, keys: impl Fn(&Print) -> &Vec<u64>) -> Postings {
        let entries = (0..).zip(self.prints);
        let entries = entries.flat_map(|(i, print)| keys(print).iter().map(move |&key| (key, i)));
        Postings::of_keys(entries.collect())
    }

    /// Compares each print of a hot group with the leaders before it; one that matches none becomes a leader.
    fn follow_leaders(&self, group: &[u32]) -> Vec<Overlap> {
        let (mut leaders, mut found) = (Vec::new(), Vec::new());
        for &print in group {
            let before = found.len();
            let leading = leaders.iter();
            found.extend(leading.filter_map(|&leader| self.verify(leader, print)));
            if found.len() == before && leaders.len() < MOST_LEADERS {
                leaders.push(print);
            }
        }
        found
    }

    fn verify(&self, a: u32, b: u32) -> Option<Overlap> {
        let shared = count_shared(self.hashes(a), self.hashes(b));
        let overlap = Overlap { a, b, shared };
        (shared > 0 && (self.is_near(&overlap) || self.is_contained(&overlap))).then_some(overlap)
    }

    fn hashes(&self, print: u32) -> &[u64] {
        &self.prints[print as usize].shingles.hashes
    }

    /// Returns for each print the first print that it resembles and that follows no other: its cluster's leader.
    fn choose_leaders(&self, found: &[Overlap]) -> Vec<u32> {
        let mut leaders: Vec<u32> = (0..self.prints.len() as u32).collect();
        let mut near: Vec<&Overlap> = found
            .iter()
            .filter(|overlap| self.is_near(overlap))
            .collect();
        near.sort_unstable();
        for overlap in near {
            if leaders[overlap.a as usize] == overlap.a {
                let leader = &mut leaders[overlap.b as usize];
                *leader = (*leader).min(overlap.a);
            }
        }
        leaders
    }

    fn is_near(&self, overlap: &Overlap) -> bool {
        let (a, b) = (self.hashes(overlap.a).len(), self.hashes(overlap.b).len());
        overlap.shared as f64 / (a + b - overlap.shared) as f64 >= self.thresholds.resemblance
    }

    fn is_contained(&self, overlap: &Overlap) -> bool {
        let shorter = self
            .hashes(overlap.a)
            .len()
            .min(self.hashes(overlap.b).len());
        let share = overlap.shared as f64 / shorter as f64;
        self.thresholds
            .containment
            .is_some_and(|least| share >= least)
    }
}

/// Returns the groups with each hot one cut down to one print a cluster: a story that 300 sites carry stays, a
/// passage that many clusters share goes.
fn thin(postings: Postings, leaders: &[u32], bounded: &mut Bounded) -> Postings {
    let (mut thinned, hot) = postings.part_hot();
    for group in hot.groups() {
        let mut seen = FxHashSet::default();
        let is_new = |print: &u32| seen.insert(leaders[*print as usize]);
        let one_each: Vec<u32> = group.iter().copied().filter(is_new).collect();
        if one_each.len() > HOT {
            bounded.common_fingerprints += 1;
        } else {
            bounded.thinned_fingerprints += 1;
            thinned.push(one_each);
        }
    }
    thinned
}

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
        let mut found = self.compare_neighbours(&cool, |_, _| 1);
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
        let (mut postings, hot) = all.part_hot();
        for group in hot.groups() {
            let mut seen = FxHashSet::default();
            let one_each = group
                .iter()
                .filter(|&&print| seen.insert(leaders[print as usize]));
            let one_each: Vec<u32> = one_each.copied().collect();
            if one_each.len() > HOT {
                bounded.common_fingerprints += 1;
            } else {
                bounded.thinned_fingerprints += 1;
                postings.push(one_each);
            }
        }
        let count = |print: u32| self.prints[print as usize].fingerprints.len();
        let share = SHARE_OF_FINGERPRINTS * self.thresholds.containment;
        self.compare_neighbours(&postings, |a, b| {
            ((share * count(a).min(count(b)) as f64).ceil() as u32).max(1)
        })
    }

    fn post(&self, keys: impl Fn(&Print) -> &Vec<u64>) -> Postings {
        let entries = (0..).zip(self.prints);
        let entries = entries.flat_map(|(i, print)| keys(print).iter().map(move |&key| (key, i)));
        Postings::of_keys(entries.collect())
    }

    /// Compares the prints that share as many groups as they need to.
    fn compare_neighbours(
        &self,
        postings: &Postings,
        need: impl Fn(u32, u32) -> u32 + Sync,
    ) -> Vec<Overlap> {
        let groups_of = postings.by_document(self.prints.len());
        let counts = || vec![0_u32; self.prints.len()];
        let found = parallel::map(self.prints.len(), self.threads, counts, |counts, i| {
            let a = i as u32;
            let mut later = Vec::new();
            for &number in &groups_of[i] {
                let group = postings.group(number as usize);
                for &b in group.iter().rev().take_while(|&&b| b > a) {
                    if counts[b as usize] == 0 {
                        later.push(b);
                    }
                    counts[b as usize] += 1;
                }
            }
            later.retain(|&b| std::mem::take(&mut counts[b as usize]) >= need(a, b));
            later
                .into_iter()
                .filter_map(|b| self.verify(a, b))
                .collect::<Vec<_>>()
        });
        found.into_iter().flatten().collect()
    }

    /// Compares each print of a hot group with the leaders before it; one that matches none becomes a leader.
    fn follow_leaders(&self, group: &[u32]) -> Vec<Overlap> {
        let (mut leaders, mut found) = (Vec::new(), Vec::new());
        for &print in group {
            let before = found.len();
            found.extend(
                leaders
                    .iter()
                    .filter_map(|&leader| self.verify(leader, print)),
            );
            if found.len() == before && leaders.len() < MOST_LEADERS {
                leaders.push(print);
            }
        }
        found
    }

    fn verify(&self, a: u32, b: u32) -> Option<Overlap> {
        let (x, y) = (self.hashes(a), self.hashes(b));
        let shared = count_shared(x, y);
        let either = shared as f64 / (x.len() + y.len() - shared) as f64
            >= self.thresholds.resemblance
            || shared as f64 / x.len().min(y.len()) as f64 >= self.thresholds.containment;
        (either && shared > 0).then_some(Overlap { a, b, shared })
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
        let sizes = self.hashes(overlap.a).len() + self.hashes(overlap.b).len();
        overlap.shared as f64 >= self.thresholds.resemblance * (sizes - overlap.shared) as f64
    }
}

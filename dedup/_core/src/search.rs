//! The search for overlapping groups of texts: bands and fingerprints propose, the shingle sets decide.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::pairs::Bounded;
use crate::postings::{HOT, Postings};
use crate::prints::Prints;
use crate::radix::{self, Entry};
use crate::texts::Texts;
use crate::verify::{Overlap, Verifier};

/// Share of the shorter print's fingerprints, per unit of containment asked for, that makes a candidate: edits spread
/// over a text spare more shingles than fingerprints.
const SHARE_OF_FINGERPRINTS: f64 = 0.125;

/// A search among groups of equal texts, numbered in the order of their claim to be an anchor.
pub struct Search<'c, L> {
    /// What was kept of the texts.
    pub prints: &'c Prints,
    /// Decides.
    pub verifier: Verifier<'c, L>,
}

impl<T, E, L> Search<'_, L>
where
    [T]: Texts,
    L: Fn(&[u32]) -> Result<Vec<T>, E>,
{
    /// Returns the verified overlaps, sorted.
    pub fn run(&self, bounded: &mut Bounded) -> Result<Vec<Overlap>, E> {
        let mut found = self.by_bands(bounded)?;
        if let Some(containment) = self.verifier.thresholds.containment {
            let leaders = self.choose_leaders(&found);
            found.extend(self.by_fingerprints(containment, &leaders, bounded)?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn by_bands(&self, bounded: &mut Bounded) -> Result<Vec<Overlap>, E> {
        let (candidates, hot) = self.share_bands(bounded);
        bounded.compared += candidates.len() as u64;
        let mut found = self.verifier.verify(&candidates)?;
        for bucket in hot {
            let (followers, compared) = self.verifier.follow_leaders(&bucket)?;
            bounded.compared += compared;
            found.extend(followers);
        }
        Ok(found)
    }

    /// Returns the pairs in buckets small enough for all their pairs, and the hot buckets, each once.
    fn share_bands(&self, bounded: &mut Bounded) -> (Vec<(u32, u32)>, BTreeSet<Vec<u32>>) {
        let (mut candidates, mut hot) = (Vec::new(), BTreeSet::new());
        let (mut entries, mut spare) = (Vec::new(), Vec::new());
        for band in 0..self.prints.bands() {
            entries.clear();
            let keys = self.texts().map(|text| self.prints.key(text, band));
            entries.extend(keys.zip(0..).filter_map(|(key, group)| Some((key?, group))));
            radix::sort_by_key(&mut entries, &mut spare);
            for bucket in entries.chunk_by(|a, b| a.0 == b.0) {
                if bucket.len() > HOT {
                    bounded.hot_buckets += 1;
                    hot.insert(bucket.iter().map(|entry| entry.1).collect());
                } else {
                    pair_all(bucket, &mut candidates);
                }
            }
            candidates.sort_unstable();
            candidates.dedup();
        }
        (candidates, hot)
    }

    fn by_fingerprints(
        &self,
        containment: f64,
        leaders: &[u32],
        bounded: &mut Bounded,
    ) -> Result<Vec<Overlap>, E> {
        let counts: Vec<f64> = self
            .texts()
            .map(|text| self.prints.fingerprints(text).len() as f64)
            .collect();
        let share = SHARE_OF_FINGERPRINTS * containment.min(self.implied_containment());
        let postings = thin(self.post_fingerprints(), leaders, bounded);
        let threads = self.verifier.threads;
        let candidates = postings.visit_pairs(counts.len(), threads, |a, b, common| {
            let shorter = counts[a as usize].min(counts[b as usize]);
            (f64::from(common) >= share * shorter).then_some((a, b))
        });
        bounded.compared += candidates.len() as u64;
        self.verifier.verify(&candidates)
    }

    /// Returns the containment that a pair of the resemblance r asked for has at least: 2r / (1 + r).
    fn implied_containment(&self) -> f64 {
        let resemblance = self.verifier.thresholds.resemblance;
        2.0 * resemblance / (1.0 + resemblance)
    }

    fn post_fingerprints(&self) -> Postings {
        let entries = self.texts().zip(0..).flat_map(|(text, group)| {
            let hashes = self.prints.fingerprints(text).iter();
            hashes.map(move |&hash| (hash, group))
        });
        Postings::of_keys(entries.collect())
    }

    /// Returns for each group the first group that it resembles and that follows no other: its cluster's leader.
    fn choose_leaders(&self, found: &[Overlap]) -> Vec<u32> {
        let least = self.verifier.thresholds.resemblance;
        let mut leaders: Vec<u32> = (0..self.verifier.texts.len() as u32).collect();
        let near = found
            .iter()
            .filter(|overlap| overlap.resemblance() >= least);
        let mut near: Vec<&Overlap> = near.collect();
        near.sort_unstable();
        for overlap in near {
            if leaders[overlap.a as usize] == overlap.a {
                let leader = &mut leaders[overlap.b as usize];
                *leader = (*leader).min(overlap.a);
            }
        }
        leaders
    }

    fn texts(&self) -> impl Iterator<Item = u32> {
        self.verifier.texts.iter().copied()
    }
}

fn pair_all(bucket: &[Entry], pairs: &mut Vec<(u32, u32)>) {
    for (i, &(_, a)) in bucket.iter().enumerate() {
        pairs.extend(bucket[i + 1..].iter().map(|&(_, b)| (a, b)));
    }
}

/// Returns the postings with each hot one cut down to one group a cluster: a story that 300 sites carry stays, a
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

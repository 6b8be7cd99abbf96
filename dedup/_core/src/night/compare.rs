//! Candidates compared on their texts, which are read from disk a batch at a time.

use std::io;

use rustc_hash::FxHashSet;

use super::Night;
use super::changes::{self, Changes, Side};
use crate::parallel;
use crate::shingles::{Shingles, count_shared, hash_shingles};
use crate::texts::Reader;
use crate::verify::{by_component, fill};

/// What makes a pair: either measure reached.
#[derive(Clone, Copy, Debug)]
pub struct Measures {
    /// Least resemblance; changes are looked for from here on.
    pub resemblance: f64,
    /// Least containment of the target in its anchor, if that makes a pair at all.
    pub containment: Option<f64>,
}

/// A pair that was verified on its texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verified {
    /// Number of the text that comes first.
    pub anchor: u32,
    /// Number of the other, one of tonight's.
    pub target: u32,
    /// Whether both have the same words.
    pub equal: bool,
    /// Jaccard coefficient of the shingle sets.
    pub resemblance: f64,
    /// Share of the target's shingles that the anchor has.
    pub containment: f64,
    /// How the target differs, if the resemblance is reached.
    pub changes: Changes,
}

struct Loaded {
    text: Vec<u8>,
    sequence: Vec<u64>,
    shingles: Shingles,
}

impl Night {
    /// Returns those candidates that make a pair, by anchor and target; a candidate is an anchor and a target.
    ///
    /// A text that equals a stored one is compared with no other.
    pub fn compare(
        &self,
        candidates: &[(u32, u32)],
        measures: Measures,
    ) -> io::Result<Vec<Verified>> {
        let (mut found, rest) = self.part_equal(candidates);
        let ordered = by_component(&rest, self.reach(&rest));
        let mut rest = &ordered[..];
        while !rest.is_empty() {
            let (slots, numbers, taken) = fill(rest);
            let texts = self.load(&numbers)?;
            let batch = &rest[..taken];
            let compared = parallel::map(
                batch.len(),
                self.threads,
                || (),
                |(), i| {
                    let (anchor, target) = batch[i];
                    let sides = (&texts[slots[&anchor]], &texts[slots[&target]]);
                    compare((anchor, target), sides, measures)
                },
            );
            found.extend(compared.into_iter().flatten());
            rest = &rest[taken..];
        }
        found.sort_unstable_by_key(|pair| (pair.anchor, pair.target));
        Ok(found)
    }

    /// Returns the pairs of the same words, and the candidates of texts that equal none.
    fn part_equal(&self, candidates: &[(u32, u32)]) -> (Vec<Verified>, Vec<(u32, u32)>) {
        let is_equal =
            |&&(anchor, target): &&(u32, u32)| self.digest(anchor) == self.digest(target);
        let equal: Vec<Verified> = candidates
            .iter()
            .filter(is_equal)
            .map(|&(anchor, target)| Verified {
                anchor,
                target,
                equal: true,
                resemblance: 1.0,
                containment: 1.0,
                changes: Changes::default(),
            })
            .collect();
        let settled: FxHashSet<u32> = equal.iter().map(|pair| pair.target).collect();
        let is_open = |&&(anchor, target): &&(u32, u32)| {
            !settled.contains(&target) && !settled.contains(&anchor)
        };
        let rest = candidates.iter().filter(is_open).copied().collect();
        (equal, rest)
    }

    fn digest(&self, number: u32) -> Option<u128> {
        let tonight = self.digests.get(number as usize).copied();
        let stored = || self.stored.get(&self.place(number)).map(|text| text.digest);
        tonight.or_else(stored)
    }

    /// Returns a text's number among the stored.
    fn place(&self, number: u32) -> u32 {
        number - self.len() as u32
    }

    /// Returns how many numbers there are up to the greatest of the candidates.
    fn reach(&self, candidates: &[(u32, u32)]) -> usize {
        let greatest = candidates.iter().map(|pair| pair.0.max(pair.1)).max();
        greatest.map_or(0, |greatest| greatest as usize + 1)
    }

    fn load(&self, numbers: &[u32]) -> io::Result<Vec<Loaded>> {
        let loaded = parallel::map(numbers.len(), self.threads, Reader::default, |reader, i| {
            let text = self.read(numbers[i])?;
            let sequence = hash_shingles(reader.read(&[&text][..], 0));
            let shingles = Shingles::of_hashes(sequence.clone());
            Ok(Loaded {
                text,
                sequence,
                shingles,
            })
        });
        loaded.into_iter().collect()
    }

    pub(super) fn read(&self, number: u32) -> io::Result<Vec<u8>> {
        if (number as usize) < self.len() {
            return self.spool.read(number as usize);
        }
        match self.stored.get(&self.place(number)) {
            Some(text) => self.spool.read(text.slot),
            None => Err(io::Error::new(
                io::ErrorKind::NotFound,
                "a stored text was not loaded",
            )),
        }
    }

    /// Returns the texts of some numbers, as UTF-8.
    pub fn texts(&self, numbers: &[u32]) -> io::Result<Vec<Vec<u8>>> {
        numbers.iter().map(|&number| self.read(number)).collect()
    }
}

fn compare(
    (anchor, target): (u32, u32),
    (theirs, ours): (&Loaded, &Loaded),
    measures: Measures,
) -> Option<Verified> {
    let (theirs, ours) = (theirs.side(), ours.side());
    let shared = count_shared(theirs.set, ours.set);
    let resemblance = shared as f64 / (theirs.set.len() + ours.set.len() - shared).max(1) as f64;
    let containment = shared as f64 / ours.set.len().max(1) as f64;
    let is_near = resemblance >= measures.resemblance;
    if shared == 0
        || !(is_near
            || measures
                .containment
                .is_some_and(|least| containment >= least))
    {
        return None;
    }
    Some(Verified {
        anchor,
        target,
        equal: false,
        resemblance,
        containment,
        changes: if is_near {
            changes::find(&theirs, &ours)
        } else {
            Changes::default()
        },
    })
}

impl Loaded {
    fn side(&self) -> Side<'_> {
        Side {
            text: &self.text,
            sequence: &self.sequence,
            set: &self.shingles.hashes,
        }
    }
}

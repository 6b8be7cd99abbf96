//! Texts that share fingerprints, among tonight's and with an index, one part of the keys after the other.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::Night;
use super::bands::number_of;
use crate::parallel;
use crate::postings::HOT;
use crate::radix::{self, Entry};

/// Parts that keys are taken in, by their leading bits: the entries of one part are in memory.
const PARTS: usize = 1 << PART_BITS;
const PART_BITS: u32 = 5;

/// Postings of a part of the index, as they stand on disk.
pub struct Stored<'d> {
    /// How many leading bits of a key choose its run.
    pub bits: u32,
    /// Where each run starts.
    pub fanout: &'d [u64],
    /// The 32 bits of each key that follow, ascending in each run.
    pub keys: &'d [u32],
    /// The document of each entry.
    pub documents: &'d [u32],
    /// Number of the first document among the stored.
    pub first: u32,
}

/// Pairs that share fingerprints.
#[derive(Debug, Default)]
pub struct Shared {
    /// Two texts, the first by claim first, and how many fingerprints they share.
    pub pairs: Vec<(u32, u32, u32)>,
    /// Fingerprints of too many texts, which were passed over.
    pub common: u64,
}

impl Night {
    /// Returns the pairs of tonight's texts that are `alive`, or of one and a stored text, that share at least `least`
    /// fingerprints, by claim.
    ///
    /// A fingerprint of more than 64 texts is a formula and tells nothing: copies are to be left out.
    pub fn find_shared(
        &self,
        order: &[u32],
        alive: &[bool],
        stored: &[Stored<'_>],
        count: u32,
        least: u32,
    ) -> Shared {
        let alive: Vec<(u32, u32)> = order
            .iter()
            .zip(count..)
            .filter(|&(&text, _)| alive[text as usize])
            .map(|(&text, claim)| (text, claim))
            .collect();
        let next = AtomicUsize::new(0);
        let run = || {
            let mut work = Work::default();
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= PARTS {
                    return vec![work];
                }
                self.read_part(part, &alive, &mut work);
                work.join(stored);
            }
        };
        let works = parallel::run_on(self.threads.clamp(1, PARTS), &run);
        let mut shared = Shared::default();
        let mut occurrences = Vec::new();
        for mut work in works {
            shared.common += work.common;
            occurrences.append(&mut work.occurrences);
        }
        occurrences.sort_unstable();
        let groups = occurrences.chunk_by(|a, b| a == b);
        let groups = groups.filter(|group| group.len() >= least as usize);
        shared.pairs = groups
            .map(|group| {
                let (a, b) = ((group[0] >> 32) as u32, group[0] as u32);
                let number = |claim| number_of(claim, order, count);
                (number(a), number(b), group.len() as u32)
            })
            .collect();
        shared
    }

    /// Collects the entries of a part: fingerprints with the claims of their texts.
    fn read_part(&self, part: usize, alive: &[(u32, u32)], work: &mut Work) {
        work.entries.clear();
        let part_of = |print: u64| (print >> (u64::BITS - PART_BITS)) as usize;
        for &(text, claim) in alive {
            let prints = &self.prints[self.ends[text as usize]..self.ends[text as usize + 1]];
            let start = prints.partition_point(|&print| part_of(print) < part);
            let own = prints[start..]
                .iter()
                .take_while(|&&print| part_of(print) == part);
            work.entries.extend(own.map(|&print| (print, claim)));
        }
        radix::sort_by_key(&mut work.entries, &mut work.spare);
    }
}

/// What one thread works with.
#[derive(Default)]
struct Work {
    entries: Vec<Entry>,
    spare: Vec<Entry>,
    /// Two claims, once for each fingerprint that they share.
    occurrences: Vec<u64>,
    common: u64,
}

impl Work {
    /// Pairs the texts of each fingerprint.
    fn join(&mut self, stored: &[Stored<'_>]) {
        let mut cursors: Vec<Cursor> = stored
            .iter()
            .map(|one| Cursor::new(one, &self.entries))
            .collect();
        let mut documents: Vec<u32> = Vec::new();
        for group in self.entries.chunk_by(|a, b| a.0 == b.0) {
            documents.clear();
            for cursor in &mut cursors {
                cursor.find(group[0].0, &mut documents);
            }
            if documents.len() + group.len() > HOT {
                self.common += 1;
                continue;
            }
            documents.extend(group.iter().map(|entry| entry.1));
            let first = documents.len() - group.len();
            for (place, &later) in documents.iter().enumerate().skip(first) {
                let earlier = documents[..place].iter();
                self.occurrences
                    .extend(earlier.map(|&one| u64::from(one) << 32 | u64::from(later)));
            }
        }
    }
}

/// A place in postings that goes on as keys ascend.
struct Cursor<'s> {
    stored: &'s Stored<'s>,
    run: usize,
    at: usize,
}

impl<'s> Cursor<'s> {
    fn new(stored: &'s Stored<'s>, entries: &[Entry]) -> Self {
        let run = entries
            .first()
            .map_or(0, |entry| run_of(entry.0, stored.bits));
        let at = stored.fanout.get(run).map_or(0, |&start| start as usize);
        Self { stored, run, at }
    }

    /// Appends the documents of a key, which is no less than the last one.
    fn find(&mut self, key: u64, documents: &mut Vec<u32>) {
        let Stored {
            bits, fanout, keys, ..
        } = *self.stored;
        let bound = |run: usize| {
            fanout
                .get(run)
                .map_or(0, |&start| start as usize)
                .min(keys.len())
        };
        let run = run_of(key, bits);
        if run != self.run {
            (self.run, self.at) = (run, bound(run));
        }
        let (end, wanted) = (bound(run + 1), ((key << bits) >> 32) as u32);
        while self.at < end && keys[self.at] < wanted {
            self.at += 1;
        }
        let same = keys[self.at.min(end)..end]
            .iter()
            .take_while(|&&key| key == wanted);
        let found = self.at..self.at + same.count();
        let numbers = self.stored.documents.get(found).unwrap_or_default();
        documents.extend(numbers.iter().map(|number| self.stored.first + number));
    }
}

fn run_of(key: u64, bits: u32) -> usize {
    key.checked_shr(u64::BITS - bits).unwrap_or_default() as usize
}

//! Texts that share fingerprints, among tonight's and with an index, one part of the keys after the other.

use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Night;
use super::bands::number_of;
use crate::packed::Packed;
use crate::parallel;
use crate::postings::HOT;
use crate::radix::{self, Entry};

/// Parts that keys are taken in, by their leading bits: the entries of one part are in memory.
pub const PARTS: usize = super::prints::PARTS;

/// Postings of a part of the index.
pub struct Stored<'d> {
    /// The file.
    pub packed: Packed<'d>,
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
    /// Collects which of tonight's texts that are `alive`, and which stored ones, share the fingerprints of some parts.
    ///
    /// A fingerprint of more than 64 texts is a formula and tells nothing: copies are to be left out.
    pub fn collect_shared(
        &mut self,
        order: &[u32],
        alive: &[bool],
        stored: &[Stored<'_>],
        count: u32,
        parts: Range<usize>,
    ) -> io::Result<()> {
        let mut claims = vec![u32::MAX; order.len()];
        for (&text, claim) in order.iter().zip(count..) {
            if alive[text as usize] {
                claims[text as usize] = claim;
            }
        }
        let next = AtomicUsize::new(parts.start);
        let run = || {
            let mut work = Work::default();
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts.end.min(PARTS) {
                    return vec![Ok(work)];
                }
                if let Err(error) = self.prints.read(part, &claims, &mut work.entries) {
                    return vec![Err(error)];
                }
                radix::sort_by_key(&mut work.entries, &mut work.spare);
                work.join(stored);
            }
        };
        for work in parallel::run_on(self.threads.clamp(1, PARTS), &run) {
            let mut work = work?;
            self.common += work.common;
            self.occurrences.append(&mut work.occurrences);
        }
        Ok(())
    }

    /// Takes out the pairs of texts that were collected with at least `least` fingerprints in common, by claim.
    pub fn take_shared(&mut self, order: &[u32], count: u32, least: u32) -> Shared {
        let mut occurrences = std::mem::take(&mut self.occurrences);
        occurrences.sort_unstable();
        let groups = occurrences.chunk_by(|a, b| a == b);
        let groups = groups.filter(|group| group.len() >= least as usize);
        let number = |claim| number_of(claim, order, count);
        let pairs = groups.map(|group| {
            let (a, b) = ((group[0] >> 32) as u32, group[0] as u32);
            (number(a), number(b), group.len() as u32)
        });
        Shared {
            pairs: pairs.collect(),
            common: std::mem::take(&mut self.common),
        }
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
        let mut cursors: Vec<Cursor> = stored.iter().map(Cursor::new).collect();
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
            documents[first..].sort_unstable();
            for (place, &later) in documents.iter().enumerate().skip(first) {
                let earlier = documents[..place].iter();
                self.occurrences
                    .extend(earlier.map(|&one| u64::from(one) << 32 | u64::from(later)));
            }
        }
    }
}

/// A place in postings that goes on as keys ascend: a run that is read, and a key of it.
struct Cursor<'s> {
    stored: &'s Stored<'s>,
    run: Option<u64>,
    keys: Vec<u64>,
    counts: Vec<usize>,
    documents: Vec<u32>,
    key: usize,
    at: usize,
}

impl<'s> Cursor<'s> {
    fn new(stored: &'s Stored<'s>) -> Self {
        Self {
            stored,
            run: None,
            keys: Vec::new(),
            counts: Vec::new(),
            documents: Vec::new(),
            key: 0,
            at: 0,
        }
    }

    /// Appends the documents of a key, which is no less than the last one.
    fn find(&mut self, key: u64, documents: &mut Vec<u32>) {
        let head = self.stored.packed.head;
        let (run, rest) = (head.run_of(key), head.rest_of(key));
        if self.run != Some(run) {
            self.read(run);
        }
        while self.keys.get(self.key).is_some_and(|&key| key < rest) {
            self.at += self.counts.get(self.key).copied().unwrap_or_default();
            self.key += 1;
        }
        if self.keys.get(self.key) == Some(&rest) {
            let count = self.counts.get(self.key).copied().unwrap_or_default();
            let found = self.documents.get(self.at..).unwrap_or_default().iter();
            documents.extend(found.take(count).map(|number| self.stored.first + number));
        }
    }

    fn read(&mut self, run: u64) {
        (self.run, self.key, self.at) = (Some(run), 0, 0);
        self.keys.clear();
        self.counts.clear();
        self.documents.clear();
        if let Some(held) = self.stored.packed.run(run) {
            held.read(&mut self.keys, &mut self.counts, &mut self.documents);
        }
    }
}

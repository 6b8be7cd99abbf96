//! What a stored index keeps of its texts: signatures, and postings of the keys by which a text is found again.

use xxhash_rust::xxh3::xxh3_64;

use crate::fingerprint::{WINDOW, winnow};
use crate::lsh::{Banding, band_keys};
use crate::minhash::{EMPTY, Permutations, mix, sign};
use crate::parallel;
use crate::prints::LEAST_SHINGLES;
use crate::radix::{self, Entry};
use crate::shingles::{Shingles, hash_shingles};
use crate::simd::Level;
use crate::texts::{Reader, Texts};

/// Entries that share a place in the fan-out table, about: one cache line of keys.
const RUN: usize = 16;

/// The keys of one text.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// Equal where the shingles are equal; none where there are none.
    pub digests: Vec<u64>,
    /// One a band; none of a text too short for a near-duplicate.
    pub bands: Vec<u64>,
    /// Fingerprints of passages, ascending and distinct.
    pub passages: Vec<u64>,
    /// Hashes of words, ascending and distinct.
    pub words: Vec<u64>,
}

/// Takes the keys of texts.
pub struct Printer {
    permutations: Permutations,
    banding: Banding,
}

impl Printer {
    /// Returns a printer with the permutations that `seed` gives.
    pub fn new(permutations: usize, seed: u32, banding: Banding) -> Self {
        Self {
            permutations: Permutations::new(permutations, seed),
            banding,
        }
    }

    /// Returns the keys of one text, given the hashes of its words, and writes its signature.
    pub fn take(&self, words: &[u64], signature: &mut Vec<u32>) -> Keys {
        let hashes = hash_shingles(words);
        signature.clear();
        signature.resize(self.permutations.len(), EMPTY);
        let mut keys = Keys {
            words: distinct(words.to_vec()),
            ..Keys::default()
        };
        if hashes.is_empty() {
            return keys;
        }
        sign(
            &mix(&hashes),
            &self.permutations,
            signature,
            Level::chosen(),
        );
        keys.passages = distinct(
            winnow(&hashes, WINDOW)
                .iter()
                .map(|print| print.hash)
                .collect(),
        );
        let shingles = Shingles::of_hashes(hashes);
        keys.digests = vec![xxh3_64(bytemuck::cast_slice(&shingles.hashes))];
        if shingles.len() >= LEAST_SHINGLES {
            band_keys(signature, self.banding, &mut keys.bands);
        }
        keys
    }
}

/// The signatures and keys of texts, by their numbers.
pub struct Builder {
    printer: Printer,
    /// Number of texts.
    pub count: u32,
    /// One row a text.
    pub signatures: Vec<u32>,
    entries: [Vec<Entry>; 4],
}

/// A kind of key.
#[derive(Clone, Copy)]
enum Kind {
    Digests,
    Bands,
    Passages,
    Words,
}

impl Builder {
    /// Returns a builder without texts.
    pub fn new(printer: Printer) -> Self {
        Self {
            printer,
            count: 0,
            signatures: Vec::new(),
            entries: Default::default(),
        }
    }

    /// Takes in more texts; `dense` tells of each whether its passages are kept.
    pub fn add<X: Texts + ?Sized>(
        &mut self,
        texts: &X,
        dense: &[bool],
        threads: usize,
    ) -> Result<(), X::Error> {
        let mut taken = vec![(Keys::default(), Vec::new()); texts.count()];
        let printer = &self.printer;
        parallel::fill(
            &mut taken,
            1,
            threads,
            Reader::default,
            |reader, first, taken| {
                let range = (first, taken.len());
                reader.visit(texts, range, |place, words| {
                    taken[place].0 = printer.take(words, &mut taken[place].1);
                })
            },
        )?;
        for ((keys, signature), dense) in taken.into_iter().zip(dense) {
            self.signatures.extend(signature);
            self.post(Kind::Digests, &keys.digests);
            self.post(Kind::Bands, &keys.bands);
            self.post(Kind::Words, &keys.words);
            if *dense {
                self.post(Kind::Passages, &keys.passages);
            }
            self.count += 1;
        }
        Ok(())
    }

    /// Takes out the postings of each kind, those of words without the words that more than `most` texts have.
    pub fn take(&mut self, most: usize) -> [Table; 4] {
        let [digests, bands, passages, words] = std::mem::take(&mut self.entries);
        // Words are as many as all else: two threads end together, and hold no more than two copies of anything.
        std::thread::scope(|scope| {
            let words = scope.spawn(move || Table::of_entries(words, most));
            let [digests, bands, passages] =
                [digests, bands, passages].map(|entries| Table::of_entries(entries, usize::MAX));
            match words.join() {
                Ok(words) => [digests, bands, passages, words],
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }

    fn post(&mut self, kind: Kind, keys: &[u64]) {
        let number = self.count;
        self.entries[kind as usize].extend(keys.iter().map(|&key| (key, number)));
    }
}

/// Postings as they stand on disk: documents by key, found through the leading bits of the key.
#[derive(Debug, Default)]
pub struct Table {
    /// How many leading bits of a key choose its run.
    pub bits: u32,
    /// Where each run starts, and where the last one ends.
    pub fanout: Vec<u64>,
    /// The 32 bits of each key that follow the leading ones, ascending in each run.
    pub keys: Vec<u32>,
    /// The document of each entry, ascending for each key.
    pub documents: Vec<u32>,
    /// The keys left out, ascending.
    pub common: Vec<u64>,
}

/// Postings as they are mapped from disk.
#[derive(Clone, Copy, Debug)]
pub struct View<'t> {
    /// As in [`Table`].
    pub bits: u32,
    /// As in [`Table`].
    pub fanout: &'t [u64],
    /// As in [`Table`].
    pub keys: &'t [u32],
    /// As in [`Table`].
    pub documents: &'t [u32],
}

impl Table {
    /// Returns the postings of entries, without the keys that more than `most` documents have.
    pub fn of_entries(mut entries: Vec<Entry>, most: usize) -> Self {
        radix::sort_by_key(&mut entries, &mut Vec::new());
        let mut common = Vec::new();
        let (mut start, mut kept) = (0, 0);
        while let Some(&(key, _)) = entries.get(start) {
            let group = entries[start..].iter().take_while(|entry| entry.0 == key);
            let end = start + group.count();
            if end - start > most {
                common.push(key);
            } else {
                entries.copy_within(start..end, kept);
                kept += end - start;
            }
            start = end;
        }
        entries.truncate(kept);
        let bits = (entries.len() / RUN).max(1).ilog2();
        Self {
            bits,
            fanout: fan_out(&entries, bits),
            keys: entries.iter().map(|entry| part(entry.0, bits)).collect(),
            documents: entries.iter().map(|entry| entry.1).collect(),
            common,
        }
    }
}

/// Returns where the entries of a key stand, given a table's parts; wherever these lead, it lies inside.
pub fn find(bits: u32, fanout: &[u64], keys: &[u32], key: u64) -> (usize, usize) {
    let run = run_of(key, bits);
    let bound = |place: usize| fanout.get(place).map_or(0, |&end| end as usize);
    let (start, end) = (bound(run).min(keys.len()), bound(run + 1).min(keys.len()));
    let held = keys.get(start..end).unwrap_or_default();
    let wanted = part(key, bits);
    let first = held.partition_point(|&key| key < wanted);
    let last = held.partition_point(|&key| key <= wanted);
    (start + first, start + last.max(first))
}

fn fan_out(entries: &[Entry], bits: u32) -> Vec<u64> {
    let mut ends = vec![0; (1 << bits) + 1];
    for entry in entries {
        ends[run_of(entry.0, bits) + 1] += 1;
    }
    for place in 1..ends.len() {
        ends[place] += ends[place - 1];
    }
    ends
}

/// Returns the number that the leading bits of a key make.
fn run_of(key: u64, bits: u32) -> usize {
    key.checked_shr(u64::BITS - bits).unwrap_or_default() as usize
}

/// Returns the leading bits of a key, given what [`run_of`] and [`part`] made of it; the others are 0.
pub fn join_key(run: usize, part: u32, bits: u32) -> u64 {
    let leading = (run as u64).checked_shl(u64::BITS - bits);
    leading.unwrap_or_default() | (u64::from(part) << 32 >> bits)
}

/// Returns the 32 bits of a key behind its leading ones.
fn part(key: u64, bits: u32) -> u32 {
    ((key << bits) >> 32) as u32
}

fn distinct(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_found_where_its_documents_stand() {
        let keys = |number: u64| (number % 700).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let entries: Vec<Entry> = (0..5000_u32)
            .map(|number| (keys(u64::from(number)), number))
            .collect();
        let table = Table::of_entries(entries.clone(), usize::MAX);

        for number in 0..700 {
            let (start, end) = find(table.bits, &table.fanout, &table.keys, keys(number));
            let expected: Vec<u32> = entries
                .iter()
                .filter(|entry| entry.0 == keys(number))
                .map(|entry| entry.1)
                .collect();
            assert_eq!(expected, table.documents[start..end]);
        }
        assert_eq!(
            (0, 0),
            find(table.bits, &[u64::MAX, 1], &table.keys, u64::MAX)
        );
    }

    #[test]
    fn a_key_of_too_many_documents_is_left_out_and_named() {
        let entries: Vec<Entry> = (0..100).map(|number| (number % 3, number as u32)).collect();
        let table = Table::of_entries(entries, 33);

        assert_eq!(vec![0], table.common);
        assert_eq!(66, table.documents.len());
    }
}

//! Postings as they stand on disk: documents by key, in runs of keys that are each read by themselves.
//!
//! A file, little-endian: the head; the fan-out table, which says where the run of each value of a key's leading bits
//! starts; the runs; the keys that are common; then xxh3-64 of each block of 16 KiB so far, and of these sums.
//! A run is bits: 5 for a width less one, in so many how many keys and entries; the keys' other bits as a [`Sequence`];
//! how many documents each has beyond one, summed up, as a sequence; then the documents of each key, one as it is,
//! several as a sequence. It ends with its byte.

use crate::sequence::{Sequence, read, width_below};

/// Bytes of the head.
pub const HEAD: usize = 64;
const MAGIC: &[u8; 8] = b"dedup\0p3";
/// Most leading bits of a key that choose its run: 2^40 runs are more than any disk holds.
const MOST_BITS: u32 = 40;
/// Bits that tell how wide the counts of a run are.
pub const WIDTH: u32 = 5;

/// What is true of a whole file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// How many leading bits of a key are kept.
    pub width: u32,
    /// How many of these choose its run.
    pub bits: u32,
    /// All documents have lesser numbers.
    pub documents: u64,
    /// Pairs of a key and a document.
    pub entries: u64,
    /// Distinct keys.
    pub keys: u64,
    /// Bytes of the runs.
    pub bytes: u64,
    /// Common keys.
    pub common: u64,
}

impl Head {
    /// Returns the head that stands at the beginning of a file, if it is one.
    pub fn read(data: &[u8]) -> Option<Self> {
        let data = data.get(..HEAD).filter(|data| data.starts_with(MAGIC))?;
        let number = |place: usize| u64_at(data, 8 * place);
        let head = Self {
            width: number(1)? as u32,
            bits: number(2)? as u32,
            documents: number(3)?,
            entries: number(4)?,
            keys: number(5)?,
            bytes: number(6)?,
            common: number(7)?,
        };
        let fits = head.bits <= head.width.min(MOST_BITS) && head.width - head.bits <= 56;
        (fits && head.width <= u64::BITS && head.documents <= 1 << 32).then_some(head)
    }

    /// Returns its bytes.
    pub fn write(&self) -> [u8; HEAD] {
        let numbers = [
            u64::from(self.width),
            u64::from(self.bits),
            self.documents,
            self.entries,
            self.keys,
            self.bytes,
            self.common,
        ];
        let mut bytes = [0; HEAD];
        bytes[..8].copy_from_slice(MAGIC);
        for (place, number) in bytes[8..].chunks_exact_mut(8).zip(numbers) {
            place.copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    /// Where the runs start.
    pub fn runs_at(&self) -> u64 {
        HEAD as u64 + 8 * ((1 << self.bits) + 1)
    }

    /// Where the checksums start.
    pub fn end(&self) -> u64 {
        self.runs_at() + self.bytes + 8 * self.common
    }

    /// Returns which run holds a key.
    pub fn run_of(&self, key: u64) -> u64 {
        key.checked_shr(u64::BITS - self.bits).unwrap_or_default()
    }

    /// Returns the bits of a key that are kept and choose no run.
    pub fn rest_of(&self, key: u64) -> u64 {
        let rest = self.width - self.bits;
        let kept = key.checked_shr(u64::BITS - self.width).unwrap_or_default();
        kept & ((1 << rest) - 1)
    }

    /// Returns the kept bits of a key in their place.
    pub fn join(&self, run: u64, rest: u64) -> u64 {
        let leading = run.checked_shl(u64::BITS - self.bits).unwrap_or_default();
        leading | rest.checked_shl(u64::BITS - self.width).unwrap_or_default()
    }
}

fn u64_at(data: &[u8], at: usize) -> Option<u64> {
    let bytes = data.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*bytes))
}

/// A file of postings in memory.
#[derive(Clone, Copy)]
pub struct Packed<'d> {
    /// All bytes.
    pub data: &'d [u8],
    /// What is true of all of it.
    pub head: Head,
}

impl<'d> Packed<'d> {
    /// Returns the postings in a file's bytes, if there are any.
    pub fn new(data: &'d [u8]) -> Option<Self> {
        let head = Head::read(data)?;
        Some(Self { data, head })
    }

    /// Returns where the documents of a key stand: the number of its run times 2^32, and its first entry there; and
    /// where they end. The two are equal for a key without documents.
    pub fn find(&self, key: u64) -> (u64, u64) {
        let run = self.head.run_of(key);
        let place = self
            .run(run)
            .and_then(|held| held.find(self.head.rest_of(key)));
        let (start, end) = place.unwrap_or_default();
        ((run << 32) + start as u64, (run << 32) + end as u64)
    }

    /// Appends the documents between two such places of one run, ascending for each key.
    pub fn documents(&self, start: u64, end: u64, documents: &mut Vec<u32>) {
        let (first, count) = (start as u32 as usize, end.saturating_sub(start) as usize);
        if let Some(run) = self.run(start >> 32).filter(|_| count > 0) {
            run.documents(first, first.saturating_add(count), documents);
        }
    }

    /// Returns the run of a number, unless it is empty.
    pub fn run(&self, run: u64) -> Option<Run<'d>> {
        let at = HEAD + 8 * usize::try_from(run).ok()?;
        let runs = self.data.get(self.head.runs_at() as usize..)?;
        let (start, end) = (u64_at(self.data, at)?, u64_at(self.data, at + 8)?);
        Run::new(runs.get(start as usize..end as usize)?, &self.head)
    }
}

/// One run.
pub struct Run<'d> {
    data: &'d [u8],
    keys: Sequence,
    counts: Sequence,
    held: usize,
    documents: u64,
}

impl<'d> Run<'d> {
    /// Returns the run in these bytes, unless there are none.
    pub fn new(data: &'d [u8], head: &Head) -> Option<Self> {
        if data.is_empty() {
            return None;
        }
        let width = read(data, 0, WIDTH) as u32 + 1;
        let at = WIDTH as usize;
        let held = read(data, at, width) as usize;
        let entries = read(data, at + width as usize, width) as usize;
        let more = entries.checked_sub(held)? as u64;
        let keys = Sequence::new(held, 1 << (head.width - head.bits), at + 2 * width as usize);
        Some(Self {
            data,
            keys,
            counts: Sequence::new(held, more + 1, keys.end),
            held,
            documents: head.documents,
        })
    }

    fn find(&self, rest: u64) -> Option<(usize, usize)> {
        let number = self.keys.find(self.data, rest)?;
        let (mut start, mut end, mut at) = (0, 0, number.saturating_sub(1));
        self.counts.visit(self.data, at, |more| {
            let bound = (more as usize).saturating_add(at + 1);
            at += 1;
            if at > number {
                end = bound;
                return false;
            }
            start = bound;
            true
        });
        Some((start, end))
    }

    /// Appends the documents of the entries from one to another.
    fn documents(&self, first: usize, end: usize, documents: &mut Vec<u32>) {
        let (mut at, mut entry, mut before) = (self.counts.end, 0_usize, 0);
        self.counts.visit(self.data, 0, |more| {
            let count = (more.saturating_sub(before) as usize).saturating_add(1);
            let list = List::new(count, self.documents, at);
            let bound = entry.saturating_add(count);
            if bound > first {
                let last = count.min(end - entry);
                list.read(self.data, first.saturating_sub(entry), last, documents);
            }
            (at, entry, before) = (list.end, bound, more);
            entry < end
        });
    }

    /// Reads all of it: the keys' bits, and for each its documents.
    pub fn read(&self, keys: &mut Vec<u64>, counts: &mut Vec<usize>, documents: &mut Vec<u32>) {
        self.keys.visit(self.data, 0, |key| {
            keys.push(key);
            true
        });
        let mut before = 0;
        self.counts.visit(self.data, 0, |more| {
            counts.push((more.saturating_sub(before) as usize).saturating_add(1));
            before = more;
            true
        });
        self.documents(0, self.held.saturating_add(before as usize), documents);
    }
}

/// The documents of one key: one as it is, several as a sequence.
struct List {
    at: usize,
    end: usize,
    several: Option<Sequence>,
}

impl List {
    fn new(count: usize, documents: u64, at: usize) -> Self {
        let several = (count > 1).then(|| Sequence::new(count, documents, at));
        let one = at.saturating_add(width_below(documents) as usize);
        Self {
            at,
            end: several.map_or(one, |sequence| sequence.end),
            several,
        }
    }

    /// Appends the documents from one to another.
    fn read(&self, data: &[u8], first: usize, end: usize, documents: &mut Vec<u32>) {
        let Some(sequence) = &self.several else {
            documents.push(read(data, self.at, (self.end - self.at) as u32) as u32);
            return;
        };
        let mut left = end.saturating_sub(first);
        sequence.visit(data, first, |document| {
            documents.push(document as u32);
            left = left.saturating_sub(1);
            left > 0
        });
    }
}

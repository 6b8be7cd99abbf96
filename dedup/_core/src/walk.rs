//! Stored postings read from the first key to the last, for what merges them.

use std::io::{self, Read};

use crate::packed::{HEAD, Head, Packed, Run};

/// The keys of a file in ascending order, one at a time, each with its documents.
pub struct Groups<R> {
    head: Head,
    fanout: R,
    runs: R,
    next: u64,
    at: u64,
    bytes: Vec<u8>,
    keys: Vec<u64>,
    counts: Vec<usize>,
    documents: Vec<u32>,
    number: usize,
    start: usize,
}

impl<'d> Groups<&'d [u8]> {
    /// Returns the groups of postings in memory, at the first one.
    pub fn of(packed: Packed<'d>) -> io::Result<Self> {
        let (data, head) = (packed.data, packed.head);
        let fanout = data.get(HEAD..).unwrap_or_default();
        let runs = data.get(head.runs_at() as usize..).unwrap_or_default();
        Self::new(head, fanout, runs)
    }
}

impl<R: Read> Groups<R> {
    /// Returns the groups, at the first one, given readers that stand where the fan-out table and the runs start.
    pub fn new(head: Head, fanout: R, runs: R) -> io::Result<Self> {
        let mut groups = Self {
            head,
            fanout,
            runs,
            next: 0,
            at: 0,
            bytes: Vec::new(),
            keys: Vec::new(),
            counts: Vec::new(),
            documents: Vec::new(),
            number: 0,
            start: 0,
        };
        groups.at = groups.read_bound()?;
        groups.settle()?;
        Ok(groups)
    }

    /// The key that is looked at, until there are no more.
    pub fn key(&self) -> Option<u64> {
        let rest = *self.keys.get(self.number)?;
        Some(self.head.join(self.next - 1, rest))
    }

    /// Its documents, ascending.
    pub fn documents(&self) -> &[u32] {
        let count = self.counts.get(self.number).copied().unwrap_or_default();
        let rest = self.documents.get(self.start..).unwrap_or_default();
        rest.get(..count).unwrap_or(rest)
    }

    /// Goes on to the next key.
    pub fn advance(&mut self) -> io::Result<()> {
        let count = self.counts.get(self.number).copied().unwrap_or_default();
        self.start = self.start.saturating_add(count);
        self.number += 1;
        self.settle()
    }

    /// Reads runs until there is a key to look at, or none are left.
    fn settle(&mut self) -> io::Result<()> {
        while self.number >= self.keys.len() && self.next < 1 << self.head.bits {
            (self.number, self.start) = (0, 0);
            self.keys.clear();
            self.counts.clear();
            self.documents.clear();
            self.bytes.clear();
            let end = self.read_bound()?;
            let length = end.saturating_sub(self.at).min(self.head.bytes);
            (&mut self.runs).take(length).read_to_end(&mut self.bytes)?;
            self.at = end;
            self.next += 1;
            if let Some(run) = Run::new(&self.bytes, &self.head) {
                run.read(&mut self.keys, &mut self.counts, &mut self.documents);
            }
        }
        Ok(())
    }

    fn read_bound(&mut self) -> io::Result<u64> {
        let mut bytes = [0; 8];
        self.fanout.read_exact(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

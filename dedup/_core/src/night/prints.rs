//! Fingerprints on disk, some parts of the keys apart from the others: only the entries of one part are in memory.

use std::io;

use super::spool::Spool;
use crate::radix::Entry;

/// Parts, by the leading bits of a fingerprint.
pub const PARTS: usize = 1 << BITS;
const BITS: u32 = 5;
/// Bytes of an entry: a fingerprint and the number of its text.
const SIZE: usize = 12;

/// The fingerprints of texts, each with the number of its text.
pub struct Prints {
    /// A run of entries for each part of each batch.
    spool: Spool,
    /// How many fingerprints each text has.
    pub counts: Vec<u32>,
}

impl Prints {
    /// Makes an empty one.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            spool: Spool::new()?,
            counts: Vec::new(),
        })
    }

    /// Takes in the fingerprints of a batch of texts, which are numbered as they come.
    pub fn add<'p>(&mut self, batch: impl Iterator<Item = &'p [u64]>) -> io::Result<()> {
        let mut parts: Vec<Vec<u8>> = vec![Vec::new(); PARTS];
        for prints in batch {
            let text = self.counts.len() as u32;
            for &print in prints {
                let part = &mut parts[(print >> (u64::BITS - BITS)) as usize];
                part.extend_from_slice(&print.to_le_bytes());
                part.extend_from_slice(&text.to_le_bytes());
            }
            self.counts.push(prints.len() as u32);
        }
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        self.spool.add(&parts)
    }

    /// Replaces `entries` by those of a part, with the claims of their texts; `u32::MAX` leaves a text out.
    pub fn read(&self, part: usize, claims: &[u32], entries: &mut Vec<Entry>) -> io::Result<()> {
        entries.clear();
        for run in (part..self.spool.count()).step_by(PARTS) {
            for entry in self.spool.read(run)?.as_chunks::<SIZE>().0 {
                let [a, b, c, d, e, f, g, h, text @ ..] = *entry;
                let claim = claims[u32::from_le_bytes(text) as usize];
                if claim != u32::MAX {
                    entries.push((u64::from_le_bytes([a, b, c, d, e, f, g, h]), claim));
                }
            }
        }
        Ok(())
    }
}

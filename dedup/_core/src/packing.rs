//! Postings written as [`crate::packed`] reads them, from keys in ascending order, with little in memory.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::packed::{HEAD, Head, WIDTH};
use crate::sequence::{Bits, Sequence, width_below};

/// Bytes of a block that has a checksum of its own.
const BLOCK: u64 = 1 << 14;

/// A file of postings that is being written.
pub struct Writer {
    path: PathBuf,
    head: Head,
    fanout: BufWriter<File>,
    runs: BufWriter<File>,
    run: u64,
    keys: Vec<u64>,
    /// How many documents each key has beyond one, summed up.
    more: Vec<u64>,
    /// The documents of each key.
    lists: Vec<u64>,
    bits: Bits,
}

impl Writer {
    /// Starts a file; of `head` the width, the bits and the documents count.
    pub fn new(path: &Path, head: Head) -> io::Result<Self> {
        let fanout = at(File::create(path)?, HEAD as u64)?;
        let runs = at(OpenOptions::new().write(true).open(path)?, head.runs_at())?;
        Ok(Self {
            path: path.to_owned(),
            head: Head {
                entries: 0,
                keys: 0,
                bytes: 0,
                ..head
            },
            fanout,
            runs,
            run: 0,
            keys: Vec::new(),
            more: Vec::new(),
            lists: Vec::new(),
            bits: Bits::default(),
        })
    }

    /// Adds a key, greater than all before in its bits that are kept, with its documents, one or more, ascending.
    pub fn push(&mut self, key: u64, documents: &[u32]) -> io::Result<()> {
        let run = self.head.run_of(key);
        while self.run < run {
            self.end_run()?;
        }
        let before = self.more.last().copied().unwrap_or_default();
        self.keys.push(self.head.rest_of(key));
        self.more.push(before + documents.len() as u64 - 1);
        self.lists.extend(documents.iter().copied().map(u64::from));
        Ok(())
    }

    /// Ends the file, with the keys that are common.
    pub fn finish(mut self, common: &[u64]) -> io::Result<()> {
        while self.run < 1 << self.head.bits {
            self.end_run()?;
        }
        self.write_bound()?;
        self.fanout.flush()?;
        for key in common {
            self.runs.write_all(&key.to_le_bytes())?;
        }
        self.head.common = common.len() as u64;
        self.runs.seek(SeekFrom::Start(0))?;
        self.runs.write_all(&self.head.write())?;
        self.runs.flush()?;
        append_sums(&self.path)
    }

    fn end_run(&mut self) -> io::Result<()> {
        self.write_bound()?;
        self.run += 1;
        if self.keys.is_empty() {
            return Ok(());
        }
        self.pack();
        let (mut bytes, mut written) = (0, Ok(()));
        let runs = &mut self.runs;
        self.bits.take(|held| {
            bytes = held.len() as u64;
            written = runs.write_all(held);
        });
        self.head.bytes += bytes;
        self.head.keys += self.keys.len() as u64;
        self.head.entries += self.lists.len() as u64;
        self.keys.clear();
        self.more.clear();
        self.lists.clear();
        written
    }

    /// Writes the run to `bits`.
    fn pack(&mut self) {
        let (keys, entries) = (self.keys.len() as u64, self.lists.len() as u64);
        let width = width_below(entries + 1).max(1);
        self.bits.push(u64::from(width) - 1, WIDTH);
        self.bits.push(keys, width);
        self.bits.push(entries, width);
        let bound = 1 << (self.head.width - self.head.bits);
        Sequence::write(&mut self.bits, &self.keys, bound);
        Sequence::write(&mut self.bits, &self.more, entries - keys + 1);
        let (mut start, mut before) = (0, 0);
        for &more in &self.more {
            let end = start + (more - before) as usize + 1;
            match &self.lists[start..end] {
                &[one] => self.bits.push(one, width_below(self.head.documents)),
                several => Sequence::write(&mut self.bits, several, self.head.documents),
            }
            (start, before) = (end, more);
        }
    }

    fn write_bound(&mut self) -> io::Result<()> {
        self.fanout.write_all(&self.head.bytes.to_le_bytes())
    }
}

fn at(mut file: File, place: u64) -> io::Result<BufWriter<File>> {
    file.seek(SeekFrom::Start(place))?;
    Ok(BufWriter::with_capacity(1 << 16, file))
}

/// Appends the checksums of a file's blocks, and that of the checksums.
fn append_sums(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).open(path)?;
    let (mut sums, mut block) = (Vec::new(), Vec::new());
    loop {
        block.clear();
        (&mut file).take(BLOCK).read_to_end(&mut block)?;
        if block.is_empty() {
            break;
        }
        sums.extend(xxh3_64(&block).to_le_bytes());
    }
    sums.extend(xxh3_64(&sums).to_le_bytes());
    file.write_all(&sums)
}

//! Postings of several parts merged into one file by their sorted keys, with little of them in memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::packed::{HEAD, Head};
use crate::packing::Writer;
use crate::walk::Groups;

/// Postings of documents that become part of others.
#[derive(Clone, Debug)]
pub struct Part {
    /// The file.
    pub path: PathBuf,
    /// How many documents stand before its own.
    pub first: u32,
    /// Its documents that are left out, ascending; those behind them move up.
    pub dropped: Vec<u32>,
}

impl Part {
    /// Returns the number that a document of the part has among all.
    fn renumber(&self, document: u32) -> Option<u32> {
        match self.dropped.binary_search(&document) {
            Ok(_) => None,
            Err(before) => Some(self.first + document - before as u32),
        }
    }
}

/// What becomes of keys of many documents.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A key of more documents is common.
    pub common: usize,
    /// Those of a common key are kept up to as many: among more documents it may be rare.
    pub kept: usize,
}

/// How postings are laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// How many leading bits of a key are kept.
    pub width: u32,
    /// How many keys a run has, about.
    pub run: u64,
}

impl Layout {
    /// Returns the head of a file of at most so many keys.
    pub fn head(&self, keys: u64, documents: u64) -> Head {
        Head {
            width: self.width,
            // Sequences hold no greater numbers than 56 bits.
            bits: (keys / self.run)
                .max(1)
                .ilog2()
                .max(self.width.saturating_sub(56)),
            documents,
            ..Head::default()
        }
    }
}

/// Writes the postings of all parts, in their order, to a file; returns how many keys that are not common each of the
/// `documents` has.
pub fn merge(
    parts: &[Part],
    layout: Layout,
    documents: u32,
    limits: Limits,
    path: &Path,
) -> io::Result<Vec<u32>> {
    let mut inputs = Vec::with_capacity(parts.len());
    for (number, part) in parts.iter().enumerate() {
        inputs.push(Input::open(part, number)?);
    }
    let keys = inputs.iter().map(|input| input.head.keys).sum();
    let head = layout.head(keys, u64::from(documents));
    let merged = Merged {
        lengths: vec![0; documents as usize],
        lost: Lost::of(&inputs),
        common: Vec::new(),
        limits,
        writer: Writer::new(path, head)?,
    };
    merged.run(inputs)
}

/// A part that is read.
struct Input<'p> {
    part: &'p Part,
    number: usize,
    head: Head,
    groups: Groups<BufReader<File>>,
    common: Vec<u64>,
}

impl<'p> Input<'p> {
    fn open(part: &'p Part, number: usize) -> io::Result<Self> {
        let mut bytes = [0; HEAD];
        File::open(&part.path)?.read_exact(&mut bytes)?;
        let head = Head::read(&bytes).ok_or(io::ErrorKind::InvalidData)?;
        let open = |place: u64| {
            let mut file = File::open(&part.path)?;
            file.seek(SeekFrom::Start(place))?;
            io::Result::Ok(BufReader::with_capacity(1 << 16, file))
        };
        let mut common = Vec::new();
        let mut tail = open(head.runs_at() + head.bytes)?.take(8 * head.common);
        let mut key = [0; 8];
        while tail.limit() > 0 {
            tail.read_exact(&mut key)?;
            common.push(u64::from_le_bytes(key));
        }
        Ok(Self {
            part,
            number,
            head,
            groups: Groups::new(head, open(HEAD as u64)?, open(head.runs_at())?)?,
            common,
        })
    }
}

/// The common keys of the parts, each with its part's number, ascending.
struct Lost {
    keys: Vec<(u64, usize)>,
    next: usize,
}

impl Lost {
    fn of(inputs: &[Input<'_>]) -> Self {
        let keys = |input: &Input<'_>| {
            let number = input.number;
            input
                .common
                .clone()
                .into_iter()
                .map(move |key| (key, number))
        };
        let mut keys: Vec<_> = inputs.iter().flat_map(keys).collect();
        keys.sort_unstable();
        Self { keys, next: 0 }
    }

    /// Adds the common keys before `key` to `common`; returns whether one of the parts in which `key` is common has
    /// none of its documents.
    fn pass(&mut self, key: u64, present: &[usize], common: &mut Vec<u64>) -> bool {
        let mut is_lost = false;
        while let Some(&(lost, part)) = self.keys.get(self.next).filter(|one| one.0 <= key) {
            self.next += 1;
            if lost == key {
                is_lost |= !present.contains(&part);
            } else if common.last() != Some(&lost) {
                common.push(lost);
            }
        }
        is_lost
    }
}

/// The file that is written.
struct Merged {
    lengths: Vec<u32>,
    lost: Lost,
    common: Vec<u64>,
    limits: Limits,
    writer: Writer,
}

impl Merged {
    fn run(mut self, mut inputs: Vec<Input<'_>>) -> io::Result<Vec<u32>> {
        let keys = |input: &Input<'_>| Some(Reverse((input.groups.key()?, input.number)));
        let mut next: BinaryHeap<_> = inputs.iter().filter_map(keys).collect();
        let (mut present, mut documents) = (Vec::new(), Vec::new());
        while let Some(&Reverse((key, _))) = next.peek() {
            present.clear();
            documents.clear();
            while let Some(mut top) = next.peek_mut().filter(|top| top.0.0 == key) {
                let input = &mut inputs[top.0.1];
                let held = input.groups.documents().iter();
                documents.extend(held.filter_map(|&document| input.part.renumber(document)));
                present.push(input.number);
                input.groups.advance()?;
                match input.groups.key() {
                    Some(key) => top.0.0 = key,
                    None => drop(std::collections::binary_heap::PeekMut::pop(top)),
                }
            }
            self.push(key, &present, &documents)?;
        }
        self.lost.pass(u64::MAX, &[], &mut self.common);
        self.writer.finish(&self.common)?;
        Ok(self.lengths)
    }

    fn push(&mut self, key: u64, present: &[usize], documents: &[u32]) -> io::Result<()> {
        let is_lost = self.lost.pass(key, present, &mut self.common);
        if is_lost || documents.len() > self.limits.common {
            self.common.push(key);
        } else {
            for &document in documents {
                if let Some(length) = self.lengths.get_mut(document as usize) {
                    *length += 1;
                }
            }
        }
        if is_lost || documents.is_empty() || documents.len() > self.limits.kept {
            return Ok(());
        }
        self.writer.push(key, documents)
    }
}

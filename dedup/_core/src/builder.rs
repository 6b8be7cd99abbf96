//! What a stored index keeps of its texts: signatures, and postings, sorted some texts at a time and merged at the end.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::merge::{Layout, Limits, Part, merge};
use crate::packing::Writer;
use crate::parallel;
use crate::radix;
use crate::stored::Printer;
use crate::texts::{Reader, Texts};

/// Texts whose keys are sorted at once: their numbers take the bits that no key keeps.
const SORTED: u32 = 1 << NUMBER;
const NUMBER: u32 = 16;
/// Of a key of more texts among so many none are kept: such a word is in every twentieth.
const MOST: usize = 3_000;

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Equal for equal texts.
    Digests,
    /// Equal for many near-duplicates.
    Bands,
    /// Equal for texts with a passage in common.
    Passages,
    /// Hashes of words.
    Words,
}

/// All kinds.
pub const KINDS: [Kind; 4] = [Kind::Digests, Kind::Bands, Kind::Passages, Kind::Words];

impl Kind {
    /// How its postings are laid out.
    pub const fn layout(self) -> Layout {
        // A look-up reads a run: 128 keys of a document or two are half a kilobyte, and so may be 16 words. Of a million
        // documents one band in 30,000 is taken for another with 40 bits of it, and nothing is decided by bands.
        match self {
            Self::Digests | Self::Passages => Layout {
                width: 48,
                run: 128,
            },
            Self::Bands => Layout {
                width: 40,
                run: 128,
            },
            Self::Words => Layout { width: 48, run: 16 },
        }
    }

    /// The name of its file.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Digests => "digests.postings",
            Self::Bands => "bands.postings",
            Self::Passages => "passages.postings",
            Self::Words => "words.postings",
        }
    }

    /// Returns the limits that are set to words, and to no others.
    pub fn limit(self, words: Limits) -> Limits {
        match self {
            Self::Words => words,
            _ => Limits {
                common: usize::MAX,
                kept: usize::MAX,
            },
        }
    }
}

/// The signatures and keys of texts, by their numbers.
pub struct Builder {
    printer: Printer,
    folder: PathBuf,
    /// Number of texts.
    pub count: u32,
    /// One row a text, of those since they were last taken out.
    pub signatures: Vec<u32>,
    /// Keys, each with the number of its text among those that are not sorted yet.
    entries: [Vec<u64>; 4],
    /// The first of these texts.
    first: u32,
    /// The first text of each part that is sorted.
    sorted: Vec<u32>,
    /// The words of too many texts there: of them none are kept.
    common: FxHashSet<u64>,
}

impl Builder {
    /// Returns a builder without texts; what is sorted is kept in `folder` until it is merged.
    pub fn new(printer: Printer, folder: PathBuf) -> Self {
        Self {
            printer,
            folder,
            count: 0,
            signatures: Vec::new(),
            entries: Default::default(),
            first: 0,
            sorted: Vec::new(),
            common: FxHashSet::default(),
        }
    }

    /// Takes in more texts; `dense` tells of each whether its passages are kept.
    pub fn add<X: Texts + ?Sized>(
        &mut self,
        texts: &X,
        dense: &[bool],
        threads: usize,
    ) -> io::Result<()> {
        let printer = &self.printer;
        let taken = parallel::map(texts.count(), threads, Reader::default, |reader, i| {
            let mut signature = Vec::new();
            let keys = printer.take(reader.read(texts, i), &mut signature);
            (keys, signature)
        });
        for ((keys, signature), dense) in taken.into_iter().zip(dense) {
            if self.count - self.first == SORTED {
                self.sort()?;
            }
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

    /// Writes the postings of each kind to `folder`; returns how many words each text has that are not common.
    pub fn finish(&mut self, folder: &Path, words: Limits) -> io::Result<Vec<u32>> {
        self.sort()?;
        let merge = |kind: Kind| self.merge(kind, folder, kind.limit(words));
        // Words are as many as all else: two threads end together.
        std::thread::scope(|scope| {
            let lengths = scope.spawn(|| merge(Kind::Words));
            for kind in [Kind::Digests, Kind::Bands, Kind::Passages] {
                merge(kind)?;
            }
            join(lengths)
        })
    }

    fn post(&mut self, kind: Kind, keys: &[u64]) {
        let number = u64::from(self.count - self.first);
        let kept = !(u64::MAX >> kind.layout().width);
        let common = Some(&self.common).filter(|_| kind == Kind::Words);
        let keys = keys.iter().map(|key| key & kept);
        let keys = keys.filter(|key| common.is_none_or(|common| !common.contains(key)));
        self.entries[kind as usize].extend(keys.map(|key| key | number));
    }

    /// Sorts the keys of the texts that are not yet, and writes them to files.
    fn sort(&mut self) -> io::Result<()> {
        let (documents, number) = (u64::from(self.count - self.first), self.sorted.len());
        let paths = KINDS.map(|kind| self.part(kind, number));
        let [digests, bands, passages, words] = &mut self.entries;
        let write = |kind: Kind, entries: &mut Vec<u64>| {
            write_sorted(entries, kind, documents, &paths[kind as usize])
        };
        let common = std::thread::scope(|scope| {
            let words = scope.spawn(|| write(Kind::Words, words));
            write(Kind::Digests, digests)?;
            write(Kind::Bands, bands)?;
            write(Kind::Passages, passages)?;
            join(words)
        })?;
        self.common.extend(common);
        self.sorted.push(self.first);
        self.first = self.count;
        Ok(())
    }

    /// Merges the sorted parts of a kind, and removes them.
    fn merge(&self, kind: Kind, folder: &Path, limits: Limits) -> io::Result<Vec<u32>> {
        let part = |(number, &first): (usize, &u32)| Part {
            path: self.part(kind, number),
            first,
            dropped: Vec::new(),
        };
        let parts: Vec<Part> = self.sorted.iter().enumerate().map(part).collect();
        let path = folder.join(kind.file());
        let lengths = merge(&parts, kind.layout(), self.count, limits, &path)?;
        for part in &parts {
            fs::remove_file(&part.path)?;
        }
        Ok(lengths)
    }

    fn part(&self, kind: Kind, number: usize) -> PathBuf {
        self.folder.join(format!("{}.{number}", kind.file()))
    }
}

/// Sorts entries by key and text, writes them to a file, and takes them out; returns the keys that are common.
fn write_sorted(
    entries: &mut Vec<u64>,
    kind: Kind,
    documents: u64,
    path: &Path,
) -> io::Result<Vec<u64>> {
    radix::sort_hashes(entries, &mut Vec::new());
    let groups = || entries.chunk_by(|a, b| a >> NUMBER == b >> NUMBER);
    let head = kind.layout().head(groups().count() as u64, documents);
    let limits = kind.limit(Limits {
        common: MOST,
        kept: MOST,
    });
    let (mut writer, mut common) = (Writer::new(path, head)?, Vec::new());
    let mut documents = Vec::new();
    for group in groups() {
        let key = group[0] >> NUMBER << NUMBER;
        if group.len() > limits.kept {
            common.push(key);
        } else {
            documents.clear();
            documents.extend(
                group
                    .iter()
                    .map(|entry| (entry & u64::from(SORTED - 1)) as u32),
            );
            writer.push(key, &documents)?;
        }
    }
    entries.clear();
    writer.finish(&common)?;
    Ok(common)
}

fn join<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

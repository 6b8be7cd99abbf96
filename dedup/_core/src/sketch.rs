//! Texts to signatures in one pass: fold, find words, hash shingles, lower the minima.

use crate::hashing::{Edges, Sink, hash_words};
use crate::minhash::{EMPTY, Lower, Permutations, fmix32};
use crate::parallel;
use crate::shingles::{SIZE, hash_shingle};
use crate::simd::{Kernel, Level, Vector};
use crate::stream::Stream;
use crate::texts::Texts;
use crate::xxh3::hash_fives;

/// Makes signatures one by one; its buffers are reused.
pub struct Sketcher<'p> {
    permutations: &'p Permutations,
    level: Level,
    work: Work,
}

/// What lies between a folded text and its signature.
#[derive(Default)]
struct Work {
    edges: Edges,
    /// Hashes of the words whose shingles are not all signed.
    words: Vec<u64>,
    /// Hashes of all shingles so far.
    shingles: Vec<u64>,
    mixed: Vec<u32>,
}

impl<'p> Sketcher<'p> {
    /// Returns one that works by the instructions of a level.
    pub fn new(permutations: &'p Permutations, level: Level) -> Self {
        Self {
            permutations,
            level,
            work: Work::default(),
        }
    }

    /// Writes the signature of a folded text.
    pub fn sketch(&mut self, stream: &Stream, signature: &mut [u32]) {
        self.level.run(Sign {
            stream,
            permutations: self.permutations,
            work: &mut self.work,
            signature,
        });
    }

    /// The hashes of the shingles of the last text, in order of place, repeats kept.
    pub fn shingles(&self) -> &[u64] {
        &self.work.shingles
    }
}

struct Sign<'a> {
    stream: &'a Stream,
    permutations: &'a Permutations,
    work: &'a mut Work,
    signature: &'a mut [u32],
}

impl Kernel for Sign<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(self) {
        let Work {
            edges,
            words,
            shingles,
            mixed,
        } = self.work;
        self.signature.fill(EMPTY);
        words.clear();
        shingles.clear();
        let mut sink = Shingled {
            words,
            shingles,
            mixed,
            permutations: self.permutations,
            signature: self.signature,
        };
        hash_words::<V>(self.stream, edges, &mut sink);
        sink.finish::<V>();
    }
}

/// Signs the shingles of the words that come.
struct Shingled<'a> {
    words: &'a mut Vec<u64>,
    shingles: &'a mut Vec<u64>,
    mixed: &'a mut Vec<u32>,
    permutations: &'a Permutations,
    signature: &'a mut [u32],
}

impl Sink for Shingled<'_> {
    #[inline(always)]
    fn words(&mut self) -> &mut Vec<u64> {
        self.words
    }

    #[inline(always)]
    fn flush<V: Vector>(&mut self) {
        if self.words.len() < SIZE {
            return;
        }
        let before = self.shingles.len();
        hash_fives(self.words, self.shingles);
        self.lower::<V>(before);
        let rest = self.words.len() - (SIZE - 1);
        self.words.copy_within(rest.., 0);
        self.words.truncate(SIZE - 1);
    }
}

impl Shingled<'_> {
    /// Signs a text of fewer words than a shingle has: it is one shingle.
    #[inline(always)]
    fn finish<V: Vector>(&mut self) {
        if self.shingles.is_empty() && !self.words.is_empty() {
            self.shingles.push(hash_shingle(self.words));
            self.lower::<V>(0);
        }
    }

    /// Signs the shingles from number `first` on.
    #[inline(always)]
    fn lower<V: Vector>(&mut self, first: usize) {
        let shingles = &self.shingles[first..];
        self.mixed.resize(shingles.len(), 0);
        for (mixed, &shingle) in self.mixed.iter_mut().zip(shingles) {
            *mixed = fmix32(shingle as u32);
        }
        let lower = Lower {
            mixed: self.mixed,
            permutations: self.permutations,
            signature: self.signature,
        };
        lower.run::<V>();
    }
}

/// Returns the signatures of texts, one row each, one after the other.
pub fn sketch_all<X: Texts + ?Sized>(
    texts: &X,
    permutations: &Permutations,
    threads: usize,
    level: Level,
) -> Vec<u32> {
    let width = permutations.len();
    let mut rows = vec![EMPTY; texts.count() * width];
    let new = || (Sketcher::new(permutations, level), Stream::default());
    parallel::fill(&mut rows, width, threads, new, |state, number, row| {
        let (sketcher, stream) = state;
        texts.fold(number, stream, level);
        sketcher.sketch(stream, row);
    });
    rows
}

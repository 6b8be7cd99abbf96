//! Texts wherever they are kept, folded one at a time.

use crate::hashing::Hasher;
use crate::simd::Level;
use crate::stream::Stream;

/// Texts by number.
pub trait Texts: Sync {
    /// Number of texts.
    fn count(&self) -> usize;

    /// Folds a text into a stream.
    fn fold(&self, number: usize, stream: &mut Stream, level: Level);
}

impl<T: AsRef<[u8]> + Sync> Texts for [T] {
    fn count(&self) -> usize {
        self.len()
    }

    fn fold(&self, number: usize, stream: &mut Stream, level: Level) {
        stream.fill_utf8(self[number].as_ref(), level);
    }
}

/// Reads the hashes of texts' words; the buffers are reused.
#[derive(Default)]
pub struct Reader {
    stream: Stream,
    hasher: Hasher,
    words: Vec<u64>,
}

impl Reader {
    /// Returns the hashes of the words of a text.
    pub fn read<X: Texts + ?Sized>(&mut self, texts: &X, number: usize) -> &[u64] {
        let level = Level::chosen();
        texts.fold(number, &mut self.stream, level);
        self.words.clear();
        self.hasher.hash(&self.stream, level, &mut self.words);
        &self.words
    }
}

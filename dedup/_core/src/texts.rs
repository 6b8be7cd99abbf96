//! Texts wherever they are kept, folded some at a time.

use std::convert::Infallible;

use crate::hashing::Hasher;
use crate::simd::Level;
use crate::stream::Stream;

/// Texts by number.
pub trait Texts: Sync {
    /// Why a text cannot be read.
    type Error: Send;

    /// Number of texts.
    fn count(&self) -> usize;

    /// Folds texts from number `first` on, `most` of them or as many as suit, into the first of `streams`; returns how
    /// many.
    fn fold(
        &self,
        first: usize,
        most: usize,
        streams: &mut Vec<Stream>,
        level: Level,
    ) -> Result<usize, Self::Error>;
}

impl<T: AsRef<[u8]> + Sync> Texts for [T] {
    type Error = Infallible;

    fn count(&self) -> usize {
        self.len()
    }

    fn fold(
        &self,
        first: usize,
        _: usize,
        streams: &mut Vec<Stream>,
        level: Level,
    ) -> Result<usize, Infallible> {
        room(streams, 1)[0].fill_utf8(self[first].as_ref(), level);
        Ok(1)
    }
}

/// Returns the first `count` streams, making those that are missing.
pub fn room(streams: &mut Vec<Stream>, count: usize) -> &mut [Stream] {
    if streams.len() < count {
        streams.resize_with(count, Stream::default);
    }
    &mut streams[..count]
}

/// Visits `count` folded texts from number `first` on, each with its place among them.
pub fn visit<X: Texts + ?Sized>(
    texts: &X,
    (first, count): (usize, usize),
    streams: &mut Vec<Stream>,
    level: Level,
    mut visit: impl FnMut(usize, &Stream),
) -> Result<(), X::Error> {
    let mut done = 0;
    while done < count {
        let folded = texts.fold(first + done, count - done, streams, level)?;
        for (place, stream) in streams[..folded].iter().enumerate() {
            visit(done + place, stream);
        }
        done += folded;
    }
    Ok(())
}

/// Reads the hashes of texts' words; the buffers are reused.
#[derive(Default)]
pub struct Reader {
    streams: Vec<Stream>,
    hasher: Hasher,
    words: Vec<u64>,
}

impl Reader {
    /// Visits the hashes of the words of `count` texts from number `first` on, each text with its place among them.
    pub fn visit<X: Texts + ?Sized>(
        &mut self,
        texts: &X,
        range: (usize, usize),
        mut take: impl FnMut(usize, &[u64]),
    ) -> Result<(), X::Error> {
        let level = Level::chosen();
        let Self {
            streams,
            hasher,
            words,
        } = self;
        visit(texts, range, streams, level, |place, stream| {
            words.clear();
            hasher.hash(stream, level, words);
            take(place, words);
        })
    }
}

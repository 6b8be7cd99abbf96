//! A text folded, character by character, into a stream of bytes whose classes alone tell where words begin and end.
//!
//! ASCII is copied in blocks, other characters of simple scripts are looked up. What needs the whole algorithm is
//! laid aside, a stretch between white space at a time.

use std::ops::Range;

use bytemuck::TransparentWrapper;

use crate::pieces::{Piece, Pieces};
use crate::simd::classes::BLOCK;
use crate::simd::{Kernel, Level, Vector};
use crate::units::{COPIED, Unit, Utf8};

/// Bytes of the buffer that follow its end, so that blocks can be read and written whole.
const PADDING: usize = 2 * BLOCK;

/// A folded text. The buffers are reused.
#[derive(Default)]
pub struct Stream {
    bytes: Vec<u8>,
    end: usize,
    cuts: Vec<Cut>,
    aside: String,
}

#[derive(Clone, Copy)]
/// Where a stretch belongs that was laid aside: its words come before the byte `at` of the stream.
struct Cut {
    at: usize,
    aside_end: usize,
}

/// A part of a folded text: first a folded stretch, then one that was laid aside.
pub struct Part<'s> {
    /// Where the folded bytes stand.
    pub folded: Range<usize>,
    /// In its original form.
    pub aside: &'s str,
}

impl Stream {
    /// Takes a text in UTF-8; whatever is no character becomes U+FFFD.
    pub fn fill_utf8(&mut self, text: &[u8], level: Level) {
        let text = Utf8::wrap_slice(text);
        level.run(Fold { text, stream: self });
    }

    /// Takes a text in code points of any width; surrogates become U+FFFD.
    pub fn fill_points<P: Into<u32> + Copy + Default>(&mut self, text: &[P], level: Level) {
        level.run(Fold { text, stream: self });
    }

    /// The folded bytes; more follow those of the last part, so that blocks can be read whole.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the parts in their order in the text.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let (mut start, mut aside_start) = (0, 0);
        let last = Cut {
            at: self.end,
            aside_end: self.aside.len(),
        };
        let cuts = self.cuts.iter().copied().chain([last]);
        cuts.map(move |cut| {
            let part = Part {
                folded: start..cut.at,
                aside: &self.aside[aside_start..cut.aside_end],
            };
            (start, aside_start) = (cut.at, cut.aside_end);
            part
        })
    }

    fn clear(&mut self) {
        self.end = 0;
        self.cuts.clear();
        self.aside.clear();
        self.reserve();
    }

    #[inline(always)]
    fn reserve(&mut self) {
        if self.bytes.len() < self.end + PADDING + COPIED {
            self.grow();
        }
    }

    #[cold]
    fn grow(&mut self) {
        let length = (2 * self.bytes.len()).max(self.end + 32 * PADDING);
        self.bytes.resize(length, 0);
    }

    /// Appends the ASCII characters before the first other one, at most [`COPIED`]; returns their number.
    #[inline(always)]
    fn copy<U: Unit>(&mut self, text: &[U]) -> usize {
        self.reserve();
        let Some(place) = self.bytes[self.end..].first_chunk_mut::<COPIED>() else {
            return 0;
        };
        let copied = match text.first_chunk::<COPIED>() {
            Some(block) => U::lower(block, place),
            None => {
                let mut block = [U::default(); COPIED];
                block[..text.len()].copy_from_slice(text);
                U::lower(&block, place).min(text.len())
            }
        };
        self.end += copied;
        copied
    }

    /// Appends the folded form of a character, if it has a simple one.
    #[inline(always)]
    fn push(&mut self, piece: Piece) {
        self.reserve();
        self.bytes[self.end..self.end + 4].copy_from_slice(&piece.bytes);
        self.end += usize::from(piece.length);
    }

    /// Lays the stretch around `text[at]` aside, and takes back what of it is in the stream; returns where it ends.
    #[cold]
    fn lay_aside<U: Unit>(&mut self, text: &[U], at: usize) -> usize {
        let is_blank = |unit: &U| unit.is_blank();
        let start = text[..at]
            .iter()
            .rposition(is_blank)
            .map_or(0, |blank| blank + 1);
        let length = text[at..].iter().position(is_blank);
        let end = length.map_or(text.len(), |length| at + length);
        let from = self.cuts.last().map_or(0, |cut| cut.at);
        let taken = self.bytes[from..self.end].iter().rposition(Unit::is_blank);
        self.end = taken.map_or(from, |blank| from + blank + 1);
        U::append(&text[start..end], &mut self.aside);
        self.cuts.push(Cut {
            at: self.end,
            aside_end: self.aside.len(),
        });
        end
    }
}

struct Fold<'a, U> {
    text: &'a [U],
    stream: &'a mut Stream,
}

impl<U: Unit> Kernel for Fold<'_, U> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(self) {
        let Self { text, stream } = self;
        let pieces = Pieces::get();
        stream.clear();
        let mut at = 0;
        while at < text.len() {
            at += stream.copy(&text[at..]);
            while let Some((point, length)) = U::decode(&text[at..]) {
                match pieces.of(point) {
                    Some(piece) => {
                        stream.push(piece);
                        at += length;
                    }
                    None => at = stream.lay_aside(text, at),
                }
            }
        }
    }
}

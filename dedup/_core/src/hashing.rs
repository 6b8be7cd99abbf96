//! The hashes of a folded text's words, from the classes of its bytes: no branch and no allocation for a word.

use xxhash_rust::xxh3::xxh3_64;

use crate::simd::classes::{BLOCK, Classes};
use crate::simd::{Kernel, Level, Vector};
use crate::stream::Stream;
use crate::words::visit_words;
use crate::xxh3::Words;

/// Bytes whose words are found before they are hashed: what both steps touch stays in the nearest cache.
const WINDOW: usize = 64 * BLOCK;

/// By the bits of a byte the numbers of those that are set, ascending.
const PLACES: [[u8; 8]; 256] = places_of_bits();

const fn places_of_bits() -> [[u8; 8]; 256] {
    let mut places = [[0; 8]; 256];
    let mut bits = 0;
    while bits < 256 {
        let (mut bit, mut count) = (0, 0);
        while bit < 8 {
            if bits >> bit & 1 == 1 {
                places[bits][count] = bit;
                count += 1;
            }
            bit += 1;
        }
        bits += 1;
    }
    places
}

/// Where words start and end by turns, as far as they are found and not yet hashed. The buffer is reused.
pub struct Edges {
    /// Room for a window in which every byte is an edge, and for what the last write leaves behind.
    places: Box<[u32]>,
    count: usize,
    /// The byte from which places count.
    base: usize,
    /// Whether a low line was seen: a word must hold more.
    has_connector: bool,
    found: Words,
}

impl Default for Edges {
    fn default() -> Self {
        Self {
            places: vec![0; WINDOW + 2 * BLOCK].into(),
            count: 0,
            base: 0,
            has_connector: false,
            found: Words::default(),
        }
    }
}

/// What takes the hashes of words, a window's at a time.
pub trait Sink {
    /// Where the hashes are appended.
    fn words(&mut self) -> &mut Vec<u64>;

    /// Called after each window; implemented `#[inline(always)]`, so that it is compiled for the level's instructions.
    fn flush<V: Vector>(&mut self);
}

/// Gives the hashes of a folded text's words to `sink`.
#[inline(always)]
pub fn hash_words<V: Vector>(stream: &Stream, edges: &mut Edges, sink: &mut impl Sink) {
    let bytes = stream.bytes();
    for part in stream.parts() {
        let end = part.folded.end;
        let mut seam = Seam::new(classify::<V>(bytes, part.folded.start, end));
        for window in part.folded.step_by(WINDOW) {
            edges.begin(window);
            let window_end = end.min(window + WINDOW);
            for at in (window..window_end).step_by(BLOCK) {
                seam.go_on(classify::<V>(bytes, at + BLOCK, end));
                edges.push(at, &seam);
            }
            if window_end == end {
                edges.close(end);
            }
            edges.drain(bytes, sink.words());
            sink.flush::<V>();
        }
        if !part.aside.is_empty() {
            hash_aside(part.aside, sink.words());
        }
    }
    sink.flush::<V>();
}

fn hash_aside(text: &str, words: &mut Vec<u64>) {
    visit_words(text, |word| words.push(xxh3_64(word.folded.as_bytes())));
}

/// Returns the classes of the bytes of a block that come before `end`.
#[inline(always)]
fn classify<V: Vector>(bytes: &[u8], at: usize, end: usize) -> Classes {
    match bytes.get(at..).and_then(<[u8]>::first_chunk::<BLOCK>) {
        Some(block) if at < end => {
            let classes = V::classify(block);
            if end - at < BLOCK {
                classes.first(end - at)
            } else {
                classes
            }
        }
        _ => Classes::default(),
    }
}

/// A block between its neighbours: whether a byte is part of a word can depend on the bytes on both sides.
#[derive(Default)]
struct Seam {
    before: Classes,
    here: Classes,
    after: Classes,
    /// The bytes of the block that are part of a word.
    word: u64,
    /// The bytes of the block where a word starts, and those just after its end.
    edges: u64,
}

impl Seam {
    fn new(first: Classes) -> Self {
        Self {
            after: first,
            ..Self::default()
        }
    }

    /// Moves to the next block.
    #[inline(always)]
    fn go_on(&mut self, after: Classes) {
        (self.before, self.here, self.after) = (self.here, self.after, after);
        let Classes {
            letter,
            digit,
            connector,
            in_letters,
            in_digits,
        } = self.here;
        let joins_letters = in_letters
            & shift_in(letter, self.before.letter)
            & (letter >> 1 | self.after.letter << 63);
        let joins_digits =
            in_digits & shift_in(digit, self.before.digit) & (digit >> 1 | self.after.digit << 63);
        let word = letter | digit | connector | joins_letters | joins_digits;
        self.edges = word ^ shift_in(word, self.word);
        self.word = word;
    }
}

/// Returns for each byte the bit of the one before it.
#[inline(always)]
fn shift_in(bits: u64, before: u64) -> u64 {
    bits << 1 | before >> 63
}

impl Edges {
    /// Begins a window at a byte; places count from there, or from the start of the word that reaches into it.
    #[inline(always)]
    fn begin(&mut self, window: usize) {
        if self.count == 0 {
            self.base = window;
        }
    }

    /// Adds the edges of a block at `at`, those of eight bytes a time without looking how many there are.
    #[inline(always)]
    fn push(&mut self, at: usize, seam: &Seam) {
        self.has_connector |= seam.here.connector != 0;
        let (mut count, all) = (self.count, &mut self.places[..]);
        for (byte, bits) in seam.edges.to_le_bytes().into_iter().enumerate() {
            let Some(places) = all[count..].first_chunk_mut::<8>() else {
                return;
            };
            let first = (at - self.base + 8 * byte) as u32;
            *places = PLACES[usize::from(bits)].map(|place| first + u32::from(place));
            count += bits.count_ones() as usize;
        }
        self.count = count;
    }

    /// Ends the word that reaches up to the end of its part.
    #[inline(always)]
    fn close(&mut self, end: usize) {
        if self.count % 2 == 1 {
            self.places[self.count] = (end - self.base) as u32;
            self.count += 1;
        }
    }

    /// Appends the hashes of the words found; the start of one whose end is not found stays.
    #[inline(always)]
    fn drain(&mut self, bytes: &[u8], words: &mut Vec<u64>) {
        let bytes = &bytes[self.base..];
        if self.has_connector {
            self.drop_bare_lines(bytes);
        }
        let (found, open) = self.places[..self.count].as_chunks::<2>();
        self.found.hash(bytes, found, words);
        self.base += open.first().map_or(0, |&start| start as usize);
        self.places[0] = 0;
        self.count %= 2;
        self.has_connector &= self.count > 0;
    }

    /// Drops what consists of low lines alone.
    #[cold]
    fn drop_bare_lines(&mut self, bytes: &[u8]) {
        let is_bare = |start, end| bytes[start..end].iter().all(|&byte| byte == b'_');
        let mut kept = 0;
        for at in (0..self.count).step_by(2) {
            let (start, end) = (self.places[at] as usize, self.places[at + 1] as usize);
            let is_open = at + 1 == self.count;
            if is_open || !is_bare(start, end) {
                self.places[kept] = start as u32;
                self.places[kept + 1] = end as u32;
                kept += 2;
            }
        }
        self.count = kept - self.count % 2;
    }
}

struct HashWords<'a> {
    stream: &'a Stream,
    edges: &'a mut Edges,
    words: &'a mut Vec<u64>,
}

impl Kernel for HashWords<'_> {
    type Output = ();

    #[inline(always)]
    fn run<V: Vector>(self) {
        hash_words::<V>(self.stream, self.edges, &mut All(self.words));
    }
}

/// Keeps all hashes.
struct All<'a>(&'a mut Vec<u64>);

impl Sink for All<'_> {
    #[inline(always)]
    fn words(&mut self) -> &mut Vec<u64> {
        self.0
    }

    #[inline(always)]
    fn flush<V: Vector>(&mut self) {}
}

/// What hashing a text's words works with; reused from one text to the next.
#[derive(Default)]
pub struct Hasher {
    edges: Edges,
}

impl Hasher {
    /// Appends the hashes of the words of a folded text.
    pub fn hash(&mut self, stream: &Stream, level: Level, words: &mut Vec<u64>) {
        level.run(HashWords {
            stream,
            edges: &mut self.edges,
            words,
        });
    }
}

//! What the characters of simple scripts add to a folded text.

use std::sync::LazyLock;

use crate::fold::{Class, Table};
use crate::simd::classes::{IN_DIGITS, IN_LETTERS, LETTER, kind_of};

/// Stands for a mark beyond ASCII: no blank, no part of a word.
const MARK: u8 = b'!';

/// What a character of a simple script adds to the stream; nothing where it needs the whole algorithm.
#[derive(Clone, Copy, Default)]
pub struct Piece {
    /// Those beyond the length do not count.
    pub bytes: [u8; 4],
    /// Number of bytes.
    pub length: u8,
}

/// The pieces of all characters of [`Table`].
#[derive(Clone, Copy)]
pub struct Pieces(&'static [Piece]);

static PIECES: LazyLock<Vec<Piece>> =
    LazyLock::new(|| Table::points().map(Piece::look_up).collect());

impl Pieces {
    /// Returns them, made at the first call.
    pub fn get() -> Self {
        Self(&PIECES)
    }

    /// Returns the piece of a code point, if it has one.
    #[inline(always)]
    pub fn of(self, point: u32) -> Option<Piece> {
        let piece = self.0.get(Table::number(point)?)?;
        (piece.length > 0).then_some(*piece)
    }
}

impl Piece {
    fn look_up(point: u32) -> Self {
        let Some(c) = char::from_u32(point) else {
            return Self::default();
        };
        let table = Table::get();
        let folded = match table.class(c) {
            Class::Mark => &[MARK],
            Class::Complex => &[][..],
            class => Some(table.folded(c).as_bytes())
                .filter(|folded| stands_for(folded, class))
                .unwrap_or_default(),
        };
        let mut piece = Self::default();
        piece.bytes[..folded.len()].copy_from_slice(folded);
        piece.length = folded.len() as u8;
        piece
    }
}

/// Whether the bytes of a folded character are of its class, so that words end where they would have.
fn stands_for(folded: &[u8], class: Class) -> bool {
    let kinds = match class {
        Class::Letter => return folded.iter().all(|&byte| kind_of(byte) & LETTER != 0),
        Class::Inner => IN_LETTERS & IN_DIGITS,
        Class::InnerLetter => IN_LETTERS & !IN_DIGITS,
        Class::InnerDigit => IN_DIGITS & !IN_LETTERS,
        _ => return false,
    };
    folded.len() == 1 && kind_of(folded[0]) & kinds != 0
}

//! Stored postings joined by merging their sorted keys: what is new tonight with what is stored.

use std::io;

use crate::packed::Packed;
use crate::walk::Groups;

/// Whose pairs are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The first new document.
    pub first: u32,
    /// The one behind the last.
    pub end: u32,
    /// Of a key of more stored documents each new one is paired with this many of the first.
    pub most: usize,
}

/// Returns the pairs of a new and a stored document that share a key, sorted, each once; `dropped` ones, named in
/// ascending order, are in none.
pub fn join(
    new: Packed<'_>,
    stored: Packed<'_>,
    dropped: &[u32],
    bounds: Bounds,
) -> io::Result<Vec<(u32, u32)>> {
    let (mut left, mut right) = (Groups::of(new)?, Groups::of(stored)?);
    let (mut pairs, mut enough) = (Vec::new(), ROOM);
    while let (Some(a), Some(b)) = (left.key(), right.key()) {
        if a < b {
            left.advance()?;
        } else if b < a {
            right.advance()?;
        } else {
            let live = right.documents().iter().copied();
            let live = live.filter(|document| dropped.binary_search(document).is_err());
            let live: Vec<u32> = live.take(bounds.most).collect();
            for &document in left.documents() {
                if (bounds.first..bounds.end).contains(&document) {
                    pairs.extend(live.iter().map(|&other| (document, other)));
                }
            }
            left.advance()?;
            right.advance()?;
            if pairs.len() > enough {
                distinct(&mut pairs);
                enough = ROOM.max(2 * pairs.len());
            }
        }
    }
    distinct(&mut pairs);
    Ok(pairs)
}

/// Pairs that are held before those of several keys are made one: 32 MiB of them.
const ROOM: usize = 1 << 22;

fn distinct(pairs: &mut Vec<(u32, u32)>) {
    pairs.sort_unstable();
    pairs.dedup();
}

//! Stored postings joined by merging their sorted keys: what is new tonight with what is stored.

use crate::stored::{View, join_key};

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
pub fn join(new: View<'_>, stored: View<'_>, dropped: &[u32], bounds: Bounds) -> Vec<(u32, u32)> {
    // Both tables may leave out trailing bits of their keys, the smaller one more of them.
    let mask = u64::MAX << (32 - new.bits.min(stored.bits).min(32));
    let (mut left, mut right) = (Groups::new(new, mask), Groups::new(stored, mask));
    let (mut pairs, mut enough) = (Vec::new(), ROOM);
    while let (Some(a), Some(b)) = (left.key, right.key) {
        if a < b {
            left.advance();
        } else if b < a {
            right.advance();
        } else {
            let live = right.documents().iter().copied();
            let live = live.filter(|document| dropped.binary_search(document).is_err());
            let live: Vec<u32> = live.take(bounds.most).collect();
            for &document in left.documents() {
                if (bounds.first..bounds.end).contains(&document) {
                    pairs.extend(live.iter().map(|&other| (document, other)));
                }
            }
            left.advance();
            right.advance();
            if pairs.len() > enough {
                distinct(&mut pairs);
                enough = ROOM.max(2 * pairs.len());
            }
        }
    }
    distinct(&mut pairs);
    pairs
}

/// Pairs that are held before those of several keys are made one: 32 MiB of them.
const ROOM: usize = 1 << 22;

fn distinct(pairs: &mut Vec<(u32, u32)>) {
    pairs.sort_unstable();
    pairs.dedup();
}

/// The keys of a table in ascending order, one at a time, each with its documents.
struct Groups<'t> {
    table: View<'t>,
    mask: u64,
    run: usize,
    start: usize,
    end: usize,
    /// The key that is looked at, until there are no more.
    key: Option<u64>,
}

impl<'t> Groups<'t> {
    fn new(table: View<'t>, mask: u64) -> Self {
        let mut groups = Self {
            table,
            mask,
            run: 0,
            start: 0,
            end: 0,
            key: None,
        };
        groups.advance();
        groups
    }

    fn documents(&self) -> &'t [u32] {
        self.table
            .documents
            .get(self.start..self.end)
            .unwrap_or_default()
    }

    fn advance(&mut self) {
        self.start = self.end;
        self.key = self.key_at(self.start);
        while self.end == self.start || (self.key.is_some() && self.key_at(self.end) == self.key) {
            self.end += 1;
        }
    }

    /// Returns the key of an entry at or behind the current one.
    fn key_at(&mut self, entry: usize) -> Option<u64> {
        let part = *self.table.keys.get(entry)?;
        while *self.table.fanout.get(self.run + 1)? <= entry as u64 {
            self.run += 1;
        }
        Some(join_key(self.run, part, self.table.bits) & self.mask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::radix::Entry;
    use crate::stored::Table;

    fn table(keys: impl Fn(u64) -> u64, count: u64) -> Table {
        let entries = (0..count).map(|number| (keys(number), number as u32));
        Table::of_entries(entries.collect::<Vec<Entry>>(), usize::MAX)
    }

    fn view(table: &Table) -> View<'_> {
        View {
            bits: table.bits,
            fanout: &table.fanout,
            keys: &table.keys,
            documents: &table.documents,
        }
    }

    fn spread(number: u64) -> u64 {
        number.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }

    #[test]
    fn documents_that_share_a_key_are_paired_whatever_the_sizes_of_their_tables() {
        for (count, others) in [(10, 3000), (3000, 10), (700, 900), (0, 5), (5, 0)] {
            let new = table(|number| spread(number % 500), count);
            let stored = table(|number| spread(number % 800), others);
            let mut expected = Vec::new();
            for a in 0..count as u32 {
                let same = (0..others as u32).filter(|b| b % 800 == a % 500 && b % 3 != 0);
                expected.extend(same.map(|b| (a, b)));
            }
            let dropped: Vec<u32> = (0..others as u32).step_by(3).collect();
            let bounds = Bounds {
                first: 0,
                end: u32::MAX,
                most: usize::MAX,
            };

            assert_eq!(expected, join(view(&new), view(&stored), &dropped, bounds));
        }
    }

    #[test]
    fn a_key_of_many_stored_documents_pairs_each_new_one_with_the_first_of_them() {
        let (new, stored) = (table(|_| 7, 3), table(|_| 7, 100));
        let bounds = Bounds {
            first: 1,
            end: 3,
            most: 2,
        };

        let pairs = join(view(&new), view(&stored), &[0], bounds);
        assert_eq!(vec![(1, 1), (1, 2), (2, 1), (2, 2)], pairs);
    }
}

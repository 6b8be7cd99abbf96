//! Candidate boxes: dense places in a coarse grid of weighted word matches.
//!
//! The grid is kept as a list of its filled cells, row by row, so its size is that of the matches.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::extent::{Area, Extent, SOURCE, TARGET};
use super::pair::Pair;
use super::params::{
    BIGRAM, BIGRAM_CAP, CELL, CELL_SUM, COMMON_BIGRAM, MAX_CANDIDATES, PRIOR_COUNT, PRIOR_TOKENS,
    REACH, SEED_EXPONENT, SEED_LENGTH, SEED_SURVIVAL, WORD_CAP,
};

/// A filled cell of the grid.
#[derive(Clone, Copy)]
struct Cell {
    row: u32,
    column: u32,
    value: f64,
}

/// The filled cells in order of row and column, and where each row begins.
struct Grid {
    cells: Vec<Cell>,
    rows: Vec<usize>,
}

/// Returns the candidate boxes of a pair, the heaviest first, and how many matches were read.
pub fn find_candidates(pair: &Pair) -> (Vec<Area>, u64) {
    let (grid, work) = Grid::new(pair);
    let active = grid.active(pair);
    let mut boxes = active.components();
    boxes.sort_by(|left, right| right.1.total_cmp(&left.1));
    boxes.truncate(MAX_CANDIDATES);
    let lengths = [TARGET, SOURCE].map(|side| pair.sides[side].len());
    let areas = boxes
        .into_iter()
        .map(|(cells, _)| to_tokens(cells, lengths));
    (areas.collect(), work)
}

impl Grid {
    fn new(pair: &Pair) -> (Self, u64) {
        let [target, source] = &pair.sides;
        let weights = seed_weights(pair);
        let mut row = Row::new(source.len());
        let mut grid = Self::with_room(target.len() / CELL + 2, target.len());
        let mut work = 0;
        for (at, &id) in target.ids.iter().enumerate() {
            let weight = weights[id as usize];
            if weight > 0.0 {
                work += row.add(pair.places(id), weight);
            }
            if let Some(&right) = target.ids.get(at + 1) {
                let places = pair.bigrams(id, right);
                let rare = weight > 0.0 || weights[right as usize] > 0.0;
                if rare {
                    work += row.add(places, BIGRAM);
                } else if places.len() <= BIGRAM_CAP {
                    work += row.add(places, COMMON_BIGRAM);
                }
            }
            if (at + 1) % CELL == 0 {
                grid.push(&mut row);
            }
        }
        grid.push(&mut row);
        (grid, work + pair.len() as u64)
    }

    /// Returns an empty grid with room for so much.
    fn with_room(rows: usize, cells: usize) -> Self {
        let mut grid = Self {
            cells: Vec::with_capacity(cells),
            rows: Vec::with_capacity(rows),
        };
        grid.rows.push(0);
        grid
    }

    fn push(&mut self, row: &mut Row) {
        let number = self.rows.len() - 1;
        for (block, touched) in row.touched.iter_mut().enumerate() {
            while *touched != 0 {
                let column = block * BITS + touched.trailing_zeros() as usize;
                *touched &= *touched - 1;
                self.cells.push(Cell {
                    row: number as u32,
                    column: column as u32,
                    value: std::mem::take(&mut row.values[column]),
                });
            }
        }
        self.rows.push(self.cells.len());
    }

    /// Returns where the cells of a row stand; an empty range where there is no such row.
    fn row(&self, number: usize) -> Range<usize> {
        match self.rows.get(number..number + 2) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        }
    }

    /// Returns the grid of those cells whose 3 by 3 neighbourhood is heavy enough.
    fn active(&self, pair: &Pair) -> Self {
        let mut sums = vec![0.0; pair.sides[SOURCE].len() / CELL + 3];
        let mut active = Self::with_room(self.rows.len(), 0);
        for number in 0..self.rows.len() - 1 {
            let first = self.rows[number.saturating_sub(1)];
            let last = self.rows[(number + 2).min(self.rows.len() - 1)];
            for cell in &self.cells[first..last] {
                sums[cell.column as usize + 1] += cell.value; // shifted, so that no column is negative
            }
            let near = |cell: &Cell| &sums[cell.column as usize..][..3];
            let heavy = |cell: &&Cell| near(cell).iter().sum::<f64>() >= CELL_SUM;
            let row = &self.cells[self.row(number)];
            active.cells.extend(row.iter().filter(heavy));
            active.rows.push(active.cells.len());
            for cell in &self.cells[first..last] {
                sums[cell.column as usize + 1] = 0.0;
            }
        }
        active
    }

    /// Returns the bounds, in cells, of each group of cells within reach of each other, and its weight.
    fn components(&self) -> Vec<(Area, f64)> {
        let mut seen = vec![false; self.cells.len()];
        let mut stack = Vec::new();
        let mut found = Vec::new();
        for first in 0..self.cells.len() {
            if std::mem::replace(&mut seen[first], true) {
                continue;
            }
            stack.push(first);
            let mut bounds = cell_bounds(&self.cells[first]);
            let mut mass = 0.0;
            while let Some(at) = stack.pop() {
                let cell = &self.cells[at];
                mass += cell.value;
                let own = cell_bounds(cell);
                bounds = [TARGET, SOURCE].map(|side| bounds[side].union(own[side]));
                self.visit_near(cell, |near| {
                    if !std::mem::replace(&mut seen[near], true) {
                        stack.push(near);
                    }
                });
            }
            found.push((bounds, mass));
        }
        found
    }

    /// Calls `visit` with the index of each cell within reach of `cell`.
    fn visit_near(&self, cell: &Cell, mut visit: impl FnMut(usize)) {
        let [row, column] = [cell.row as usize, cell.column as usize];
        for number in row.saturating_sub(REACH)..=row + REACH {
            let start = self.row(number).start;
            let row = &self.cells[self.row(number)];
            let skipped = row.partition_point(|other| other.column as usize + REACH < column);
            let is_near = |other: &&Cell| other.column as usize <= column + REACH;
            let near = row[skipped..].iter().take_while(is_near);
            for at in 0..near.count() {
                visit(start + skipped + at);
            }
        }
    }
}

/// One row of the grid while it fills.
struct Row {
    values: Vec<f64>,
    /// A bit for each filled column.
    touched: Vec<u64>,
}

/// Bits of a block.
const BITS: usize = 64;

impl Row {
    fn new(source_length: usize) -> Self {
        let columns = source_length / CELL + 1;
        Self {
            values: vec![0.0; columns],
            touched: vec![0; columns.div_ceil(BITS)],
        }
    }

    /// Adds `weight` for a match at each of the source's `places`; returns their number.
    fn add(&mut self, places: &[u32], weight: f64) -> u64 {
        for &place in places {
            let column = place as usize / CELL;
            self.values[column] += weight;
            self.touched[column / BITS] |= 1 << (column % BITS);
        }
        places.len() as u64
    }
}

/// Returns the seed weights of the target's words.
fn seed_weights(pair: &Pair) -> Vec<f64> {
    let mut known = FxHashMap::default();
    let mut weigh = |id: u32| {
        let counts = [TARGET, SOURCE].map(|side| pair.sides[side].counts[id as usize]);
        match counts {
            [0, _] | [_, 0] => 0.0,
            _ => *known.entry(counts).or_insert_with(|| seed_weight(pair, id)),
        }
    };
    (0..pair.vocabulary as u32).map(&mut weigh).collect()
}

/// Returns what a match of the word says before anything is known of its place; 0 for common words.
fn seed_weight(pair: &Pair, id: u32) -> f64 {
    let product = pair.product(id);
    if product == 0 || product > WORD_CAP {
        return 0.0;
    }
    let frequency = (f64::from(pair.totals[id as usize]) - 2.0 + 2.0 * PRIOR_COUNT)
        / (pair.len() as f64 + PRIOR_TOKENS);
    let chance = 1.0 - (-SEED_LENGTH * frequency).exp();
    let ratio = (SEED_SURVIVAL + (1.0 - SEED_SURVIVAL) * chance) / chance;
    ratio.ln() * (product as f64).powf(SEED_EXPONENT)
}

fn cell_bounds(cell: &Cell) -> Area {
    [cell.row, cell.column].map(|at| Extent {
        start: at as usize,
        end: at as usize + 1,
    })
}

fn to_tokens(cells: Area, lengths: [usize; 2]) -> Area {
    [TARGET, SOURCE].map(|side| Extent {
        start: cells[side].start * CELL,
        end: (cells[side].end * CELL).min(lengths[side]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::index::Sample;
    use proptest::prelude::*;

    /// The weight of every cell, by comparing every word with every other.
    fn naive_grid(pair: &Pair) -> Vec<Vec<f64>> {
        let [target, source] = [TARGET, SOURCE].map(|side| &pair.sides[side].ids);
        let mut grid = vec![vec![0.0; source.len() / CELL + 1]; target.len() / CELL + 1];
        for (i, &word) in target.iter().enumerate() {
            for (j, _) in source
                .iter()
                .enumerate()
                .filter(|&(_, other)| *other == word)
            {
                let cell = &mut grid[i / CELL][j / CELL];
                *cell += seed_weight(pair, word);
                if let (Some(next), Some(other)) = (target.get(i + 1), source.get(j + 1))
                    && next == other
                {
                    let common = [word, *next].map(|id| pair.product(id) > WORD_CAP);
                    *cell += if common == [true; 2] {
                        COMMON_BIGRAM
                    } else {
                        BIGRAM
                    };
                }
            }
        }
        grid
    }

    proptest! {
        #[test]
        fn cells_weigh_what_comparing_every_word_gives(
            target in prop::collection::vec(0_u64..40, 1..120),
            source in prop::collection::vec(0_u64..40, 1..60),
        ) {
            let [target, source] = [target, source].map(|keys| Sample::new(&keys));
            let (target, source) = (target.text(), source.text());
            let pair = Pair::new(target, source);
            let (grid, _) = Grid::new(&pair);

            let mut weights = naive_grid(&pair);
            weights.iter_mut().for_each(|row| row.fill(0.0));
            for cell in &grid.cells {
                weights[cell.row as usize][cell.column as usize] = cell.value;
            }

            for (naive, fast) in naive_grid(&pair).iter().flatten().zip(weights.iter().flatten()) {
                prop_assert!((naive - fast).abs() < 1e-9, "{naive} {fast}");
            }
        }
    }

    #[test]
    fn a_dense_place_is_one_candidate() {
        let shared: Vec<u64> = (0..64).collect();
        let target: Vec<u64> = (1_000..1_064)
            .chain(shared.clone())
            .chain(2_000..2_064)
            .collect();
        let [target, source] = [target, shared].map(|keys| Sample::new(&keys));

        let (candidates, _) = find_candidates(&Pair::new(target.text(), source.text()));

        let expected = [
            Extent {
                start: 64,
                end: 128,
            },
            Extent { start: 0, end: 64 },
        ];
        assert_eq!(vec![expected], candidates);
    }
}

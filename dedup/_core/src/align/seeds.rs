//! Candidate boxes: dense places in a coarse grid of weighted word matches.
//!
//! The grid is kept as a list of its filled cells, row by row, so its size is that of the matches.

use super::extent::{Area, Extent, SOURCE, TARGET};
use super::pair::Pair;
use super::params::{
    BIGRAM, BIGRAM_CAP, CELL, CELL_SUM, COMMON_BIGRAM, MAX_CANDIDATES, PRIOR_COUNT, PRIOR_TOKENS,
    REACH, SEED_EXPONENT, SEED_LENGTH, SEED_SURVIVAL, WORD_CAP,
};
use super::places::Places;

/// A filled cell of the grid.
#[derive(Clone, Copy)]
struct Cell {
    row: usize,
    column: usize,
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
        let weights: Vec<f64> = (0..pair.vocabulary as u32)
            .map(|id| seed_weight(pair, id))
            .collect();
        let words = Places::new(source.ids.iter().map(|&id| u64::from(id)));
        let bigrams = Places::new(source.ids.windows(2).map(bigram_key));
        let mut row = Row::new(source.len());
        let mut grid = Self::empty();
        let mut work = 0;
        for (at, &id) in target.ids.iter().enumerate() {
            let weight = weights[id as usize];
            if weight > 0.0 {
                work += row.add(words.get(u64::from(id)), weight);
            }
            if let Some(&[left, right]) = target.ids.get(at..at + 2) {
                let places = bigrams.get(bigram_key(&[left, right]));
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

    fn empty() -> Self {
        Self {
            cells: Vec::new(),
            rows: vec![0],
        }
    }

    fn push(&mut self, row: &mut Row) {
        let number = self.rows.len() - 1;
        row.touched.sort_unstable();
        for &column in &row.touched {
            let value = std::mem::take(&mut row.values[column]);
            self.cells.push(Cell {
                row: number,
                column,
                value,
            });
        }
        row.touched.clear();
        self.rows.push(self.cells.len());
    }

    /// Returns the cells of a row; none where there is no such row.
    fn row(&self, number: usize) -> &[Cell] {
        match self.rows.get(number..number + 2) {
            Some(&[start, end]) => &self.cells[start..end],
            _ => &[],
        }
    }

    /// Returns the grid of those cells whose 3 by 3 neighbourhood is heavy enough.
    fn active(&self, pair: &Pair) -> Self {
        let mut sums = vec![0.0; pair.sides[SOURCE].len() / CELL + 3];
        let mut active = Self::empty();
        for number in 0..self.rows.len() - 1 {
            let near = || (number.saturating_sub(1)..=number + 1).flat_map(|row| self.row(row));
            for cell in near() {
                // Shifted by one, so that no column is negative.
                for sum in &mut sums[cell.column..cell.column + 3] {
                    *sum += cell.value;
                }
            }
            let heavy = |cell: &&Cell| sums[cell.column + 1] >= CELL_SUM;
            active.cells.extend(self.row(number).iter().filter(heavy));
            active.rows.push(active.cells.len());
            for cell in near() {
                sums[cell.column..cell.column + 3].fill(0.0);
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
        for number in cell.row.saturating_sub(REACH)..=cell.row + REACH {
            let row = self.row(number);
            let first = cell.column.saturating_sub(REACH);
            let skipped = row.partition_point(|other| other.column < first);
            let near = row[skipped..]
                .iter()
                .take_while(|other| other.column <= cell.column + REACH);
            for at in 0..near.count() {
                visit(self.rows[number] + skipped + at);
            }
        }
    }
}

/// One row of the grid while it fills.
struct Row {
    values: Vec<f64>,
    touched: Vec<usize>,
}

impl Row {
    fn new(source_length: usize) -> Self {
        Self {
            values: vec![0.0; source_length / CELL + 1],
            touched: Vec::new(),
        }
    }

    /// Adds `weight` for a match at each of the source's `places`; returns their number.
    fn add(&mut self, places: &[u32], weight: f64) -> u64 {
        for &place in places {
            let column = place as usize / CELL;
            if self.values[column] == 0.0 {
                self.touched.push(column);
            }
            self.values[column] += weight;
        }
        places.len() as u64
    }
}

/// Returns what a match of the word says before anything is known of its place; 0 for common words.
fn seed_weight(pair: &Pair, id: u32) -> f64 {
    let product = pair.product(id);
    if product == 0 || product > WORD_CAP {
        return 0.0;
    }
    let frequency = (pair.total(id) - 2.0 + 2.0 * PRIOR_COUNT) / (pair.len() as f64 + PRIOR_TOKENS);
    let chance = 1.0 - (-SEED_LENGTH * frequency).exp();
    let ratio = (SEED_SURVIVAL + (1.0 - SEED_SURVIVAL) * chance) / chance;
    ratio.ln() * (product as f64).powf(SEED_EXPONENT)
}

fn bigram_key(ids: &[u32]) -> u64 {
    u64::from(ids[0]) << 32 | u64::from(ids[1])
}

fn cell_bounds(cell: &Cell) -> Area {
    [cell.row, cell.column].map(|at| Extent {
        start: at,
        end: at + 1,
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
    use crate::tokens::Tokens;
    use proptest::prelude::*;

    /// A text of the given words, without places.
    fn text(keys: &[u64]) -> Tokens {
        Tokens {
            words: keys.to_vec(),
            keys: keys.to_vec(),
            flags: vec![0; keys.len()],
            ..Tokens::default()
        }
    }

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
            let (target, source) = (text(&target), text(&source));
            let pair = Pair::new(&target, &source);
            let (grid, _) = Grid::new(&pair);

            let mut weights = vec![vec![0.0; source.len() / CELL + 1]; target.len() / CELL + 1];
            for cell in &grid.cells {
                weights[cell.row][cell.column] = cell.value;
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
        let (target, source) = (text(&target), text(&shared));

        let (candidates, _) = find_candidates(&Pair::new(&target, &source));

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

//! The aligner as Python calls it: converts, and releases the GIL.

use pyo3::prelude::*;

use super::{Alignment, Band, Kind, Outcome};
use crate::python::Tokens;

/// What words tell, by the rarity of their stems.
#[pyclass(frozen, module = "dedup._core")]
pub struct Weights {
    pub(crate) inner: super::Frequencies,
}

#[pymethods]
impl Weights {
    #[new]
    fn new(stems: Vec<String>, counts: Vec<u32>, documents: u32) -> Self {
        let rows = stems.iter().map(String::as_str).zip(counts);
        Self {
            inner: super::Frequencies::new(rows, documents),
        }
    }
}

/// Target start and end, source start and end, kind, identity, band, score.
type Row = (u32, u32, u32, u32, &'static str, f64, &'static str, f64);

/// Finds the passages that a target shares with a source.
#[pyfunction]
pub fn align(py: Python<'_>, target: &Tokens, source: &Tokens, weights: &Weights) -> Vec<Row> {
    to_rows(&run(py, target, source, weights))
}

/// Counts the tokens and matches that aligning two texts reads.
#[pyfunction]
pub fn count_work(py: Python<'_>, target: &Tokens, source: &Tokens, weights: &Weights) -> u64 {
    run(py, target, source, weights).work
}

fn run(py: Python<'_>, target: &Tokens, source: &Tokens, weights: &Weights) -> Outcome {
    py.detach(|| super::align(target.text(), source.text(), &weights.inner))
}

fn to_rows(outcome: &Outcome) -> Vec<Row> {
    outcome.alignments.iter().map(to_row).collect()
}

fn to_row(found: &Alignment) -> Row {
    let kind = match found.kind {
        Kind::Verbatim => "verbatim",
        Kind::Edited => "edited",
        Kind::Paraphrased => "paraphrased",
        Kind::Summarised => "summarised",
    };
    let band = match found.band {
        Band::Asserted => "asserted",
        Band::Possible => "possible",
    };
    let (target, source) = (found.target, found.source);
    (
        target.0,
        target.1,
        source.0,
        source.1,
        kind,
        found.identity,
        band,
        found.score,
    )
}

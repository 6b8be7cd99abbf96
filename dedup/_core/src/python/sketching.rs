//! Texts to signatures, as NumPy arrays: from `str`, `bytes` and the buffers of Arrow arrays.

use numpy::{PyArray2, PyReadonlyArray1};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use super::arrow;
use super::sketches::to_rows;
use super::text::Unread;
use crate::minhash::Permutations;
use crate::simd::Level;
use crate::sketch::sketch_all;

/// Returns the name of the vector instructions in use.
#[pyfunction]
pub fn simd() -> PyResult<&'static str> {
    Ok(level()?.name())
}

fn level() -> PyResult<Level> {
    match Level::complaint() {
        Some(complaint) => Err(PyRuntimeError::new_err(complaint)),
        None => Ok(Level::chosen()),
    }
}

/// Returns the signatures of texts, one row each.
#[pyfunction]
#[pyo3(signature = (texts, num_perm = 128, seed = 1, threads = 1))]
pub fn sketch<'py>(
    py: Python<'py>,
    texts: Vec<Unread>,
    num_perm: usize,
    seed: u32,
    threads: usize,
) -> PyResult<Bound<'py, PyArray2<u32>>> {
    let permutations = Permutations::new(num_perm, seed);
    let level = level()?;
    let rows = py.detach(|| sketch_all(&texts[..], &permutations, threads, level));
    to_rows(py, rows, texts.len(), num_perm)
}

/// Where the texts of an Arrow array stand in its data.
#[derive(FromPyObject)]
pub enum Places<'py> {
    /// Offsets of a `string`.
    Narrow(PyReadonlyArray1<'py, i32>),
    /// Offsets of a `large_string`.
    Wide(PyReadonlyArray1<'py, i64>),
    /// Views of a `string_view`, sixteen bytes each.
    Views(PyReadonlyArray1<'py, u8>),
}

/// An Arrow array: the places of its texts, its data, and the bits that tell which texts are no nulls, from a bit on.
pub type Chunk<'py> = (
    Places<'py>,
    Vec<PyReadonlyArray1<'py, u8>>,
    Option<(PyReadonlyArray1<'py, u8>, usize)>,
);

/// Returns the signatures of the texts of Arrow arrays, whose buffers are read in place; a null is an empty text.
#[pyfunction]
#[pyo3(signature = (chunks, num_perm = 128, seed = 1, threads = 1))]
pub fn sketch_arrow<'py>(
    py: Python<'py>,
    chunks: Vec<Chunk<'py>>,
    num_perm: usize,
    seed: u32,
    threads: usize,
) -> PyResult<Bound<'py, PyArray2<u32>>> {
    let level = level()?;
    let mut texts = Vec::new();
    for chunk in &chunks {
        slice_texts(chunk, &mut texts)?;
    }
    let permutations = Permutations::new(num_perm, seed);
    let rows = py.detach(|| sketch_all(&texts[..], &permutations, threads, level));
    to_rows(py, rows, texts.len(), num_perm)
}

/// Appends the texts of an Arrow array.
pub fn slice_texts<'d>(
    (places, data, validity): &'d Chunk<'_>,
    texts: &mut Vec<&'d [u8]>,
) -> PyResult<()> {
    let data: Vec<&[u8]> = data
        .iter()
        .map(|data| data.as_slice())
        .collect::<Result<_, _>>()?;
    let validity = match validity {
        Some((bits, first)) => Some((bits.as_slice()?, *first)),
        None => None,
    };
    let found = match places {
        Places::Narrow(offsets) => arrow::by_offsets(offsets.as_slice()?, &data, validity, texts),
        Places::Wide(offsets) => arrow::by_offsets(offsets.as_slice()?, &data, validity, texts),
        Places::Views(views) => arrow::by_views(views.as_slice()?, &data, validity, texts),
    };
    found.ok_or_else(|| PyValueError::new_err("a place lies outside the data of the Arrow array"))
}

//! Signatures and what is made of them, as NumPy arrays.

use numpy::ndarray::Array2;
use numpy::{IntoPyArray, PyArray1, PyArray2, PyReadonlyArray1, PyReadonlyArray2};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::text::Text;
use crate::lsh::{self, Banding};
use crate::minhash;

/// Returns values as an array of so many rows and columns.
pub fn to_rows<T: numpy::Element>(
    py: Python<'_>,
    values: Vec<T>,
    rows: usize,
    columns: usize,
) -> PyResult<Bound<'_, PyArray2<T>>> {
    let array = Array2::from_shape_vec((rows, columns), values);
    let array = array.map_err(|error| PyValueError::new_err(error.to_string()))?;
    Ok(array.into_pyarray(py))
}

/// Returns the estimated resemblance of two signatures.
#[pyfunction]
pub fn estimate(a: PyReadonlyArray1<'_, u32>, b: PyReadonlyArray1<'_, u32>) -> PyResult<f64> {
    Ok(minhash::estimate(a.as_slice()?, b.as_slice()?))
}

/// Returns how many bands of how many rows find a pair at the threshold 199 times in 200.
#[pyfunction]
pub fn choose_banding(threshold: f64, num_perm: usize) -> (usize, usize) {
    let Banding { bands, rows } = lsh::choose_banding(threshold, num_perm);
    (bands, rows)
}

/// Returns the band keys of signatures, one row each.
#[pyfunction]
pub fn band_keys<'py>(
    py: Python<'py>,
    signatures: PyReadonlyArray2<'py, u32>,
    bands: usize,
    rows: usize,
) -> PyResult<Bound<'py, PyArray2<u64>>> {
    let [count, num_perm] = shape(&signatures);
    if rows == 0 || bands * rows > num_perm {
        return Err(PyValueError::new_err(format!(
            "{bands} bands of {rows} rows do not fit {num_perm} permutations"
        )));
    }
    let values = signatures.as_slice()?;
    let keys = py.detach(|| {
        let mut keys = Vec::with_capacity(count * bands);
        for signature in values.chunks_exact(num_perm.max(1)) {
            lsh::band_keys(signature, Banding { bands, rows }, &mut keys);
        }
        keys
    });
    to_rows(py, keys, count, bands)
}

/// Returns the pairs of rows that agree on a band.
#[pyfunction]
pub fn candidates<'py>(
    py: Python<'py>,
    signatures: PyReadonlyArray2<'py, u32>,
    threshold: f64,
) -> PyResult<Bound<'py, PyArray2<u32>>> {
    let [_, num_perm] = shape(&signatures);
    let values = signatures.as_slice()?;
    let pairs = py.detach(|| lsh::find_candidates(values, num_perm, threshold));
    to_pairs(py, &pairs)
}

/// Returns pairs of numbers as an array of two columns.
pub fn to_pairs<'py>(py: Python<'py>, pairs: &[(u32, u32)]) -> PyResult<Bound<'py, PyArray2<u32>>> {
    let flat: Vec<u32> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    to_rows(py, flat, pairs.len(), 2)
}

fn shape<T: numpy::Element>(array: &PyReadonlyArray2<'_, T>) -> [usize; 2] {
    let (rows, columns) = array.as_array().dim();
    [rows, columns]
}

/// Returns the winnowed fingerprints of a text: hash, start and end of the passage each, in code points.
#[pyfunction]
#[pyo3(signature = (text, window = crate::fingerprint::WINDOW))]
pub fn fingerprints(py: Python<'_>, text: Text, window: usize) -> Fingerprints<'_> {
    let (hashes, (starts, ends)): (Vec<_>, (Vec<_>, Vec<_>)) = py.detach(|| {
        let found = crate::fingerprint::fingerprints(text.as_ref(), window);
        found
            .into_iter()
            .map(|(hash, start, end)| (hash, (start, end)))
            .unzip()
    });
    (
        hashes.into_pyarray(py),
        starts.into_pyarray(py),
        ends.into_pyarray(py),
    )
}

type Fingerprints<'py> = (
    Bound<'py, PyArray1<u64>>,
    Bound<'py, PyArray1<u32>>,
    Bound<'py, PyArray1<u32>>,
);

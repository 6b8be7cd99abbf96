//! What a stored index keeps, as NumPy arrays.

use numpy::{IntoPyArray, PyArray1, PyArray2, PyReadonlyArray1};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::sketches::{to_pairs, to_rows};
use super::text::Unread;
use crate::join::{self, Bounds};
use crate::lsh::Banding;
use crate::stored::{self, Keys, Printer, Table, View};
use crate::texts::Reader;

type Array<'py, T> = Bound<'py, PyArray1<T>>;

/// The signatures and keys of texts that are to be stored.
#[pyclass(module = "dedup._core")]
pub struct Builder {
    inner: stored::Builder,
    permutations: usize,
}

#[pymethods]
impl Builder {
    #[new]
    fn new(permutations: usize, seed: u32, bands: usize, rows: usize) -> Self {
        let printer = Printer::new(permutations, seed, Banding { bands, rows });
        Self {
            inner: stored::Builder::new(printer),
            permutations,
        }
    }

    fn __len__(&self) -> usize {
        self.inner.count as usize
    }

    /// Takes in more texts; `dense` tells of each whether its passages are kept.
    #[pyo3(signature = (texts, dense, threads = 1))]
    fn add(
        &mut self,
        py: Python<'_>,
        texts: Vec<Unread>,
        dense: Vec<bool>,
        threads: usize,
    ) -> PyResult<()> {
        if texts.len() != dense.len() {
            return Err(PyValueError::new_err("as many flags as texts are needed"));
        }
        py.detach(|| self.inner.add(&texts[..], &dense, threads))
    }

    /// Takes out the signatures, one row a text.
    fn take_signatures<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyArray2<u32>>> {
        let values = std::mem::take(&mut self.inner.signatures);
        to_rows(py, values, self.inner.count as usize, self.permutations)
    }

    /// Takes out the postings of digests, bands, passages and words: bits, fan-out, keys, documents, and the words of
    /// more than `most` documents, which are left out.
    fn take_postings<'py>(&mut self, py: Python<'py>, most: usize) -> [Postings<'py>; 4] {
        let tables = py.detach(|| self.inner.take(most));
        tables.map(|table| to_arrays(py, table))
    }
}

fn to_arrays(py: Python<'_>, table: Table) -> Postings<'_> {
    (
        table.bits,
        table.fanout.into_pyarray(py),
        table.keys.into_pyarray(py),
        table.documents.into_pyarray(py),
        table.common.into_pyarray(py),
    )
}

type Postings<'py> = (
    u32,
    Array<'py, u64>,
    Array<'py, u32>,
    Array<'py, u32>,
    Array<'py, u64>,
);

/// Returns the keys of one text: digest, bands, passages and words.
#[pyfunction]
pub fn take_keys<'py>(
    py: Python<'py>,
    text: Unread,
    permutations: usize,
    seed: u32,
    bands: usize,
    rows: usize,
) -> PyResult<[Array<'py, u64>; 4]> {
    let printer = Printer::new(permutations, seed, Banding { bands, rows });
    let (mut keys, mut signature) = (Keys::default(), Vec::new());
    let texts = [text];
    py.detach(|| {
        Reader::default().visit(&texts[..], (0, 1), |_, words| {
            keys = printer.take(words, &mut signature);
        })
    })?;
    let Keys {
        digests,
        bands,
        passages,
        words,
    } = keys;
    Ok([digests, bands, passages, words].map(|keys| keys.into_pyarray(py)))
}

/// Returns for each key where its entries start and end in a table of postings.
#[pyfunction]
pub fn find_entries<'py>(
    py: Python<'py>,
    bits: u32,
    fanout: PyReadonlyArray1<'py, u64>,
    keys: PyReadonlyArray1<'py, u32>,
    wanted: PyReadonlyArray1<'py, u64>,
) -> PyResult<(Array<'py, u64>, Array<'py, u64>)> {
    let (fanout, keys) = (fanout.as_slice()?, keys.as_slice()?);
    let found = wanted.as_slice()?.iter().map(|&key| {
        let (start, end) = stored::find(bits.min(32), fanout, keys, key);
        (start as u64, end as u64)
    });
    let (starts, ends): (Vec<u64>, Vec<u64>) = found.unzip();
    Ok((starts.into_pyarray(py), ends.into_pyarray(py)))
}

type Mapped<'py> = (
    u32,
    PyReadonlyArray1<'py, u64>,
    PyReadonlyArray1<'py, u32>,
    PyReadonlyArray1<'py, u32>,
);

/// Returns the pairs of a new document (of numbers from the first of `part` up to its last) and a stored one that share a key, sorted.
///
/// Of a key of more than `most` stored documents the first ones are taken, `dropped` ones (ascending) left out.
#[pyfunction]
pub fn join_postings<'py>(
    py: Python<'py>,
    new: Mapped<'py>,
    stored: Mapped<'py>,
    dropped: PyReadonlyArray1<'py, u32>,
    part: (u32, u32),
    most: usize,
) -> PyResult<Bound<'py, PyArray2<u32>>> {
    let (new, stored, dropped) = (view(&new)?, view(&stored)?, dropped.as_slice()?);
    let (first, end) = part;
    let bounds = Bounds { first, end, most };
    let pairs = py.detach(|| join::join(new, stored, dropped, bounds));
    to_pairs(py, &pairs)
}

fn view<'a>((bits, fanout, keys, documents): &'a Mapped<'_>) -> PyResult<View<'a>> {
    Ok(View {
        bits: *bits.min(&32),
        fanout: fanout.as_slice()?,
        keys: keys.as_slice()?,
        documents: documents.as_slice()?,
    })
}

//! What a stored index keeps, as NumPy arrays.

use std::io;
use std::path::PathBuf;

use numpy::{IntoPyArray, PyArray1, PyArray2, PyReadonlyArray1};
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;

use super::sketches::{to_pairs, to_rows};
use super::text::Unread;
use crate::builder::{self, KINDS, Kind};
use crate::join::{self, Bounds};
use crate::lsh::Banding;
use crate::merge::{self, Limits, Part};
use crate::packed::Packed;
use crate::stored::{Keys, Printer};
use crate::texts::Reader;
use crate::walk::Groups;

type Array<'py, T> = Bound<'py, PyArray1<T>>;
type Bytes<'py> = PyReadonlyArray1<'py, u8>;

/// The signatures and keys of texts that are to be stored.
#[pyclass(module = "dedup._core")]
pub struct Builder {
    inner: builder::Builder,
    permutations: usize,
}

#[pymethods]
impl Builder {
    #[new]
    fn new(permutations: usize, seed: u32, bands: usize, rows: usize, folder: PathBuf) -> Self {
        let printer = Printer::new(permutations, seed, Banding { bands, rows });
        Self {
            inner: builder::Builder::new(printer, folder),
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
        or_raise(py.detach(|| self.inner.add(&texts[..], &dense, threads)))
    }

    /// Takes out the signatures of the texts since it was last done, one row a text.
    fn take_signatures<'py>(&mut self, py: Python<'py>) -> PyResult<Bound<'py, PyArray2<u32>>> {
        let values = std::mem::take(&mut self.inner.signatures);
        let rows = values.len() / self.permutations.max(1);
        to_rows(py, values, rows, self.permutations)
    }

    /// Writes the postings of each kind to the folder; returns how many words each text has that are not common.
    ///
    /// A word of more than `common` texts is; the postings of one of up to `kept` are written all the same.
    fn finish<'py>(
        &mut self,
        py: Python<'py>,
        folder: PathBuf,
        common: usize,
        kept: usize,
    ) -> PyResult<Array<'py, u32>> {
        let lengths = py.detach(|| self.inner.finish(&folder, Limits { common, kept }));
        Ok(or_raise(lengths)?.into_pyarray(py))
    }
}

/// Keeps the system's number of an error, by which a full disk is told.
fn or_raise<T>(result: io::Result<T>) -> PyResult<T> {
    result.map_err(|error| match error.raw_os_error() {
        Some(number) => PyOSError::new_err((number, error.to_string())),
        None => error.into(),
    })
}

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
    let texts = [text];
    let Keys {
        digests,
        bands,
        passages,
        words,
    } = py.detach(|| printer.take(Reader::default().read(&texts[..], 0), &mut Vec::new()));
    Ok([digests, bands, passages, words].map(|keys| keys.into_pyarray(py)))
}

/// Writes the postings of several files to one, the documents numbered on; returns how many keys each document has that
/// are not common.
///
/// Of each part: its file, how many documents stand before its own, and which of these are left out, ascending.
#[pyfunction]
pub fn merge_postings<'py>(
    py: Python<'py>,
    kind: &str,
    parts: Vec<(PathBuf, u32, PyReadonlyArray1<'py, u32>)>,
    documents: u32,
    limits: (usize, usize),
    path: PathBuf,
) -> PyResult<Array<'py, u32>> {
    let mut read = Vec::with_capacity(parts.len());
    for (path, first, dropped) in parts {
        read.push(Part {
            path,
            first,
            dropped: dropped.as_slice()?.to_vec(),
        });
    }
    let kind = to_kind(kind)?;
    let (common, kept) = limits;
    let limits = kind.limit(Limits { common, kept });
    let merged = py.detach(|| merge::merge(&read, kind.layout(), documents, limits, &path));
    Ok(or_raise(merged)?.into_pyarray(py))
}

fn to_kind(name: &str) -> PyResult<Kind> {
    let named = |kind: &Kind| kind.file().split('.').next() == Some(name);
    let found = KINDS.into_iter().find(named);
    found.ok_or_else(|| PyValueError::new_err(format!("{name} is no kind of postings")))
}

/// Returns where the documents of each key start and end in a file of postings.
#[pyfunction]
pub fn find_entries<'py>(
    py: Python<'py>,
    file: Bytes<'py>,
    keys: PyReadonlyArray1<'py, u64>,
) -> PyResult<(Array<'py, u64>, Array<'py, u64>)> {
    let postings = view(&file)?;
    let found = keys.as_slice()?.iter().map(|&key| postings.find(key));
    let (starts, ends): (Vec<u64>, Vec<u64>) = found.unzip();
    Ok((starts.into_pyarray(py), ends.into_pyarray(py)))
}

/// Returns the documents between such places of a file of postings, one after another, and where each range ends there.
#[pyfunction]
pub fn read_documents<'py>(
    py: Python<'py>,
    file: Bytes<'py>,
    starts: PyReadonlyArray1<'py, u64>,
    ends: PyReadonlyArray1<'py, u64>,
) -> PyResult<(Array<'py, u32>, Array<'py, u64>)> {
    let (postings, mut documents) = (view(&file)?, Vec::new());
    let mut bounds = Vec::new();
    for (&start, &end) in starts.as_slice()?.iter().zip(ends.as_slice()?) {
        postings.documents(start, end, &mut documents);
        bounds.push(documents.len() as u64);
    }
    Ok((documents.into_pyarray(py), bounds.into_pyarray(py)))
}

/// Returns the pairs of a new document (of numbers from the first of `part` up to its last) and a stored one that share
/// a key, sorted.
///
/// Of a key of more than `most` stored documents the first ones are taken, `dropped` ones (ascending) left out.
#[pyfunction]
pub fn join_postings<'py>(
    py: Python<'py>,
    new: Bytes<'py>,
    stored: Bytes<'py>,
    dropped: PyReadonlyArray1<'py, u32>,
    part: (u32, u32),
    most: usize,
) -> PyResult<Bound<'py, PyArray2<u32>>> {
    let (new, stored, dropped) = (view(&new)?, view(&stored)?, dropped.as_slice()?);
    let (first, end) = part;
    let bounds = Bounds { first, end, most };
    let pairs = py.detach(|| join::join(new, stored, dropped, bounds));
    to_pairs(py, &or_raise(pairs)?)
}

/// Returns how many entries a file of postings has, and the greatest number of a document there.
#[pyfunction]
pub fn count_entries(py: Python<'_>, file: Bytes<'_>) -> PyResult<(usize, Option<u32>)> {
    let postings = view(&file)?;
    or_raise(py.detach(|| {
        let (mut groups, mut count, mut greatest) = (Groups::of(postings)?, 0, None);
        while groups.key().is_some() {
            count += groups.documents().len();
            greatest = greatest.max(groups.documents().last().copied());
            groups.advance()?;
        }
        Ok((count, greatest))
    }))
}

fn view<'a>(file: &'a Bytes<'_>) -> PyResult<Packed<'a>> {
    let postings = Packed::new(file.as_slice()?);
    postings.ok_or_else(|| PyValueError::new_err("no file of postings"))
}

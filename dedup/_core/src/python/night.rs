//! A night's texts, as a class that keeps them, and what was found as columns.

use numpy::{IntoPyArray, PyArray1, PyArray2, PyReadonlyArray1, PyReadonlyArray2};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::sketches::to_pairs;
use super::sketching::{Chunk, slice_texts};
use crate::night::{self, Measures, Stored, Verified};
use crate::packed::Packed;

type Array<'py, T> = Bound<'py, PyArray1<T>>;
/// The file of a segment's postings, and the number of its first document.
type Postings<'py> = (PyReadonlyArray1<'py, u8>, u32);
type Pairs<'py> = Bound<'py, PyArray2<u32>>;

/// A night's texts beside those of an index.
#[pyclass(module = "dedup._core")]
pub struct Night {
    inner: night::Night,
}

#[pymethods]
impl Night {
    /// Parts that fingerprints are collected in.
    #[classattr]
    const PARTS: usize = night::PARTS;

    #[new]
    fn new(resemblance: f64, threads: usize) -> PyResult<Self> {
        let inner = night::Night::new(resemblance, threads)?;
        Ok(Self { inner })
    }

    fn __len__(&self) -> usize {
        self.inner.len()
    }

    /// Takes in more of tonight's texts, numbered as they come.
    fn add(&mut self, py: Python<'_>, chunk: Chunk<'_>) -> PyResult<()> {
        let mut texts = Vec::new();
        slice_texts(&chunk, &mut texts)?;
        Ok(py.detach(|| self.inner.add(&texts))?)
    }

    /// Takes in signatures of stored texts, by their ascending numbers among the stored.
    fn add_signatures(
        &mut self,
        py: Python<'_>,
        numbers: PyReadonlyArray1<'_, u32>,
        signatures: PyReadonlyArray2<'_, u32>,
    ) -> PyResult<()> {
        let (numbers, signatures) = (numbers.as_slice()?, signatures.as_slice()?);
        py.detach(|| self.inner.add_signatures(numbers, signatures));
        Ok(())
    }

    /// Takes in stored texts, by their numbers among the stored.
    fn add_stored(
        &mut self,
        py: Python<'_>,
        numbers: PyReadonlyArray1<'_, u32>,
        chunk: Chunk<'_>,
    ) -> PyResult<()> {
        let mut texts = Vec::new();
        slice_texts(&chunk, &mut texts)?;
        let numbers = numbers.as_slice()?;
        if numbers.len() != texts.len() {
            return Err(PyValueError::new_err("as many numbers as texts are needed"));
        }
        Ok(py.detach(|| self.inner.add_stored(numbers, &texts))?)
    }

    /// Returns the digest of each text's shingles, as an index has it.
    fn sets<'py>(&self, py: Python<'py>) -> Array<'py, u64> {
        self.inner.sets().to_vec().into_pyarray(py)
    }

    /// Returns the number of fingerprints of each text.
    fn print_counts<'py>(&self, py: Python<'py>) -> Array<'py, u32> {
        self.inner.print_counts().to_vec().into_pyarray(py)
    }

    /// Returns for each text the first by `order` that has the same words.
    fn leaders<'py>(
        &self,
        py: Python<'py>,
        order: PyReadonlyArray1<'_, u32>,
    ) -> PyResult<Array<'py, u32>> {
        let order = self.check_order(&order)?;
        Ok(py.detach(|| self.inner.leaders(order)).into_pyarray(py))
    }

    /// Returns the pairs of an anchor and a later text that share a band, and how many buckets were hot.
    fn find_candidates<'py>(
        &self,
        py: Python<'py>,
        order: PyReadonlyArray1<'_, u32>,
        leaders: PyReadonlyArray1<'_, u32>,
        stored: u32,
    ) -> PyResult<(Pairs<'py>, u64)> {
        let (order, leaders) = (self.check_order(&order)?, leaders.as_slice()?);
        if leaders.len() != order.len() {
            return Err(PyValueError::new_err("as many leaders as texts are needed"));
        }
        let (pairs, hot) = py.detach(|| self.inner.find_candidates(order, leaders, stored));
        Ok((to_pairs(py, &pairs)?, hot))
    }

    /// Returns those candidates that reach a measure, by anchor and target: the numbers of both, whether the words are
    /// equal, resemblance, containment of the target, its longest run of own words, and whether numbers and names of
    /// the anchor's are others in it.
    #[pyo3(signature = (candidates, resemblance, containment = None))]
    #[allow(clippy::type_complexity)]
    fn compare<'py>(
        &self,
        py: Python<'py>,
        candidates: PyReadonlyArray2<'_, u32>,
        resemblance: f64,
        containment: Option<f64>,
    ) -> PyResult<(
        Pairs<'py>,
        Array<'py, bool>,
        Array<'py, f64>,
        Array<'py, f64>,
        Array<'py, u32>,
        Array<'py, bool>,
        Array<'py, bool>,
    )> {
        let candidates = as_pairs(&candidates)?;
        let measures = Measures {
            resemblance,
            containment,
        };
        let found = py.detach(|| self.inner.compare(&candidates, measures))?;
        let pairs: Vec<(u32, u32)> = found
            .iter()
            .map(|pair| (pair.anchor, pair.target))
            .collect();
        Ok((
            to_pairs(py, &pairs)?,
            column(py, &found, |pair| pair.equal),
            column(py, &found, |pair| pair.resemblance),
            column(py, &found, |pair| pair.containment),
            column(py, &found, |pair| pair.changes.own),
            column(py, &found, |pair| pair.changes.numbers),
            column(py, &found, |pair| pair.changes.names),
        ))
    }

    /// Collects which texts that are alive, and which stored ones, share the fingerprints of some of `parts` parts.
    fn collect_shared(
        &mut self,
        py: Python<'_>,
        order: PyReadonlyArray1<'_, u32>,
        alive: PyReadonlyArray1<'_, bool>,
        postings: Vec<Postings<'_>>,
        stored: u32,
        parts: (usize, usize),
    ) -> PyResult<()> {
        let (order, alive) = (self.check_order(&order)?, alive.as_slice()?);
        if alive.len() != order.len() {
            return Err(PyValueError::new_err("as many flags as texts are needed"));
        }
        let tables = postings
            .iter()
            .map(|(file, first)| {
                let packed = Packed::new(file.as_slice()?);
                let packed = packed.ok_or_else(|| PyValueError::new_err("no file of postings"))?;
                Ok(Stored {
                    packed,
                    first: *first,
                })
            })
            .collect::<PyResult<Vec<Stored<'_>>>>()?;
        let inner = &mut self.inner;
        Ok(py.detach(|| inner.collect_shared(order, alive, &tables, stored, parts.0..parts.1))?)
    }

    /// Takes out the pairs that were collected and share `least` fingerprints or more, how many they share, and how
    /// many fingerprints were passed over as common.
    fn take_shared<'py>(
        &mut self,
        py: Python<'py>,
        order: PyReadonlyArray1<'_, u32>,
        stored: u32,
        least: u32,
    ) -> PyResult<(Pairs<'py>, Array<'py, u32>, u64)> {
        let order = self.check_order(&order)?;
        let inner = &mut self.inner;
        let found = py.detach(|| inner.take_shared(order, stored, least));
        let pairs: Vec<(u32, u32)> = found.pairs.iter().map(|&(a, b, _)| (a, b)).collect();
        let counts: Vec<u32> = found.pairs.iter().map(|pair| pair.2).collect();
        Ok((to_pairs(py, &pairs)?, counts.into_pyarray(py), found.common))
    }

    /// Returns the pairs of texts whose likeness by words reaches `least`: their places among the texts, and how alike
    /// they are.
    fn find_alike<'py>(
        &self,
        py: Python<'py>,
        texts: PyReadonlyArray1<'_, u32>,
        moments: PyReadonlyArray1<'_, i64>,
        least: f32,
    ) -> PyResult<(Pairs<'py>, Array<'py, f32>)> {
        let (texts, moments) = (texts.as_slice()?, moments.as_slice()?);
        if texts.len() != moments.len() {
            return Err(PyValueError::new_err("as many moments as texts are needed"));
        }
        let found = py.detach(|| self.inner.find_alike(texts, moments, least))?;
        let pairs: Vec<(u32, u32)> = found.iter().map(|&(a, b, _)| (a, b)).collect();
        let likeness: Vec<f32> = found.iter().map(|pair| pair.2).collect();
        Ok((to_pairs(py, &pairs)?, likeness.into_pyarray(py)))
    }

    /// Returns texts, tonight's and stored ones that were taken in, by number, in UTF-8.
    fn texts<'py>(&self, py: Python<'py>, numbers: Vec<u32>) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let texts = py.detach(|| self.inner.texts(&numbers))?;
        Ok(texts.iter().map(|text| PyBytes::new(py, text)).collect())
    }
}

impl Night {
    fn check_order<'o>(&self, order: &'o PyReadonlyArray1<'_, u32>) -> PyResult<&'o [u32]> {
        let order = order.as_slice()?;
        let mut seen = vec![false; self.inner.len()];
        let is_new = |&text: &u32| {
            let place = seen.get_mut(text as usize);
            place.is_some_and(|seen| !std::mem::replace(seen, true))
        };
        if order.len() == self.inner.len() && order.iter().all(is_new) {
            return Ok(order);
        }
        Err(PyValueError::new_err(
            "the order does not name every text once",
        ))
    }
}

fn as_pairs(pairs: &PyReadonlyArray2<'_, u32>) -> PyResult<Vec<(u32, u32)>> {
    if pairs.as_array().dim().1 != 2 {
        return Err(PyValueError::new_err("pairs have two columns"));
    }
    let flat = pairs.as_slice()?;
    Ok(flat
        .as_chunks::<2>()
        .0
        .iter()
        .map(|pair| (pair[0], pair[1]))
        .collect())
}

fn column<'py, T: numpy::Element>(
    py: Python<'py>,
    found: &[Verified],
    value: impl Fn(&Verified) -> T,
) -> Array<'py, T> {
    found.iter().map(value).collect::<Vec<_>>().into_pyarray(py)
}

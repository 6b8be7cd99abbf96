//! Verified pairs, as columns.

use numpy::{IntoPyArray, PyArray1, PyArray2, PyReadonlyArray1};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::Tokens;
use super::sketches::to_pairs;
use super::text::Unread;
use crate::lsh;
use crate::pairs::{self, Bounded, Pair, Thresholds};

/// A collection of texts that is searched for pairs; it keeps some hundred bytes a text, never the text.
#[pyclass(module = "dedup._core")]
pub struct Collection {
    inner: pairs::Collection,
}

#[pymethods]
impl Collection {
    #[new]
    #[pyo3(signature = (resemblance, containment = None, threads = 1))]
    fn new(resemblance: f64, containment: Option<f64>, threads: usize) -> Self {
        let thresholds = Thresholds {
            resemblance,
            containment,
        };
        Self {
            inner: pairs::Collection::new(thresholds, threads),
        }
    }

    fn __len__(&self) -> usize {
        self.inner.len()
    }

    /// Takes in more texts; they are numbered as they come.
    fn add(&mut self, py: Python<'_>, texts: Vec<Unread>) {
        py.detach(|| self.inner.add(&texts[..]));
    }

    /// Returns the pairs that reach a threshold; `order` names every text once, by its claim to be an anchor, and
    /// `load` is asked for texts by their numbers.
    fn find_pairs(
        &self,
        py: Python<'_>,
        order: PyReadonlyArray1<'_, u32>,
        load: Py<PyAny>,
    ) -> PyResult<Pairs> {
        let order = order.as_slice()?;
        let mut seen = order.to_vec();
        seen.sort_unstable();
        if !seen.into_iter().eq(0..self.inner.len() as u32) {
            return Err(PyValueError::new_err(
                "the order does not name every text once",
            ));
        }
        let load = |numbers: &[u32]| -> PyResult<Vec<Unread>> {
            let texts: Vec<Unread> =
                Python::attach(|py| load.call1(py, (numbers.to_vec(),))?.extract(py))?;
            if texts.len() == numbers.len() {
                return Ok(texts);
            }
            let message = format!("asked for {} texts, got {}", numbers.len(), texts.len());
            Err(PyValueError::new_err(message))
        };
        let (pairs, bounded) = py.detach(|| self.inner.find_pairs(order, load))?;
        Ok(Pairs { pairs, bounded })
    }
}

/// Verified pairs as parallel arrays, and what was left out so that hot keys stay affordable.
#[pyclass(frozen, module = "dedup._core")]
pub struct Pairs {
    pairs: Vec<Pair>,
    bounded: Bounded,
}

/// Returns the pairs of tokenised texts that share a fingerprint, the smaller number first, sorted.
#[pyfunction]
#[pyo3(signature = (texts, threads = 1))]
pub fn find_shared<'py>(
    py: Python<'py>,
    texts: Vec<Py<Tokens>>,
    threads: usize,
) -> PyResult<Bound<'py, PyArray2<u32>>> {
    let words: Vec<&[u64]> = texts
        .iter()
        .map(|text| &text.get().inner.words[..])
        .collect();
    let pairs = py.detach(|| lsh::find_shared(&words, threads));
    to_pairs(py, &pairs)
}

#[pymethods]
impl Pairs {
    fn __len__(&self) -> usize {
        self.pairs.len()
    }

    #[getter]
    fn targets<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<u32>> {
        self.column(py, |pair| pair.target)
    }

    #[getter]
    fn sources<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<u32>> {
        self.column(py, |pair| pair.source)
    }

    #[getter]
    fn resemblances<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<f64>> {
        self.column(py, |pair| pair.resemblance)
    }

    #[getter]
    fn containments<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<f64>> {
        self.column(py, |pair| pair.containment)
    }

    /// Pairs of texts that were compared.
    #[getter]
    fn compared(&self) -> u64 {
        self.bounded.compared
    }

    /// What was left out, in words, and how often.
    #[getter]
    fn bounded(&self) -> [(&'static str, u64); 4] {
        [
            (
                "pairs of equal documents, seen through the first of them",
                self.bounded.equal_pairs,
            ),
            (
                "buckets of over 64 documents, compared with their leaders only",
                self.bounded.hot_buckets,
            ),
            (
                "fingerprints in over 64 documents, followed through one a cluster",
                self.bounded.thinned_fingerprints,
            ),
            (
                "fingerprints in over 64 clusters, passed over",
                self.bounded.common_fingerprints,
            ),
        ]
    }
}

impl Pairs {
    fn column<'py, T: numpy::Element>(
        &self,
        py: Python<'py>,
        value: impl Fn(&Pair) -> T,
    ) -> Bound<'py, PyArray1<T>> {
        self.pairs
            .iter()
            .map(value)
            .collect::<Vec<_>>()
            .into_pyarray(py)
    }
}

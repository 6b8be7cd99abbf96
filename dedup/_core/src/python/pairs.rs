//! Verified pairs, as columns.

use numpy::{IntoPyArray, PyArray1, PyArray2};
use pyo3::prelude::*;

use super::Tokens;
use super::sketches::to_pairs;
use super::text::Text;
use crate::lsh;
use crate::pairs::{self, Bounded, Pair, Thresholds};

/// Verified pairs as parallel arrays, and what was left out so that hot keys stay affordable.
#[pyclass(frozen, module = "dedup._core")]
pub struct Pairs {
    pairs: Vec<Pair>,
    bounded: Bounded,
}

/// Returns the pairs of texts that reach either threshold.
#[pyfunction]
#[pyo3(signature = (texts, resemblance, containment = None, threads = 1))]
pub fn find_pairs(
    py: Python<'_>,
    texts: Vec<Text>,
    resemblance: f64,
    containment: Option<f64>,
    threads: usize,
) -> Pairs {
    let thresholds = Thresholds {
        resemblance,
        containment,
    };
    let (pairs, bounded) = py.detach(|| pairs::find_pairs(&texts, thresholds, threads));
    Pairs { pairs, bounded }
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

//! The Python module: converts, releases the GIL, maps errors.
use std::sync::OnceLock;

use numpy::{IntoPyArray, PyArray1};
use pyo3::prelude::*;

use crate::{align, fold, shingles, tokens};
use cut::Cutter;
use names::Names;
use night::Night;
use pairs::{Collection, Pairs, find_shared};
use records::LineReader;
use sieve::Sieve;
use sketches::{band_keys, candidates, choose_banding, estimate, fingerprints};
use sketching::{simd, sketch, sketch_arrow};
use stored::{
    Builder, count_entries, find_entries, merge_postings, rank_documents, read_documents, take_keys,
};
use text::{Text, writable};

mod arrow;
mod cut;
mod names;
mod night;
mod pairs;
mod records;
mod sieve;
mod sketches;
mod sketching;
mod stored;
mod text;

/// The native room of `dedup`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::{
        Builder, Collection, Cutter, LineReader, Names, Night, Pairs, Shingles, Sieve, Tokens,
        band_keys, candidates, choose_banding, containment, count_entries, estimate, find_entries,
        find_shared, fingerprints, folding_version, is_debug_build, merge_postings, rank_documents,
        read_documents, resemblance, shingle, simd, sketch, sketch_arrow, take_keys, tokenize,
        writable,
    };
    #[pymodule_export]
    use crate::align::python::{Weights, align, count_work};
}

/// Whether the core was built without optimisation.
#[pyfunction]
fn is_debug_build() -> bool {
    cfg!(debug_assertions)
}

/// Changes whenever the words or the folded form of any text change.
#[pyfunction]
fn folding_version() -> u32 {
    fold::FOLDING_VERSION
}

/// The folded words of a text with their places.
#[pyclass(frozen, module = "dedup._core")]
pub(crate) struct Tokens {
    pub(crate) inner: tokens::Tokens,
    /// Made when the text is first aligned: many texts never are.
    index: OnceLock<align::Index>,
}

impl Tokens {
    /// Returns the text as the aligner reads it.
    pub(crate) fn text(&self) -> align::Text<'_> {
        let index = self.index.get_or_init(|| align::Index::new(&self.inner));
        align::Text {
            tokens: &self.inner,
            index,
        }
    }
}

#[pymethods]
impl Tokens {
    fn __len__(&self) -> usize {
        self.inner.len()
    }

    #[getter]
    fn starts<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<u32>> {
        self.inner.starts.clone().into_pyarray(py)
    }

    #[getter]
    fn ends<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<u32>> {
        self.inner.ends.clone().into_pyarray(py)
    }

    #[getter]
    fn words<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<u64>> {
        self.inner.words.clone().into_pyarray(py)
    }
}

/// Tokenises a text, leaving out the words that touch an excluded range of code points and marking quoted ones.
#[pyfunction]
#[pyo3(signature = (text, excluded = Vec::new(), quoted = Vec::new()))]
fn tokenize(
    py: Python<'_>,
    text: Text,
    excluded: Vec<tokens::Range>,
    quoted: Vec<tokens::Range>,
) -> Tokens {
    let inner = py.detach(|| {
        let mut inner = tokens::tokenize(text.as_ref(), &excluded);
        inner.quote(&quoted);
        inner
    });
    Tokens {
        inner,
        index: OnceLock::new(),
    }
}

/// The distinct shingle hashes of a text.
#[pyclass(frozen, module = "dedup._core")]
struct Shingles {
    inner: shingles::Shingles,
}

#[pymethods]
impl Shingles {
    fn __len__(&self) -> usize {
        self.inner.len()
    }

    fn __eq__(&self, other: &Self) -> bool {
        !self.inner.is_empty() && self.inner == other.inner
    }

    fn __hash__(&self) -> u64 {
        self.inner.hashes.first().copied().unwrap_or_default()
    }

    #[getter]
    fn hashes<'py>(&self, py: Python<'py>) -> Bound<'py, PyArray1<u64>> {
        self.inner.hashes.clone().into_pyarray(py)
    }
}

/// Returns the shingles of a text.
#[pyfunction]
fn shingle(py: Python<'_>, text: Text) -> Shingles {
    Shingles {
        inner: py.detach(|| shingles::Shingles::of_text(text.as_ref())),
    }
}

/// Returns the share of the shingles of either that both have.
#[pyfunction]
fn resemblance(a: &Shingles, b: &Shingles) -> f64 {
    shingles::resemblance(&a.inner.hashes, &b.inner.hashes)
}

/// Returns the share of the target's shingles that the source has.
#[pyfunction]
fn containment(target: &Shingles, source: &Shingles) -> f64 {
    shingles::containment(&target.inner.hashes, &source.inner.hashes)
}

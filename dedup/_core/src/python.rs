//! The Python module: converts, releases the GIL, maps errors.
use numpy::{IntoPyArray, PyArray1};
use pyo3::prelude::*;

use crate::tokens;

/// The native room of `dedup`.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::{Tokens, is_debug_build, tokenize};
}

/// Whether the core was built without optimisation.
#[pyfunction]
fn is_debug_build() -> bool {
    cfg!(debug_assertions)
}

/// The folded words of a text with their places.
#[pyclass(frozen, module = "dedup._core")]
struct Tokens {
    inner: tokens::Tokens,
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

/// Tokenises a text, leaving out the words that touch an excluded range of code points.
#[pyfunction]
#[pyo3(signature = (text, excluded = Vec::new()))]
fn tokenize(py: Python<'_>, text: &str, excluded: Vec<(u32, u32)>) -> Tokens {
    Tokens {
        inner: py.detach(|| tokens::tokenize(text, &excluded)),
    }
}

//! Many names, and the texts that have one of them.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::text::Text;
use crate::names;

/// Names that are looked for together.
#[pyclass(frozen, module = "dedup._core")]
pub struct Names {
    inner: names::Names,
}

#[pymethods]
impl Names {
    #[new]
    fn new(names: Vec<String>) -> PyResult<Self> {
        let inner =
            names::Names::new(&names).map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Self { inner })
    }

    /// Returns where names start in a text, ascending.
    fn find(&self, text: Text) -> Vec<usize> {
        self.inner.find(text.as_ref())
    }

    /// Returns of each text whether a name stands in it.
    fn are_in(&self, py: Python<'_>, texts: Vec<String>) -> Vec<bool> {
        py.detach(|| texts.iter().map(|text| self.inner.are_in(text)).collect())
    }
}

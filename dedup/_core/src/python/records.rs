//! Lines of JSON objects, as Python calls it.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyTuple};

use crate::parallel;
use crate::records::{Kind, Wanted};

/// Reads what is wanted of lines that are plain.
#[pyclass(frozen, module = "dedup._core")]
pub struct LineReader {
    wanted: Wanted,
}

#[pymethods]
impl LineReader {
    /// Takes the names of the fields that hold a text, those that hold a date, and those of each other property.
    #[new]
    fn new(texts: Vec<String>, dates: Vec<String>, others: Vec<Vec<String>>) -> Self {
        let others = others.into_iter().map(|names| (Kind::Trimmed, names));
        let wanted = Wanted::new(
            [(Kind::Text, texts), (Kind::Raw, dates)]
                .into_iter()
                .chain(others),
        );
        Self { wanted }
    }

    /// Returns for each line its text, its date and its other properties; the line itself where it is not plain, and
    /// None where it has `longest` bytes or more.
    #[pyo3(signature = (block, longest, threads = 1))]
    fn read<'py>(
        &self,
        py: Python<'py>,
        block: &[u8],
        longest: usize,
        threads: usize,
    ) -> PyResult<Bound<'py, PyList>> {
        let lines = split(block);
        let read = |(): &mut (), place: usize| {
            let line = lines[place];
            if line.len() < longest {
                self.wanted.read(line)
            } else {
                None
            }
        };
        let found = py.detach(|| parallel::map(lines.len(), threads, || (), read));
        let found = found.into_iter().zip(lines).map(|(values, line)| {
            let found = match values {
                Some(values) => PyTuple::new(py, values)?.into_any(),
                None if line.len() < longest => PyBytes::new(py, line).into_any(),
                None => py.None().into_bound(py),
            };
            Ok(found)
        });
        PyList::new(py, found.collect::<PyResult<Vec<_>>>()?)
    }
}

/// Returns the lines of a block without their ends; what follows the last end is a line unless it is empty.
fn split(block: &[u8]) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = block;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest);
        lines.push(&rest[..end.unwrap_or(rest.len())]);
        rest = &rest[end.map_or(rest.len(), |end| end + 1)..];
    }
    lines
}

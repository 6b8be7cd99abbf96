//! Texts cut into words by what the interpreter knows of their characters.

use std::sync::{Mutex, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::string::PyStringData;
use pyo3::types::{PyBytes, PyString, PyTuple};
use rustc_hash::FxHashMap;

use super::text::characters;
use crate::cut::{self, Characters, Page};

/// Cuts texts into words; it asks for the classes and folded forms of 256 characters when it first meets one of them.
#[pyclass(frozen, module = "dedup._core")]
pub struct Cutter {
    characters: Characters,
    describe: Py<PyAny>,
    known: Mutex<Known>,
}

/// The folded form of each word met before, as it was written. One object for all its places is made once, and found
/// in Python's own tables without being hashed or compared.
type Known = FxHashMap<Box<[u32]>, Py<PyString>>;

/// Words that are kept, some 10 MB; when there are more, all are forgotten.
const MOST: usize = 1 << 16;

/// Folded words, where they start and end, and the class of each one's first character.
type Columns<'py> = (
    Bound<'py, PyTuple>,
    Bound<'py, PyTuple>,
    Bound<'py, PyTuple>,
    Bound<'py, PyBytes>,
);

#[pymethods]
impl Cutter {
    #[new]
    fn new(describe: Py<PyAny>) -> Self {
        Self {
            characters: Characters::default(),
            describe,
            known: Mutex::default(),
        }
    }

    /// Returns the words of a text that stands `offset` characters behind the start of another one.
    #[pyo3(signature = (text, offset = 0))]
    fn cut<'py>(&self, text: &Bound<'py, PyString>, offset: usize) -> PyResult<Columns<'py>> {
        let py = text.py();
        let points = match characters(text)? {
            PyStringData::Ucs1(text) => widen(text),
            PyStringData::Ucs2(text) => widen(text),
            PyStringData::Ucs4(text) => text.to_vec(),
        };
        self.learn(py, &points)?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut words, mut firsts) = (Vec::new(), Vec::new());
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        cut::cut(&points, &self.characters, |place| {
            starts.push(offset + place.start);
            ends.push(offset + place.end);
            firsts.push(self.characters.class(points[place.start]));
            words.push(self.fold(py, &points[place], &mut known));
        });
        Ok((
            PyTuple::new(py, words)?,
            PyTuple::new(py, starts)?,
            PyTuple::new(py, ends)?,
            PyBytes::new(py, &firsts),
        ))
    }
}

impl Cutter {
    fn fold<'py>(&self, py: Python<'py>, word: &[u32], known: &mut Known) -> Bound<'py, PyString> {
        if let Some(folded) = known.get(word) {
            return folded.bind(py).clone();
        }
        let folded = PyString::new(py, &self.characters.fold(word));
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(word.into(), folded.clone().unbind());
        folded
    }

    fn learn(&self, py: Python<'_>, points: &[u32]) -> PyResult<()> {
        while let Some(number) = self.characters.find_missing(points) {
            let described = self.describe.call1(py, (number,))?;
            let (classes, folded): (Vec<u8>, Vec<String>) = described.extract(py)?;
            let folded = folded.into_iter().map(String::into_boxed_str).collect();
            let page = Page::new(&classes, folded)
                .ok_or_else(|| PyValueError::new_err("a page has 256 characters"))?;
            self.characters.add(number, page);
        }
        Ok(())
    }
}

fn widen<P: Into<u32> + Copy>(points: &[P]) -> Vec<u32> {
    points.iter().map(|&point| point.into()).collect()
}

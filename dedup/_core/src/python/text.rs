//! Texts as Python hands them over.

use std::borrow::Cow;

use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyString};

use crate::simd::Level;
use crate::stream::Stream;
use crate::texts::{self, Texts};

/// A `str`, borrowed, or UTF-8 in `bytes`. What no encoding can write becomes U+FFFD: lone surrogates one for one.
pub enum Text {
    Borrowed(PyBackedStr),
    Owned(String),
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.cast::<PyString>() {
            return match PyBackedStr::try_from(text.to_owned()) {
                Ok(text) => Ok(Self::Borrowed(text)),
                Err(_) => replace_surrogates(&text).map(Self::Owned),
            };
        }
        if object.is_instance_of::<PyBytes>() {
            let bytes: PyBackedBytes = object.extract()?;
            return Ok(Self::Owned(decode(&bytes).into_owned()));
        }
        Err(no_text(&object))
    }
}

/// A text to be sketched: read only when its turn comes, so that no copy of it stays.
pub enum Unread {
    /// A `str`.
    Str(Py<PyString>),
    /// UTF-8.
    Bytes(PyBackedBytes),
}

impl<'py> FromPyObject<'_, 'py> for Unread {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.cast::<PyString>() {
            return Ok(Self::Str(text.to_owned().unbind()));
        }
        if object.is_instance_of::<PyBytes>() {
            return Ok(Self::Bytes(object.extract()?));
        }
        Err(no_text(&object))
    }
}

/// Code points that are folded at once: enough to make taking the GIL cheap, few enough for the caches.
const HELD: usize = 1 << 18;

impl Texts for [Unread] {
    type Error = PyErr;

    fn count(&self) -> usize {
        self.len()
    }

    /// Folds a `str` with the GIL held; all else is done without.
    fn fold(
        &self,
        first: usize,
        most: usize,
        streams: &mut Vec<Stream>,
        level: Level,
    ) -> PyResult<usize> {
        if let Unread::Bytes(text) = &self[first] {
            texts::room(streams, 1)[0].fill_utf8(text, level);
            return Ok(1);
        }
        Python::attach(|py| {
            let (mut folded, mut held, mut points) = (0, 0, Vec::new());
            for text in &self[first..first + most] {
                let Unread::Str(text) = text else { break };
                if held > HELD {
                    break;
                }
                read_points(text.bind(py), &mut points)?;
                folded += 1;
                held += points.len();
                texts::room(streams, folded)[folded - 1].fill_points(&points, level);
            }
            Ok(folded)
        })
    }
}

fn no_text(object: &Bound<'_, PyAny>) -> PyErr {
    match object.get_type().name() {
        Ok(found) => PyTypeError::new_err(format!("a text is {found}, not str or bytes")),
        Err(error) => error,
    }
}

/// Replaces `points` by the code points of a `str`. Its UTF-8 form would stay with it and take as much again.
pub fn read_points(text: &Bound<'_, PyString>, points: &mut Vec<u32>) -> PyResult<()> {
    let length = text.len()?;
    points.clear();
    points.reserve(length);
    let room = length as isize;
    // SAFETY: `text` is a str, and there is room for its `length` code points at the pointer.
    let read = unsafe { ffi::PyUnicode_AsUCS4(text.as_ptr(), points.as_mut_ptr(), room, 0) };
    if read.is_null() {
        return Err(PyErr::fetch(text.py()));
    }
    // SAFETY: they have been written.
    unsafe { points.set_len(length) };
    Ok(())
}

/// Reads UTF-8, whatever is no character replaced by U+FFFD.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Reads a `str` code point by code point, since UTF-8 cannot carry its lone surrogates.
fn replace_surrogates(text: &Bound<'_, PyString>) -> PyResult<String> {
    let mut points = Vec::new();
    read_points(text, &mut points)?;
    Ok(write_points(&points))
}

fn write_points(points: &[u32]) -> String {
    let character = |&point| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
    points.iter().map(character).collect()
}

/// Returns a text with its lone surrogates replaced by U+FFFD, one for one: the same object where it has none.
#[pyfunction]
pub fn writable(text: Bound<'_, PyString>) -> PyResult<Bound<'_, PyString>> {
    let mut points = Vec::new();
    read_points(&text, &mut points)?;
    // All are looked at, so that the compiler can look at several at once.
    let has_surrogate = points
        .iter()
        .fold(false, |found, &point| found | (point >> 11 == 0xd800 >> 11));
    if has_surrogate {
        Ok(PyString::new(text.py(), &write_points(&points)))
    } else {
        Ok(text)
    }
}

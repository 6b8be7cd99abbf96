//! Texts as Python hands them over.

use std::borrow::Cow;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::string::PyStringData;
use pyo3::types::{PyBytes, PyString};

use crate::simd::Level;
use crate::stream::Stream;
use crate::texts::Texts;

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
                Err(error) => replace_surrogates(&text)?.map(Self::Owned).ok_or(error),
            };
        }
        if object.is_instance_of::<PyBytes>() {
            let bytes: PyBackedBytes = object.extract()?;
            return Ok(Self::Owned(decode(&bytes).into_owned()));
        }
        Err(no_text(&object))
    }
}

/// A text to be sketched, read where Python keeps it, so that no copy of it is made.
pub enum Unread {
    /// The characters of a `str`, and the object that holds them.
    Str(PyStringData<'static>, Py<PyString>),
    /// UTF-8.
    Bytes(PyBackedBytes),
}

impl<'py> FromPyObject<'_, 'py> for Unread {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.cast::<PyString>() {
            let characters = characters(&text)?;
            // SAFETY: a str never changes or moves, and is kept beside the reference to its characters.
            let characters = unsafe {
                std::mem::transmute::<PyStringData<'_>, PyStringData<'static>>(characters)
            };
            return Ok(Self::Str(characters, text.to_owned().unbind()));
        }
        if object.is_instance_of::<PyBytes>() {
            return Ok(Self::Bytes(object.extract()?));
        }
        Err(no_text(&object))
    }
}

impl Texts for [Unread] {
    fn count(&self) -> usize {
        self.len()
    }

    fn fold(&self, number: usize, stream: &mut Stream, level: Level) {
        match &self[number] {
            Unread::Bytes(text) => stream.fill_utf8(text, level),
            Unread::Str(PyStringData::Ucs1(text), _) => stream.fill_points(text, level),
            Unread::Str(PyStringData::Ucs2(text), _) => stream.fill_points(text, level),
            Unread::Str(PyStringData::Ucs4(text), _) => stream.fill_points(text, level),
        }
    }
}

fn no_text(object: &Bound<'_, PyAny>) -> PyErr {
    match object.get_type().name() {
        Ok(found) => PyTypeError::new_err(format!("a text is {found}, not str or bytes")),
        Err(error) => error,
    }
}

/// Returns the characters of a `str`. Its UTF-8 form would stay with it and take as much again.
pub fn characters<'t>(text: &'t Bound<'_, PyString>) -> PyResult<PyStringData<'t>> {
    // SAFETY: PyO3 reads a bit field of the object's head, in the way that all little-endian platforms lay it out.
    unsafe { text.data() }
}

/// Reads UTF-8, whatever is no character replaced by U+FFFD.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Returns a text with its lone surrogates replaced by U+FFFD, one for one, which no UTF-8 can carry; None if it has none.
fn replace_surrogates(text: &Bound<'_, PyString>) -> PyResult<Option<String>> {
    Ok(match characters(text)? {
        PyStringData::Ucs1(_) => None,
        PyStringData::Ucs2(points) => replace_in(points),
        PyStringData::Ucs4(points) => replace_in(points),
    })
}

fn replace_in<P: Into<u32> + Copy>(points: &[P]) -> Option<String> {
    let is_surrogate = |&point: &P| point.into() >> 11 == 0xd800 >> 11;
    // All are looked at, so that the compiler can look at several at once.
    let found = points
        .iter()
        .fold(false, |found, point| found | is_surrogate(point));
    let character =
        |&point: &P| char::from_u32(point.into()).unwrap_or(char::REPLACEMENT_CHARACTER);
    found.then(|| points.iter().map(character).collect())
}

/// Returns a text with its lone surrogates replaced by U+FFFD, one for one: the same object where it has none.
#[pyfunction]
pub fn writable(text: Bound<'_, PyString>) -> PyResult<Bound<'_, PyString>> {
    Ok(match replace_surrogates(&text)? {
        Some(replaced) => PyString::new(text.py(), &replaced),
        None => text,
    })
}

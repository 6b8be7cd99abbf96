//! Texts held against one, as Python calls it.

use pyo3::prelude::*;

use super::text::Text;
use crate::align::python::Weights;
use crate::parallel;
use crate::sieve;
use crate::tokens::Range;

/// A text that others are held against.
#[pyclass(frozen, module = "dedup._core")]
pub struct Sieve {
    inner: sieve::Sieve,
    rarity: Py<Weights>,
    weights: Py<Weights>,
}

/// Likeness, the longest run of words, that of quoted ones, whether a passage is sure.
type Row = (f64, u32, u32, bool);

#[pymethods]
impl Sieve {
    /// Makes the sieve of a text with quoted ranges; words are as rare as `rarity` says, passages judged by `weights`.
    #[new]
    fn new(
        py: Python<'_>,
        text: Text,
        quoted: Vec<Range>,
        rarity: Py<Weights>,
        weights: Py<Weights>,
    ) -> Self {
        let known = &rarity.get().inner;
        let inner = py.detach(|| sieve::Sieve::new(text.as_ref(), &quoted, known));
        Self {
            inner,
            rarity,
            weights,
        }
    }

    /// Returns what the text has to do with each of others.
    #[pyo3(signature = (texts, threads = 1))]
    fn judge(&self, py: Python<'_>, texts: Vec<Text>, threads: usize) -> Vec<Row> {
        let (rarity, weights) = (&self.rarity.get().inner, &self.weights.get().inner);
        let judge = |(): &mut (), place: usize| {
            let found = self.inner.judge(texts[place].as_ref(), rarity, weights);
            (found.likeness, found.run, found.quoted, found.aligned)
        };
        py.detach(|| parallel::map(texts.len(), threads, || (), judge))
    }
}

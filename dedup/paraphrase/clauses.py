"""A sentence's clauses, and the runs of neighbouring ones in which two sentences are compared."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dedup import language
from dedup.language import Word
from dedup.model import Sentence, Span, Term
from dedup.paraphrase.acts import find_acts
from dedup.speech import JOINTS

MAX_CLAUSES = 8
_COMMA = re.compile(r"[,;:()\[\]|–—،、，；：]|--| - ")


@dataclass(frozen=True, slots=True)
class Run:
    """One or several neighbouring clauses of a sentence; the words of an attribution are not counted.

    Attributes:
        stems: the stems of its terms.
        weight: what they are worth together.
        names: those of them that are names.
        acts: what it says, or else the clause next to it, that somebody did with words.
        denied: whether it says that something is not so.
    """

    span: Span
    stems: frozenset[str]
    weight: float
    numbers: frozenset[str]
    names: frozenset[str]
    acts: frozenset[str]
    denied: bool


def find_runs(
    text: str, sentence: Sentence, terms: Sequence[Term], weights: Mapping[str, float], code: str
) -> tuple[Run, ...]:
    """Return every run of a sentence's clauses, the first clause's own first.

    Args:
        terms: the sentence's terms that count.
        weights: what each stem is worth.
        code: the language.
    """
    parts = _parts(text, Span(sentence.start, sentence.end))
    clauses = [(Span(start, end), [term for term in terms if start <= term.start < end]) for start, end in parts]
    clauses = [clause for clause in clauses if clause[1]]
    acts = [find_acts((term.stem for term in several), code) for _, several in clauses]
    denied = [_is_denied(text, span, code) for span, _ in clauses]
    return tuple(
        _run(clauses[first : last + 1], weights, _nearest(acts, first, last), any(denied[first : last + 1]))
        for first in range(len(clauses))
        for last in range(first, len(clauses))
    )


def _run(
    clauses: Sequence[tuple[Span, list[Term]]], weights: Mapping[str, float], acts: frozenset[str], denied: bool
) -> Run:
    terms = [term for _, several in clauses for term in several]
    stems = frozenset(term.stem for term in terms)
    return Run(
        Span(clauses[0][0].start, clauses[-1][0].end),
        stems,
        sum(weights.get(stem, 0.0) for stem in sorted(stems)),
        frozenset(term.stem for term in terms if term.kind == "number"),
        frozenset(term.stem for term in terms if term.kind == "name"),
        acts,
        denied,
    )


def _is_denied(text: str, span: Span, code: str) -> bool:
    negations = language.by_code(code).negations
    return any(word.text in negations for word in language.words(text, span.start, span.end))


def _nearest(acts: Sequence[frozenset[str]], first: int, last: int) -> frozenset[str]:
    """Return the acts of a run, or else of the nearest clause before it, or else behind it."""
    own = frozenset(act for several in acts[first : last + 1] for act in several)
    return own or next((each for each in [*reversed(acts[:first]), *acts[last + 1 :]] if each), own)


def _parts(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield where clauses begin and end: at commas and dashes, and before "and", "that", "while"."""
    start, last, cuts = -1, span.start, 0
    for word in language.words(text, span.start, span.end):
        apart = _COMMA.search(text, last, word.start) or (word.text in JOINTS and not _joins_names(text, word))
        if apart and start >= 0 and cuts < MAX_CLAUSES - 1:
            yield start, last
            start, cuts = -1, cuts + 1
        if start < 0 and word.text not in JOINTS:
            start = word.start
        last = word.end
    if start >= 0:
        yield start, last


def _joins_names(text: str, word: Word) -> bool:
    """Return whether "and" stands between two names: "Seoul and Kyiv"."""
    return text[word.end + 1 : word.end + 2].isupper()

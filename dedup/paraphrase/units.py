"""What is compared: the sentences of a story, cut into clauses, their words weighted by rarity in the story."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

from dedup import language
from dedup.language import Word
from dedup.model import ParsedDocument, Sentence, Span, Term
from dedup.speakers import Speech, find_speeches
from dedup.speech import JOINTS

MIN_TERMS = 4  # shorter sentences say too little to be told apart
# Of a longer text only the beginning is compared: twice the longest features, and some seconds of work for a pair.
MOST_SENTENCES = 1_000
# What a word seen once weighs; the others are scaled to it, so that the bands hold for any number of sentences.
RAREST = 4.6
MAX_CLAUSES = 8
_COMMA = re.compile(r"[,;:()\[\]|–—،、，；：]|--| - ")


@dataclass(frozen=True, slots=True)
class Run:
    """One or several neighbouring clauses of a sentence; the words of an attribution are not counted.

    Attributes:
        stems: the stems of its terms.
        weight: what they are worth together.
    """

    span: Span
    stems: frozenset[str]
    weight: float
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence made ready to be compared.

    Attributes:
        runs: every run of its clauses.
        weights: what each stem is worth, in the story; names and what stands in attributions are worth nothing.
        follows: for each stem the stem directly before it, without a word between: "missile" follows "ballistic".
        bodies: the institutions that the sentence ascribes its content to.
        people: the persons it does.
    """

    document: str
    sentence: Sentence
    runs: tuple[Run, ...]
    weights: Mapping[str, float]
    follows: Mapping[str, str]
    bodies: frozenset[str]
    people: frozenset[str]


def find_units(documents: Sequence[ParsedDocument]) -> list[Unit]:
    """Return the story's sentences in the order of documents and places, of each document the first thousand."""
    documents = [replace(document, sentences=document.sentences[:MOST_SENTENCES]) for document in documents]
    speeches = find_speeches(documents)
    drafts = [
        (document, sentence, _within(speeches[document.id], sentence))
        for document in documents
        for sentence in document.sentences
        if len(sentence.terms) >= MIN_TERMS
    ]
    rarity = _rarity([sentence for _, sentence, _ in drafts])
    units = (_unit(*draft, rarity) for draft in drafts)
    return [unit for unit in units if unit.weights]


def _within(speeches: Sequence[Speech], sentence: Sentence) -> Sequence[Speech]:
    """Return the attributions of a sentence, among those of its document in order."""
    first = bisect_left(speeches, sentence.start, key=lambda speech: speech.start)
    last = bisect_left(speeches, sentence.end, key=lambda speech: speech.start)
    return speeches[first:last]


def _rarity(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return each stem's weight; a sentence that many copies carry is counted once."""
    distinct = {frozenset(term.stem for term in sentence.terms) for sentence in sentences}
    counts = Counter(stem for stems in distinct for stem in stems)
    size = len(distinct)
    scale = RAREST / log((size + 1) / 1.5) if size > 1 else 0.0
    return {stem: scale * log((size + 1) / (count + 0.5)) for stem, count in counts.items()}


def _unit(
    document: ParsedDocument,
    sentence: Sentence,
    speeches: Sequence[Speech],
    rarity: Mapping[str, float],
) -> Unit:
    text = document.document.text
    ascribed = {term for term in sentence.terms if any(one.start <= term.start < one.end for one in speeches)}
    names = {term.stem for term in sentence.terms if term.kind == "name"}
    told = [term for term in sentence.terms if term not in ascribed]
    weights = {term.stem: rarity[term.stem] for term in told if term.stem not in names and rarity[term.stem] > 0}
    return Unit(
        document.id,
        sentence,
        tuple(_runs(text, sentence, told, weights)),
        weights,
        _follows(text, sentence.terms),
        frozenset(speech.body for speech in speeches if speech.body),
        frozenset(name for speech in speeches for name in speech.people),
    )


def _runs(text: str, sentence: Sentence, told: Sequence[Term], weights: Mapping[str, float]) -> Iterator[Run]:
    parts = list(_parts(text, Span(sentence.start, sentence.end)))
    clauses = [(start, end, [term for term in told if start <= term.start < end]) for start, end in parts]
    clauses = [clause for clause in clauses if clause[2]]
    for first in range(len(clauses)):
        for last in range(first, len(clauses)):
            terms = [term for clause in clauses[first : last + 1] for term in clause[2]]
            stems = frozenset(term.stem for term in terms)
            weight = sum(weights.get(stem, 0.0) for stem in sorted(stems))
            numbers = frozenset(term.stem for term in terms if term.kind == "number")
            yield Run(Span(clauses[first][0], clauses[last][1]), stems, weight, numbers)


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


def _follows(text: str, terms: Sequence[Term]) -> dict[str, str]:
    return {
        after.stem: before.stem
        for before, after in pairwise(terms)
        if text[before.end : after.start] in ("", " ", "-", "\u00a0", "\u2010", "\u2011")
    }

"""What is compared: the sentences of a story, cut into clauses, their words weighted by rarity in the story."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

from dedup import language
from dedup.model import ParsedDocument, Sentence, Term
from dedup.paraphrase.acts import find_acts
from dedup.paraphrase.clauses import Run, find_runs
from dedup.speakers import Speech, find_speeches

MIN_TERMS = 4  # shorter sentences say too little to be told apart
# Of a longer text only the beginning is compared: twice the longest features, and some seconds of work for a pair.
MOST_SENTENCES = 1_000
# What a word seen once weighs; the others are scaled to it, so that the bands hold for any number of sentences.
RAREST = 4.6
PAIR = 0.6  # what a pair of characters is worth, where a word of four makes three of them
_CLOSING = "\"”»›」』’')]"
FEW = 40  # fewer sentences do not tell what is common in a story


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence made ready to be compared.

    Attributes:
        runs: every run of its clauses.
        weights: what each stem is worth, in the story; names and what stands in attributions are worth nothing.
        follows: for each stem the stem directly before it, without a word between: "missile" follows "ballistic".
        bodies: the institutions that the sentence ascribes its content to.
        people: the persons it does.
        told: whether it says that somebody says it: by a reporting verb, quotation marks, or an act done with words.
        asks: whether it is a question.
    """

    document: str
    sentence: Sentence
    runs: tuple[Run, ...]
    weights: Mapping[str, float]
    follows: Mapping[str, str]
    bodies: frozenset[str]
    people: frozenset[str]
    told: bool
    asks: bool


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
    codes = {one.id: language.guess(one.document.text, one.document.language).code for one in documents}
    units = (_unit(*draft, rarity, codes[draft[0].id]) for draft in drafts)
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
    size = max(len(distinct), FEW)
    scale = RAREST / log((size + 1) / 1.5)
    return {
        stem: scale * log((size + 1) / (count + 0.5)) * (PAIR if language.is_pair(stem) else 1.0)
        for stem, count in counts.items()
    }


def _unit(
    document: ParsedDocument,
    sentence: Sentence,
    speeches: Sequence[Speech],
    rarity: Mapping[str, float],
    code: str,
) -> Unit:
    text = document.document.text
    ascribed = {term for term in sentence.terms if any(one.start <= term.start < one.end for one in speeches)}
    names = {term.stem for term in sentence.terms if term.kind == "name"}
    told = [term for term in sentence.terms if term not in ascribed]
    weights = {term.stem: rarity[term.stem] for term in told if term.stem not in names and rarity[term.stem] > 0}
    return Unit(
        document.id,
        sentence,
        find_runs(text, sentence, told, weights, code),
        weights,
        _follows(text, sentence.terms),
        frozenset(speech.body for speech in speeches if speech.body),
        frozenset(name for speech in speeches for name in speech.people),
        sentence.attributed or bool(find_acts((term.stem for term in sentence.terms), code)),
        text[sentence.start : sentence.end].rstrip(_CLOSING).endswith(("?", "？", "؟")),
    )


def _follows(text: str, terms: Sequence[Term]) -> dict[str, str]:
    return {
        after.stem: before.stem
        for before, after in pairwise(terms)
        if text[before.end : after.start] in ("", " ", "-", "\u00a0", "\u2010", "\u2011")
    }

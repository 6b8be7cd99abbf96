"""A document as naming sees it: its names, numbers and words, where they first stand, what is quoted."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dedup.model import ParsedDocument, Sentence, Term, Zone

LETTERS = 5
"""A name is known by so many letters: "Lessandra", "Lessandran"."""
MOST_SENTENCES = 150  # of longer texts only the beginning is put in order: four times the longest news
MIN_TERMS = 3  # shorter sentences say too little to be placed
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_JOINTS = (" ", "\u00a0", "-", "\u2010", "\u2011", ". ")  # between the parts of one name: "J. Q. Hallam-Ode"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of one word or several.

    Attributes:
        sure: it is not only a capital where a sentence begins.
        initials: the first letters of its parts, where it has several: "uk" of "United Kingdom".
    """

    stems: frozenset[str]
    sure: bool
    initials: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document has.

    Attributes:
        first: each stem's first place among the content terms.
        told: the stems outside quotations; all where next to nothing is.
        words: the stems that are neither names nor numbers.
        names: each name once, by its last part.
        numbers: the numbers, in one spelling.
        beginnings: the first letters of the stems, by which names are known.
        short: the stems without points, as a name may be abbreviated.
        initials: those of all names.
        sentences: the stems of each sentence.
    """

    id: str
    first: dict[str, int]
    told: frozenset[str]
    words: frozenset[str]
    names: tuple[Name, ...]
    numbers: frozenset[str]
    beginnings: frozenset[str]
    short: frozenset[str]
    initials: frozenset[str]
    sentences: tuple[frozenset[str], ...]


def make_profile(document: ParsedDocument) -> Profile:
    """Return the profile of a document's body."""
    terms = [term for sentence in document.sentences for term in sentence.terms]
    first: dict[str, int] = {}
    for place, term in enumerate(terms):
        first.setdefault(term.stem, place)
    names = _names(document)
    marked = {term.stem for term in terms if term.kind != "word"}
    return Profile(
        id=document.id,
        first=first,
        told=_told(terms, [zone for zone in document.zones if zone.kind == "quotation"]),
        words=frozenset(first.keys() - marked),
        names=names,
        numbers=frozenset(_spell(term.stem) for term in terms if term.kind == "number"),
        beginnings=frozenset(stem[:LETTERS] for stem in first),
        short=frozenset(stem.replace(".", "") for stem in first),
        initials=frozenset(initials for name in names for initials in name.initials),
        sentences=tuple(_sets(document.sentences)),
    )


def _told(terms: Sequence[Term], quotations: Sequence[Zone]) -> frozenset[str]:
    """Return the stems outside quotations: what two reporters quote of one speaker is no sign of rewriting."""
    ends = sorted((zone.end, zone.start) for zone in quotations)
    told, every = set(), {term.stem for term in terms}
    for term in terms:
        following = bisect_right(ends, term.start, key=lambda end: end[0])
        if following == len(ends) or term.start < ends[following][1]:
            told.add(term.stem)
    return frozenset(told if 10 * len(told) >= len(every) else every)


def _names(document: ParsedDocument) -> tuple[Name, ...]:
    text = document.document.text
    inside = {
        term.stem for sentence in document.sentences for term in sentence.terms if not _begins(text, sentence, term)
    }
    names: dict[str, set[str]] = {}
    initials: dict[str, set[str]] = defaultdict(set)
    for sentence in document.sentences:
        for run in _runs(text, sentence):
            names.setdefault(run[-1].stem, set()).update(term.stem for term in run)
            if len(run) > 1:
                initials[run[-1].stem].add("".join(text[term.start].lower() for term in run))
    return tuple(
        Name(frozenset(stems), len(stems) > 1 or last in inside, frozenset(initials[last]))
        for last, stems in names.items()
    )


def _begins(text: str, sentence: Sentence, term: Term) -> bool:
    return not any(map(str.isalnum, text[sentence.start : term.start]))


def _runs(text: str, sentence: Sentence) -> Iterator[list[Term]]:
    """Yield the names of a sentence, each as the terms that follow one another."""
    names = [term for term in sentence.terms if term.kind == "name"]
    run = names[:1]
    for before, after in pairwise(names):
        if text[before.end : after.start] not in _JOINTS:
            yield run
            run = []
        run.append(after)
    if run:
        yield run


def _spell(number: str) -> str:
    """Return a number without what is written differently: "1,200", "9:00" and "9", "16:00" and "4:00 pm"."""
    clock = _CLOCK.fullmatch(number)
    if clock:
        hour = str((int(clock[1]) - 1) % 12 + 1)
        return hour if clock[2] == "00" else f"{hour}:{clock[2]}"
    return number.lstrip("0").replace(",", "") or "0"


def _sets(sentences: Sequence[Sentence]) -> Iterator[frozenset[str]]:
    for sentence in sentences[:MOST_SENTENCES]:
        stems = frozenset(term.stem for term in sentence.terms)
        if len(stems) >= MIN_TERMS:
            yield stems

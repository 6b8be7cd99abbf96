"""The same words in quotation marks on both sides: a quotation that two documents share."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dedup.model import Alignment, ParsedDocument, Span

# Six words in quotation marks are what somebody said; fewer are often a term or a title.
_SHORTEST = 6

_Words = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Quotation:
    """The folded words of a quotation with their places."""

    words: _Words
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, first: int, count: int) -> Span:
        return Span(self.starts[first], self.ends[first + count - 1])

    def find(self, other: "_Quotation") -> int | None:
        """Return where the other's words stand in this one's."""
        size = len(other.words)
        places = range(len(self.words) - size + 1)
        return next((place for place in places if self.words[place : place + size] == other.words), None)


_Quotations = dict[_Words, list[_Quotation]]


def find_shared_quotations(target: ParsedDocument, source: ParsedDocument) -> tuple[Alignment, ...]:
    """Return the quotations of six words and more that stand in quotation marks in both documents, word for word.

    One may quote more than the other: the shorter counts when the longer holds all of it. What a document quotes
    several times is paired with the first such quotation of the other, so that refrains stay few.
    """
    ours, theirs = _by_words(target), _by_words(source)
    return tuple(
        alignment
        for words, others in _candidates(ours, theirs)
        for one, other in _pairs(ours[words], theirs[others])
        if (alignment := _align(one, other))
    )


def _by_words(document: ParsedDocument) -> _Quotations:
    found: _Quotations = {}
    for quotation in _quotations(document):
        found.setdefault(quotation.words, []).append(quotation)
    return found


def _candidates(ours: _Quotations, theirs: _Quotations) -> Iterator[tuple[_Words, _Words]]:
    """Yield the wordings of which one may hold the other: it holds the words that the other begins with."""
    begun, held = defaultdict(set), defaultdict(set)
    for words in theirs:
        begun[words[:_SHORTEST]].add(words)
        for gram in _grams(words):
            held[gram].add(words)
    for words in ours:
        near = held[words[:_SHORTEST]].union(*(begun[gram] for gram in _grams(words) if gram in begun))
        yield from ((words, others) for others in sorted(near))


def _grams(words: _Words) -> set[_Words]:
    return {words[place : place + _SHORTEST] for place in range(len(words) - _SHORTEST + 1)}


def _pairs(ours: list[_Quotation], theirs: list[_Quotation]) -> Iterator[tuple[_Quotation, _Quotation]]:
    """Yield each quotation with the first one of the other side."""
    yield from ((one, theirs[0]) for one in ours)
    yield from ((ours[0], other) for other in theirs[1:])


def _align(one: _Quotation, other: _Quotation) -> Alignment | None:
    longer, shorter = (one, other) if len(one.words) >= len(other.words) else (other, one)
    place = longer.find(shorter)
    if place is None:
        return None
    size = len(shorter.words)
    long, short = longer.span(place, size), shorter.span(0, size)
    target, source = (long, short) if longer is one else (short, long)
    return Alignment(target, source, "verbatim", 1.0, "asserted", float(size))


def _quotations(document: ParsedDocument) -> Iterator[_Quotation]:
    tokens = document.tokens
    words, starts, ends = tokens.words.tolist(), tokens.starts.tolist(), tokens.ends.tolist()
    for zone in document.zones:
        if zone.kind == "quotation":
            first, last = bisect_left(starts, zone.start), bisect_left(starts, zone.end)
            if last - first >= _SHORTEST:
                yield _Quotation(tuple(words[first:last]), tuple(starts[first:last]), tuple(ends[first:last]))

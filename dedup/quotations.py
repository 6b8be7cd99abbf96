"""The same words in quotation marks on both sides: a quotation that two documents share."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dedup.model import Alignment, ParsedDocument, Span

# Six words in quotation marks are what somebody said; fewer are often a term or a title.
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class _Quotation:
    """The folded words of a quotation with their places."""

    words: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, first: int, count: int) -> Span:
        return Span(self.starts[first], self.ends[first + count - 1])

    def find(self, other: "_Quotation") -> int | None:
        """Return where the other's words stand in this one's."""
        size = len(other.words)
        places = range(len(self.words) - size + 1)
        return next((place for place in places if self.words[place : place + size] == other.words), None)


def find_shared_quotations(target: ParsedDocument, source: ParsedDocument) -> tuple[Alignment, ...]:
    """Return the quotations of six words and more that stand in quotation marks in both documents, word for word.

    One may quote more than the other: the shorter counts when the longer holds all of it.
    """
    theirs = list(_quotations(source))
    shared = (_align(one, other) for one in _quotations(target) for other in theirs)
    return tuple(alignment for alignment in shared if alignment)


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

"""Cuts a line into zones: the dateline that opens it, the credit that closes it, the body between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dedup.model import CreditRole, ZoneKind
from dedup.zones.lines import Line

OF_ROLE: dict[CreditRole, ZoneKind] = {"dateline": "dateline", "byline": "byline", "photo": "caption"}

_CAPITALS = r"[A-ZÀ-ÝĀ-ŽА-ЯІЇЄҐ][A-ZÀ-ÝĀ-ŽА-ЯІЇЄҐ.'’-]+"
_DASH = r"(?:—|–|--|-|―)"
# "SEOUL, South Korea —", "COLUMBIA, Mo. (KMIZ) —"
_BARE_DATELINE = re.compile(
    rf"(?:{_CAPITALS}(?:[ /-]{_CAPITALS}){{0,4}}(?:, ?\w[\w.’' ]{{1,24}}){{0,3}}"
    rf"(?: ?\([A-Z][\w/. -]{{1,24}}\))?\s?{_DASH}"
    rf"|{_CAPITALS}(?:[ /-]{_CAPITALS}){{0,4}}, [A-Z][\w.]{{1,14}} \([A-Z]{{3,5}}\))(?=\s)"
)
# "Seoul, 27. November –": a place in small letters needs a date.
_DATED = re.compile(
    rf"[A-ZÀ-Ý\u0400-\u042f][\w’'.-]+(?:[ /][A-ZÀ-Ý\u0400-\u042f][\w’'.-]+){{0,3}},? "
    rf"\(?(?:\d{{1,2}}\.? [\w.]{{3,10}}|[A-Z][a-z]{{2,8}}\.? \d{{1,2}})"
    rf"(?:,? \d{{4}})?\)?[.,]?\s?{_DASH}(?=\s)"
)
_SHORTEST = 60  # a dateline opens a paragraph, not a label


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line with its zone."""

    kind: ZoneKind
    start: int
    end: int


def cut_line(line: Line, kind: ZoneKind) -> Iterator[Piece]:
    """Yield the pieces of a line by place."""
    if kind != "body":
        yield Piece(kind, line.start, line.end)
        return
    done = line.start
    for start, end, inner in _cuts(line):
        if start >= done:
            yield from _body(line, done, start)
            yield Piece(inner, start, end)
            done = end
    yield from _body(line, done, line.end)


def _cuts(line: Line) -> list[tuple[int, int, ZoneKind]]:
    cuts = [(span.start, min(span.end, line.end), OF_ROLE.get(credit.role, "credit")) for span, credit in line.credits]
    if not any(kind == "dateline" for _, _, kind in cuts):
        length = _bare_dateline(line)
        cuts += [(line.start, line.start + length, "dateline")] if length else []
    return sorted(cuts)


def _bare_dateline(line: Line) -> int:
    """Return the length of a dateline that names no agency, or 0."""
    if len(line) < _SHORTEST:
        return 0
    found = _BARE_DATELINE.match(line.words, 0, 110) or _DATED.match(line.words, 0, 110)
    return found.end() if found else 0


def _body(line: Line, start: int, end: int) -> Iterator[Piece]:
    """Yield what lies between two cuts, trimmed, if it has words."""
    words = line.words[start - line.start : end - line.start] if end - line.start <= len(line.words) else None
    if words is None:
        skipped = len(line.words[start - line.start :]) - len(line.words[start - line.start :].lstrip())
        yield Piece("body", start + skipped, end)
        return
    trimmed = words.strip()
    if any(letter.isalnum() for letter in trimmed):
        first = start + len(words) - len(words.lstrip())
        yield Piece("body", first, first + len(trimmed))

"""What each part of a text does on the page: headline, dateline, body, quotation, caption, links, credits, chrome."""

from collections.abc import Sequence

from dedup.model import Credit, Document, Zone
from dedup.zones.lines import Line, split_lines
from dedup.zones.pieces import Piece, cut_line
from dedup.zones.quotations import find_quotations
from dedup.zones.shapes import classify

__all__ = ["body_gaps", "find_zones", "quotation_spans"]


def find_zones(document: Document, credits: Sequence[Credit]) -> tuple[Zone, ...]:
    """Return the zones of a document's text, by place.

    They are disjoint, but for quotations, which lie inside the body; blanks between lines belong to no zone,
    or to the body where both sides do.

    Args:
        credits: what `find_credits` returned for the text.
    """
    lines = split_lines(document.text, credits)
    kinds = classify(lines, title=document.title)
    pieces = [piece for line, kind in zip(lines, kinds, strict=True) for piece in cut_line(line, kind)]
    zones = _merge(pieces)
    quotations = find_quotations(document.text, _body_lines(lines, zones))
    return tuple(sorted((*zones, *quotations), key=lambda zone: (zone.start, -zone.end)))


def body_gaps(document: Document, zones: Sequence[Zone]) -> list[tuple[int, int]]:
    """Return the sorted, disjoint ranges outside the body, which are left out of matching."""
    gaps, done = [], 0
    for zone in zones:
        if zone.kind == "body":
            if zone.start > done:
                gaps.append((done, zone.start))
            done = zone.end
    return [*gaps, (done, len(document.text))] if done < len(document.text) else gaps


def quotation_spans(zones: Sequence[Zone]) -> list[tuple[int, int]]:
    """Return where the quotations stand, sorted and disjoint."""
    return [(zone.start, zone.end) for zone in zones if zone.kind == "quotation"]


def _merge(pieces: Sequence[Piece]) -> list[Zone]:
    """Return zones, with consecutive pieces of body joined to one."""
    zones: list[Zone] = []
    for piece in pieces:
        if zones and piece.kind == "body" == zones[-1].kind:
            zones[-1] = Zone("body", zones[-1].start, piece.end)
        else:
            zones.append(Zone(piece.kind, piece.start, piece.end))
    return zones


def _body_lines(lines: Sequence[Line], zones: Sequence[Zone]) -> list[list[tuple[int, int]]]:
    """Return the body's paragraphs, one list for each body zone."""
    groups: list[list[tuple[int, int]]] = []
    place = 0
    for zone in (zone for zone in zones if zone.kind == "body"):
        group = []
        while place < len(lines) and lines[place].start < zone.end:
            start, end = max(zone.start, lines[place].start), min(zone.end, lines[place].end)
            if start < end:
                group.append((start, end))
            if lines[place].end > zone.end:
                break
            place += 1
        groups.append(group)
    return groups

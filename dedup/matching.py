"""Two parsed documents to their match: the kernel's passages and the quotations beside them, each place once."""

from collections.abc import Iterable
from dataclasses import replace

from dedup import _core
from dedup.align import align
from dedup.model import Alignment, Match, ParsedDocument, Span, Zone
from dedup.quotations import find_shared_quotations
from dedup.zones import quotation_spans

__all__ = ["add_beside", "match_bodies", "match_whole"]


def match_whole(target: ParsedDocument, source: ParsedDocument) -> Match:
    """Return the match of two whole texts, headlines and all, without what lies mostly outside either body.

    A passage that goes on from the body into a headline or a caption is found to its end.
    """
    match = align(_whole(target), _whole(source))
    kept = (
        found
        for found in match.alignments
        if _is_body(found.target, target.zones) and _is_body(found.source, source.zones)
    )
    return replace(match, alignments=tuple(kept))


def _whole(document: ParsedDocument) -> ParsedDocument:
    tokens = _core.tokenize(document.document.text, [], quotation_spans(document.zones))
    return replace(document, tokens=tokens)


def _is_body(part: Span, zones: Iterable[Zone]) -> bool:
    """Whether at least half of a part of a text lies in its body."""
    bodies = (Span(zone.start, zone.end) for zone in zones if zone.kind == "body")
    return 2 * sum(part.overlap(body) for body in bodies) >= len(part)


def match_bodies(one: ParsedDocument, other: ParsedDocument) -> Match:
    """Return the match of two documents seen from `one`; the kernel takes the shorter as its target.

    Of two as long as each other the text decides, so that either side sees the same passages.
    """
    straight = (len(one.tokens), one.document.text) <= (len(other.tokens), other.document.text)
    match = align(one, other) if straight else align(other, one).mirrored()
    return add_beside(match, find_shared_quotations(one, other))


def add_beside(match: Match, found: Iterable[Alignment]) -> Match:
    """Return the match with what was found beside the kernel's passages and no passage holds already."""
    passages = [passage for passage in match.alignments if passage.band == "asserted"]
    new = [one for one in found if not any(_is_within(one, passage) for passage in passages)]
    ordered = sorted([*match.alignments, *new], key=lambda alignment: (alignment.target, alignment.source))
    return replace(match, alignments=tuple(ordered))


def _is_within(found: Alignment, passage: Alignment) -> bool:
    """Whether at least half of both sides of `found` lie in `passage`."""
    return 2 * found.target.overlap(passage.target) >= len(found.target) and 2 * found.source.overlap(
        passage.source
    ) >= len(found.source)

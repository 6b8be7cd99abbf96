"""What the page of a comparison shows: both texts, each with the passages that stand in the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from dedup.model import Alignment, Document, Match, Span
from dedup.reports.segments import Layer, Segment, paragraphs
from dedup.reports.views import Piece
from dedup.reports.words import KINDS, percent


@dataclass(frozen=True, slots=True)
class MatchView:
    """Both sides of a comparison."""

    target: Document
    source: Document
    target_paragraphs: list[list[Piece]]
    source_paragraphs: list[list[Piece]]


def match_view(match: Match, target: Document, source: Document) -> MatchView:
    """Return what is shown of a comparison."""
    return MatchView(
        target=target,
        source=source,
        target_paragraphs=_side(target, match.alignments, [item.target for item in match.alignments]),
        source_paragraphs=_side(source, match.alignments, [item.source for item in match.alignments]),
    )


def _side(document: Document, alignments: Sequence[Alignment], spans: Sequence[Span]) -> list[list[Piece]]:
    layers = [
        Layer(span.start, span.end, _rank(alignment), index)
        for index, (alignment, span) in enumerate(zip(alignments, spans, strict=True))
    ]
    started: set[int] = set()
    return [
        [_piece(document.text, segment, alignments, started) for segment in line]
        for line in paragraphs(document.text, layers)
    ]


def _rank(alignment: Alignment) -> int:
    return KINDS.index(alignment.kind) + (len(KINDS) if alignment.band == "possible" else 0)


def _piece(text: str, segment: Segment[int], alignments: Sequence[Alignment], started: set[int]) -> Piece:
    numbers = segment.layers
    first = bool(numbers) and numbers[0] not in started
    started.update(numbers[:1])
    strongest = alignments[numbers[0]] if numbers else None
    return Piece(
        text=text[segment.start : segment.end],
        classes=f"passage neutral {strongest.kind} {strongest.band}" if strongest else "",
        passages=numbers,
        credit="",
        label=f"{strongest.kind}, {percent(strongest.identity)} the same words, {strongest.band}" if strongest else "",
        first=first,
    )

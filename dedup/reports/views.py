"""What the page shows of a document, in the order it shows it; the template only writes it down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dedup.model import Credit, DocumentProvenance, Passage, PassageMatch, Zone
from dedup.reports.segments import Layer, Segment, paragraphs
from dedup.reports.words import (
    ROLES,
    STANDINGS,
    Standing,
    covered,
    credit_name,
    percent,
    reused,
    standing,
    strength,
    strongest,
)

_SHOWN = 8  # matches of one passage in full; further ones are named
_NAMED = 60  # further documents named for one passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is shown in one manner.

    Attributes:
        classes: of the element.
        passages: numbers of the passages that cover it, the strongest first.
        credit: what is shown of the credit that covers it, or nothing.
        label: what the strongest passage is, for those who do not see colours.
        first: whether the strongest passage begins here: where the keyboard stops.
    """

    text: str
    classes: str
    passages: tuple[int, ...]
    credit: str
    label: str
    first: bool


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its matches, the strongest first."""

    number: int
    passage: Passage
    standing: Standing
    kind: str
    band: str
    matches: tuple[PassageMatch, ...]
    others: tuple[str, ...]
    uncounted: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's section of the page."""

    number: int
    report: DocumentProvenance
    reused: float
    paragraphs: list[list[Piece]]
    passages: list[PassageView]


def document_view(number: int, report: DocumentProvenance) -> DocumentView:
    """Return what is shown of a document."""
    text = report.document.text
    started: set[int] = set()
    lines = [[_piece(text, segment, report, started) for segment in line] for line in paragraphs(text, _layers(report))]
    passages = [_passage_view(index, passage) for index, passage in enumerate(report.passages)]
    return DocumentView(number, report, reused(report.coverage), lines, passages)


def safe_link(url: str | None) -> str | None:
    """Return `url` if a click on it only opens a web page.

    Example:
        >>> safe_link("https://news.example/1"), safe_link("javascript:alert(1)")
        ('https://news.example/1', None)
    """
    return url if url and url.lower().startswith(("http://", "https://")) else None


def numbers_of(reports: Sequence[DocumentProvenance]) -> Mapping[str, int]:
    """Return each document's number on the page."""
    return {report.document.id: number for number, report in enumerate(reports)}


_Shown = tuple[str, int]  # what is shown, and its index: ("passage", 3), ("credit", 0), ("zone", 5)


def _layers(report: DocumentProvenance) -> list[Layer[_Shown]]:
    """Return what covers the text: the strongest passages first, then the other ones, then credits, then zones."""
    ranked = sorted(range(len(report.passages)), key=lambda index: _rank(report.passages[index]))
    passages = [
        Layer(report.passages[index].start, report.passages[index].end, rank, ("passage", index))
        for rank, index in enumerate(ranked)
    ]
    last = len(passages)
    credits_ = [
        Layer(credit.span.start, credit.span.end, last, ("credit", index))
        for index, credit in enumerate(report.credits)
        if credit.span
    ]
    zones = [
        Layer(zone.start, zone.end, last + 1, ("zone", index))
        for index, zone in enumerate(report.document.zones)
        if zone.kind not in {"body", "quotation"}
    ]
    return [*passages, *credits_, *zones]


def _rank(passage: Passage) -> tuple[bool, object]:
    first = strongest(passage)
    return (first is None, first and strength(first))


def _piece(text: str, segment: Segment[_Shown], report: DocumentProvenance, started: set[int]) -> Piece:
    numbers = tuple(index for what, index in segment.layers if what == "passage")
    credits_ = [report.credits[index] for what, index in segment.layers if what == "credit"]
    zones = [report.document.zones[index] for what, index in segment.layers if what == "zone"]
    first = bool(numbers) and numbers[0] not in started
    started.update(numbers[:1])
    return Piece(
        text=text[segment.start : segment.end],
        classes=" ".join(_classes(numbers, credits_, zones, report)),
        passages=numbers,
        credit=_credit_label(credits_[0]) if credits_ else "",
        label=_label(report.passages[numbers[0]]) if numbers else "",
        first=first,
    )


def _classes(
    numbers: Sequence[int], credits_: Sequence[Credit], zones: Sequence[Zone], report: DocumentProvenance
) -> list[str]:
    classes = ["zone"] if zones else []
    if credits_:
        classes.append("credit")
    if numbers:
        passage = report.passages[numbers[0]]
        first = strongest(passage)
        classes += ["passage", standing(passage), *((first.kind, first.band) if first else ())]
    return classes


def _label(passage: Passage) -> str:
    first = strongest(passage)
    found = f"{first.kind}, {percent(first.identity)} the same words, {first.band}, " if first else ""
    return f"{found}{STANDINGS[standing(passage)]}"


def _credit_label(credit: Credit) -> str:
    return f"credit: {credit_name(credit)}, {ROLES[credit.role]}, {covered(credit)}"


def _passage_view(number: int, passage: Passage) -> PassageView:
    matches = sorted(passage.matches, key=lambda match: (*strength(match), match.document, match.start))
    shown = {match.document for match in matches[:_SHOWN]}
    others = sorted({match.document for match in matches[_SHOWN:]} - shown)
    return PassageView(
        number=number,
        passage=passage,
        standing=standing(passage),
        kind=matches[0].kind if matches else "verbatim",
        band=matches[0].band if matches else "possible",
        matches=tuple(matches[:_SHOWN]),
        others=tuple(others[:_NAMED]),
        uncounted=max(0, len(others) - _NAMED),
    )

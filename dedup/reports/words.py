"""The words that readers see: labels, shares, dates, and the ranks that decide what is shown first."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from dedup.model import (
    AlignmentKind,
    Band,
    Coverage,
    Credit,
    DirectionValue,
    Document,
    DocumentRecord,
    HypothesisClaim,
    Passage,
    PassageMatch,
)

Standing = Literal["uncredited", "credited", "open", "lent", "fact"]
STANDINGS: dict[Standing, str] = {
    "uncredited": "uncredited",
    "credited": "credited",
    "open": "also elsewhere",
    "lent": "copied by others",
    "fact": "fact of the event",
}
"""What a passage is for its document, what calls for a look first: only the first two are reuse."""
KINDS: tuple[AlignmentKind, ...] = ("verbatim", "edited", "paraphrased", "summarised")

RELATION_WORDS = {
    "copied_from": "copied from",
    "common_source": "common source with",
    "shared_quotation": "same quotation as",
    "same_event_fact": "same fact of the event as",
    "unknown": "also stands in",
}
DIRECTIONS: dict[DirectionValue, str] = {
    "from_source": "the other document was first",
    "to_source": "this document was first",
    "undirected": "not clear who was first",
}
ROLES = {
    "dateline": "dateline",
    "byline": "byline",
    "credit_line": "credit line",
    "copyright": "copyright",
    "contribution": "contribution",
    "in_text": "in the text",
    "photo": "photo",
    "staff": "staff note",
}
SCOPES = {
    "document": "covers the document",
    "passage": "covers its passage",
    "image": "covers an image",
    "none": "covers no text",
}
CLAIMS: dict[HypothesisClaim, str] = {
    "text": "text of",
    "part": "partly from",
    "likely": "likely from",
}
BANDS: dict[Band, str] = {"asserted": "asserted", "possible": "possible, worth a look"}
# What says most of a passage's origin comes first; that others copied it says nothing of where it is from.
_ORIGINS = (
    "copied from",
    "common source with",
    "also stands in",
    "same quotation as",
    "copied by",
    "same fact of the event as",
)
_FIRST_OF_TIME = datetime.min.replace(tzinfo=UTC)


def relation(match: PassageMatch) -> str:
    """Return how the passage relates to the other document, whose name follows."""
    if match.relation == "copied_from" and match.direction.value == "to_source":
        return "copied by"
    return RELATION_WORDS[match.relation]


def verdict(match: PassageMatch) -> str:
    """Return who was first, or whose words both have where neither has them from the other; "" if unknown."""
    if match.relation in ("copied_from", "unknown"):
        return DIRECTIONS[match.direction.value]
    return f"both from {match.source.partition(':')[2]}" if match.source else ""


def standing(passage: Passage) -> Standing:
    """Return what the passage is for its document: reuse that it credits or not, or nothing to its charge."""
    first = strongest(passage)
    if first and first.direction.value == "to_source":
        return "lent"
    if first and first.relation == "same_event_fact":
        return "fact"
    if first and first.band == "asserted" and not any(match.counted for match in passage.matches):
        return "open"
    return "credited" if passage.credited else "uncredited"


def worth_a_look(passages: Iterable[Passage]) -> int:
    """Return how many passages may be reuse."""
    return sum(1 for passage in passages if passage.matches and standing(passage) in ("uncredited", "credited"))


def covered(credit: Credit) -> str:
    """Return what the credit covers, and whether it stands beside the text."""
    return SCOPES[credit.scope] if credit.span else f"beside the text, {SCOPES[credit.scope]}"


def percent(share: float) -> str:
    """Return a share for the reader: a trace is never shown as nothing, nor nearly all as all.

    Example:
        >>> percent(0.001), percent(0.5), percent(0.999), percent(1)
        ('<1%', '50%', '>99%', '100%')
    """
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 0.9995:
        return ">99%"
    return f"{share:.0%}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return "1 story", "2 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def reused(coverage: Coverage) -> float:
    """Return the share that stands elsewhere too."""
    return coverage.verbatim + coverage.edited + coverage.paraphrased + coverage.summarised


def when(published: datetime | None) -> str:
    """Return a date, with the time of day where it is known."""
    if published is None:
        return ""
    midnight = (published.hour, published.minute, published.second) == (0, 0, 0)
    zone = " UTC" if published.utcoffset() is not None and not published.utcoffset() else ""
    return f"{published:%Y-%m-%d}" if midnight else f"{published:%Y-%m-%d %H:%M}{zone}"


def moment(published: datetime | None) -> datetime:
    """Return a time that compares with every other: dates without a zone count as UTC."""
    if published is None:
        return _FIRST_OF_TIME
    return published if published.tzinfo else published.replace(tzinfo=UTC)


def about(document: Document | DocumentRecord) -> list[str]:
    """Return outlet, date and language, those that are known."""
    return [part for part in (document.outlet, when(document.published), document.language) if part]


def credit_name(credit: Credit) -> str:
    """Return the agency's name, or what stands there where it names none."""
    return credit.agency or credit.text or "unnamed"


def strength(match: PassageMatch) -> tuple[bool, int, int, float, float]:
    """Return a key that sorts first what is asserted, then what says most of the origin, then what is most alike."""
    origin, kind = _ORIGINS.index(relation(match)), KINDS.index(match.kind)
    return (match.band != "asserted", origin, kind, -match.confidence, -match.identity)


def strongest(passage: Passage) -> PassageMatch | None:
    """Return the match that decides how a passage is shown."""
    return min(passage.matches, key=strength, default=None)


def is_finding(passage: Passage) -> bool:
    """Return whether the passage is asserted reuse that the document does not credit."""
    return not passage.credited and any(
        match.counted and match.relation in {"copied_from", "common_source", "unknown"} for match in passage.matches
    )

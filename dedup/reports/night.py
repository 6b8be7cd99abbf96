"""One page on a night's crawl: what came in, what is kept, what others carry, and who carries it without naming it."""

from dataclasses import dataclass
from datetime import datetime

from dedup.reports.html import page


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story of the night.

    Attributes:
        title: of its first document.
    """

    title: str
    documents: int
    outlets: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class CarriedText:
    """A document that others carry.

    Attributes:
        copies: documents of tonight that repeat it.
        passages: documents of tonight that are kept and have passages of it.
        outlets: whose documents these are.
        is_stored: it stood in the index before.
    """

    id: str
    title: str | None
    outlet: str | None
    copies: int
    passages: int
    outlets: int
    is_stored: bool


@dataclass(frozen=True, slots=True)
class OutletReuse:
    """What an outlet has from others.

    Attributes:
        documents: of the outlet that are kept.
        reusing: of these, those with a passage of another outlet's document that was published before.
        uncredited: of these, those that name none of those outlets, and no agency.
    """

    outlet: str
    documents: int
    reusing: int
    uncredited: int


@dataclass(frozen=True, slots=True)
class Period:
    """An hour or a day of the timeline."""

    name: str
    kept: int
    removed: int


@dataclass(frozen=True, slots=True)
class NightSummary:
    """What the page tells.

    Attributes:
        night: the name by which the index knows the night.
        indexed: documents of the index before.
        bounded: pairs that were not looked at, by the reason.
    """

    night: str
    records: int
    statuses: tuple[Count, ...]
    kept: int
    flagged: tuple[Count, ...]
    removed: tuple[Count, ...]
    clusters: int
    indexed: int
    story_count: int
    stories: tuple[ToldStory, ...]
    carried: tuple[CarriedText, ...]
    outlets: tuple[OutletReuse, ...]
    periods: tuple[Period, ...]
    undated: int
    bounded: tuple[Count, ...]


def night_html(summary: NightSummary) -> str:
    """Return the page: self-contained, without network, everything escaped."""
    highest = max((one.kept + one.removed for one in summary.periods), default=1)
    removed = sum(one.count for one in summary.removed)
    return page("night.html.jinja", night=summary, highest=highest, removed=removed)

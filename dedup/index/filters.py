"""Which of the stored documents a check looks at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dedup.agencies import load_agencies
from dedup.credits import find_framings
from dedup.errors import UsageError
from dedup.index.catalogue import microseconds
from dedup.model import Document

Names = str | Iterable[str]
Moment = date | str
"""A day, a time, or either in ISO 8601; a day begins in UTC, and a time without a zone is UTC's."""

_DAY = timedelta(days=1)
_LEAST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the documents that are looked at have in common; an empty one lets all pass.

    Attributes:
        outlets: casefolded names; a document has one of them.
        agencies: short names; a document is one agency's own text, or credited to one.
        since: when it was published at the earliest, in microseconds since 1970.
        until: when it was published at the latest.
    """

    outlets: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    since: int | None = None
    until: int | None = None

    def admits(self, document: Document) -> bool:
        """Return whether a document passes; one without a time passes no limit of time."""
        published = microseconds(document.moment)
        return (
            (not self.outlets or (document.outlet or "").casefold() in self.outlets)
            and (self.since is None or (published is not None and published >= self.since))
            and (self.until is None or (published is not None and published <= self.until))
            and (not self.agencies or not self.agencies.isdisjoint(find_framings([document])[0].agencies))
        )


def make_filter(
    outlet: Names | None = None,
    agency: Names | None = None,
    since: Moment | None = None,
    until: Moment | None = None,
) -> Filter:
    """Return the filter of these names and times.

    Args:
        outlet: one or several, in any case.
        agency: one or several, by any name that credits know: "AFP", "Agence France-Presse".
        until: a day counts as a whole.

    Raises:
        UsageError: an agency is unknown, a time is none, or `since` is after `until`.

    Example:
        >>> make_filter(agency="Agence France-Presse").agencies
        frozenset({'AFP'})
    """
    made = Filter(
        frozenset(name.casefold() for name in _listed(outlet)),
        frozenset(map(_find_agency, _listed(agency))),
        None if since is None else microseconds(_parse("since", since)[0]),
        None if until is None else microseconds(_parse("until", until)[1]),
    )
    if made.since is not None and made.until is not None and made.since > made.until:
        raise UsageError(f"since, {since}, is after until, {until}", hint="give the earlier one as since")
    return made


def _listed(names: Names | None) -> list[str]:
    return [names] if isinstance(names, str) else list(names or ())


def _find_agency(name: str) -> str:
    found = load_agencies().of_name(name) or load_agencies().of_name(name.upper())
    if found is None:
        raise UsageError(f"there is no agency {name!r}", hint="name it as reports do, such as AFP, AP or Reuters")
    return found.name


def _parse(name: str, value: Moment) -> tuple[datetime, datetime]:
    """Return the first and the last moment of a day, or twice that of a time."""
    day = _parse_day(value)
    try:
        first = datetime(day.year, day.month, day.day) if day else datetime.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"{name} is {value!r}, not a date", hint="give ISO 8601, such as 2024-11-27") from None
    first = first if first.tzinfo else first.replace(tzinfo=UTC)
    return first, first + _DAY - _LEAST if day else first


def _parse_day(value: Moment) -> date | None:
    if isinstance(value, date):
        return None if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None

"""The dates that pages give, in the forms that they give them in, as ISO 8601 with their time zone."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "cet": 1, "cest": 2,
}  # fmt: skip
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    rf"\s*\(?(?:(?P<zone>{'|'.join(sorted(_HOURS, key=len, reverse=True))})\b)?\s?(?P<offset>[+-]\d\d:?\d\d)?"
)
# Day and month in figures are left alone where the year is not first: nobody can tell 3/4 from 4/3.
_FORMS = [
    re.compile(rf"(?:[a-z]{{3,9}}\.?,? )?{day}(?:,? (?:at |@ ?|- )?{_CLOCK})?", re.IGNORECASE)
    for day in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    )
]
_LONGEST, _DAY = 64, len("2024-11-27")
# The first newspaper is of 1605; what is dated after 2099, like year 1 or 9999, is a default that nobody set.
_YEARS = range(1605, 2100)


def choose_date(values: Iterable[str | None]) -> str | None:
    """Return the first value that is a date on which news can have been published, ISO 8601.

    Where that is a day alone, the first later value with a time on the same day stands for it.
    """
    dates = _dates(values)
    chosen = next(dates, None)
    if chosen is None or len(chosen) > _DAY:
        return chosen
    return next((date for date in dates if len(date) > _DAY and date.startswith(chosen)), chosen)


def _dates(values: Iterable[str | None]) -> Iterator[str]:
    for value in values:
        moment = _parse(" ".join((value or "")[:_LONGEST].split()))
        if moment is not None and moment[0].year in _YEARS:
            yield moment[1]


def _parse(value: str) -> tuple[datetime, str] | None:
    """Return the time that a value gives, and its ISO 8601 form: a day alone stays a day."""
    with suppress(ValueError):
        return datetime.fromisoformat(value), value
    found = next(filter(None, (form.match(value) for form in _FORMS)), None)
    if found is None:
        return None
    with suppress(ValueError, OverflowError):
        day = datetime(int(found["year"]), _month(found["month"]), int(found["day"]))
        if found["hour"] is None:
            return day, day.date().isoformat()
        moment = day.replace(hour=_hour(found), minute=int(found["minute"]), second=int(found["second"] or 0))
        moment = moment.replace(tzinfo=_zone(found["zone"], found["offset"]))
        return moment, moment.isoformat()
    return None


def _month(name: str) -> int:
    return int(name) if name.isdigit() else 1 + _MONTHS.index(name[:3].lower())


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    return hour if not half or hour > 12 else hour % 12 + (12 if half.startswith("p") else 0)


def _zone(name: str | None, offset: str | None) -> timezone | None:
    """Return the zone that is named, and shifted by an offset: "GMT+0200"."""
    if name is None and offset is None:
        return None
    minutes = 60 * _HOURS[(name or "z").lower()]
    if offset:
        figures = offset[1:].replace(":", "")
        minutes += int(offset[0] + "1") * (60 * int(figures[:2]) + int(figures[2:]))
    return timezone(timedelta(minutes=minutes)) if minutes else UTC

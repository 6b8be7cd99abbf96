"""Times that compare with one another, and as numbers: those without a zone count as UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def in_zone(moment: datetime) -> datetime:
    """Return a time with a zone: its own, else UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def to_microseconds(moment: datetime) -> int:
    """Return a time in microseconds since 1970, exactly."""
    return (in_zone(moment) - _EPOCH) // _MICROSECOND


def from_microseconds(count: int) -> datetime:
    """Return the time so many microseconds after the beginning of 1970.

    Example:
        >>> from_microseconds(to_microseconds(datetime(2024, 11, 27, 9))).isoformat()
        '2024-11-27T09:00:00+00:00'
    """
    return _EPOCH + count * _MICROSECOND

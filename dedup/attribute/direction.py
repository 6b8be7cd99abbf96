"""Who was first: a list of evidence, and a verdict only where it is enough."""

from datetime import UTC, datetime, timedelta

from dedup.attribute.collection import Body
from dedup.model import Direction, Evidence, Match

_ENOUGH = 0.5
_DAY = timedelta(hours=24)
_ZONES = timedelta(hours=14)  # so far from UTC may a time be whose zone is not known


def find_direction(target: Body, source: Body, match: Match, reading: Evidence | None = None) -> Direction:
    """Return which of two documents the shared text came from.

    Weights add up, positive for the source; a sum of half a unit decides. Publication times alone never decide, since
    outlets stamp copies before originals, but a gap of more than a day vetoes the opposite verdict.

    Args:
        reading: evidence from how the two texts read beside each other.
    """
    evidence = tuple(
        found
        for found in (
            _published(target, source),
            _own_agency(target, source),
            _credit(target, source),
            _dateline(target, source),
            _containment(match),
            reading,
        )
        if found
    )
    total = sum(found.weight for found in evidence)
    if total >= _ENOUGH and not is_too_late(source, target):
        return Direction("from_source", evidence)
    if total <= -_ENOUGH and not is_too_late(target, source):
        return Direction("to_source", evidence)
    return Direction("undirected", evidence)


def is_too_late(origin: Body, copy: Body) -> bool:
    """Return whether the supposed origin was published more than a day after its copy."""
    gap = _gap(copy, origin)
    return gap is not None and gap < -_DAY


def _published(target: Body, source: Body) -> Evidence | None:
    gap = _gap(target, source)
    if not gap:
        return None
    # An agency stamps its own versions truly; between outlets a time is a hint.
    versions = target.parsed.agency is not None and target.parsed.agency == source.parsed.agency
    weight = 0.6 if versions else 0.4
    later = gap > timedelta(0)
    detail = f"this was published {_describe(abs(gap))} {'later' if later else 'earlier'} than the other"
    return Evidence("published", detail, weight if later else -weight)


def _own_agency(target: Body, source: Body) -> Evidence | None:
    """Evidence from a document that stands on the agency's own page."""
    ours, theirs = target.parsed.agency, source.parsed.agency
    if theirs and not ours:
        return Evidence("credit", f"the other is {theirs}'s own text", 0.6)
    if ours and not theirs:
        return Evidence("credit", f"this is {ours}'s own text", -0.6)
    return None


def _credit(target: Body, source: Body) -> Evidence | None:
    """Evidence from one side alone being credited to an agency."""
    if target.parsed.agency or source.parsed.agency or bool(target.agencies) == bool(source.agencies):
        return None
    name = ", ".join(sorted(target.agencies or source.agencies))
    if source.agencies:
        return Evidence("credit", f"only the other credits {name}", 0.3)
    return Evidence("credit", f"only this one credits {name}", -0.3)


def _dateline(target: Body, source: Body) -> Evidence | None:
    """Evidence from a dateline kept with the agency's name on one side, and stripped of it on the other."""
    ours, theirs = _dated(target), _dated(source)
    if ours == "bare" and theirs == "agency":
        return Evidence("dateline", "this dateline lacks the agency that the other's names", 0.2)
    if ours == "agency" and theirs == "bare":
        return Evidence("dateline", "the other's dateline lacks the agency that this one names", -0.2)
    return None


def _containment(match: Match) -> Evidence | None:
    """Evidence from one text being a cut of the other: the part comes from the whole more often than the reverse."""
    ours, theirs = match.containment, match.mirrored().containment
    if max(ours, theirs) < 0.5 or abs(ours - theirs) < 0.2:
        return None
    if ours > theirs:
        return Evidence("containment", f"{ours:.0%} of this is in the other, {theirs:.0%} of the other in this", 0.3)
    return Evidence("containment", f"{theirs:.0%} of the other is in this, {ours:.0%} of this in the other", -0.3)


def _dated(body: Body) -> str | None:
    if any(credit.role == "dateline" for credit in body.parsed.credits):
        return "agency"
    return "bare" if any(zone.kind == "dateline" for zone in body.parsed.zones) else None


def _gap(target: Body, source: Body) -> timedelta | None:
    ours, theirs = target.parsed.document.published, source.parsed.document.published
    if ours is None or theirs is None:
        return None
    if _is_date(ours) or _is_date(theirs):
        return timedelta(days=(ours.date() - theirs.date()).days)
    gap = _aware(ours) - _aware(theirs)
    comparable = (ours.tzinfo is None) == (theirs.tzinfo is None) or abs(gap) > _ZONES
    return gap if comparable else None


def _is_date(moment: datetime) -> bool:
    """Whether only the day is known: midnight without a zone."""
    return moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _describe(gap: timedelta) -> str:
    minutes = int(gap.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"

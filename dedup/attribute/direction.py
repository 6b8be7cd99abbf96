"""Who was first: a list of evidence, and a verdict only where it is enough."""

import re
from datetime import UTC, datetime, timedelta

from dedup.attribute.collection import Body
from dedup.attribute.credited import names_outlet
from dedup.model import Direction, Evidence, Match

ENOUGH = 0.5  # the sum of weights that decides
_DISTINCT = 10  # letters from which an outlet's name is no common word
_DAY = timedelta(hours=24)
# Where outlets put what their columnists write, and how they sign it.
_OPINION_PATH = re.compile(
    r"(?i)/(?:opinions?|columns?|columnists?|comment(?:ary|isfree)?|editorials?|op-ed|kommentare?|meinung|kolumnen?|"
    r"opinion(?:es)?|columnas?|tribunes?|chroniques?|editoriaux|commenti|opinioni|opinie|colunas?|opini[aã]o)/"
)
_OPINION_BYLINE = re.compile(
    r"(?i)\b(?:columnist|editorial board|opinion (?:writer|editor)|kolumnist(?:in)?|columnista|éditorialiste|"
    r"chroniqueu(?:r|se)|editorialista)\b|논설위원|칼럼니스트|论说委员|論説委員"
)
_ZONES = timedelta(hours=14)  # so far from UTC may a time be whose zone is not known


def find_direction(target: Body, source: Body, match: Match, further: Evidence | None = None) -> Direction:
    """Return which of two documents the shared text came from.

    Weights add up, positive for the source; a sum of half a unit decides. Publication times alone never decide, since
    outlets stamp copies before originals, but a gap of more than a day vetoes the opposite verdict.

    Args:
        further: evidence from elsewhere: how the two texts read beside each other, or that one is pieced together and
            may hold the whole of a brief that it takes.
    """
    named = _named(target, source)
    first_hand = _first_hand(target, source)
    if named and first_hand and named.weight * first_hand.weight < 0:
        first_hand = None  # an agency that names the paper it has this from takes nothing away from the paper
    found = (
        published(target, source),
        _versions(target, source),
        first_hand,
        named,
        _credit(target, source),
        _dateline(target, source),
        _genre(target, source),
        None if further and further.type == "compilation" else _containment(match),
        further,
    )
    evidence = tuple(one for one in found if one)
    total = sum(found.weight for found in evidence)
    if total >= ENOUGH and not is_too_late(source, target):
        return Direction("from_source", evidence)
    if total <= -ENOUGH and not is_too_late(target, source):
        return Direction("to_source", evidence)
    return Direction("undirected", evidence)


def is_too_late(origin: Body, copy: Body) -> bool:
    """Return whether the supposed origin was published more than a day after its copy."""
    gap = _gap(copy, origin)
    return gap is not None and gap < -_DAY


def published(target: Body, source: Body) -> Evidence | None:
    """Return the evidence from one having been published before the other."""
    gap = _gap(target, source)
    if not gap:
        return None
    later = gap > timedelta(0)
    detail = f"this was published {_describe(abs(gap))} {'later' if later else 'earlier'} than the other"
    return Evidence("published", detail, 0.4 if later else -0.4)


def _versions(target: Body, source: Body) -> Evidence | None:
    """Evidence from both being one house's own: it stamps its versions truly, where others' times are a hint."""
    gap = _gap(target, source)
    house = _common_house(target, source)
    if not gap or not house:
        return None
    weight = 0.2 if gap > timedelta(0) else -0.2
    return Evidence("credit", f"both are {house}'s own text, whose times are true", weight)


def _common_house(target: Body, source: Body) -> str | None:
    """Return the agency that both are from, or the outlet whose own reports both are."""
    ours, theirs = target.parsed.agency, source.parsed.agency
    if ours or theirs:
        return ours if ours == theirs else None
    if target.origin.kind == "carrier" or source.origin.kind == "carrier":
        return None
    return target.house if target.house == source.house else None


def _first_hand(target: Body, source: Body) -> Evidence | None:
    """Evidence from a document that stands nearer to its author: on the agency's own page, as a press release."""
    ours, theirs = target.origin.rank, source.origin.rank
    if theirs > ours:
        return Evidence("credit", f"the other is {_describe_origin(source)}", 0.6)
    if ours > theirs:
        return Evidence("credit", f"this is {_describe_origin(target)}", -0.6)
    return None


def _describe_origin(body: Body) -> str:
    return "a press release" if body.origin.kind == "release" else f"{body.parsed.agency}'s own text"


def _named(target: Body, source: Body) -> Evidence | None:
    """Evidence from one side alone naming the other's outlet: it says itself where it has this from."""
    ours, theirs = names_page(target, source), names_page(source, target)
    if ours == theirs:
        return None
    if ours:
        return Evidence("credit", f"this names {source.parsed.document.outlet}", 0.6)
    return Evidence("credit", f"the other names {target.parsed.document.outlet}", -0.6)


def names_page(body: Body, other: Body) -> bool:
    """Return whether a document names the other's outlet; a short name may be a common word, so it must be a credit."""
    outlet = other.parsed.document.outlet
    if not outlet or outlet == body.parsed.document.outlet:
        return False
    letters = _letters(outlet)
    if any(credit.agency and _letters(credit.agency) == letters for credit in body.parsed.credits):
        return True
    return len(letters) >= _DISTINCT and " " in outlet and names_outlet(body, other)


def _letters(name: str) -> str:
    return re.sub(r"^(?:the|der|die|das|le|la|el) |\W", "", name.casefold())


def _credit(target: Body, source: Body) -> Evidence | None:
    """Evidence from one side alone carrying an agency's text, the other saying nothing of its own."""
    ours, theirs = target.origin, source.origin
    if ours.is_first_hand or theirs.is_first_hand or ours.kind == theirs.kind:
        return None
    name = ", ".join(sorted(ours.agencies or theirs.agencies))
    if theirs.kind == "carrier":
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


def _genre(target: Body, source: Body) -> Evidence | None:
    """Evidence from one side alone being an opinion, which takes its facts from reports: with a time it decides."""
    ours, theirs = _is_opinion(target), _is_opinion(source)
    if ours == theirs:
        return None
    if ours:
        return Evidence("genre", "this is an opinion, the other is none", 0.15)
    return Evidence("genre", "the other is an opinion, this is none", -0.15)


def _is_opinion(body: Body) -> bool:
    """Whether a page's address or byline says that it is a column, a comment or a leading article."""
    document = body.parsed.document
    return bool(_OPINION_PATH.search(document.url or "") or _OPINION_BYLINE.search(document.byline or ""))


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

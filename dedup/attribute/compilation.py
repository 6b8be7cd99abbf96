"""Which documents are pieced together from others that have nothing in common, as a round-up is."""

from collections.abc import Iterable, Mapping

from dedup.attribute.boilerplate import is_house_text
from dedup.attribute.collection import Body, Collection
from dedup.attribute.direction import ENOUGH, published
from dedup.model import Direction, Evidence, Match

# A report has its words from one other or two; one that has passages of three which share none has them from there.
_DOCUMENTS = 3
_WORDS = 12  # a shorter run is a formula or a name
# With a time it decides, alone it does not: the author of three reports may sum them up himself beforehand.
_PIECED = 0.3


def find_compilations(collection: Collection) -> dict[str, int]:
    """Return for each document that has passages of several unrelated ones how many these are."""
    counts = {id_: _count_unrelated(_sources(body, collection), collection) for id_, body in collection.bodies.items()}
    return {id_: count for id_, count in counts.items() if count >= _DOCUMENTS}


def pieced(target: Body, source: Body, compilations: Mapping[str, int]) -> Evidence | None:
    """Return the evidence from one of two documents alone being pieced together."""
    ours, theirs = compilations.get(target.id, 0), compilations.get(source.id, 0)
    if bool(ours) == bool(theirs):
        return None
    if ours:
        return Evidence("compilation", f"this has passages of {ours} documents that share none", _PIECED)
    return Evidence("compilation", f"the other has passages of {theirs} documents that share none", -_PIECED)


def is_pieced(direction: Direction) -> bool:
    """Return whether a direction would not be one without this evidence."""
    positive = [one for one in direction.evidence if one.type == "compilation" and one.weight > 0]
    total = sum(one.weight for one in direction.evidence)
    return direction.value == "from_source" and any(total - one.weight < ENOUGH for one in positive)


def _sources(target: Body, collection: Collection) -> list[str]:
    return [match.source_id for match in collection.matches[target.id] if _has_text(target, match, collection)]


def _count_unrelated(ids: Iterable[str], collection: Collection) -> int:
    """Return how many of the documents, taken by id, have no passage of one taken before."""
    taken: set[str] = set()
    for id_ in sorted(ids):
        related = (match.source_id for match in collection.matches[id_] if _is_related(match))
        if taken.isdisjoint(related):
            taken.add(id_)
    return len(taken)


def _is_related(match: Match) -> bool:
    return any(one.band == "asserted" and one.kind in ("verbatim", "edited") for one in match.alignments)


def _has_text(target: Body, match: Match, collection: Collection) -> bool:
    """Whether the target may have text from the other: a report that others have taken up has it from none of them."""
    other = collection.bodies[match.source_id]
    time = published(target, other)
    if is_house_text(target, other, collection) or (time and time.weight < 0):
        return False
    return any(
        one.band == "asserted" and one.kind in ("verbatim", "edited") and len(target.tokens(one.target)) >= _WORDS
        for one in match.alignments
    )

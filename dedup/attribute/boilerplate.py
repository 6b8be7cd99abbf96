"""Boilerplate repeats inside one outlet across stories; wire repeats across outlets inside one story.

One paragraph of background that an outlet takes from its own earlier report is neither: it is reuse of its own words.
"""

from collections.abc import Sequence
from dataclasses import replace

from dedup.attribute.collection import Body, Collection
from dedup.model import Alignment, Match, Span, Suppressed

_BACKGROUND = 20  # words; a shorter run is a formula of the house
_NAMES = 2  # names that the rest of both has, from which the one report is taken to follow up the other


def drop_boilerplate(target: Body, collection: Collection) -> tuple[list[Match], tuple[Suppressed, ...]]:
    """Return the target's matches without what its own outlet repeats across stories, and what was left out."""
    kept, dropped = [], 0
    for match in collection.matches[target.id]:
        if is_house_text(target, collection.bodies[match.source_id], collection):
            own = _background(target, match, collection)
            dropped += len(match.alignments) - len(own)
            kept.append(replace(match, alignments=own))
        else:
            kept.append(match)
    return kept, (Suppressed("repeated by the same outlet in another story", dropped),) if dropped else ()


def is_house_text(target: Body, other: Body, collection: Collection) -> bool:
    """Return whether both documents are one outlet's, on different events."""
    if not target.house or target.house != other.house:
        return False
    story = collection.stories.get(target.id)
    return story is None or other.id not in story.documents


def _background(target: Body, match: Match, collection: Collection) -> tuple[Alignment, ...]:
    """Return the one passage that a report takes over from the house's report that it follows up.

    A form filled in anew has several; a line of the house stands at the head or the foot, or in third documents too.
    """
    source = collection.bodies[match.source_id]
    found = [one for one in match.alignments if one.band == "asserted"]
    inside = [one for one in found if _is_inside(target, one.target) and _is_inside(source, one.source)]
    if len(inside) != 1 or inside[0].kind not in ("verbatim", "edited"):
        return ()
    (passage,) = inside
    if min(len(target.tokens(passage.target)), len(source.tokens(passage.source))) < _BACKGROUND:
        return ()
    ours = _names(target, [one.target for one in found])
    follows = len(ours & _names(source, [one.source for one in found])) >= _NAMES
    return (passage,) if follows and not _is_repeated(target, match, passage.target, collection) else ()


def _is_inside(body: Body, span: Span) -> bool:
    """Whether sentences stand before and behind a passage that is less than half of the body."""
    found = body.sentences(span)
    among = found and found[0] > 0 and found[-1] < len(body.parsed.sentences) - 1
    return bool(among) and 2 * len(body.tokens(span)) < len(body)


def _names(body: Body, spans: Sequence[Span]) -> set[str]:
    """Return the names outside passages that are not the house's own."""
    inside = {index for span in spans for index in body.sentences(span)}
    house = (body.house or "").casefold()
    terms = (term for index, one in enumerate(body.parsed.sentences) if index not in inside for term in one.terms)
    return {term.stem for term in terms if term.kind == "name" and term.stem not in house}


def _is_repeated(target: Body, match: Match, span: Span, collection: Collection) -> bool:
    """Whether a third document of the house on another event has the passage, or part of it, too."""
    return any(
        one.target.overlap(span)
        for other in collection.matches[target.id]
        if other.source_id != match.source_id and is_house_text(target, collection.bodies[other.source_id], collection)
        for one in other.alignments
    )

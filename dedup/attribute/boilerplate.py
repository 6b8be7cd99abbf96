"""Boilerplate repeats inside one outlet across stories; wire repeats across outlets inside one story."""

from dataclasses import replace
from urllib.parse import urlsplit

from dedup.attribute.collection import Body, Collection
from dedup.model import Match, Suppressed


def drop_boilerplate(target: Body, collection: Collection) -> tuple[list[Match], tuple[Suppressed, ...]]:
    """Return the target's matches without what its own outlet repeats across stories, and what was left out."""
    kept, dropped = [], 0
    for match in collection.matches[target.id]:
        if is_house_text(target, collection.bodies[match.source_id], collection):
            dropped += len(match.alignments)
            kept.append(replace(match, alignments=()))
        else:
            kept.append(match)
    return kept, (Suppressed("repeated by the same outlet in another story", dropped),) if dropped else ()


def is_house_text(target: Body, other: Body, collection: Collection) -> bool:
    """Return whether both documents are one outlet's, on different events."""
    house = _house(target)
    if not house or house != _house(other):
        return False
    story = collection.stories.get(target.id)
    return story is None or other.id not in story.documents


def _house(body: Body) -> str | None:
    """Return the outlet by its name, or where that is missing by the host of its address."""
    document = body.parsed.document
    try:
        return document.outlet or urlsplit(document.url or "").hostname
    except ValueError:  # an address that is none
        return None

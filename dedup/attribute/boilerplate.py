"""Boilerplate repeats inside one outlet across stories; wire repeats across outlets inside one story."""

from dataclasses import replace

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
    if not target.house or target.house != other.house:
        return False
    story = collection.stories.get(target.id)
    return story is None or other.id not in story.documents

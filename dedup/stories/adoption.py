"""A document on its own joins the story whose rare names it shares: a reporter's scene, a comment."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

Pair = tuple[int, int]

# A document on its own joins a story from this share of the threshold on, when names that news rarely has agree:
# two names for one that nearly reaches it, three for one that is further off.
ADOPTED = 0.6
NAMED = 1.6
NEAREST = 3


def adopt(groups: Sequence[list[int]], affinities: Mapping[Pair, float], names: Sequence[Set[str]]) -> list[list[int]]:
    """Return the groups, those of one document joined to the story that they belong to.

    Args:
        names: each document's rare names.
    """
    stories = [places for places in groups if len(places) > 1]
    told = {place: number for number, story in enumerate(stories) for place in story}
    adopted: dict[int, list[int]] = defaultdict(list)
    for alone, near in sorted(_near(told, affinities).items()):
        best, number = max((_nearness(each, stories[number]), -number) for number, each in near.items())
        shared = names[alone] & _common(stories[-number], names) if best >= ADOPTED else set()
        if len(shared) > 1 and best * len(shared) >= NAMED:
            adopted[-number].append(alone)
    taken = {alone for members in adopted.values() for alone in members}
    singles = [places for places in groups if len(places) == 1 and places[0] not in taken]
    return [sorted(story + adopted[number]) for number, story in enumerate(stories)] + singles


def _near(told: Mapping[int, int], affinities: Mapping[Pair, float]) -> dict[int, dict[int, list[float]]]:
    """Return for each document on its own its affinities to the members of each story, by the story's number."""
    near: dict[int, dict[int, list[float]]] = {}
    for pair, affinity in affinities.items():
        for alone, other in (pair, pair[::-1]):
            if alone not in told and other in told:
                near.setdefault(alone, {}).setdefault(told[other], []).append(affinity)
    return near


def _nearness(each: Sequence[float], story: Sequence[int]) -> float:
    """Return the mean affinity to the three nearest members."""
    return sum(sorted(each, reverse=True)[:NEAREST]) / min(NEAREST, len(story))


def _common(story: Sequence[int], names: Sequence[Set[str]]) -> set[str]:
    """Return the rare names that at least half of a story's documents have."""
    seen = Counter(name for place in story for name in names[place])
    return {name for name, count in seen.items() if 2 * count >= len(story)}

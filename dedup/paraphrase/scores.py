"""How strongly two sentences say the same: weighted shared words within their best clauses, and who says it."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from dedup.model import Span
from dedup.paraphrase.acts import SAY
from dedup.paraphrase.clauses import Run
from dedup.paraphrase.units import Unit

# What an unshared word takes off when clauses are chosen, as a share of its weight.
UNSHARED = 0.05
# The clauses shown are the shortest that keep this share of what the best ones have in common.
KEPT = 0.9
# A fixed term ("ballistic missile") is one piece of evidence and a half, not two.
COMPOUND = 0.5
# Below this share of common weight the score falls with the root of the share.
FULL_SHARE = 0.5
LEAST_WEIGHT = 8.0
# And with this power of the share that the heavier side has in common.
WHOLE = 0.1
# Neither, one or both sentences say that somebody says it: what nobody says is mostly a fact that all know.
ATTRIBUTED = (0.7, 0.85, 1.05)
SAME_SPEAKER = 1.25
OTHER_SPEAKER = 0.75
SAME_ACT = 1.1
OTHER_ACT = 0.65
CONTRARY = 0.75
OTHER_NUMBERS = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two units are, and in which clauses.

    Attributes:
        one: where the clauses stand in the first unit's text.
        other: where they stand in the second's.
    """

    score: float
    one: Span
    other: Span


def upper_bound(one: Unit, other: Unit) -> float:
    """Return a score that `likeness` of the two cannot exceed."""
    return SAME_ACT * SAME_SPEAKER * sum(min(one.weights[stem], other.weights[stem]) for stem in shared(one, other))


def shared(one: Unit, other: Unit) -> list[str]:
    """Return the weighted stems that both units have."""
    return sorted(one.weights.keys() & other.weights.keys())


def likeness(one: Unit, other: Unit) -> Likeness | None:
    """Return how alike the best clauses of two units are, or None when they share fewer than two words."""
    common = {stem: min(one.weights[stem], other.weights[stem]) for stem in shared(one, other)}
    pairs = list(_pairs(one, other, common))
    if not pairs:
        return None
    ours, theirs, mass = max(pairs, key=lambda pair: pair[2] - UNSHARED * (pair[0].weight + pair[1].weight))
    alike = _coverage(mass, ours, theirs) * _names(ours, theirs, common.keys()) * _numbers(ours, theirs)
    contrary = CONTRARY if ours.denied != theirs.denied else 1.0
    score = mass * alike * _speakers(one, other) * _acts(ours, theirs) * contrary
    close = [pair for pair in pairs if pair[2] >= KEPT * mass]
    ours, theirs, _ = min(close, key=lambda pair: len(pair[0].span) + len(pair[1].span))
    return Likeness(score, ours.span, theirs.span)


def _pairs(one: Unit, other: Unit, common: dict[str, float]) -> Iterator[tuple[Run, Run, float]]:
    """Yield each two runs that share two words, and the weight of what they share."""
    masses: dict[frozenset[str], float] = {}
    inside = [(run, run.stems.intersection(common)) for run in other.runs]
    for ours in one.runs:
        own = ours.stems.intersection(common)
        for theirs, stems in inside:
            both = own & stems
            if len(both) > 1:
                if both not in masses:
                    masses[both] = _mass(both, common, one, other)
                yield ours, theirs, masses[both]


def _mass(stems: frozenset[str], common: dict[str, float], one: Unit, other: Unit) -> float:
    """Return the weight of the shared stems; of a term made of several, the lighter words count half."""
    total = 0.0
    for stem in sorted(stems):
        total += common[stem]
        before = one.follows.get(stem)
        if before is not None and before in stems and before == other.follows.get(stem):
            total -= (1 - COMPOUND) * min(common[stem], common[before])
    return total


def _coverage(mass: float, ours: Run, theirs: Run) -> float:
    lighter, heavier = sorted((max(LEAST_WEIGHT, ours.weight), max(LEAST_WEIGHT, theirs.weight)))
    full = min(1.0, mass / lighter / FULL_SHARE) ** 0.5
    return float(full * (mass / heavier) ** WHOLE)


def _acts(ours: Run, theirs: Run) -> float:
    """Return more where the same is done with words, less where something else is: who hopes has not agreed."""
    mine, yours = ours.acts - {SAY}, theirs.acts - {SAY}
    if not mine or not yours:
        return 1.0
    return SAME_ACT if mine & yours else OTHER_ACT


def _speakers(one: Unit, other: Unit) -> float:
    if one.bodies & other.bodies or (one.people & other.people and not one.bodies | other.bodies):
        return SAME_SPEAKER
    if (one.bodies and other.bodies) or (one.people and other.people and not one.bodies | other.bodies):
        return OTHER_SPEAKER
    attributed = one.told + other.told
    if (one.bodies or one.people) and (other.bodies or other.people) and not one.people & other.people:
        attributed = min(attributed, 1)  # a person here, an institution there: not known to be one
    return ATTRIBUTED[attributed]


def _names(ours: Run, theirs: Run, words: Set[str]) -> float:
    """Return 1, or less where the clauses share more names than words: who met whom, as everybody has it."""
    names = len(ours.names & theirs.names)
    return min(1.0, len(ours.stems & theirs.stems & words) / names) ** 0.5 if names else 1.0


def _numbers(ours: Run, theirs: Run) -> float:
    """Return 1 where all numbers of the side with fewer stand on the other side too, less where they differ."""
    fewer = min(len(ours.numbers), len(theirs.numbers))
    if not fewer:
        return 1.0
    return OTHER_NUMBERS + (1 - OTHER_NUMBERS) * len(ours.numbers & theirs.numbers) / fewer

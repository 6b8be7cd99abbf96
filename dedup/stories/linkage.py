"""Groups by average link, of which no two that are less alike than each is in itself are joined without dates."""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import sqrt

Pair = tuple[int, int]

# Two groups are one story when they are at least so alike to each other as each is in itself: two events of one kind
# with the same actors are not (reports of 86 events, two of each kind: pair F1 .88, without this .84). Days tell such
# events apart better, and two agencies' copies of one day must not part: where both have a date, nothing more is asked.
COHESION = 0.6
# Copies and rewrites are more alike than independent reports; they shall not part a story.
MOST = 2.7


def group(affinities: Mapping[Pair, float], dated: Sequence[bool]) -> list[list[int]]:
    """Return groups of the places of `dated`, in order.

    The two groups of greatest average affinity are joined while it is 1 or more; ties go to the first places.
    """
    return _Groups(affinities, dated).joined()


class _Groups:
    def __init__(self, affinities: Mapping[Pair, float], dated: Sequence[bool]) -> None:
        places = range(len(dated))
        self.dated = dated
        self.members = {place: [place] for place in places}
        self.within = dict.fromkeys(places, 0.0)
        self.sums: dict[int, dict[int, float]] = {place: {} for place in places}
        for (one, other), affinity in affinities.items():
            self.sums[one][other] = self.sums[other][one] = affinity
        self.affinities = affinities

    def joined(self) -> list[list[int]]:
        queue = [(-affinity, one, other) for (one, other), affinity in self.affinities.items() if affinity >= 1]
        heapify(queue)
        fresh = len(self.members)
        while queue:
            average, one, other = heappop(queue)
            if one in self.members and other in self.members and self._is_one(one, other, -average):
                self._join(fresh, one, other)
                for third, total in sorted(self.sums[fresh].items()):
                    average = total / (len(self.members[fresh]) * len(self.members[third]))
                    if average >= 1:
                        heappush(queue, (-average, third, fresh))
                fresh += 1
        return sorted(sorted(places) for places in self.members.values())

    def _is_one(self, one: int, other: int, average: float) -> bool:
        """Return whether two groups are as alike as their members; one document has nothing to compare with."""
        if all(any(self.dated[place] for place in self.members[group]) for group in (one, other)):
            return True
        pairs = [len(self.members[place]) * (len(self.members[place]) - 1) // 2 for place in (one, other)]
        if not all(pairs):
            return True
        inner = self.within[one] / pairs[0], self.within[other] / pairs[1]
        return average >= COHESION * sqrt(inner[0] * inner[1])

    def _join(self, fresh: int, one: int, other: int) -> None:
        across = (
            self.affinities.get((min(left, right), max(left, right)), 0.0)
            for left in self.members[one]
            for right in self.members[other]
        )
        self.within[fresh] = self.within.pop(one) + self.within.pop(other) + sum(min(MOST, each) for each in across)
        self.members[fresh] = self.members.pop(one) + self.members.pop(other)
        left, right = self.sums.pop(one), self.sums.pop(other)
        self.sums[fresh] = {
            third: left.get(third, 0.0) + right.get(third, 0.0)
            for third in sorted(left.keys() | right.keys())
            if third in self.members
        }
        for third, total in self.sums[fresh].items():
            self.sums[third].pop(one, None)
            self.sums[third].pop(other, None)
            self.sums[third][fresh] = total

"""Which documents are kept: each removed one names a kept one that it was compared with, never a chain."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedup.crawl.rules import Judge, Pairs, Verdict

# Of documents with the same words so many that are kept are looked at: those of protected outlets can be many.
_MOST_KEPT = 8
_REASONS = {"exact": 0, "near": 1, "contained": 2}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is decided of a document that repeats another one.

    Attributes:
        anchor: the kept document's place.
    """

    anchor: int
    verdict: Verdict


class Keeper:
    """Goes through tonight's documents by their claim; those before them are kept, removed or stored."""

    def __init__(self, pairs: Pairs, leaders: NDArray[np.uint32], claims: NDArray[np.int64], judge: Judge) -> None:
        """Take in the pairs.

        Args:
            pairs: of documents that stand for all that have their words, and of stored ones.
            leaders: for each of tonight's documents the one that stands for it.
            claims: of each document, stored ones before tonight's.
        """
        self._pairs, self._leaders, self._claims, self._judge = pairs, leaders, claims, judge
        self._numbers = _by_target(pairs.targets)
        self._kept: dict[int, list[int]] = defaultdict(list)
        self.chosen: dict[int, Chosen] = {}

    def run(self, order: Sequence[int]) -> dict[int, Chosen]:
        """Return what is decided of the documents that repeat another one; all others are new."""
        for target in order:
            found = [self._chosen(*one, target) for one in self._anchors(target)]
            if found:
                self.chosen[target] = min(found, key=self._rank)
            if not found or not self.chosen[target].verdict.removes:
                self._keep(target)
        return self.chosen

    def _anchors(self, target: int) -> Iterable[tuple[int, int | None]]:
        """Yield the kept documents that the target repeats, with the pair; None where the words are the same."""
        leader = int(self._leaders[target])
        yield from ((kept, None) for kept in self._kept.get(leader, ()))
        for number in self._numbers.get(leader, ()):
            anchor = int(self._pairs.anchors[number])
            shown = None if self._pairs.equal[number] else number
            if anchor >= len(self._leaders):  # a stored one
                yield anchor, shown
            else:
                yield from ((kept, shown) for kept in self._kept.get(anchor, ()))

    def _chosen(self, anchor: int, number: int | None, target: int) -> Chosen:
        if number is None:
            return Chosen(anchor, self._judge.same(target))
        return Chosen(anchor, self._judge.near(self._pairs, number, anchor, target))

    def _rank(self, one: Chosen) -> tuple[bool, int, int]:
        """Order what may be decided: removal first, the surest reason, the anchor's claim."""
        return not one.verdict.removes, _REASONS[one.verdict.reason], int(self._claims[one.anchor])

    def _keep(self, target: int) -> None:
        kept = self._kept[int(self._leaders[target])]
        if len(kept) < _MOST_KEPT:
            kept.append(target)


def _by_target(targets: NDArray[np.int64]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, target in enumerate(targets.tolist()):
        numbers[target].append(number)
    return numbers

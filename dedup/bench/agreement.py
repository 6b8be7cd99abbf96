"""How well two answers agree: F1 of what was found, and of two ways to group the same documents."""

from collections import Counter
from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True)
class Counts:
    """What was right, what was found and wrong, and what was missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that was found; 1 where nothing is true."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 where there was nothing to find and nothing was found."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


def compare_sets(true: Set[object], found: Set[object]) -> Counts:
    """Return what two sets have in common and what each has alone."""
    return Counts(len(true & found), len(found - true), len(true - found))


def count_pairs(true: Sequence[Hashable], found: Sequence[Hashable]) -> Counts:
    """Return how many pairs of documents both groupings put together, and how many only one does.

    Args:
        true, found: for each document the label of its group.
    """
    together = _pairs(list(zip(true, found, strict=True)))
    return Counts(together, _pairs(found) - together, _pairs(true) - together)


def adjusted_rand(true: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    """Return the adjusted Rand index of two groupings (Hubert and Arabie 1985): 1 for the same, about 0 by chance.

    Example:
        >>> adjusted_rand("aabb", "xxyy"), adjusted_rand("aabb", "xxxx")
        (1.0, 0.0)
    """
    pairs = comb(len(true), 2)
    counts = count_pairs(true, found)
    trues, founds = counts.right + counts.missed, counts.right + counts.wrong
    chance = trues * founds / pairs if pairs else 0.0
    most = (trues + founds) / 2
    return 1.0 if most == chance else (counts.right - chance) / (most - chance)


def _pairs(labels: Sequence[Hashable]) -> int:
    return sum(comb(count, 2) for count in Counter(labels).values())

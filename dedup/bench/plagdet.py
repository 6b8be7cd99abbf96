"""Plagdet with recall, precision and granularity, as Potthast, Stein, Barrón-Cedeño and Rosso define them (2010)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dedup.model import Span


@dataclass(frozen=True, slots=True)
class Case:
    """A passage of the target and the passage of the source that it was taken from, truly or as found."""

    target: Span
    source: Span

    def overlaps(self, other: "Case") -> bool:
        """Return whether both sides overlap: one detects the other."""
        return self.target.overlap(other.target) > 0 and self.source.overlap(other.source) > 0


@dataclass(frozen=True, slots=True)
class Judged:
    """What two documents truly share, and what was found."""

    cases: tuple[Case, ...]
    found: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Plagdet:
    """The measures over some pairs of documents."""

    recall: float
    precision: float
    granularity: float

    @property
    def plagdet(self) -> float:
        """F1 over the logarithm of granularity."""
        total = self.recall + self.precision
        f1 = 2 * self.recall * self.precision / total if total else 0.0
        return f1 / math.log2(1 + self.granularity)


def measure(pairs: Sequence[Judged]) -> Plagdet:
    """Return the measures, macro-averaged over cases and over findings, in characters."""
    recall = _mean_share([(pair.cases, pair.found) for pair in pairs])
    precision = _mean_share([(pair.found, pair.cases) for pair in pairs])
    counts = [sum(case.overlaps(found) for found in pair.found) for pair in pairs for case in pair.cases]
    hits = [count for count in counts if count]
    return Plagdet(recall, precision, sum(hits) / len(hits) if hits else 1.0)


def _mean_share(sides: Iterable[tuple[Sequence[Case], Sequence[Case]]]) -> float:
    """Return the mean share of each case's characters, on both sides, that the others cover."""
    shares = []
    for cases, others in sides:
        for case in cases:
            near = [other for other in others if case.overlaps(other)]
            covered = cover(case.target, [other.target for other in near])
            covered += cover(case.source, [other.source for other in near])
            shares.append(covered / (len(case.target) + len(case.source)))
    return sum(shares) / len(shares) if shares else 0.0


def cover(span: Span, others: Iterable[Span]) -> int:
    """Return how many characters of a span the others cover together."""
    covered, reached = 0, span.start
    for other in sorted(others):
        end = min(other.end, span.end)
        covered += max(0, end - max(other.start, reached))
        reached = max(reached, end)
    return covered

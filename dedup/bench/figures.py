"""The numbers that a benchmark gives: over everything, and over each half."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import TypeVar

from dedup.bench.bounds import Number

T = TypeVar("T")
Scores = Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a benchmark.

    Attributes:
        even, odd: the same over every other observation, from the first and from the second; None where a half
            has nothing to measure.
    """

    name: str
    all: Number
    even: Number | None
    odd: Number | None


def find_figures(observations: Sequence[T], score: Callable[[Sequence[T]], Scores]) -> tuple[Figure, ...]:
    """Return what `score` makes of the observations and of each half; what cannot be measured is left out.

    Example:
        >>> find_figures([1, 2, 3, 4], lambda numbers: {"sum": sum(numbers)})
        (Figure(name='sum', all=10, even=4, odd=6),)
    """
    whole, even, odd = (_measured(score(part)) for part in (observations, observations[0::2], observations[1::2]))
    return tuple(Figure(name, value, even.get(name), odd.get(name)) for name, value in whole.items())


def mean(values: Sequence[Number]) -> float:
    """Return the mean; of nothing there is none, NaN."""
    return sum(values) / len(values) if values else nan


def _measured(scores: Scores) -> dict[str, Number]:
    # Five digits: more say nothing, and records stay readable.
    return {name: round(value, 5) for name, value in scores.items() if not isnan(value)}

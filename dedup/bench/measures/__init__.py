"""The programs that measure, by the name that definitions call them."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, cast

from dedup.bench.corpora import Task
from dedup.bench.figures import Scores
from dedup.errors import ConfigError

NAMES = ("alignment", "answers", "copies", "credit_cases", "events", "newsroom", "reprints", "rewrites", "seeds")

Observe = Callable[[Task], Sequence[Any]]
Score = Callable[[Sequence[Any]], Scores]


def find_measure(name: str) -> tuple[Observe, Score]:
    """Return what a measure observes, and what it makes of the observations.

    Observations are independent of each other, so that halves of them can be scored.

    Raises:
        ConfigError: there is no such measure.
    """
    if name not in NAMES:
        raise ConfigError(f"there is no measure {name!r}", hint=f"the measures are {', '.join(NAMES)}")
    module = import_module(f"{__name__}.{name}")
    return cast(Observe, module.observe), cast(Score, module.score)

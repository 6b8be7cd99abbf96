"""What each benchmark is: its corpora, the program that measures, and what its figures are held against."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dedup.bench.bounds import Bound, read_bound
from dedup.errors import ConfigError, UsageError


class Named(Protocol):
    """A benchmark of either suite."""

    @property
    def name(self) -> str:
        """What it is called by."""
        ...


D = TypeVar("D", bound=Named)
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Reference:
    """What one figure is held against, and how it is shown.

    Attributes:
        label: what tables call it.
        goal: what it is meant to reach.
        published: what others report on the same corpus, or a baseline gives.
        source: who published that, or what the baseline is.
        headline: whether it stands in the README.
    """

    label: str
    goal: Bound | None = None
    published: float | None = None
    source: str | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """One benchmark.

    Attributes:
        place: its place among the others, where they are listed.
        measure: the program in `dedup.bench.measures` that runs.
        corpora: names of the archives, files or folders that it needs.
        method: what is counted, in sentences.
        obtain: where a reader gets the corpora.
        licence: as its publishers state it.
        sample: how many of the corpus' items are enough for a look.
        figures: by name, those that tables show; records hold all.
    """

    name: str
    place: int
    title: str
    measure: str
    corpora: tuple[str, ...]
    method: str
    obtain: str
    licence: str
    sample: int
    figures: Mapping[str, Reference]


def find_benchmarks() -> Path:
    """Return the folder `benchmarks` of the checkout that this is run in, or that dedup itself stands in.

    Raises:
        UsageError: there is none.
    """
    for root in (Path.cwd(), _ROOT):
        if (root / "benchmarks" / "definitions").is_dir():
            return root / "benchmarks"
    raise UsageError("no folder benchmarks/definitions here", hint="run it in a checkout of dedup")


def load_definitions(benchmarks: Path) -> list[Definition]:
    """Return every definition of the folder, by place.

    Raises:
        ConfigError: a file is no definition.
    """
    definitions = [_load(path) for path in (benchmarks / "definitions").glob("*.toml")]
    return sorted(definitions, key=lambda definition: (definition.place, definition.name))


def select(definitions: Sequence[D], only: Sequence[str]) -> list[D]:
    """Return the definitions that are named, or all where no name is given.

    Raises:
        UsageError: a name is no benchmark's.
    """
    names = [definition.name for definition in definitions]
    for name in only:
        if name not in names:
            raise UsageError(f"there is no benchmark {name!r}", hint=f"the benchmarks are {', '.join(names)}")
    return [definition for definition in definitions if not only or definition.name in only]


def _load(path: Path) -> Definition:
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
        figures = {name: _reference(name, figure, path) for name, figure in entry.pop("figures", {}).items()}
        return Definition(name=path.stem, figures=figures, **{**entry, "corpora": tuple(entry["corpora"])})
    except (TypeError, KeyError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name} is no definition: {error}", hint="compare it with the others") from None


def _reference(name: str, entry: dict[str, Any], path: Path) -> Reference:
    goal = entry.pop("goal", None)
    bound = read_bound(goal, f"{path.name}, {name}") if goal is not None else None
    return Reference(**{"label": name, **entry, "goal": bound})
